import { semanticError } from '../../errors.js';
import { overload, type ScalarFunction } from '../definition.js';
import { converting } from './define.js';

const units = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** A size with its unit, in steps of 1024; the largest unit that leaves at least 1, unless one is asked for. */
function formatBytes(size: number, precision = 0n, unit?: string): string {
  let power = unit === undefined ? 0 : units.findIndex((name) => name.toLowerCase() === unit.toLowerCase());
  if (power < 0) throw semanticError(`format_bytes: the unit is one of ${units.join(', ')}, not '${unit ?? ''}'.`);
  if (unit === undefined) while (power < units.length - 1 && Math.abs(size) >= 1024 ** (power + 1)) power++;
  const digits = Number(precision);
  const scaled = (size / 1024 ** power).toFixed(digits < 0 ? 0 : Math.min(digits, 20));
  return `${scaled.includes('.') ? scaled.replace(/\.?0+$/, '') : scaled} ${units[power]!}`;
}

export const formatFunctions: readonly ScalarFunction[] = [
  converting('format_bytes', overload(['real', 'long?', 'string?'], 'string', formatBytes)),
];
