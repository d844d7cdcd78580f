/** What a chart says by itself. `{0}`, `{1}` stand for the arguments. */
export interface ChartWords {
  /** "80 of 3,412 categories". */
  readonly categoriesShown: string;
  /** "12 of 340 series". */
  readonly seriesShown: string;
  /** "28 more". */
  readonly more: string;
  /** Slices of a pie that are too small to stand alone: "31 others". */
  readonly others: string;
  readonly anomaly: string;
}

export const chartWords: ChartWords = {
  categoriesShown: 'first {0} of {1} categories',
  seriesShown: '{0} of {1} series',
  more: '{0} more',
  others: '{0} others',
  anomaly: 'anomaly',
};

export function fill(pattern: string, ...values: readonly (string | number)[]): string {
  return pattern.replace(/\{(\d)\}/g, (whole, at: string) => {
    const value = values[Number(at)];
    return value === undefined ? whole : typeof value === 'number' ? value.toLocaleString('en-US') : value;
  });
}
