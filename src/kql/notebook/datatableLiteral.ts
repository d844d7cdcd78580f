import type { Cell, ColumnType, QueryTable } from '../../model/query';
import { KqlError, type Span } from '../engine/errors';

/** What a query that is sent away may carry of an earlier result. */
export const mostLiteralRows = 5_000;
export const mostLiteralBytes = 1_000_000;

const encoder = new TextEncoder();

/** `let NAME = datatable(…)[…];` with exact literals. Throws `KqlError` at `place` when the rows are too many to be sent. */
export function datatableStatement(name: string, table: QueryTable, place: Span): string {
  if (table.rows.length > mostLiteralRows) throw tooLarge(name, `${table.rows.length.toLocaleString('en')} rows`, place);
  const types = table.columns.map(({ type }) => type);
  const lines: string[] = [];
  let bytes = 0;
  for (const row of table.rows) {
    const line = types.map((type, i) => literal(row[i] ?? null, type)).join(', ');
    bytes += encoder.encode(line).length + 2;
    if (bytes > mostLiteralBytes) throw tooLarge(name, 'more than 1 MB', place);
    lines.push(line);
  }
  return `let ${name} = ${datatableHead(table)}[${lines.join(',\n')}];`;
}

/** A statement that declares the columns alone, for what only reads names and types. */
export function emptyDatatableStatement(name: string, columns: QueryTable['columns']): string {
  return `let ${name} = ${datatableHead({ columns })}[];`;
}

function datatableHead({ columns }: Pick<QueryTable, 'columns'>): string {
  return `datatable(${columns.map(({ name, type }) => `[${quoted(name)}]:${type}`).join(', ')})`;
}

/** A cell as KQL text that gives the same value. */
export function literal(value: Cell, type: ColumnType): string {
  if (type === 'string') return value === null ? "''" : quoted(typeof value === 'string' ? value : JSON.stringify(value));
  if (value === null) return `${type}(null)`;
  switch (type) {
    case 'dynamic':
      return `dynamic(${JSON.stringify(value)})`;
    case 'real':
      return `real(${specialReals.get(value) ?? plain(value)})`;
    default:
      return `${type}(${plain(value)})`;
  }
}

const specialReals: ReadonlyMap<Cell, string> = new Map<Cell, string>([
  ['NaN', 'nan'],
  ['Infinity', '+inf'],
  ['-Infinity', '-inf'],
]);

function plain(value: Cell): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string): string {
  const body = text.replace(
    /[\\'\u0000-\u001f\u007f\u0085\u2028\u2029]/g,
    (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${body}'`;
}

function tooLarge(name: string, size: string, place: Span): KqlError {
  return new KqlError(
    'limit',
    `${name} has ${size}; at most ${mostLiteralRows.toLocaleString('en')} rows and 1 MB of an earlier result are sent with a query. ` +
      'Summarize it in its own cell, or choose the connection Files for this cell.',
    place,
  );
}
