/** Positions and lengths in Kusto count characters (code points), in JavaScript UTF-16 code units. */
const surrogate = /[\ud800-\udfff]/;
const nonAscii = /[^\0-\x7f]/;

export function isAsciiText(text: string): boolean {
  return !nonAscii.test(text);
}

/** Number of characters. */
export function characterCount(text: string): number {
  return surrogate.test(text) ? countBetween(text, 0, text.length) : text.length;
}

function countBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < text.length) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) i++;
    }
    count++;
  }
  return count;
}

/** Code unit of a character position that is at or after 0; the length of the text when it is past the end. */
export function unitOfCharacter(text: string, position: number): number {
  if (!surrogate.test(text)) return Math.min(position, text.length);
  let unit = 0;
  for (let i = 0; i < position && unit < text.length; i++) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
  return unit;
}

/** Character position of a code unit. */
export function characterOfUnit(text: string, unit: number): number {
  return surrogate.test(text) ? countBetween(text, 0, unit) : unit;
}

/** The characters from `start` (from 0) up to `end` (exclusive). */
export function sliceCharacters(text: string, start: number, end: number): string {
  if (!surrogate.test(text)) return text.slice(start, end);
  const from = unitOfCharacter(text, start);
  const rest = text.slice(from);
  return rest.slice(0, unitOfCharacter(rest, end - start));
}

const encoder = new TextEncoder();

/** Length in UTF-8. */
export function utf8Length(text: string): number {
  return isAsciiText(text) ? text.length : encoder.encode(text).length;
}

export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const looseDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of UTF-8 bytes; undefined when they are none. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text of UTF-8 bytes, with a replacement character for what is none. */
export function utf8TextLoose(bytes: Uint8Array): string {
  return looseDecoder.decode(bytes);
}

/** Simple case mapping: a character whose upper or lower case is several characters stays. */
export function mapCase(text: string, upper: boolean): string {
  const mapped = upper ? text.toUpperCase() : text.toLowerCase();
  if (isAsciiText(text)) return mapped;
  let result = '';
  for (const char of text) {
    const changed = upper ? char.toUpperCase() : char.toLowerCase();
    result += changed.length === char.length ? changed : char;
  }
  return result;
}
