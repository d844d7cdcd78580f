import type { Failure } from '../../../model/failure';
import type { QueryConnection } from '../../../model/queryConnection';
import type { Stores } from '../../../model/stores';
import { DAY, MINUTE, type Clock, type Instant, type TimeWindow } from '../../../model/time';
import type { LanguageService } from '../../language/languageService';
import { unlessAborted } from '../../sources/abort';
import { connectionKey } from '../../sources/createQuerySources';
import type { QuerySources } from '../../sources/querySources';
import type { AskAnswer, AskChoices, AskEvent, AskResource, AskTable } from '../answer';
import type { CoreRequest } from '../askCore';
import { knowledgeFor } from '../catalogue/catalogue';
import { orFailure } from '../rows';
import { suggestions } from '../suggest';
import { askEventsOf } from './askEvents';
import { askTablesOf, connectionOfStore } from './askTables';
import { ValueSampler } from './valueSampler';

/** What questions are about: an environment, whoever opened it. */
export interface AskEnvironment {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly stores: { readonly resources: Pick<Stores['resources'], 'list'>; readonly activity: Pick<Stores['activity'], 'list'> };
}

export interface AskContextsParts {
  readonly environment: () => Promise<AskEnvironment>;
  readonly sources: Pick<QuerySources, 'schema' | 'run'>;
  readonly language: Pick<LanguageService, 'setAskContext' | 'setAskValues' | 'warmQuestions' | 'askTables' | 'ask'>;
  /** A text without secrets; a value that it changes is not kept. */
  readonly redact: (text: string) => string;
  /** Milliseconds that a question waits for values that are not known yet; 2,500 when absent. */
  readonly sampleWait?: number;
}

export interface AskOptions {
  /** The time range that applies when the question names none. */
  readonly pinned?: TimeWindow;
  /** What was chosen for slots of a former answer. */
  readonly choices?: AskChoices;
  /** The best reading whatever its confidence, for measuring. */
  readonly isForced?: boolean;
  readonly signal?: AbortSignal;
  /** What it is doing at the moment, as a short phrase. */
  readonly onProgress?: (phrase: string) => void;
}

/** An answer and what a person must know beside it. */
export interface Asked {
  readonly answer: AskAnswer;
  /** Where the query of the answer runs: the connection that was asked about, or Resource Graph. */
  readonly connection: QueryConnection;
  /** What could not be read of what there is to ask about; the answer may be poorer for it. */
  readonly failures: readonly Failure[];
  /** Tables whose values are still being read: names in the question may be taken for unknown until then. */
  readonly unread: readonly string[];
  /** As the language service was asked it. */
  readonly request: CoreRequest;
  /** How long reading the question took, without reading what there is to ask about. */
  readonly milliseconds: number;
}

interface Base {
  readonly environment: AskEnvironment;
  readonly tables: readonly AskTable[];
  readonly resources: readonly AskResource[];
  readonly events: readonly AskEvent[];
  readonly failures: readonly Failure[];
  readonly readAt: Instant;
}

/** Resources, tables and events are read again after that long. */
const baseStaysFor = 10 * MINUTE;
/** How far back deployments and restarts are looked for. */
const eventsOf = 7 * DAY;
/** Tables that are sampled for one question. */
const mostSampled = 3;

/**
 * Asks questions with all that is known of the connection that they are about. Values are sampled from the tables that a question may be
 * about, when it is asked.
 */
export class AskContexts {
  private readonly bases = new Map<string, Promise<Base>>();
  private readonly values: ValueSampler;
  /** What the language service has of a key, to send it once. */
  private readonly sent = new Map<string, { readonly readAt: Instant; readonly version: number }>();
  private warming: Promise<void> | undefined;

  constructor(private readonly parts: AskContextsParts) {
    this.values = new ValueSampler(parts);
  }

  /** Begins what the first question of a connection would wait for. Rejects as `ask` does. */
  async getReady(connection: QueryConnection): Promise<void> {
    const [base] = await Promise.all([this.base(connection), this.warm()]);
    await this.declare(keyOf(base, connection), base);
  }

