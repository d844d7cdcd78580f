import { MINUTE } from '../model/time';
import {
  baseLine,
  categoryAxisBelow,
  categoryLabels,
  labelsWidth,
  niceCount,
  numberAxisBelow,
  numberTicks,
  timeAxis,
  verticalAxis,
} from './axis';
import type { Chart, Series } from './chartModel';
import { drawnSeries, legendItems, type DrawnSeries } from './drawnSeries';
import { frameOf, seriesNotes } from './frame';
import type { ChartScene, LayoutOptions } from './layoutTypes';
import { columnMarks } from './marks/columns';
import { areaMarks, lineMarks, stackedAreaMarks } from './marks/lines';
import { scatterMarks } from './marks/scatter';
import type { Marks, MarksInput } from './marks/marks';
import { numberScale, valueDomain, type NumberScale } from './scales';
import { label, node, type Rect, type SceneNode } from './scene';
import { stackSeries, type Stack } from './stack';
import { cutText } from './textWidth';
import { chartWords, fill } from './words';
import { zoneOf } from './zone';

/** Charts with values upwards: lines, areas, columns and points. */
export function xyLayout(chart: Chart, options: LayoutOptions): ChartScene {
  const { theme, width, words = chartWords } = options;
  const legend = legendItems(chart, options);
  const isColumns = chart.kind === 'columnchart';
  const all = drawnSeries(chart, options);
  const slot = Math.max(4, chart.stacking === 'none' ? 2 * all.length : 0);
  const shown = isColumns
    ? Math.max(1, Math.min(chart.categories.length, Math.floor((width - 60) / slot)))
    : chart.categories.length;
  const isCut = shown < chart.categories.length;
  const notes = [...(isCut ? [fill(words.categoriesShown, shown, chart.categories.length)] : []), ...seriesNotes(chart, words)];
  const drawn = isCut ? all.map((one) => firstCategories(one, shown)) : all;
  const frame = frameOf(chart, options, legend, notes);

  const isStacked = chart.stacking !== 'none' && !isColumns;
  const stack =
    isColumns || isStacked
      ? stackSeries(
          drawn.map(({ series }) => series),
          chart.stacking,
        )
      : undefined;
  const xDomain = xDomainOf(chart, drawn, options, stack);
  const step = stepOf(stack?.xs ?? [], chart);
  const names = chart.categories.slice(0, shown);

  const hasTitles = frame.inner.height > 150;
  const isTime = chart.xKind === 'time';
  const top = frame.inner.y + (hasTitles && chart.yTitle !== '' ? theme.fontSize + 14 : 10);
  const xTitle = isTime && chart.xTitle !== '' ? `${chart.xTitle} (${options.timeZone})` : chart.xTitle;
  const under = hasTitles && xTitle !== '' ? theme.fontSize + 7 : 4;
  const labels = categoryLabels(names, width - 60, frame.inner.height * 0.4, theme);
  const axisHeight = chart.xKind === 'category' ? labels.height : isTime ? theme.fontSize * 2 + 14 : theme.fontSize + 10;
  const plotHeight = Math.max(1, frame.inner.height - (top - frame.inner.y) - axisHeight - under);

  const unit = chart.stacking === 'stacked100' ? ' %' : '';
  const yDomain = valueDomain({
    values: yValues(drawn, stack, options.xDomain),
    kind: chart.yScale,
    fromZero:
      chart.kind !== 'timechart' && chart.kind !== 'linechart' && chart.kind !== 'anomalychart' && chart.kind !== 'scatterchart',
    ...(chart.yMin !== undefined && { least: chart.yMin }),
    ...(chart.yMax !== undefined && { greatest: chart.yMax }),
  });
  const room = theme.fontSize * 3.6;
  const isFixed = chart.yMin !== undefined || chart.yMax !== undefined || unit !== '';
  const yInput = { domain: yDomain, range: [top + plotHeight, top], kind: chart.yScale } as const;
  const y = numberScale({ ...yInput, nice: isFixed ? 0 : niceCount(yInput, room) });
  const ticks = numberTicks(y, plotHeight, room, unit);
  const left = Math.min(labelsWidth(ticks, theme) + 4, Math.max(1, width / 2));
  const plot: Rect = { x: left, y: top, width: Math.max(1, width - left - 14), height: plotHeight };

  const x = xScaleOf(chart, xDomain, plot, names.length, isColumns ? step : 0, options);
  const zone = zoneOf(options.timeZone);
  const input: MarksInput = {
    chart,
    drawn,
    x,
    y,
    plot,
    zone,
    theme,
    words,
    ...(options.xDomain && { xDomain: options.xDomain }),
  };
  const marks = marksOf(input, stack, step);

  const titles: SceneNode[] = [];
  if (hasTitles && chart.yTitle !== '') {
    const text = cutText(chart.yTitle, width - 24, theme.fontSize);
    titles.push(label(text, 12, frame.inner.y + theme.fontSize + 1, { size: theme.fontSize, fill: theme.muted }, chart.yTitle));
  }
  if (hasTitles && xTitle !== '') {
    const text = cutText(xTitle, plot.width, theme.fontSize);
    const baseline = frame.inner.y + frame.inner.height - 3;
    const style = { size: theme.fontSize, fill: theme.muted, anchor: 'end' } as const;
    titles.push(label(text, plot.x + plot.width, baseline, style, xTitle));
  }
  const axis =
    chart.xKind === 'category'
      ? categoryAxisBelow(plot, names, labels, theme)
      : isTime
        ? timeAxis(plot, x, width, zone, theme)
        : numberAxisBelow(plot, x, width, theme);
  return {
    chart,
    width,
    height: options.height,
    nodes: [
      ...frame.nodes,
      ...titles,
      ...verticalAxis(plot, y, ticks, theme),
      clipped(plot, marks.nodes),
      baseLine(plot, y, theme),
      ...axis,
    ],
    plot,
    legend,
    notes,
    hover: marks.hover,
  };
}

