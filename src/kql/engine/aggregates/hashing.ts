import { BoolColumn, DictColumn, Int64Column, IntColumn, RealColumn, Utf8Column } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../dynamic.js';
import { dynamicJson } from '../dynamicText.js';
import type { ScalarType, Value } from '../types.js';
import { tailWord, viewOf } from '../hash/bytes.js';
import { flat } from './storage.js';

/** Two 32-bit words that stand for a value: the value itself where it fits, else a 64-bit hash of its text. */
export interface Keys {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

const encoder = new TextEncoder();
const seed1 = 0x3c6ef372;
const seed2 = 0x1b873593;
let hash1 = 0;
let hash2 = 0;
let scratch = new Uint8Array(256);
let scratchView = viewOf(scratch);

/** Leaves the hash in `hash1` and `hash2`. `view` is that of `bytes`. */
function hashBytes(bytes: Uint8Array, view: DataView, start: number, end: number): void {
  let a = seed1 ^ (end - start);
  let b = seed2;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const word = view.getInt32(i, true);
    a = Math.imul(a ^ word, 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul(((b << 7) | (b >>> 25)) ^ word, 0x9e3779b1);
  }
  const word = tailWord(bytes, i, end);
  a = Math.imul(a ^ word, 0x85ebca6b);
  b = Math.imul(((b << 7) | (b >>> 25)) ^ word, 0x9e3779b1);
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 16), 0x7feb352d);
  a = Math.imul(a ^ (a >>> 13), 0xc2b2ae35) ^ Math.imul(b ^ (b >>> 15), 0x2c1b3c6d);
  a ^= a >>> 16;
  b = Math.imul(b ^ (b >>> 15), 0x846ca68b) ^ Math.imul(a, 0x9e3779b1);
  hash1 = a;
  hash2 = b ^ (b >>> 16);
}

/** The same hash as that of the UTF-8 bytes of the text. */
function hashText(text: string): void {
  if (text.length * 3 > scratch.length) {
    scratch = new Uint8Array(text.length * 6);
    scratchView = viewOf(scratch);
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127) {
      hashBytes(scratch, scratchView, 0, encoder.encodeInto(text, scratch).written);
      return;
    }
    scratch[i] = unit;
  }
  hashBytes(scratch, scratchView, 0, text.length);
}

const realBuffer = new Float64Array(1);
const realWords = new Int32Array(realBuffer.buffer);

function textKey(value: Value, type: ScalarType): string {
  if (type === 'dynamic') return dynamicJson(value as Dynamic);
  return value === null || typeof value !== 'object' ? String(value) : (value as Decimal).toString();
}

const dictionaryKeys = new WeakMap<readonly string[], Keys>();

function keysOfDictionary(dictionary: readonly string[]): Keys {
  const known = dictionaryKeys.get(dictionary);
  if (known !== undefined && known.low.length === dictionary.length) return known;
  const keys = { low: new Int32Array(dictionary.length), high: new Int32Array(dictionary.length) };
  for (let i = 0; i < dictionary.length; i++) {
    hashText(dictionary[i]!);
    keys.low[i] = hash1;
    keys.high[i] = hash2;
  }
  dictionaryKeys.set(dictionary, keys);
  return keys;
}

/** The keys of all rows; those of null rows mean nothing. */
export interface RowKeys extends Keys {
  readonly valid: Uint8Array | undefined;
}

export function keysOf(argument: Column, length: number): RowKeys {
  const column = flat(argument);
  const low = new Int32Array(length);
  const high = new Int32Array(length);
  let valid: Uint8Array | undefined;
  if (column instanceof DictColumn) {
    const known = keysOfDictionary(column.dictionary);
    hashText('');
    const emptyLow = hash1;
    const emptyHigh = hash2;
    for (let i = 0; i < length; i++) {
      const code = column.codes[i]!;
      low[i] = code < 0 ? emptyLow : known.low[code]!;
      high[i] = code < 0 ? emptyHigh : known.high[code]!;
    }
  } else if (column instanceof Utf8Column) {
    const { bytes, starts, ends } = column;
    const view = viewOf(bytes);
    for (let i = 0; i < length; i++) {
      hashBytes(bytes, view, starts[i]!, ends[i]!);
      low[i] = hash1;
      high[i] = hash2;
    }
  } else if (column instanceof Int64Column) {
    const { words } = column;
    valid = column.valid;
    for (let i = 0; i < length; i++) {
      low[i] = words[2 * i]!;
      high[i] = words[2 * i + 1]!;
    }
  } else if (column instanceof IntColumn) {
    valid = column.valid;
    for (let i = 0; i < length; i++) {
      low[i] = column.values[i]!;
      high[i] = column.values[i]! >> 31;
    }
  } else if (column instanceof RealColumn) {
    valid = column.valid;
    for (let i = 0; i < length; i++) {
      // -0 is 0, and every NaN is the same.
      realBuffer[0] = column.values[i]! + 0;
      low[i] = realWords[0]!;
      high[i] = realWords[1]!;
    }
  } else if (column instanceof BoolColumn) {
    valid = column.valid;
    low.set(column.values);
  } else {
    for (let i = 0; i < length; i++) {
      const value = column.get(i);
      if (value === null) {
        (valid ??= new Uint8Array(length).fill(1))[i] = 0;
        continue;
      }
      hashText(textKey(value, column.type));
      low[i] = hash1;
      high[i] = hash2;
    }
  }
  return { low, high, valid };
}

/** Calls `each` with the key of every row that is not null. */
export function eachKey(argument: Column, length: number, each: (row: number, low: number, high: number) => void): void {
  const { low, high, valid } = keysOf(argument, length);
  for (let i = 0; i < length; i++) if (valid === undefined || valid[i] === 1) each(i, low[i]!, high[i]!);
}
