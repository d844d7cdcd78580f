import type { AskContext } from '../answer';
import { frameOf, measureOnly } from './buildFrame';
import { Claims } from './claims';
import type { TableView } from './columns';
import { isEntityWord } from './entities';
import { decideResult } from './decideResult';
import { alternatives, namedConditions } from './filterConditions';
import { findFilters, type ResourceFit } from './findFilters';
import { findGroups, findNoun } from './findGroups';
import { comparedGroup, merged } from './mergeFilters';
import type { Frame } from './frame';
import { namedMeasure } from './measures';
import type { Reading } from './reading';
import { resolveTimes } from './resolveTimes';
import { tableSlot, tableWords } from './tableWords';
import { unknownKinds } from './unknownKinds';
import type { TableMatch, Token } from '../link/types';

/** A question read for one table: the frame, and what stands in the way of it. */
export interface Interpretation {
  readonly frame: Frame;
  /** Tokens that nothing was made of. */
  readonly left: readonly number[];
  /** Tokens that speak for the table, however faintly. */
  readonly linked: readonly number[];
  /** Tokens of what is grouped by and is no column. */
  readonly missingGroups: readonly number[];
  /** Tokens of values that a column is known not to have, with the column. */
  readonly unknownValues: readonly { readonly tokens: readonly number[]; readonly column: string }[];
  /** How many parts of the question found their meaning. */
  readonly matched: number;
  /** Wishes of the question that this table cannot meet. */
  readonly unmet: number;
  /** Why no query can answer it, in words for a person; absent when one can. */
  readonly obstacle?: string;
  readonly fit: ResourceFit;
  /** A condition of the question is one of the table's own, by its very word. */
  readonly hasPlainCondition: boolean;
  /** A kind of resource that the question names writes the table. */
  readonly isWritten: boolean;
  /** True when words of the question name the table's rows, and not only what they are grouped by. */
  readonly isNamed: boolean;
}

/** Reads the whole question as one of this table. Pure: the same reading and table give the same frame. */
export function interpretTable(reading: Reading, match: TableMatch, view: TableView, context: AskContext): Interpretation {
  const claims = new Claims(reading);
  const tableTokens = tableWords(view, claims, match);
  const { groups, missing } = findGroups(view, claims);
  const noun =
    groups.length === 0 || reading.cues.distinct !== undefined || reading.cues.count !== undefined
      ? findNoun(view, claims, groups)
      : undefined;
  const groupTokens = new Set(claims.spokenBy('group'));
  const named = namedMeasure(view, claims, tableTokens);
  if (named !== undefined) {
    const { measure } = named;
    claims.say(
      {
        kind: 'measure',
        meaning: `${measure.words[0] ?? measure.id} of ${view.table.name}${measure.unit === '' ? '' : `, in ${measure.unit}`}`,
      },
      named.tokens,
    );
  }
  const filters = findFilters(view, claims, context, named?.measure, groups.length > 0 || noun !== undefined);
  const conditions = namedConditions(view, claims).filter(
    ({ tokens }) => named === undefined || !tokens.every((place) => named.tokens.includes(place)),
  );
  for (const { tokens } of conditions) claims.take(tokens);
  claims.take(tableTokens);
  const late = filters.late();
  const compared = comparedGroup(reading, groups, [...filters.found, ...late.found]);
  const decided = decideResult({
    view,
    claims,
    measure: named?.measure ?? filters.compared,
    groups: compared === undefined ? groups : [...groups, compared],
    noun,
    conditions,
    parts: [...filters.found, ...late.found].flatMap(({ part }) => part ?? []),
    hasHaving: filters.having !== undefined,
    compared: filters.compared,
  });
  const decision = compared === undefined ? decided : { ...decided, isCompared: true };
  for (const condition of conditions) {
    if (decision.used.includes(condition)) continue;
    claims.say({ kind: 'condition', meaning: condition.meaning, test: condition.test }, condition.tokens);
  }
  const isNow = conditions.some(({ id, isNegated }) => id === 'unresolved' && !isNegated);
  const times = resolveTimes(reading, context, view, decision, isNow);
  const plain = alternatives(conditions.filter((condition) => !decision.used.includes(condition)));
  const isKept = ({ part }: { readonly part?: (typeof conditions)[number] }): boolean =>
    part === undefined || !decision.used.includes(part);
  const only = measureOnly(decision);
  const all = merged([
    ...(view.knowledge?.base === undefined ? [] : [{ test: view.knowledge.base, meaning: view.knowledge.row }]),
    ...only,
    ...filters.found.filter(isKept),
    ...plain.map(({ test, meaning, isKind }) => ({ test, meaning, ...(isKind === true && { isKind }) })),
    ...late.found.filter(isKept),
  ]);
  for (const slot of [tableSlot(view, claims, tableTokens, match), ...decision.slots, ...times.slots]) claims.note(slot);
  const frame = frameOf(view, reading, decision, times, all, filters.having, claims, match);
  return {
    frame,
    left: claims.left.filter((place) => !isLimit(claims.tokens[place], frame)),
    linked: match.tokens,
    missingGroups: missing,
    unknownValues: [...late.unknown, ...unknownKinds(view, conditions, context)],
    matched: claims.slots.filter(({ span }) => span !== undefined).length,
    unmet: decision.unmet,
    ...(decision.obstacle !== undefined && { obstacle: decision.obstacle }),
    fit: filters.fit(),
    hasPlainCondition: conditions.some(({ isPlain }) => isPlain === true),
    isWritten: reading.resources.some(
      ({ resources, score }) =>
        score >= 0.5 && resources.some(({ type }) => view.knowledge?.resourceTypes.includes(type) === true),
    ),
    isNamed: tableTokens.some((place) => !groupTokens.has(place) && !isEntityWord(claims.tokens[place]?.word ?? '')),
  };
}

/** "2 types with the most failures": how many are asked for has been read with the rank. */
const isLimit = (token: Token | undefined, { limit }: Frame): boolean =>
  token?.kind === 'number' && limit !== undefined && token.text === String(limit);
