import { KqlError } from '../../errors.js';
import type { Dynamic } from '../../dynamic.js';
import { overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { percentileOf, plainNumber, readSeries } from './support.js';

const upperQuartile = 0.6744897501960817;
/** Scales the 10/90 range as the engine does; the engine's own constant. */
const customFactor = 2.772605605507883;

/** The quantile of the normal distribution (Acklam's approximation, one Newton step). */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let i = 0; i < 3; i++) z -= (upperTail(z) - Math.min(p, 1 - p)) / -(Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
  return p < 0.5 ? -z : z;
}

/** 1 - the distribution function, by its continued fraction above 2 and its series below. */
function upperTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 2) {
    let fraction = z;
    for (let k = 60; k > 0; k--) fraction = z + k / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let k = 1; k < 60; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 - density * sum;
}

function factorOf(low: number, high: number): number {
  if (low === 25 && high === 75) return 1;
  if (low === 10 && high === 90) return customFactor;
  const zHigh = normalQuantile(high / 100);
  const zLow = normalQuantile(low / 100);
  const factor = (1.5 * (zHigh - zLow)) / (4 * upperQuartile - zHigh);
  return factor > 0 ? factor : customFactor;
}

export interface OutlierOptions {
  readonly kind: 'tukey' | 'ctukey';
  readonly low?: number;
  readonly high?: number;
  /** Points at the end that are scored, but not learnt from. */
  readonly testPoints?: number;
  readonly ignored?: (value: number) => boolean;
}

/**
 * Distance of each value outside the range between two percentiles, in units of that range: 0 inside, negative below. Values that are
 * not finite, or ignored, score 0.
 */
export function outlierScores(values: Float64Array, options: OutlierOptions): Float64Array {
  const [low, high] = options.kind === 'tukey' ? [25, 75] : [options.low ?? 10, options.high ?? 90];
  const isIgnored = (value: number): boolean => !Number.isFinite(value) || options.ignored?.(value) === true;
  const learnt = values.subarray(0, Math.max(0, values.length - (options.testPoints ?? 0)));
  const sorted = learnt.filter((value) => !isIgnored(value)).sort();
  if (sorted.length === 0) return new Float64Array(values.length);
  const bottom = percentileOf(sorted, low);
  const top = percentileOf(sorted, high);
  const unit = factorOf(low, high) / (top - bottom);
  return values.map((value) => {
    if (isIgnored(value)) return 0;
    if (value > top) return (value - top) * unit;
    return value < bottom ? (value - bottom) * unit : 0;
  });
}

/** The kind that a text names; refuses others. */
export function outlierKind(name: string | null | undefined): 'tukey' | 'ctukey' {
  const kind = (name ?? 'ctukey').toLowerCase();
  if (kind === 'tukey' || kind === 'ctukey') return kind;
  throw new KqlError('runtime', `'${name}' is no kind of outlier detection: use 'ctukey' or 'tukey'.`);
}

export const outlierFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_outliers',
    deviation: 'Scores with percentiles other than 10 and 90 (ctukey) or 25 and 75 (tukey) are scaled by a formula of our own.',
    overloads: [
      overloadSeeingNulls(
        ['dynamic', 'string?', 'number?', 'number?', 'number?', 'long?'],
        'dynamic',
        (value, kind, ignore, low, high, testPoints): Dynamic => {
          const series = readSeries(value);
          if (series === null) return null;
          const ignored = plainNumber(ignore);
          return outlierScores(series.values, {
            kind: outlierKind(kind === '' ? null : kind),
            low: plainNumber(low) ?? 10,
            high: plainNumber(high) ?? 90,
            testPoints: Number(testPoints ?? 0n),
            ignored: (number) => number === ignored,
          });
        },
      ),
    ],
  },
];
