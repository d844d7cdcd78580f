import { Chunk, type Relation } from '../chunk.js';
import { DictColumn, RealColumn, type Column } from '../columns/column.js';
import { concatColumns } from '../columns/concat.js';
import type { PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';
import { compareRows, isValue, orderWords, sortedRows, type OrderWords } from './ordering.js';
import { bindSortKeys, wordsOf, type BoundSortKey } from './sort.js';
import { rowCount } from './take.js';

/** `top`: the first rows in the order of the keys, as `sort` and `take` give them; keeps only what may still be among them. */
export function top(plan: PlanOf<'top'>, input: Relation, context: ExecContext): Relation {
  const count = rowCount(plan.count, context);
  const keys = bindSortKeys(plan.keys, input.schema, context);
  return {
    schema: input.schema,
    serialized: true,
    chunks: {
      *[Symbol.iterator]() {
        if (count === 0) return;
        const best = new Best(count, keys, input.schema.length);
        for (const chunk of input.chunks) {
          context.check();
          if (chunk.length > 0) best.add(chunk);
        }
        const result = best.finish();
        if (result !== undefined) yield result;
      },
    },
  };
}

/** The best rows so far: candidates pile up and are cut back to `count` when there are many. */
class Best {
  private candidates: Chunk[] = [];
  private held = 0;
  /** The words of the worst row that is in for now, or its text or real; a row whose first key is behind it is out. */
  private bound: OrderWords | string | number | undefined;

  constructor(
    private readonly count: number,
    private readonly keys: readonly BoundSortKey[],
    private readonly width: number,
  ) {}

  add(chunk: Chunk): void {
    const rows = this.inBound(chunk);
    if (rows?.length === 0) return;
    let kept = rows === undefined ? chunk : chunk.gather(rows);
    if (kept.length > this.count * 2 && this.keys.length > 1) kept = kept.gather(this.leading(kept));
    if (kept.length > this.count * 2) kept = kept.gather(firstRows(wordsOf(this.keys, kept), kept.length, this.count));
    this.candidates.push(kept);
    this.held += kept.length;
    if (this.bound === undefined ? this.held > this.count : this.held > 4 * this.count + 65_536) this.cut();
  }

  /** The first rows by the first key alone, with all that tie: further keys, which may be texts, are put in order for these only. */
  private leading(chunk: Chunk): Int32Array {
    const words = wordsOf(this.keys.slice(0, 1), chunk);
    let worst = -1;
    for (const row of firstRows(words, chunk.length, this.count)) {
      if (worst < 0 || compareRows(words, row, worst) > 0) worst = row;
    }
    const rows = new Int32Array(chunk.length);
    let count = 0;
    for (let row = 0; row < rows.length; row++) if (compareRows(words, row, worst) <= 0) rows[count++] = row;
    return rows.slice(0, count);
  }

  /** The rows whose first key is not behind the bound; undefined for all of them. */
  private inBound(chunk: Chunk): Int32Array | undefined {
    const [key] = this.keys;
    if (this.bound === undefined) return undefined;
    const column = key!.compiled.evaluate(chunk);
    if (typeof this.bound === 'number' && column instanceof RealColumn) return withinReals(column, this.bound, key!);
    if (typeof this.bound === 'number') return undefined;
    if (typeof this.bound === 'string') return withinText(column, this.bound, key!.descending);
    return within(orderWords(column, key!), this.bound, chunk.length);
  }

  finish(): Chunk | undefined {
    if (this.held === 0) return undefined;
    this.cut();
    return this.candidates[0];
  }

  private cut(): void {
    const all = joined(this.candidates, this.width);
    const words = wordsOf(this.keys, all);
    const rows = sortedRows(words, all.length).slice(0, this.count);
    this.candidates = [all.gather(rows)];
    this.held = rows.length;
    const first = words[0]!;
    if (rows.length < this.count) return;
    const worst = rows[rows.length - 1]!;
    if (this.keys[0]!.compiled.type === 'string') {
      this.bound = this.keys[0]!.compiled.evaluate(all).get(worst) as string;
    } else if (this.keys[0]!.compiled.type === 'real' && first.comparable && isValue(first, worst)) {
      this.bound = this.keys[0]!.compiled.evaluate(all).get(worst) as number;
    } else if (first.comparable) {
      this.bound = {
        comparable: true,
        marks: first.marks?.slice(worst, worst + 1),
        high: first.high?.slice(worst, worst + 1),
        low: first.low?.slice(worst, worst + 1),
      };
    }
  }
}

/** Rows whose real is not behind the bound. */
function withinReals({ values, valid }: RealColumn, bound: number, { descending, nullsFirst }: BoundSortKey): Int32Array {
  const rows = new Int32Array(values.length);
  const others = nullsFirst ? 1 : 0;
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const isIn = valid?.[row] === 0 || value !== value ? others : (descending ? value >= bound : value <= bound) ? 1 : 0;
    rows[count] = row;
    count += isIn;
  }
  return rows.slice(0, count);
}

