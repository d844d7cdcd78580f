import type { Point } from './chartModel';

/**
 * The points that are seen where there are more than `most`: of every bucket the first, the least, the greatest and the last value,
 * and one gap where it has any. Order, both ends and the extremes stay; at most `most` points are left (four at least), besides gaps.
 * Needs x in ascending order.
 */
export function downsample(points: readonly Point[], most: number): readonly Point[] {
  return points.length <= most ? points : thinned(points, most).map((index) => points[index] ?? { x: NaN, y: NaN });
}

/** Indices of what `downsample` keeps. */
export function thinned(points: readonly Point[], most: number): number[] {
  const buckets = Math.max(1, Math.floor(most / 4));
  if (points.length <= buckets * 4) return points.map((_, index) => index);
  const first = points[0]?.x ?? 0;
  const range = (points.at(-1)?.x ?? 0) - first;
  // Buckets are equal parts of the axis, so that the picture does not depend on where points are dense.
  const bucketOf = (index: number): number =>
    range > 0
      ? Math.min(buckets - 1, Math.floor((((points[index]?.x ?? 0) - first) / range) * buckets))
      : Math.min(buckets - 1, Math.floor((index / points.length) * buckets));
  const kept: number[] = [];
  let from = 0;
  while (from < points.length) {
    const bucket = bucketOf(from);
    let to = from + 1;
    while (to < points.length && bucketOf(to) === bucket) to++;
    kept.push(...extremes(points, from, to));
    from = to;
  }
  return kept;
}

function extremes(points: readonly Point[], from: number, to: number): number[] {
  let [first, least, greatest, last, gap] = [-1, -1, -1, -1, -1];
  const y = (index: number): number => points[index]?.y ?? NaN;
  for (let index = from; index < to; index++) {
    if (Number.isNaN(y(index))) {
      if (gap < 0) gap = index;
      continue;
    }
    if (first < 0) first = index;
    if (least < 0 || y(index) < y(least)) least = index;
    if (greatest < 0 || y(index) > y(greatest)) greatest = index;
    last = index;
  }
  return [...new Set([first, least, greatest, last, gap])].filter((index) => index >= 0).sort((a, b) => a - b);
}
