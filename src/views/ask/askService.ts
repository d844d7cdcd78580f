import * as vscode from 'vscode';
import type { Asked, AskContexts, AskOptions } from '../../kql/ask/gather/askContexts';
import type { QueryConnection } from '../../model/queryConnection';
import type { ActiveEnvironment } from '../activeEnvironment';
import { Disposable } from '../disposables';
import { settingKeys } from '../settings';
import type { OpenQueryServices } from '../queries/openQueryServices';

export type { Asked, AskOptions } from '../../kql/ask/gather/askContexts';

/** Questions in plain language about a connection of the active environment. Loads with the first question. */
export interface AskService {
  /** Rejects with `SourceError`, `KqlError` or `AbortError`. */
  ask(question: string, connection: QueryConnection, options?: AskOptions): Promise<Asked>;
  /** Begins what the first question of a connection would wait for, where folders are trusted. */
  getReady(connection: QueryConnection): void;
  /** Questions that this environment can answer; from what is known already, never waiting for a service. */
  suggestions(connection: QueryConnection): Promise<readonly string[]>;
  dispose(): void;
}

export interface AskServiceParts {
  readonly environment: ActiveEnvironment;
  readonly queries: OpenQueryServices;
}

export function createAskService(parts: AskServiceParts): AskService {
  return new FollowingAsk(parts);
}

class FollowingAsk extends Disposable implements AskService {
  private contexts: Promise<AskContexts> | undefined;

  constructor(private readonly parts: AskServiceParts) {
    super();
    // Names and values are those of the environment and its tables.
    this.own(parts.environment.onDidChange(() => this.forget()));
    this.own(parts.queries.onDidForgetTables(() => this.forget()));
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingKeys.timeZone)) this.forget();
      }),
    );
  }

  async ask(question: string, connection: QueryConnection, options?: AskOptions): Promise<Asked> {
    return (await this.ready()).ask(question, connection, options);
  }

  getReady(connection: QueryConnection): void {
    if (!vscode.workspace.isTrusted) return;
    // What fails here is said when a question is asked.
    void this.ready().then((contexts) => contexts.getReady(connection).catch(() => undefined));
  }

  async suggestions(connection: QueryConnection): Promise<readonly string[]> {
    return (await this.ready()).suggestions(connection);
  }

  private ready(): Promise<AskContexts> {
    this.contexts ??= this.load();
    return this.contexts;
  }

  private async load(): Promise<AskContexts> {
    const [{ AskContexts: Contexts }, { redact }] = await Promise.all([
      import('../../kql/ask/gather/askContexts'),
      import('../../azure/redact'),
    ]);
    const { environment, queries } = this.parts;
    return new Contexts({
      // Words such as "this morning" are read on the clocks that a person sees.
      environment: async () => {
        const { id, name, clock, stores } = await environment.get();
        return { id, name, clock, stores, timeZone: queries.timeZone() };
      },
      sources: queries.sources,
      language: queries.language,
      redact,
    });
  }

  private forget(): void {
    void this.contexts?.then((contexts) => contexts.forget());
  }
}
