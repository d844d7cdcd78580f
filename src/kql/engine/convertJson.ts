import { Int64Column, RealColumn, Utf8Column, decodeUtf8, type Column } from './columns/column.js';
import type { ScalarType, Value } from './types.js';

const quote = 34;
const backslash = 92;
const minus = 45;
const encoder = new TextEncoder();

/**
 * Converts JSON text in UTF-8 without parsing it where a row is a plain string, whole number or null; other rows go through `convert`,
 * which takes a row. Undefined for types that have no such short cut.
 */
export function convertJsonText(text: Utf8Column, to: ScalarType, convert: (row: number) => Value): Column | undefined {
  if (to === 'string') return stringsOf(text, convert);
  if (to === 'long') return longsOf(text, convert);
  return to === 'real' ? realsOf(text, convert) : undefined;
}

/** Rows that are a string without escapes are spans of the same bytes. */
function stringsOf(text: Utf8Column, convert: (row: number) => Value): Column {
  const { bytes } = text;
  const starts = text.starts.slice();
  const ends = text.ends.slice();
  const others: number[] = [];
  for (let row = 0; row < starts.length; row++) {
    const start = starts[row]!;
    const end = ends[row]!;
    if (start === end) continue;
    if (bytes[start] === quote && bytes[end - 1] === quote && end - start > 1) {
      let i = start + 1;
      while (i < end - 1 && bytes[i] !== backslash && bytes[i] !== quote && bytes[i]! > 31) i++;
      if (i === end - 1) {
        starts[row] = start + 1;
        ends[row] = i;
        continue;
      }
    } else if (isPlainInteger(bytes, start, end)) continue;
    others.push(row);
  }
  if (others.length === 0) return new Utf8Column(bytes, starts, ends);
  return withOthers(text, starts, ends, others, convert);
}

/** The texts of some rows differ from the bytes there are: all texts go to bytes of their own. */
function withOthers(
  text: Utf8Column,
  starts: Uint32Array<ArrayBuffer>,
  ends: Uint32Array<ArrayBuffer>,
  others: readonly number[],
  convert: (row: number) => Value,
): Column {
  const { bytes } = text;
  const isOther = new Uint8Array(starts.length);
  const encoded = others.map((row) => {
    isOther[row] = 1;
    return encoder.encode(convert(row) as string);
  });
  let size = encoded.reduce((sum, part) => sum + part.length, 0);
  for (let row = 0; row < starts.length; row++) if (isOther[row] === 0) size += ends[row]! - starts[row]!;
  const own = new Uint8Array(size);
  let at = 0;
  let next = 0;
  for (let row = 0; row < starts.length; row++) {
    const from = at;
    if (isOther[row] === 1) {
      const part = encoded[next++]!;
      own.set(part, at);
      at += part.length;
    } else {
      for (let i = starts[row]!; i < ends[row]!; i++) own[at++] = bytes[i]!;
    }
    starts[row] = from;
    ends[row] = at;
  }
  return new Utf8Column(own, starts, ends);
}

/** A whole number that reads the same as a text: no sign before 0, few enough digits for a double. */
function isPlainInteger(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === minus ? start + 1 : start;
  if (end === first || end - first > 15 || (bytes[first] === 48 && (first > start || end > first + 1))) return false;
  for (let i = first; i < end; i++) if (bytes[i]! < 48 || bytes[i]! > 57) return false;
  return true;
}

/** Its value; call it for a plain integer only. */
function integerAt(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === minus;
  let value = 0;
  for (let i = negative ? start + 1 : start; i < end; i++) value = value * 10 + (bytes[i]! - 48);
  return negative ? -value : value;
}

function longsOf(text: Utf8Column, convert: (row: number) => Value): Column {
  const { bytes, starts, ends, length } = text;
  const values = new BigInt64Array(length);
  const words = new Int32Array(values.buffer);
  let valid: Uint8Array | undefined;
  for (let row = 0; row < length; row++) {
    const start = starts[row]!;
    const end = ends[row]!;
    if (isPlainInteger(bytes, start, end)) {
      const value = integerAt(bytes, start, end);
      words[2 * row] = value;
      words[2 * row + 1] = Math.floor(value / 4_294_967_296);
      continue;
    }
    const value = start === end ? null : (convert(row) as bigint | null);
    if (value === null) (valid ??= new Uint8Array(length).fill(1))[row] = 0;
    else values[row] = value;
  }
  return new Int64Column('long', values, valid);
}

const isNumberByte = new Uint8Array(256).fill(1, 48, 58);

function realsOf(text: Utf8Column, convert: (row: number) => Value): Column {
  const { bytes, starts, ends, length } = text;
  const values = new Float64Array(length);
  let valid: Uint8Array | undefined;
  for (let row = 0; row < length; row++) {
    const start = starts[row]!;
    const end = ends[row]!;
    if (isPlainInteger(bytes, start, end)) {
      values[row] = integerAt(bytes, start, end);
      continue;
    }
    if (isPlainReal(bytes, start, end)) {
      values[row] = Number(decodeUtf8(bytes, start, end));
      continue;
    }
    const value = start === end ? null : (convert(row) as number | null);
    if (value === null) (valid ??= new Uint8Array(length).fill(1))[row] = 0;
    else values[row] = value;
  }
  return new RealColumn(values, valid);
}

/** Digits, a point, digits: what JSON and `Number` read alike. */
function isPlainReal(bytes: Uint8Array, start: number, end: number): boolean {
  let points = 0;
  const first = bytes[start] === minus ? start + 1 : start;
  if (end - first < 3 || (bytes[first] === 48 && bytes[first + 1] !== 46) || bytes[end - 1] === 46 || bytes[first] === 46)
    return false;
  for (let i = first; i < end; i++) {
    if (bytes[i] === 46) points++;
    else if (isNumberByte[bytes[i]!] === 0) return false;
  }
  return points === 1;
}
