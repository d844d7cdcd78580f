import type { Measure } from '../../catalogue/types';
import type { Aggregation } from '../frame';
import { usualMeasure, usualOf } from '../measures';
import type { SlotDraft } from '../slots';
import { durationWords } from '../../time/quantities';
import { decision, slot, wantsTrend, type Decision, type Found } from './decision';

/** An aggregate of a number that rows have, or the rows in its order. */
export function numberOfMeasure(found: Found): Decision | undefined {
  const { claims, view, groups } = found;
  const { reading } = claims;
  const { cues } = reading;
  const { rank } = cues;
  const ranksByNumber = rank !== undefined && rank.by !== 'count' && rank.by !== 'time' && rank.by !== 'said';
  const asked = cues.aggregation?.value;
  const wantsUsual = isPercentile(asked) || asked === 'avg' || (ranksByNumber && (rank.by === 'slow' || rank.by === 'fast'));
  const per = cues.rate?.value ?? reading.times.step?.milliseconds;
  if (found.measure === undefined && asked === 'avg' && per !== undefined) return averageRate(found, per);
  const measure =
    found.measure ??
    metricNamed(found) ??
    bytesMoved(found) ??
    (wantsUsual ? usualMeasure(view, rank?.by === 'slow' || rank?.by === 'fast' ? 'ms' : '') : undefined);
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

/** "how many bytes did it send": by the way they went. */
function bytesMoved({ view, claims }: Found): Measure | undefined {
  const { text, cues } = claims.reading;
  if (cues.count?.value !== 'amount') return undefined;
  const way = /\b(?:send|sent|served?|upload\w*|return\w*)\b/.test(text)
    ? /sent|out\b|response|egress/i
    : /\b(?:receiv\w+|got|download\w*)\b/.test(text)
      ? /receiv|\bin\b|request|ingress/i
      : undefined;
  const sizes = view.knowledge?.measures.filter(({ unit, only }) => unit === 'bytes' && only === undefined) ?? [];
  return way === undefined ? undefined : sizes.find(({ id, words }) => [id, ...words].some((word) => way.test(word)));
}

/** A metric that is called by its name in the table of all metrics: its points have a column for each aggregate. */
function metricNamed({ view, parts, claims }: Found): Measure | undefined {
  const isNamed = parts.some(({ test }) => JSON.stringify(test).includes('"MetricName"'));
  if (view.table.store !== 'metrics' || !isNamed) return undefined;
  const { aggregation, count } = claims.reading.cues;
  const how = aggregation?.value ?? (count === undefined ? 'avg' : 'sum');
  const usual = typeof how === 'object' ? 'avg' : how;
  const name = { avg: 'Average', max: 'Maximum', min: 'Minimum', sum: 'Total' }[usual];
  return {
    id: 'metric',
    words: ['metric'],
    value: { kind: 'column', name },
    unit: usual === 'sum' ? 'count' : '',
    usual,
    bad: 'high',
  };
}

/** A number of things, as metrics and inventories keep it: it is added up, not counted. */
const isCountMeasure = ({ unit, usual }: Measure): boolean => unit === 'count' && usual !== 'avg';

const isPercentile = (how: Aggregation | undefined): boolean => typeof how === 'object';

/** "Slowest requests" are rows, "slowest operations" are groups with a number. "The highest CPU" alone is a number. */
function ranked(found: Found, measure: Measure): Decision {
  const { rank, list, which } = found.claims.reading.cues;
  const isEach = found.groups.length > 0 && found.noun === undefined && which === undefined && rank?.limit === undefined;
  if (isEach && (rank?.by === 'large' || rank?.by === 'small'))
    return { ...ofMeasure(found, measure, rank.by === 'large' ? 'max' : 'min'), isWhole: true };
  if (found.groups.length > 0) return ofMeasure(found, measure, usualOf(measure));
  const isNumber =
    rank?.limit === undefined && (rank?.by === 'large' || rank?.by === 'small') && (list === undefined || which !== undefined);
  if (isNumber) return ofMeasure(found, measure, rank.by === 'large' ? 'max' : 'min');
  const slots = [slot('order', rank?.span, `by ${measure.words[0] ?? measure.id}`)];
  return decision(found, { kind: 'rows', by: measure.value }, slots, { isTrend: false });
}

export function ofMeasure(found: Found, measure: Measure, how: Aggregation): Decision {
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

/** "average requests per minute": all rows by the length of the window, and no points over time. */
const averageRate = (found: Found, per: number): Decision =>
  decision(
    found,
    { kind: 'number', number: { kind: 'rate', per } },
    [slot('aggregation', found.claims.reading.cues.aggregation?.span, `average number of rows per ${durationWords(per)}`)],
    { isTrend: false },
  );
