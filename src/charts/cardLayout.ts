import type { Chart } from './chartModel';
import { frameOf } from './frame';
import { noHover } from './hover';
import type { ChartScene, LayoutOptions } from './layoutTypes';
import { label, type SceneNode } from './scene';
import { cutText, textWidth } from './textWidth';
import { chartWords, fill } from './words';

const MOST_CARDS = 24;

/** Values in large letters over their names, in rows of equal cells. */
export function cardLayout(chart: Chart, options: LayoutOptions): ChartScene {
  const { theme, words = chartWords } = options;
  const all = chart.cards ?? [];
  const cards = all.slice(0, MOST_CARDS);
  const notes = all.length > cards.length ? [fill(words.more, all.length - cards.length)] : [];
  const { inner, nodes } = frameOf(chart, options, [], notes);
  const columns = Math.max(1, Math.min(cards.length, Math.floor(inner.width / 180) || 1));
  const rows = Math.max(1, Math.ceil(cards.length / columns));
  const [width, height] = [inner.width / columns, inner.height / rows];
  const room = Math.max(1, width - 24);
  // As large as the room lets the longest of them be; a bold letter is wider.
  const widest = cards.reduce((most, { value }) => Math.max(most, textWidth(value, 1.08)), 1);
  const size = Math.round(Math.max(12, Math.min(40, height * 0.42, room / widest)));
  const made = cards.flatMap(({ value, label: name }, index): SceneNode[] => {
    const x = inner.x + width * ((index % columns) + 0.5);
    const baseline = inner.y + height * (Math.floor(index / columns) + 0.5) + size * 0.2;
    const small = theme.fontSize + 1;
    const large = { size, fill: theme.foreground, anchor: 'middle', weight: 600 } as const;
    return [
      label(cutText(value, room, size), x, baseline, large, value),
      label(cutText(name, room, small), x, baseline + small + 9, { size: small, fill: theme.muted, anchor: 'middle' }, name),
    ];
  });
  return {
    chart,
    width: options.width,
    height: options.height,
    nodes: [...nodes, ...made],
    plot: inner,
    legend: [],
    notes,
    hover: noHover,
  };
}
