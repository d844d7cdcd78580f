import { ConstColumn, Int64Column, type Column } from '../../columns/column.js';
import type { Int64Type } from '../../types.js';

const two32 = 4_294_967_296;
/** Largest integer that a double holds without doubt. */
export const maxSafe = 9_007_199_254_740_991;

/** 64-bit operands without BigInt: words of a column, or the one value of a constant, which has stride 0. */
export interface Operand {
  readonly words: Int32Array;
  readonly stride: 0 | 2;
  readonly valid: Uint8Array | undefined;
}

export function operand(column: Column): Operand {
  if (column instanceof Int64Column) return { words: column.words, stride: 2, valid: column.valid };
  if (column instanceof ConstColumn) {
    const values = new BigInt64Array([(column.value as bigint | null) ?? 0n]);
    return {
      words: new Int32Array(values.buffer),
      stride: 0,
      valid: column.value === null ? new Uint8Array(column.length) : undefined,
    };
  }
  throw new TypeError(`a column of ${column.type} is no 64-bit column`);
}

export function bothValid(a: Operand, b: Operand, length: number): Uint8Array | undefined {
  if (a.valid === undefined) return b.valid?.slice(0, length);
  if (b.valid === undefined) return a.valid.slice(0, length);
  const valid = new Uint8Array(length);
  for (let i = 0; i < length; i++) valid[i] = a.valid[i]! & b.valid[i]!;
  return valid;
}

/** `a + sign * b`, wrapping at 64 bits as the engine does. */
export function addInt64(type: Int64Type, left: Column, right: Column, length: number, sign: 1 | -1): Int64Column {
  const a = operand(left);
  const b = operand(right);
  const values = new BigInt64Array(length);
  const out = new Int32Array(values.buffer);
  for (let i = 0; i < length; i++) {
    const ia = i * a.stride;
    const ib = i * b.stride;
    if (sign === 1) {
      const low = (a.words[ia]! >>> 0) + (b.words[ib]! >>> 0);
      out[2 * i] = low;
      out[2 * i + 1] = a.words[ia + 1]! + b.words[ib + 1]! + (low >= two32 ? 1 : 0);
    } else {
      const low = (a.words[ia]! >>> 0) - (b.words[ib]! >>> 0);
      out[2 * i] = low;
      out[2 * i + 1] = a.words[ia + 1]! - b.words[ib + 1]! - (low < 0 ? 1 : 0);
    }
  }
  return new Int64Column(type, values, bothValid(a, b, length));
}

/** A 64-bit integer as the nearest double. */
export function toDouble(words: Int32Array, at: number): number {
  return words[at + 1]! * two32 + (words[at]! >>> 0);
}

function toBigInt(words: Int32Array, at: number): bigint {
  return (BigInt(words[at + 1]!) << 32n) | BigInt(words[at]! >>> 0);
}

/**
 * Applies an operation row by row: `fast` on doubles where both operands and its result are exact, `exact` on BigInt elsewhere. Either
 * may answer null (division by zero).
 */
export function mapInt64(
  type: Int64Type,
  left: Column,
  right: Column,
  length: number,
  fast: (a: number, b: number) => number | null,
  exact: (a: bigint, b: bigint) => bigint | null,
): Int64Column {
  const a = operand(left);
  const b = operand(right);
  let valid = bothValid(a, b, length);
  const values = new BigInt64Array(length);
  const out = new Int32Array(values.buffer);
  for (let i = 0; i < length; i++) {
    if (valid !== undefined && valid[i] === 0) continue;
    const ia = i * a.stride;
    const ib = i * b.stride;
    const x = toDouble(a.words, ia);
    const y = toDouble(b.words, ib);
    let result: number | bigint | null = null;
    if (Math.abs(x) <= maxSafe && Math.abs(y) <= maxSafe) result = fast(x, y);
    else result = exact(toBigInt(a.words, ia), toBigInt(b.words, ib));
    if (typeof result === 'number' && Math.abs(result) > maxSafe) result = exact(toBigInt(a.words, ia), toBigInt(b.words, ib));
    if (result === null) {
      valid ??= new Uint8Array(length).fill(1);
      valid[i] = 0;
    } else if (typeof result === 'bigint') {
      values[i] = BigInt.asIntN(64, result);
    } else {
      const high = Math.floor(result / two32);
      out[2 * i] = result - high * two32;
      out[2 * i + 1] = high;
    }
  }
  return new Int64Column(type, values, valid);
}
