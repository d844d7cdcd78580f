import {
  columnOf,
  ConstColumn,
  DictColumn,
  Int64Column,
  IntColumn,
  RealColumn,
  BoolColumn,
  ValuesColumn,
} from '../columns/column.js';
import type { Column } from '../columns/column.js';
import { isInt64 } from '../types.js';
import type { Int64Type } from '../types.js';

type Growable = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** An array of at least `size` elements with the same content; new elements are 0. Grows by doubling. */
export function grow<T extends Growable>(array: T, size: number): T {
  if (array.length >= size) return array;
  const make = array.constructor as new (length: number) => T;
  const next = new make(Math.max(size, array.length * 2, 64));
  next.set(array);
  return next;
}

/** A column that hot loops can index: constants are spread out, others stay as they are. */
export function flat(column: Column): Column {
  if (!(column instanceof ConstColumn)) return column;
  const { type, value, length } = column;
  if (type === 'string') return new DictColumn(new Int32Array(length), [value as string]);
  if (type === 'decimal' || type === 'guid' || type === 'dynamic') {
    return new ValuesColumn(type, new Array<typeof value>(length).fill(value));
  }
  const valid = value === null ? new Uint8Array(length) : undefined;
  if (type === 'bool') return new BoolColumn(new Uint8Array(length).fill(value === true ? 1 : 0), valid);
  if (type === 'int') return new IntColumn(new Int32Array(length).fill((value as number | null) ?? 0), valid);
  if (type === 'real') return new RealColumn(new Float64Array(length).fill((value as number | null) ?? 0), valid);
  if (isInt64(type)) return new Int64Column(type, new BigInt64Array(length).fill((value as bigint | null) ?? 0n), valid);
  return columnOf(type, new Array<typeof value>(length).fill(value));
}

/** Counts (integers below 2^53) as a column of 64-bit integers. */
export function countsColumn(counts: Float64Array, length: number, type: Int64Type = 'long'): Int64Column {
  const values = new BigInt64Array(length);
  const words = new Int32Array(values.buffer);
  for (let i = 0; i < length; i++) {
    const count = counts[i] ?? 0;
    words[2 * i] = count | 0;
    words[2 * i + 1] = Math.floor(count / 4294967296);
  }
  return new Int64Column(type, values);
}

/** Validity of the groups that have seen a value; absent when all have. */
export function validityOf(seen: Uint8Array, length: number): Uint8Array | undefined {
  const valid = new Uint8Array(length);
  valid.set(seen.subarray(0, length));
  return valid.includes(0) ? valid : undefined;
}

function wrongColumn(column: Column, type: string): TypeError {
  return new TypeError(`an aggregate got a column of ${column.type} in place of ${type}`);
}

export function boolColumn(column: Column): BoolColumn {
  const result = flat(column);
  if (result instanceof BoolColumn) return result;
  throw wrongColumn(column, 'bool');
}

export function realColumn(column: Column): RealColumn {
  const result = flat(column);
  if (result instanceof RealColumn) return result;
  throw wrongColumn(column, 'real');
}

export function int64Column(column: Column): Int64Column {
  const result = flat(column);
  if (result instanceof Int64Column) return result;
  throw wrongColumn(column, 'a 64-bit integer');
}

/** A column of int, real or bool. */
export function numberColumn(column: Column): RealColumn | IntColumn | BoolColumn {
  const result = flat(column);
  if (result instanceof RealColumn || result instanceof IntColumn || result instanceof BoolColumn) return result;
  throw wrongColumn(column, 'a number');
}
