import type { Chart } from './chartModel';
import { exactNumber } from './numberText';
import { momentText, zoneOf } from './zone';

const NAMES: Readonly<Record<Chart['kind'], string>> = {
  timechart: 'Time chart',
  linechart: 'Line chart',
  areachart: 'Area chart',
  stackedareachart: 'Stacked area chart',
  columnchart: 'Column chart',
  barchart: 'Bar chart',
  piechart: 'Pie chart',
  scatterchart: 'Scatter chart',
  anomalychart: 'Anomaly chart',
  card: 'Card',
};

/** What a chart shows, in one sentence for those who do not see it. */
export function summary(chart: Chart, timeZone: string): string {
  const name = chart.title === undefined ? NAMES[chart.kind] : `${NAMES[chart.kind]} “${chart.title}”`;
  if (chart.kind === 'card') return `${name}: ${(chart.cards ?? []).map(({ value, label }) => `${label} ${value}`).join(', ')}.`;
  const parts = [seriesPart(chart), rangePart(chart, timeZone), ...extremesPart(chart, timeZone), ...anomalyPart(chart)];
  return `${name}${parts.filter((part) => part !== '').join(', ')}.`;
}

function seriesPart({ kind, series, seriesInData, categories }: Chart): string {
  if (kind === 'piechart') return ` of ${count(categories.length, 'part')}`;
  const names = series
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ');
  const more = seriesInData > 3 ? ' and others' : '';
  const shown =
    series.length < seriesInData
      ? `the ${series.length} largest of ${exactNumber(seriesInData)} series`
      : count(series.length, 'series', 'series');
  return series.length === 1 ? ` of ${names}` : ` of ${shown} (${names}${more})`;
}

function rangePart({ xKind, xTitle, categories, series, kind }: Chart, timeZone: string): string {
  if (kind === 'piechart') return '';
  if (xKind === 'category') return count(categories.length, 'category', 'categories');
  const [low, high] = extent(series.flatMap(({ points }) => points.map(({ x }) => x)));
  if (low > high) return '';
  const text = (x: number): string => (xKind === 'time' ? momentText(x, zoneOf(timeZone)) : exactNumber(x));
  return `${xTitle === '' ? 'x' : xTitle} from ${text(low)} to ${text(high)}${xKind === 'time' ? ` (${timeZone})` : ''}`;
}

function extremesPart({ series, xKind, categories }: Chart, timeZone: string): string[] {
  let least: { readonly x: number; readonly y: number } | undefined;
  let greatest = least;
  for (const { points } of series) {
    for (const point of points) {
      if (Number.isNaN(point.y)) continue;
      if (least === undefined || point.y < least.y) least = point;
      if (greatest === undefined || point.y > greatest.y) greatest = point;
    }
  }
  if (least === undefined || greatest === undefined) return [];
  const where = (x: number): string =>
    xKind === 'time' ? momentText(x, zoneOf(timeZone)) : xKind === 'category' ? (categories[x] ?? '') : exactNumber(x);
  return [`lowest ${spoken(least.y)} at ${where(least.x)}`, `highest ${spoken(greatest.y)} at ${where(greatest.x)}`];
}

/** Six digits are as many as one can listen to. */
function spoken(value: number): string {
  return exactNumber(Number(value.toPrecision(6)));
}

function anomalyPart({ series }: Chart): string[] {
  const anomalies = series.reduce((sum, one) => sum + (one.anomalies?.length ?? 0), 0);
  return anomalies === 0 ? [] : [count(anomalies, 'anomaly', 'anomalies')];
}

function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

function count(amount: number, one: string, many = `${one}s`): string {
  return `${exactNumber(amount)} ${amount === 1 ? one : many}`;
}
