import { nameDistance } from '../../language/nearestNames';
import type { ColumnValues } from '../answer';
import type { TableKnowledge } from '../catalogue/types';
import { isFunctionWord, isGeneralWord } from './generalWords';
import { compact, splitName, stemsOf } from './nameWords';
import { stem } from './stem';
import type { Token, ValueMatch } from './types';
import { phraseWords, plainText, PhraseIndex, type Span, spansOf, wordsOf } from './words';

export interface ValueMatcher {
  find(tokens: readonly Token[]): readonly ValueMatch[];
}

type Value = ValueMatch['value'];

interface Entry {
  readonly column: string;
  readonly value: Value;
  readonly text: string;
  readonly lower: string;
  readonly words: readonly string[];
}

const most = 20;
/** Longer values are texts, in which words are looked for rather than compared. */
const longestName = 80;
/** Columns of text, of which words are no names. */
const textColumn = /message|description|details|stack|body|text$/i;
const codeColumn = /code|status|result/i;

/** Values of one table that words name: exactly, in another case or spelling, in part, nearly. Columns that are named beside win. */
export function makeValueMatcher(
  table: string,
  known: TableKnowledge | undefined,
  values: readonly ColumnValues[],
): ValueMatcher {
  const entries = values.flatMap(({ column, values: seen }) =>
    seen.map(({ value }): Entry => {
      const text = String(value);
      const isName = text.length <= longestName && column !== known?.entities.message && !textColumn.test(column);
      return { column, value, text, lower: text.toLowerCase(), words: isName ? wordsOfValue(text) : [] };
    }),
  );
  const byKey = new Map<string, Entry[]>();
  const byWord = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.text === '') continue;
    for (const key of new Set([entry.lower, compact(entry.text), ...pathKeys(entry.lower)]))
      if (key !== '') put(byKey, key, entry);
    for (const word of new Set(entry.words)) put(byWord, word, entry);
  }
  const named = new PhraseIndex<{ readonly column: string; readonly value: Value }>();
  for (const [column, knowledge] of Object.entries(known?.columns ?? {})) {
    for (const { value, words } of knowledge.values ?? []) for (const phrase of words) named.add(phrase, { column, value });
  }
  const cues = cuesOf(entries, known);

  return {
    find(tokens) {
      const found: ValueMatch[] = [];
      const add = (column: string, value: Value, score: number, places: readonly number[], how: ValueMatch['how']): void => {
        const beside = besideOf(cues.get(column), tokens, places);
        const lift = beside === undefined ? 0 : 0.15;
        const at = beside?.isAdjacent === true ? [...new Set([...places, ...beside.tokens])].toSorted((a, b) => a - b) : places;
        found.push({ table, column, value, score: Math.min(1, score + lift), tokens: at, how });
      };
      for (const span of spansOf(tokens, 5)) matchSpan(span, tokens, byKey, add);
      for (const { item, tokens: places } of named.find(wordsOf(tokens))) add(item.column, item.value, 0.75, places, 'case');
      const exact = new Set(found.flatMap((match) => (match.score >= 0.6 ? match.tokens : [])));
      byParts(tokens, byWord, exact, add);
      nearly(tokens, entries, exact, byWord, add);
      return best(found);
    },
  };
}

function put(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else known.push(entry);
}

/** Nothing of values is remembered beyond their index. */
const wordsOfValue = (text: string): readonly string[] =>
  [
    ...new Set([...splitName(text), ...text.toLowerCase().split(/[^\p{L}\p{N}]+/u)].filter((word) => word !== '').map(stem)),
  ].slice(0, 16);

