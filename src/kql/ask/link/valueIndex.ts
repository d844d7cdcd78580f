import type { Cell } from '../../../model/query';
import { HOUR, type Instant, type TimeWindow } from '../../../model/time';
import type { AskTable, ColumnValues } from '../answer';
import type { TableKnowledge } from '../catalogue/types';
import type { Expr, Pipeline, QueryTree } from '../compose/ast';
import { call, column, literal, named, path, within } from '../compose/build';
import { groupBy } from './groupBy';
import { type Knowledge, theCatalogue } from './knowledge';
import { columnsToSample } from './sampleColumns';
import { isSafeValue } from './safeValues';

/** Values kept for each column. */
export const mostValues = 50;
/** Columns sampled of each table. */
export const mostColumns = 12;
/** How long a sample counts as fresh, in milliseconds. */
export const freshFor = HOUR;
/** What all values of a connection may take, as characters. */
export const mostCharacters = 400_000;

/** A query whose rows `mergeSample` reads: `Column`, `Value` as text, `Count`. */
export interface SamplingQuery {
  readonly table: AskTable;
  readonly columns: readonly string[];
  readonly query: QueryTree;
}

export interface SamplingOptions {
  /** Closed; not for Resource Graph, which has no time. */
  readonly window: TimeWindow;
  /** Names of persons and their addresses as well; absent means no. */
  readonly isPersonalWanted?: boolean;
  readonly knowledge?: Knowledge;
}

/** What to run to know the values of tables: one query for each table of logs, one for each column of Resource Graph, which unites little. */
export function samplingQueries(tables: readonly AskTable[], options: SamplingOptions): readonly SamplingQuery[] {
  const { knowledge = theCatalogue, window, isPersonalWanted } = options;
  return tables
    .filter(({ rows }) => rows !== 0)
    .flatMap((table) => {
      const known = knowledge.of(table);
      const columns = columnsToSample(table, known, isPersonalWanted).slice(0, mostColumns);
      const legs = columns.map((name) => legOf(table, known, name, window));
      if (table.store === 'graph') {
        return legs.map((body, at) => ({ table, columns: columns.slice(at, at + 1), query: { lets: [], body } }));
      }
      const [only] = legs;
      if (only === undefined) return [];
      const body: Pipeline =
        legs.length === 1 ? only : { source: { kind: 'union', tables: legs, isFuzzy: false }, operators: [] };
      return [{ table, columns, query: { lets: [], body } }];
    });
}

/** The most frequent values of one column; one more than are kept, to tell whether these are all. */
function legOf(table: AskTable, known: TableKnowledge | undefined, name: string, window: TimeWindow): Pipeline {
  const time = table.columns.find((one) => one.type === 'datetime' && one.name === (known?.time ?? timeName(table)))?.name;
  const isOfTime = table.store !== 'graph' && time !== undefined;
  const value = call('tostring', expressionOf(table, name));
  return {
    source: { kind: 'table', name: table.name },
    operators: [
      ...(isOfTime ? [{ kind: 'where', condition: within(column(time), window) } as const] : []),
      { kind: 'summarize', aggregates: [named('Count', call('count'))], by: [named('Value', value)] },
      { kind: 'top', count: mostValues + 1, by: { expr: column('Count'), descending: true } },
      {
        kind: 'project',
        columns: [named('Column', literal(name)), named('Value', column('Value')), named('Count', column('Count'))],
      },
    ],
  };
}

const timeName = (table: AskTable): string =>
  table.columns.some(({ name }) => name === 'timestamp') ? 'timestamp' : 'TimeGenerated';

function expressionOf(table: AskTable, name: string): Expr {
  if (table.columns.some((one) => one.name === name)) return column(name);
  const [first = '', ...keys] = name.split('.');
  return path(first, keys, null);
}

/** A row of an answer to a sampling query. */
export type SampleRow = readonly [column: Cell, value: Cell, count: Cell];

export interface MergeOptions {
  readonly sampledAt: Instant;
  /** The text without secrets. A value that it changes is not kept. */
  readonly redact: (text: string) => string;
  readonly isPersonalWanted?: boolean;
}

/** What the rows of a sampling query say about the columns that it asked for. What looks like a secret or like a person's is dropped. */
export function mergeSample(
  of: Pick<SamplingQuery, 'table' | 'columns'>,
  rows: readonly SampleRow[],
  options: MergeOptions,
): readonly ColumnValues[] {
  const { table, columns } = of;
  const byColumn = groupBy(rows, ([name]) => name);
  return columns.map((name) => {
    const seen = (byColumn.get(name) ?? []).flatMap(([, value, count]) =>
      typeof value === 'string' && value.trim() !== '' ? [{ text: value, count: Number(count) || 0 }] : [],
    );
    const type = table.columns.find((one) => one.name === name)?.type ?? 'string';
    const safe = seen
      .map(({ text, count }) => ({ value: typed(text, type), count }))
      .filter(({ value }) => typeof value !== 'string' || isSafeValue(value, options.redact, options.isPersonalWanted))
      .toSorted((a, b) => b.count - a.count);
    return {
      table: table.name,
      column: name,
      values: safe.slice(0, mostValues),
      isComplete: safe.length === seen.length && safe.length <= mostValues,
      sampledAt: options.sampledAt,
    };
  });
}

function typed(text: string, type: string): string | number | boolean {
  if (type === 'bool') return text.toLowerCase() === 'true';
  const number = ['int', 'long', 'real'].includes(type) ? Number(text) : NaN;
  return Number.isSafeInteger(number) || (type === 'real' && Number.isFinite(number)) ? number : text;
}

/** Newer samples in the place of older ones of the same column, within `most` characters: then columns with many values lose their rarest. */
export function mergeValues(
  former: readonly ColumnValues[],
  fresh: readonly ColumnValues[],
  most = mostCharacters,
): readonly ColumnValues[] {
  const all = new Map(former.map((one) => [keyOf(one), one]));
  for (const one of fresh) all.set(keyOf(one), one);
  let kept = [...all.values()];
  for (let cap = mostValues; cap > 0 && charactersOf(kept) > most; cap = Math.floor(cap / 2))
    kept = kept.map((one) => capped(one, cap));
  return charactersOf(kept) > most ? [] : kept;
}

const keyOf = ({ table, column: name }: ColumnValues): string => JSON.stringify([table, name]);

const capped = (one: ColumnValues, cap: number): ColumnValues =>
  one.values.length <= cap ? one : { ...one, values: one.values.slice(0, cap), isComplete: false };

const charactersOf = (values: readonly ColumnValues[]): number =>
  values.reduce((sum, one) => sum + one.values.reduce((part, { value }) => part + String(value).length + 8, 40), 0);

/** Tables that have no sample of the last hour, or none at all; those with most rows first. */
export function tablesToSample(tables: readonly AskTable[], values: readonly ColumnValues[], now: Instant): readonly AskTable[] {
  const sampledAt = new Map<string, Instant>();
  for (const one of values) sampledAt.set(one.table, Math.min(one.sampledAt, sampledAt.get(one.table) ?? Infinity));
  return tables
    .filter((table) => table.rows !== 0 && !isFresh(sampledAt.get(table.name), now))
    .toSorted((a, b) => (b.rows ?? 0) - (a.rows ?? 0));
}

/** True for a sample of the last hour; one from the future is none. */
export const isFresh = (sampledAt: Instant | undefined, now: Instant): boolean =>
  sampledAt !== undefined && sampledAt <= now && now - sampledAt < freshFor;
