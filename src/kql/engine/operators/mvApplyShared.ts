import { Chunk } from '../chunk.js';
import { Int64Column } from '../columns/column.js';
import { singleChunk } from '../relations.js';
import type { Plan } from '../plan.js';
import { columnIndex, type Schema } from '../types.js';
import type { ExecContext } from './context.js';
import type { Expanded } from './expand.js';
import { concatChunks, type Applied } from './mvApply.js';
import { carryRow, rowColumn } from './mvApplyCarry.js';

/**
 * A way to run a sub-query over the rows of all source rows at once, the source row carried along in a column of its own. Absent when the
 * sub-query has to see each source row by itself.
 */
export function sharedRun(plan: Plan, schema: Schema): ((part: Expanded, context: ExecContext) => Applied) | undefined {
  const carried = carryRow(plan);
  if (carried === undefined) return undefined;
  return (part, context) => {
    const { chunk } = part;
    const sourceRows = BigInt64Array.from(part.rows, BigInt);
    const columns = schema.map((_, index) => chunk.column(index));
    const tagged = Chunk.of([...columns, new Int64Column('long', sourceRows)], chunk.length);
    const result = context.run(carried.plan, { schema: [...schema, rowColumn], chunks: [tagged], serialized: true });
    const index = columnIndex(result.schema, rowColumn.name);
    const all = singleChunk(result, context);
    const rowOf = all.column(index);
    const rows = Int32Array.from({ length: all.length }, (_, i) => Number(rowOf.get(i)));
    const own = Chunk.lazy(all.columnCount - 1, all.length, (i) => all.column(i < index ? i : i + 1));
    const missing = carried.fillsEmpty ? rowsWithout(part.rows, rows) : [];
    if (missing.length === 0) return inOrder(rows, own);
    // An aggregate of no rows still gives a row: the same one for every source row that has none left.
    const ofNothing = singleChunk(context.run(plan, { schema, chunks: [], serialized: true }), context);
    const filled = missing.flatMap((row) => new Array<number>(ofNothing.length).fill(row));
    const chunks = [own, ...missing.map(() => ofNothing)].filter((part) => part.length > 0);
    if (chunks.length === 0) return { rows: new Int32Array(0), chunk: own };
    return inOrder(Int32Array.from([...rows, ...filled]), concatChunks(chunks, rows.length + filled.length));
  };
}

function rowsWithout(wanted: Int32Array, present: Int32Array): readonly number[] {
  const known = new Set(present);
  return [...new Set(wanted)].filter((row) => !known.has(row));
}

/** Results by source row; those of one keep their order. */
function inOrder(rows: Int32Array, chunk: Chunk): Applied {
  let isAscending = true;
  for (let i = 1; i < rows.length && isAscending; i++) isAscending = rows[i]! >= rows[i - 1]!;
  if (isAscending) return { rows, chunk };
  const order = Int32Array.from(rows, (_, i) => i).sort((a, b) => rows[a]! - rows[b]! || a - b);
  return { rows: order.map((i) => rows[i]!), chunk: chunk.gather(order) };
}
