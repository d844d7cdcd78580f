import type { Point } from '../chartModel';
import { downsample, thinned } from '../downsample';
import type { DrawnSeries } from '../drawnSeries';
import { axisHover } from '../hover';
import type { Hover, HoverValue } from '../layoutTypes';
import { exactNumber } from '../numberText';
import { areaPath, dotsPath, linePath, type Place } from '../pathText';
import { node, type SceneNode } from '../scene';
import type { Stack } from '../stack';
import { baseOf, seriesGroup, stackValues, xTitle, type Marks, type MarksInput } from './marks';

/** Points of all lines together that are painted without a wait. */
const PAINTED = 40_000;

/** Points of a line that can be told apart in that width, fewer where many lines share it. */
function mostPoints(width: number, lines = 1): number {
  return Math.min(2000, Math.max(64, Math.ceil(width * 2)), Math.max(400, Math.floor(PAINTED / Math.max(1, lines))));
}

export function lineMarks(input: MarksInput): Marks {
  const nodes = input.drawn.map((one) => {
    const places = placesOf(input, one.series.points);
    return seriesGroup(one.series.name, line(linePath(places), one), ...anomalyDots(input, one));
  });
  return { nodes, hover: lineHover(input) };
}

/** Areas behind each other, each from zero. */
export function areaMarks(input: MarksInput): Marks {
  const base = baseOf(input);
  const nodes = input.drawn.map((one) => {
    const places = placesOf(input, one.series.points);
    const area = areaPath(
      places,
      places.map(([x]): Place => [x, base]),
    );
    return seriesGroup(
      one.series.name,
      node('path', { d: area, fill: one.color, 'fill-opacity': 0.2 }),
      line(linePath(places), { color: one.color }),
    );
  });
  return { nodes, hover: lineHover(input) };
}

export function stackedAreaMarks(input: MarksInput, stack: Stack): Marks {
  const { x, y, drawn, chart, plot, theme } = input;
  const top = stack.layers.at(-1);
  // All layers keep the same x, else there would be slits between them.
  const outline = stack.xs.map((value, at): Point => ({ x: value, y: top?.high[at] ?? NaN }));
  const kept = thinned(outline, mostPoints(plot.width));
  const nodes = stack.layers.map((layer, index) => {
    const { series, color } = drawn[index] ?? { series: { name: '' }, color: theme.foreground };
    const places = (values: Float64Array): Place[] =>
      kept.map((at): Place => [x(stack.xs[at] ?? NaN), y(positive(values[at] ?? NaN, input))]);
    const high = places(layer.high);
    return seriesGroup(
      series.name,
      node('path', { d: areaPath(high, places(layer.low)), fill: color, 'fill-opacity': theme.highContrast ? 0.85 : 0.7 }),
      line(linePath(high), { color }, 1),
    );
  });
  const hover = axisHover({
    axis: 'x',
    xs: stack.xs,
    pixel: x,
    title: (value) => xTitle(input, value),
    values: (value, at) => stackValues(stack, drawn, at, (end) => placed(x(value), y(end)), chart.stacking === 'stacked100'),
    ...axisOf(input),
  });
  return { nodes, hover };
}

/** On a log axis the bottom of a stack is the bottom of the plot. */
function positive(value: number, { y }: MarksInput): number {
  return y.kind === 'log' && value <= 0 ? y.domain[0] : value;
}

function line(d: string, { color, dash }: Pick<DrawnSeries, 'color' | 'dash'>, width = 1.75): SceneNode {
  return node('path', {
    d,
    fill: 'none',
    stroke: color,
    'stroke-width': width,
    'stroke-linejoin': 'round',
    'stroke-linecap': dash === undefined ? 'round' : 'butt',
    'stroke-dasharray': dash,
  });
}

/** A ring and a dot, so that it is seen on the line of any colour. */
function anomalyDots({ x, y, theme }: MarksInput, { series }: DrawnSeries): SceneNode[] {
  const points = (series.anomalies ?? []).flatMap((index) => series.points[index] ?? []);
  const d = dotsPath(points.map((point): Place => [x(point.x), y(point.y)]));
  if (d === '') return [];
  const dots = (stroke: string, width: number): SceneNode =>
    node('path', { d, fill: 'none', stroke, 'stroke-width': width, 'stroke-linecap': 'round' });
  return [dots(theme.background, 10), dots(theme.anomaly, 7)];
}

/** Pixels of the points that are in sight, with one more on either side so that lines reach the edge. */
function placesOf({ x, y, plot, drawn, xDomain }: MarksInput, points: readonly Point[]): Place[] {
  let inside = points;
  if (xDomain !== undefined) {
    const from = points.findIndex((point) => point.x >= xDomain[0]);
    const to = points.findLastIndex((point) => point.x <= xDomain[1]);
    inside = from < 0 || to < 0 ? [] : points.slice(Math.max(0, Math.min(from, to) - 1), Math.max(from, to) + 2);
  }
  return downsample(inside, mostPoints(plot.width, drawn.length)).map((point): Place => [x(point.x), y(point.y)]);
}

function lineHover(input: MarksInput): Hover {
  const { drawn, x, y } = input;
  let all: readonly number[] | undefined;
  // Only a pointer needs them.
  const xs = (): readonly number[] => {
    const isSeen = (value: number): boolean => Number.isFinite(x(value));
    return (all ??= [...new Set(drawn.flatMap(({ series }) => series.points.map((point) => point.x)))]
      .filter(isSeen)
      .sort((a, b) => a - b));
  };
  const anomalies = new Map(drawn.map(({ series }) => [series.name, new Set(series.anomalies)]));
  const values = (at: number): HoverValue[] =>
    drawn.flatMap(({ series, color }) => {
      const index = indexAt(series.points, at);
      const point = series.points[index];
      if (point === undefined) return [];
      const where = placed(x(point.x), y(point.y));
      const isAnomaly = anomalies.get(series.name)?.has(index) === true;
      const value = { name: series.name, color, value: point.y, text: exactNumber(point.y) };
      return [{ ...value, ...(where && { at: where }), ...(isAnomaly && { anomaly: true }) }];
    });
  const made = (): Hover =>
    axisHover({ axis: 'x', xs: xs(), pixel: x, title: (value) => xTitle(input, value), values, ...axisOf(input) });
  let hover: Hover | undefined;
  const ready = (): Hover => (hover ??= made());
  return {
    axis: 'x',
    get count() {
      return ready().count;
    },
    at: (index) => ready().at(index),
    nearest: (pixelX, pixelY) => ready().nearest(pixelX, pixelY),
    ...axisOf(input),
  };
}

/** The first point at an x that has a value; -1 when there is none. Points ascend. */
function indexAt(points: readonly Point[], x: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.x ?? Infinity) < x) low = middle + 1;
    else high = middle;
  }
  for (let at = low; points[at]?.x === x; at++) if (!Number.isNaN(points[at]?.y)) return at;
  return -1;
}

function axisOf({ chart, x }: MarksInput): Pick<Hover, 'invert' | 'position'> {
  return chart.xKind === 'category' ? {} : { invert: (pixel) => x.invert(pixel), position: x };
}

function placed(x: number, y: number): { readonly x: number; readonly y: number } | undefined {
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined;
}
