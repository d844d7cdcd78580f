import type { Chart } from '../chartModel';
import type { DrawnSeries } from '../drawnSeries';
import type { ChartTheme, Hover, HoverValue } from '../layoutTypes';
import { exactNumber } from '../numberText';
import type { NumberScale } from '../scales';
import { node, type Rect, type SceneNode } from '../scene';
import type { Stack } from '../stack';
import type { ChartWords } from '../words';
import { momentText, offsetText, type Zone } from '../zone';

export interface MarksInput {
  readonly chart: Chart;
  readonly drawn: readonly DrawnSeries[];
  readonly x: NumberScale;
  readonly y: NumberScale;
  readonly plot: Rect;
  readonly zone: Zone;
  readonly theme: ChartTheme;
  readonly words: ChartWords;
  readonly xDomain?: readonly [number, number];
}

export interface Marks {
  readonly nodes: readonly SceneNode[];
  readonly hover: Hover;
}

/** What one series is drawn with; `data-series` lets a legend find it. */
export function seriesGroup(name: string, ...children: readonly SceneNode[]): SceneNode {
  return node('g', { 'data-series': name }, ...children);
}

/** An x as a tooltip says it. */
export function xTitle({ chart, zone }: Pick<MarksInput, 'chart' | 'zone'>, x: number): string {
  if (chart.xKind === 'category') return chart.categories[x] ?? '';
  return chart.xKind === 'time' ? `${momentText(x, zone)} ${offsetText(x, zone)}` : exactNumber(x);
}

/** The y that marks stand on: zero, or the bottom where zero is not in sight. */
export function baseOf({ y, plot }: Pick<MarksInput, 'y' | 'plot'>): number {
  const zero = y.kind === 'linear' ? y(0) : NaN;
  return Number.isFinite(zero) ? Math.min(plot.y + plot.height, Math.max(plot.y, zero)) : plot.y + plot.height;
}

/** All values at the place `at` of a stack; `place` is the pixel of a layer's end. */
export function stackValues(
  stack: Stack,
  drawn: readonly DrawnSeries[],
  at: number,
  place: (end: number) => { readonly x: number; readonly y: number } | undefined,
  isShare: boolean,
): HoverValue[] {
  return drawn.flatMap(({ series, color }, index) => {
    const layer = stack.layers[index];
    const value = layer?.own[at] ?? NaN;
    if (layer === undefined || Number.isNaN(value)) return [];
    const [low = 0, high = 0] = [layer.low[at], layer.high[at]];
    const part = isShare ? ` (${Math.round(Math.abs(high - low) * 10) / 10} %)` : '';
    const where = place(high);
    return [{ name: series.name, color, value, text: `${exactNumber(value)}${part}`, ...(where && { at: where }) }];
  });
}
