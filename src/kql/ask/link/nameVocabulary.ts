import type { AskContext } from '../answer';
import { groupBy } from './groupBy';
import { isGeneralWord } from './generalWords';
import type { Knowledge } from './knowledge';
import { compact, splitName, stemsOf } from './nameWords';
import { stem } from './stem';
import { phraseWords } from './words';

/** What things of a context are called. */
export interface NameVocabulary {
  /** True for the whole name of a table, column, resource, group, tag or value, in any spelling, and for a longer piece of a value. */
  hasName(text: string): boolean;
  /** True for a word of a name of a thing: of a resource, a group, a tag, a value, the environment, or of what kinds of things are called. */
  hasThingWord(word: string): boolean;
  /** True for any word that is known, of the catalogue and of the schema, too. */
  hasWord(word: string): boolean;
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  /** Names of resources, and values that columns of roles, hosts and the like have. */
  readonly things: readonly string[];
  /** Names of resources of the types that a word stands for: machines for `host`. */
  thingsCalled(word: string): readonly string[];
  /** Values of columns whose name has a word, and whether these are all there are. */
  valuesOf(word: string): { readonly values: readonly string[]; readonly isComplete: boolean };
}

/** All of them are servers when it comes to which there are. */
const machines = new Set(['host', 'machine', 'computer', 'node']);
const thingColumn = /role|computer|host|app|service|name$/i;
const made = new WeakMap<AskContext, NameVocabulary>();

export function nameVocabulary(context: AskContext, knowledge: Knowledge): NameVocabulary {
  let vocabulary = made.get(context);
  if (vocabulary === undefined) made.set(context, (vocabulary = makeVocabulary(context, knowledge)));
  return vocabulary;
}

function makeVocabulary(context: AskContext, knowledge: Knowledge): NameVocabulary {
  const tables = context.tables.map(({ name }) => name);
  const columns = [...new Set(context.tables.flatMap((table) => table.columns.map(({ name }) => name)))];
  const values = context.values.flatMap((one) => one.values.map(({ value }) => String(value)));
  const texts = values.map((value) => value.toLowerCase());
  const groups = context.resources.flatMap(({ name, resourceGroup, tags }) => [name, resourceGroup, ...Object.values(tags)]);
  const names = new Set([...tables, ...columns, ...groups, ...values, context.environment].map(compact));
  const titles = [
    ...groups,
    ...values.filter((value) => value.length <= 80),
    context.environment,
    ...context.events.map(({ name }) => name),
  ];
  const thingWords = new Set(titles.flatMap((title) => splitName(title).map(stem)));
  for (const { words } of knowledge.roles) for (const word of words.flatMap(phraseWords)) thingWords.add(word);
  const words = new Set([...tables, ...columns].flatMap(stemsOf));
  for (const table of context.tables) {
    const known = knowledge.of(table);
    if (known === undefined) continue;
    const conditions = [...known.conditions, ...known.measures].flatMap((one) => one.words);
    const columnWords = Object.values(known.columns).flatMap((one) => [
      ...one.words,
      ...(one.values ?? []).flatMap((value) => value.words),
    ]);
    for (const word of [...known.words, ...conditions, ...columnWords].flatMap(phraseWords)) words.add(word);
  }
  const byWord = groupBy(
    context.values.flatMap((one) => [...new Set(stemsOf(one.column))].map((word) => ({ word, one }))),
    ({ word }) => word,
  );
  const things = [
    ...context.resources.map(({ name }) => name),
    ...context.values
      .filter(({ column }) => thingColumn.test(column))
      .flatMap((one) => one.values.map(({ value }) => String(value))),
  ];
  return {
    tables,
    columns,
    things: [...new Set(things)],
    hasName: (text) => names.has(compact(text)) || (text.length > 4 && texts.some((value) => value.includes(text.toLowerCase()))),
    hasThingWord: (word) => thingWords.has(stem(word)),
    hasWord: (word) => isGeneralWord(word) || words.has(stem(word)) || thingWords.has(stem(word)),
    thingsCalled(word) {
      const called = machines.has(word) ? 'server' : word;
      const types = new Set(
        knowledge.roles.filter((role) => role.words.includes(called)).flatMap(({ resourceTypes }) => resourceTypes),
      );
      return context.resources.filter(({ type }) => types.has(type.toLowerCase())).map(({ name }) => name);
    },
    valuesOf(word) {
      const found = byWord.get(word) ?? [];
      return {
        values: [...new Set(found.flatMap(({ one }) => one.values.map(({ value }) => String(value))))],
        isComplete: found.length > 0 && found.every(({ one }) => one.isComplete),
      };
    },
  };
}
