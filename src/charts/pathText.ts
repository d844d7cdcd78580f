import { px } from './scene';

/** Pixels; not finite where there is a gap. */
export type Place = readonly [x: number, y: number];

const isPlace = ([x, y]: Place): boolean => Number.isFinite(x) && Number.isFinite(y);

/** A line through places that breaks at gaps. A place between two gaps becomes a dot where the line has round ends. */
export function linePath(places: readonly Place[]): string {
  let path = '';
  let isDrawing = false;
  for (const [index, place] of places.entries()) {
    if (!isPlace(place)) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? 'L' : 'M'}${px(place[0])} ${px(place[1])}`;
    const next = places[index + 1];
    if (!isDrawing && (next === undefined || !isPlace(next))) path += 'h0';
    isDrawing = true;
  }
  return path;
}

/** The area between an upper and a lower line over the same x, in parts where either has gaps. */
export function areaPath(upper: readonly Place[], lower: readonly Place[]): string {
  let path = '';
  let from = 0;
  for (let at = 0; at <= upper.length; at++) {
    const [high, low] = [upper[at], lower[at]];
    if (high !== undefined && low !== undefined && isPlace(high) && isPlace(low)) continue;
    if (at > from) path += closed([...upper.slice(from, at), ...lower.slice(from, at).reverse()]);
    from = at + 1;
  }
  return path;
}

function closed(places: readonly Place[]): string {
  return `M${places.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}Z`;
}

/** A rectangle between two corners; empty when it has no area. */
export function boxPath(x1: number, y1: number, x2: number, y2: number): string {
  const [left, right, top, bottom] = [Math.min(x1, x2), Math.max(x1, x2), Math.min(y1, y2), Math.max(y1, y2)].map(px);
  if (![left, right, top, bottom].every(Number.isFinite) || left === right || top === bottom) return '';
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

/** Dots, for a stroke with round ends: one element however many there are. Those on the same pixel are one. */
export function dotsPath(places: readonly Place[]): string {
  const seen = new Set<string>();
  for (const place of places) if (isPlace(place)) seen.add(`M${Math.round(place[0] * 2) / 2} ${Math.round(place[1] * 2) / 2}h0`);
  return [...seen].join('');
}

/** A sector of a ring; angles in radians, clockwise from the top. */
export function ringPath(center: Place, inner: number, outer: number, from: number, to: number): string {
  const at = (radius: number, angle: number): string =>
    `${px(center[0] + radius * Math.sin(angle))} ${px(center[1] - radius * Math.cos(angle))}`;
  // An arc of the whole circle ends where it starts and would not be drawn: it is made of halves.
  const half = (from + to) / 2;
  const arc = (radius: number, angle: number, sweep: 0 | 1): string =>
    `A${px(radius)} ${px(radius)} 0 0 ${sweep} ${at(radius, angle)}`;
  return `M${at(outer, from)}${arc(outer, half, 1)}${arc(outer, to, 1)}L${at(inner, to)}${arc(inner, half, 0)}${arc(inner, from, 0)}Z`;
}
