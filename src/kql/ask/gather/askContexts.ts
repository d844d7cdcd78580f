import { isAbort, type Failure } from '../../../model/failure';
import type { QueryConnection } from '../../../model/queryConnection';
import type { Stores } from '../../../model/stores';
import { DAY, HOUR, MINUTE, type Clock, type Instant, type TimeWindow } from '../../../model/time';
import { failureOf, isKqlError } from '../../notebook/sentText';
import type { LanguageService } from '../../language/languageService';
import { unlessAborted } from '../../sources/abort';
import { connectionKey } from '../../sources/createQuerySources';
import type { QuerySources } from '../../sources/querySources';
import type { AskAnswer, AskChoices, AskEvent, AskResource, AskTable, ColumnValues } from '../answer';
import { knowledgeFor } from '../catalogue/catalogue';
import { print } from '../compose/print';
import { mergeSample, mergeValues, samplingQueries, tablesToSample, type SampleRow } from '../link/valueIndex';
import { suggestions } from '../suggest';
import { askEventsOf } from './askEvents';
import { askTablesOf, connectionOfStore } from './askTables';

/** What questions are about: an environment, whoever opened it. */
export interface AskEnvironment {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly stores: Pick<Stores, 'resources' | 'activity'>;
}

export interface AskContextsParts {
  readonly environment: () => Promise<AskEnvironment>;
  readonly sources: Pick<QuerySources, 'schema' | 'run'>;
  readonly language: Pick<LanguageService, 'setAskContext' | 'askTables' | 'ask'>;
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
const sampleTimeoutSeconds = 20;

/**
 * Asks questions with all that is known of the connection that they are about. Values are sampled from the tables that a question may be
 * about, when it is asked, and kept for an hour in memory; they leave the machine for nobody.
 */
export class AskContexts {
  private readonly bases = new Map<string, Promise<Base>>();
  private readonly values = new Map<string, readonly ColumnValues[]>();
  /** Rows that tables have at least, by key and table. */
  private readonly rows = new Map<string, ReadonlyMap<string, number>>();
  private readonly running = new Map<string, Promise<readonly Failure[]>>();
  /** What the language service has of a key, to send it once. */
  private readonly sent = new Map<string, string>();

  constructor(private readonly parts: AskContextsParts) {}

  /** Rejects with `SourceError`, `KqlError` or `AbortError`; a source that cannot be read, but for the tables, is among the failures. */
  async ask(question: string, connection: QueryConnection, options: AskOptions = {}): Promise<Asked> {
    const { signal, onProgress, pinned, choices } = options;
    const { language } = this.parts;
    onProgress?.('reading what there is to ask about');
    const base = await this.base(connection);
    signal?.throwIfAborted();
    const key = keyOf(base, connection);
    await this.declare(key, base);
    const now = base.environment.clock.now();
    const request = { question, key, now, ...(pinned && { pinned }), ...(choices && { choices }) };
    const names = await language.askTables(request, { ...(signal && { signal }) });
    onProgress?.('looking at the values of the tables');
    const { failures, unread } = await this.sample(key, base, connection, names, options);
    await this.declare(key, base);
    const began = performance.now();
    const answer = await language.ask(request, { ...(signal && { signal }) });
    const store = answer.kind === 'query' ? answer.store : 'logs';
    return {
      answer,
      connection: connectionOfStore(store, connection),
      failures: [...base.failures, ...failures],
      unread,
      milliseconds: performance.now() - began,
    };
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
    this.values.clear();
    this.rows.clear();
    this.sent.clear();
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
    const values = this.values.get(key) ?? [];
    const version = `${readAt} ${values.length} ${Math.max(0, ...values.map(({ sampledAt }) => sampledAt))}`;
    if (this.sent.get(key) === version) return;
    const { name, timeZone } = environment;
    const counted = this.rows.get(key);
    const known = tables.map((table) => ({ ...table, ...(counted?.has(table.name) && { rows: counted.get(table.name) ?? 0 }) }));
    await this.parts.language.setAskContext(key, { environment: name, timeZone, tables: known, resources, values, events });
    this.sent.set(key, version);
  }

