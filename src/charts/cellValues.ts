import type { Cell } from '../model/query';

const TIMESPAN = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** A timespan as KQL writes it, in seconds; NaN when it is none. */
export function secondsOf(text: string): number {
  const match = TIMESPAN.exec(text);
  if (match === null) return NaN;
  const [, sign, days = '0', hours, minutes, seconds] = match;
  const total = Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return sign === undefined ? total : -total;
}

/** A datetime as milliseconds since 1970, UTC where no zone is written; NaN when it is none. */
export function instantOf(cell: Cell | undefined): number {
  if (typeof cell !== 'string') return NaN;
  // What services send by far the most; no test is as fast.
  if (cell.length >= 20 && cell.endsWith('Z') && cell[10] === 'T') return Date.parse(cell);
  const match = DATETIME.exec(cell);
  if (match === null) return NaN;
  // A day alone is UTC by the standard, a day with a time is not.
  return Date.parse(match[1] === undefined && cell.length > 10 ? `${cell.replace(' ', 'T')}Z` : cell);
}

/** Where sums and ratios of numbers are numbers still. */
const GREATEST = 1e290;
const LEAST = 1e-290;

/** Numbers in any of their written forms, timespans in seconds, booleans as 0 and 1; NaN for everything that cannot be drawn. */
export function numberOf(cell: Cell | undefined): number {
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell !== 'number' && (typeof cell !== 'string' || cell.trim() === '')) return NaN;
  const number = Number(cell);
  const value = Number.isNaN(number) && typeof cell === 'string' ? secondsOf(cell) : number;
  if (Math.abs(value) < LEAST) return 0;
  return Math.abs(value) <= GREATEST ? value : NaN;
}

/** What names a series or a category. */
export function nameOf(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return '(null)';
  if (cell === '') return '(empty)';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
