import type { Column } from '../columns/column.js';
import type { ScalarType } from '../types.js';
import { IdPairs } from './pairTable.js';
import { ValueIds } from './valueIds.js';

/** Gives each distinct combination of key values a number: 0, 1, 2 … in the order of first appearance. */
export class KeyTable {
  private readonly columns: readonly ValueIds[];
  private readonly pairs: readonly IdPairs[];

  /** `matchNulls` false: a row with a null key gets -1 (joins). */
  constructor(types: readonly ScalarType[], matchNulls = true) {
    this.columns = types.map((type) => new ValueIds(type, matchNulls));
    this.pairs = types.slice(1).map(() => new IdPairs());
  }

  /** How many combinations there are so far. */
  get size(): number {
    return (this.pairs.at(-1) ?? this.columns[0]!).size;
  }

  /** A hint that about so many combinations are to come in all. */
  expect(count: number): void {
    if (this.columns.length === 1) this.columns[0]!.expect(count);
  }

  /** The number of each row; new combinations are added. */
  insert(keys: readonly Column[]): Int32Array {
    return this.numbers(keys, true);
  }

  /** The number of each row; -1 where the combination is unknown. */
  find(keys: readonly Column[]): Int32Array {
    return this.numbers(keys, false);
  }

  private numbers(keys: readonly Column[], insert: boolean): Int32Array {
    const [first, ...others] = keys.map((key, i) => this.columns[i]!.ids(key, insert));
    others.forEach((ids, i) => {
      const leftSize = (i === 0 ? this.columns[0]! : this.pairs[i - 1]!).size;
      this.pairs[i]!.number(first!, ids, Math.max(leftSize, this.columns[i + 1]!.size), insert);
    });
    return first!;
  }
}
