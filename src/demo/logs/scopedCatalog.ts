import { Catalog } from '../../kql/catalog';
import type { Chunk, Table } from '../../kql/engine/chunk';
import { DictColumn, Int64Column, type Column } from '../../kql/engine/columns/column';
import { ticksOfMilliseconds } from '../../kql/engine/ticks';
import { columnIndex, type Schema } from '../../kql/engine/types';
import type { Instant } from '../../model/time';

/** Tables that are built when they are first read. */
export interface TableSet {
  names(): readonly string[];
  schema(name: string): Schema;
  table(name: string): Table;
}

/** The rows that a query sees. */
export interface Sight {
  /** Both ends belong to it. */
  readonly from?: Instant;
  readonly to?: Instant;
  /** Column, and the test of its lower-case text. Tables without the column show all their rows. */
  readonly where?: { readonly column: string; readonly test: (text: string) => boolean };
}

/** The tables of a set as one query sees them. Names may be written in any case where `foldCase` is set. */
export class ScopedCatalog extends Catalog {
  private sight: Sight = {};
  private readonly seen = new Map<string, Table>();
  private readonly written = new Map<string, string>();

  constructor(
    private readonly source: TableSet,
    names: readonly string[] = source.names(),
    private readonly elsewhere: (qualifier: string) => boolean = () => false,
  ) {
    super();
    for (const name of names) this.add(name, name);
  }

  /** Before each query: what it sees. */
  look(sight: Sight): void {
    this.sight = sight;
    this.seen.clear();
  }

  /** Makes a table known under another spelling of its name. */
  add(spelling: string, name: string): void {
    if (this.written.has(spelling)) return;
    this.written.set(spelling, name);
    this.declare(spelling, this.source.schema(name));
  }

  override table(name: string, qualifier?: string): Table | undefined {
    const real = this.written.get(name);
    if (real === undefined) return undefined;
    if (qualifier !== undefined)
      return this.elsewhere(qualifier) ? within(this.source.table(real), this.sight.from, this.sight.to) : undefined;
    let table = this.seen.get(real);
    if (table === undefined) {
      const { from, to, where } = this.sight;
      table = within(this.source.table(real), from, to);
      if (where !== undefined) table = matching(table, where.column, where.test);
      this.seen.set(real, table);
    }
    return table;
  }
}

/** Of a workspace, an Application Insights component, and a cluster. */
const timeColumns = ['TimeGenerated', 'timestamp', 'Timestamp'];

/** Rows by time: tables are sorted by it. */
function within(table: Table, from: Instant | undefined, to: Instant | undefined): Table {
  const index = timeColumns.map((name) => columnIndex(table.schema, name)).find((found) => found >= 0);
  if (index === undefined || (from === undefined && to === undefined)) return table;
  const least = from === undefined ? undefined : ticksOfMilliseconds(from);
  const most = to === undefined ? undefined : ticksOfMilliseconds(to);
  return ofChunks(
    table.schema,
    table.chunks.map((chunk) => {
      const times = chunk.column(index);
      if (!(times instanceof Int64Column)) return chunk;
      const start = least === undefined ? 0 : firstAbove(times.values, least - 1n);
      const end = most === undefined ? chunk.length : firstAbove(times.values, most);
      return chunk.slice(start, Math.max(start, end));
    }),
  );
}

/** The index of the first value that is greater. */
function firstAbove(values: BigInt64Array, limit: bigint): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? limit) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function matching(table: Table, column: string, test: (text: string) => boolean): Table {
  const index = columnIndex(table.schema, column);
  if (index < 0) return table;
  return ofChunks(
    table.schema,
    table.chunks.map((chunk) => {
      const rows = rowsWhere(chunk.column(index), test);
      return rows.length === chunk.length ? chunk : chunk.gather(rows);
    }),
  );
}

/** Tests each distinct text of a dictionary once. */
function rowsWhere(column: Column, test: (text: string) => boolean): Int32Array {
  const verdicts = new Map<string, boolean>();
  const passes = (text: string): boolean => {
    let verdict = verdicts.get(text);
    if (verdict === undefined) verdicts.set(text, (verdict = test(text.toLowerCase())));
    return verdict;
  };
  const codes = column instanceof DictColumn ? column.dictionary.map(passes) : undefined;
  const rows = new Int32Array(column.length);
  let count = 0;
  for (let row = 0; row < column.length; row++) {
    const code = column instanceof DictColumn ? column.codes[row] : undefined;
    if (codes !== undefined && code !== undefined ? codes[code] === true : passes(textOf(column, row))) rows[count++] = row;
  }
  return rows.slice(0, count);
}

function ofChunks(schema: Schema, all: readonly Chunk[]): Table {
  const chunks = all.filter(({ length }) => length > 0);
  return { schema, chunks, rowCount: chunks.reduce((sum, { length }) => sum + length, 0) };
}

function textOf(column: Column, row: number): string {
  const value = column.get(row);
  return typeof value === 'string' ? value : '';
}
