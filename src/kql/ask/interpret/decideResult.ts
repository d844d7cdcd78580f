import { HOUR, MINUTE, SECOND } from '../../../model/time';
import type { Measure } from '../catalogue/types';
import type { Expr } from '../compose/ast';
import type { Claims } from './claims';
import { timeColumn, type TableView } from './columns';
import type { ConditionMatch } from './filterConditions';
import type { Aggregation, Group, NumberOf, Result } from './frame';
import { usualMeasure, usualOf } from './measures';
import type { SlotDraft } from './slots';

/** What has been found in the question when it is decided what to answer with. */
export interface Found {
  readonly view: TableView;
  readonly claims: Claims;
  readonly measure: Measure | undefined;
  readonly groups: readonly Group[];
  /** A noun that is counted by its different values: "how many computers", "distinct users". */
  readonly noun: Group | undefined;
  readonly conditions: readonly ConditionMatch[];
  /** Other filters that a ratio may be of: comparisons and values. */
  readonly parts: readonly ConditionMatch[];
  /** True when a comparison with a number is one of a count or of an aggregate. */
  readonly hasHaving: boolean;
  /** A number that rows were compared with: "over 90 %". */
  readonly compared: Measure | undefined;
}

export interface Decision {
  readonly result: Result;
  readonly groups: readonly Group[];
  /** Conditions that are a part of the number, not a filter. */
  readonly used: readonly ConditionMatch[];
  readonly isTrend: boolean;
  /** Wishes of the question that this table cannot meet. */
  readonly unmet: number;
  readonly slots: readonly SlotDraft[];
}

/** From what a question asks in small words to what is computed. The order is that of how particular the words are. */
export function decideResult(found: Found): Decision {
  const decided = decide(found);
  return { ...decided, unmet: unmetBy(found, decided.result) };
}

/** Small words that asked for what did not come of them in this table. */
function unmetBy({ claims: { reading }, groups, view }: Found, result: Result): number {
  const { ratio: wantsRatio, aggregation, rank, missing: wantsMissing, seen: wantsSeen, rate } = reading.cues;
  const number = result.kind === 'number' ? result.number : undefined;
  const isRatio =
    number !== undefined &&
    (number.kind === 'ratio' || number.kind === 'share' || number.kind === 'quotient' || number.kind === 'measure');
  const ranks = rank?.by === 'slow' || rank?.by === 'fast';
  const unmet = [
    wantsRatio !== undefined && !isRatio,
    aggregation !== undefined && aggregation.value !== 'sum' && number?.kind !== 'measure',
    ranks && number?.kind !== 'measure' && !(result.kind === 'rows' && result.by !== undefined),
    wantsMissing !== undefined && result.kind !== 'missing',
    wantsSeen !== undefined && number?.kind !== 'seen',
    rate !== undefined && number?.kind !== 'rate' && number?.kind !== 'measure',
    reading.groups.length > 0 && groups.length === 0 && rank === undefined && result.kind === 'rows',
  ];
  const strange = groups.filter(({ name }) => !isKnown(view, name)).length;
  return unmet.filter(Boolean).length + 0.4 * strange;
}

/** A column that the catalogue has a word for: others are there by chance of their names. */
const isKnown = ({ knowledge }: TableView, name: string): boolean =>
  knowledge === undefined ||
  [...Object.keys(knowledge.columns), ...Object.values(knowledge.entities)].some(
    (known) => known === name || known.endsWith(`.${name}`),
  );

function decide(found: Found): Decision {
  return (
    missing(found) ??
    seen(found) ??
    quotient(found) ??
    ratio(found) ??
    latest(found) ??
    distinct(found) ??
    numberOfMeasure(found) ??
    counted(found) ??
    rows(found)
  );
}

const decision = (found: Found, result: Result, slots: readonly SlotDraft[], more: Partial<Decision> = {}): Decision => ({
  result,
  groups: found.groups,
  used: [],
  isTrend: wantsTrend(found),
  unmet: 0,
  slots,
  ...more,
});

const wantsTrend = ({ claims: { reading } }: Found): boolean =>
  reading.cues.trend !== undefined ||
  reading.times.step !== undefined ||
  reading.times.windows.some(({ step }) => step !== undefined);

