import type { AskTable } from '../answer';
import type { TableKnowledge } from '../catalogue/types';
import { type Bm25, makeBm25 } from './bm25';
import { isFunctionWord } from './generalWords';
import type { Knowledge } from './knowledge';
import { compact, stemsOf } from './nameWords';
import type { TableMatch, Token } from './types';
import { type PhraseMatch, type PlacedWord, phraseWords, PhraseIndex, spansOf, tokensIn, wordsOf } from './words';

/** What makes a table likely: independent reasons add up as chances do. */
interface Evidence {
  readonly strength: number;
  readonly tokens: readonly number[];
  readonly why: string;
}

interface Entry {
  readonly table: AskTable;
  readonly known: TableKnowledge | undefined;
}

/** What else of the question speaks for tables or is no word of theirs. */
export interface TableHints {
  /** ARM types of the resources that are named. */
  readonly resourceTypes: ReadonlySet<string>;
  /** Tokens that are names of resources. */
  readonly taken: ReadonlySet<number>;
  /** Tables with a value that the question names in quotes or as an identifier, lower-case. */
  readonly valueTables: ReadonlyMap<string, readonly number[]>;
}

export interface TableIndex {
  find(tokens: readonly Token[], hints: TableHints): readonly TableMatch[];
}

const most = 12;
const isCustom = (table: AskTable): boolean => /_CL$/i.test(table.name);

/** Tables by name, by the words of the catalogue, by what is said of them, and by what the connection has. */
export function makeTableIndex(tables: readonly AskTable[], knowledge: Knowledge): TableIndex {
  const entries = tables.map((table): Entry => ({ table, known: knowledge.of(table) }));
  const phrases = new PhraseIndex<{ readonly at: number; readonly rank: number }>();
  const facts = new PhraseIndex<{ readonly at: number; readonly strength: number; readonly phrase: string }>();
  const byName = new Map<string, number[]>();
  const byColumn = new Map<string, number[]>();
  entries.forEach(({ table, known }, at) => {
    known?.words.forEach((phrase, rank) => phrases.add(phrase, { at, rank }));
    for (const { words } of known?.measures ?? []) for (const phrase of words) facts.add(phrase, { at, strength: 0.3, phrase });
    for (const { words, isKind } of known?.conditions ?? []) {
      for (const phrase of words) facts.add(phrase, { at, strength: isKind === true ? 0.25 : 0.12, phrase });
    }
    for (const name of new Set([compact(table.name), compact(table.name.replace(/_CL$/i, ''))])) put(byName, name, at);
    for (const column of table.columns) put(byColumn, column.name.toLowerCase(), at);
  });
  const texts = makeBm25(entries.map(weightsOf));

  return {
    find(tokens, hints) {
      const evidence = new Map<number, Evidence[]>();
      const add = (at: number, one: Evidence): void => {
        const all = evidence.get(at);
        if (all === undefined) evidence.set(at, [one]);
        else all.push(one);
      };
      byNames(tokens, byName, entries, add);
      const words = wordsOf(tokens);
      byPhrases(phrases.find(words), tokens.length, entries, hints, add);
      for (const { item, tokens: places, size } of facts.find(words)) {
        add(item.at, { strength: Math.min(0.45, item.strength + 0.06 * (size - 1)), tokens: places, why: `has "${item.phrase}"` });
      }
      byTexts(words, texts, hints, add);
      byColumns(tokens, byColumn, entries.length, add);
      entries.forEach(({ table, known }, at) => {
        const types = known?.resourceTypes.filter((type) => hints.resourceTypes.has(type)) ?? [];
        if (types.length > 0) add(at, { strength: 0.3 / known!.resourceTypes.length ** 0.25, tokens: [], why: `written by ${types.join(', ')}` });
        const valueTokens = hints.valueTables.get(table.name);
        if (valueTokens !== undefined) add(at, { strength: 0.3, tokens: valueTokens, why: 'has a value that is named' });
      });
      return ranked(evidence, entries);
    },
  };
}

function put<K>(map: Map<K, number[]>, key: K, at: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [at]);
  else if (!known.includes(at)) known.push(at);
}

/** How much each word is about a table: its name most, then the words for its rows, then what is said of it and its columns. */
function weightsOf({ table, known }: Entry): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const add = (words: Iterable<string>, weight: number): void => {
    for (const word of words) if (!isFunctionWord(word)) weights.set(word, Math.max(weights.get(word) ?? 0, weight));
  };
  for (const column of table.columns) add(stemsOf(column.name), 0.35);
  if (known !== undefined) {
    for (const { words } of Object.values(known.columns)) for (const phrase of words) add(phraseWords(phrase), 0.6);
    for (const { words } of known.conditions) for (const phrase of words) add(phraseWords(phrase), 0.7);
    for (const { words } of known.measures) for (const phrase of words) add(phraseWords(phrase), 1);
    add(phraseWords(known.row), 1);
    for (const phrase of known.words) add(phraseWords(phrase), 2);
  }
  if (table.description !== undefined) add(phraseWords(table.description), 1);
  add(stemsOf(table.name), 3);
  return weights;
}

type Add = (at: number, one: Evidence) => void;

