import { kqlText } from '../../../results/formats/kqlLiteral';
import type { Mend } from './repair.js';

/** A mend of the text alone; a certain one is kept where nothing is wrong too. */
export type TextMend = Mend & { readonly isCertain?: boolean };

/**
 * Quotes as other languages write them: `'it''s'`, which are two literals side by side here, and `@"a \"b\""`, where only a doubled quote
 * stands for one.
 */
export function repairQuotes(text: string, isBroken: boolean): readonly TextMend[] {
  const mends: TextMend[] = [];
  for (let at = 0; at < text.length; at++) {
    const skip = commentEnd(text, at);
    if (skip !== undefined) at = skip;
    const quote = text.charAt(at);
    if (quote !== '"' && quote !== "'") continue;
    const isVerbatim = text.charAt(at - 1) === '@';
    const from = isVerbatim ? at - 1 : at;
    const found = isVerbatim ? (isBroken ? escapedEnd(text, at, quote) : undefined) : doubledEnd(text, at, quote);
    const end = found?.end ?? plainEnd(text, at, quote, isVerbatim);
    if (found !== undefined) {
      const written = text.slice(from, end);
      const newText = kqlText(found.value);
      mends.push({
        kind: 'quoting',
        from: written,
        to: newText,
        edit: { start: from, length: end - from, newText },
        isCertain: !isVerbatim,
      });
    }
    at = end - 1;
  }
  return mends;
}

interface Found {
  readonly end: number;
  readonly value: string;
}

/** `'it''s'` and what it was meant to say; undefined for a literal without doubled quotes. */
function doubledEnd(text: string, from: number, quote: string): Found | undefined {
  let [at, value, isDoubled] = [from + 1, '', false];
  while (at < text.length && text.charAt(at) !== '\n') {
    const char = text.charAt(at);
    if (char === '\\') return undefined;
    if (char === quote && text.charAt(at + 1) !== quote) return isDoubled ? { end: at + 1, value } : undefined;
    if (char === quote) {
      // Two quotes with nothing before them are an empty literal.
      if (at === from + 1) return undefined;
      isDoubled = true;
      at++;
    }
    value += char;
    at++;
  }
  return undefined;
}

/** A verbatim literal whose quotes are escaped by backslashes; it ends at the first quote without one. */
function escapedEnd(text: string, from: number, quote: string): Found | undefined {
  let [at, value, isEscaped] = [from + 1, '', false];
  while (at < text.length && text.charAt(at) !== '\n') {
    const char = text.charAt(at);
    if (char === '\\' && text.charAt(at + 1) === quote) {
      isEscaped = true;
      value += quote;
      at += 2;
    } else if (char === quote) {
      return isEscaped ? { end: at + 1, value } : undefined;
    } else {
      value += char;
      at++;
    }
  }
  return undefined;
}

function plainEnd(text: string, from: number, quote: string, isVerbatim: boolean): number {
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== '\n') {
    const char = text.charAt(at);
    if (char === '\\' && !isVerbatim) at++;
    else if (char === quote) {
      if (!isVerbatim || text.charAt(at + 1) !== quote) return at + 1;
      at++;
    }
    at++;
  }
  return Math.min(at, text.length);
}

/** The last character of a comment that begins here. */
function commentEnd(text: string, at: number): number | undefined {
  if (!text.startsWith('//', at)) return undefined;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
