import type { Table } from './engine/chunk';
import type { TableSource } from './engine/operators/context';
import type { Schema } from './engine/types';

/** The tables that queries may name. A table whose rows are not loaded has a schema only, and reads as empty. */
export class Catalog implements TableSource {
  private readonly tables = new Map<string, Table>();
  private changes = 0;

  /** Changes with every change of names or schemas. */
  get version(): number {
    return this.changes;
  }

  set(name: string, table: Table): void {
    this.tables.set(name, table);
    this.changes++;
  }

  /** A table without rows, so that queries over it bind. Keeps rows that are there. */
  declare(name: string, schema: Schema): void {
    if (!this.tables.has(name)) this.set(name, { schema, chunks: [], rowCount: 0 });
  }

  delete(name: string): void {
    if (this.tables.delete(name)) this.changes++;
  }

  names(): readonly string[] {
    return [...this.tables.keys()];
  }

  schemas(): readonly { readonly name: string; readonly schema: Schema }[] {
    return [...this.tables].map(([name, { schema }]) => ({ name, schema }));
  }

  /** Tables of another database, workspace or application are not here: one with a qualifier is absent. */
  table(name: string, qualifier?: string): Table | undefined {
    return qualifier === undefined ? this.tables.get(name) : undefined;
  }
}
