import { memoized, stemsOf } from './nameWords';
import { stem } from './stem';
import type { Token } from './types';

/** A word of a question with the token that it is in: `time-out` is two words of one token. */
export interface PlacedWord {
  readonly word: string;
  readonly token: number;
  /** False when something stood before it that is not among the tokens. */
  readonly isNext: boolean;
}

/** The words of tokens without inflection; what is no word (a symbol, a path, a quoted span) stands as it is and breaks phrases. */
export function wordsOf(tokens: readonly Token[]): readonly PlacedWord[] {
  return tokens.flatMap((token, index) =>
    partsOf(token).map((word, part) => ({ word, token: index, isNext: part > 0 || isNextTo(tokens[index - 1], token) })),
  );
}

/** Tokens may have been left out between two: then more than a space or two lies there. */
const isNextTo = (before: Token | undefined, token: Token): boolean =>
  before === undefined || token.start - before.start - before.length <= 3;

function partsOf(token: Token): readonly string[] {
  if (token.kind === 'identifier') return stemsOf(token.text);
  if (token.kind === 'word') return /[-.:]/.test(token.word) ? phraseWords(token.word) : [token.word];
  return [token.kind === 'number' ? token.text.toLowerCase() : ` ${token.word}`];
}

/** The words of a phrase of the catalogue, without inflection. */
export const phraseWords = memoized((phrase) =>
  phrase
    .toLowerCase()
    .split(/[\s\-/_.:,]+/)
    .filter((word) => word !== '')
    .map(stem),
);

export interface PhraseMatch<T> {
  readonly item: T;
  /** Indices of the tokens, ascending. */
  readonly tokens: readonly number[];
  /** Number of words. */
  readonly size: number;
}

/** Finds phrases in questions, in any inflection, with nothing between their words. */
export class PhraseIndex<T> {
  private readonly byFirst = new Map<string, { readonly words: readonly string[]; readonly item: T }[]>();

  add(phrase: string, item: T): void {
    const words = phraseWords(phrase);
    const [first] = words;
    if (first === undefined) return;
    const known = this.byFirst.get(first);
    if (known === undefined) this.byFirst.set(first, [{ words, item }]);
    else known.push({ words, item });
  }

  /** Phrases begin and end where tokens do: `vm-web-01` is no `vm`. */
  find(words: readonly PlacedWord[]): readonly PhraseMatch<T>[] {
    return words.flatMap(({ word, token }, at) =>
      words[at - 1]?.token === token
        ? []
        : (this.byFirst.get(word) ?? [])
            .filter(
              (entry) =>
                entry.words.every((part, i) => words[at + i]?.word === part && (i === 0 || words[at + i]?.isNext === true)) &&
                isEnd(words, at + entry.words.length),
            )
            .map(({ words: { length }, item }) => ({ item, size: length, tokens: tokensIn(words.slice(at, at + length)) })),
    );
  }
}

const isEnd = (words: readonly PlacedWord[], at: number): boolean => words[at]?.token !== words[at - 1]?.token;

export const tokensIn = (words: readonly PlacedWord[]): readonly number[] => [...new Set(words.map(({ token }) => token))];

/** A span of neighbouring tokens as text. */
export interface Span {
  readonly tokens: readonly number[];
  /** As written, with one space where there was any, without a possessive at the end. */
  readonly text: string;
}

/** All spans of up to `most` tokens that begin and end with no symbol. A quoted token is its content. */
export function spansOf(tokens: readonly Token[], most: number): readonly Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < tokens.length; from++) {
    let before = '';
    for (let to = from; to < tokens.length && to < from + most; to++) {
      const token = tokens[to];
      const last = tokens[to - 1];
      if (token === undefined || (to === from && token.kind === 'symbol') || (to > from && !isNextTo(last, token))) break;
      if (to > from && last !== undefined && token.start > last.start + last.length) before += ' ';
      if (token.kind !== 'symbol') {
        spans.push({ tokens: Array.from({ length: to - from + 1 }, (_, i) => from + i), text: before + plainText(token) });
      }
      before += token.kind === 'quoted' ? plainText(token) : token.text;
    }
  }
  return spans;
}

/** What a token says: the content of a quoted one, a word without its possessive. */
export function plainText(token: Token): string {
  if (token.kind === 'quoted') return token.text.slice(1, -1).trim();
  return token.kind === 'word' ? token.text.replace(/['’]s?$/, '') : token.text;
}
