import { readFile } from 'node:fs/promises';
import type { ColumnType } from '../model/query';
import { scalarTypes } from '../kql/engine/types';
import type { SampledTable } from '../kql/ask/context/sampledTable';
import { knownTables } from '../kql/schema/knownTables';
import { UsageError } from './run';

/**
 * Tables of a schema file: `{tables: [{name, columns: [{name, type}]}]}`, or `{tables: {NAME: {cols: {COLUMN: TYPE}}}}`. Throws a
 * `UsageError` for a file of another form.
 */
export async function readSchema(file: string): Promise<readonly SampledTable[]> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--schema ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const tables = property(json, 'tables');
  const entries = Array.isArray(tables) ? tables.map(namedTable) : isObject(tables) ? Object.entries(tables).map(keyedTable) : [];
  if (entries.length === 0 || entries.includes(undefined)) throw new UsageError(`--schema ${file} has no tables with columns`);
  return entries.flatMap((table) => table ?? []);
}

function namedTable(value: unknown): SampledTable | undefined {
  const name = property(value, 'name');
  const columns = property(value, 'columns');
  if (typeof name !== 'string' || !Array.isArray(columns)) return undefined;
  return tableOf(
    name,
    columns.map((column) => [property(column, 'name'), property(column, 'type')]),
  );
}

function keyedTable([name, value]: [string, unknown]): SampledTable | undefined {
  const columns = property(value, 'cols') ?? property(value, 'columns');
  return isObject(columns) ? tableOf(name, withTime(name, Object.entries(columns))) : undefined;
}

/** Published lists of columns leave out the time of a table that has more columns than they can list. */
function withTime(name: string, columns: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  const known = knownTables('logs').find((table) => table.name === name);
  const isLeftOut = known?.columns.some((column) => column.name === 'TimeGenerated') === true;
  return isLeftOut && !columns.some(([column]) => column === 'TimeGenerated')
    ? [['TimeGenerated', 'datetime'], ...columns]
    : columns;
}

function tableOf(name: string, columns: readonly (readonly unknown[])[]): SampledTable {
  return {
    name,
    columns: columns.flatMap(([column, type]) => (typeof column === 'string' ? [{ name: column, type: typeOf(type) }] : [])),
    rows: [],
    isComplete: false,
  };
}

/** Other names of types that schemas use; text when a type is unknown. */
const aliases: Readonly<Record<string, ColumnType>> = { boolean: 'bool', double: 'real', date: 'datetime', time: 'timespan' };

function typeOf(type: unknown): ColumnType {
  const name = String(type).toLowerCase();
  return aliases[name] ?? scalarTypes.find((one) => one === name) ?? 'string';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const property = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);
