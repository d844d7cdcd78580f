import type { Hover, HoverAt, HoverValue } from './layoutTypes';

export interface HoverInput {
  readonly axis: 'x' | 'y';
  /** Every x that can be under the pointer, in the order of their pixels. */
  readonly xs: readonly number[];
  readonly pixel: (x: number) => number;
  readonly title: (x: number) => string;
  /** In any order. `index` is the place of x in `xs`. */
  readonly values: (x: number, index: number) => readonly HoverValue[];
  readonly invert?: (pixel: number) => number;
  readonly position?: (x: number) => number;
}

/** Hovering along an axis: the nearest x counts, wherever the pointer is across it. */
export function axisHover({ axis, xs, pixel, title, values, invert, position }: HoverInput): Hover {
  const at = (index: number): HoverAt | undefined => {
    const x = xs[index];
    if (x === undefined) return undefined;
    const found = [...values(x, index)].sort((a, b) => b.value - a.value);
    return { x, index, pixel: pixel(x), title: title(x), values: found };
  };
  return {
    axis,
    count: xs.length,
    at,
    nearest: (x, y) => at(nearestIndex(xs.length, (index) => pixel(xs[index] ?? NaN), axis === 'x' ? x : y)),
    ...(invert && { invert }),
    ...(position && { position }),
  };
}

/** Index of the pixel that is nearest; pixels ascend. -1 when there are none. */
export function nearestIndex(count: number, pixel: (index: number) => number, wanted: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pixel(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low > 0 && wanted - pixel(low - 1) < pixel(low) - wanted ? low - 1 : Math.min(low, count - 1);
}

/** Nothing to find. */
export const noHover: Hover = { axis: 'none', count: 0, at: () => undefined, nearest: () => undefined };
