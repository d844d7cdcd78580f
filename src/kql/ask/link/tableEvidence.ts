import type { Bm25 } from './bm25';
import { isFunctionWord } from './generalWords';
import { compact, stemsOf } from './nameWords';
import type { Entry, Evidence } from './tableRank';
import type { Scope, Token } from './types';
import { type PhraseMatch, type PlacedWord, spansOf, tokensIn } from './words';

/** What else of the question speaks for tables or is no word of theirs. */
export interface TableHints {
  /** ARM types of the resources that are named. */
  readonly resourceTypes: ReadonlySet<string>;
  /** Tokens that are names of resources. */
  readonly taken: ReadonlySet<number>;
  /** Tables with a value that the question names, and the tokens; how telling it is, 0 to 1. */
  readonly valueTables: ReadonlyMap<string, { readonly tokens: readonly number[]; readonly strength: number }>;
  readonly scope: Scope | undefined;
}

export type Add = (at: number, one: Evidence) => void;

interface NameSpan {
  readonly text: string;
  readonly tokens: readonly number[];
  /** In words. */
  readonly size: number;
  readonly at: readonly number[];
}

/** Spans that are names of tables, whatever their number: `requests` and `AppRequest` stand for `AppRequests`. */
export function namesIn(tokens: readonly Token[], byName: ReadonlyMap<string, number[]>): readonly NameSpan[] {
  return spansOf(tokens, 6).flatMap(({ text, tokens: places }) => {
    const key = compact(text);
    const at = byName.get(key) ?? byName.get(`${key}s`) ?? (key.endsWith('s') ? byName.get(key.slice(0, -1)) : undefined);
    return at === undefined ? [] : [{ text, tokens: places, size: stemsOf(text).length, at }];
  });
}

/** The size of the longest match that each token is in. */
export function longestAt(
  found: readonly { readonly tokens: readonly number[]; readonly size: number }[],
): ReadonlyMap<number, number> {
  const longest = new Map<number, number>();
  for (const { tokens, size } of found) for (const token of tokens) longest.set(token, Math.max(longest.get(token) ?? 0, size));
  return longest;
}

const isInside = (tokens: readonly number[], size: number, longest: ReadonlyMap<number, number>): boolean =>
  tokens.every((token) => (longest.get(token) ?? 0) > size);

/** A whole name counts most where it is written as it is; one of everyday words may be meant as such. */
export function byNames(
  called: readonly NameSpan[],
  tokens: readonly Token[],
  longest: ReadonlyMap<number, number>,
  entries: readonly Entry[],
  add: Add,
): void {
  for (const { text, tokens: places, size, at: found } of called) {
    const [first = 0] = places;
    const isTable = [tokens[first - 1], tokens[(places.at(-1) ?? 0) + 1]].some((token) => token?.word === 'table');
    for (const at of found) {
      const name = entries[at]?.table.name ?? '';
      const isCompound = stemsOf(name).length > 1 || name.length > 16;
      const isWritten =
        isTable || (text === name && (isCompound || (first > 0 && /\p{Lu}/u.test(name)))) || tokens[first]?.kind === 'identifier';
      const strength = isWritten ? 0.97 : isCompound ? 0.9 : /_CL$/i.test(name) ? 0.85 : 0.5;
      add(at, {
        strength: strength * (!isWritten && isInside(places, size, longest) ? 0.5 : 1),
        tokens: places,
        why: 'its name',
      });
    }
  }
}

/** What people call the rows of a table. */
export function byPhrases(
  found: readonly PhraseMatch<{ readonly at: number; readonly rank: number }>[],
  all: readonly Token[],
  { longest, common }: { readonly longest: ReadonlyMap<number, number>; readonly common: ReadonlySet<string> },
  entries: readonly Entry[],
  hints: TableHints,
  add: Add,
): void {
  // A word for the rows of many tables tells little: `log`; so does one for what may happen in many: `error`.
  const sharing = new Map<string, number>();
  for (const { tokens } of found) sharing.set(tokens.join(), (sharing.get(tokens.join()) ?? 0) + 1);
  for (const { item, tokens, size } of found) {
    if (tokens.every((token) => hints.taken.has(token))) continue;
    const early = 0.03 * (1 - (tokens[0] ?? 0) / Math.max(1, all.length));
    const many = (sharing.get(tokens.join()) ?? 1) ** -0.18;
    const strength = Math.min(0.95, Math.max(0.62, 0.78 - 0.015 * item.rank) * many + 0.07 * (size - 1));
    const kept =
      (isInside(tokens, size, longest) ? 0.5 : 1) *
      (isAside(all, tokens[0] ?? 0) ? 0.65 : 1) *
      (common.has(tokens.join()) ? 0.8 : 1);
    const why = `"${entries[item.at]?.known?.words[item.rank] ?? ''}"`;
    add(item.at, { strength: strength * kept + early, tokens, why });
  }
}

/** What follows "on" or "per" is where or of what something is counted, not what is counted: "errors on linux machines". */
function isAside(all: readonly Token[], at: number): boolean {
  const before = [all[at - 1]?.word, all[at - 2]?.word, all[at - 3]?.word];
  const end = before.findIndex(
    (word) => word === 'on' || word === 'per' || word === 'by' || word === 'each' || word === 'every' || word === 'across',
  );
  return (
    end === 0 ||
    (end > 0 &&
      before.slice(0, end).every((word) => word !== undefined && /^[a-z]+$/.test(word) && !/^(?:of|in|from|for)$/.test(word)) &&
      end < 3)
  );
}

/** How well a table is described by all that is asked: the share of the words, the rare ones counting most. */
export function byTexts(words: readonly PlacedWord[], texts: Bm25, hints: TableHints, add: Add): void {
  const asked = words.filter(({ word, token }) => !hints.taken.has(token) && !isFunctionWord(word) && !/^[\d.,]+$/.test(word));
  const all = [...new Set(asked.map(({ word }) => word))].reduce((sum, word) => sum + texts.rarity(word), 0);
  for (const [at, { score, words: said }] of texts.search(asked.map(({ word }) => word))) {
    const share = said.reduce((sum, word) => sum + texts.rarity(word), 0) / all;
    const tokens = tokensIn(asked.filter(({ word }) => said.includes(word)));
    add(at, { strength: 0.85 * share ** 1.5 * (score / (score + 4)), tokens, why: said.join(', ') });
  }
}

/** A column that is written as it is called speaks for the tables that have it, the fewer the more. */
export function byColumns(tokens: readonly Token[], byColumn: ReadonlyMap<string, number[]>, count: number, add: Add): void {
  tokens.forEach((token, place) => {
    // A long word without capitals is a column all the same: "authenticationtype".
    const isName = token.kind === 'identifier' || token.kind === 'quoted' || (token.kind === 'word' && token.text.length >= 12);
    const found = isName ? (byColumn.get(token.kind === 'word' ? token.text.toLowerCase() : token.word) ?? []) : [];
    if (found.length === 0) return;
    const strength = 0.6 * (1 - found.length / (count + 1));
    for (const at of found) add(at, { strength, tokens: [place], why: `has the column ${token.text}` });
  });
}
