import type { Cell, ColumnType, QueryTable } from '../model/query';
import { instantOf, numberOf } from './cellValues';
import { chartColumns, type ChartColumns } from './chartColumns';
import { chartKinds, type Chart, type ChartKind, type ChartOf, type Point, type Series } from './chartModel';
import { ChartRows } from './chartRows';
import { exactNumber } from './numberText';
import { renderProperties, type RenderProperties } from './renderProperties';

const barKinds: ReadonlySet<ChartKind> = new Set(['columnchart', 'barchart']);
const stackable: ReadonlySet<ChartKind> = new Set(['areachart', 'stackedareachart', 'columnchart', 'barchart']);

/** What a result with a `render` draws, or a sentence that says why it does not. */
export const chartOf: ChartOf = (table, render, { mostSeries }) => {
  const named = renderProperties(render);
  const kind = chartKinds.find((known) => known === render.visualization.toLowerCase());
  if (kind === undefined) return { reason: notDrawn(render.visualization) };
  if (named.kind === 'map' && (kind === 'piechart' || kind === 'scatterchart')) return { reason: notDrawn(`${kind} on a map`) };
  if (table.rows.length === 0) return { reason: 'There are no rows to draw.' };
  if (kind === 'card') return { chart: cardOf(table, named) };

  const rows = new ChartRows(table);
  const columns = chartColumns(rows, kind, named);
  if (typeof columns === 'string') return { reason: `${columns} The rows are in the table.` };
  const axis = axisOf(rows, kind, columns);
  const all = allSeries(rows, columns, axis);
  const drawn = largest(all, Math.max(1, mostSeries)).map((series) => finished(series, kind, named));
  if (!drawn.some(({ points }) => points.some(({ y }) => !Number.isNaN(y)))) {
    return { reason: 'There are no values to draw. The rows are in the table.' };
  }
  return {
    chart: {
      ...shared(kind, named),
      xTitle: named.xTitle ?? columns.x?.name ?? '',
      yTitle: named.yTitle ?? yTitleOf(columns),
      xKind: axis.kind,
      categories: axis.categories,
      series: uniqueNames(drawn),
      seriesInData: all.length,
    },
  };
};

const notDrawn = (what: string): string =>
  what.toLowerCase() === 'table' ? 'The query asks for a table.' : `${what} is not drawn; the rows are in the table.`;

function shared(kind: ChartKind, named: RenderProperties): Pick<Chart, 'kind' | 'stacking' | 'xScale' | 'yScale' | 'legend'> {
  return {
    kind,
    ...(named.title === undefined ? {} : { title: named.title }),
    ...(named.yMin === undefined ? {} : { yMin: named.yMin }),
    ...(named.yMax === undefined ? {} : { yMax: named.yMax }),
    stacking: stackingOf(kind, named.kind),
    xScale: named.xScale,
    yScale: named.yScale,
    legend: named.legend,
  };
}

function stackingOf(kind: ChartKind, asked: string): Chart['stacking'] {
  if (!stackable.has(kind)) return 'none';
  if (asked === 'stacked' || asked === 'stacked100') return asked;
  return kind === 'stackedareachart' ? 'stacked' : 'none';
}

/** A timespan is drawn in seconds, which its own name does not say. */
function yTitleOf({ ys }: ChartColumns): string {
  const [only, ...others] = ys;
  if (only === undefined || others.length > 0) return ys.every(({ type }) => type === 'timespan') ? 's' : '';
  return only.type === 'timespan' ? `${only.name} (s)` : only.name;
}

interface Axis {
  readonly kind: Chart['xKind'];
  readonly categories: readonly string[];
  /** Of every point. */
  readonly xs: readonly number[];
}

function axisOf(rows: ChartRows, kind: ChartKind, { x, ys }: ChartColumns): Axis {
  if (x === undefined) {
    // Arrays without an axis are numbered; numbers of one row are categories, which `allSeries` deals out.
    return ys.some(({ arrays }) => arrays)
      ? { kind: 'number', categories: [], xs: rows.elements() }
      : { kind: 'category', categories: ys.map(({ name }) => name), xs: [] };
  }
  if (x.role === 'time' && kind !== 'piechart') return { kind: 'time', categories: [], xs: rows.numbers(x) };
  if (x.role === 'number' && kind !== 'piechart' && kind !== 'barchart') {
    const xs = rows.numbers(x);
    if (kind !== 'columnchart' || areEvenlySpaced(xs)) return { kind: 'number', categories: [], xs };
  }
  const names = rows.names(x);
  const categories = [...new Set(names)];
  const indices = new Map(categories.map((name, index) => [name, index]));
  return { kind: 'category', categories: categories.map(shortTime), xs: names.map((name) => indices.get(name) ?? NaN) };
}

/** Bins of a number stand at their place on the axis; scattered numbers, such as status codes, side by side. */
function areEvenlySpaced(xs: readonly number[]): boolean {
  const distinct = [...new Set(xs.filter((x) => !Number.isNaN(x)))].sort((a, b) => a - b);
  const gaps = distinct.slice(1).map((x, index) => x - (distinct[index] ?? x));
  const least = gaps.reduce((smallest, gap) => Math.min(smallest, gap), Infinity);
  const isMultiple = (gap: number): boolean => Math.abs(gap / least - Math.round(gap / least)) < 1e-6;
  const range = (distinct.at(-1) ?? 0) - (distinct[0] ?? 0);
  return distinct.length > 2 && gaps.every(isMultiple) && range / least <= 4 * distinct.length;
}

