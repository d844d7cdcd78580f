import { isAbort, SourceError } from '../../model/failure';
import type { Cell, TableSchema } from '../../model/query';
import type { QueryConnection } from '../../model/queryConnection';
import { DAY } from '../../model/time';
import { kqlName } from '../../results/formats/kqlName';
import type { QueryServices } from '../queries/queryServices';

export type TableCount =
  /** `lastSeen` is the latest time of a row, in milliseconds since 1970; absent where the table keeps none. */
  { readonly rows: number; readonly lastSeen?: number } | { readonly error: unknown };

export interface RowCounts {
  /** By table name; a table that was not counted is not there. */
  readonly tables: ReadonlyMap<string, TableCount>;
  /** True when rows of the last 24 hours were counted, else all rows. */
  readonly isRecent: boolean;
  /** Why the counts may be too small. */
  readonly failures: readonly unknown[];
  /** Tables that were left out because there are too many. */
  readonly leftOut: number;
}

export interface CountOptions {
  readonly signal: AbortSignal;
  /** How many tables are counted, of how many. */
  readonly onProgress: (done: number, all: number) => void;
}

/** Requests that counting may cost where every table needs one of its own. */
const mostTables: Readonly<Record<'graph' | 'adx' | 'files', number>> = { graph: 40, adx: 50, files: 200 };

/**
 * Logs are counted by one query over all tables and the last 24 hours; elsewhere every table is counted by itself. Rejects when nothing
 * could be counted; a single table that failed is among the counts with its error.
 */
export async function countRows(
  connection: QueryConnection,
  tables: readonly TableSchema[],
  queries: Pick<QueryServices, 'run'>,
  options: CountOptions,
): Promise<RowCounts> {
  const { kind } = connection;
  if (kind === 'graph' || kind === 'adx' || kind === 'files') {
    const counted = tables.slice(0, mostTables[kind]);
    return { ...(await countEach(connection, counted, queries, options)), leftOut: tables.length - counted.length };
  }
  return countLogs(connection, tables, queries, options);
}

const timeColumns = ['TimeGenerated', 'timestamp'] as const;

async function countLogs(
  connection: QueryConnection,
  tables: readonly TableSchema[],
  queries: Pick<QueryServices, 'run'>,
  { signal }: CountOptions,
): Promise<RowCounts> {
  const having = (name: string): readonly TableSchema[] =>
    tables.filter(({ columns }) => columns.some((column) => column.name === name));
  const [timeColumn] = [...timeColumns].sort((a, b) => having(b).length - having(a).length);
  const time = timeColumn ?? timeColumns[0];
  const text = [
    'union withsource = TableOfRow *',
    `| where isnotnull(${time})`,
    `| summarize Rows = count(), LastSeen = max(${time}) by TableOfRow`,
  ].join('\n');
  const { result, tables: answers } = await queries.run(
    text,
    { connection, time: { kind: 'last', milliseconds: DAY } },
    { signal },
  );
  const found = new Map((answers[0]?.rows ?? []).map(([name, rows, seen]) => [sourceName(name), countOf(rows, seen)]));
  const isPartial = result.failures.length > 0;
  const counts = having(time).flatMap(({ name }): (readonly [string, TableCount])[] => {
    const count = found.get(name) ?? (isPartial ? undefined : { rows: 0 });
    return count === undefined ? [] : [[name, count]];
  });
  return {
    tables: new Map(counts),
    isRecent: true,
    failures: result.failures.map((failure) => new SourceError(failure)),
    leftOut: 0,
  };
}

/** `workspace("x").T` names T too. */
function sourceName(cell: Cell | undefined): string {
  return typeof cell === 'string' ? (/[^.]*$/.exec(cell)?.[0] ?? cell) : '';
}

function countOf(rows: Cell | undefined, seen: Cell | undefined): TableCount {
  const at = typeof seen === 'string' ? Date.parse(seen) : Number.NaN;
  return { rows: Number(rows ?? 0), ...(!Number.isNaN(at) && { lastSeen: at }) };
}

async function countEach(
  connection: QueryConnection,
  tables: readonly TableSchema[],
  queries: Pick<QueryServices, 'run'>,
  { signal, onProgress }: CountOptions,
): Promise<Omit<RowCounts, 'leftOut'>> {
  const counts = new Map<string, TableCount>();
  const failures: unknown[] = [];
  for (const { name } of tables) {
    try {
      const { tables: answers, result } = await queries.run(`${kqlName(name)}\n| count`, { connection }, { signal });
      failures.push(...result.failures.map((failure) => new SourceError(failure)));
      counts.set(name, { rows: Number(answers[0]?.rows[0]?.[0] ?? 0) });
    } catch (error) {
      if (isAbort(error)) throw error;
      // The first failure may be that of the whole source; a later one is the table's own.
      if (counts.size === 0) throw error;
      counts.set(name, { error });
    }
    onProgress(counts.size, tables.length);
  }
  return { tables: counts, isRecent: false, failures };
}
