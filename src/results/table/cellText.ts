/** How a cell reads in a table, and in whole in the detail beside it. */
import type { Cell, ColumnType } from '../../model/query';

/** More of one cell is never drawn in a row; the detail shows it all. */
const MOST_DRAWN = 400;

export const isNumeric = (type: ColumnType): boolean =>
  type === 'int' || type === 'long' || type === 'real' || type === 'decimal';
/** Types that `>` and `<` make sense for. */
export const isOrdered = (type: ColumnType): boolean => isNumeric(type) || type === 'datetime' || type === 'timespan';

/** One line, shortened when it is very long. Null reads `null`. */
export function cellText(cell: Cell, type: ColumnType): string {
  if (cell === null) return 'null';
  if (isNumeric(type) && (typeof cell === 'number' || typeof cell === 'string')) return groupDigits(String(cell));
  if (type === 'datetime' && typeof cell === 'string') return trimFraction(cell);
  if (type === 'timespan' && typeof cell === 'string') return trimFraction(cell);
  const text = rawText(cell);
  const short = text.length > MOST_DRAWN ? `${text.slice(0, MOST_DRAWN)}…` : text;
  return /[\r\n\t]/.test(short) ? short.replace(/\r\n?|\n/g, ' ⏎ ').replace(/\t/g, ' ') : short;
}

/** The value as text with nothing left out; JSON on one line for dynamic values. */
export function rawText(cell: Cell): string {
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** `1234567.891` as `1,234,567.891`; every digit stays, exponents and words are left alone. */
export function groupDigits(text: string): string {
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  if (whole === undefined || whole.length < 4) return text;
  return `${sign ?? ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest ?? ''}`;
}

/** Takes zeros off the end of a fraction of seconds, and the point when nothing is left. */
export function trimFraction(text: string): string {
  return text.replace(/(:\d{2}\.\d*?)0+(Z?)$/, '$1$2').replace(/\.(Z?)$/, '$1');
}

/** JSON that a text holds, when it is an object or an array; undefined otherwise. */
export function jsonInText(text: string): Cell | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Cell;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
