import type { Relation } from '../chunk.js';
import type { Chunk } from '../chunk.js';
import { columnOf } from '../columns/column.js';
import { countHll, hllOf, mergeHll } from '../functions/sketches/hll.js';
import type { Hll } from '../functions/sketches/hll.js';
import type { Dynamic } from '../dynamic.js';
import { NameTable } from '../naming.js';
import { chunked, singleChunk, slices } from '../relations.js';
import type { ColumnSpec, Value } from '../types.js';
import type { Plugin } from './definition.js';
import { PluginArguments, rowsRelation } from './support.js';

/** Rows for which the condition is true, and their neighbours in the order of the input. */
export const rowsNear: Plugin = {
  name: 'rows_near',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(2, 3);
    const chunk = singleChunk(input, context);
    const condition = args.compiled(0).evaluate(chunk);
    const before = args.number(1);
    const after = args.count > 2 ? args.number(2) : before;
    const rows: number[] = [];
    let kept = 0;
    for (let row = 0; row < chunk.length; row++) {
      if (condition.get(row) !== true) continue;
      const to = Math.min(chunk.length, row + after + 1);
      for (let near = Math.max(kept, row - before); near < to; near++) rows.push(near);
      kept = Math.max(kept, to);
    }
    return { schema: input.schema, chunks: slices(chunk.gather(Int32Array.from(rows))), serialized: input.serialized };
  },
};

function* firstRows(input: Relation, count: number): Generator<Chunk> {
  let left = count;
  for (const chunk of input.chunks) {
    if (left <= 0) return;
    yield chunk.slice(0, Math.min(left, chunk.length));
    left -= chunk.length;
  }
}

export const preview: Plugin = {
  name: 'preview',
  deviation: 'Gives the rows only, without the second table that holds their number.',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(1, 1);
    const count = args.number(0);
    return { schema: input.schema, chunks: { [Symbol.iterator]: () => firstRows(input, count) }, serialized: input.serialized };
  },
};

export const identity: Plugin = { name: 'identity', run: (_plan, input) => input };

export const estimateRowsCount: Plugin = {
  name: 'estimate_rows_count',
  deviation: 'The number is exact.',
  run(_plan, input) {
    let count = 0;
    for (const chunk of input.chunks) count += chunk.length;
    return rowsRelation([{ name: 'EstimatedRowsCount', type: 'long' }], [[BigInt(count)]]);
  },
};

/** The count of what all states have in common, by inclusion and exclusion over their unions. */
function intersection(states: readonly Hll[]): number {
  let total = 0;
  for (let subset = 1; subset < 2 ** states.length; subset++) {
    const members = states.filter((_, index) => (subset & (1 << index)) !== 0);
    total += (members.length % 2 === 1 ? 1 : -1) * countHll(mergeHll(members));
  }
  return Math.max(0, total);
}

/** Adds s0 (the first set), s1 (common to the first two) … for two to sixteen `hll` states in each row. */
export const dcountIntersect: Plugin = {
  name: 'dcount_intersect',
  deviation: 'Exact up to 16,384 distinct values per set.',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(2, 16);
    const chunk = singleChunk(input, context);
    const states = args.columns(0).map(({ index }) => chunk.column(index));
    const names = new NameTable(input.schema.map(({ name }) => name));
    const schema: ColumnSpec[] = states.map((_, index) => ({ name: names.unique(`s${index}`), type: 'long' }));
    const counts: Value[][] = states.map(() => []);
    for (let row = 0; row < chunk.length; row++) {
      context.check();
      const sets = states.map((column) => hllOf(column.get(row) as Dynamic));
      sets.forEach((_, index) => counts[index]!.push(BigInt(intersection(sets.slice(0, index + 1)))));
    }
    const columns = [...input.schema.map((_, index) => chunk.column(index)), ...counts.map((values) => columnOf('long', values))];
    return chunked([...input.schema, ...schema], columns, chunk.length, input.serialized);
  },
};
