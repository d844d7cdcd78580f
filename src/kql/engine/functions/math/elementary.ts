import { constant, RealColumn, type Column } from '../../columns/column.js';
import { vectorOverload, overload, type ScalarFunction } from '../definition.js';
import { betaCdf, betaInverse, betaPdf, erf, erfc, gamma, logGamma, welchTest } from './special.js';

/** A column of reals from one; nulls stay. */
function mapReals(column: Column, map: (value: number) => number): Column {
  if (column instanceof RealColumn) {
    const { values, valid } = column;
    const result = new Float64Array(values.length);
    for (let i = 0; i < result.length; i++) result[i] = map(values[i]!);
    return new RealColumn(result, valid);
  }
  // The other class of a real column is a constant.
  const value = column.get(0) as number | null;
  return constant('real', value === null ? null : map(value), column.length);
}

function real(name: string, map: (value: number) => number): ScalarFunction {
  return { name, overloads: [vectorOverload(['real'], 'real', ([value]) => mapReals(value!, map))] };
}

function power(base: number, exponent: number): number {
  // C and .NET give 1 here, JavaScript NaN.
  return base === 1 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent)) ? 1 : Math.pow(base, exponent);
}

function realTest(name: string, holds: (value: number) => boolean): ScalarFunction {
  return { name, overloads: [overload(['real'], 'bool', holds)] };
}

export const elementaryFunctions: readonly ScalarFunction[] = [
  real('sqrt', Math.sqrt),
  real('exp', Math.exp),
  real('exp2', (value) => Math.pow(2, value)),
  real('exp10', (value) => Math.pow(10, value)),
  real('log', Math.log),
  real('log2', Math.log2),
  real('log10', Math.log10),
  real('sin', Math.sin),
  real('cos', Math.cos),
  real('tan', Math.tan),
  real('cot', (value) => 1 / Math.tan(value)),
  real('asin', Math.asin),
  real('acos', Math.acos),
  real('atan', Math.atan),
  real('degrees', (value) => (value * 180) / Math.PI),
  real('radians', (value) => (value * Math.PI) / 180),
  real('sign', Math.sign),
  real('gamma', gamma),
  real('loggamma', logGamma),
  real('erf', erf),
  real('erfc', erfc),
  { name: 'atan2', overloads: [overload(['real', 'real'], 'real', Math.atan2)] },
  { name: 'pow', overloads: [overload(['real', 'real'], 'real', power)] },
  { name: 'pi', overloads: [vectorOverload([], 'real', (_, length) => constant('real', Math.PI, length))] },
  { name: 'beta_cdf', overloads: [overload(['real', 'real', 'real'], 'real', betaCdf)] },
  { name: 'beta_inv', overloads: [overload(['real', 'real', 'real'], 'real', betaInverse)] },
  { name: 'beta_pdf', overloads: [overload(['real', 'real', 'real'], 'real', betaPdf)] },
  { name: 'welch_test', overloads: [overload(['real', 'real', 'real', 'real', 'real', 'real'], 'real', welchTest)] },
  realTest('isnan', Number.isNaN),
  realTest('isinf', (value) => Math.abs(value) === Infinity),
  realTest('isfinite', Number.isFinite),
];
