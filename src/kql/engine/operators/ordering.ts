import {
  BoolColumn,
  ConstColumn,
  DictColumn,
  Int64Column,
  IntColumn,
  RealColumn,
  type Column,
  type Validity,
} from '../columns/column.js';
import type { Decimal } from 'decimal.js';
import { dynamicJson } from '../dynamicText.js';
import type { Dynamic } from '../dynamic.js';
import type { Value } from '../types.js';

/**
 * A column as unsigned words whose order is the order asked for: compare `marks`, then `high`, then `low`. Absent parts are equal in all
 * rows. `marks` keeps null and NaN apart from values: both stand at the end where nulls go, null outermost.
 */
export interface OrderWords {
  readonly marks: Uint8Array | undefined;
  readonly high: Uint32Array | undefined;
  readonly low: Uint32Array | undefined;
  /** Words of another column of the same type mean the same: false for strings, which are ranked among themselves. */
  readonly comparable: boolean;
}

export interface KeyOrder {
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export function orderWords(column: Column, order: KeyOrder): OrderWords {
  if (column instanceof ConstColumn) return { marks: undefined, high: undefined, low: undefined, comparable: false };
  const flip = order.descending ? 0xffff_ffff : 0;
  if (column instanceof Int64Column) {
    const { words } = column;
    const high = new Uint32Array(column.length);
    const low = new Uint32Array(column.length);
    for (let i = 0; i < high.length; i++) {
      low[i] = words[2 * i]! ^ flip;
      high[i] = words[2 * i + 1]! ^ 0x8000_0000 ^ flip;
    }
    return { marks: nullMarks(column.valid, order), high, low, comparable: true };
  }
  if (column instanceof RealColumn) return realWords(column, order, flip);
  if (column instanceof IntColumn) {
    const low = new Uint32Array(column.length);
    for (let i = 0; i < low.length; i++) low[i] = column.values[i]! ^ 0x8000_0000 ^ flip;
    return { marks: nullMarks(column.valid, order), high: undefined, low, comparable: true };
  }
  if (column instanceof BoolColumn) {
    const low = new Uint32Array(column.length);
    for (let i = 0; i < low.length; i++) low[i] = column.values[i]! ^ flip;
    return { marks: nullMarks(column.valid, order), high: undefined, low, comparable: true };
  }
  if (column instanceof DictColumn) return dictionaryWords(column, flip);
  return rankedWords(column, order, flip);
}

/** Marks: 0 null first, 1 NaN first, 2 value, 3 NaN last, 4 null last. */
const valueMark = 2;

/** Whether a row is neither null nor NaN. */
export function isValue({ marks }: OrderWords, row: number): boolean {
  return marks === undefined || marks[row] === valueMark;
}

function nullMark(order: KeyOrder): number {
  return order.nullsFirst ? 0 : 4;
}

function nullMarks(valid: Validity, order: KeyOrder): Uint8Array | undefined {
  if (valid === undefined) return undefined;
  const mark = nullMark(order);
  const marks = new Uint8Array(valid.length);
  for (let i = 0; i < marks.length; i++) marks[i] = valid[i] === 0 ? mark : valueMark;
  return marks;
}

function realWords(column: RealColumn, order: KeyOrder, flip: number): OrderWords {
  const { values } = column;
  const words = new Int32Array(values.slice().buffer);
  const high = new Uint32Array(column.length);
  const low = new Uint32Array(column.length);
  let marks = nullMarks(column.valid, order);
  for (let i = 0; i < high.length; i++) {
    const value = values[i]!;
    if (value !== value) {
      marks ??= new Uint8Array(column.length).fill(valueMark);
      if (marks[i] === valueMark) marks[i] = order.nullsFirst ? 1 : 3;
      continue;
    }
    const top = value === 0 ? 0 : words[2 * i + 1]!;
    // Negative numbers order by the inverse of their bits.
    const turn = top < 0 ? 0xffff_ffff : 0;
    high[i] = top ^ (turn | 0x8000_0000) ^ flip;
    low[i] = words[2 * i]! ^ turn ^ flip;
  }
  return { marks, high, low, comparable: true };
}

/** Strings order by UTF-16 code units. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function dictionaryWords(column: DictColumn, flip: number): OrderWords {
  const { codes, dictionary } = column;
  const used = new Uint8Array(dictionary.length);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) used[codes[i]!] = 1;
  const present: number[] = [];
  for (let code = 0; code < used.length; code++) if (used[code] === 1) present.push(code);
  present.sort((a, b) => compareText(dictionary[a]!, dictionary[b]!));
  const ranks = new Uint32Array(dictionary.length);
  // Code -1 reads as "", which comes first.
  present.forEach((code, rank) => (ranks[code] = dictionary[code] === '' ? 0 : rank + 1));
  const low = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i++) low[i] = (codes[i]! < 0 ? 0 : ranks[codes[i]!]!) ^ flip;
  return { marks: undefined, high: undefined, low, comparable: false };
}

/** Ranks of the values among themselves: for strings, guids, decimals and dynamics. */
function rankedWords(column: Column, order: KeyOrder, flip: number): OrderWords {
  const { length } = column;
  const low = new Uint32Array(length);
  const marks = new Uint8Array(length).fill(valueMark);
  const keys = new Array<string | Decimal>(length);
  const rows: number[] = [];
  for (let i = 0; i < length; i++) {
    const value = column.get(i);
    if (value === null) marks[i] = nullMark(order);
    else {
      keys[i] = sortKey(value, column.type === 'dynamic');
      rows.push(i);
    }
  }
  const compare =
    column.type === 'decimal'
      ? (a: number, b: number) => (keys[a] as Decimal).comparedTo(keys[b] as Decimal)
      : (a: number, b: number) => compareText(keys[a] as string, keys[b] as string);
  rows.sort(compare);
  let rank = 0;
  rows.forEach((row, i) => {
    if (i > 0 && compare(rows[i - 1]!, row) !== 0) rank++;
    low[row] = rank ^ flip;
  });
  return { marks, high: undefined, low, comparable: false };
}

function sortKey(value: Value, isDynamic: boolean): string | Decimal {
  if (!isDynamic) return value as string | Decimal;
  return typeof value === 'string' ? value : dynamicJson(value as Dynamic);
}

/** Row numbers in the order of the keys, the first key first; rows with equal keys stay as they are. */
export function sortedRows(keys: readonly OrderWords[], length: number): Int32Array {
  const rows = Int32Array.from({ length }, (_, i) => i);
  if (length < 2) return rows;
  return length < 4096 ? compareSort(keys, rows) : radixSort(keys, rows);
}

/** Negative when row `a` comes before row `b`. */
export function compareRows(keys: readonly OrderWords[], a: number, b: number): number {
  for (const { marks, high, low } of keys) {
    if (marks !== undefined && marks[a] !== marks[b]) return marks[a]! - marks[b]!;
    if (marks !== undefined && marks[a] !== valueMark) continue;
    if (high !== undefined && high[a] !== high[b]) return high[a]! < high[b]! ? -1 : 1;
    if (low !== undefined && low[a] !== low[b]) return low[a]! < low[b]! ? -1 : 1;
  }
  return 0;
}

function compareSort(keys: readonly OrderWords[], rows: Int32Array): Int32Array {
  return rows.sort((a, b) => compareRows(keys, a, b) || a - b);
}

/** Least significant digit first, 16 bits at a time; a digit that is the same everywhere is passed over. */
function radixSort(keys: readonly OrderWords[], start: Int32Array<ArrayBuffer>): Int32Array {
  let from = start;
  let to = new Int32Array(start.length);
  const pass = (words: Uint32Array | Uint8Array | undefined, shift: number, masked: Uint8Array | undefined): void => {
    if (words === undefined) return;
    const counts = new Uint32Array(65_536);
    for (let i = 0; i < from.length; i++) {
      const row = from[i]!;
      const digit = masked !== undefined && masked[row] !== valueMark ? 0 : (words[row]! >>> shift) & 0xffff;
      counts[digit]!++;
    }
    const sample = masked !== undefined && masked[from[0]!] !== valueMark ? 0 : (words[from[0]!]! >>> shift) & 0xffff;
    if (counts[sample] === from.length) return;
    let sum = 0;
    for (let digit = 0; digit < 65_536; digit++) {
      const count = counts[digit]!;
      counts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < from.length; i++) {
      const row = from[i]!;
      const digit = masked !== undefined && masked[row] !== valueMark ? 0 : (words[row]! >>> shift) & 0xffff;
      to[counts[digit]!++] = row;
    }
    [from, to] = [to, from];
  };
  for (const { marks, high, low } of [...keys].reverse()) {
    pass(low, 0, marks);
    pass(low, 16, marks);
    pass(high, 0, marks);
    pass(high, 16, marks);
    pass(marks, 0, undefined);
  }
  return from;
}
