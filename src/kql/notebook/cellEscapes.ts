/**
 * The few texts that a UTF-8 file of lines cannot hold as they are: half of a surrogate pair, a lone carriage return at the end (it would
 * merge with the line break of the file), and lines that a version control system left behind in a conflict. In an escaped cell a
 * backslash is written twice and `\uXXXX` is one UTF-16 code unit.
 */
const conflict = /(^|\n)([<>|])(?=\2{6}(?:[ \r\n]|$))/;
const everyConflict = new RegExp(conflict, 'g');
const halfPair = /[\ud800-\udfff]/u;
const everyHalfPair = new RegExp(halfPair, 'gu');

export function needsEscapes(text: string): boolean {
  return hasHalfPair(text) || text.endsWith('\r') || conflict.test(text);
}

export const hasHalfPair = (text: string): boolean => halfPair.test(text);

/** Where a conflict was left in a text, as an offset; undefined when nowhere. */
export function conflictIn(text: string): number | undefined {
  const match = conflict.exec(text);
  return match === null ? undefined : match.index + (match[1]?.length ?? 0);
}

export function escapeCell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(everyHalfPair, codeUnit)
    .replace(/\r$/, '\\u000d')
    .replace(everyConflict, (_, start: string, mark: string) => start + codeUnit(mark));
}

/** Throws a RangeError with a sentence for an escape that is none. */
export function unescapeCell(text: string): string {
  return text.replace(/\\(?:(\\)|u([0-9a-fA-F]{4})|)/g, (_, backslash?: string, code?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (backslash !== undefined) return backslash;
    throw new RangeError('in an escaped cell a backslash is followed by another one or by u and four hexadecimal digits');
  });
}

const codeUnit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