/** A moment as the name of a category, without the zeros of its fraction. */
function shortTime(name: string): string {
  return Number.isNaN(instantOf(name)) ? name : name.replace(/\.0+Z$/, 'Z');
}

interface RawSeries {
  readonly name: string;
  readonly xs: number[];
  readonly ys: number[];
  readonly flags: number[];
  size: number;
}

function allSeries(rows: ChartRows, columns: ChartColumns, axis: Axis): RawSeries[] {
  const values = columns.ys.map((column) => rows.numbers(column));
  if (columns.x === undefined && axis.kind === 'category') {
    const ys = values.map((column) => column[0] ?? NaN);
    return [{ name: 'value', xs: ys.map((_, index) => index), ys, flags: [], size: 0 }];
  }
  const flags = columns.anomalies.map((column) => rows.numbers(column));
  const parts = columns.series.map((column) => rows.names(column));
  const byKey = new Map<string, RawSeries[]>();
  for (let row = 0; row < rows.length; row++) {
    const key = parts.length === 1 ? (parts[0]?.[row] ?? '') : parts.map((part) => part[row]).join('\u0000');
    let group = byKey.get(key);
    if (group === undefined) {
      const prefix = parts.map((part) => part[row]).join(', ');
      group = columns.ys.map(({ name }) => ({ name: seriesName(prefix, name, columns), xs: [], ys: [], flags: [], size: 0 }));
      byKey.set(key, group);
    }
    const x = axis.xs[row] ?? NaN;
    if (Number.isNaN(x)) continue;
    for (const [at, series] of group.entries()) {
      const y = values[at]?.[row] ?? NaN;
      series.xs.push(x);
      series.ys.push(y);
      if (flags[at] !== undefined) series.flags.push(flags[at][row] ?? 0);
      if (!Number.isNaN(y)) series.size += Math.abs(y);
    }
  }
  return [...byKey.values()].flat();
}

function seriesName(prefix: string, column: string, { series, ys }: ChartColumns): string {
  if (series.length === 0) return column;
  return ys.length === 1 ? prefix : `${prefix}: ${column}`;
}

/** In the order in which the data name them. */
function largest(all: readonly RawSeries[], most: number): readonly RawSeries[] {
  if (all.length <= most) return all;
  const chosen = new Set([...all].sort((a, b) => b.size - a.size).slice(0, most));
  return all.filter((series) => chosen.has(series));
}

function finished(raw: RawSeries, kind: ChartKind, { accumulate }: RenderProperties): Series {
  const order = raw.xs.map((_, index) => index);
  const inOrder = kind === 'scatterchart' || kind === 'piechart' || (barKinds.has(kind) && !accumulate);
  // The sort is stable: equal x stay as they came.
  if (!inOrder) order.sort((a, b) => (raw.xs[a] ?? 0) - (raw.xs[b] ?? 0));
  let sum = 0;
  const points = order.map((index): Point => {
    const y = raw.ys[index] ?? NaN;
    if (accumulate && !Number.isNaN(y)) sum += y;
    return { x: raw.xs[index] ?? NaN, y: accumulate && !Number.isNaN(y) ? sum : y };
  });
  const isAnomaly = (index: number, at: number): boolean => {
    const flag = raw.flags[index] ?? 0;
    return flag !== 0 && !Number.isNaN(flag) && !Number.isNaN(points[at]?.y ?? NaN);
  };
  const anomalies = order.flatMap((index, at) => (isAnomaly(index, at) ? [at] : []));
  return { name: raw.name, points, ...(anomalies.length > 0 && { anomalies }) };
}

/** Series are hidden and coloured by name. */
function uniqueNames(series: readonly Series[]): Series[] {
  const seen = new Map<string, number>();
  return series.map((one) => {
    const times = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, times);
    return times === 1 ? one : { ...one, name: `${one.name} (${times})` };
  });
}

function cardOf(table: QueryTable, named: RenderProperties): Chart {
  const row = table.rows[0] ?? [];
  const columns = table.columns.map((column, index) => ({ ...column, index }));
  const asked = named.yColumns ? columns.filter(({ name }) => named.yColumns?.includes(name)) : columns;
  return {
    ...shared('card', named),
    xTitle: '',
    yTitle: '',
    xKind: 'category',
    categories: [],
    series: [],
    seriesInData: 0,
    cards: asked.map(({ name, type, index }) => ({ value: cardValue(row[index], type), label: name })),
  };
}

function cardValue(cell: Cell | undefined, type: ColumnType): string {
  if (cell === undefined || cell === null) return '–';
  if (typeof cell === 'object') return JSON.stringify(cell);
  if (type === 'datetime') return shortTime(String(cell));
  const number = type === 'timespan' || type === 'bool' || type === 'string' || type === 'guid' ? NaN : numberOf(cell);
  // A long beyond 2^53 is exact only as the text that it came as.
  return Number.isNaN(number) || (typeof cell === 'string' && !Number.isSafeInteger(number) && /^-?\d+$/.test(cell))
    ? String(cell)
    : exactNumber(number);
}