  /** Samples tables that are not known well enough, and waits for it no longer than `sampleWait`. */
  private async sample(
    key: string,
    base: Base,
    connection: QueryConnection,
    names: readonly string[],
    { signal }: AskOptions,
  ): Promise<Sampled> {
    const now = base.environment.clock.now();
    const wanted = names.slice(0, mostSampled).flatMap((name) => base.tables.find((table) => table.name === name) ?? []);
    const due = tablesToSample(wanted, this.values.get(key) ?? [], now);
    const waiting = new Set(due.map(({ name }) => name));
    const failures: Failure[] = [];
    const all = due.map(async (table) => {
      failures.push(...(await this.sampling(key, table, connection, now)));
      waiting.delete(table.name);
    });
    await unlessAborted(Promise.race([Promise.all(all), later(this.parts.sampleWait ?? 2_500)]), signal);
    return { failures, unread: [...waiting] };
  }

  /** One sampling of a table at a time; it goes on when nobody waits for it any more. */
  private sampling(key: string, table: AskTable, connection: QueryConnection, now: Instant): Promise<readonly Failure[]> {
    const id = `${key} ${table.name}`;
    const running = this.running.get(id) ?? this.sampleTable(key, table, connection, now).finally(() => this.running.delete(id));
    this.running.set(id, running);
    return running;
  }

  private async sampleTable(key: string, table: AskTable, asked: QueryConnection, now: Instant): Promise<readonly Failure[]> {
    const connection = connectionOfStore(table.store, asked);
    const window = { from: now - 24 * HOUR, to: now };
    const isGraph = table.store === 'graph';
    const failures: Failure[] = [];
    for (const query of samplingQueries([table], { window })) {
      const request = {
        connection,
        kql: print(query.query),
        now,
        timeoutSeconds: sampleTimeoutSeconds,
        ...(!isGraph && { window }),
      };
      const answer = await orFailure(this.parts.sources.run(request), failures);
      if (answer === undefined) continue;
      failures.push(...answer.failures);
      const rows = (answer.tables[0]?.rows ?? []).map((row): SampleRow => [row[0] ?? null, row[1] ?? null, row[2] ?? null]);
      if (!isGraph) this.rows.set(key, new Map([...(this.rows.get(key) ?? []), [table.name, rowsBehind(rows)]]));
      const fresh = mergeSample(query, rows, { sampledAt: now, redact: this.parts.redact });
      this.values.set(key, mergeValues(this.values.get(key) ?? [], fresh));
    }
    return failures;
  }
}

interface Sampled {
  readonly failures: readonly Failure[];
  /** Tables whose values are still being read. */
  readonly unread: readonly string[];
}

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

const keyOf = ({ environment }: Base, connection: QueryConnection): string => `${environment.id} ${connectionKey(connection)}`;

/** How many rows stand behind a sample: those of the column with most of them. */
function rowsBehind(rows: readonly SampleRow[]): number {
  const byColumn = new Map<unknown, number>();
  for (const [column, , count] of rows) byColumn.set(column, (byColumn.get(column) ?? 0) + (Number(count) || 0));
  return Math.max(0, ...byColumn.values());
}

/** Undefined when the source could not be read, which is then among the failures. */
async function orFailure<T>(reading: Promise<T>, failures: Failure[]): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isAbort(error)) throw error;
    const failure = failureOf(error);
    if (failure !== undefined) failures.push(failure);
    else if (isKqlError(error))
      failures.push({
        source: 'logs',
        kind: 'badRequest',
        message: error.message,
        nextAction: 'Ask again; the question is read without these values.',
      });
    else throw error;
    return undefined;
  }
}
