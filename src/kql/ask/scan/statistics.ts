/** The middle of them; NaN for none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** The median absolute deviation, scaled so that it is the standard deviation of a normal distribution (1.4826). */
export function spreadOf(values: readonly number[]): number {
  const median = medianOf(values);
  return 1.4826 * medianOf(values.map((value) => Math.abs(value - median)));
}

/** True when a count that is `usual` on average is `seen` or more by chance in fewer than one of ten thousand times (Poisson). */
export function isRare(seen: number, usual: number): boolean {
  const mean = Math.max(usual, 0.1);
  // Beyond this the normal distribution is as good, with a correction for whole numbers.
  if (mean > 200) return (seen - 0.5 - mean) / Math.sqrt(mean) > 3.72;
  let term = Math.exp(-mean);
  let below = 0;
  for (let count = 0; count < seen; count++) {
    below += term;
    term *= mean / (count + 1);
  }
  return 1 - below < 1e-4;
}
