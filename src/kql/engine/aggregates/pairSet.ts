import type { RowKeys } from './hashing.js';

/** Parts of a set by the upper bits of the hash: the work on one stays in the cache. */
const partBits = 8;
/** Pairs that a part has room for at first. */
const firstRoom = 256;

/**
 * Distinct (group, key) pairs. They pile up by parts; a part that is full drops what it has twice, so that the memory held is in
 * proportion to the distinct pairs.
 */
export class PairSet {
  /** Group, low, high of each pair. */
  private readonly parts = Array.from({ length: 1 << partBits }, () => new Int32Array(0));
  private readonly fills = new Int32Array(1 << partBits);
  /** Number of a pair in its part + 1; 0 is free. */
  private slots = new Int32Array(0);

  add(groups: Int32Array, { low, high, valid }: RowKeys, length: number): void {
    const { parts, fills } = this;
    for (let i = 0; i < length; i++) {
      if (valid !== undefined && valid[i] === 0) continue;
      const group = groups[i]!;
      const a = low[i]!;
      const b = high[i]!;
      const part = slotHash(group, a, b) >>> (32 - partBits);
      let at = fills[part]!;
      if (at === parts[part]!.length) at = this.makeRoom(part);
      const pairs = parts[part]!;
      pairs[at] = group;
      pairs[at + 1] = a;
      pairs[at + 2] = b;
      fills[part] = at + 3;
    }
  }

  /** How many pairs each group has. */
  counts(groupCount: number): Float64Array {
    const counts = new Float64Array(groupCount);
    for (let part = 0; part < this.parts.length; part++) {
      const end = this.compact(part);
      const pairs = this.parts[part]!;
      for (let i = 0; i < end; i += 3) counts[pairs[i]!]!++;
    }
    return counts;
  }

  private makeRoom(part: number): number {
    const end = this.compact(part);
    const pairs = this.parts[part]!;
    if (end * 2 >= pairs.length) {
      const larger = new Int32Array(Math.max(3 * firstRoom, pairs.length * 2));
      larger.set(pairs.subarray(0, end));
      this.parts[part] = larger;
    }
    return end;
  }

  /** Leaves each pair of a part once; gives where they end. */
  private compact(part: number): number {
    const pairs = this.parts[part]!;
    const end = this.fills[part]!;
    let size = 64;
    while (size * 3 < end * 2) size *= 2;
    if (this.slots.length < size) this.slots = new Int32Array(size);
    else this.slots.fill(0, 0, size);
    const { slots } = this;
    const mask = size - 1;
    let kept = 0;
    for (let i = 0; i < end; i += 3) {
      const group = pairs[i]!;
      const low = pairs[i + 1]!;
      const high = pairs[i + 2]!;
      let at = slotHash(group, low, high) & mask;
      let other = slots[at]! - 1;
      while (other >= 0 && (pairs[other + 1] !== low || pairs[other] !== group || pairs[other + 2] !== high)) {
        at = (at + 1) & mask;
        other = slots[at]! - 1;
      }
      if (other >= 0) continue;
      slots[at] = kept + 1;
      pairs[kept] = group;
      pairs[kept + 1] = low;
      pairs[kept + 2] = high;
      kept += 3;
    }
    this.fills[part] = kept;
    return kept;
  }
}

function slotHash(group: number, low: number, high: number): number {
  let hash = Math.imul(group, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
}
