import type { Validity } from '../columns/column.js';
import { grow } from './storage.js';

const word = 4294967296;
/** Rows between carries: sums of 32-bit words stay below 2^53, where doubles are exact. */
const rowsBetweenCarries = 1 << 20;

/** Exact sums of 64-bit integers per group, without a BigInt per row: high and low words are summed apart. */
export class WideSum {
  private low = new Float64Array(0);
  private high = new Float64Array(0);
  private pending = 0;
  /** Values that are not null. */
  counts = new Float64Array(0);

  private prepare(groupCount: number): void {
    this.low = grow(this.low, groupCount);
    this.high = grow(this.high, groupCount);
    this.counts = grow(this.counts, groupCount);
  }

  addInts(values: ArrayLike<number>, valid: Validity, groups: Int32Array, groupCount: number, length: number): void {
    this.prepare(groupCount);
    for (let from = 0; from < length; from += rowsBetweenCarries) {
      const to = Math.min(length, from + rowsBetweenCarries);
      const { low, counts } = this;
      for (let i = from; i < to; i++) {
        if (valid !== undefined && valid[i] === 0) continue;
        const group = groups[i]!;
        low[group]! += values[i]!;
        counts[group]!++;
      }
      this.carry(to - from);
    }
  }

  addWords(words: Int32Array, valid: Validity, groups: Int32Array, groupCount: number, length: number): void {
    this.prepare(groupCount);
    for (let from = 0; from < length; from += rowsBetweenCarries) {
      const to = Math.min(length, from + rowsBetweenCarries);
      const { low, high, counts } = this;
      for (let i = from; i < to; i++) {
        if (valid !== undefined && valid[i] === 0) continue;
        const group = groups[i]!;
        low[group]! += words[2 * i]! >>> 0;
        high[group]! += words[2 * i + 1]!;
        counts[group]!++;
      }
      this.carry(to - from);
    }
  }

  private carry(rows: number): void {
    this.pending += rows;
    if (this.pending < rowsBetweenCarries) return;
    this.pending = 0;
    const { low, high } = this;
    for (let group = 0; group < low.length; group++) {
      const over = Math.floor(low[group]! / word);
      low[group]! -= over * word;
      high[group]! += over;
    }
  }

  count(group: number): number {
    return this.counts[group] ?? 0;
  }

  /** The exact sum; it may be beyond 64 bits. */
  total(group: number): bigint {
    return BigInt(this.high[group] ?? 0) * 4294967296n + BigInt(this.low[group] ?? 0);
  }

  /** The sum as a double. */
  approximate(group: number): number {
    return (this.high[group] ?? 0) * word + (this.low[group] ?? 0);
  }
}
