import { BoolColumn, DictColumn, Int64Column, IntColumn, RealColumn, Utf8Column } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../dynamic.js';
import { dynamicJson } from '../dynamicText.js';
import type { ScalarType, Value } from '../types.js';
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

function finishHash(length: number): void {
  hash1 ^= length;
  hash1 = Math.imul(hash1 ^ (hash1 >>> 16), 0x85ebca6b);
  hash1 = Math.imul(hash1 ^ (hash1 >>> 13), 0xc2b2ae35) ^ Math.imul(hash2 ^ (hash2 >>> 15), 0x2c1b3c6d);
  hash1 ^= hash1 >>> 16;
  hash2 ^= length;
  hash2 = Math.imul(hash2 ^ (hash2 >>> 16), 0x7feb352d);
  hash2 = Math.imul(hash2 ^ (hash2 >>> 15), 0x846ca68b) ^ Math.imul(hash1, 0x9e3779b1);
  hash2 ^= hash2 >>> 16;
}

/** Leaves the hash in `hash1` and `hash2`. */
function hashBytes(bytes: Uint8Array, start: number, end: number): void {
  let a = seed1;
  let b = seed2;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ byte, 0x9e3779b1);
  }
  hash1 = a;
  hash2 = b;
  finishHash(end - start);
}

/** The same hash as that of the UTF-8 bytes of the text. */
function hashText(text: string): void {
  let a = seed1;
  let b = seed2;
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    if (byte > 127) {
      const bytes = encoder.encode(text);
      hashBytes(bytes, 0, bytes.length);
      return;
    }
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ byte, 0x9e3779b1);
  }
  hash1 = a;
  hash2 = b;
  finishHash(text.length);
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

/** Calls `each` with the key of every row that is not null. */
export function eachKey(argument: Column, length: number, each: (row: number, low: number, high: number) => void): void {
  const column = flat(argument);
  if (column instanceof DictColumn) {
    const { low, high } = keysOfDictionary(column.dictionary);
    hashText('');
    const emptyLow = hash1;
    const emptyHigh = hash2;
    for (let i = 0; i < length; i++) {
      const code = column.codes[i]!;
      if (code < 0) each(i, emptyLow, emptyHigh);
      else each(i, low[code]!, high[code]!);
    }
  } else if (column instanceof Utf8Column) {
    const { bytes, starts, ends } = column;
    for (let i = 0; i < length; i++) {
      hashBytes(bytes, starts[i]!, ends[i]!);
      each(i, hash1, hash2);
    }
  } else if (column instanceof Int64Column) {
    const { words, valid } = column;
    for (let i = 0; i < length; i++) if (valid === undefined || valid[i] === 1) each(i, words[2 * i]!, words[2 * i + 1]!);
  } else if (column instanceof IntColumn) {
    const { values, valid } = column;
    for (let i = 0; i < length; i++) if (valid === undefined || valid[i] === 1) each(i, values[i]!, values[i]! >> 31);
  } else if (column instanceof RealColumn) {
    const { values, valid } = column;
    for (let i = 0; i < length; i++) {
      if (valid !== undefined && valid[i] === 0) continue;
      // -0 is 0, and every NaN is the same.
      realBuffer[0] = values[i]! + 0;
      each(i, realWords[0]!, realWords[1]!);
    }
  } else if (column instanceof BoolColumn) {
    for (let i = 0; i < length; i++) if (!column.isNull(i)) each(i, column.values[i]!, 0);
  } else {
    for (let i = 0; i < length; i++) {
      const value = column.get(i);
      if (value === null) continue;
      hashText(textKey(value, column.type));
      each(i, hash1, hash2);
    }
  }
}

/** Distinct (group, key) pairs, in an open-addressing table. */
export class PairSet {
  private groups = new Int32Array(0);
  private lows = new Int32Array(0);
  private highs = new Int32Array(0);
  private slots = new Int32Array(1024);
  private mask = 1023;
  size = 0;

  /** True when the pair is new. */
  add(group: number, low: number, high: number): boolean {
    if (this.size * 2 >= this.slots.length) this.rehash();
    const { slots, mask, groups, lows, highs } = this;
    let at = slotHash(group, low, high) & mask;
    for (;;) {
      const entry = slots[at]! - 1;
      if (entry < 0) break;
      if (lows[entry] === low && groups[entry] === group && highs[entry] === high) return false;
      at = (at + 1) & mask;
    }
    this.append(group, low, high);
    slots[at] = this.size;
    return true;
  }

  private append(group: number, low: number, high: number): void {
    if (this.size === this.groups.length) {
      const capacity = Math.max(512, this.size * 2);
      this.groups = resized(this.groups, capacity);
      this.lows = resized(this.lows, capacity);
      this.highs = resized(this.highs, capacity);
    }
    this.groups[this.size] = group;
    this.lows[this.size] = low;
    this.highs[this.size] = high;
    this.size++;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 4);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.size; entry++) {
      let at = slotHash(this.groups[entry]!, this.lows[entry]!, this.highs[entry]!) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = entry + 1;
    }
    this.slots = slots;
    this.mask = mask;
  }

  /** Calls `each` for every pair, in the order in which they came. */
  forEach(each: (group: number, low: number, high: number) => void): void {
    for (let i = 0; i < this.size; i++) each(this.groups[i]!, this.lows[i]!, this.highs[i]!);
  }
}

function resized(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length);
  next.set(array);
  return next;
}

function slotHash(group: number, low: number, high: number): number {
  let hash = Math.imul(group, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
}