/** A request is named by its path alone, too: `GET /rooms`, `https://host/rooms?page=2` by `/rooms`. */
function pathKeys(lower: string): readonly string[] {
  const path = /^(?:(?:get|post|put|patch|delete|head|options) |[a-z]+:\/\/[^/]+)(\/[^?#\s]*)/.exec(lower)?.[1];
  return path === undefined || path === '/' ? [] : [path];
}

type Add = (column: string, value: Value, score: number, tokens: readonly number[], how: ValueMatch['how']) => void;

function matchSpan(span: Span, tokens: readonly Token[], byKey: ReadonlyMap<string, Entry[]>, add: Add): void {
  const first = tokens[span.tokens[0] ?? 0];
  const isOne = span.tokens.length === 1;
  const isNumber = isOne && first?.kind === 'number';
  if (isNumber && first.unit !== undefined) return;
  const lower = span.text.toLowerCase();
  const key = compact(lower);
  const isPlain = isOne && first?.kind === 'word';
  if (isPlain && isFunctionWord(lower)) return;
  const keys = new Set([lower, key, ...(isPlain ? [stem(lower)] : [])]);
  const entries = new Set([...keys].flatMap((one) => byKey.get(one) ?? []));
  for (const { column, value, text, lower: own } of entries) {
    const how = text === span.text ? 'exact' : 'case';
    const same = how === 'exact' ? 0.97 : own === lower ? 0.93 : 0.86;
    // A number may count anything, a plain word may be meant as one: only what stands beside tells.
    const doubt = isNumber
      ? codeColumn.test(column)
        ? 0.35
        : 0.55
      : isPlain && isGeneralWord(lower)
        ? first.text === text && /\p{Lu}/u.test(text)
          ? 0.1
          : 0.3
        : 0;
    add(column, value, same - doubt, span.tokens, how);
  }
}

/** Words that all stand in a value, next to each other in the question, in any order: "checkout api" of `shop-api-checkout`. */
function byParts(tokens: readonly Token[], byWord: ReadonlyMap<string, Entry[]>, exact: ReadonlySet<number>, add: Add): void {
  const words = wordsOf(tokens).filter(({ word, token }) => !exact.has(token) && !isFunctionWord(word) && word.length > 1);
  const scored = new Map<Entry, { words: Set<string>; tokens: Set<number> }>();
  for (const { word, token } of words) {
    const found = byWord.get(word) ?? [];
    for (const entry of found) {
      const one = scored.get(entry) ?? { words: new Set<string>(), tokens: new Set<number>() };
      const isNear = one.tokens.size === 0 || [...one.tokens].some((other) => Math.abs(other - token) <= 2);
      if (!isNear) continue;
      one.words.add(word);
      one.tokens.add(token);
      scored.set(entry, one);
    }
  }
  for (const [entry, { words: said, tokens: places }] of scored) {
    if ([...said].every((word) => isGeneralWord(word) || /^\d+$/.test(word)) && said.size < 2) continue;
    const shared = Math.min(...[...said].map((word) => (byWord.get(word) ?? []).length));
    const share = said.size / entry.words.length;
    const score = (0.4 + 0.42 * Math.min(1, share)) * (shared > 5 ? 0.75 : 1);
    add(
      entry.column,
      entry.value,
      score,
      [...places].toSorted((a, b) => a - b),
      'part',
    );
  }
}

/** One or two letters wrong, or a piece inside of a longer word. Words that mean something by themselves are no misspellings. */
function nearly(
  tokens: readonly Token[],
  entries: readonly Entry[],
  exact: ReadonlySet<number>,
  byWord: ReadonlyMap<string, Entry[]>,
  add: Add,
): void {
  tokens.forEach((token, place) => {
    if (exact.has(place) || token.kind === 'symbol' || token.kind === 'number' || token.kind === 'guid') return;
    const text = plainText(token).toLowerCase();
    if (
      text.length < 5 ||
      text.length > longestName ||
      (token.kind === 'word' && (isGeneralWord(text) || byWord.has(token.word)))
    )
      return;
    const limit = text.length >= 9 ? 2 : 1;
    for (const { column, value, lower } of entries) {
      if (lower.length > longestName || typeof value !== 'string') continue;
      if (lower.length > text.length && lower.includes(text)) add(column, value, 0.45, [place], 'part');
      else if (Math.abs(lower.length - text.length) <= limit && lower !== text && digitsOf(lower) === digitsOf(text)) {
        const distance = nameDistance(text, lower, limit);
        if (distance <= limit) add(column, value, 0.62 - 0.08 * (distance - 1), [place], 'fuzzy');
      }
    }
  });
}

const digitsOf = (text: string): string => text.replaceAll(/\D+/g, ' ').trim();

/** Words that name a column when they stand beside a value, without inflection. */
function cuesOf(entries: readonly Entry[], known: TableKnowledge | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  const columns = new Set([...entries.map(({ column }) => column), ...Object.keys(known?.columns ?? {})]);
  return new Map(
    [...columns].map((column) => {
      const own = column.split('.').slice(-1).flatMap(stemsOf);
      const words = (known?.columns[column]?.words ?? []).flatMap(phraseWords);
      return [column, new Set([...own, ...words].filter((word) => !isFunctionWord(word)))];
    }),
  );
}

/** The words of a column up to three places before the value or right after it. */
function besideOf(
  cues: ReadonlySet<string> | undefined,
  tokens: readonly Token[],
  places: readonly number[],
): { readonly tokens: readonly number[]; readonly isAdjacent: boolean } | undefined {
  if (cues === undefined) return undefined;
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const isCue = (place: number): boolean => {
    const token = tokens[place];
    return (
      token !== undefined &&
      (token.kind === 'word' || token.kind === 'identifier') &&
      wordsOf([token]).some(({ word }) => cues.has(word))
    );
  };
  const before = [first - 1, first - 2, first - 3].filter(isCue);
  const after = [last + 1, last + 2].filter(isCue);
  if (before.length + after.length === 0) return undefined;
  const adjacent = [...(before.includes(first - 1) ? [first - 1] : []), ...(after.includes(last + 1) ? [last + 1] : [])];
  return { tokens: adjacent, isAdjacent: adjacent.length > 0 };
}

/** The best match of each value, without those whose words a longer match of the same column has. */
function best(found: readonly ValueMatch[]): readonly ValueMatch[] {
  const byValue = new Map<string, ValueMatch>();
  for (const match of found) {
    const key = `${match.column} ${typeof match.value} ${match.value}`;
    const other = byValue.get(key);
    if (
      other === undefined ||
      match.score > other.score ||
      (match.score === other.score && match.tokens.length > other.tokens.length)
    ) {
      byValue.set(key, match);
    }
  }
  const all = [...byValue.values()];
  return all
    .filter(
      (match) =>
        !all.some(
          (other) =>
            other.column === match.column &&
            other.score > match.score &&
            (other.how === 'exact' || other.how === 'case' || other.score > match.score + 0.2) &&
            match.tokens.every((token) => other.tokens.includes(token)),
        ),
    )
    .toSorted((a, b) => b.score - a.score || b.tokens.length - a.tokens.length)
    .slice(0, most);
}
