import { toDynamicValue } from '../../convert.js';
import { dynamicReal, isArray, type Dynamic } from '../../dynamic.js';
import { isNumeric, type Value } from '../../types.js';
import { overload, overloadSeeingNulls, type Argument, type Overload, type ScalarFunction } from '../definition.js';
import { tupleOverload } from '../tuple.js';
import { mean, numberOf, readNumbers, readSeries, sumOfSquares, variance } from './support.js';

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const magnitude = (values: Float64Array): number => Math.sqrt(dot(values, values));

/** Takes two arrays of equal length, or an array and a number that stands for every element. */
function dotProduct(args: readonly Argument[]): Overload | string {
  const types = args.map((argument) => argument.type);
  if (types.length !== 2 || !types.every((type) => type === 'dynamic' || isNumeric(type))) {
    return 'series_dot_product() takes two series, or a series and a number.';
  }
  return {
    parameters: types.map((type) => (type === 'dynamic' ? 'dynamic' : 'number')),
    returns: 'real',
    row: (...values: Value[]) => {
      const [a, b] = values.map((value, i) => toDynamicValue(value, types[i]!)) as [Dynamic, Dynamic];
      if (!isArray(a) && !isArray(b)) return null;
      const length = isArray(a) ? a.length : (b as readonly Dynamic[]).length;
      const spread = (value: Dynamic): Float64Array | null => {
        if (isArray(value)) return readNumbers(value);
        const number = numberOf(value);
        return number === undefined ? null : new Float64Array(length).fill(number);
      };
      const left = spread(a);
      const right = spread(b);
      return left === null || right === null || left.length !== right.length ? null : dot(left, right);
    },
  };
}

function pearson(first: Dynamic, second: Dynamic): number | null {
  const a = readNumbers(first);
  const b = readNumbers(second);
  if (a === null || b === null || a.length !== b.length) return null;
  const meanA = mean(a);
  const meanB = mean(b);
  let shared = 0;
  for (let i = 0; i < a.length; i++) shared += (a[i]! - meanA) * (b[i]! - meanB);
  return shared / (Math.sqrt(sumOfSquares(a)) * Math.sqrt(sumOfSquares(b)));
}

interface Stats {
  readonly min: number;
  readonly minIndex: number;
  readonly max: number;
  readonly maxIndex: number;
  readonly average: number;
  readonly deviation: number;
  readonly variance: number;
  readonly sum: number;
  readonly length: number;
}

/** Null when the array has a value that is not finite and these are not to be ignored, or nothing else. */
function stats(value: Dynamic, ignoreNonFinite: boolean): Stats | null {
  const series = readSeries(value);
  if (series === null) return null;
  const { values } = series;
  const finite = values.filter((number) => Number.isFinite(number));
  if (finite.length === 0 || (finite.length < values.length && !ignoreNonFinite)) return null;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  for (const number of finite) {
    min = Math.min(min, number);
    max = Math.max(max, number);
    sum += number;
  }
  const spread = variance(finite);
  return {
    min,
    minIndex: values.indexOf(min),
    max,
    maxIndex: values.indexOf(max),
    average: sum / finite.length,
    deviation: Math.sqrt(spread),
    variance: spread,
    sum,
    length: finite.length,
  };
}

const statsOutputs = [
  { name: 'min', type: 'real' },
  { name: 'min_idx', type: 'long' },
  { name: 'max', type: 'real' },
  { name: 'max_idx', type: 'long' },
  { name: 'avg', type: 'real' },
  { name: 'stdev', type: 'real' },
  { name: 'variance', type: 'real' },
] as const;

export const measureFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_sum',
    aliases: ['array_sum'],
    overloads: [overload(['dynamic'], 'real', (value) => readNumbers(value)?.reduce((sum, number) => sum + number, 0) ?? null)],
  },
  {
    name: 'series_product',
    overloads: [
      overload(['dynamic'], 'real', (value) => readNumbers(value)?.reduce((product, number) => product * number, 1) ?? null),
    ],
  },
  { name: 'series_dot_product', overloads: dotProduct },
  {
    name: 'series_magnitude',
    overloads: [
      overload(['dynamic'], 'real', (value) => {
        const values = readNumbers(value);
        return values === null ? null : magnitude(values);
      }),
    ],
  },
  {
    name: 'series_cosine_similarity',
    overloads: [
      overloadSeeingNulls(['dynamic', 'dynamic', 'real?', 'real?'], 'real', (first, second, firstMagnitude, secondMagnitude) => {
        const a = readNumbers(first);
        const b = readNumbers(second);
        if (a === null || b === null || a.length !== b.length) return null;
        return dot(a, b) / ((firstMagnitude ?? magnitude(a)) * (secondMagnitude ?? magnitude(b)));
      }),
    ],
  },
  { name: 'series_pearson_correlation', overloads: [overload(['dynamic', 'dynamic'], 'real', pearson)] },
  {
    name: 'series_stats',
    overloads: [
      tupleOverload(['dynamic', 'bool?'], statsOutputs, (value: Dynamic, ignore?: boolean | null) => {
        const s = stats(value, ignore === true);
        if (s === null) return null;
        return [s.min, BigInt(s.minIndex), s.max, BigInt(s.maxIndex), s.average, s.deviation, s.variance];
      }),
    ],
  },
  {
    name: 'series_stats_dynamic',
    overloads: [
      overloadSeeingNulls(['dynamic', 'bool?'], 'dynamic', (value, ignore) => {
        const s = stats(value, ignore === true);
        if (s === null) {
          return {
            min: null,
            min_idx: null,
            max: null,
            max_idx: null,
            avg: null,
            stdev: null,
            variance: null,
            sum: null,
            len: null,
          };
        }
        return {
          min: dynamicReal(s.min),
          min_idx: s.minIndex,
          max: dynamicReal(s.max),
          max_idx: s.maxIndex,
          avg: dynamicReal(s.average),
          stdev: dynamicReal(s.deviation),
          variance: dynamicReal(s.variance),
          sum: dynamicReal(s.sum),
          len: s.length,
        };
      }),
    ],
  },
];
