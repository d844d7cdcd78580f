import { kqlLiteral } from './kqlLiteral';
import { kqlName } from './kqlName';
import { uniqueNames } from './uniqueNames';
import type { Columns, RowFormat } from './rowFormat';

/**
 * The table as text of a query that gives it again, types and all. What a `Cell` has lost already stays lost: inside of dynamic values
 * a long beyond 2^53, NaN and infinities are text.
 */
export function datatable(columns: Columns): RowFormat {
  const names = uniqueNames(columns.map(({ name }) => name));
  return {
    head: `datatable(${columns.map(({ type }, i) => `${kqlName(names[i] ?? '')}:${type}`).join(', ')})\n[`,
    row: (row, index) =>
      `${index === 0 ? '' : ','}\n  ${columns.map(({ type }, i) => kqlLiteral(row[i] ?? null, type)).join(', ')}`,
    tail: '\n]\n',
  };
}
