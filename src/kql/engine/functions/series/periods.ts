import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import type { Value } from '../../types.js';
import type { ScalarFunction } from '../definition.js';
import { tupleOverload } from '../tuple.js';
import { transform } from './fourier.js';
import { mean, plainNumber, readSeries } from './support.js';

export interface Period {
  readonly period: number;
  readonly score: number;
}

/** The autocorrelation of a series at every lag, from its power spectrum. */
function autocorrelation(values: Float64Array): Float64Array {
  const n = values.length;
  let size = 1;
  while (size < 2 * n) size *= 2;
  const center = mean(values);
  const real = new Float64Array(size);
  for (let i = 0; i < n; i++) real[i] = values[i]! - center;
  const spectrum = transform({ real, imag: new Float64Array(size) }, -1);
  const power = spectrum.real.map((re, i) => re * re + spectrum.imag[i]! ** 2);
  const back = transform({ real: power, imag: new Float64Array(size) }, 1).real;
  const whole = back[0]!;
  // Lags with fewer pairs of points are raised by half of what they lose, so that noise at long lags does not win.
  return Float64Array.from({ length: n }, (_, lag) =>
    whole > 1e-9 * size ? (back[lag]! / whole) * Math.sqrt(n / (n - lag)) : 0,
  );
}

/** Shorter seasons are not told from noise. */
const leastPeriod = 4;

const significance = (n: number, lag: number): number => 1.96 / Math.sqrt(n - lag);

/** Missing points count as the mean of the others. */
function filled(value: Dynamic): Float64Array | null {
  const series = readSeries(value);
  if (series === null) return null;
  const present = series.values.filter((number) => Number.isFinite(number));
  const center = present.length === 0 ? 0 : mean(present);
  return present.length === series.values.length ? series.values : series.values.map((v) => (Number.isFinite(v) ? v : center));
}

/**
 * Periods of a series: the local maxima of its autocorrelation that are significant, best first. A multiple of a better period that
 * scores no more is left out.
 */
export function detectPeriods(values: Float64Array, least: number, most: number, count: number): readonly Period[] {
  const n = values.length;
  const correlation = autocorrelation(values);
  const from = Math.max(leastPeriod, Math.ceil(least));
  const to = Math.min(Math.floor(n / 2), Math.floor(most));
  const peaks: Period[] = [];
  for (let lag = from; lag <= to; lag++) {
    const score = correlation[lag]!;
    const isPeak = score >= correlation[lag - 1]! && score > (correlation[lag + 1] ?? -1);
    if (isPeak && score > significance(n, lag)) peaks.push({ period: lag, score: Math.min(1, score) });
  }
  peaks.sort((a, b) => b.score - a.score || a.period - b.period);
  const kept: Period[] = [];
  for (const peak of peaks) {
    if (kept.length === count) break;
    if (!kept.some(({ period }) => isMultiple(peak.period, period))) kept.push(peak);
  }
  return kept;
}

/** The lag of a peak is off by up to one point per repetition. */
function isMultiple(lag: number, period: number): boolean {
  const times = Math.round(lag / period);
  return times >= 2 && Math.abs(lag - times * period) <= Math.max(1, times / 2);
}

/** The score of a period that is given: 0 unless the autocorrelation peaks near it. */
function periodScore(correlation: Float64Array, period: number): number {
  const n = correlation.length;
  const lag = Math.round(period);
  if (lag < 2 || lag > n / 2) return 0;
  const score = correlation[lag]!;
  const isPeak = score >= correlation[lag - 1]! && score >= (correlation[lag + 1] ?? -1);
  return isPeak && score > significance(n, lag) ? Math.min(1, score) : 0;
}

const outputs = [
  { name: 'periods', type: 'dynamic' },
  { name: 'scores', type: 'dynamic' },
] as const;

type NumberArgument = number | bigint | Decimal | null;

const deviation =
  'The formula of the score is not published: scores here come from the autocorrelation and may differ, and so may weak periods.';

export const periodFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_periods_detect',
    deviation,
    overloads: [
      tupleOverload(
        ['dynamic', 'number', 'number', 'long'],
        outputs,
        (series: Dynamic, least: NumberArgument, most: NumberArgument, count: bigint | null): readonly Value[] | null => {
          const values = filled(series);
          const [low, high] = [plainNumber(least), plainNumber(most)];
          if (values === null || low === undefined || high === undefined || count === null || count < 0n) return null;
          const found = detectPeriods(values, low, high, Number(count));
          const padded = (pick: (period: Period) => number): Float64Array =>
            Float64Array.from({ length: Number(count) }, (_, i) => (found[i] === undefined ? 0 : pick(found[i])));
          return [padded((one) => one.period), padded((one) => one.score)];
        },
      ),
    ],
  },
  {
    name: 'series_periods_validate',
    deviation,
    overloads: [
      tupleOverload(
        ['dynamic', 'number', 'number*'],
        outputs,
        (series: Dynamic, ...periods: NumberArgument[]): readonly Value[] | null => {
          const values = filled(series);
          if (values === null) return null;
          const correlation = autocorrelation(values);
          const asked = Float64Array.from(periods, (period) => plainNumber(period) ?? NaN);
          return [asked, asked.map((period) => periodScore(correlation, period))];
        },
      ),
    ],
  },
];