function missing(found: Found): Decision | undefined {
  const { cues } = found.claims.reading;
  if (cues.missing === undefined || timeColumn(found.view) === undefined) return undefined;
  const group = found.groups[0] ?? found.noun ?? ownGroup(found);
  if (group === undefined) return undefined;
  const slots = [slot('shape', cues.missing.span, `${group.name} that stopped sending rows`)];
  return decision(found, { kind: 'missing', since: NaN }, slots, { groups: [group], isTrend: false });
}

/** What the table's rows are of. */
function ownGroup({ view }: Found): Group | undefined {
  const { host, role, pod, container, resource } = view.knowledge?.entities ?? {};
  const has = (name: string): boolean => view.table.columns.some((column) => column.name === name);
  const name = [host, role, pod, container, resource, 'Computer', '_ResourceId'].find((one) => one !== undefined && has(one));
  return name === undefined ? undefined : { name, expr: { kind: 'column', name } };
}

function seen(found: Found): Decision | undefined {
  const { cues } = found.claims.reading;
  if (cues.seen === undefined || timeColumn(found.view) === undefined) return undefined;
  const which = cues.seen.value;
  const groups = found.groups.length > 0 || found.noun === undefined ? found.groups : [found.noun];
  const slots = [slot('aggregation', cues.seen.span, which === 'last' ? 'time of the last one' : 'time of the first one')];
  return decision(found, { kind: 'number', number: { kind: 'seen', which } }, slots, { groups, isTrend: false });
}

/** "failed to successful", "4xx vs 5xx": two conditions and a ratio between them. */
function quotient(found: Found): Decision | undefined {
  const { claims, conditions } = found;
  const cue = claims.reading.cues.ratio;
  const [first, second] = [...conditions].sort((a, b) => a.span.start - b.span.start);
  if (cue === undefined || first === undefined || second === undefined || cue.value === 'share') return undefined;
  const between = claims.reading.question.slice(first.span.start + first.span.length, second.span.start);
  if (!/^\W*(?:\w+ )?(?:to|vs\.?|versus|against|over|per|\/|:)\W*(?:the )?$/i.test(between)) return undefined;
  const slots = [slot('aggregation', cue.span, `rows where ${first.meaning}, for each where ${second.meaning}`)];
  return decision(found, { kind: 'number', number: { kind: 'quotient', part: first.test, of: second.test } }, slots, {
    used: [first, second],
  });
}

/** "The latest status of each node": a row of each group. */
function latest(found: Found): Decision | undefined {
  const { claims, groups } = found;
  const { rank, count, aggregation } = claims.reading.cues;
  const isCurrent = /\b(?:current|currently)\b/.test(claims.reading.text);
  const isLast = rank?.by === 'time' && rank.limit === undefined;
  if (
    groups.length === 0 ||
    count !== undefined ||
    aggregation !== undefined ||
    timeColumn(found.view) === undefined ||
    !(isLast || isCurrent)
  )
    return undefined;
  const which = rank?.order === 'ascending' ? 'first' : 'last';
  const slots = [slot('shape', rank?.span, `the ${which} row of each`)];
  return decision(found, { kind: 'latest', which, ...(found.measure !== undefined && { value: found.measure }) }, slots, {
    isTrend: false,
  });
}

function ratio(found: Found): Decision | undefined {
  const { claims, conditions, groups, view } = found;
  const { ratio: cue } = claims.reading.cues;
  if (cue === undefined) return undefined;
  if (cue.value === 'share' && groups.length > 0 && conditions.length === 0) return share(found);
  if (cue.value === 'percentage' && found.measure?.unit === '%' && found.compared === undefined) return undefined;
  if (cue.value === 'availability') {
    const own = view.knowledge?.measures.find(({ id }) => id === 'availability');
    if (own !== undefined) return ofMeasure(found, own, 'avg');
    const part = view.knowledge?.conditions.find(({ id }) => id === 'succeeded');
    return (
      part && decision(found, ratioOf(part.test), [slot('aggregation', cue.span, `percentage of rows where ${part.meaning}`)])
    );
  }
  // Of several conditions the one nearest to the words of the ratio is the part, the others are filters. "of requests failed": the last.
  const candidates = [...conditions, ...found.parts.filter(({ isNumber }) => isNumber === true)].sort(
    (a, b) => a.span.start - b.span.start,
  );
  const values = found.parts.filter(({ isNumber }) => isNumber !== true);
  const some = candidates.length > 0 ? candidates : values;
  const near = [...some].sort((a, b) => distance(a, cue.span.start) - distance(b, cue.span.start));
  const part = cue.value === 'rate' ? near[0] : some.at(-1);
  if (part === undefined)
    return groups.length > 0 && cue.value === 'percentage' && candidates.length === 0 && found.measure === undefined
      ? share(found)
      : undefined;
  const slots = [slot('aggregation', cue.span, `percentage of rows where ${part.meaning}`)];
  return decision(found, ratioOf(part.test), slots, { used: [part] });
}

