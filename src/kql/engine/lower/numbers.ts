import { semanticError, type Span } from '../errors.js';

const maxLong = 2n ** 63n - 1n;
const minLong = -(2n ** 63n);
const integer = /^[+-]?\d+$/;
const hexadecimal = /^([+-])?0[xX]([0-9a-fA-F]+)$/;

/** A whole number in decimal text, from decimal or hexadecimal; undefined for other text. */
function wholeNumber(text: string): bigint | undefined {
  if (integer.test(text)) return BigInt(text.replace('+', ''));
  const [, sign, digits] = hexadecimal.exec(text) ?? [];
  if (digits === undefined) return undefined;
  // As in the real engine, sixteen digits with the highest bit set are a negative number.
  const value = digits.length <= 16 ? BigInt.asIntN(64, BigInt(`0x${digits}`)) : BigInt(`0x${digits}`);
  return sign === '-' ? -value : value;
}

/** The text of a `long`; null for what is none and was written with `long(...)`. */
export function longValue(text: string, span: Span): string | null {
  const value = wholeNumber(text);
  if (value === undefined) return null;
  // 9223372036854775808 is let through for the minus that may stand before it.
  if (value > maxLong + 1n || value < minLong) throw semanticError(`${text} is out of the range of a long.`, span);
  return String(value);
}

export function intValue(text: string): number | null {
  const value = wholeNumber(text);
  return value === undefined || value > 2147483647n || value < -2147483648n ? null : Number(value);
}

/** A `real`: a number, or "NaN", "Infinity", "-Infinity", which JSON has no number for. */
export function realValue(text: string): number | string | null {
  const lower = text.toLowerCase();
  if (lower === 'nan') return 'NaN';
  if (lower === '+inf' || lower === 'inf') return 'Infinity';
  if (lower === '-inf') return '-Infinity';
  const hex = hexadecimal.test(text) ? wholeNumber(text) : undefined;
  const value = hex === undefined ? Number(text) : Number(hex);
  if (text.trim() === '' || Number.isNaN(value)) return null;
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return value;
}

export function decimalValue(text: string): string | null {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? text.replace(/^\+/, '') : null;
}

export function guidValue(text: string): string | null {
  const digits = text.replace(/^[{(]|[)}]$/g, '').replaceAll('-', '');
  if (!/^[0-9a-fA-F]{32}$/.test(digits)) return null;
  return digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function boolValue(text: string): boolean | null {
  const lower = text.toLowerCase();
  if (lower === 'true') return true;
  if (lower === 'false') return false;
  const value = wholeNumber(text);
  return value === undefined ? null : value !== 0n;
}
