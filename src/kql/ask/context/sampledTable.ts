import type { Cell, ColumnType } from '../../../model/query';
import type { Instant } from '../../../model/time';
import type { AskStore, AskTable, Flavour } from '../answer';
import { knownTables } from '../../schema/knownTables';
import { logFlavourOf } from './logFlavour';

/** A table of a connection with some of its rows: what a context is made of. */
export interface SampledTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly description?: string }[];
  readonly rows: readonly (readonly Cell[])[];
  /** Of the whole table; absent when nobody counted. */
  readonly rowCount?: number;
  readonly lastSeen?: Instant;
  /** True when `rows` are all that there are. */
  readonly isComplete: boolean;
}

const graphNames = new Set(knownTables('graph').map(({ name }) => name.toLowerCase()));

/** Where the rows of a table come from, by its name and columns. */
export function placeOfTable({ name, columns }: Pick<SampledTable, 'name' | 'columns'>): { store: AskStore; flavour: Flavour } {
  if (graphNames.has(name.toLowerCase())) return { store: 'graph', flavour: 'graph' };
  if (name === 'AzureMetrics') return { store: 'metrics', flavour: 'workspace' };
  return { store: 'logs', flavour: logFlavourOf(columns) };
}

/** The table as a question may name it. */
export function askTableOf(table: SampledTable): AskTable {
  return {
    name: table.name,
    ...placeOfTable(table),
    columns: table.columns,
    ...(table.rowCount !== undefined && { rows: table.rowCount }),
    ...(table.lastSeen !== undefined && { lastSeen: table.lastSeen }),
  };
}

/** The cells of a row by column name. */
export function rowsByName(table: SampledTable): readonly Readonly<Record<string, Cell>>[] {
  return table.rows.map((row) => Object.fromEntries(table.columns.map(({ name }, index) => [name, row[index] ?? null])));
}
