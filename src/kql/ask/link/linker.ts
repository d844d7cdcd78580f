import type { AskContext, AskTable } from '../answer';
import { type ColumnIndex, makeColumnIndex } from './columnIndex';
import { isGeneralWord } from './generalWords';
import { groupBy } from './groupBy';
import { type Knowledge, theCatalogue } from './knowledge';
import { compact } from './nameWords';
import { makeResourceIndex } from './resourceIndex';
import { readScope } from './scope';
import type { TableHints } from './tableEvidence';
import { makeTableIndex } from './tableIndex';
import type { Linker, ResourceMatch, Token } from './types';
import { makeValueMatcher, type ValueMatcher } from './valueMatcher';
import { spansOf } from './words';

/**
 * What words of questions stand for in a context: its tables, columns, resources and values. It indexes the context once; columns and
 * values of a table when they are first asked for. Matches come the best first.
 */
export function makeLinker(context: AskContext, knowledge: Knowledge = theCatalogue): Linker {
  const tables = makeTableIndex(context.tables, knowledge);
  const resources = makeResourceIndex(context, knowledge.roles);
  const values = groupBy(context.values, ({ table }) => table);
  const tablesOfValue = new Map<string, Set<string>>();
  for (const { table, values: seen } of context.values) {
    for (const { value } of seen.slice(0, 100)) {
      if (typeof value !== 'string' || value.length > 80) continue;
      const key = compact(value);
      const known = tablesOfValue.get(key);
      if (known === undefined) tablesOfValue.set(key, new Set([table]));
      else known.add(table);
    }
  }
  const columnIndexes = new Map<string, ColumnIndex>();
  const valueMatchers = new Map<string, ValueMatcher>();

  const columnsOf = (table: AskTable): ColumnIndex => {
    const paths = (values.get(table.name) ?? []).map(({ column }) => column).filter((column) => column.includes('.'));
    return kept(columnIndexes, keyOf(table), () => makeColumnIndex(table, knowledge.of(table), paths));
  };
  const valuesOf = (table: AskTable): ValueMatcher =>
    kept(valueMatchers, keyOf(table), () => makeValueMatcher(table.name, knowledge.of(table), values.get(table.name) ?? []));

  return {
    tables: (tokens, scope) => tables.find(tokens, { ...hintsOf(tokens, resources.find(tokens), tablesOfValue), scope }),
    scope: (text) => readScope(text, context.tables),
    columns: (table, tokens, fit) => columnsOf(table).find(tokens, fit),
    resources: (tokens) => resources.find(tokens),
    values: (table, tokens) => valuesOf(table).find(tokens),
  };
}

const keyOf = (table: AskTable): string => `${table.store} ${table.flavour} ${table.name}`;

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  let one = map.get(key);
  if (one === undefined) map.set(key, (one = make()));
  return one;
}

function hintsOf(
  tokens: readonly Token[],
  found: readonly ResourceMatch[],
  tablesOfValue: ReadonlyMap<string, ReadonlySet<string>>,
): Omit<TableHints, 'scope'> {
  const certain = found.filter(({ score, how }) => score >= 0.55 && how !== 'tag');
  const valueTables = new Map<string, { tokens: readonly number[]; strength: number }>();
  for (const { text, tokens: places } of spansOf(tokens, 3)) {
    const key = compact(text);
    if (key.length < 4 || isPlain(text, places, tokens)) continue;
    const tables = tablesOfValue.get(key);
    if (tables === undefined) continue;
    // What many tables know, such as the name of a host, tells less.
    const strength = 0.3 * tables.size ** -0.3;
    for (const table of tables) {
      if (strength > (valueTables.get(table)?.strength ?? 0)) valueTables.set(table, { tokens: places, strength });
    }
  }
  return {
    resourceTypes: new Set(certain.flatMap(({ resources }) => resources.map(({ type }) => type.toLowerCase()))),
    taken: new Set(certain.filter(({ how }) => how === 'name' || how === 'fuzzy').flatMap((match) => match.tokens)),
    valueTables,
  };
}

/** A word of everyday language, or a number: that some column has it says nothing. */
const isPlain = (text: string, places: readonly number[], tokens: readonly Token[]): boolean =>
  places.length === 1 && (isGeneralWord(text.toLowerCase()) || tokens[places[0] ?? 0]?.kind === 'number');
