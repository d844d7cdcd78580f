import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { KqlError } from '../../errors.js';
import type { Value } from '../../types.js';
import { overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { tupleOverload } from '../tuple.js';
import { fitLine } from './fit.js';
import { outlierKind, outlierScores } from './outliers.js';
import { detectPeriods } from './periods.js';
import { mean, median, percentileOf, plainNumber, readSeries } from './support.js';

type Trend = 'avg' | 'linefit' | 'none';
type NumberArgument = number | bigint | Decimal | null | undefined;

interface Options {
  /** Points per season; -1 looks for it, 0 has none. */
  readonly seasonality: number;
  readonly trend: Trend;
  readonly testPoints: number;
  readonly threshold: number;
}

interface Decomposition {
  readonly baseline: Float64Array;
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  readonly residual: Float64Array;
}

function trendOf(name: string | null | undefined, fallback: Trend): Trend {
  const trend = name === null || name === undefined || name === '' ? fallback : name.toLowerCase();
  if (trend === 'avg' || trend === 'linefit' || trend === 'none') return trend;
  throw new KqlError('runtime', `'${name}' is no trend: use 'avg', 'linefit' or 'none'.`);
}

function seasonLength(learnt: Float64Array, seasonality: number, threshold: number): number {
  if (seasonality >= 0) return seasonality >= 2 && seasonality <= learnt.length ? seasonality : 0;
  const [best] = detectPeriods(detrended(learnt), 4, learnt.length / 2, 1);
  return best !== undefined && best.score >= threshold ? best.period : 0;
}

/** A slope, or a few values far out, would hide a season in the autocorrelation. */
function detrended(values: Float64Array): Float64Array {
  if (values.length < 3) return values;
  const { fit } = fitLine(values);
  const level = values.map((value, i) => value - fit[i]!);
  const sorted = level.toSorted();
  const low = percentileOf(sorted, 25);
  const high = percentileOf(sorted, 75);
  const reach = 1.5 * (high - low);
  return reach === 0 ? level : level.map((value) => Math.max(low - reach, Math.min(high + reach, value)));
}

/** The median of the points at the same place of each season, repeated over `length` points. */
function seasonalPart(learnt: Float64Array, period: number, length: number): Float64Array {
  if (period === 0) return new Float64Array(length);
  const places = Math.round(period);
  const placeOf = (i: number): number => Math.floor(i % period) % places;
  const groups = Array.from({ length: places }, (): number[] => []);
  learnt.forEach((value, i) => {
    if (Number.isFinite(value)) groups[placeOf(i)]!.push(value);
  });
  const medians = groups.map((group) => (group.length === 0 ? 0 : median(Float64Array.from(group))));
  return Float64Array.from({ length }, (_, i) => medians[placeOf(i)]!);
}

/** The trend of what the season leaves, learnt from the first points and drawn through to the end. */
function trendPart(learnt: Float64Array, kind: Trend, length: number): Float64Array {
  if (kind === 'none' || learnt.length === 0) return new Float64Array(length);
  if (kind === 'avg') return new Float64Array(length).fill(mean(learnt));
  const { slope, interception } = fitLine(learnt);
  return Float64Array.from({ length }, (_, i) => interception + slope * (i + 1));
}

/** Missing points take the value before them (the first ones the value after), so that they stand out nowhere. */
function interpolated(values: Float64Array): Float64Array {
  let last = values.find((value) => Number.isFinite(value)) ?? 0;
  return values.map((value) => (last = Number.isFinite(value) ? value : last));
}

function decompose(value: Dynamic, options: Options): Decomposition | null {
  const series = readSeries(value);
  if (series === null) return null;
  const values = interpolated(series.values);
  const { length } = values;
  const learnt = values.subarray(0, Math.max(0, length - options.testPoints));
  const period = seasonLength(learnt, options.seasonality, options.threshold);
  const seasonal = seasonalPart(learnt, period, length);
  const deseasonal = learnt.map((number, i) => number - seasonal[i]!);
  const trend = trendPart(deseasonal, options.trend, length);
  const baseline = seasonal.map((number, i) => number + trend[i]!);
  const residual = series.values.map((number, i) => number - baseline[i]!);
  return { baseline, seasonal, trend, residual };
}

const dynamicOutputs = (...names: string[]): { name: string; type: 'dynamic' }[] =>
  names.map((name) => ({ name, type: 'dynamic' }));
const parts = dynamicOutputs('baseline', 'seasonal', 'trend', 'residual');
const partsOf = (found: Decomposition | null): readonly Value[] | null =>
  found === null ? null : [found.baseline, found.seasonal, found.trend, found.residual];

const deviation =
  'How the engine finds a season by itself is not published: a season that is found, or its length, may differ. Give it to be sure.';
const defaultThreshold = 0.6;

export const decomposeFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_decompose',
    deviation,
    overloads: [
      tupleOverload(
        ['dynamic', 'number?', 'string?', 'long?', 'number?'],
        parts,
        (series: Dynamic, period?: NumberArgument, trend?: string, testPoints?: bigint | null, threshold?: NumberArgument) =>
          partsOf(
            decompose(series, {
              seasonality: plainNumber(period) ?? -1,
              trend: trendOf(trend, 'avg'),
              testPoints: Number(testPoints ?? 0n),
              threshold: plainNumber(threshold) ?? defaultThreshold,
            }),
          ),
      ),
    ],
  },
  {
    name: 'series_decompose_forecast',
    deviation,
    overloads: [
      tupleOverload(
        ['dynamic', 'long', 'number?', 'string?', 'number?'],
        parts,
        (series: Dynamic, points: bigint | null, period?: NumberArgument, trend?: string, threshold?: NumberArgument) =>
          partsOf(
            decompose(series, {
              seasonality: plainNumber(period) ?? -1,
              trend: trendOf(trend, 'linefit'),
              testPoints: Number(points ?? 0n),
              threshold: plainNumber(threshold) ?? defaultThreshold,
            }),
          ),
      ),
    ],
  },
  {
    name: 'series_decompose_anomalies',
    deviation,
    overloads: [
      tupleOverload(
        ['dynamic', 'number?', 'number?', 'string?', 'long?', 'string?', 'number?'],
        dynamicOutputs('ad_flag', 'ad_score', 'baseline'),
        (
          series: Dynamic,
          threshold?: NumberArgument,
          period?: NumberArgument,
          trend?: string,
          testPoints?: bigint | null,
          method?: string,
          seasonThreshold?: NumberArgument,
        ): readonly Value[] | null => {
          const points = Number(testPoints ?? 0n);
          const found = decompose(series, {
            seasonality: plainNumber(period) ?? -1,
            trend: trendOf(trend, 'avg'),
            testPoints: points,
            threshold: plainNumber(seasonThreshold) ?? defaultThreshold,
          });
          if (found === null) return null;
          const kind = outlierKind(method === '' ? null : method);
          const scores = outlierScores(found.residual, { kind, testPoints: points });
          const limit = plainNumber(threshold) ?? 1.5;
          const flags = Array.from(scores, (score): Dynamic => (score > limit ? 1 : score < -limit ? -1 : 0));
          return [flags, scores, found.baseline];
        },
      ),
    ],
  },
  {
    name: 'series_seasonal',
    deviation,
    overloads: [
      overloadSeeingNulls(['dynamic', 'number?', 'long?'], 'dynamic', (value, period, testPoints) => {
        const series = readSeries(value);
        if (series === null) return null;
        const values = interpolated(series.values);
        const learnt = values.subarray(0, Math.max(0, values.length - Number(testPoints ?? 0n)));
        return seasonalPart(learnt, seasonLength(learnt, plainNumber(period) ?? -1, 0), values.length);
      }),
    ],
  },
];
