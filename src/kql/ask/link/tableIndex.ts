import type { AskTable } from '../answer';
import type { TableKnowledge } from '../catalogue/types';
import { makeBm25 } from './bm25';
import { isFunctionWord } from './generalWords';
import { groupBy } from './groupBy';
import type { Knowledge } from './knowledge';
import { stemsOf } from './nameWords';
import { byColumns, byNames, byPhrases, byTexts, longestAt, namesIn, type Add, type TableHints } from './tableEvidence';
import { nameWords, namesOf } from './tableNames';
import { type Entry, type Evidence, ranked } from './tableRank';
import { fitOf } from './scope';
import type { Scope, TableMatch, Token } from './types';
import { phraseWords, PhraseIndex, wordsOf } from './words';

export interface TableIndex {
  find(tokens: readonly Token[], hints: TableHints): readonly TableMatch[];
}

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
  const byMetric = new Map<string, number[]>();
  entries.forEach(({ table, known }, at) => {
    known?.words.forEach((phrase, rank) => phrases.add(phrase, { at, rank }));
    for (const { words } of known?.measures ?? [])
      for (const phrase of words) facts.add(phrase, { at, strength: 0.3, phrase, isKind: false });
    if (table.name === 'AzureMetrics') for (const name of metricNamesOf(known)) put(byMetric, name, at);
    for (const { words, isKind } of known?.conditions ?? []) {
      for (const phrase of words)
        facts.add(phrase, { at, strength: isKind === true ? 0.25 : 0.12, phrase, isKind: isKind === true });
    }
    for (const { words } of Object.values(known?.columns ?? {})) {
      for (const phrase of words) if (phrase.includes(' ')) facts.add(phrase, { at, strength: 0.16, phrase, isKind: false });
    }
    for (const name of namesOf(table.name)) put(byName, name, at);
    for (const column of table.columns) put(byColumn, column.name.toLowerCase(), at);
  });
  const texts = makeBm25(entries.map(weightsOf));

  return {
    find(tokens, hints) {
      const evidence = new Map<number, Evidence[]>();
      const add: Add = (at, one) => {
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
      tokens.forEach(({ kind, word, text }, place) => {
        for (const at of (kind === 'identifier' && byMetric.get(word)) || [])
          add(at, { strength: 0.85, tokens: [place], why: `has the metric ${text}` });
      });
      byFacts(tokens, entries, hints, add);
      if (hints.scope !== undefined) byScope(hints.scope, entries, add);
      return ranked(evidence, entries, hints.scope);
    },
  };
}

/** Names of metrics that measures are of, in lower case. */
const metricNamesOf = (known: TableKnowledge | undefined): readonly string[] =>
  (known?.measures ?? []).flatMap(({ only }) => {
    const values = only?.kind === 'in' ? only.items : only?.kind === 'binary' ? [only.right] : [];
    return values.flatMap((value) =>
      value.kind === 'literal' && typeof value.value === 'string' ? [value.value.toLowerCase()] : [],
    );
  });

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

/** What is known of the question as a whole: that it asks for persons, what writes the table, whose values are named. */
function byFacts(tokens: readonly Token[], entries: readonly Entry[], hints: TableHints, add: Add): void {
  const who = tokens.findIndex(({ word }) => word === 'who' || word === 'whom');
  entries.forEach(({ table, known }, at) => {
    if (who >= 0 && known?.entities.user !== undefined) {
      // Of the tables that know who, the activity log is meant most.
      add(at, { strength: table.name === 'AzureActivity' ? 0.45 : 0.3, tokens: [who], why: 'knows who' });
    }
    const writers = known?.resourceTypes ?? [];
    const types = writers.filter((type) => hints.resourceTypes.has(type));
    // What many kinds of resources write tells less of each.
    const strength = 0.3 * Math.max(1, writers.length) ** -0.25;
    if (types.length > 0) add(at, { strength, tokens: [], why: `written by ${types.join(', ')}` });
    const value = hints.valueTables.get(table.name);
    if (value !== undefined) add(at, { ...value, why: 'has a value that is named' });
  });
}

/** What is asked while looking at something is about what it writes. */
function byScope(scope: Scope, entries: readonly Entry[], add: Add): void {
  entries.forEach(({ table }, at) => {
    const strength = fitOf(table, scope);
    if (strength !== undefined) add(at, { strength, tokens: [], why: 'of what is looked at' });
  });
}
