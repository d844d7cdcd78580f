import { stem } from '../link/stem';
import type { Token } from '../link/types';
import type { Span } from './slots';

const kept = new Map<string, readonly string[]>();

/** The words of a phrase in the form that tokens have, camel case and punctuation apart. */
export function phraseWords(phrase: string): readonly string[] {
  let words = kept.get(phrase);
  if (words === undefined) {
    words = phrase
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9%]+/)
      .filter((word) => word !== '')
      .map(stem);
    kept.set(phrase, words);
  }
  return words;
}

/** Where the words of a phrase stand side by side, none of them in `taken`: token indices of the first place. */
export function findPhrase(tokens: readonly Token[], phrase: string, taken?: ReadonlySet<number>): readonly number[] | undefined {
  const words = phraseWords(phrase);
  const [first] = words;
  if (first === undefined) return undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'identifier' && token.text.toLowerCase() === phrase.toLowerCase() && taken?.has(at) !== true) return [at];
    if (token === undefined || (token.word !== first && !token.word.startsWith(`${first}-`))) continue;
    const places = placesFrom(tokens, at, words);
    if (places?.every((place) => taken?.has(place) !== true) === true) return places;
  }
  return undefined;
}

/** The tokens that are these words one after the other; `sign-in` is two words in one token. */
function placesFrom(tokens: readonly Token[], from: number, words: readonly string[]): readonly number[] | undefined {
  const places: number[] = [];
  let read = 0;
  for (let at = from; read < words.length; at++) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    const parts = token.word.includes('-') && token.kind === 'word' ? phraseWords(token.word) : [token.word];
    if (read + parts.length > words.length || parts.some((part, index) => part !== words[read + index])) return undefined;
    places.push(at);
    read += parts.length;
  }
  return places;
}

export interface PhraseMatch<T> {
  readonly item: T;
  readonly tokens: readonly number[];
}

/** The items whose phrases stand in the tokens; where phrases overlap, the longest one, of these the first. */
export function matchItems<T>(
  tokens: readonly Token[],
  items: readonly T[],
  phrasesOf: (item: T) => readonly string[],
  taken?: ReadonlySet<number>,
): PhraseMatch<T>[] {
  const found: PhraseMatch<T>[] = [];
  for (const item of items) {
    for (const phrase of phrasesOf(item)) {
      const places = findPhrase(tokens, phrase, taken);
      if (places !== undefined) found.push({ item, tokens: places });
    }
  }
  const longestFirst = found
    .map((match, index) => ({ match, index }))
    .sort((a, b) => b.match.tokens.length - a.match.tokens.length || a.index - b.index);
  const used = new Set<number>();
  const result: PhraseMatch<T>[] = [];
  for (const { match } of longestFirst) {
    if (match.tokens.some((place) => used.has(place))) continue;
    for (const place of match.tokens) used.add(place);
    result.push(match);
  }
  return result;
}

/** From the first of the tokens to the last. */
export function spanOf(tokens: readonly Token[], places: readonly number[]): Span {
  const parts = places.flatMap((place) => tokens[place] ?? []);
  const start = Math.min(...parts.map((token) => token.start));
  const end = Math.max(...parts.map((token) => token.start + token.length));
  return { start, length: end - start };
}
