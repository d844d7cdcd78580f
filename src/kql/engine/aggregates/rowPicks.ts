import { concatColumns } from '../columns/concat.js';
import { constant } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import type { ScalarType } from '../types.js';
import { grow } from './storage.js';

/** One chosen row per group, kept as a reference into the chunks seen; columns are gathered at the end. */
export class RowPicks {
  private readonly chunks: (readonly Column[])[] = [];
  /** Chunk number + 1, 0 when the group has no row. */
  private chunkOf = new Int32Array(0);
  private rowOf = new Int32Array(0);

  constructor(private readonly types: readonly ScalarType[]) {}

  /** Opens the next chunk, whose rows `pick` then names. */
  open(columns: readonly Column[], groupCount: number): void {
    this.chunks.push(columns);
    this.chunkOf = grow(this.chunkOf, groupCount);
    this.rowOf = grow(this.rowOf, groupCount);
  }

  has(group: number): boolean {
    return this.chunkOf[group]! > 0;
  }

  pick(row: number, group: number): void {
    this.chunkOf[group] = this.chunks.length;
    this.rowOf[group] = row;
  }

  finish(groupCount: number): Column[] {
    this.chunkOf = grow(this.chunkOf, groupCount);
    this.rowOf = grow(this.rowOf, groupCount);
    const perChunk = new Int32Array(this.chunks.length + 1);
    for (let group = 0; group < groupCount; group++) perChunk[this.chunkOf[group]!]!++;
    const rows = this.chunks.map((_, chunk) => new Int32Array(perChunk[chunk + 1]!));
    const starts = new Int32Array(this.chunks.length + 1);
    for (let chunk = 0; chunk < this.chunks.length; chunk++) starts[chunk + 1] = starts[chunk]! + rows[chunk]!.length;
    const filled = new Int32Array(this.chunks.length);
    const order = new Int32Array(groupCount);
    for (let group = 0; group < groupCount; group++) {
      const chunk = this.chunkOf[group]! - 1;
      if (chunk < 0) {
        order[group] = -1;
        continue;
      }
      const at = filled[chunk]!++;
      rows[chunk]![at] = this.rowOf[group]!;
      order[group] = starts[chunk]! + at;
    }
    return this.types.map((type, index) => {
      const pieces: Column[] = [];
      for (let chunk = 0; chunk < this.chunks.length; chunk++) {
        if (rows[chunk]!.length > 0) pieces.push(this.chunks[chunk]![index]!.gather(rows[chunk]!));
      }
      if (pieces.length === 0) return constant(type, null, groupCount);
      return (pieces.length === 1 ? pieces[0]! : concatColumns(pieces)).gather(order);
    });
  }
}
