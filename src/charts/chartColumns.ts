import type { ChartKind } from './chartModel';
import type { ChartColumn, ChartRows } from './chartRows';
import type { RenderProperties } from './renderProperties';

/** Which columns are what in a chart. */
export interface ChartColumns {
  /** Absent when points are numbered, or when every y column is a category of its own. */
  readonly x?: ChartColumn;
  readonly ys: readonly ChartColumn[];
  /** Columns whose values together name the series of a row. */
  readonly series: readonly ChartColumn[];
  /** Of the y column at the same place: where it is not 0, the point is an anomaly. */
  readonly anomalies: readonly ChartColumn[];
}

const barKinds: ReadonlySet<ChartKind> = new Set(['columnchart', 'barchart']);

/** Chooses as `render` does: what the query names, else by place and type. A sentence says why nothing can be drawn. */
export function chartColumns(rows: ChartRows, kind: ChartKind, named: RenderProperties): ChartColumns | string {
  const asked = [named.xColumn ?? [], named.yColumns ?? [], named.series ?? [], named.anomalyColumns ?? []].flat();
  const unknown = asked.find((name) => !rows.columns.some((column) => column.name === name));
  if (unknown !== undefined) return `render names the column ${unknown}, which the result does not have.`;
  const pick = (names: readonly string[] | undefined): ChartColumn[] =>
    (names ?? []).flatMap((name) => rows.columns.filter((column) => column.name === name).slice(0, 1));

  const anomalies = kind !== 'anomalychart' ? [] : named.anomalyColumns ? pick(named.anomalyColumns) : flagColumns(rows);
  const givenYs = pick(named.yColumns);
  const givenSeries = pick(named.series);
  const taken = new Set([...givenYs, ...givenSeries, ...anomalies]);
  const free = rows.columns.filter((column) => !taken.has(column));
  const x = pick([named.xColumn ?? []].flat())[0] ?? chooseX(rows, kind, free, givenYs.length > 0);
  if (x === undefined && kind === 'timechart' && !free.some(({ arrays }) => arrays)) return 'timechart needs a datetime column.';

  const ys = named.yColumns ? givenYs : free.filter((column) => column !== x && column.role === 'number');
  if (ys.length === 0) return `${kind} needs a column of numbers${x === undefined ? '' : ` beside ${x.name}`}.`;
  const series = named.series ? givenSeries : free.filter((column) => column !== x && column.role === 'text');
  return {
    ...(x && { x }),
    ys: kind === 'piechart' && x !== undefined ? ys.slice(0, 1) : ys,
    series: kind === 'piechart' ? [] : series,
    anomalies,
  };
}

/** What `series_decompose_anomalies` names its flags by itself, and what people name them. */
function flagColumns(rows: ChartRows): ChartColumn[] {
  return rows.columns.filter(({ name, role }) => role === 'number' && /(^|_)ad_flag$|^anomal/i.test(name));
}

function chooseX(rows: ChartRows, kind: ChartKind, free: readonly ChartColumn[], ysGiven: boolean): ChartColumn | undefined {
  const numbers = free.filter(({ role }) => role === 'number');
  const time = free.find(({ role }) => role === 'time');
  const leavesY = (column: ChartColumn): boolean => ysGiven || numbers.some((other) => other !== column);
  if (kind === 'timechart' || kind === 'anomalychart') return time ?? (kind === 'anomalychart' ? countingArray(free) : undefined);
  if (kind === 'piechart' || barKinds.has(kind)) {
    const usable = free.filter(({ role }) => role !== 'none');
    // One row of numbers alone: each of them is a bar.
    if (rows.length === 1 && usable.every(({ role }) => role === 'number')) return undefined;
    const first = usable[0];
    // `by Level, bin(TimeGenerated, 1h)`: the text repeats at every time, so it names series.
    if (first?.role === 'text' && time !== undefined && kind !== 'piechart' && repeats(rows.names(first))) return time;
    return first !== undefined && leavesY(first) ? first : usable.find(({ role }) => role !== 'number');
  }
  if (time !== undefined) return time;
  if (free.some(({ arrays }) => arrays)) return countingArray(free);
  const first = free.find(({ role }) => role !== 'none');
  // A name of its own in every row is what the row is about; names that repeat are series.
  if (kind !== 'scatterchart' && first?.role === 'text' && leavesY(first) && !repeats(rows.names(first))) return first;
  return numbers.find(leavesY) ?? free.find(({ role }) => role === 'text');
}

/** The axis of a `make-series` over numbers: its last array. */
function countingArray(free: readonly ChartColumn[]): ChartColumn | undefined {
  const arrays = free.filter(({ arrays, role }) => arrays && role === 'number');
  return arrays.length > 1 ? arrays.at(-1) : undefined;
}

function repeats(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}
