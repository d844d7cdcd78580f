import type { QueryTable } from '../../model/query';
import { datatableHead, datatableRow } from '../../results/formats/datatable';
import { KqlError, type Span } from '../engine/errors';

/** What a query that is sent away may carry of an earlier result. */
export const mostLiteralRows = 5_000;
export const mostLiteralBytes = 1_000_000;

const encoder = new TextEncoder();

/** `let NAME = datatable(…)[…];` with exact literals. Throws `KqlError` at `place` when the rows are too many to be sent. */
export function datatableStatement(name: string, { columns, rows }: QueryTable, place: Span): string {
  if (rows.length > mostLiteralRows) throw tooLarge(name, `${rows.length.toLocaleString('en')} rows`, place);
  const lines: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const line = datatableRow(columns, row);
    bytes += encoder.encode(line).length + 2;
    if (bytes > mostLiteralBytes) throw tooLarge(name, 'more than 1 MB', place);
    lines.push(line);
  }
  return `let ${name} = ${datatableHead(columns)}[${lines.join(',\n')}];`;
}

/** A statement that declares the columns alone, for what only reads names and types. */
export function emptyDatatableStatement(name: string, columns: QueryTable['columns']): string {
  return `let ${name} = ${datatableHead(columns)}[];`;
}

function tooLarge(name: string, size: string, place: Span): KqlError {
  return new KqlError(
    'limit',
    `${name} has ${size}; at most ${mostLiteralRows.toLocaleString('en')} rows and 1 MB of an earlier result are sent with a query. ` +
      'Summarize it in its own cell, or choose the connection Files for this cell.',
    place,
  );
}
