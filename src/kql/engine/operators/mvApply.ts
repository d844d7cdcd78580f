import { Chunk, type Relation } from '../chunk.js';
import type { Column } from '../columns/column.js';
import type { PlanOf } from '../plan.js';
import { concatColumns } from '../relations.js';
import { columnIndex, type ColumnSpec, type Schema } from '../types.js';
import type { ExecContext } from './context.js';
import { expansion, type Expanded, type Expansion } from './expand.js';
import { sharedRun } from './mvApplyShared.js';

/** Where a column of the result comes from: the source row or the sub-query. */
export interface ResultColumn extends ColumnSpec {
  readonly from: 'row' | 'subquery';
  readonly index: number;
}

/**
 * Runs a sub-query over the rows that each source row expands to. The result has the columns of the source row, with those of the
 * sub-query in the place of columns of the same name, new ones after them; an expanded column that the sub-query drops is gone.
 */
export function mvApply(plan: PlanOf<'mv-apply'>, input: Relation, context: ExecContext): Relation {
  const expanded = expansion({ ...plan, bagExpansion: 'bag' }, input.schema, context);
  const nothing: Relation = { schema: expanded.schema, chunks: [], serialized: true };
  const subSchema = context.run(plan.subquery, nothing).schema;
  const columns = resultColumns(input.schema, expanded.names, subSchema);
  const together = sharedRun(plan.subquery, expanded.schema);
  const apply = (part: Expanded): Iterable<Applied> =>
    together === undefined ? applyRowByRow(plan, part, expanded.schema, context) : [together(part, context)];
  return {
    schema: columns.map(({ name, type }) => ({ name, type })),
    chunks: run(input, expanded, columns, apply),
    serialized: false,
  };
}

/** Result rows of the sub-query, with the source row of each. */
export interface Applied {
  readonly rows: Int32Array;
  readonly chunk: Chunk;
}

export function resultColumns(source: Schema, expandedNames: readonly string[], sub: Schema): readonly ResultColumn[] {
  const columns: ResultColumn[] = [];
  source.forEach((column, index) => {
    const inSub = columnIndex(sub, column.name);
    if (inSub >= 0) columns.push({ ...sub[inSub]!, from: 'subquery', index: inSub });
    else if (!expandedNames.includes(column.name)) columns.push({ ...column, from: 'row', index });
  });
  sub.forEach((column, index) => {
    if (columnIndex(source, column.name) < 0) columns.push({ ...column, from: 'subquery', index });
  });
  return columns;
}

function* run(
  input: Relation,
  expanded: Expansion,
  columns: readonly ResultColumn[],
  apply: (part: Expanded) => Iterable<Applied>,
): Generator<Chunk> {
  for (const chunk of input.chunks) {
    for (const part of expanded.expand(chunk)) {
      for (const { rows, chunk: result } of apply(part)) {
        if (rows.length === 0) continue;
        yield Chunk.lazy(columns.length, rows.length, (i) => {
          const column = columns[i]!;
          return column.from === 'subquery' ? result.column(column.index) : chunk.column(column.index).gather(rows);
        });
      }
    }
  }
}

/** Runs the sub-query once per source row; results of one batch come as one block. */
function* applyRowByRow(plan: PlanOf<'mv-apply'>, part: Expanded, schema: Schema, context: ExecContext): Generator<Applied> {
  const rows: number[] = [];
  const results: Chunk[] = [];
  for (let from = 0; from < part.rows.length;) {
    const row = part.rows[from]!;
    let to = from + 1;
    while (to < part.rows.length && part.rows[to] === row) to++;
    context.check();
    const result = context.run(plan.subquery, { schema, chunks: [part.chunk.slice(from, to)], serialized: true });
    for (const chunk of result.chunks) {
      if (chunk.length === 0) continue;
      results.push(chunk);
      for (let i = 0; i < chunk.length; i++) rows.push(row);
    }
    from = to;
  }
  if (results.length === 0) return;
  yield { rows: Int32Array.from(rows), chunk: concatChunks(results, rows.length) };
}

export function concatChunks(chunks: readonly Chunk[], length: number): Chunk {
  if (chunks.length === 1) return chunks[0]!;
  return Chunk.lazy(chunks[0]!.columnCount, length, (index): Column => concatColumns(chunks.map((chunk) => chunk.column(index))));
}
