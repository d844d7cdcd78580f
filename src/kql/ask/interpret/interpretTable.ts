import type { AskContext } from '../answer';
import { Claims } from './claims';
import { timeColumn, timeExpr, type TableView } from './columns';
import { isEntityWord } from './entities';
import { decideResult, usualStep, type Decision } from './decideResult';
import { alternatives, namedConditions, type ConditionMatch } from './filterConditions';
import { findFilters, type ResourceFit } from './findFilters';
import type { Filter, Frame, Group, Having } from './frame';
import { clauseGroups, nounGroup, nounPlaces } from './groupColumns';
import { namedMeasure } from './measures';
import { matchItems, phraseWords, spanOf } from './phrases';
import type { Reading } from './reading';
import { resolveTimes, type ResolvedTimes } from './resolveTimes';
import { endOf, type SlotDraft } from './slots';
import type { TableMatch } from '../link/types';

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
  const decision = decideResult({
    view,
    claims,
    measure: named?.measure ?? filters.compared,
    groups,
    noun,
    conditions,
    parts: [...filters.found, ...late.found].flatMap(({ part }) => part ?? []),
    hasHaving: filters.having !== undefined,
    compared: filters.compared,
  });
  for (const condition of conditions) {
    if (!decision.used.includes(condition)) claims.say({ kind: 'condition', meaning: condition.meaning }, condition.tokens);
  }
  const times = resolveTimes(reading, context, view, decision.result.kind === 'missing');
  const plain = alternatives(conditions.filter((condition) => !decision.used.includes(condition)));
  const isKept = ({ part }: { readonly part?: (typeof conditions)[number] }): boolean =>
    part === undefined || !decision.used.includes(part);
  const only = measureOnly(decision);
  const all: Omit<Filter, 'id'>[] = [
    ...(view.knowledge?.base === undefined ? [] : [{ test: view.knowledge.base, meaning: view.knowledge.row }]),
    ...only,
    ...filters.found.filter(isKept),
    ...plain.map(({ test, meaning, isKind }) => ({ test, meaning, ...(isKind === true && { isKind }) })),
    ...late.found.filter(isKept),
  ];
  for (const slot of [tableSlot(view, claims, tableTokens, match), ...decision.slots, ...times.slots]) claims.note(slot);
  return {
    frame: frameOf(view, reading, decision, times, all, filters.having, claims, match),
    left: claims.left,
    linked: match.tokens,
    missingGroups: missing,
    unknownValues: [...late.unknown, ...unknownKinds(view, conditions, context)],
    matched: claims.slots.filter(({ span }) => span !== undefined).length,
    unmet: decision.unmet,
    fit: filters.fit(),
    hasPlainCondition: conditions.some(({ isPlain }) => isPlain === true),
    isWritten: reading.resources.some(
      ({ resources, score }) =>
        score >= 0.5 && resources.some(({ type }) => view.knowledge?.resourceTypes.includes(type) === true),
    ),
    isNamed: tableTokens.some((place) => !groupTokens.has(place) && !isEntityWord(claims.tokens[place]?.word ?? '')),
  };
}

function frameOf(
  view: TableView,
  reading: Reading,
  decision: Decision,
  times: ResolvedTimes,
  filters: readonly Omit<Filter, 'id'>[],
  having: Having | undefined,
  claims: Claims,
  match: TableMatch,
): Frame {
  const time = timeColumn(view);
  const { rank } = reading.cues;
  const isNumber = decision.result.kind === 'number';
  const isGrouped = decision.groups.length > 0;
  const step =
    decision.isTrend && isNumber
      ? (times.step ?? usualStep(times.window === undefined ? 0 : times.window.to - times.window.from))
      : undefined;
  const low =
    decision.result.kind === 'number' &&
    decision.result.number.kind === 'measure' &&
    decision.result.number.measure.bad === 'low';
  return {
    table: view.table,
    knowledge: view.knowledge,
    time: time === undefined ? undefined : timeExpr(view, time),
    window: times.window,
    isTimeless: reading.times.windows.length === 0,
    against: isNumber && times.against !== undefined ? times.against : undefined,
    filters: withoutTwins(filters).map((filter, index) => ({ ...filter, id: `filter-${index + 1}` })),
    result: decision.result.kind === 'missing' ? { kind: 'missing', since: times.since ?? context0(times) } : decision.result,
    groups: decision.groups,
    step: times.against === undefined ? step : undefined,
    having: isGrouped ? having : undefined,
    order: rank?.order ?? (low ? 'ascending' : 'descending'),
    limit: rank === undefined ? undefined : limitOf(rank.limit, decision, isSingular(reading)),
    slots: claims.slots,
    score: match.score * claims.certainty,
  };
}

const context0 = ({ window }: ResolvedTimes): number => window?.to ?? 0;

/** "Which computer has the most": one, with those that tie; rows are as many as the question says. */
function limitOf(limit: number | undefined, { result, groups }: Decision, isOne: boolean): number | undefined {
  if (limit !== undefined) return limit;
  if (result.kind === 'number' && result.number.kind === 'seen') return undefined;
  if (isOne) return 1;
  if (result.kind === 'rows') return result.by === undefined ? undefined : 10;
  return groups.length > 0 ? 10 : undefined;
}

/** The same test is made once. */
function withoutTwins(filters: readonly Omit<Filter, 'id'>[]): readonly Omit<Filter, 'id'>[] {
  const seen = new Set<string>();
  return filters.filter(({ test }) => {
    const text = JSON.stringify(test);
    return !seen.has(text) && seen.add(text);
  });
}

