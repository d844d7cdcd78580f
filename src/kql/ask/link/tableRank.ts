import type { AskTable } from '../answer';
import type { TableKnowledge } from '../catalogue/types';
import { isOptional } from '../catalogue/writers';
import { placeOf } from './scope';
import type { Scope, TableMatch } from './types';

/** What makes a table likely: independent reasons add up as chances do. */
export interface Evidence {
  readonly strength: number;
  readonly tokens: readonly number[];
  readonly why: string;
}

export interface Entry {
  readonly table: AskTable;
  readonly known: TableKnowledge | undefined;
}

const most = 12;
/** What is left of the score of a table that has nothing of what is looked at. */
const aside = 0.6;
/** What is left of the score of an empty table. */
const empty = 0.5;

/** Tables with all that speaks for them, the best first; one that is empty gives way to one with rows. */
export function ranked(
  evidence: ReadonlyMap<number, readonly Evidence[]>,
  entries: readonly Entry[],
  scope?: Scope,
): readonly TableMatch[] {
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
    const isNamed = sorted[0]?.why === 'its name' && sorted[0].strength > 0.95;
    const isAside = scope !== undefined && !isNamed && entry.table.store === 'logs' && placeOf(entry.table, scope) === 'other';
    const score = (1 - miss) * rowsFactor(entry.table, isCounted) * (isAside ? aside : 1);
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
  if (table.rows === 0) return empty;
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
      const score = (match.score / empty) * 0.95 * rowsFactor(twin, isCounted);
      if (score > (all.get(name)?.score ?? 0))
        all.set(name, { table: twin, score, tokens: match.tokens, why: `in place of ${match.table.name}, which is empty` });
    }
  }
  const shared = entries.find(({ table }) => table.name === 'AzureDiagnostics')?.table;
  if (shared === undefined || shared.rows === 0) return [...all.values()];
  // What a service writes to its own tables only when told so is in the one that all share.
  for (const match of matches) {
    if (!isOptional(match.table.name) || (match.table.rows ?? 0) > 0) continue;
    const score = (match.score / (match.table.rows === 0 ? empty : 1)) * 0.98;
    const known = all.get(shared.name);
    if (score > (known?.score ?? 0))
      all.set(shared.name, { table: shared, score, tokens: match.tokens, why: `in place of ${match.table.name}` });
  }
  return [...all.values()];
}
