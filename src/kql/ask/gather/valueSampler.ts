import type { Failure } from '../../../model/failure';
import type { QueryConnection } from '../../../model/queryConnection';
import { HOUR, type Instant } from '../../../model/time';
import type { QuerySources } from '../../sources/querySources';
import type { AskTable, ColumnValues } from '../answer';
import type { KnownValues } from '../askCore';
import { print } from '../compose/print';
import {
  mergeSample,
  mergeValues,
  samplingQueries,
  tablesToSample,
  type SampleRow,
  type SamplingQuery,
} from '../link/valueIndex';
import { orFailure } from '../rows';
import { connectionOfStore } from './askTables';

export interface ValueSamplerParts {
  readonly sources: Pick<QuerySources, 'run'>;
  /** A text without secrets; a value that it changes is not kept. */
  readonly redact: (text: string) => string;
}

/** Tables that are being sampled. */
export interface Sampling {
  /** Names of those whose values are not there yet; it becomes empty. */
  readonly unread: ReadonlySet<string>;
  readonly failures: readonly Failure[];
  /** Resolves when the next table is read, or at once when all are. */
  next(): Promise<void>;
}

interface Known {
  readonly values: readonly ColumnValues[];
  /** Rows that tables have at least. */
  readonly rows: Readonly<Record<string, number>>;
  /** Grows with every sample. */
  readonly version: number;
}

const nothing: Known = { values: [], rows: {}, version: 0 };
const sampleTimeoutSeconds = 20;
const askAgain = 'Ask again; the question is read without these values.';
/** Queries of one table at a time; only Resource Graph, which counts requests by the second, needs several. */
const atOnce = 3;

/** The values of columns, by a key for each connection, kept for an hour in memory; they leave the machine for nobody. */
export class ValueSampler {
  private readonly byKey = new Map<string, Known>();
  private readonly running = new Map<string, Promise<readonly Failure[]>>();

  constructor(private readonly parts: ValueSamplerParts) {}

  known(key: string): KnownValues & { readonly version: number } {
    return this.byKey.get(key) ?? nothing;
  }

  forget(): void {
    this.byKey.clear();
  }

  /** Begins to read those tables whose values are not known, or known for too long. It goes on when nobody waits for it any more. */
  start(key: string, tables: readonly AskTable[], connection: QueryConnection, now: Instant): Sampling {
    const due = tablesToSample(tables, this.known(key).values, now);
    const unread = new Set(due.map(({ name }) => name));
    const failures: Failure[] = [];
    const readings = new Map(
      due.map((table) => {
        const reading = this.once(key, table, connection, now).then((found) => {
          failures.push(...found);
          unread.delete(table.name);
          readings.delete(table.name);
        });
        // Who waits is told; who does not wait any more has no use for it.
        reading.catch(() => undefined);
        return [table.name, reading] as const;
      }),
    );
    return {
      unread,
      failures,
      next: async () => {
        if (readings.size > 0) await Promise.race(readings.values());
      },
    };
  }

  /** One sampling of a table at a time. */
  private once(key: string, table: AskTable, connection: QueryConnection, now: Instant): Promise<readonly Failure[]> {
    const id = `${key} ${table.name}`;
    const running = this.running.get(id) ?? this.sample(key, table, connection, now).finally(() => this.running.delete(id));
    this.running.set(id, running);
    return running;
  }

  private async sample(key: string, table: AskTable, asked: QueryConnection, now: Instant): Promise<readonly Failure[]> {
    const connection = connectionOfStore(table.store, asked);
    const window = { from: now - 24 * HOUR, to: now };
    const failures: Failure[] = [];
    const queries = [...samplingQueries([table], { window })];
    const read = async (query: SamplingQuery): Promise<void> => {
      const request = { connection, kql: print(query.query), now, timeoutSeconds: sampleTimeoutSeconds };
      const isGraph = table.store === 'graph';
      const answer = await orFailure(this.parts.sources.run(isGraph ? request : { ...request, window }), failures, askAgain);
      if (answer === undefined) return;
      failures.push(...answer.failures);
      const rows = (answer.tables[0]?.rows ?? []).map((row): SampleRow => [row[0] ?? null, row[1] ?? null, row[2] ?? null]);
      const fresh = mergeSample(query, rows, { sampledAt: now, redact: this.parts.redact });
      const known = this.known(key);
      this.byKey.set(key, {
        values: mergeValues(known.values, fresh),
        rows: isGraph ? known.rows : { ...known.rows, [table.name]: rowsBehind(rows) },
        version: known.version + 1,
      });
    };
    const worker = async (): Promise<void> => {
      for (let query = queries.shift(); query !== undefined; query = queries.shift()) await read(query);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return failures;
  }
}

/** How many rows stand behind a sample: those of the column with most of them. */
function rowsBehind(rows: readonly SampleRow[]): number {
  const byColumn = new Map<unknown, number>();
  for (const [column, , count] of rows) byColumn.set(column, (byColumn.get(column) ?? 0) + (Number(count) || 0));
  return Math.max(0, ...byColumn.values());
}
