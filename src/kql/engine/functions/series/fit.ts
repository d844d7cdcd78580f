import { dynamicReal, type Dynamic } from '../../dynamic.js';
import type { Value } from '../../types.js';
import { overload, type ScalarFunction } from '../definition.js';
import { tupleOverload } from '../tuple.js';
import { mean, readNumbers, sumOfSquares } from './support.js';

/** A least-squares line over x = 1, 2 … n. Variances are sample variances. */
export interface Line {
  readonly rsquare: number;
  readonly slope: number;
  readonly variance: number;
  readonly rvariance: number;
  readonly interception: number;
  readonly fit: Float64Array;
}

/** `values` must not be empty. Without spread (or with one point) the line is exact: r-square 1. */
export function fitLine(values: Float64Array): Line {
  const n = values.length;
  const centerX = (n + 1) / 2;
  const centerY = mean(values);
  let shared = 0;
  for (let i = 0; i < n; i++) shared += (i + 1 - centerX) * (values[i]! - centerY);
  const spreadX = (n * (n * n - 1)) / 12;
  const slope = n < 2 ? 0 : shared / spreadX;
  const interception = centerY - slope * centerX;
  const fit = Float64Array.from({ length: n }, (_, i) => interception + slope * (i + 1));
  return { slope, interception, fit, ...quality(values, fit) };
}

/** How well `fit` follows `values`. */
export function quality(values: Float64Array, fit: Float64Array): { rsquare: number; variance: number; rvariance: number } {
  const total = sumOfSquares(values);
  const residual = squaredError(values, fit);
  const freedom = Math.max(1, values.length - 1);
  return { rsquare: total === 0 ? 1 : 1 - residual / total, variance: total / freedom, rvariance: residual / freedom };
}

function squaredError(values: Float64Array, fit: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - fit[i]!) ** 2;
  return sum;
}

/** Squared error of the best line through `values[from, to)` for any range, from running sums. */
function rangeError(values: Float64Array): (from: number, to: number) => number {
  const n = values.length;
  const center = mean(values);
  const y = new Float64Array(n + 1);
  const xy = new Float64Array(n + 1);
  const yy = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const value = values[i]! - center;
    y[i + 1] = y[i]! + value;
    xy[i + 1] = xy[i]! + i * value;
    yy[i + 1] = yy[i]! + value * value;
  }
  return (from, to) => {
    const count = to - from;
    if (count < 2) return 0;
    const sumY = y[to]! - y[from]!;
    const sumXY = xy[to]! - xy[from]! - ((from + to - 1) / 2) * sumY;
    const spreadX = (count * (count * count - 1)) / 12;
    return Math.max(0, yy[to]! - yy[from]! - (sumY * sumY) / count - (sumXY * sumXY) / spreadX);
  };
}

interface TwoLines {
  readonly rsquare: number;
  readonly split: number;
  readonly variance: number;
  readonly rvariance: number;
  readonly fit: Float64Array;
  readonly left: Line;
  readonly right: Line;
}

/** The split into two lines with the least squared error; `split` is the index of the first point of the right line. */
function fitTwoLines(values: Float64Array): TwoLines {
  const error = rangeError(values);
  const n = values.length;
  let split = Math.min(2, n - 1);
  let least = Infinity;
  for (let at = split; at <= Math.max(split, n - 2); at++) {
    const total = error(0, at) + error(at, n);
    if (total < least) {
      least = total;
      split = at;
    }
  }
  const left = fitLine(values.slice(0, split));
  const right = fitLine(values.slice(split));
  const fit = new Float64Array(n);
  fit.set(left.fit);
  fit.set(right.fit, split);
  return { split, fit, left, right, ...quality(values, fit) };
}

const lineOutputs = [
  { name: 'rsquare', type: 'real' },
  { name: 'slope', type: 'real' },
  { name: 'variance', type: 'real' },
  { name: 'rvariance', type: 'real' },
  { name: 'interception', type: 'real' },
  { name: 'line_fit', type: 'dynamic' },
] as const;

const sideOutputs = ['rsquare', 'slope', 'interception', 'variance', 'rvariance'] as const;

const twoLinesOutputs = [
  { name: 'rsquare', type: 'real' },
  { name: 'split_idx', type: 'long' },
  { name: 'variance', type: 'real' },
  { name: 'rvariance', type: 'real' },
  { name: 'line_fit', type: 'dynamic' },
  ...(['right', 'left'] as const).flatMap((side) =>
    sideOutputs.map((name) => ({ name: `${side}_${name}`, type: 'real' as const })),
  ),
] as const;

function reals(source: Readonly<Record<(typeof sideOutputs)[number], number>>): Record<string, Dynamic> {
  return Object.fromEntries(sideOutputs.map((name) => [name, dynamicReal(source[name])]));
}

/** Needs numbers only, `least` of them or more. */
function numbers(value: Dynamic, least: number): Float64Array | null {
  const values = readNumbers(value);
  return values === null || values.length < least ? null : values;
}

export const lineFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_fit_line',
    overloads: [
      tupleOverload(['dynamic'], lineOutputs, (value: Dynamic): readonly Value[] | null => {
        const values = numbers(value, 1);
        if (values === null) return null;
        const line = fitLine(values);
        return [line.rsquare, line.slope, line.variance, line.rvariance, line.interception, line.fit];
      }),
    ],
  },
  {
    name: 'series_fit_line_dynamic',
    overloads: [
      overload(['dynamic'], 'dynamic', (value) => {
        const values = numbers(value, 1);
        if (values === null) return null;
        const line = fitLine(values);
        return {
          rsquare: dynamicReal(line.rsquare),
          slope: dynamicReal(line.slope),
          variance: dynamicReal(line.variance),
          rvariance: dynamicReal(line.rvariance),
          interception: dynamicReal(line.interception),
          line_fit: line.fit,
        };
      }),
    ],
  },
  {
    name: 'series_fit_2lines',
    deviation: 'The side that the split point belongs to is not documented: split_idx is the first point of the right line here.',
    overloads: [
      tupleOverload(['dynamic'], twoLinesOutputs, (value: Dynamic): readonly Value[] | null => {
        const values = numbers(value, 2);
        if (values === null) return null;
        const two = fitTwoLines(values);
        const sides = [two.right, two.left].flatMap((line) => sideOutputs.map((name) => line[name]));
        return [two.rsquare, BigInt(two.split), two.variance, two.rvariance, two.fit, ...sides];
      }),
    ],
  },
  {
    name: 'series_fit_2lines_dynamic',
    deviation: 'As series_fit_2lines.',
    overloads: [
      overload(['dynamic'], 'dynamic', (value) => {
        const values = numbers(value, 2);
        if (values === null) return null;
        const two = fitTwoLines(values);
        return {
          rsquare: dynamicReal(two.rsquare),
          split_idx: two.split,
          variance: dynamicReal(two.variance),
          rvariance: dynamicReal(two.rvariance),
          line_fit: two.fit,
          right: reals(two.right),
          left: reals(two.left),
        };
      }),
    ],
  },
];
