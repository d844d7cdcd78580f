/** Readers of numbers and datetimes in UTF-8 text that make no strings. They take the usual spellings; the rest is for slower readers. */

/** ASCII. */
const Char = {
  plus: 43,
  minus: 45,
  point: 46,
  zero: 48,
  colon: 58,
  upperT: 84,
  upperZ: 90,
  space: 32,
} as const;

const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const TWO_32 = 4_294_967_296;

/** A whole number of at most 15 digits; NaN for all other text. */
export function readInteger(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  const negative = first === Char.minus;
  let at = negative || first === Char.plus ? start + 1 : start;
  if (at === end || end - at > 15) return NaN;
  let value = 0;
  for (; at < end; at++) {
    const digit = bytes[at]! - Char.zero;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return negative ? 0 - value : value;
}

/** A decimal number of at most 15 digits without an exponent, correctly rounded; NaN for all other text. */
export function readReal(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === Char.minus;
  let value = 0;
  let digits = 0;
  let point = -1;
  for (let at = negative ? start + 1 : start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === Char.point && point < 0) {
      point = at;
      continue;
    }
    const digit = byte - Char.zero;
    if (digit < 0 || digit > 9 || ++digits > 15) return NaN;
    value = value * 10 + digit;
  }
  if (digits === 0) return NaN;
  if (point >= 0) value /= powersOfTen[end - point - 1]!;
  return negative ? -value : value;
}

const twoDigits = (bytes: Uint8Array, at: number): number => {
  const tens = bytes[at]! - Char.zero;
  const ones = bytes[at + 1]! - Char.zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
};

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * `yyyy-MM-ddTHH:mm:ss[.fffffff…][Z]` (or a space for the T) as ticks into two 32-bit words, low word first. False for all other text.
 */
export function readDatetime(bytes: Uint8Array, start: number, end: number, words: Int32Array, at: number): boolean {
  const length = end - start;
  if (length < 19 || bytes[start + 4] !== Char.minus || bytes[start + 7] !== Char.minus) return false;
  const separator = bytes[start + 10];
  if (separator !== Char.upperT && separator !== Char.space) return false;
  if (bytes[start + 13] !== Char.colon || bytes[start + 16] !== Char.colon) return false;
  const century = twoDigits(bytes, start);
  const ofCentury = twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  const hour = twoDigits(bytes, start + 11);
  const minute = twoDigits(bytes, start + 14);
  const second = twoDigits(bytes, start + 17);
  if (century < 0 || ofCentury < 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth[month - 1]!) return false;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  const year = century * 100 + ofCentury;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (year === 0 || (month === 2 && day === 29 && !leap)) return false;
  let fraction = 0;
  let next = start + 19;
  if (next < end && bytes[next] === Char.point) {
    let digits = 0;
    for (next++; next < end; next++) {
      const digit = bytes[next]! - Char.zero;
      if (digit < 0 || digit > 9) break;
      if (digits < 7) fraction = fraction * 10 + digit;
      digits++;
    }
    if (digits === 0) return false;
    for (; digits < 7; digits++) fraction *= 10;
  }
  if (next < end && bytes[next] === Char.upperZ) next++;
  if (next !== end) return false;
  const before = year - 1;
  const days =
    before * 365 +
    Math.floor(before / 4) -
    Math.floor(before / 100) +
    Math.floor(before / 400) +
    daysBeforeMonth[month - 1]! +
    (leap && month > 2 ? 1 : 0) +
    day -
    1;
  writeTicks(days * 86_400 + hour * 3600 + minute * 60 + second, fraction, words, at);
  return true;
}

/** `seconds * 10^7 + fraction` as two 32-bit words; `seconds` is not negative and below 2^39. */
export function writeTicks(seconds: number, fraction: number, words: Int32Array, at: number): void {
  const high = Math.floor(seconds / 65_536) * 1e7;
  const low = (seconds % 65_536) * 1e7 + fraction;
  const rest = (high % 65_536) * 65_536 + low;
  words[at] = (rest % TWO_32) | 0;
  words[at + 1] = (Math.floor(high / 65_536) + Math.floor(rest / TWO_32)) | 0;
}

/** A safe integer as two 32-bit words, low word first. */
export function writeInteger(value: number, words: Int32Array, at: number): void {
  const high = Math.floor(value / TWO_32);
  words[at] = (value - high * TWO_32) | 0;
  words[at + 1] = high | 0;
}
