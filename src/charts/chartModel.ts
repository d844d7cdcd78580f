import type { QueryTable, Rendering } from '../model/query';
import type { TimeWindow } from '../model/time';

/** The kinds of KQL's `render` that are drawn; any other is shown as a table and says so. */
export const chartKinds = [
  'timechart',
  'linechart',
  'areachart',
  'stackedareachart',
  'columnchart',
  'barchart',
  'piechart',
  'scatterchart',
  'anomalychart',
  'card',
] as const;
export type ChartKind = (typeof chartKinds)[number];

/** x of a point: milliseconds since 1970 on a time axis, a number, or the index into `categories`. */
export interface Point {
  readonly x: number;
  /** NaN where there is no value. */
  readonly y: number;
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** Indices of points that are anomalies. */
  readonly anomalies?: readonly number[];
}

export interface Chart {
  readonly kind: ChartKind;
  readonly title?: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xKind: 'time' | 'number' | 'category';
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** Series that the data have; more than are drawn when the limit was reached. */
  readonly seriesInData: number;
  readonly stacking: 'none' | 'stacked' | 'stacked100';
  readonly yScale: 'linear' | 'log';
  readonly xScale: 'linear' | 'log';
  readonly yMin?: number;
  readonly yMax?: number;
  readonly legend: boolean;
  /** Of a card: the values of the first row under the names of their columns. */
  readonly cards?: readonly { readonly value: string; readonly label: string }[];
}

export type ChartOutcome = { readonly chart: Chart } | { readonly reason: string };

/** Contract of `chartOf` in `chartOf.ts`: what a result with a `render` draws, or why it does not. */
export type ChartOf = (table: QueryTable, render: Rendering, options: { readonly mostSeries: number }) => ChartOutcome;

/** What a brush over a time axis chose. */
export type OnTimeRange = (window: TimeWindow) => void;
