import { uniqueNames } from './uniqueNames';
import type { Columns, Row, RowFormat } from './rowFormat';

/** One object per row by column name; a name that comes again has a number. Values are as cells have them: see `Cell`. */
function objectText(columns: Columns): (row: Row) => string {
  const keys = uniqueNames(columns.map(({ name }) => name)).map((name) => JSON.stringify(name));
  return (row) => `{${keys.map((key, i) => `${key}:${JSON.stringify(row[i] ?? null)}`).join(',')}}`;
}

/** An array of objects, each on a line. */
export function jsonArray(columns: Columns): RowFormat {
  const object = objectText(columns);
  return { head: '[', row: (row, index) => `${index === 0 ? '' : ','}\n  ${object(row)}`, tail: '\n]\n' };
}

/** Newline-delimited JSON: an object per line. */
export function jsonLines(columns: Columns): RowFormat {
  const object = objectText(columns);
  return { head: '', row: (row) => `${object(row)}\n`, tail: '' };
}
