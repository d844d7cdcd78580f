import { Chunk, chunkRows, type Table } from '../chunk.js';
import type { Column } from '../columns/column.js';
import { KqlError } from '../errors.js';
import type { Schema, Value } from '../types.js';
import { columnBuilder, type ColumnBuilder } from './columnBuilder.js';

export interface BuildLimits {
  /** Bytes that the table may hold in memory. */
  readonly maxBytes?: number;
  /** What is being loaded, for the refusal. */
  readonly name?: string;
}

/** Builds a table of chunks of 65,536 rows: each row appends one value to every column builder, then calls `endRow`. */
export class TableBuilder {
  readonly columns: readonly ColumnBuilder[];
  private rowsOfChunk = 0;
  private rows = 0;

  constructor(
    readonly schema: Schema,
    private readonly limits: BuildLimits = {},
  ) {
    this.columns = schema.map(({ type }) => columnBuilder(type));
  }

  get rowCount(): number {
    return this.rows;
  }

  get bytes(): number {
    return this.columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  endRow(): void {
    this.rows++;
    if (++this.rowsOfChunk === chunkRows) this.endChunk();
  }

  /** Rows that still fit the chunk. */
  get room(): number {
    return chunkRows - this.rowsOfChunk;
  }

  /** After `count` rows, no more than `room`, went to every column builder. */
  endRows(count: number): void {
    this.rows += count;
    this.rowsOfChunk += count;
    if (this.rowsOfChunk === chunkRows) this.endChunk();
  }

  appendRow(values: readonly Value[]): void {
    for (let i = 0; i < this.columns.length; i++) this.columns[i]!.append(values[i] ?? null);
    this.endRow();
  }

  finish(): Table {
    if (this.rowsOfChunk > 0) this.endChunk();
    const columns = this.columns.map((column) => column.finish());
    const chunks: Chunk[] = [];
    for (let at = 0, index = 0; at < this.rows; at += chunkRows, index++) {
      const parts = columns.map((chunksOfColumn): Column => chunksOfColumn[index]!);
      chunks.push(Chunk.of(parts, Math.min(chunkRows, this.rows - at)));
    }
    return { schema: this.schema, chunks, rowCount: this.rows };
  }

  private endChunk(): void {
    for (const column of this.columns) column.endChunk();
    this.rowsOfChunk = 0;
    const { maxBytes = Infinity, name = 'The table' } = this.limits;
    const { bytes } = this;
    if (bytes > maxBytes) {
      const mib = (value: number): string => `${Math.ceil(value / 1_048_576)} MiB`;
      throw new KqlError(
        'limit',
        `${name} needs more than the ${mib(maxBytes)} of memory allowed: ${mib(bytes)} after ${this.rows} rows. ` +
          'Load fewer rows or columns, or raise the limit.',
      );
    }
  }
}

export function tableOfRows(schema: Schema, rows: Iterable<readonly Value[]>, limits?: BuildLimits): Table {
  const builder = new TableBuilder(schema, limits);
  for (const row of rows) builder.appendRow(row);
  return builder.finish();
}

/** A table from values column by column; all columns have `rowCount` values. */
export function tableOfValues(schema: Schema, columns: readonly ArrayLike<Value>[], rowCount: number): Table {
  const builder = new TableBuilder(schema);
  for (let row = 0; row < rowCount; row++) {
    for (let i = 0; i < columns.length; i++) builder.columns[i]!.append(columns[i]![row] ?? null);
    builder.endRow();
  }
  return builder.finish();
}
