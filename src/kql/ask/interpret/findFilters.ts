import type { AskContext } from '../answer';
import type { Measure } from '../catalogue/types';
import type { Claims } from './claims';
import type { NumberClause } from './clauses';
import { exactColumn, type TableView } from './columns';
import { resourceTest, resourceWords } from './filterResources';
import { literalFilter } from './filterLiterals';
import { knownValues, textFilter, type ValueFilter } from './filterValues';
import type { ConditionMatch } from './filterConditions';
import type { Filter, Having } from './frame';
import { factor, numberTest, usualMeasure } from './measures';
import { matchItems, spanOf } from './phrases';
import { tokensIn } from './reading';
import type { SlotDraft } from './slots';

/** A filter; with the words that it was made of where a ratio may be of it instead. */
export interface FoundFilter extends Omit<Filter, 'id'> {
  readonly part?: ConditionMatch;
}

/** How the resources of the question are told in a table. */
export type ResourceFit = 'none' | 'named' | 'written' | 'foreign';

export interface FoundFilters {
  readonly found: readonly FoundFilter[];
  readonly fit: () => ResourceFit;
  /** A comparison of a count or an aggregate. */
  readonly having: Having | undefined;
  /** The measure that rows were compared by. */
  readonly compared: Measure | undefined;
  /** What is left after conditions had their turn: values, codes, names. */
  readonly late: () => LateFilters;
}

export interface LateFilters {
  readonly found: readonly FoundFilter[];
  readonly unknown: readonly { readonly tokens: readonly number[]; readonly column: string }[];
}

/** Filters of the question: text to look for, numbers, resources; then, by `late`, values. */
export function findFilters(
  view: TableView,
  claims: Claims,
  context: AskContext,
  measure: Measure | undefined,
  isGrouped: boolean,
): FoundFilters {
  const found: FoundFilter[] = [];
  const fits: ResourceFit[] = [];
  for (const clause of claims.reading.texts) {
    const places = tokensIn(claims.tokens, clause.span);
    const filter = textFilter(view, claims, clause, places);
    if (filter === undefined) continue;
    claims.say({ kind: 'condition', meaning: filter.meaning, test: filter.test }, filter.tokens);
    found.push(filter);
  }
  const numbers = numberFilters(view, claims, measure, isGrouped);
  found.push(...numbers.found);
  found.push(...resourceFilters(view, claims, context, (how) => how !== 'role', fits));
  return {
    found,
    having: numbers.having,
    compared: numbers.compared,
    fit: () => fits.find((fit) => fit !== 'foreign') ?? fits[0] ?? 'none',
    late: () => lateFilters(view, claims, context, fits),
  };
}

interface NumberFilters {
  readonly found: readonly FoundFilter[];
  readonly having: Having | undefined;
  readonly compared: Measure | undefined;
}

/** "slower than 2 s" is about rows, "more than 5 failures" about groups, "average above 80 %" about an aggregate. */
function numberFilters(view: TableView, claims: Claims, measure: Measure | undefined, isGrouped: boolean): NumberFilters {
  const found: FoundFilter[] = [];
  let having: Having | undefined;
  let compared: Measure | undefined;
  for (const clause of claims.reading.numbers) {
    const places = tokensIn(claims.tokens, clause.span);
    const isCount = isOfCount(view, claims, clause, measure);
    const isAggregate =
      claims.reading.cues.aggregation !== undefined ||
      isCount ||
      (claims.reading.cues.ratio !== undefined && clause.unit.startsWith('%'));
    if (isGrouped && isAggregate && clause.operator !== 'between' && clause.operator !== '!=') {
      const scale = measure === undefined || isCount || clause.unit === '' ? 1 : (factor(clause.unit, measure.unit) ?? 1);
      having = { operator: clause.operator, value: clause.value * scale };
      claims.say({ kind: 'condition', meaning: `only groups with ${clause.operator} ${having.value}` }, places);
      continue;
    }
    const of = measureOf(view, clause, measure);
    const test = of && numberTest(clause, of);
    if (of === undefined || test === undefined) continue;
    compared = of;
    found.push(...(of.only === undefined ? [] : [{ test: of.only, meaning: `rows of ${of.words[0] ?? of.id}` }]));
    const meaning =
      `${of.words[0] ?? of.id} ${clause.operator} ${clause.value}${clause.high === undefined ? '' : ` and ${clause.high}`} ${clause.unit}`.trim();
    claims.say({ kind: 'condition', meaning, test }, places);
    found.push({ test, meaning, part: { tokens: places, span: clause.span, test, meaning, isNegated: false, isNumber: true } });
  }
  return { found, having, compared };
}

