import type { Column } from '../columns/column.js';
import { isInt64 } from '../types.js';
import type { ScalarType, Value } from '../types.js';
import { compareValues } from './order.js';
import { grow, int64Column, numberColumn } from './storage.js';

/** All values of one argument with their groups, and the k-th smallest of each group. */
export interface Samples {
  add(column: Column, groups: Int32Array, length: number): void;
  /** `result[p][group]`: the value at `ranks(count)[p]`, 1-based; null for a group without values. May be called once. */
  pick(groupCount: number, ranks: (count: number) => readonly number[], width: number): Value[][];
}

/** Moves the k-th smallest (0-based) of `values[from, to)` to its place. */
function select(values: Float64Array, from: number, to: number, k: number): number {
  let low = from;
  let high = to - 1;
  const at = from + k;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const a = values[low]!;
    const b = values[middle]!;
    const c = values[high]!;
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const swap = values[i]!;
        values[i] = values[j]!;
        values[j] = swap;
        i++;
        j--;
      }
    }
    if (at <= j) high = j;
    else if (at >= i) low = i;
    else break;
  }
  return values[at]!;
}

/** Where the values of each group go when they are put group by group; one more element than groups. */
function groupStarts(groups: Int32Array, size: number, groupCount: number): Int32Array {
  const starts = new Int32Array(groupCount + 1);
  for (let i = 0; i < size; i++) starts[groups[i]! + 1]!++;
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!;
  return starts;
}

/** More percentiles than this are read off sorted values. */
const mostSelections = 4;

function pickFromDoubles(
  values: Float64Array,
  starts: Int32Array,
  groupCount: number,
  ranks: (count: number) => readonly number[],
  width: number,
  valueOf: (value: number) => Value,
): Value[][] {
  const result = Array.from({ length: width }, () => new Array<Value>(groupCount).fill(null));
  for (let group = 0; group < groupCount; group++) {
    const from = starts[group]!;
    const to = starts[group + 1]!;
    if (from === to) continue;
    if (width > mostSelections) values.subarray(from, to).sort();
    const wanted = ranks(to - from);
    for (let p = 0; p < width; p++) {
      const k = wanted[p]! - 1;
      result[p]![group] = valueOf(width > mostSelections ? values[from + k]! : select(values, from, to, k));
    }
  }
  return result;
}

/** int and real. NaN is left out. */
class DoubleSamples implements Samples {
  private values = new Float64Array(0);
  private groups = new Int32Array(0);
  private size = 0;

  constructor(private readonly integers: boolean) {}

  add(argument: Column, groups: Int32Array, length: number): void {
    this.values = grow(this.values, this.size + length);
    this.groups = grow(this.groups, this.size + length);
    const { values: numbers, valid } = numberColumn(argument);
    let at = this.size;
    for (let i = 0; i < length; i++) {
      const value = numbers[i]!;
      if ((valid !== undefined && valid[i] === 0) || value !== value) continue;
      this.values[at] = value;
      this.groups[at++] = groups[i]!;
    }
    this.size = at;
  }

  pick(groupCount: number, ranks: (count: number) => readonly number[], width: number): Value[][] {
    const starts = groupStarts(this.groups, this.size, groupCount);
    const next = starts.slice();
    const values = new Float64Array(this.size);
    for (let i = 0; i < this.size; i++) values[next[this.groups[i]!]!++] = this.values[i]!;
    const valueOf = this.integers ? (value: number): Value => BigInt(value) : (value: number): Value => value;
    return pickFromDoubles(values, starts, groupCount, ranks, width, valueOf);
  }
}

/** long, datetime and timespan: as doubles counted from the first value while that is exact, else as 64-bit integers. */
class Int64Samples implements Samples {
  private words = new Int32Array(0);
  private groups = new Int32Array(0);
  private size = 0;

  add(argument: Column, groups: Int32Array, length: number): void {
    this.words = grow(this.words, 2 * (this.size + length));
    this.groups = grow(this.groups, this.size + length);
    const { words, valid } = int64Column(argument);
    let at = this.size;
    for (let i = 0; i < length; i++) {
      if (valid !== undefined && valid[i] === 0) continue;
      this.words[2 * at] = words[2 * i]!;
      this.words[2 * at + 1] = words[2 * i + 1]!;
      this.groups[at++] = groups[i]!;
    }
    this.size = at;
  }

  pick(groupCount: number, ranks: (count: number) => readonly number[], width: number): Value[][] {
    const { words, groups, size } = this;
    const starts = groupStarts(groups, size, groupCount);
    const next = starts.slice();
    const offsets = new Float64Array(size);
    const baseLow = (words[0] ?? 0) >>> 0;
    const baseHigh = words[1] ?? 0;
    let exact = true;
    for (let i = 0; i < size; i++) {
      const offset = (words[2 * i + 1]! - baseHigh) * 4294967296 + ((words[2 * i]! >>> 0) - baseLow);
      if (offset > Number.MAX_SAFE_INTEGER || offset < Number.MIN_SAFE_INTEGER) exact = false;
      offsets[next[groups[i]!]!++] = offset;
    }
    if (!exact) return this.pickFromIntegers(starts, groupCount, ranks, width);
    const base = BigInt(baseHigh) * 4294967296n + BigInt(baseLow);
    return pickFromDoubles(offsets, starts, groupCount, ranks, width, (offset) => base + BigInt(offset));
  }

  private pickFromIntegers(
    starts: Int32Array,
    groupCount: number,
    ranks: (count: number) => readonly number[],
    width: number,
  ): Value[][] {
    const result = Array.from({ length: width }, () => new Array<Value>(groupCount).fill(null));
    const values = new BigInt64Array(this.size);
    const to = new Int32Array(values.buffer);
    const next = starts.slice();
    for (let i = 0; i < this.size; i++) {
      const at = next[this.groups[i]!]!++;
      to[2 * at] = this.words[2 * i]!;
      to[2 * at + 1] = this.words[2 * i + 1]!;
    }
    for (let group = 0; group < groupCount; group++) {
      const from = starts[group]!;
      const end = starts[group + 1]!;
      if (from === end) continue;
      values.subarray(from, end).sort();
      const wanted = ranks(end - from);
      for (let p = 0; p < width; p++) result[p]![group] = values[from + wanted[p]! - 1]!;
    }
    return result;
  }
}

/** Other types, by value. */
class ValueSamples implements Samples {
  private readonly values: Value[][] = [];

  add(argument: Column, groups: Int32Array, length: number): void {
    for (let i = 0; i < length; i++) {
      const value = argument.get(i);
      if (value !== null) (this.values[groups[i]!] ??= []).push(value);
    }
  }

  pick(groupCount: number, ranks: (count: number) => readonly number[], width: number): Value[][] {
    const result = Array.from({ length: width }, () => new Array<Value>(groupCount).fill(null));
    for (let group = 0; group < groupCount; group++) {
      const values = this.values[group]?.sort(compareValues);
      if (values === undefined) continue;
      const wanted = ranks(values.length);
      for (let p = 0; p < width; p++) result[p]![group] = values[wanted[p]! - 1] ?? null;
    }
    return result;
  }
}

export function samples(type: ScalarType): Samples {
  if (isInt64(type)) return new Int64Samples();
  if (type === 'real' || type === 'int') return new DoubleSamples(type === 'int');
  return new ValueSamples();
}
