import { Boxed, dynamicReal, isArray, type Dynamic } from '../../dynamic.js';
import type { Decimal } from 'decimal.js';

/** A dynamic array as numbers. An element that is no number is NaN and marked in `nulls` (absent when there is none). */
export interface Series {
  readonly values: Float64Array;
  readonly nulls: Uint8Array | undefined;
  /** True when every number is a long: results that keep the type of the elements are longs then. */
  readonly whole: boolean;
}

/** The number of a dynamic value; undefined when it is none. Datetimes and timespans count as ticks. */
export function numberOf(value: Dynamic): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (!(value instanceof Boxed)) return undefined;
  if (value.is('real')) return value.value;
  if (value.is('decimal')) return value.value.toNumber();
  return value.is('guid') ? undefined : Number(value.value);
}

export function readSeries(value: Dynamic | undefined): Series | null {
  if (value === undefined || !isArray(value)) return null;
  if (value instanceof Float64Array) return { values: value, nulls: undefined, whole: false };
  const values = new Float64Array(value.length);
  let nulls: Uint8Array | undefined;
  let whole = true;
  for (let i = 0; i < value.length; i++) {
    const element = value[i]!;
    const number = numberOf(element);
    if (number === undefined) {
      nulls ??= new Uint8Array(value.length);
      nulls[i] = 1;
      values[i] = NaN;
    } else {
      values[i] = number;
      if (whole && !(typeof element === 'bigint' || (typeof element === 'number' && Number.isInteger(element)))) whole = false;
    }
  }
  return { values, nulls, whole };
}

/** The values of a series of numbers only; null when it is no array or has an element that is no number. */
export function readNumbers(value: Dynamic | undefined): Float64Array | null {
  const series = readSeries(value);
  return series === null || series.nulls !== undefined ? null : series.values;
}

export function realSeries(values: Float64Array, nulls?: Uint8Array): Dynamic {
  if (nulls?.includes(1) !== true) return values;
  return Array.from(values, (value, i) => (nulls[i] === 1 ? null : dynamicReal(value)));
}

export function longSeries(values: Float64Array, nulls?: Uint8Array): Dynamic {
  return Array.from(values, (value, i) =>
    nulls?.[i] === 1 ? null : Number.isSafeInteger(value) ? value + 0 : dynamicReal(value),
  );
}

/** Longs when the inputs were longs, reals otherwise. */
export function seriesLike(whole: boolean, values: Float64Array, nulls?: Uint8Array): Dynamic {
  return whole ? longSeries(values, nulls) : realSeries(values, nulls);
}

/** An argument of type `number` as a JavaScript number; undefined for null. */
export function plainNumber(value: number | bigint | Decimal | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' ? value.toNumber() : Number(value);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Sum of the squared distances from the mean. */
export function sumOfSquares(values: ArrayLike<number>): number {
  const center = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - center) ** 2;
  return sum;
}

/** Sample variance; 0 for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  return values.length < 2 ? 0 : sumOfSquares(values) / (values.length - 1);
}

/** A percentile of sorted values with linear interpolation. */
export function percentileOf(sorted: ArrayLike<number>, percent: number): number {
  const at = ((sorted.length - 1) * percent) / 100;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

export function median(values: Float64Array): number {
  return percentileOf(values.toSorted(), 50);
}
