import { concatColumns } from '../columns/concat.js';
import { constant } from '../columns/column.js';
import { pickRows } from '../columns/pick.js';
import type { Column } from '../columns/column.js';
import type { ScalarType } from '../types.js';
import { grow } from './storage.js';

/** One chosen row per group, kept as a reference into the chunks seen; columns are gathered at the end. */
export class RowPicks {
  private readonly chunks: (readonly Column[])[] = [];
  /** Chunk number + 1 (0 when the group has no row) and row of each group, side by side: groups come in any order. */
  private places = new Int32Array(0);

  constructor(private readonly types: readonly ScalarType[]) {}

  /** Opens the next chunk, whose rows `pick` then names. */
  open(columns: readonly Column[], groupCount: number): void {
    this.chunks.push(columns);
    this.places = grow(this.places, groupCount * 2);
  }

  has(group: number): boolean {
    return this.places[2 * group]! > 0;
  }

  pick(row: number, group: number): void {
    this.places[2 * group] = this.chunks.length;
    this.places[2 * group + 1] = row;
  }

  finish(groupCount: number): Column[] {
    return this.columns(groupCount).map((make) => make());
  }

  /** The columns of the rows chosen, each made when it is asked for. */
  columns(groupCount: number): (() => Column)[] {
    this.places = grow(this.places, groupCount * 2);
    const { places } = this;
    const chunkOf = new Int32Array(groupCount);
    const rowOf = new Int32Array(groupCount);
    let complete = true;
    for (let group = 0; group < groupCount; group++) {
      chunkOf[group] = places[2 * group]! - 1;
      rowOf[group] = places[2 * group + 1]!;
      if (places[2 * group] === 0) complete = false;
    }
    const others = once(() => this.pieceOrder(chunkOf, rowOf));
    return this.types.map(
      (type, index) => () =>
        (complete
          ? pickRows(
              this.chunks.map((columns) => columns[index]!),
              chunkOf,
              rowOf,
            )
          : undefined) ?? this.gathered(type, index, others(), groupCount),
    );
  }

  /** The rows taken from each chunk, and where each group finds its own when those are put one after the other. */
  private pieceOrder(chunkOf: Int32Array, rowOf: Int32Array): PieceOrder {
    const groupCount = chunkOf.length;
    const perChunk = new Int32Array(this.chunks.length + 1);
    for (let group = 0; group < groupCount; group++) perChunk[chunkOf[group]! + 1]!++;
    const rows = this.chunks.map((_, chunk) => new Int32Array(perChunk[chunk + 1]!));
    const starts = new Int32Array(this.chunks.length + 1);
    for (let chunk = 0; chunk < this.chunks.length; chunk++) starts[chunk + 1] = starts[chunk]! + rows[chunk]!.length;
    const filled = new Int32Array(this.chunks.length);
    const order = new Int32Array(groupCount);
    for (let group = 0; group < groupCount; group++) {
      const chunk = chunkOf[group]!;
      if (chunk < 0) {
        order[group] = -1;
        continue;
      }
      const at = filled[chunk]!++;
      rows[chunk]![at] = rowOf[group]!;
      order[group] = starts[chunk]! + at;
    }
    return { rows, order };
  }

  private gathered(type: ScalarType, index: number, { rows, order }: PieceOrder, groupCount: number): Column {
    const pieces: Column[] = [];
    for (let chunk = 0; chunk < this.chunks.length; chunk++) {
      if (rows[chunk]!.length > 0) pieces.push(this.chunks[chunk]![index]!.gather(rows[chunk]!));
    }
    if (pieces.length === 0) return constant(type, null, groupCount);
    return (pieces.length === 1 ? pieces[0]! : concatColumns(pieces)).gather(order);
  }
}

interface PieceOrder {
  readonly rows: readonly Int32Array[];
  readonly order: Int32Array;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