const distance = ({ span }: ConditionMatch, at: number): number => Math.abs(span.start - at);
const ratioOf = (part: Expr): Result => ({ kind: 'number', number: { kind: 'ratio', part } });

/** "browser share of page views": what stands before the word is what they are shared among. */
function share(found: Found): Decision {
  const { ratio: cue } = found.claims.reading.cues;
  const slots = cue === undefined ? [] : [slot('aggregation', cue.span, 'count, and its percentage of all')];
  return decision(found, { kind: 'number', number: { kind: 'share' } }, slots, { isTrend: false });
}

function distinct(found: Found): Decision | undefined {
  const { cues } = found.claims.reading;
  const { noun } = found;
  if (noun === undefined) return undefined;
  const span = cues.distinct?.span ?? cues.count?.span;
  if (
    (cues.count !== undefined && cues.rank === undefined) ||
    (cues.distinct !== undefined && (found.groups.length > 0 || wantsTrend(found)))
  ) {
    const number: NumberOf = { kind: 'distinct', of: noun.expr, what: noun.name };
    return decision(found, { kind: 'number', number }, [slot('aggregation', span, `number of different ${noun.name}`)]);
  }
  if (cues.distinct === undefined) return undefined;
  return decision(found, { kind: 'values' }, [slot('shape', span, `different values of ${noun.name}`)], {
    groups: [noun],
    isTrend: false,
  });
}

function numberOfMeasure(found: Found): Decision | undefined {
  const { claims, view, groups } = found;
  const { cues } = claims.reading;
  const { rank } = cues;
  const ranksByNumber = rank !== undefined && rank.by !== 'count' && rank.by !== 'time' && rank.by !== 'said';
  const asked = cues.aggregation?.value;
  const wantsUsual = isPercentile(asked) || asked === 'avg' || (ranksByNumber && (rank.by === 'slow' || rank.by === 'fast'));
  const measure =
    found.measure ?? (wantsUsual ? usualMeasure(view, rank?.by === 'slow' || rank?.by === 'fast' ? 'ms' : '') : undefined);
  const isCounted = cues.count?.value === 'count' && asked === undefined;
  if (measure === undefined || (isCounted && !isCountMeasure(measure))) return undefined;
  if (isCounted) return ofMeasure(found, measure, usualOf(measure));
  const grouped = groups.length > 0 ? groups : found.noun === undefined ? [] : [found.noun];
  if (asked !== undefined) return ofMeasure({ ...found, groups: grouped }, measure, asked);
  if (cues.count?.value === 'amount')
    return ofMeasure({ ...found, groups: grouped }, measure, measure.unit === '%' ? usualOf(measure) : 'sum');
  if (ranksByNumber) return ranked({ ...found, groups: grouped }, measure);
  const isPlain = cues.list !== undefined && groups.length === 0 && !wantsTrend(found) && cues.summary === undefined;
  if (found.measure === undefined) return undefined;
  if (found.compared !== undefined && grouped.length === 0) return undefined;
  if (found.compared !== undefined)
    return ofMeasure({ ...found, groups: grouped }, measure, measure.bad === 'low' ? 'min' : 'max');
  if (isPlain && found.noun === undefined) return { ...ofMeasure(found, measure, usualOf(measure)), isTrend: true };
  return ofMeasure({ ...found, groups: grouped }, measure, usualOf(measure));
}

/** A number of things, as metrics and inventories keep it: it is added up, not counted. */
const isCountMeasure = ({ unit, usual }: Measure): boolean => unit === 'count' && usual !== 'avg';

