import { toDynamicValue } from '../../convert.js';
import { isArray, type Dynamic } from '../../dynamic.js';
import { isNumeric, type Value } from '../../types.js';
import { overload, type Argument, type Overload, type ScalarFunction } from '../definition.js';
import { numberOf, readSeries, realSeries, seriesLike, type Series } from './support.js';

type Operand = { readonly series: Series } | { readonly scalar: number | undefined; readonly whole: boolean };

function operand(value: Dynamic): Operand {
  if (isArray(value)) return { series: readSeries(value)! };
  const whole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  return { scalar: numberOf(value), whole };
}

const numberAt = (side: Operand, i: number): number | undefined =>
  'series' in side
    ? i < side.series.values.length && side.series.nulls?.[i] !== 1
      ? side.series.values[i]
      : undefined
    : side.scalar;

const isWhole = (side: Operand): boolean => ('series' in side ? side.series.whole : side.whole);

/** As long as the longer array; undefined when neither side is one. */
function lengthOf(a: Operand, b: Operand): number | undefined {
  if (!('series' in a) && !('series' in b)) return undefined;
  return Math.max('series' in a ? a.series.values.length : 0, 'series' in b ? b.series.values.length : 0);
}

type Finish = (left: Operand, right: Operand, length: number) => Dynamic;

/** Takes two arrays, or an array and a number. */
function twoSides(name: string, finish: Finish): ScalarFunction {
  const make = (args: readonly Argument[]): Overload | string => {
    if (args.length !== 2) return `${name}() takes two series.`;
    const types = args.map((argument) => argument.type);
    if (!types.every((type) => type === 'dynamic' || isNumeric(type)))
      return `${name}() takes arrays of numbers, or one and a number.`;
    return {
      parameters: types.map((type) => (type === 'dynamic' ? 'dynamic' : 'number')),
      returns: 'dynamic',
      row: (...values: Value[]) => {
        const [left, right] = values.map((value, i) => operand(toDynamicValue(value, types[i]!))) as [Operand, Operand];
        const length = lengthOf(left, right);
        return length === undefined ? null : finish(left, right, length);
      },
    };
  };
  return { name, overloads: make };
}

function arithmetic(name: string, body: (a: number, b: number) => number, keepsLongs: boolean): ScalarFunction {
  return twoSides(name, (left, right, length) => {
    const values = new Float64Array(length);
    let nulls: Uint8Array | undefined;
    for (let i = 0; i < length; i++) {
      const a = numberAt(left, i);
      const b = numberAt(right, i);
      if (a === undefined || b === undefined) (nulls ??= new Uint8Array(length))[i] = 1;
      else values[i] = body(a, b);
    }
    return seriesLike(keepsLongs && isWhole(left) && isWhole(right), values, nulls);
  });
}

function comparison(name: string, body: (a: number, b: number) => boolean): ScalarFunction {
  return twoSides(name, (left, right, length) =>
    Array.from({ length }, (_, i) => {
      const a = numberAt(left, i);
      const b = numberAt(right, i);
      return a === undefined || b === undefined ? null : body(a, b);
    }),
  );
}

function elementwise(name: string, body: (value: number) => number, keepsLongs = false): ScalarFunction {
  return {
    name,
    overloads: [
      overload(['dynamic'], 'dynamic', (value) => {
        const series = readSeries(value);
        if (series === null) return null;
        return keepsLongs
          ? seriesLike(series.whole, series.values.map(body), series.nulls)
          : realSeries(series.values.map(body), series.nulls);
      }),
    ],
  };
}

export const elementwiseFunctions: readonly ScalarFunction[] = [
  arithmetic('series_add', (a, b) => a + b, true),
  arithmetic('series_subtract', (a, b) => a - b, true),
  arithmetic('series_multiply', (a, b) => a * b, true),
  arithmetic('series_divide', (a, b) => a / b, false),
  arithmetic('series_pow', (a, b) => a ** b, false),
  comparison('series_equals', (a, b) => a === b),
  comparison('series_not_equals', (a, b) => a !== b),
  comparison('series_greater', (a, b) => a > b),
  comparison('series_greater_equals', (a, b) => a >= b),
  comparison('series_less', (a, b) => a < b),
  comparison('series_less_equals', (a, b) => a <= b),
  elementwise('series_abs', Math.abs, true),
  elementwise('series_sign', (value) => Math.sign(value) + 0),
  elementwise('series_ceiling', (value) => Math.ceil(value) + 0),
  elementwise('series_floor', Math.floor),
  elementwise('series_exp', Math.exp),
  elementwise('series_log', Math.log),
  elementwise('series_sin', Math.sin),
  elementwise('series_cos', Math.cos),
  elementwise('series_tan', Math.tan),
  elementwise('series_asin', Math.asin),
  elementwise('series_acos', Math.acos),
  elementwise('series_atan', Math.atan),
];