function measureOf(view: TableView, clause: NumberClause, named: Measure | undefined): Measure | undefined {
  if (named !== undefined && (clause.unit === '' || factor(clause.unit, named.unit) !== undefined)) return named;
  if (clause.isDuration) return usualMeasure(view, clause.unit === '' ? 'ms' : clause.unit);
  return clause.unit === '' ? undefined : usualMeasure(view, clause.unit);
}

/** "more than 5 errors": a number without a unit before what rows are, or of no measure at all. */
function isOfCount(view: TableView, claims: Claims, clause: NumberClause, measure: Measure | undefined): boolean {
  if (clause.unit !== '' || clause.isDuration) return false;
  if (measure === undefined) return true;
  const after = claims.tokens.findIndex((token) => token.start >= clause.span.start + clause.span.length);
  const next = after < 0 ? [] : claims.tokens.slice(after, after + 3);
  const conditions = (view.knowledge?.conditions ?? []).flatMap(({ words }) => words);
  return matchItems(next, [...(view.knowledge?.words ?? []), ...conditions, 'time', 'row', 'error', 'failure'], (word) => [
    word,
  ]).some(({ tokens }) => tokens[0] === 0);
}

function resourceFilters(
  view: TableView,
  claims: Claims,
  context: AskContext,
  wanted: (how: string) => boolean,
  fits: ResourceFit[],
): FoundFilter[] {
  const found: FoundFilter[] = [];
  for (const match of claims.reading.resources) {
    if (!wanted(match.how) || match.score < 0.5 || !claims.isFree(match.tokens) || match.tokens.length === 0) continue;
    if (match.how === 'role' && fits.length > 0 && isNextTo(claims, match.tokens)) {
      // "database shipments": the name has said which.
      claims.take(match.tokens);
      continue;
    }
    const told = resourceTest(view, match, context.values);
    if (told === undefined) continue;
    const { test } = told;
    if (told.fit === 'foreign' && isCondition(view, claims, match.tokens)) continue;
    fits.push(told.fit);
    const meaning = resourceWords(match.resources);
    claims.say(
      { kind: 'resource', meaning, test, isAssumed: match.how === 'fuzzy' || match.resources.length > 1 },
      match.tokens,
      match.score,
    );
    found.push({ test, meaning: `of ${meaning}` });
  }
  return found;
}

const conditionSlot = ({ meaning, isAssumed, test }: ValueFilter): Omit<SlotDraft, 'span'> => ({
  kind: 'condition',
  meaning,
  isAssumed,
  test,
});

/** "location NO", "customs namespace": the word beside a value that is what its column is called. */
function columnBeside(view: TableView, claims: Claims, { column, tokens }: ValueFilter): readonly number[] {
  const first = Math.min(...tokens);
  const last = Math.max(...tokens);
  const words = [[first - 2, first - 1], [first - 1], [last + 1]].filter((places) => claims.isFree(places));
  return words.find((places) => exactColumn(view, claims.tokens, places)?.name === column) ?? [];
}

/** Values that say whose rows are meant are no share of them. */
const isSubject = ({ knowledge }: TableView, name: string | undefined): boolean =>
  Object.entries(knowledge?.entities ?? {}).some(
    ([entity, column]) => column === name && !['level', 'type', 'code', 'message'].includes(entity),
  );

/** "sql dependencies": a condition of the table, and no server. */
const isCondition = ({ knowledge }: TableView, { tokens }: Claims, places: readonly number[]): boolean =>
  matchItems(
    places.flatMap((place) => tokens[place] ?? []),
    knowledge?.conditions ?? [],
    ({ words }) => words,
  ).length > 0;

/** Right before or after a resource that has been named. */
const isNextTo = (claims: Claims, places: readonly number[]): boolean =>
  claims.reading.resources.some(
    ({ how, tokens }) => how !== 'role' && tokens.some((token) => places.some((place) => Math.abs(place - token) <= 2)),
  );

function lateFilters(view: TableView, claims: Claims, context: AskContext, fits: ResourceFit[]): LateFilters {
  const found: FoundFilter[] = resourceFilters(view, claims, context, (how) => how === 'role', fits);
  for (const filter of knownValues(view, claims, context.values)) {
    claims.take(columnBeside(view, claims, filter));
    claims.say(conditionSlot(filter), filter.tokens, filter.score);
    const span = spanOf(claims.tokens, filter.tokens);
    const { test, meaning } = filter;
    found.push(
      isSubject(view, filter.column)
        ? { test, meaning }
        : { test, meaning, part: { tokens: filter.tokens, span, test, meaning, isNegated: false } },
    );
  }
  const unknown: { tokens: readonly number[]; column: string }[] = [];
  for (const place of claims.left) {
    const filter = literalFilter(view, claims, place, context.values);
    if (filter === undefined) continue;
    if (filter === 'unknown') unknown.push({ tokens: [place], column: view.table.name });
    else {
      claims.say(conditionSlot(filter), filter.tokens, filter.score);
      found.push(filter);
    }
  }
  return { found, unknown };
}
