import type { Relation, Table } from './chunk.js';
import { Chunk, chunkRows } from './chunk.js';
import { concatColumns } from './columns/concat.js';
import type { Column } from './columns/column.js';
import { constant } from './columns/column.js';
import type { ExecContext } from './operators/context.js';
import type { Schema } from './types.js';

export { concatColumns } from './columns/concat.js';

/** Reads all rows of a relation into memory. */
export function collect(relation: Relation, context: ExecContext): Table {
  const chunks: Chunk[] = [];
  let rowCount = 0;
  for (const chunk of relation.chunks) {
    context.check();
    if (chunk.length === 0) continue;
    context.reserve(chunk.length * 8);
    chunks.push(chunk);
    rowCount += chunk.length;
  }
  return { schema: relation.schema, chunks, rowCount };
}

/** All rows of a relation as one chunk; columns are put together on first use. */
export function singleChunk(relation: Relation, context: ExecContext): Chunk {
  return chunkOfTable(collect(relation, context), context);
}

/** All rows of a table as one chunk; columns are put together on first use. */
export function chunkOfTable(table: Table, context?: ExecContext): Chunk {
  const [first, ...rest] = table.chunks;
  if (first === undefined) return emptyChunk(table.schema);
  if (rest.length === 0) return first;
  return Chunk.lazy(table.schema.length, table.rowCount, (index) => {
    context?.check();
    context?.reserve(table.rowCount * 8);
    return concatColumns(table.chunks.map((chunk) => chunk.column(index)));
  });
}

export function emptyChunk(schema: Schema): Chunk {
  return Chunk.lazy(schema.length, 0, (index) => constant(schema[index]!.type, null, 0));
}

export function relationOf(table: Table, serialized = false): Relation {
  return { schema: table.schema, chunks: table.chunks, serialized };
}

/** A relation of whole columns, cut into chunks of the usual size. */
export function chunked(schema: Schema, columns: readonly Column[], length: number, serialized = false): Relation {
  return { schema, chunks: slices(Chunk.of(columns, length)), serialized };
}

/** One large chunk, cut into chunks of the usual size. */
export function slices(chunk: Chunk): readonly Chunk[] {
  if (chunk.length === 0) return [];
  if (chunk.length <= chunkRows) return [chunk];
  const chunks: Chunk[] = [];
  for (let from = 0; from < chunk.length; from += chunkRows) {
    chunks.push(chunk.slice(from, Math.min(chunk.length, from + chunkRows)));
  }
  return chunks;
}

export function tableOf(schema: Schema, columns: readonly Column[], length: number): Table {
  return { schema, chunks: slices(Chunk.of(columns, length)), rowCount: length };
}