  /** Rejects with `SourceError`, `KqlError` or `AbortError`; a source that cannot be read, but for the tables, is among the failures. */
  async ask(question: string, connection: QueryConnection, options: AskOptions = {}): Promise<Asked> {
    const { signal, onProgress, pinned, choices, isForced } = options;
    const { language } = this.parts;
    onProgress?.('reading what there is to ask about');
    // What fails here is said when the question is read.
    void this.warm().catch(() => undefined);
    const base = await this.base(connection);
    signal?.throwIfAborted();
    const key = keyOf(base, connection);
    await this.declare(key, base);
    const now = base.environment.clock.now();
    const request = { question, key, now, ...(pinned && { pinned }), ...(choices && { choices }), ...(isForced && { isForced }) };
    const names = await language.askTables(request, { ...(signal && { signal }) });
    onProgress?.('looking at the values of the tables');
    const wanted = names.slice(0, mostSampled).flatMap((name) => base.tables.find((table) => table.name === name) ?? []);
    const sampling = this.values.start(key, wanted, connection, now);
    const patience = { isLost: false };
    const lost = later(this.parts.sampleWait ?? 2_500).then(() => (patience.isLost = true));
    for (;;) {
      await this.declare(key, base);
      const began = performance.now();
      // It is read while the values are, which tells what they are needed for.
      const answer = await language.ask(request, { ...(signal && { signal }) });
      const isEnough = isSettled(answer, sampling.unread);
      if (isEnough || patience.isLost) {
        return {
          answer,
          connection: connectionOfStore(answer.kind === 'query' ? answer.store : 'logs', connection),
          failures: [...base.failures, ...sampling.failures],
          unread: isEnough ? [] : [...sampling.unread],
          request,
          milliseconds: performance.now() - began,
        };
      }
      await unlessAborted(Promise.race([sampling.next(), lost]), signal);
    }
  }

  /** Questions that the tables and resources which are known already can answer; general ones before anything is known. */
  async suggestions(connection: QueryConnection): Promise<readonly string[]> {
    const environment = await this.parts.environment();
    const base = await this.bases.get(`${environment.id} ${connectionKey(connection)}`);
    return suggestions(base?.tables ?? [], ({ name, flavour }) => knowledgeFor(name, flavour));
  }

  /** Forgets everything that was read. */
  forget(): void {
    this.bases.clear();
    this.values.forget();
    this.sent.clear();
  }

  private warm(): Promise<void> {
    if (this.warming === undefined) {
      this.warming = this.parts.language.warmQuestions();
      // The next question tries again.
      this.warming.catch(() => (this.warming = undefined));
    }
    return this.warming;
  }

  private async base(connection: QueryConnection): Promise<Base> {
    const environment = await this.parts.environment();
    const key = `${environment.id} ${connectionKey(connection)}`;
    const known = this.bases.get(key);
    if (known !== undefined && environment.clock.now() - (await known).readAt < baseStaysFor) return known;
    const reading = this.readBase(environment, connection);
    this.bases.set(key, reading);
    // What could not be read may be there the next time.
    const forgetThis = (): void => {
      if (this.bases.get(key) === reading) this.bases.delete(key);
    };
    reading.then(({ failures }) => (failures.length > 0 ? forgetThis() : undefined), forgetThis);
    return reading;
  }

  private async readBase(environment: AskEnvironment, connection: QueryConnection): Promise<Base> {
    const { sources } = this.parts;
    const { stores, clock } = environment;
    const now = clock.now();
    const failures: Failure[] = [];
    const [own, graph, resources, changes] = await Promise.all([
      sources.schema(connection),
      connection.kind === 'graph' || connection.kind === 'files' || connection.kind === 'adx'
        ? undefined
        : sources.schema({ kind: 'graph' }),
      orFailure(stores.resources.list(), failures),
      orFailure(stores.activity.list({ from: now - eventsOf, to: now }), failures),
    ]);
    failures.push(...own.failures, ...(resources?.failures ?? []), ...(changes?.failures ?? []));
    const tables = connection.kind === 'graph' ? askTablesOf([], own.tables) : askTablesOf(own.tables, graph?.tables ?? []);
    const named = (resources?.value ?? []).map(({ id, name, type, resourceGroup, tags }) => ({
      id,
      name,
      type,
      resourceGroup,
      tags,
    }));
    return { environment, tables, resources: named, events: askEventsOf(changes?.value ?? []), failures, readAt: now };
  }

  /** Gives the language service what is known now, unless it has it. */
  private async declare(key: string, { environment, tables, resources, events, readAt }: Base): Promise<void> {
    const { language } = this.parts;
    const { values, rows, version } = this.values.known(key);
    const sent = this.sent.get(key);
    if (sent?.readAt !== readAt) {
      const { name, timeZone } = environment;
      await language.setAskContext(key, { environment: name, timeZone, tables, resources, values: [], events });
    }
    if (sent?.readAt === readAt ? sent.version !== version : version > 0) await language.setAskValues(key, { values, rows });
    this.sent.set(key, { readAt, version });
  }
}

/** Whether the values that are still being read can change nothing of an answer that makes sense of every word of the question. */
function isSettled(answer: AskAnswer, unread: ReadonlySet<string>): boolean {
  if (unread.size === 0) return true;
  if (answer.kind === 'scan') return true;
  if (answer.kind === 'abstained') return answer.reason === 'outOfScope' || answer.reason === 'notAllowed';
  if (answer.kind === 'choice') return false;
  return answer.tables.every((name) => !unread.has(name)) && answer.slots.every(({ kind }) => kind !== 'ignored');
}

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

const keyOf = ({ environment }: Base, connection: QueryConnection): string => `${environment.id} ${connectionKey(connection)}`;
