import type { Claims } from './claims';
import { timeColumn, timeExpr, type TableView } from './columns';
import type { Decision } from './decide/decision';
import type { Filter, Frame, Having } from './frame';
import type { Reading } from './reading';
import type { ResolvedTimes } from './resolveTimes';
import { endOf } from './slots';
import { usualStep } from './usualStep';
import type { TableMatch } from '../link/types';

/** The frame of what was found and decided: which window, which step, how many, in which order. */
export function frameOf(
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
    decision.isTrend && isNumber && time !== undefined
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
function limitOf(limit: number | undefined, { result, groups, isWhole }: Decision, isOne: boolean): number | undefined {
  if (limit !== undefined) return limit;
  if (isWhole === true) return undefined;
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
  if (which !== undefined && /^who\b/.test(which.value)) return true;
  // "what did it log last".
  if (rank.by === 'time' && which !== undefined && text.slice(endOf(rank.span)).trim() === '') return true;
  const named = /^\W*(?:the )?([a-z]+)(?: [a-z]+)? (?:with|having)(?: the)? $/.exec(text.slice(0, rank.span.start));
  if (named !== null) return !/s (?:with|having)(?: the)? $/.test(named[0]);
  const said = text.slice(endOf(rank.by === 'time' || which === undefined ? rank.span : which.span));
  // "which function logs the most errors": what it does is no part of the noun.
  const after = said.replace(/ [a-z]+ (?:the )?(?:most|fewest|least)\b.*/, '');
  const phrase =
    /^\W*([a-z0-9]+(?: [a-z0-9]+)*?)(?= (?:to|in|of|on|from|for|with|has|have|had|is|are|was|were|by|at|that|which|since|between|over)\b| ?[^a-z0-9 ]| {2}|$)/
      .exec(after)?.[1]
      ?.trim();
  return (
    phrase !== undefined && phrase !== '' && !/s$/.test(phrase.split(' ').at(-1) ?? '') && !/\b(?:data|all|people)\b/.test(phrase)
  );
}

/** Rows that have the measure, where a table has several in one column. */
export function measureOnly({ result }: Decision): Omit<Filter, 'id'>[] {
  const measure =
    result.kind === 'number' && result.number.kind === 'measure'
      ? result.number.measure
      : result.kind === 'latest'
        ? result.value
        : undefined;
  if (measure?.only === undefined) return [];
  return [{ test: measure.only, meaning: `rows of ${measure.words[0] ?? measure.id}` }];
}
