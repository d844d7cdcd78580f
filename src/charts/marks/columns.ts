import type { Point } from '../chartModel';
import { thinned } from '../downsample';
import { axisHover } from '../hover';
import { boxPath } from '../pathText';
import { node } from '../scene';
import type { Stack } from '../stack';
import { baseOf, seriesGroup, stackValues, xTitle, type Marks, type MarksInput } from './marks';

/** Upright bars: beside each other at every x, or on each other when stacked. One element per series, however many bars. */
export function columnMarks(input: MarksInput, stack: Stack, step: number): Marks {
  const { chart, drawn, plot, theme, x, y } = input;
  const isGrouped = chart.stacking === 'none';
  const base = baseOf(input);
  const width = (at: number): number => Math.max(1, Math.abs(x(at + step) - x(at)) || 1);
  // A column of time starts at its moment, another has it in the middle.
  const left = (at: number): number => x(at) - (chart.xKind === 'time' ? 0 : width(at) / 2);
  const count = isGrouped ? Math.max(1, drawn.length) : 1;
  const kept = keptPlaces(stack, plot.width);
  const edge = theme.highContrast ? { stroke: theme.background, 'stroke-width': 1 } : {};

  const nodes = drawn.map(({ series, color }, index) => {
    const layer = stack.layers[index];
    const boxes = kept.map((at) => {
      const value = stack.xs[at] ?? NaN;
      const [low = NaN, high = NaN] = [layer?.low[at], layer?.high[at]];
      if (Number.isNaN(high) || high === low) return '';
      const slot = width(value);
      const padding = slot > 4 ? Math.min(slot * 0.12, 8) : 0;
      const each = (slot - 2 * padding) / count;
      const from = left(value) + padding + (isGrouped ? index * each : 0);
      const gap = each > 5 ? 0.5 : 0;
      const bottom = low === 0 ? base : y(low);
      return boxPath(from + gap, bottom, from + Math.max(1, each) - gap, y(high));
    });
    return seriesGroup(series.name, node('path', { d: boxes.join(''), fill: color, ...edge }));
  });
  const middle = (value: number): number => left(value) + width(value) / 2;
  const isShare = chart.stacking === 'stacked100';
  return {
    nodes,
    hover: axisHover({
      axis: 'x',
      xs: stack.xs.filter((value) => Number.isFinite(x(value))),
      pixel: middle,
      title: (value) => xTitle(input, value),
      values: (value) => stackValues(stack, drawn, stack.xs.indexOf(value), () => undefined, isShare),
      ...(chart.xKind !== 'category' && { invert: (pixel: number) => x.invert(pixel), position: x }),
    }),
  };
}

/** Where there are more columns than pixels, those that are seen: ends and extremes. */
function keptPlaces({ xs, layers }: Stack, width: number): readonly number[] {
  const most = Math.max(64, Math.ceil(width * 2));
  if (xs.length <= most) return xs.map((_, index) => index);
  const size = (at: number): number => layers.reduce((largest, { high }) => Math.max(largest, Math.abs(high[at] ?? 0) || 0), 0);
  return thinned(
    xs.map((x, at): Point => ({ x, y: size(at) })),
    most,
  );
}
