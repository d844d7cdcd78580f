import type { Chunk, Relation } from '../chunk.js';
import type { PlanOf } from '../plan.js';
import { singleChunk } from '../relations.js';
import { columnIndex, type ColumnSpec, type Schema } from '../types.js';
import type { ExecContext } from './context.js';
import { withSchema } from './evaluatePlugin.js';
import { bindPartitionKey } from './partitionKey.js';
import { rowKeys, rowsByKey } from './rowKeys.js';

/** Runs the sub-query on the rows of each value of the key, and puts the results one after the other. */
export function partition(plan: PlanOf<'partition'>, input: Relation, context: ExecContext): Relation {
  const chunk = singleChunk(input, context);
  const { schema } = input;
  const compiled = context.compile(plan.by.expr, schema);
  const key = compiled.evaluate(chunk);
  const keys = rowKeys([key], chunk.length);
  const keyName = plan.by.name ?? plan.by.defaultName;
  const results = rowsByKey(keys).map((rows) => {
    context.check();
    const subquery =
      keyName === undefined ? plan.subquery : bindPartitionKey(plan.subquery, keyName, key.type, key.get(rows[0]!));
    return context.run(subquery, { schema, chunks: [chunk.gather(rows)], serialized: input.serialized });
  });
  if (results.length === 0) {
    const subquery = keyName === undefined ? plan.subquery : bindPartitionKey(plan.subquery, keyName, key.type, null);
    results.push(context.run(subquery, { schema, chunks: [], serialized: input.serialized }));
  }
  const output = commonSchema(results);
  return { schema: output, chunks: concatenated(results, output), serialized: false };
}

/** The columns of all results by name; they differ only when a sub-query has columns that depend on the data. */
function commonSchema(results: readonly Relation[]): Schema {
  const columns: ColumnSpec[] = [];
  for (const result of results) {
    for (const column of result.schema) if (columnIndex(columns, column.name) < 0) columns.push(column);
  }
  return columns;
}

function* concatenated(results: readonly Relation[], schema: Schema): Generator<Chunk> {
  for (const result of results) yield* withSchema(result, schema).chunks;
}
