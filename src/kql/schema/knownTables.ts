import type { ColumnType, TableSchema } from '../../model/query';
import { scalarTypes } from '../engine/types';
import { classicTables } from './classicTables';
import { graphTables } from './graphTables';
import { platformTables } from './platformTables';
import { columnNotes, ownColumnNotes, tableNotes } from './tableNotes';
import { workloadTables } from './workloadTables';

type Column = TableSchema['columns'][number];

/** Columns that every table of a workspace has. */
const standardColumns = 'string: Type TenantId SourceSystem _ResourceId _SubscriptionId _ItemId _IsBillable\n  real: _BilledSize';

/** Every table of Resource Graph has these. */
const graphColumns =
  'string: id name type tenantId kind location resourceGroup subscriptionId managedBy\n' +
  '  dynamic: sku plan properties tags identity zones extendedLocation';

const kept = new Map<string, readonly TableSchema[]>();

/**
 * The documented tables that a dialect knows, with what is worth saying of them: those of Log Analytics and classic Application Insights
 * for `logs` and for files that hold exports of them, those of Resource Graph for `graph`, none for `adx`. It is a catalogue of everyday
 * tables, not of all there are.
 */
export function knownTables(dialect: 'logs' | 'graph' | 'adx' | 'engine'): readonly TableSchema[] {
  if (dialect === 'adx') return [];
  const kind = dialect === 'graph' ? 'graph' : 'logs';
  let tables = kept.get(kind);
  if (tables === undefined) kept.set(kind, (tables = kind === 'graph' ? graph() : logs()));
  return tables;
}

function logs(): TableSchema[] {
  return [
    ...parseTables(workloadTables, standardColumns),
    ...parseTables(platformTables, standardColumns),
    ...parseTables(classicTables),
  ];
}

function graph(): TableSchema[] {
  return parseTables(graphTables.trim().replaceAll(/\s+/g, '\n'), graphColumns);
}

/** Reads the form of workloadTables.ts; `common` are lines of columns that each table has besides. */
export function parseTables(text: string, common = ''): TableSchema[] {
  const tables: { readonly name: string; readonly lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    if (line.startsWith(' ')) tables.at(-1)?.lines.push(line);
    else tables.push({ name: line, lines: [] });
  }
  return tables.map(({ name, lines }) => {
    const own = columnsOf(lines);
    const names = new Set(own.map((column) => column.name));
    const columns = [...own, ...columnsOf(common.split('\n')).filter((column) => !names.has(column.name))];
    const description = tableNotes[name];
    return {
      name,
      columns: columns.map((column) => noted(name, column)),
      ...(description !== undefined && { description }),
    };
  });
}

function columnsOf(lines: readonly string[]): Column[] {
  const columns: Column[] = [];
  let type: ColumnType = 'string';
  for (const word of lines.flatMap((line) => line.split(' '))) {
    const named = word.endsWith(':') ? scalarTypes.find((one) => `${one}:` === word) : undefined;
    if (named !== undefined) type = named;
    else if (word !== '') columns.push({ name: word, type });
  }
  return columns;
}

function noted(table: string, column: Column): Column {
  const description = ownColumnNotes[`${table}.${column.name}`] ?? columnNotes[column.name];
  return description === undefined ? column : { ...column, description };
}
