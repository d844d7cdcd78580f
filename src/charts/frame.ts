import type { Chart } from './chartModel';
import type { ChartTheme, LayoutOptions, LegendItem } from './layoutTypes';
import { label, node, px, type Rect, type SceneNode } from './scene';
import { cutText, textWidth } from './textWidth';
import { chartWords, fill, type ChartWords } from './words';

/** What is around a chart in a picture that stands alone, and the room that is left. */
export interface Frame {
  readonly inner: Rect;
  readonly nodes: readonly SceneNode[];
}

const LEGEND_ROWS = 4;
const SWATCH = 14;
const GAP = 16;

/** In the editor title, legend and notes are elements around the picture, so the frame is empty. */
export function frameOf(chart: Chart, options: LayoutOptions, legend: readonly LegendItem[], notes: readonly string[]): Frame {
  const { width, height, theme } = options;
  if (options.standalone !== true) return { inner: { x: 0, y: 0, width, height }, nodes: [] };
  const nodes: SceneNode[] = [];
  let top = 8;
  if (chart.title !== undefined) {
    const size = theme.fontSize + 3;
    nodes.push(
      label(cutText(chart.title, width - 24, size), 12, 10 + size, { size, fill: theme.foreground, weight: 600 }, chart.title),
    );
    top = size + 18;
  }
  let bottom = height - 8;
  for (const note of [...notes].reverse()) {
    nodes.push(
      label(cutText(note, width - 24, theme.fontSize), 12, bottom - 2, { size: theme.fontSize, fill: theme.muted }, note),
    );
    bottom -= theme.fontSize + 6;
  }
  const rows = legendRows(
    legend.filter(({ hidden }) => !hidden),
    width - 24,
    options,
  );
  bottom -= rows.length * (theme.fontSize + 8);
  rows.forEach((row, index) => nodes.push(...legendRow(row, bottom + (index + 1) * (theme.fontSize + 8) - 4, theme)));
  return { inner: { x: 0, y: top, width, height: Math.max(1, bottom - top - (rows.length > 0 ? 4 : 0)) }, nodes };
}

/** Says how many series there are where not all are drawn. */
export function seriesNotes({ series, seriesInData }: Chart, words: ChartWords): readonly string[] {
  return series.length < seriesInData ? [fill(words.seriesShown, series.length, seriesInData)] : [];
}

interface Entry {
  readonly x: number;
  readonly text: string;
  readonly item?: LegendItem;
}

function legendRows(items: readonly LegendItem[], room: number, { theme, words = chartWords }: LayoutOptions): Entry[][] {
  const rows: Entry[][] = [];
  let right = Infinity;
  for (const [index, item] of items.entries()) {
    const text = cutText(item.name, Math.min(220, room - SWATCH), theme.fontSize);
    const width = SWATCH + 5 + textWidth(text, theme.fontSize) + GAP;
    const isLastRow = rows.length === LEGEND_ROWS;
    // On the last row there must be room for the count of the rest.
    if (right + width > room - (isLastRow && index < items.length - 1 ? 80 : 0)) {
      if (isLastRow) {
        rows.at(-1)?.push({ x: right, text: fill(words.more, items.length - index) });
        return rows;
      }
      rows.push([]);
      right = 0;
    }
    rows.at(-1)?.push({ x: right, text, item });
    right += width;
  }
  return rows;
}

function legendRow(row: readonly Entry[], y: number, theme: ChartTheme): SceneNode[] {
  const size = theme.fontSize;
  return row.flatMap(({ x, text, item }) =>
    item === undefined
      ? [label(text, 12 + x, y, { size, fill: theme.muted })]
      : [swatch(item, 12 + x, y - size * 0.35), label(text, 12 + x + SWATCH + 5, y, { size, fill: theme.foreground }, item.name)],
  );
}

function swatch({ color, dash }: LegendItem, x: number, y: number): SceneNode {
  const line = { x1: px(x), x2: px(x + SWATCH), y1: px(y), y2: px(y), stroke: color };
  return dash === undefined
    ? node('rect', { x: px(x + 2), y: px(y - 5), width: 10, height: 10, rx: 2, fill: color })
    : node('line', { ...line, 'stroke-width': 2.5, 'stroke-dasharray': dash });
}
