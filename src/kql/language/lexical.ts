import type { Span } from '../engine/errors.js';

/** What can be told of a text without a grammar. */
export interface LexicalScan {
  /** Pairs of brackets, in the order of their openings; both brackets are inside. */
  readonly brackets: readonly Span[];
  /** `//` to the end of its line, without the line break. */
  readonly comments: readonly Span[];
  /** Lines outside of brackets and strings that begin with `#`, as Kusto Explorer's `#connect`; without the line break. */
  readonly directives: readonly Span[];
  /** Places where there is a blank line outside of brackets and strings: from the end of one line to the start of a later one. */
  readonly gaps: readonly Span[];
  /** Where semicolons stand outside of brackets and strings. */
  readonly semicolons: readonly number[];
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const lineBreak = /[\r\n]/;

/**
 * Finds brackets, comments and blank lines. An opening bracket that nothing closes does not count, so that half a query does not swallow
 * those below it; a string of one line ends with its line at the latest.
 */
export function scanText(text: string): LexicalScan {
  const comments: Span[] = [];
  const pairs: { readonly start: number; readonly length: number }[] = [];
  const open: { readonly at: number; readonly closedBy: string }[] = [];
  const blanks: Span[] = [];
  const ends: number[] = [];
  const hashes: Span[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (text.startsWith('//', at)) {
      const end = lineEnd(text, at);
      comments.push({ start: at, length: end - at });
      at = end;
    } else if (char === '#' && (at === 0 || lineBreak.test(text.charAt(at - 1)))) {
      const end = lineEnd(text, at);
      hashes.push({ start: at, length: end - at });
      at = end;
    } else if (text.startsWith('```', at) || text.startsWith('~~~', at)) {
      const end = text.indexOf(text.slice(at, at + 3), at + 3);
      at = end < 0 ? text.length : end + 3;
    } else if (char === '"' || char === "'") {
      at = stringEnd(text, at, text.charAt(at - 1) === '@');
    } else if (lineBreak.test(char)) {
      const blank = /^\r?\n?(?:[ \t]*(?:\r\n|\n|\r))+/.exec(text.slice(at, at + 2000));
      const length = blank?.[0].length ?? 1;
      if (/^(?:\r\n|\n|\r)[ \t]*[\r\n]/.test(text.slice(at, at + 2000))) blanks.push({ start: at, length });
      at += length;
    } else {
      if (char === ';') ends.push(at);
      const closedBy = closing[char];
      if (closedBy !== undefined) open.push({ at, closedBy });
      else if (char === ')' || char === ']' || char === '}') {
        const match = open.findLastIndex((one) => one.closedBy === char);
        const opened = open[match];
        if (opened !== undefined) {
          pairs.push({ start: opened.at, length: at + 1 - opened.at });
          open.length = match;
        }
      }
      at++;
    }
  }
  const brackets = pairs.toSorted((a, b) => a.start - b.start);
  const isOutside = (place: number): boolean => !brackets.some((pair) => pair.start < place && place < pair.start + pair.length);
  const outside = (spans: readonly Span[]): readonly Span[] => spans.filter(({ start }) => isOutside(start));
  return { brackets, comments, directives: outside(hashes), gaps: outside(blanks), semicolons: ends.filter(isOutside) };
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !lineBreak.test(text.charAt(at))) at++;
  return at;
}

function stringEnd(text: string, from: number, isVerbatim: boolean): number {
  const quote = text.charAt(from);
  let at = from + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === quote) {
      if (!isVerbatim || text.charAt(at + 1) !== quote) return at + 1;
      at += 2;
    } else if (lineBreak.test(char)) return at;
    else at += char === '\\' && !isVerbatim ? 2 : 1;
  }
  return text.length;
}
