import { chartOf } from '../../../src/charts/chartOf';
import type { Chart } from '../../../src/charts/chartModel';
import type { Cell, ColumnType, QueryTable, Rendering } from '../../../src/model/query';

/** `table('TimeGenerated:datetime Computer:string', […])` */
export function table(columns: string, rows: readonly (readonly Cell[])[]): QueryTable {
  const typed = columns.split(' ').map((column) => {
    const [name = '', type = ''] = column.split(':');
    return { name, type: type as ColumnType };
  });
  return { name: 'PrimaryResult', columns: typed, rows };
}

export function render(visualization: string, properties: Record<string, Cell> = {}): Rendering {
  return { visualization, properties };
}

export const START = Date.parse('2026-06-08T22:00:00Z');

export function iso(minutes: number): string {
  return new Date(START + minutes * 60_000).toISOString();
}

/** Throws the reason where nothing is drawn. */
export function chart(data: QueryTable, rendering: Rendering, mostSeries = 50): Chart {
  const outcome = chartOf(data, rendering, { mostSeries });
  if ('reason' in outcome) throw new Error(outcome.reason);
  return outcome.chart;
}

export function reason(data: QueryTable, rendering: Rendering): string {
  const outcome = chartOf(data, rendering, { mostSeries: 50 });
  if ('chart' in outcome) throw new Error(`draws a ${outcome.chart.kind}`);
  return outcome.reason;
}

/** `{ name: [[x, y], …] }` with times as minutes after `START`. */
export function pointsOf({ series, xKind }: Chart): Record<string, [number, number][]> {
  const place = (x: number): number => (xKind === 'time' ? (x - START) / 60_000 : x);
  return Object.fromEntries(series.map(({ name, points }) => [name, points.map(({ x, y }): [number, number] => [place(x), y])]));
}

/** Two computers over three bins, as `summarize … by bin(TimeGenerated, 5m), Computer` gives them. */
export const perComputer = table('TimeGenerated:datetime Computer:string avg_Value:real', [
  [iso(5), 'web', 2],
  [iso(0), 'web', 1],
  [iso(0), 'db', 10],
  [iso(5), 'db', null],
  [iso(10), 'web', 'NaN'],
  [iso(10), 'db', 30],
]);

export const perOperation = table('Operation:string count_:long failed:long', [
  ['GET /', 10, 1],
  ['POST /login', 30, 2],
  ['GET /search', 20, 3],
]);
