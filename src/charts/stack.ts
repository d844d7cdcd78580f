import type { Series } from './chartModel';

/** The values of one series at every x of a stack. */
export interface Layer {
  /** As in the data; points with the same x are added up; NaN where there is none. */
  readonly own: Float64Array;
  /** From where to where it is drawn. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface Stack {
  /** Every x that a series has, ascending. */
  readonly xs: readonly number[];
  readonly layers: readonly Layer[];
}

/**
 * Series side by side at every x. Without stacking each stands on zero; `stacked` puts them on each other, what is below zero apart
 * from what is above; `stacked100` makes them parts of 100. A missing value counts as 0.
 */
export function stackSeries(series: readonly Series[], stacking: 'none' | 'stacked' | 'stacked100'): Stack {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const places = new Map(xs.map((x, index) => [x, index]));
  const above = new Float64Array(xs.length);
  const below = new Float64Array(xs.length);
  const owns = series.map(({ points }) => ownValues(points, places, xs.length));
  const totals = stacking === 'stacked100' ? totalsOf(owns, xs.length) : undefined;
  const layers = owns.map((own): Layer => {
    const low = new Float64Array(xs.length);
    const high = new Float64Array(xs.length);
    for (let at = 0; at < xs.length; at++) {
      const value = share(own[at] ?? NaN, totals?.[at]);
      if (stacking === 'none') {
        high[at] = value;
        continue;
      }
      const base = value < 0 ? below : above;
      low[at] = base[at] ?? 0;
      high[at] = (low[at] ?? 0) + (Number.isNaN(value) ? 0 : value);
      base[at] = high[at] ?? 0;
    }
    return { own, low, high };
  });
  return { xs, layers };
}

function ownValues(points: Series['points'], places: ReadonlyMap<number, number>, length: number): Float64Array {
  const own = new Float64Array(length).fill(NaN);
  for (const { x, y } of points) {
    const at = places.get(x);
    if (at === undefined || Number.isNaN(y)) continue;
    const before = own[at] ?? NaN;
    own[at] = Number.isNaN(before) ? y : before + y;
  }
  return own;
}

function totalsOf(owns: readonly Float64Array[], length: number): Float64Array {
  const totals = new Float64Array(length);
  for (const own of owns) {
    own.forEach((value, at) => {
      if (!Number.isNaN(value)) totals[at] = (totals[at] ?? 0) + Math.abs(value);
    });
  }
  return totals;
}

function share(value: number, total: number | undefined): number {
  if (total === undefined) return value;
  return total === 0 ? 0 : (value / total) * 100;
}
