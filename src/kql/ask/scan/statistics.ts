import { betaCdf } from '../../engine/functions/math/special.js';

/** The middle of them; NaN for none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

export const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The sample variance, of n - 1; 0 for fewer than two. */
export function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** How likely Student's t is `t` or more. Source: Abramowitz and Stegun 26.7.1, by the incomplete beta function. */
export function studentTail(t: number, degrees: number): number {
  if (t <= 0) return 1;
  return betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
}

/**
 * How likely a count of `seen` or more is where `before` were counted on earlier days: the predictive distribution of a Poisson count
 * (negative binomial, with Jeffreys' prior), thinned by how much more the days vary than a Poisson count does. 1 without earlier days.
 */
export function countTail(seen: number, before: readonly number[], spread: number): number {
  if (before.length === 0 || seen <= 0) return 1;
  const total = before.reduce((sum, count) => sum + count, 0);
  return betaCdf(1 / (before.length + 1), seen / spread, total / spread + 0.5);
}

/** Variance over mean of counts, at least that of a Poisson count; 1 where nothing was counted. */
export function dispersionOf(counts: readonly number[]): number {
  const mean = meanOf(counts);
  return mean > 0 ? Math.max(1, varianceOf(counts) / mean) : 1;
}

/**
 * How likely a value is that far from the mean of earlier days or farther, in standard deviations of a new day (Student's t). `known` is the
 * variance that need not be estimated; where the days vary more, the degrees of freedom are those of the rest (Welch and Satterthwaite).
 */
export function dayTail(distance: number, before: readonly number[], known: number): { strength: number; chance: number } {
  const variance = Math.max(varianceOf(before), known);
  const strength = distance / Math.sqrt(variance * (1 + 1 / before.length));
  const unknown = variance - known;
  const days = Math.max(1, before.length - 1);
  const degrees = unknown === 0 ? 200 : Math.min(200, days * (variance / unknown) ** 2);
  return { strength, chance: studentTail(strength, degrees) };
}

/**
 * How likely the largest of many values is `strength` standard deviations or more above what such largest values are on average: the
 * distribution of extremes (Gumbel), which falls slower than that of single values.
 */
export function extremeTail(strength: number): number {
  return -Math.expm1(-Math.exp(-(EULER + (strength * Math.PI) / Math.sqrt(6))));
}

const EULER = 0.5772156649015329;