function byNames(tokens: readonly Token[], byName: ReadonlyMap<string, number[]>, entries: readonly Entry[], add: Add): void {
  for (const { text, tokens: places } of spansOf(tokens, 5)) {
    const key = compact(text);
    // `requests` and `AppRequest` stand for `AppRequests`, whatever the number.
    const found = byName.get(key) ?? byName.get(`${key}s`) ?? (key.endsWith('s') ? byName.get(key.slice(0, -1)) : undefined);
    for (const at of found ?? []) {
      const table = entries[at]?.table;
      if (table === undefined) continue;
      const isWritten = text === table.name || (tokens[places[0] ?? 0]?.kind === 'identifier' && compact(table.name) === key);
      const isLong = stemsOf(table.name).length > 1;
      const strength = isWritten ? (isLong || places[0] !== 0 || table.name.includes('_') ? 0.97 : 0.8) : isLong ? 0.9 : isCustom(table) ? 0.85 : 0.55;
      add(at, { strength, tokens: places, why: 'its name' });
    }
  }
}

function byPhrases(
  found: readonly PhraseMatch<{ readonly at: number; readonly rank: number }>[],
  length: number,
  entries: readonly Entry[],
  hints: TableHints,
  add: Add,
): void {
  const longest = new Map<number, number>();
  for (const { tokens, size } of found) for (const token of tokens) longest.set(token, Math.max(longest.get(token) ?? 0, size));
  for (const { item, tokens, size } of found) {
    if (tokens.every((token) => hints.taken.has(token))) continue;
    const isInside = tokens.every((token) => (longest.get(token) ?? 0) > size);
    const early = 0.03 * (1 - (tokens[0] ?? 0) / Math.max(1, length));
    const strength = Math.min(0.95, Math.max(0.62, 0.78 - 0.015 * item.rank) + 0.06 * (size - 1)) * (isInside ? 0.5 : 1) + early;
    add(item.at, { strength, tokens, why: `"${entries[item.at]?.known?.words[item.rank] ?? ''}"` });
  }
}

function byTexts(words: readonly PlacedWord[], texts: Bm25, hints: TableHints, add: Add): void {
  const asked = words.filter(({ word, token }) => !hints.taken.has(token) && !isFunctionWord(word));
  for (const [at, { score, words: said }] of texts.search(asked.map(({ word }) => word))) {
    const tokens = tokensIn(asked.filter(({ word }) => said.includes(word)));
    add(at, { strength: 0.7 * (score / (score + 12)), tokens, why: said.join(', ') });
  }
}

/** A column that is written as it is called speaks for the tables that have it, the fewer the more. */
function byColumns(tokens: readonly Token[], byColumn: ReadonlyMap<string, number[]>, count: number, add: Add): void {
  tokens.forEach((token, place) => {
    if (token.kind !== 'identifier' && token.kind !== 'quoted') return;
    const found = byColumn.get(token.word) ?? [];
    const strength = 0.6 * (1 - found.length / (count + 1));
    for (const at of found) add(at, { strength, tokens: [place], why: `has the column ${token.text}` });
  });
}

function ranked(evidence: ReadonlyMap<number, readonly Evidence[]>, entries: readonly Entry[]): readonly TableMatch[] {
  const isCounted = entries.some(({ table }) => (table.rows ?? 0) > 0);
  const matches = [...evidence].map(([at, all]): TableMatch | undefined => {
    const entry = entries[at];
    if (entry === undefined) return undefined;
    const sorted = all.toSorted((a, b) => b.strength - a.strength);
    const seen = new Set<number>();
    let miss = 1;
    for (const { strength, tokens } of sorted) {
      // What the same words say again counts little.
      const isNew = tokens.length === 0 || tokens.some((token) => !seen.has(token));
      miss *= 1 - strength * (isNew ? 1 : 0.25);
      for (const token of tokens) seen.add(token);
    }
    const score = (1 - miss) * rowsFactor(entry.table, isCounted);
    return { table: entry.table, score, tokens: [...seen].toSorted((a, b) => a - b), why: sorted[0]?.why ?? '' };
  });
  return withTwins(matches.filter((match) => match !== undefined), entries, isCounted)
    .toSorted((a, b) => b.score - a.score || (b.table.rows ?? 0) - (a.table.rows ?? 0) || (a.table.name < b.table.name ? -1 : 1))
    .slice(0, most);
}

/** A table known to be empty gives way; one that was not counted where others were, a little. */
function rowsFactor(table: AskTable, isCounted: boolean): number {
  if (table.rows === 0) return 0.5;
  return table.rows === undefined && isCounted ? 0.93 : 1;
}

/** A table with the same facts takes the place of an empty one. */
function withTwins(matches: readonly TableMatch[], entries: readonly Entry[], isCounted: boolean): TableMatch[] {
  const all = new Map(matches.map((match) => [match.table.name, match]));
  for (const match of matches) {
    if (match.table.rows !== 0) continue;
    const known = entries.find(({ table }) => table === match.table)?.known;
    for (const name of known?.twins ?? []) {
      const twin = entries.find(({ table }) => table.name === name)?.table;
      if (twin === undefined || twin.rows === 0) continue;
      const score = (match.score / 0.5) * 0.95 * rowsFactor(twin, isCounted);
      if (score > (all.get(name)?.score ?? 0)) all.set(name, { table: twin, score, tokens: match.tokens, why: `in place of ${match.table.name}, which is empty` });
    }
  }
  return [...all.values()];
}
