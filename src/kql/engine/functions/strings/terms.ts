/**
 * The term rule of `has` and its kin: a term is a maximal run of alphanumeric characters. A match of the needle counts when its
 * alphanumeric ends are ends of terms; an end of the needle that is a delimiter asks nothing of its neighbour.
 */
export type TermKind = 'term' | 'prefix' | 'suffix';

const asciiAlphanumeric = new Uint8Array(128);
for (const char of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz') asciiAlphanumeric[char.charCodeAt(0)] = 1;

const alphanumeric = /^[\p{L}\p{N}]$/u;
const known = new Map<number, boolean>();

/** True for letters and digits of any script. */
export function isAlphanumeric(codePoint: number): boolean {
  if (codePoint < 128) return asciiAlphanumeric[codePoint] === 1;
  let answer = known.get(codePoint);
  if (answer === undefined) {
    answer = alphanumeric.test(String.fromCodePoint(codePoint));
    known.set(codePoint, answer);
  }
  return answer;
}

const nonAscii = /[^\0-\x7f]/;

/** Text as case-insensitive comparison sees it. Fold both sides. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  // Lower-casing is the same for every sigma but one at the end of a word.
  return nonAscii.test(lower) && lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

export function hasTerm(text: string, term: string, caseSensitive: boolean): boolean {
  return termMatcher(term, 'term', caseSensitive)(text);
}

export function hasPrefixTerm(text: string, term: string, caseSensitive: boolean): boolean {
  return termMatcher(term, 'prefix', caseSensitive)(text);
}

export function hasSuffixTerm(text: string, term: string, caseSensitive: boolean): boolean {
  return termMatcher(term, 'suffix', caseSensitive)(text);
}

/** The same as a test of many texts against one needle. */
export function termMatcher(term: string, kind: TermKind, caseSensitive: boolean): (text: string) => boolean {
  const needle = caseSensitive ? term : foldCase(term);
  if (needle === '') return () => true;
  const checkStart = kind !== 'suffix' && isAlphanumeric(needle.codePointAt(0)!);
  const checkEnd = kind !== 'prefix' && isAlphanumeric(codePointBefore(needle, needle.length));
  return (text) => {
    const hay = caseSensitive ? text : foldCase(text);
    for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
      const end = at + needle.length;
      const startsTerm = !checkStart || at === 0 || !isAlphanumeric(codePointBefore(hay, at));
      if (startsTerm && (!checkEnd || end === hay.length || !isAlphanumeric(hay.codePointAt(end)!))) return true;
    }
    return false;
  };
}

/** The terms of a text in order, as written. */
export function termsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function codePointBefore(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  if (unit >= 0xdc00 && unit <= 0xdfff && end >= 2) return text.codePointAt(end - 2)!;
  return unit;
}