/** "the last failed login", "which computer has the most": the noun after the ranking word, or after "which", is one. */
function isSingular({ text, cues: { rank, which } }: Reading): boolean {
  if (rank === undefined) return false;
  const after = text.slice(endOf(rank.by === 'time' || which === undefined ? rank.span : which.span));
  const phrase =
    /^\W*([a-z0-9]+(?: [a-z0-9]+)*?)(?= (?:to|in|of|on|from|for|with|has|have|had|is|are|was|were|by|at|that|which|since|between|over)\b|[^a-z0-9 ]| {2}|$)/
      .exec(after)?.[1]
      ?.trim();
  return (
    phrase !== undefined && phrase !== '' && !/s$/.test(phrase.split(' ').at(-1) ?? '') && !/\b(?:data|all|people)\b/.test(phrase)
  );
}

/** Rows that have the measure, where a table has several in one column. */
function measureOnly({ result }: Decision): Omit<Filter, 'id'>[] {
  const measure =
    result.kind === 'number' && result.number.kind === 'measure'
      ? result.number.measure
      : result.kind === 'latest'
        ? result.value
        : undefined;
  if (measure?.only === undefined) return [];
  return [{ test: measure.only, meaning: `rows of ${measure.words[0] ?? measure.id}` }];
}

/** Words that name the table's rows: they may be words of conditions and columns, too. */
function tableWords({ knowledge, table }: TableView, claims: Claims, match: TableMatch): readonly number[] {
  const phrases = [...(knowledge?.words ?? []), table.name.replace(/_CL$/, ''), table.name];
  const found = matchItems(claims.tokens, [phrases], (words) => words).flatMap(({ tokens }) => tokens);
  const all = matchItems(claims.tokens, phrases, (phrase) => [phrase]).flatMap(({ tokens }) => tokens);
  const resources = new Set(claims.reading.resources.filter(({ score }) => score > 0.6).flatMap(({ tokens }) => tokens));
  const quoted = new Set(phraseWords(/^"(.*)"$/.exec(match.why)?.[1] ?? ''));
  const linked = match.tokens.filter(
    (place) =>
      !resources.has(place) &&
      (quoted.has(claims.tokens[place]?.word ?? '') ||
        (match.why === 'its name' && isNameWord(table.name, claims.tokens[place]?.word ?? ''))),
  );
  const named = claims.tokens.flatMap(({ word }, place) =>
    word.length >= 4 && !resources.has(place) && phraseWords(table.name).includes(word) ? [place] : [],
  );
  const own = [...new Set([...found, ...all, ...linked, ...named])];
  // "function app errors": what writes the table is no filter on it when its name is in the words.
  const writers = claims.reading.resources.filter(
    ({ how, resources: of, tokens }) =>
      how === 'role' &&
      tokens.some((place) => own.includes(place)) &&
      of.some(({ type }) => knowledge?.resourceTypes.includes(type) === true),
  );
  return [...new Set([...own, ...writers.flatMap(({ tokens }) => tokens)])];
}

const isNameWord = (name: string, word: string): boolean => word === name.toLowerCase() || phraseWords(name).includes(word);

function tableSlot({ table, knowledge }: TableView, claims: Claims, places: readonly number[], match: TableMatch): SlotDraft {
  const meaning = knowledge === undefined ? table.name : `${table.name}: ${knowledge.row.replace(/\.$/, '')}`;
  return places.length === 0
    ? { kind: 'table', meaning, isAssumed: match.score < 0.8 }
    : { kind: 'table', meaning, span: spanOf(claims.tokens, places.slice(0, 1)), isAssumed: false };
}

/** Kinds of rows that a column is known not to have: the logs of a service that sends none. */
function unknownKinds(
  { table }: TableView,
  conditions: readonly ConditionMatch[],
  { values }: AskContext,
): Interpretation['unknownValues'] {
  return conditions.flatMap(({ isKind, test, tokens, isNegated }) => {
    if (
      isKind !== true ||
      isNegated ||
      table.store === 'graph' ||
      test.kind !== 'binary' ||
      test.left.kind !== 'column' ||
      test.right.kind !== 'literal'
    )
      return [];
    const { name } = test.left;
    if (typeof test.right.value !== 'string') return [];
    const wanted = test.right.value.toLowerCase();
    const seen = values.find((one) => one.table === table.name && one.column === name);
    const isMissing =
      seen?.isComplete === true &&
      (test.operator === '==' || test.operator === '=~') &&
      !seen.values.some(({ value }) => String(value).toLowerCase() === wanted);
    return isMissing ? [{ tokens, column: name }] : [];
  });
}

function findGroups(view: TableView, claims: Claims): { groups: Group[]; missing: number[] } {
  const groups: Group[] = [];
  const missing: number[] = [];
  for (const clause of claims.reading.groups) {
    const isWeak = clause.isWeak || /^(?:each|every|across|in|on|of|from)/.test(claims.reading.text.slice(clause.span.start));
    for (const found of clauseGroups(view, claims, clause)) {
      if ('missing' in found) {
        if (!isWeak) missing.push(...found.missing);
      } else if (!groups.some(({ name }) => name === found.group.name)) {
        groups.push(found.group);
        claims.say({ kind: 'group', meaning: `for each ${found.group.name}` }, found.tokens);
      }
    }
  }
  return { groups, missing };
}

function findNoun(view: TableView, claims: Claims, groups: readonly Group[]): Group | undefined {
  for (const after of nounPlaces(claims)) {
    const found = nounGroup(view, claims, after);
    if (found === undefined || found === 'rows' || groups.some(({ name }) => name === found.group.name)) continue;
    claims.say({ kind: 'group', meaning: found.group.name }, found.tokens);
    return found.group;
  }
  return undefined;
}
