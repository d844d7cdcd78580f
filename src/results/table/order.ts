/** Sorts and filters rows in small steps, so that whoever drives it can draw in between and stop at any point. */
import type { Cell, ColumnType } from '../../model/query';
import { rawText } from './cellText';
import { compareNumbers, nearestNumber } from './exactNumbers';
import { readDatetime, readTimespan } from './timeText';

export interface SortKey {
  /** Place of the column in the table. */
  readonly column: number;
  readonly descending: boolean;
}

export interface RowTest {
  readonly column: number;
  readonly test: (cell: Cell) => boolean;
}

export interface OrderWork {
  readonly types: readonly ColumnType[];
  /** Every row of `indices` must be there. */
  readonly row: (index: number) => readonly Cell[] | undefined;
  /** The rows to look at, by their place in the table. */
  readonly indices: Uint32Array;
  readonly tests: readonly RowTest[];
  readonly sort: readonly SortKey[];
}

/** Rows between two pauses, chosen so that one step takes a few milliseconds at most. */
const STEP = 2048;

/**
 * Gives the indices of the rows that pass, in order; yields how much of the work is done, 0 to 1. Equal rows stay as they came. Numbers
 * sort by value also when they are text, times by their ticks, text by code point; null and NaN come last in both directions.
 */
export function* orderSteps(work: OrderWork): Generator<number, Uint32Array> {
  const passing = yield* filterSteps(work);
  if (work.sort.length === 0 || passing.length < 2) return passing;
  const compares: Compare[] = [];
  for (const [place, key] of work.sort.entries()) {
    compares.push(yield* keySteps(work, passing, key, 0.2 + (0.3 * place) / work.sort.length));
  }
  const compare: Compare = (a, b) => {
    for (const each of compares) {
      const way = each(a, b);
      if (way !== 0) return way;
    }
    return a - b;
  };
  // Positions within `passing` are sorted: the keys are as short as the list of rows that pass.
  const sorted = yield* mergeSortSteps(passing.length, compare);
  return sorted.map((position) => passing[position] ?? 0);
}

type Compare = (a: number, b: number) => number;

function* filterSteps({ row, indices, tests }: OrderWork): Generator<number, Uint32Array> {
  if (tests.length === 0) return indices;
  const passing = new Uint32Array(indices.length);
  let count = 0;
  for (const [place, index] of indices.entries()) {
    if (place % STEP === STEP - 1) yield (0.2 * place) / indices.length;
    const cells = row(index) ?? [];
    if (tests.every(({ column, test }) => test(cells[column] ?? null))) passing[count++] = index;
  }
  return passing.slice(0, count);
}

/** Reads the keys of one column once, and compares two positions by them. */
function* keySteps(work: OrderWork, indices: Uint32Array, key: SortKey, done: number): Generator<number, Compare> {
  const type = work.types[key.column] ?? 'string';
  const numeric = numericKey(type);
  const sign = key.descending ? -1 : 1;
  const cells: Cell[] = new Array<Cell>(indices.length).fill(null);
  const approximate = new Float64Array(numeric ? indices.length : 0);
  const texts: string[] = [];
  /** 0 a value, 1 null, NaN or unreadable: these come last whatever the direction. */
  const ranks = new Uint8Array(indices.length);
  let simple = true;
  for (const [position, index] of indices.entries()) {
    if (position % STEP === STEP - 1) yield done;
    const cell = work.row(index)?.[key.column] ?? null;
    cells[position] = cell;
    if (numeric) {
      const value = cell === null ? Number.NaN : numeric(cell);
      approximate[position] = value;
      if (Number.isNaN(value)) ranks[position] = cell === null ? 2 : 1;
    } else {
      const text = cell === null ? '' : type === 'guid' ? rawText(cell).toLowerCase() : rawText(cell);
      texts.push(text);
      if (cell === null) ranks[position] = 2;
      simple &&= !/[\uD800-\uFFFF]/.test(text);
    }
  }
  const exact = exactCompare(type);
  const compareTexts = simple ? compareUnits : compareCodePoints;
  return (a, b) => {
    const rank = (ranks[a] ?? 0) - (ranks[b] ?? 0);
    if (rank !== 0 || (ranks[a] ?? 0) > 0) return rank;
    if (!numeric) return sign * compareTexts(texts[a] ?? '', texts[b] ?? '');
    const [x = 0, y = 0] = [approximate[a], approximate[b]];
    if (x !== y) return x < y ? -sign : sign;
    return sign * exact(cells[a] ?? null, cells[b] ?? null);
  };
}

/** A double that keeps the order of the type's values; undefined for types that sort as text. */
function numericKey(type: ColumnType): ((cell: Cell) => number) | undefined {
  switch (type) {
    case 'bool':
    case 'int':
    case 'long':
    case 'real':
    case 'decimal':
      return nearestNumber;
    case 'datetime':
      return (cell) => Number(datetimeTicks(cell) ?? Number.NaN);
    case 'timespan':
      return (cell) => Number(timespanTicks(cell) ?? Number.NaN);
    default:
      return undefined;
  }
}

function exactCompare(type: ColumnType): (a: Cell, b: Cell) => number {
  if (type === 'datetime') return (a, b) => compareTicks(datetimeTicks(a), datetimeTicks(b));
  if (type === 'timespan') return (a, b) => compareTicks(timespanTicks(a), timespanTicks(b));
  return compareNumbers;
}

function datetimeTicks(cell: Cell): bigint | undefined {
  return typeof cell === 'string' ? readDatetime(cell)?.from : undefined;
}

function timespanTicks(cell: Cell): bigint | undefined {
  return typeof cell === 'string' ? readTimespan(cell) : undefined;
}

function compareTicks(a = 0n, b = 0n): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** UTF-16 puts surrogates before U+E000 to U+FFFF; code points do not. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x === y) continue;
    const lift = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
    return lift(x) - lift(y);
  }
  return a.length - b.length;
}

/** Sorts the positions 0 to `count` - 1: short runs first, then merges of neighbours. */
function* mergeSortSteps(count: number, compare: Compare): Generator<number, Uint32Array> {
  let from = Uint32Array.from({ length: count }, (_, position) => position);
  for (let start = 0; start < count; start += STEP) {
    from.subarray(start, start + STEP).sort(compare);
    yield 0.5 + (0.2 * start) / count;
  }
  let to = new Uint32Array(count);
  const levels = Math.max(1, Math.ceil(Math.log2(count / STEP)));
  let level = 0;
  for (let width = STEP; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count);
      const end = Math.min(start + 2 * width, count);
      for (let out = start, left = start, right = middle; out < end; out++) {
        const [x = 0, y = 0] = [from[left], from[right]];
        const takeLeft = left < middle && (right >= end || compare(x, y) <= 0);
        to[out] = takeLeft ? x : y;
        if (takeLeft) left++;
        else right++;
        if (out % STEP === STEP - 1) yield 0.7 + (0.3 * (level + out / count)) / levels;
      }
    }
    [from, to] = [to, from];
    level++;
  }
  return from;
}
