import type { Cell, ColumnType } from '../../model/query';
import { cellText } from './cellText';

/** A string literal on one line; text outside of it does not have to be known, whatever is in it. */
export function kqlText(text: string, quote: "'" | '"' = "'"): string {
  const escaped = text.replace(/[\\'"\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu, (character) =>
    /['"]/.test(character) && character !== quote ? character : escapeOf(character),
  );
  return quote + escaped + quote;
}

function escapeOf(character: string): string {
  switch (character) {
    case '\\':
    case "'":
    case '"':
      return `\\${character}`;
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}

/** A cell as a literal that has its type and its exact value. A string has no null: it becomes empty, as the service reads it. */
export function kqlLiteral(cell: Cell, type: ColumnType): string {
  if (type === 'string') return kqlText(cellText(cell));
  if (type === 'dynamic') return `dynamic(${JSON.stringify(cell).replace(/[\u007f-\u009f\u2028\u2029]/g, escapeOf)})`;
  const text = cell === null ? 'null' : cellText(cell);
  switch (type) {
    case 'bool':
      return cell === null ? 'bool(null)' : text;
    case 'int':
    case 'long':
      // A plain number is read as 64 bits, its sign apart: the smallest one needs its sign inside.
      return cell === null || !Number.isSafeInteger(Number(text)) ? `${type}(${text})` : text;
    case 'real':
      return realLiteral(text);
    case 'decimal':
    case 'datetime':
    case 'timespan':
    case 'guid':
      return `${type}(${text})`;
  }
}

function realLiteral(text: string): string {
  switch (text) {
    case 'NaN':
      return 'real(nan)';
    case 'Infinity':
      return 'real(+inf)';
    case '-Infinity':
      return 'real(-inf)';
    case 'null':
      return 'real(null)';
    default:
      return /^-?\d+$/.test(text) ? `${text}.0` : text;
  }
}
