import type { TableSchema } from '../../model/query';

/**
 * The tables of a connection with what is documented of them. The connection decides which tables there are and what type a column has;
 * documented columns that it does not tell of and descriptions are added.
 */
export function mergeSchemas(own: readonly TableSchema[], known: readonly TableSchema[]): readonly TableSchema[] {
  const documented = new Map(known.map((table) => [table.name, table]));
  return own.map((table) => {
    const found = documented.get(table.name);
    return found === undefined ? table : mergeTable(table, found);
  });
}

function mergeTable(own: TableSchema, known: TableSchema): TableSchema {
  const documented = new Map(known.columns.map((column) => [column.name, column]));
  const columns = own.columns.map((column) => {
    const description = column.description ?? documented.get(column.name)?.description;
    return description === undefined ? column : { ...column, description };
  });
  const names = new Set(own.columns.map(({ name }) => name));
  const description = own.description ?? known.description;
  return {
    name: own.name,
    columns: [...columns, ...known.columns.filter(({ name }) => !names.has(name))],
    ...(description !== undefined && { description }),
  };
}
