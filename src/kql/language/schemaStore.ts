import type { TableSchema } from '../../model/query';
import { globalsOf, type Globals } from './kusto.js';

/** Tables whose rows have columns that no schema names: every kind of resource adds its own. */
const openTables: ReadonlySet<string> = new Set(['AzureDiagnostics']);

/** The tables of one key. */
export class KnownTables {
  private readonly byName: ReadonlyMap<string, TableSchema>;
  private readonly made = new Map<boolean, Globals>();

  constructor(private readonly tables: readonly TableSchema[]) {
    this.byName = new Map(tables.map((table) => [table.name, table]));
  }

  table(name: string): TableSchema | undefined {
    return this.byName.get(name);
  }

  globals(remoteFunctions: boolean): Globals {
    let globals = this.made.get(remoteFunctions);
    if (globals === undefined) {
      const declared = this.tables.map(({ name, columns }) => ({ name, schema: columns, isOpen: openTables.has(name) }));
      globals = globalsOf(declared, { remoteFunctions });
      this.made.set(remoteFunctions, globals);
    }
    return globals;
  }
}

/** The schemas that were set, by their keys. */
export class SchemaStore {
  private readonly known = new Map<string, KnownTables>();

  set(key: string, tables: readonly TableSchema[]): void {
    this.known.set(key, new KnownTables(tables));
  }

  get(key: string): KnownTables | undefined {
    return this.known.get(key);
  }
}
