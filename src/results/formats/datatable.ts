import { kqlLiteral } from './kqlLiteral';
import { kqlName } from './kqlName';
import type { Columns, Row, RowFormat } from './rowFormat';
import { uniqueNames } from './uniqueNames';

/**
 * The table as text of a query that gives it again, types and all. What a `Cell` has lost already stays lost: inside of dynamic values
 * a long beyond 2^53, NaN and infinities are text.
 */
export function datatable(columns: Columns): RowFormat {
  return {
    head: `${datatableHead(columns)}\n[`,
    row: (row, index) => `${index === 0 ? '' : ','}\n  ${datatableRow(columns, row)}`,
    tail: '\n]\n',
  };
}

/** `datatable(NAME:TYPE, …)`; names that come twice are told apart. */
export function datatableHead(columns: Columns): string {
  const names = uniqueNames(columns.map(({ name }) => name));
  return `datatable(${columns.map(({ type }, i) => `${kqlName(names[i] ?? '')}:${type}`).join(', ')})`;
}

/** The literals of a row, with commas between them. */
export function datatableRow(columns: Columns, row: Row): string {
  return columns.map(({ type }, i) => kqlLiteral(row[i] ?? null, type)).join(', ');
}
