import { DictColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { constantNumber, wrongCount } from './arguments.js';
import { conditional } from './conditional.js';
import { keysOf } from './hashing.js';
import { PairSet } from './pairSet.js';
import { countsColumn, grow } from './storage.js';

/** Bits of one dictionary for all groups: 16 MB at most. */
const bitmapLimit = 1 << 27;

class DistinctCount implements Aggregator {
  private readonly pairs = new PairSet();
  /** Which (group, code) pairs of the current dictionary were seen; saves hashing them again. */
  private bits = new Uint8Array(0);
  private dictionary: readonly string[] | undefined;

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const column = args[0]!;
    if (column instanceof DictColumn && (column.dictionary.length + 1) * groupCount <= bitmapLimit) {
      const fresh = this.freshRows(column, groups, groupCount, length);
      const freshGroups = fresh.map((row) => groups[row]!);
      this.pairs.add(freshGroups, keysOf(column.gather(fresh), fresh.length), fresh.length);
    } else {
      this.pairs.add(groups, keysOf(column, length), length);
    }
  }

  private freshRows(column: DictColumn, groups: Int32Array, groupCount: number, length: number): Int32Array {
    const stride = column.dictionary.length + 1;
    if (this.dictionary !== column.dictionary) {
      this.dictionary = column.dictionary;
      this.bits = new Uint8Array(0);
    }
    const bits = (this.bits = grow(this.bits, Math.ceil((stride * groupCount) / 8)));
    const rows = new Int32Array(length);
    let count = 0;
    for (let i = 0; i < length; i++) {
      const bit = groups[i]! * stride + column.codes[i]! + 1;
      const mask = 1 << (bit & 7);
      if ((bits[bit >>> 3]! & mask) !== 0) continue;
      bits[bit >>> 3]! |= mask;
      rows[count++] = i;
    }
    return rows.subarray(0, count);
  }

  finish(groupCount: number): readonly Column[] {
    return [countsColumn(this.pairs.counts(groupCount), groupCount)];
  }
}

function distinctCount(name: string, withAccuracy: boolean): AggregateFunction {
  return {
    name,
    ...(withAccuracy ? { deviation: 'The count is exact at every accuracy; the real engine estimates it.' } : {}),
    bind(args) {
      const wrong = wrongCount(name, args, 1, withAccuracy ? 2 : 1);
      if (wrong !== undefined) return wrong;
      if (args.length === 2) {
        const accuracy = constantNumber(args[1]);
        if (accuracy === undefined || !Number.isInteger(accuracy) || accuracy < 0 || accuracy > 4) {
          return `The accuracy of ${name}() must be a constant from 0 to 4.`;
        }
      }
      return { outputs: [{ type: 'long' }], create: () => new DistinctCount() };
    },
  };
}

export const dcount = distinctCount('dcount', true);
export const dcountif = conditional('dcountif', dcount);
export const countDistinct = distinctCount('count_distinct', false);
export const countDistinctIf = conditional('count_distinctif', countDistinct);
