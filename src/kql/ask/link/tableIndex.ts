import type { AskTable } from '../answer';
import type { TableKnowledge } from '../catalogue/types';
import { type Bm25, makeBm25 } from './bm25';
import { isFunctionWord } from './generalWords';
import { groupBy } from './groupBy';
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
  /** Tables with a value that the question names, and the tokens; how telling it is, 0 to 1. */
  readonly valueTables: ReadonlyMap<string, { readonly tokens: readonly number[]; readonly strength: number }>;
}

export interface TableIndex {
  find(tokens: readonly Token[], hints: TableHints): readonly TableMatch[];
}

/** What the prefixes of table names are short for. */
const abbreviations: Readonly<Record<string, string>> = {
  azkv: 'key vault',
  agw: 'application gateway',
  azfw: 'azure firewall',
  cdb: 'cosmos db',
  aks: 'kubernetes',
  kube: 'kubernetes',
  adf: 'data factory',
  la: 'log analytics',
  aad: 'active directory entra',
  red: 'redis',
  vm: 'virtual machine',
  azms: 'event hub service bus messaging',
  acr: 'redis cache',
  acs: 'communication service',
  amw: 'azure monitor workspace',
  asr: 'site recovery',
  ad: 'active directory',
  w: 'iis web server',
};

/** The words of a table's name, with what its prefix is short for. */
function nameWords(name: string): readonly string[] {
  // Resource Graph writes its names without a seam.
  const seam = /^([a-z]+)(resource|change)s$/.exec(name);
  const words = seam === null ? stemsOf(name) : [seam[1] ?? '', seam[2] ?? ''];
  const long = abbreviations[words[0] ?? ''];
  return long === undefined ? words : [...words, ...phraseWords(long)];
}

/** Names as they may be written: without the suffix of custom tables, with the prefix written out. */
function namesOf(name: string): readonly string[] {
  const [first = '', ...others] = stemsOf(name);
  const long = abbreviations[first];
  const plain = [name, name.replace(/_CL$/i, '')];
  return [...new Set([...plain, ...(long === undefined ? [] : [`${long}${others.join('')}`])].map(compact))];
}

const most = 12;

/** Tables by name, by the words of the catalogue, by what is said of them, and by what the connection has. */
export function makeTableIndex(tables: readonly AskTable[], knowledge: Knowledge): TableIndex {
  const entries = tables.map((table): Entry => ({ table, known: knowledge.of(table) }));
  const phrases = new PhraseIndex<{ readonly at: number; readonly rank: number }>();
  const facts = new PhraseIndex<{
    readonly at: number;
    readonly strength: number;
    readonly phrase: string;
    readonly isKind: boolean;
  }>();
  const byName = new Map<string, number[]>();
  const byColumn = new Map<string, number[]>();
  entries.forEach(({ table, known }, at) => {
    known?.words.forEach((phrase, rank) => phrases.add(phrase, { at, rank }));
    for (const { words } of known?.measures ?? [])
      for (const phrase of words) facts.add(phrase, { at, strength: 0.3, phrase, isKind: false });
    for (const { words, isKind } of known?.conditions ?? []) {
      for (const phrase of words)
        facts.add(phrase, { at, strength: isKind === true ? 0.25 : 0.12, phrase, isKind: isKind === true });
    }
    for (const name of namesOf(table.name)) put(byName, name, at);
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
      const words = wordsOf(tokens);
      const called = namesIn(tokens, byName);
      const said = phrases.find(words);
      const known = facts.find(words);
      const longest = longestAt([...called, ...said, ...known.filter(({ item }) => item.isKind)]);
      byNames(called, tokens, longest, entries, add);
      const common = new Set(
        [...groupBy(known, ({ tokens: places }) => places.join())].flatMap(([key, all]) => (all.length > 8 ? [key] : [])),
      );
      byPhrases(said, tokens, { longest, common }, entries, hints, add);
      for (const { item, tokens: places, size } of known) {
        add(item.at, {
          strength: Math.min(0.45, item.strength + 0.06 * (size - 1)),
          tokens: places,
          why: `has "${item.phrase}"`,
        });
      }
      byTexts(words, texts, hints, add);
      byColumns(tokens, byColumn, entries.length, add);
      // Of those, the activity log is asked most.
      const activity = entries.findIndex(({ table }) => table.name === 'AzureActivity');
      const who = tokens.findIndex(({ word }) => word === 'who' || word === 'whom');
      entries.forEach(({ table, known }, at) => {
        if (who >= 0 && known?.entities.user !== undefined)
          add(at, { strength: at === activity ? 0.45 : 0.3, tokens: [who], why: 'knows who' });
        const types = known?.resourceTypes.filter((type) => hints.resourceTypes.has(type)) ?? [];
        if (types.length > 0)
          add(at, { strength: 0.3 / known!.resourceTypes.length ** 0.25, tokens: [], why: `written by ${types.join(', ')}` });
        const value = hints.valueTables.get(table.name);
        if (value !== undefined) add(at, { ...value, why: 'has a value that is named' });
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
  add(nameWords(table.name), 3);
  return weights;
}

type Add = (at: number, one: Evidence) => void;

interface NameSpan {
  readonly text: string;
  readonly tokens: readonly number[];
  /** In words. */
  readonly size: number;
  readonly at: readonly number[];
}

/** Spans that are names of tables, whatever their number: `requests` and `AppRequest` stand for `AppRequests`. */
function namesIn(tokens: readonly Token[], byName: ReadonlyMap<string, number[]>): readonly NameSpan[] {
  return spansOf(tokens, 6).flatMap(({ text, tokens: places }) => {
    const key = compact(text);
    const at = byName.get(key) ?? byName.get(`${key}s`) ?? (key.endsWith('s') ? byName.get(key.slice(0, -1)) : undefined);
    return at === undefined ? [] : [{ text, tokens: places, size: stemsOf(text).length, at }];
  });
}

/** The size of the longest match that each token is in. */
function longestAt(found: readonly { readonly tokens: readonly number[]; readonly size: number }[]): ReadonlyMap<number, number> {
  const longest = new Map<number, number>();
  for (const { tokens, size } of found) for (const token of tokens) longest.set(token, Math.max(longest.get(token) ?? 0, size));
  return longest;
}

const isInside = (tokens: readonly number[], size: number, longest: ReadonlyMap<number, number>): boolean =>
  tokens.every((token) => (longest.get(token) ?? 0) > size);

function byNames(
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

function byPhrases(
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
function byTexts(words: readonly PlacedWord[], texts: Bm25, hints: TableHints, add: Add): void {
  const asked = words.filter(({ word, token }) => !hints.taken.has(token) && !isFunctionWord(word));
  const all = [...new Set(asked.map(({ word }) => word))].reduce((sum, word) => sum + texts.rarity(word), 0);
  for (const [at, { score, words: said }] of texts.search(asked.map(({ word }) => word))) {
    const share = said.reduce((sum, word) => sum + texts.rarity(word), 0) / all;
    const tokens = tokensIn(asked.filter(({ word }) => said.includes(word)));
    add(at, { strength: 0.85 * share ** 1.5 * (score / (score + 4)), tokens, why: said.join(', ') });
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
  return withTwins(
    matches.filter((match) => match !== undefined),
    entries,
    isCounted,
  )
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
      if (score > (all.get(name)?.score ?? 0))
        all.set(name, { table: twin, score, tokens: match.tokens, why: `in place of ${match.table.name}, which is empty` });
    }
  }
  return [...all.values()];
}
