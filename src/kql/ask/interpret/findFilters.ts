import type { AskContext } from '../answer';
import type { Measure } from '../catalogue/types';
import type { Claims } from './claims';
import type { NumberClause } from './clauses';
import type { TableView } from './columns';
import { resourceTest, resourceWords } from './filterResources';
import { knownValues, literalFilter, textFilter } from './filterValues';
import type { Filter, Having } from './frame';
import { factor, numberTest, usualMeasure } from './measures';
import { matchItems } from './phrases';
import { tokensIn } from './reading';

export interface FoundFilters {
  readonly found: readonly Omit<Filter, 'id'>[];
  /** A comparison of a count or an aggregate. */
  readonly having: Having | undefined;
  /** The measure that rows were compared by. */
  readonly compared: Measure | undefined;
  /** What is left after conditions had their turn: values, codes, names. */
  readonly late: () => LateFilters;
}

export interface LateFilters {
  readonly found: readonly Omit<Filter, 'id'>[];
  readonly unknown: readonly { readonly tokens: readonly number[]; readonly column: string }[];
}

/** Filters of the question: text to look for, numbers, resources; then, by `late`, values. */
export function findFilters(view: TableView, claims: Claims, context: AskContext, measure: Measure | undefined, isGrouped: boolean): FoundFilters {
  const found: Omit<Filter, 'id'>[] = [];
  for (const clause of claims.reading.texts) {
    const places = tokensIn(claims.tokens, clause.span);
    const filter = textFilter(view, claims, clause, places);
    if (filter === undefined) continue;
    claims.say({ kind: 'condition', meaning: filter.meaning }, filter.tokens);
    found.push(filter);
  }
  const numbers = numberFilters(view, claims, measure, isGrouped);
  found.push(...numbers.found);
  found.push(...resourceFilters(view, claims, context, (how) => how !== 'role'));
  return {
    found,
    having: numbers.having,
    compared: numbers.compared,
    late: () => lateFilters(view, claims, context),
  };
}

interface NumberFilters {
  readonly found: readonly Omit<Filter, 'id'>[];
  readonly having: Having | undefined;
  readonly compared: Measure | undefined;
}

/** "slower than 2 s" is about rows, "more than 5 failures" about groups, "average above 80 %" about an aggregate. */
function numberFilters(view: TableView, claims: Claims, measure: Measure | undefined, isGrouped: boolean): NumberFilters {
  const found: Omit<Filter, 'id'>[] = [];
  let having: Having | undefined;
  let compared: Measure | undefined;
  for (const clause of claims.reading.numbers) {
    const places = tokensIn(claims.tokens, clause.span);
    const isCount = isOfCount(view, claims, clause, measure);
    const isAggregate = claims.reading.cues.aggregation !== undefined || isCount;
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
    found.push(...(of.only === undefined || of === measure ? [] : [{ test: of.only, meaning: `rows of ${of.words[0] ?? of.id}` }]));
    const meaning = `${of.words[0] ?? of.id} ${clause.operator} ${clause.value}${clause.high === undefined ? '' : ` and ${clause.high}`} ${clause.unit}`.trim();
    claims.say({ kind: 'condition', meaning }, places);
    found.push({ test, meaning });
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
  return matchItems(next, [...(view.knowledge?.words ?? []), ...conditions, 'time', 'row', 'error', 'failure'], (word) => [word]).some(({ tokens }) => tokens[0] === 0);
}

function resourceFilters(view: TableView, claims: Claims, context: AskContext, wanted: (how: string) => boolean): Omit<Filter, 'id'>[] {
  const found: Omit<Filter, 'id'>[] = [];
  for (const match of claims.reading.resources) {
    if (!wanted(match.how) || match.score < 0.5 || !claims.isFree(match.tokens) || match.tokens.length === 0) continue;
    const test = resourceTest(view, match, context.values);
    if (test === undefined) continue;
    const meaning = resourceWords(match.resources);
    claims.say({ kind: 'resource', meaning, isAssumed: match.how === 'fuzzy' || match.resources.length > 1 }, match.tokens, match.score);
    found.push({ test, meaning: `of ${meaning}` });
  }
  return found;
}

function lateFilters(view: TableView, claims: Claims, context: AskContext): LateFilters {
  const found: Omit<Filter, 'id'>[] = resourceFilters(view, claims, context, (how) => how === 'role');
  for (const filter of knownValues(view, claims)) {
    claims.say({ kind: 'condition', meaning: filter.meaning, isAssumed: filter.isAssumed }, filter.tokens, filter.score);
    found.push(filter);
  }
  const unknown: { tokens: readonly number[]; column: string }[] = [];
  for (const place of claims.left) {
    const filter = literalFilter(view, claims, place, context.values);
    if (filter === undefined) continue;
    if (filter === 'unknown') unknown.push({ tokens: [place], column: view.table.name });
    else {
      claims.say({ kind: 'condition', meaning: filter.meaning, isAssumed: filter.isAssumed }, filter.tokens, filter.score);
      found.push(filter);
    }
  }
  return { found, unknown };
}
