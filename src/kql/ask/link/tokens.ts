import type { Token } from './types';
import { classify } from './tokenKinds';
import { stem } from './stem';
import { numberOf, unitAfter } from './tokenNumbers';

const closers: Readonly<Record<string, readonly string[]>> = {
  '"': ['"'],
  "'": ["'"],
  '`': ['`'],
  '“': ['”', '"'],
  '”': ['”'],
  '„': ['“', '”'],
  '‘': ['’'],
  '«': ['»'],
};
/** Longer than any name or phrase that is quoted in a question; keeps a stray quote from being searched to the end each time. */
const longestQuote = 300;

const isLetter = (text: string): boolean => /^[\p{L}\p{M}\p{N}_]$/u.test(text);
const space = /[\s\p{Cf}]+/uy;
/** What may stand inside a name, a path, an address or a number. */
const run = /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|\/)[^\s\p{Cf}"`“”„‘«»<>|;,]+|[^\s\p{Cf}"`“”„‘«»,;()[\]<>=!|]+/iuy;
const grouped = /\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d\p{L}])/uy;
/** A piece of a run that is no name as a whole: a word, with hyphens, dots and apostrophes inside. */
const piece = /[\p{L}\p{M}\p{N}_]+(?:['’.\-_:]?[\p{L}\p{M}\p{N}_]+)*(?:(?<=s)['’])?|[^\p{L}\p{M}\p{N}_]/uy;
const comparison = /[<>=!]=|=~|!~|<>|./suy;
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/**
 * The words of a question in order, with their places in it: `question.slice(start, start + length)` is `text`. Every character that is no
 * space belongs to exactly one token. Never throws; linear in the length.
 */
export function tokensOf(question: string): readonly Token[] {
  const tokens: Token[] = [];
  const next = nextIn(question);
  let at = 0;
  while (at < question.length) {
    const gap = match(space, question, at);
    if (gap !== '') at += gap.length;
    else {
      const quoted = quotedAt(question, at, next);
      const made = quoted === undefined ? runAt(question, at) : [quoted];
      tokens.push(...made);
      at = made.reduce((end, token) => Math.max(end, token.start + token.length), at + 1);
    }
  }
  return joined(question, tokens);
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Where a character stands next, remembered so that a question of nothing but quotes is searched once. */
type Next = (char: string, from: number) => number;

function nextIn(question: string): Next {
  const places = new Map<string, number>();
  return (char, from) => {
    let place = places.get(char);
    if (place === undefined || place < from) {
      const found = question.indexOf(char, from);
      places.set(char, (place = found === -1 ? Infinity : found));
    }
    return place;
  };
}

/** A span in quotes, with them, on one line; `word` is what is inside. An apostrophe opens none after a letter, and closes none before one. */
function quotedAt(question: string, at: number, next: Next): Token | undefined {
  const open = question.charAt(at);
  const close = closers[open];
  if (close === undefined || (at > 0 && "'‘".includes(open) && isLetter(question.charAt(at - 1)))) return undefined;
  const most = Math.min(at + longestQuote, next('\n', at));
  let end = at;
  do end = Math.min(...close.map((char) => next(char, end + 1)));
  while (end < most && "'’".includes(question.charAt(end)) && isLetter(question.charAt(end + 1)));
  const inside = end < most ? question.slice(at + 1, end).trim() : '';
  if (inside === '') return undefined;
  return { text: question.slice(at, end + 1), word: inside.toLowerCase(), start: at, length: end + 1 - at, kind: 'quoted' };
}

/** The tokens of the longest run without spaces and quotes at a place. */
function runAt(question: string, at: number): Token[] {
  const whole = match(grouped, question, at) || match(run, question, at);
  if (whole === '') return [symbol(match(comparison, question, at), at)];
  const text = trimmed(whole);
  const token = text === '' ? undefined : classify(text, at);
  if (token !== undefined) return [token];
  const tokens: Token[] = [];

  for (let from = 0; from < whole.length;) {
    const part = match(piece, whole, from) || whole.slice(from, from + 1);
    tokens.push(
      /^[\p{L}\p{M}\p{N}_]/u.test(part) ? (classify(part, at + from) ?? word(part, at + from)) : symbol(part, at + from),
    );
    from += part.length;
  }
  return tokens;
}

/** Without the punctuation of the sentence after it: the dot at its end, a bracket that was opened before. */
function trimmed(text: string): string {
  const isOpen = text.includes('(');
  let end = text.length;
  for (; end > 0; end--) {
    const char = text.charAt(end - 1);
    const isWild = char === '*' && text.charAt(end - 2) === '/';
    if (isWild || (char === ')' && isOpen) || !".:?'’*…)".includes(char)) break;
  }
  return text.slice(0, end);
}

const symbol = (text: string, start: number): Token => ({ text, word: text, start, length: text.length, kind: 'symbol' });

function word(text: string, start: number): Token {
  const bare = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/'s$|'$/, '');
  return { text, word: stem(bare), start, length: text.length, kind: 'word', ...numberOf(bare) };
}

/** `500 ms`, `5 seconds` and `GET /rooms` become one token each. */
function joined(question: string, tokens: readonly Token[]): readonly Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    const gap = last === undefined ? '' : question.slice(last.start + last.length, token.start);
    const unit = last?.kind === 'number' && last.unit === undefined && /^ ?$/.test(gap) ? unitAfter(token.text) : undefined;
    if (last !== undefined && unit !== undefined) {
      const length = token.start + token.length - last.start;
      const text = question.slice(last.start, last.start + length);
      const { factor = 1, unit: name } = unit;
      out[out.length - 1] = {
        ...last,
        ...(last.value !== undefined && { value: last.value * factor }),
        ...(name !== '' && { unit: name }),
        text,
        word: text.toLowerCase(),
        length,
      };
    } else if (last !== undefined && token.kind === 'path' && methods.has(last.text) && gap === ' ') {
      const length = token.start + token.length - last.start;
      const text = question.slice(last.start, last.start + length);
      out[out.length - 1] = { text, word: text.toLowerCase(), start: last.start, length, kind: 'path' };
    } else out.push(token);
  }
  return out;
}