function marksOf(input: MarksInput, stack: Stack | undefined, step: number): Marks {
  switch (input.chart.kind) {
    case 'columnchart':
      return columnMarks(input, stack ?? { xs: [], layers: [] }, step);
    case 'scatterchart':
      return scatterMarks(input);
    case 'areachart':
    case 'stackedareachart':
      return stack === undefined ? areaMarks(input) : stackedAreaMarks(input, stack);
    default:
      return lineMarks(input);
  }
}

/** Nothing outside the plot is seen; half a line's width is left for values on its edge. */
function clipped({ x, y, width, height }: Rect, marks: readonly SceneNode[]): SceneNode {
  const [left, top, w, h] = [Math.floor(x) - 4, Math.floor(y) - 4, Math.ceil(width) + 8, Math.ceil(height) + 8];
  return node('svg', { x: left, y: top, width: w, height: h, viewBox: `${left} ${top} ${w} ${h}` }, ...marks);
}

function firstCategories(one: DrawnSeries, shown: number): DrawnSeries {
  const points = one.series.points.filter(({ x }) => x < shown);
  const series: Series = { name: one.series.name, points };
  return { ...one, series };
}

function* yValues(
  drawn: readonly DrawnSeries[],
  stack: Stack | undefined,
  within: readonly [number, number] | undefined,
): Generator<number> {
  const isInside = (x: number): boolean => within === undefined || (x >= within[0] && x <= within[1]);
  if (stack !== undefined) {
    for (const layer of stack.layers)
      for (const [at, value] of layer.high.entries()) if (isInside(stack.xs[at] ?? NaN)) yield value;
    return;
  }
  for (const { series } of drawn) for (const { x, y } of series.points) if (isInside(x)) yield y;
}

/** How far apart columns are: the least distance of two of them. */
function stepOf(xs: readonly number[], { xKind }: Chart): number {
  let least = Infinity;
  for (const [index, x] of xs.entries()) if (index > 0) least = Math.min(least, x - (xs[index - 1] ?? x));
  return Number.isFinite(least) ? least : xKind === 'time' ? MINUTE : 1;
}

function xDomainOf(
  chart: Chart,
  drawn: readonly DrawnSeries[],
  { xDomain }: LayoutOptions,
  stack: Stack | undefined,
): readonly [number, number] {
  if (xDomain !== undefined && chart.xKind !== 'category' && xDomain[1] > xDomain[0]) return xDomain;
  let [low, high] = [Infinity, -Infinity];
  const isLog = chart.xScale === 'log' && chart.xKind === 'number';
  for (const { series } of drawn) {
    for (const { x } of series.points) {
      if (isLog && x <= 0) continue;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  }
  if (low > high) [low, high] = isLog ? [1, 10] : [0, 1];
  if (chart.kind === 'columnchart' && chart.xKind !== 'category') {
    const step = stepOf(stack?.xs ?? [], chart);
    // A column of time covers what follows its moment, as `bin` means it; one of a number stands over it.
    if (chart.xKind === 'time') high += step;
    else if (!isLog) [low, high] = [low - step / 2, high + step / 2];
  }
  if (low < high) return [low, high];
  if (isLog) return [low / 2, low * 2];
  const margin = chart.xKind === 'time' ? 30 * MINUTE : Math.max(0.5, Math.abs(low) * 0.01);
  return [low - margin, high + margin];
}

function xScaleOf(
  chart: Chart,
  domain: readonly [number, number],
  plot: Rect,
  categories: number,
  step: number,
  { xDomain }: LayoutOptions,
): NumberScale {
  const range = [plot.x, plot.x + plot.width] as const;
  // The middle of every category is its index.
  if (chart.xKind === 'category')
    return numberScale({ domain: [-0.5, Math.max(1, categories) - 0.5], range, kind: 'linear', nice: 0 });
  const kind = chart.xKind === 'number' ? chart.xScale : 'linear';
  const isScatter = chart.kind === 'scatterchart' && chart.xKind === 'number' && kind === 'linear' && xDomain === undefined;
  return numberScale({ domain, range, kind, nice: isScatter && step === 0 ? Math.max(2, Math.floor(plot.width / 90)) : 0 });
}
