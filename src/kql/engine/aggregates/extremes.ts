import { BoolColumn, columnOf, DictColumn, Int64Column, IntColumn, RealColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import { isInt64 } from '../types.js';
import type { Int64Type, ScalarType, Value } from '../types.js';
import { compareValues } from './order.js';
import { flat, grow, int64Column, numberColumn, validityOf } from './storage.js';

/** Told of each row that beats what its group had. */
export type Won = (row: number, group: number) => void;

/** The largest or smallest value of each group; nulls never win, of equal values the first does. */
export interface Extremes {
  update(column: Column, groups: Int32Array, groupCount: number, length: number, won?: Won): void;
  finish(groupCount: number): Column;
}

/** int, bool and real, as doubles. */
class NumberExtremes implements Extremes {
  private best = new Float64Array(0);
  private seen = new Uint8Array(0);

  constructor(
    private readonly type: ScalarType,
    private readonly largest: boolean,
  ) {}

  update(column: Column, groups: Int32Array, groupCount: number, length: number, won?: Won): void {
    const best = (this.best = grow(this.best, groupCount));
    const seen = (this.seen = grow(this.seen, groupCount));
    const { values, valid } = numberColumn(column);
    const { largest } = this;
    for (let i = 0; i < length; i++) {
      if (valid !== undefined && valid[i] === 0) continue;
      const group = groups[i]!;
      const value = values[i]!;
      const kept = best[group]!;
      // A NaN that is kept loses against any number.
      if (seen[group] === 1 && !(largest ? value > kept : value < kept) && !(kept !== kept && value === value)) continue;
      seen[group] = 1;
      best[group] = value;
      won?.(i, group);
    }
  }

  finish(groupCount: number): Column {
    const best = grow(this.best, groupCount).slice(0, groupCount);
    const valid = validityOf(this.seen, groupCount);
    if (this.type === 'real') return new RealColumn(best, valid);
    if (this.type === 'int') return new IntColumn(Int32Array.from(best), valid);
    return new BoolColumn(Uint8Array.from(best), valid);
  }
}

/** long, datetime and timespan, as pairs of 32-bit words. */
class Int64Extremes implements Extremes {
  /** High word, low word, whether there is a value, nothing: side by side, since groups come in any order. */
  private best = new Int32Array(0);

  constructor(
    private readonly type: Int64Type,
    private readonly largest: boolean,
  ) {}

  update(column: Column, groups: Int32Array, groupCount: number, length: number, won?: Won): void {
    const best = (this.best = grow(this.best, groupCount * 4));
    const { words, valid } = int64Column(column);
    const { largest } = this;
    for (let i = 0; i < length; i++) {
      if (valid !== undefined && valid[i] === 0) continue;
      const group = groups[i]!;
      const at = 4 * group;
      const h = words[2 * i + 1]!;
      const l = words[2 * i]!;
      if (best[at + 2] === 1) {
        const keptHigh = best[at]!;
        const keptLow = best[at + 1]! >>> 0;
        if (
          largest
            ? h < keptHigh || (h === keptHigh && l >>> 0 <= keptLow)
            : h > keptHigh || (h === keptHigh && l >>> 0 >= keptLow)
        )
          continue;
      }
      best[at] = h;
      best[at + 1] = l;
      best[at + 2] = 1;
      won?.(i, group);
    }
  }

  finish(groupCount: number): Column {
    const best = grow(this.best, groupCount * 4);
    const values = new BigInt64Array(groupCount);
    const words = new Int32Array(values.buffer);
    const seen = new Uint8Array(groupCount);
    for (let group = 0; group < groupCount; group++) {
      words[2 * group] = best[4 * group + 1]!;
      words[2 * group + 1] = best[4 * group]!;
      seen[group] = best[4 * group + 2]!;
    }
    return new Int64Column(this.type, values, validityOf(seen, groupCount));
  }
}

/** Any type, by value. */
class ValueExtremes implements Extremes {
  private readonly best: Value[] = [];
  private codes = new Int32Array(0);
  private dictionary: readonly string[] | undefined;

  constructor(
    private readonly type: ScalarType,
    private readonly largest: boolean,
  ) {}

  update(column: Column, groups: Int32Array, groupCount: number, length: number, won?: Won): void {
    for (let group = this.best.length; group < groupCount; group++) this.best.push(null);
    const values = flat(column);
    if (values instanceof DictColumn) this.updateCodes(values, groups, groupCount, length, won);
    else {
      this.dictionary = undefined;
      for (let i = 0; i < length; i++) this.offer(values.get(i), i, groups[i]!, won);
    }
  }

  /** Looks at a row only when its code is not the one that its group has. */
  private updateCodes(column: DictColumn, groups: Int32Array, groupCount: number, length: number, won?: Won): void {
    const codes = (this.codes = grow(this.codes, groupCount));
    if (this.dictionary !== column.dictionary) {
      codes.fill(-2);
      this.dictionary = column.dictionary;
    } else {
      for (let group = 0; group < groupCount; group++) if (this.best[group] === null) codes[group] = -2;
    }
    for (let i = 0; i < length; i++) {
      const group = groups[i]!;
      const code = column.codes[i]!;
      if (codes[group] !== code && this.offer(column.get(i), i, group, won)) codes[group] = code;
    }
  }

  private offer(value: Value, row: number, group: number, won?: Won): boolean {
    if (value === null) return false;
    const kept = this.best[group] ?? null;
    if (kept !== null) {
      const order = compareValues(value, kept);
      if (this.largest ? order <= 0 : order >= 0) return false;
    }
    this.best[group] = value;
    won?.(row, group);
    return true;
  }

  finish(groupCount: number): Column {
    return columnOf(
      this.type,
      Array.from({ length: groupCount }, (_, group) => this.best[group] ?? null),
    );
  }
}

export function extremes(type: ScalarType, largest: boolean): Extremes {
  if (isInt64(type)) return new Int64Extremes(type, largest);
  if (type === 'real' || type === 'int' || type === 'bool') return new NumberExtremes(type, largest);
  return new ValueExtremes(type, largest);
}
