import type { ChartTheme } from './layoutTypes';
import { numberScale, type NumberScale, type ScaleInput } from './scales';
import { label, node, px, type Rect, type SceneNode } from './scene';
import { cutText, textWidth } from './textWidth';
import { timeTicks } from './timeTicks';
import { compactNumber, tickFormat } from './numberText';
import type { Zone } from './zone';

/** A tick of an axis of numbers. */
interface NumberTick {
  readonly at: number;
  readonly text: string;
}

/** Ticks of an axis of numbers that leave each other `room` pixels. */
export function numberTicks(scale: NumberScale, length: number, room: number, unit = ''): readonly NumberTick[] {
  let count = Math.max(1, Math.floor(length / room));
  let ticks = scale.ticks(count);
  while (ticks.length > 2 && count > 1 && ticks.length * room > length * 1.25) ticks = scale.ticks(--count);
  const inside = ticks.filter((tick) => Number.isFinite(scale(tick)));
  const format = scale.kind === 'log' ? compactNumber : tickFormat(inside);
  return inside.map((at) => ({ at, text: `${format(at)}${unit}` }));
}

/** To how many ticks a domain is rounded, so that it ends at ticks which leave each other `room` pixels; for `ScaleInput.nice`. */
export function niceCount(input: Omit<ScaleInput, 'nice'>, room: number): number {
  const length = Math.abs(input.range[1] - input.range[0]);
  let count = Math.max(1, Math.floor(length / room));
  while (count > 1 && numberScale({ ...input, nice: count }).ticks(count).length * room > length * 1.25) count--;
  return count;
}

/** Width that the labels of a vertical axis take, with their distance from it. */
export function labelsWidth(ticks: readonly { readonly text: string }[], { fontSize }: ChartTheme): number {
  return Math.ceil(ticks.reduce((width, { text }) => Math.max(width, textWidth(text, fontSize)), 0)) + 8;
}

/** Grid lines and labels of the axis at the left. */
export function verticalAxis(plot: Rect, scale: NumberScale, ticks: readonly NumberTick[], theme: ChartTheme): SceneNode[] {
  return ticks.flatMap(({ at, text }) => {
    const y = Math.round(scale(at)) + 0.5;
    return [
      node('line', { x1: px(plot.x), x2: px(plot.x + plot.width), y1: y, y2: y, stroke: theme.grid }),
      label(text, plot.x - 6, y + theme.fontSize * 0.35, { size: theme.fontSize, fill: theme.muted, anchor: 'end' }),
    ];
  });
}

/** The line that marks stand on: zero where it is in sight, else the bottom. */
export function baseLine(plot: Rect, scale: NumberScale, theme: ChartTheme): SceneNode {
  const zero = scale.kind === 'linear' ? scale(0) : NaN;
  const isInside = zero >= plot.y && zero <= plot.y + plot.height;
  const y = Math.round(isInside ? zero : plot.y + plot.height) + 0.5;
  return node('line', { x1: px(plot.x), x2: px(plot.x + plot.width), y1: y, y2: y, stroke: theme.axis });
}

interface AxisTick {
  readonly pixel: number;
  readonly text: string;
  readonly below?: string;
}

/** Ticks under the plot; a label that would touch the one before it is left out. */
function ticksBelow(plot: Rect, ticks: readonly AxisTick[], width: number, theme: ChartTheme): SceneNode[] {
  const { fontSize: size } = theme;
  const bottom = plot.y + plot.height;
  const made: SceneNode[] = [];
  let [freeFrom, freeBelow] = [-Infinity, -Infinity];
  for (const [index, { pixel, text, below }] of ticks.entries()) {
    const x = Math.round(pixel) + 0.5;
    made.push(node('line', { x1: x, x2: x, y1: bottom, y2: bottom + 4, stroke: theme.axis }));
    const place = (what: string, y: number, fill: string, free: number): number => {
      const half = textWidth(what, size) / 2;
      const middle = Math.max(half, Math.min(width - half, x));
      if (middle - half < free) return free;
      made.push(label(what, middle, y, { size, fill, anchor: 'middle' }));
      return middle + half + 8;
    };
    freeFrom = place(text, bottom + size + 6, theme.muted, freeFrom);
    if (below === undefined) continue;
    // Where a day begins is worth more than which day it was before.
    const next = ticks.slice(index + 1).find((tick) => tick.below !== undefined);
    const isCrowded = index === 0 && next !== undefined && next.pixel - pixel < textWidth(below, size) + 8;
    if (!isCrowded) freeBelow = place(below, bottom + size * 2 + 9, theme.foreground, freeBelow);
  }
  return made;
}

export function timeAxis(plot: Rect, scale: NumberScale, width: number, zone: Zone, theme: ChartTheme): SceneNode[] {
  const [from, to] = scale.domain;
  const most = Math.max(1, Math.floor(plot.width / (theme.fontSize * 6.2)));
  const ticks = timeTicks(from, to, most, zone).map(({ at, ...tick }) => ({ ...tick, pixel: scale(at) }));
  return ticksBelow(plot, ticks, width, theme);
}

export function numberAxisBelow(plot: Rect, scale: NumberScale, width: number, theme: ChartTheme, unit = ''): SceneNode[] {
  const ticks = numberTicks(scale, plot.width, theme.fontSize * 6, unit);
  return ticksBelow(
    plot,
    ticks.map(({ at, text }) => ({ pixel: scale(at), text })),
    width,
    theme,
  );
}

/** How names are written under their columns. */
export interface CategoryLabels {
  readonly rotated: boolean;
  /** Every n-th is written. */
  readonly every: number;
  /** Pixels for a name. */
  readonly room: number;
  readonly height: number;
}

/** Straight where most names fit, else slanted, else only some of them. */
export function categoryLabels(
  names: readonly string[],
  plotWidth: number,
  most: number,
  { fontSize }: ChartTheme,
): CategoryLabels {
  const band = plotWidth / Math.max(1, names.length);
  const widest = names.reduce((width, name) => Math.max(width, textWidth(name, fontSize)), 0);
  if (widest + 8 <= band || band > fontSize * 9) return { rotated: false, every: 1, room: band - 8, height: fontSize + 12 };
  const room = Math.min(widest + 2, fontSize * 12, most);
  const every = Math.max(1, Math.ceil((fontSize * 1.5) / band));
  return { rotated: true, every, room, height: Math.ceil(room * Math.sin(SLANT) + fontSize + 8) };
}

/** 40 degrees. */
const SLANT = (40 * Math.PI) / 180;

export function categoryAxisBelow(
  plot: Rect,
  names: readonly string[],
  { rotated, every, room }: CategoryLabels,
  theme: ChartTheme,
): SceneNode[] {
  const { fontSize: size, muted: fill } = theme;
  const bottom = plot.y + plot.height;
  const band = plot.width / Math.max(1, names.length);
  return names.flatMap((name, index) => {
    if (index % every !== 0) return [];
    const middle = plot.x + band * (index + 0.5);
    // A slanted name runs to the left: it must end inside the picture.
    const space = rotated ? Math.min(room, (middle - 2) / Math.cos(SLANT)) : room;
    const text = cutText(name, space, size);
    if (text === '…') return [];
    return [
      rotated
        ? label(text, middle + size * 0.3, bottom + size + 4, { size, fill, anchor: 'end', rotate: -40 }, name)
        : label(text, middle, bottom + size + 6, { size, fill, anchor: 'middle' }, name),
    ];
  });
}