/** Rows whose text is not behind the bound; a dictionary is compared once per entry. */
function withinText(column: Column, bound: string, descending: boolean): Int32Array {
  const isIn = (text: string): boolean => (descending ? text >= bound : text <= bound);
  const rows = new Int32Array(column.length);
  let count = 0;
  if (column instanceof DictColumn) {
    const entries = Uint8Array.from(column.dictionary, (text) => (isIn(text) ? 1 : 0));
    const empty = isIn('');
    for (let row = 0; row < rows.length; row++) {
      const code = column.codes[row]!;
      if (code < 0 ? empty : entries[code] === 1) rows[count++] = row;
    }
  } else {
    for (let row = 0; row < rows.length; row++) if (isIn(column.get(row) as string)) rows[count++] = row;
  }
  return rows.slice(0, count);
}

/** Rows whose first key is not behind the bound. */
function within({ marks, high, low }: OrderWords, bound: OrderWords, length: number): Int32Array | undefined {
  const markBound = bound.marks?.[0] ?? 2;
  const highBound = bound.high?.[0] ?? 0;
  const lowBound = bound.low?.[0] ?? 0;
  if (low === undefined) return undefined;
  const rows = new Int32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) {
    const mark = marks === undefined ? 2 : marks[row]!;
    if (mark > markBound) continue;
    if (mark === markBound && mark === 2) {
      const top = high === undefined ? 0 : high[row]!;
      if (top > highBound || (top === highBound && low[row]! > lowBound)) continue;
    }
    rows[count++] = row;
  }
  return rows.slice(0, count);
}

/** The first `count` rows by the keys, kept in a heap with the worst on top; in the order of the input. */
function firstRows(words: readonly OrderWords[], length: number, count: number): Int32Array {
  const heap = new Int32Array(count);
  const behind = (a: number, b: number): boolean => (compareRows(words, a, b) || a - b) > 0;
  const sink = (start: number, size: number): void => {
    let at = start;
    const row = heap[at]!;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && behind(heap[child + 1]!, heap[child]!)) child++;
      if (!behind(heap[child]!, row)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = row;
  };
  // Rows that get better and better would all pass through the heap: those are read from the end.
  const backward = behind(0, length - 1);
  const rowAt = (i: number): number => (backward ? length - 1 - i : i);
  for (let i = 0; i < count; i++) heap[i] = rowAt(i);
  for (let i = (count >> 1) - 1; i >= 0; i--) sink(i, count);
  for (let i = count; i < length; i++) {
    const row = rowAt(i);
    if (behind(heap[0]!, row)) {
      heap[0] = row;
      sink(0, count);
    }
  }
  return heap.sort();
}

function joined(chunks: readonly Chunk[], width: number): Chunk {
  if (chunks.length === 1) return chunks[0]!;
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return Chunk.lazy(width, length, (index) => concatColumns(chunks.map((chunk) => chunk.column(index))));
}
