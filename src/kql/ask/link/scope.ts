import type { AskTable } from '../answer';
import { resourceKinds } from '../catalogue/roleWords';
import { isOptional, sharedTables, writersOf } from '../catalogue/writers';
import { splitName } from './nameWords';
import { tokensOf } from './tokens';
import type { Scope } from './types';
import { PhraseIndex, wordsOf } from './words';

const kinds = new PhraseIndex<{ readonly resourceTypes: readonly string[]; readonly isUse?: boolean }>();
for (const kind of resourceKinds) for (const phrase of kind.words) kinds.add(phrase, kind);

/**
 * What the person looks at, who asks without naming it: the id of a resource, an ARM type, or what a service or its page is called
 * ("Key vaults"). Undefined when nothing is known by that text.
 */
export function readScope(text: string, tables: readonly AskTable[]): Scope | undefined {
  const types = new Set(typesIn(text));
  const asked = new Set(splitPages(text).map((part) => splitName(part).join('')));
  const named = new Set(tables.flatMap(({ name }) => (asked.has(splitName(name).join('')) ? [name] : [])));
  return types.size === 0 && named.size === 0 ? undefined : { types, named, hasOwn: writesOwn(tables, types) };
}

/** The parts of a path of pages, without the number of a version. */
const splitPages = (text: string): readonly string[] => text.split('/').map((part) => part.replace(/\d+$/, ''));

function typesIn(text: string): readonly string[] {
  const id = /\/providers\/(?!.*\/providers\/)([^/]+)((?:\/[^/]+\/[^/]+)+)\/?$/i.exec(text);
  if (id !== null) {
    const [, provider = '', rest = ''] = id;
    const names = rest
      .slice(1)
      .split('/')
      .filter((_, index) => index % 2 === 0);
    return [[provider, ...names].join('/').toLowerCase()];
  }
  if (/^microsoft\.[a-z]+(?:\/[a-z]+)+$/i.test(text.trim())) return [text.trim().toLowerCase()];
  const found = kinds.find(wordsOf(tokensOf(text.toLowerCase()))).toSorted((a, b) => b.size - a.size);
  const taken = new Set<number>();
  const longest = found.flatMap(({ item, tokens }) => {
    if (tokens.some((token) => taken.has(token))) return [];
    for (const token of tokens) taken.add(token);
    return item;
  });
  // "Azure Database for PostgreSQL servers": what says more than "database" and "server" tells which.
  const certain = longest.filter(({ isUse }) => isUse !== true);
  return (certain.length > 0 ? certain : longest).flatMap(({ resourceTypes }) => resourceTypes);
}

/** Whose rows a table has: those of what is looked at, of everything, or of other things. */
export function placeOf({ name }: AskTable, { types, named, hasOwn }: Scope): 'own' | 'shared' | 'other' {
  if (named.has(name)) return 'own';
  if (types.size === 0) return 'other';
  if (name === 'AzureDiagnostics') return hasOwn ? 'shared' : 'own';
  if (sharedTables.has(name)) return 'shared';
  return writersOf(name).some((type) => types.has(type)) ? 'own' : 'other';
}

/**
 * How likely a table is meant by who looks at that, 0 to 1, before anything is said; undefined for tables of other things. A service that
 * has tables of its own for those who ask for them writes to AzureDiagnostics, unless the connection is known to have its own.
 */
export function fitOf(table: AskTable, scope: Scope): number | undefined {
  if (scope.named.has(table.name)) return 0.75;
  const place = placeOf(table, scope);
  if (place === 'other') return undefined;
  if (place === 'shared') return 0.1;
  if (table.name === 'AzureDiagnostics') return 0.45;
  return isOptional(table.name) && !((table.rows ?? 0) > 0) ? 0.25 : 0.4;
}

/** True when services write tables of their own and not of what all share: always, or as this connection has rows of them. */
const writesOwn = (tables: readonly AskTable[], types: ReadonlySet<string>): boolean =>
  tables.some(
    ({ name, rows }) =>
      !sharedTables.has(name) &&
      rows !== 0 &&
      (!isOptional(name) || (rows ?? 0) > 0) &&
      writersOf(name).some((type) => types.has(type)),
  );
