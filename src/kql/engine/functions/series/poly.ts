import type { Dynamic } from '../../dynamic.js';
import type { Value } from '../../types.js';
import type { ScalarFunction } from '../definition.js';
import { tupleOverload } from '../tuple.js';
import { quality } from './fit.js';
import { readNumbers } from './support.js';

const outputs = [
  { name: 'rsquare', type: 'real' },
  { name: 'coefficients', type: 'dynamic' },
  { name: 'variance', type: 'real' },
  { name: 'rvariance', type: 'real' },
  { name: 'poly_fit', type: 'dynamic' },
] as const;

/** Solves the least-squares problem by Householder reflections on the columns; null when it has no single solution. */
function leastSquares(columns: Float64Array[], right: Float64Array): Float64Array | null {
  const rows = right.length;
  const size = columns.length;
  const diagonal = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const column = columns[k]!;
    let norm = 0;
    for (let i = k; i < rows; i++) norm = Math.hypot(norm, column[i]!);
    if (norm < 1e-14) return null;
    if (column[k]! < 0) norm = -norm;
    for (let i = k; i < rows; i++) column[i]! /= norm;
    column[k]! += 1;
    for (const other of [...columns.slice(k + 1), right]) {
      let sum = 0;
      for (let i = k; i < rows; i++) sum += column[i]! * other[i]!;
      const factor = -sum / column[k]!;
      for (let i = k; i < rows; i++) other[i]! += factor * column[i]!;
    }
    diagonal[k] = -norm;
  }
  const solution = new Float64Array(size);
  for (let k = size - 1; k >= 0; k--) {
    let value = right[k]!;
    for (let j = k + 1; j < size; j++) value -= columns[j]![k]! * solution[j]!;
    solution[k] = value / diagonal[k]!;
  }
  return solution;
}

/** Coefficients of `p((x - center) / scale)` as those of a polynomial in x; lowest power first in both. */
function inTermsOfX(coefficients: Float64Array, center: number, scale: number): Float64Array {
  let result = new Float64Array(coefficients.length);
  for (let k = coefficients.length - 1; k >= 0; k--) {
    const next = new Float64Array(coefficients.length);
    for (let i = 0; i < result.length; i++) {
      if (i + 1 < next.length) next[i + 1]! += result[i]! / scale;
      next[i]! -= (result[i]! * center) / scale;
    }
    next[0]! += coefficients[k]!;
    result = next;
  }
  return result;
}

function fitPoly(y: Float64Array, x: Float64Array, degree: number): readonly Value[] | null {
  // Powers of x from -1 to 1 keep the columns far from parallel.
  const low = x.reduce((a, b) => Math.min(a, b));
  const high = x.reduce((a, b) => Math.max(a, b));
  const center = (low + high) / 2;
  const scale = (high - low) / 2 || 1;
  const unit = x.map((value) => (value - center) / scale);
  const powers = Array.from({ length: degree + 1 }, (_, k) => unit.map((value) => value ** k));
  const solution = leastSquares(powers, y.slice());
  if (solution === null) return null;
  const fit = unit.map((value) => solution.reduceRight((sum, coefficient) => sum * value + coefficient, 0));
  const { rsquare, variance, rvariance } = quality(y, fit);
  return [rsquare, inTermsOfX(solution, center, scale).reverse(), variance, rvariance, fit];
}

export const polyFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_fit_poly',
    overloads: [
      tupleOverload(['dynamic', 'dynamic?', 'long?'], outputs, (series: Dynamic, xSeries?: Dynamic, degree?: bigint | null) => {
        const y = readNumbers(series);
        if (y === null || y.length === 0) return null;
        const x = xSeries === undefined || xSeries === null ? y.map((_, i) => i + 1) : readNumbers(xSeries);
        const order = Number(degree ?? 1n);
        if (x === null || x.length !== y.length || order < 0 || order >= y.length) return null;
        return fitPoly(y, x, order);
      }),
    ],
  },
];
