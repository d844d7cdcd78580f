import { concatColumns } from '../columns/concat.js';
import { columnOf, type Column } from '../columns/column.js';
import type { ScalarType } from '../types.js';
import { KeyTable } from './keyTable.js';

/** Groups rows by key columns and keeps the keys of each group. Without keys there is one group. */
export class Groups {
  private readonly table: KeyTable | undefined;
  private readonly pieces: Column[][];

  constructor(private readonly types: readonly ScalarType[]) {
    this.table = types.length === 0 ? undefined : new KeyTable(types);
    this.pieces = types.map(() => []);
  }

  get size(): number {
    return this.table?.size ?? 1;
  }

  /** The group of each row. `added` is called with the first rows of the new groups, in the order of their numbers. */
  add(keys: readonly Column[], length: number, added?: (rows: Int32Array) => void): Int32Array {
    if (this.table === undefined) return new Int32Array(length);
    const before = this.table.size;
    const groups = this.table.insert(keys);
    const after = this.table.size;
    if (after > before) {
      const rows = new Int32Array(after - before);
      let next = before;
      for (let row = 0; next < after; row++) {
        if (groups[row] === next) rows[next++ - before] = row;
      }
      keys.forEach((key, i) => this.pieces[i]!.push(key.gather(rows)));
      added?.(rows);
    }
    return groups;
  }

  /** The key columns, one row for each group. */
  keys(): readonly Column[] {
    return this.types.map((_, i) => this.key(i));
  }

  /** One of them. */
  key(index: number): Column {
    const pieces = this.pieces[index]!;
    return pieces.length === 0 ? columnOf(this.types[index]!, []) : concatColumns(pieces);
  }
}