const isPercentile = (how: Aggregation | undefined): boolean => typeof how === 'object';

/** "Slowest requests" are rows, "slowest operations" are groups with a number. "The highest CPU" alone is a number. */
function ranked(found: Found, measure: Measure): Decision {
  const { rank, list, which } = found.claims.reading.cues;
  if (found.groups.length > 0) return ofMeasure(found, measure, usualOf(measure));
  const isNumber =
    rank?.limit === undefined && (rank?.by === 'large' || rank?.by === 'small') && (list === undefined || which !== undefined);
  if (isNumber) return ofMeasure(found, measure, rank.by === 'large' ? 'max' : 'min');
  const slots = [slot('order', rank?.span, `by ${measure.words[0] ?? measure.id}`)];
  return decision(found, { kind: 'rows', by: measure.value }, slots, { isTrend: false });
}

function ofMeasure(found: Found, measure: Measure, how: Aggregation): Decision {
  const { aggregation, rank } = found.claims.reading.cues;
  const meaning = `${aggregationWords(how)} of ${measure.words[0] ?? measure.id}${measure.unit === '' ? '' : ` in ${measure.unit}`}`;
  const span = aggregation?.span ?? rank?.span;
  const slots: SlotDraft[] = [{ ...slot('aggregation', span, meaning), isAssumed: aggregation === undefined }];
  const further = aggregation === undefined ? [] : claimsFurther(found);
  return decision(
    found,
    { kind: 'number', number: { kind: 'measure', how, measure, ...(further.length > 0 && { further }) } },
    slots,
  );
}

const claimsFurther = ({ claims }: Found): readonly Aggregation[] => claims.reading.cues.further.map(({ value }) => value);

export const aggregationWords = (how: Aggregation): string =>
  typeof how === 'object' ? `percentile ${how.percentile}` : { avg: 'average', max: 'highest', min: 'lowest', sum: 'total' }[how];

function counted(found: Found): Decision | undefined {
  const { claims, groups, noun } = found;
  const { cues, times } = claims.reading;
  const comparing =
    times.comparison !== undefined || times.windows.some(({ against }) => against !== undefined) || cues.compare !== undefined;
  const isRate = cues.rate !== undefined;
  const byTime = cues.rank?.by === 'time';
  const wanted =
    cues.count !== undefined ||
    isRate ||
    groups.length > 0 ||
    wantsTrend(found) ||
    comparing ||
    found.hasHaving ||
    cues.summary !== undefined ||
    (cues.aggregation?.value === 'sum' && found.measure === undefined) ||
    (noun !== undefined && !byTime) ||
    cues.rank?.by === 'count';
  if (!wanted) return undefined;
  const grouped = groups.length > 0 ? groups : noun === undefined ? [] : [noun];
  const number: NumberOf = isRate ? { kind: 'rate', per: cues.rate.value } : { kind: 'count' };
  const span = cues.rate?.span ?? cues.count?.span ?? cues.rank?.span;
  const meaning = isRate
    ? `rows per ${cues.rate.value === SECOND ? 'second' : cues.rate.value === MINUTE ? 'minute' : 'hour'}`
    : 'number of rows';
  return decision(found, { kind: 'number', number }, [{ ...slot('aggregation', span, meaning), isAssumed: span === undefined }], {
    groups: grouped,
  });
}

function rows(found: Found): Decision {
  const { list, rank } = found.claims.reading.cues;
  const slots = [
    {
      ...slot('shape', list?.span, rank?.order === 'ascending' ? 'the rows, oldest first' : 'the rows, newest first'),
      isAssumed: list === undefined,
    },
  ];
  return decision(found, { kind: 'rows' }, slots, { isTrend: false });
}

const slot = (kind: SlotDraft['kind'], span: SlotDraft['span'], meaning: string): SlotDraft => ({
  kind,
  meaning,
  ...(span !== undefined && { span }),
});

/** A step that gives a chart about 60 points, of those that people read. */
export function usualStep(length: number): number {
  const steps = [
    10 * SECOND,
    30 * SECOND,
    MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    24 * HOUR,
  ];
  return steps.find((step) => length / step <= 75) ?? 24 * HOUR;
}
