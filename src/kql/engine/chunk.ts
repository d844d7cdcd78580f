import type { Column } from './columns/column.js';
import type { Schema } from './types.js';

/** Rows per chunk that sources aim for: enough to make loops hot, little enough to stay in the cache and to cancel fast. */
export const chunkRows = 65_536;

/** A block of rows. Columns are in the order of the schema. */
export class Chunk {
  private readonly columns: (Column | undefined)[];

  private constructor(
    readonly length: number,
    private readonly width: number,
    columns: (Column | undefined)[],
    private readonly make: ((index: number) => Column) | undefined,
  ) {
    this.columns = columns;
  }

  static of(columns: readonly Column[], length: number): Chunk {
    return new Chunk(length, columns.length, [...columns], undefined);
  }

  /** Columns made on first use: a column that nothing reads costs nothing. */
  static lazy(width: number, length: number, make: (index: number) => Column): Chunk {
    return new Chunk(length, width, new Array<Column | undefined>(width).fill(undefined), make);
  }

  get columnCount(): number {
    return this.width;
  }

  column(index: number): Column {
    const made = this.columns[index];
    if (made !== undefined) return made;
    if (this.make === undefined) throw new RangeError(`column ${index} of ${this.width}`);
    return (this.columns[index] = this.make(index));
  }

  /** The rows given, in that order; -1 gives a row of nulls. Lazy. */
  gather(rows: Int32Array): Chunk {
    return Chunk.lazy(this.width, rows.length, (index) => this.column(index).gather(rows));
  }

  slice(from: number, to: number): Chunk {
    if (from === 0 && to === this.length) return this;
    return Chunk.lazy(this.width, to - from, (index) => this.column(index).slice(from, to));
  }
}

/** Rows on their way through the operators: read once. */
export interface Relation {
  readonly schema: Schema;
  readonly chunks: Iterable<Chunk>;
  /** The order of rows means something (`sort`, `serialize`, `range`, …): window functions are allowed. */
  readonly serialized: boolean;
}

/** Rows in memory: read as often as needed. */
export interface Table {
  readonly schema: Schema;
  readonly chunks: readonly Chunk[];
  readonly rowCount: number;
}
