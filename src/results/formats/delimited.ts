import { cellText } from './cellText';
import type { Columns, RowFormat } from './rowFormat';

/** Signs that make a spreadsheet take a text for a formula, the full-width ones included. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const harmless = /^[+-]?(\d+(\.\d*)?([eE][+-]?\d+)?)?$/;

/**
 * Rows as RFC 4180 has them: fields in quotes where they need it, lines that end in CRLF. Text of the logs may be an attacker's: a text,
 * a dynamic value or a column name that a spreadsheet would run as a formula has an apostrophe before it. Columns of other types are
 * as they are, and so are texts that are plain numbers; whoever needs every text exactly takes JSON or Parquet.
 */
export function delimited(columns: Columns, delimiter: ',' | '\t'): RowFormat {
  const needsQuotes = delimiter === ',' ? /[",\r\n]/ : /["\t\r\n]/;
  const field = (text: string): string => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const mayHoldFormula = columns.map(({ type }) => type === 'string' || type === 'dynamic');
  // A line without anything on it is no row for most readers.
  const line = (fields: readonly string[]): string =>
    `${fields.length === 1 && fields[0] === '' ? '""' : fields.join(delimiter)}\r\n`;
  return {
    head: line(columns.map(({ name }) => field(guarded(name)))),
    row: (row) =>
      line(
        columns.map((_, i) => {
          const text = cellText(row[i] ?? null);
          return field(mayHoldFormula[i] === true ? guarded(text) : text);
        }),
      ),
    tail: '',
  };
}

function guarded(text: string): string {
  return formulaStart.test(text) && !harmless.test(text) ? `'${text}` : text;
}
