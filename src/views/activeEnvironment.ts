import * as vscode from 'vscode';
import type { RequestEvent } from '../azure/connection';
import type { Environment } from '../environments/environment';
import { Disposable } from './disposables';

/** What was chosen, as it is remembered per workspace folder. */
export type EnvironmentChoice =
  | { readonly kind: 'demo'; readonly story: string }
  | {
      readonly kind: 'azure';
      readonly cloud: string;
      readonly credential: string;
      readonly tenantId: string;
      readonly tenantName: string;
      readonly subscriptions: readonly { readonly id: string; readonly name: string }[];
      readonly workspaces: readonly string[];
    };

export type OpenEnvironment = (choice: EnvironmentChoice, observe: (event: RequestEvent) => void) => Promise<Environment>;

const MEMORY_KEY = 'sre.environment';

/** The one environment that the views look at. Opening is lazy: the first look pays for it, not activation. */
export class ActiveEnvironment extends Disposable {
  private readonly changed = this.own(new vscode.EventEmitter<Environment | undefined>());
  readonly onDidChange = this.changed.event;
  private opened: Environment | undefined;
  private opening: Promise<Environment> | undefined;
  private choice: EnvironmentChoice;
  private generation = 0;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly openEnvironment: OpenEnvironment,
    private readonly observe: (event: RequestEvent) => void,
    fallback: EnvironmentChoice,
  ) {
    super();
    this.choice = remembered(memory.get(MEMORY_KEY)) ?? fallback;
  }

  /** Undefined before the first `get`, while opening, and after a failure to open. */
  get current(): Environment | undefined {
    return this.opened;
  }

  get chosen(): EnvironmentChoice {
    return this.choice;
  }

  /** The environment, opened if it is not yet. Rejects with the reason when it cannot be opened; the next call tries again. */
  get(): Promise<Environment> {
    this.opening ??= this.open(++this.generation);
    return this.opening;
  }

  /** Switches over; the old environment is disposed once the new one is there. */
  async select(choice: EnvironmentChoice): Promise<Environment> {
    this.choice = choice;
    await this.memory.update(MEMORY_KEY, choice);
    return this.reopen();
  }

  /** Opens the same choice anew, after a sign-in or a change of the credential setting. */
  reopen(): Promise<Environment> {
    this.opening = this.open(++this.generation);
    return this.opening;
  }

  private async open(generation: number): Promise<Environment> {
    const previous = this.opened;
    try {
      const environment = await this.openEnvironment(this.choice, this.observe);
      if (generation !== this.generation) {
        await environment.dispose();
        return await this.get();
      }
      this.opened = environment;
      this.changed.fire(environment);
      await previous?.dispose();
      return environment;
    } catch (error) {
      if (generation === this.generation) this.opening = undefined;
      throw error;
    }
  }

  /** Tells the listeners that the environment's own state has changed: a moved clock, a fault. */
  touched(): void {
    this.changed.fire(this.opened);
  }

  override dispose(): void {
    this.generation++;
    void this.opened?.dispose();
    super.dispose();
  }
}

function remembered(value: unknown): EnvironmentChoice | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (value.kind === 'demo' && 'story' in value && typeof value.story === 'string') return { kind: 'demo', story: value.story };
  if (value.kind !== 'azure') return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = (key: string): string | undefined => {
    const field = fields.get(key);
    return typeof field === 'string' ? field : undefined;
  };
  const [cloud, credential, tenantId, tenantName] = [text('cloud'), text('credential'), text('tenantId'), text('tenantName')];
  if (cloud === undefined || credential === undefined || tenantId === undefined || tenantName === undefined) return undefined;
  return {
    kind: 'azure',
    cloud,
    credential,
    tenantId,
    tenantName,
    subscriptions: subscriptionsOf(fields.get('subscriptions')),
    workspaces: textsOf(fields.get('workspaces')),
  };
}

function subscriptionsOf(value: unknown): { id: string; name: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) =>
    typeof item === 'object' &&
    item !== null &&
    'id' in item &&
    'name' in item &&
    typeof item.id === 'string' &&
    typeof item.name === 'string'
      ? [{ id: item.id, name: item.name }]
      : [],
  );
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
