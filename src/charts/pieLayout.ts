import type { Chart } from './chartModel';
import { looks } from './drawnSeries';
import { frameOf } from './frame';
import { noHover } from './hover';
import type { ChartScene, ChartTheme, HoverAt, LayoutOptions, LegendItem } from './layoutTypes';
import { seriesGroup } from './marks/marks';
import { compactNumber, exactNumber } from './numberText';
import { ringPath } from './pathText';
import { label, node, type SceneNode } from './scene';
import { textWidth } from './textWidth';
import { chartWords, fill } from './words';

const MOST_SLICES = 10;

interface Slice {
  readonly name: string;
  readonly value: number;
  readonly color: string;
}

/** A ring of parts of a whole, largest first, clockwise from the top. What is not above zero has no part. */
export function pieLayout(chart: Chart, options: LayoutOptions): ChartScene {
  const { theme, hidden } = options;
  const slices = slicesOf(chart, options);
  const shown = slices.filter(({ name }) => hidden?.has(name) !== true);
  const legend: readonly LegendItem[] = chart.legend
    ? slices.map(({ name, color }) => ({ name, color, hidden: hidden?.has(name) === true }))
    : [];
  const { inner, nodes } = frameOf(chart, options, legend, []);
  const center = [inner.x + inner.width / 2, inner.y + inner.height / 2] as const;
  const outer = Math.max(1, Math.min(inner.width, inner.height) / 2 - 8);
  const hole = outer * 0.58;
  const total = shown.reduce((sum, { value }) => sum + value, 0);

  let angle = 0;
  const arcs = shown.map((slice) => {
    const from = angle;
    angle += total > 0 ? (slice.value / total) * 2 * Math.PI : 0;
    return { slice, from, to: angle, share: percent(slice.value, total) };
  });
  const marks = arcs.map(({ slice, from, to, share }) => {
    const edge = shown.length > 1 ? { stroke: theme.background, 'stroke-width': 1.5, 'stroke-linejoin': 'round' } : {};
    const ring = node('path', { d: ringPath(center, hole, outer, from, to), fill: slice.color, ...edge });
    return seriesGroup(slice.name, ring, ...shareLabel(share, center, (hole + outer) / 2, from, to, theme));
  });
  const at = (index: number): HoverAt | undefined => {
    const arc = arcs[index];
    if (arc === undefined) return undefined;
    const { slice, from, to, share } = arc;
    const [middle, radius] = [(from + to) / 2, (hole + outer) / 2];
    const place = { x: center[0] + radius * Math.sin(middle), y: center[1] - radius * Math.cos(middle) };
    const value = { ...slice, text: `${exactNumber(slice.value)} (${share})`, at: place };
    return { x: index, index, pixel: place.x, title: slice.name, values: [value] };
  };
  return {
    chart,
    width: options.width,
    height: options.height,
    nodes: [...nodes, ...marks, ...totalLabels(chart, total, center, hole, theme)],
    plot: inner,
    legend,
    notes: [],
    hover: {
      ...noHover,
      count: arcs.length,
      at,
      nearest: (x, y) => {
        const [right, down] = [x - center[0], y - center[1]];
        const away = Math.hypot(right, down);
        if (away > outer || away < hole * 0.8) return undefined;
        const pointed = (Math.atan2(right, -down) + 2 * Math.PI) % (2 * Math.PI);
        return at(arcs.findIndex(({ from, to }) => pointed >= from && pointed < to));
      },
    },
  };
}

/** The largest by themselves, the rest together. */
function slicesOf({ series, categories }: Chart, { theme, words = chartWords }: LayoutOptions): readonly Slice[] {
  const sums = new Map<number, number>();
  for (const { points } of series) for (const { x, y } of points) if (y > 0) sums.set(x, (sums.get(x) ?? 0) + y);
  const all = [...sums].sort((a, b) => b[1] - a[1]);
  const most = all.length > MOST_SLICES + 1 ? MOST_SLICES : all.length;
  const largest = all.slice(0, most).map(([x, value]) => ({ name: categories[x] ?? '', value }));
  const look = looks(
    largest.map(({ name }) => name),
    theme,
  );
  const slices = largest.map((slice) => ({ ...slice, color: look(slice.name).color }));
  const rest = all.slice(most);
  if (rest.length === 0) return slices;
  const value = rest.reduce((sum, [, one]) => sum + one, 0);
  return [...slices, { name: fill(words.others, rest.length), value, color: theme.muted }];
}

function percent(value: number, total: number): string {
  const share = total > 0 ? (value / total) * 100 : 0;
  return share > 0 && share < 0.1 ? '< 0.1 %' : `${exactNumber(Math.round(share * 10) / 10)} %`;
}

/** Beside the ring's middle line, where the slice has room for it. */
function shareLabel(
  text: string,
  center: readonly [number, number],
  radius: number,
  from: number,
  to: number,
  theme: ChartTheme,
): SceneNode[] {
  const size = theme.fontSize;
  if ((to - from) * radius < textWidth(text, size) + 6 || radius < 30) return [];
  const middle = (from + to) / 2;
  const place = [center[0] + radius * Math.sin(middle), center[1] - radius * Math.cos(middle) + size * 0.35] as const;
  return [label(text, ...place, { size, fill: theme.background, anchor: 'middle', weight: 600 })];
}

function totalLabels(
  chart: Chart,
  total: number,
  [x, y]: readonly [number, number],
  hole: number,
  theme: ChartTheme,
): SceneNode[] {
  const size = Math.min(28, hole * 0.42);
  const text = compactNumber(total);
  if (hole < 24 || textWidth(text, size) > hole * 1.8) return [];
  const under = textWidth(chart.yTitle, theme.fontSize) < hole * 1.6 ? chart.yTitle : '';
  return [
    label(text, x, y + (under === '' ? size * 0.35 : size * 0.1), {
      size,
      fill: theme.foreground,
      anchor: 'middle',
      weight: 600,
    }),
    ...(under === ''
      ? []
      : [label(under, x, y + size * 0.1 + theme.fontSize + 5, { size: theme.fontSize, fill: theme.muted, anchor: 'middle' })]),
  ];
}
