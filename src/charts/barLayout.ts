import { labelsWidth, niceCount, numberAxisBelow, numberTicks } from './axis';
import type { Chart } from './chartModel';
import { drawnSeries, legendItems } from './drawnSeries';
import { frameOf, seriesNotes } from './frame';
import { axisHover } from './hover';
import type { ChartScene, LayoutOptions } from './layoutTypes';
import { seriesGroup, stackValues, xTitle } from './marks/marks';
import { boxPath } from './pathText';
import { numberScale, valueDomain } from './scales';
import { label, node, type Rect, type SceneNode } from './scene';
import { stackSeries } from './stack';
import { cutText } from './textWidth';
import { chartWords, fill } from './words';
import { dayText, clockText, wallParts, zoneOf, type Zone } from './zone';

/** Pixels of a bar with its share of the space between bars, where there is room for all. */
const ROW = 24;
const LEAST_ROW = 15;

/** The height at which all bars of a chart have room, within reason. */
export function barsHeight(chart: Chart): number {
  const bars = new Set(chart.series.flatMap(({ points }) => points.map(({ x }) => x))).size;
  const perRow = chart.stacking === 'none' ? Math.max(1, Math.min(4, chart.series.length) * 0.6) : 1;
  return Math.min(640, Math.max(160, bars * ROW * perRow + 60));
}

/** Bars from left to right, the first at the top. */
export function barLayout(chart: Chart, options: LayoutOptions): ChartScene {
  const { width, theme, words = chartWords } = options;
  const legend = legendItems(chart, options);
  const drawn = drawnSeries(chart, options);
  const stack = stackSeries(
    drawn.map(({ series }) => series),
    chart.stacking,
  );
  const zone = zoneOf(options.timeZone);
  const count = chart.stacking === 'none' ? Math.max(1, drawn.length) : 1;

  // How many rows there is room for depends on the frame, and the frame on whether that is said.
  const rowsIn = (height: number): number => Math.max(1, Math.floor((height - 40) / Math.max(LEAST_ROW, 3 * count)));
  const some = seriesNotes(chart, words);
  const roomy = frameOf(chart, options, legend, some);
  const isCut = rowsIn(roomy.inner.height) < stack.xs.length;
  const draft = isCut ? frameOf(chart, options, legend, ['', ...some]) : roomy;
  const shown = Math.min(stack.xs.length, rowsIn(draft.inner.height));
  const notes = isCut ? [fill(words.categoriesShown, shown, stack.xs.length), ...some] : some;
  const { inner, nodes: around } = isCut ? frameOf(chart, options, legend, notes) : roomy;

  const xs = stack.xs.slice(0, shown);
  const names = xs.map((x) => (chart.xKind === 'time' ? rowTime(x, zone) : xTitle({ chart, zone }, x)));
  const hasTitle = inner.height > 150 && chart.yTitle !== '';
  const left = Math.min(
    labelsWidth(
      names.map((text) => ({ text })),
      theme,
    ) + 4,
    width * 0.38,
  );
  const below = theme.fontSize + 12 + (hasTitle ? theme.fontSize + 7 : 0);
  const plot: Rect = {
    x: left,
    y: inner.y + 6,
    width: Math.max(1, width - left - 18),
    height: Math.max(1, inner.height - below - 6),
  };
  const unit = chart.stacking === 'stacked100' ? ' %' : '';
  const isFixed = chart.yMin !== undefined || chart.yMax !== undefined || unit !== '';
  const input = {
    domain: valueDomain({
      values: stack.layers.flatMap(({ high }) => [...high.subarray(0, shown)]),
      kind: chart.yScale,
      fromZero: true,
      ...(chart.yMin !== undefined && { least: chart.yMin }),
      ...(chart.yMax !== undefined && { greatest: chart.yMax }),
    }),
    range: [plot.x, plot.x + plot.width],
    kind: chart.yScale,
  } as const;
  const scale = numberScale({ ...input, nice: isFixed ? 0 : niceCount(input, theme.fontSize * 6) });
  const zero = scale.kind === 'linear' ? scale(0) : plot.x;
  const base = Math.min(plot.x + plot.width, Math.max(plot.x, zero));
  const band = plot.height / Math.max(1, shown);
  const padding = Math.min(band * 0.14, 6);
  const each = (band - 2 * padding) / count;
  const edge = theme.highContrast ? { stroke: theme.background, 'stroke-width': 1 } : {};

  const bars = drawn.map(({ series, color }, index) => {
    const layer = stack.layers[index];
    const boxes = xs.map((_, at) => {
      const [low = NaN, high = NaN] = [layer?.low[at], layer?.high[at]];
      if (Number.isNaN(high) || low === high) return '';
      const top = plot.y + band * at + padding + (count > 1 ? index * each : 0);
      const gap = each > 5 ? 0.5 : 0;
      return boxPath(low === 0 ? base : scale(low), top + gap, scale(high), top + Math.max(1, each) - gap);
    });
    return seriesGroup(series.name, node('path', { d: boxes.join(''), fill: color, ...edge }));
  });
  const axis = names.map((name, at) => {
    const text = cutText(name, left - 12, theme.fontSize);
    const y = plot.y + band * (at + 0.5) + theme.fontSize * 0.35;
    return label(text, left - 8, y, { size: theme.fontSize, fill: theme.muted, anchor: 'end' }, name);
  });
  const ticks = numberTicks(scale, plot.width, theme.fontSize * 6, unit).map((tick) => scale(tick.at));
  const title = hasTitle
    ? [
        label(cutText(chart.yTitle, plot.width, theme.fontSize), plot.x + plot.width, inner.y + inner.height - 3, {
          size: theme.fontSize,
          fill: theme.muted,
          anchor: 'end',
        }),
      ]
    : [];
  return {
    chart,
    width,
    height: options.height,
    nodes: [
      ...around,
      ...grid(plot, ticks, theme.grid),
      clip(plot, bars),
      node('line', { ...vertical(base, plot), stroke: theme.axis }),
      ...axis,
      ...numberAxisBelow(plot, scale, width, theme, unit),
      ...title,
    ],
    plot,
    legend,
    notes,
    hover: axisHover({
      axis: 'y',
      xs,
      pixel: (x) => plot.y + band * (xs.indexOf(x) + 0.5),
      title: (x) => xTitle({ chart, zone }, x),
      values: (_, at) => stackValues(stack, drawn, at, () => undefined, chart.stacking === 'stacked100'),
    }),
  };
}

function rowTime(at: number, zone: Zone): string {
  const wall = wallParts(zone.wall(at));
  return `${dayText(wall)} ${clockText(wall, 60_000)}`;
}

function vertical(x: number, { y, height }: Rect): Record<'x1' | 'x2' | 'y1' | 'y2', number> {
  const at = Math.round(x) + 0.5;
  return { x1: at, x2: at, y1: Math.round(y), y2: Math.round(y + height) };
}

function grid(plot: Rect, pixels: readonly number[], stroke: string): SceneNode[] {
  return pixels.filter(Number.isFinite).map((x) => node('line', { ...vertical(x, plot), stroke }));
}

function clip({ x, y, width, height }: Rect, bars: readonly SceneNode[]): SceneNode {
  const [left, top, w, h] = [Math.floor(x), Math.floor(y), Math.ceil(width) + 2, Math.ceil(height)];
  return node('svg', { x: left, y: top, width: w, height: h, viewBox: `${left} ${top} ${w} ${h}` }, ...bars);
}
