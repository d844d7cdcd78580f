import type { Expr } from '../../compose/ast';
import type { ConditionMatch } from '../filterConditions';
import type { NumberOf, Result } from '../frame';
import { decision, slot, type Decision, type Found } from './decision';
import { ofMeasure } from './numbers';

/** "failed to successful", "4xx vs 5xx": two conditions and a ratio between them. */
export function quotient(found: Found): Decision | undefined {
  const { claims, conditions, parts } = found;
  const cue = claims.reading.cues.ratio;
  const [first, second] = [...conditions, ...parts].sort((a, b) => a.span.start - b.span.start);
  if (cue === undefined || first === undefined || second === undefined || cue.value === 'share') return undefined;
  const between = claims.reading.question.slice(first.span.start + first.span.length, second.span.start);
  if (!/^\W*(?:\w+ )?(?:to|and|vs\.?|versus|against|over|per|\/|:)\W*(?:the )?$/i.test(between)) return undefined;
  const slots = [slot('aggregation', cue.span, `rows where ${first.meaning}, for each where ${second.meaning}`)];
  return decision(found, { kind: 'number', number: { kind: 'quotient', part: first.test, of: second.test } }, slots, {
    used: [first, second],
  });
}

/** "4xx vs 5xx", "compare failed with successful": how many rows there are of each. */
export function sideBySide(found: Found): Decision | undefined {
  const { claims, conditions, parts } = found;
  const { compare, ratio: isRatio, aggregation } = claims.reading.cues;
  const values = parts.filter(({ isNumber }) => isNumber !== true);
  const [first, second, ...others] = [...conditions, ...values].sort((a, b) => a.span.start - b.span.start);
  if (compare === undefined || isRatio !== undefined || aggregation !== undefined || found.measure !== undefined)
    return undefined;
  if (first === undefined || second === undefined || others.length > 0) return undefined;
  const lead = claims.reading.text.slice(first.span.start + first.span.length, second.span.start);
  if (!/^ ?(?:[a-z]+ )?(?:vs\.?|versus|against|with|to|and|compared (?:with|to)|or) ?(?:the )?$/.test(lead)) return undefined;
  const part = ({ test, span }: ConditionMatch): NumberOf & { kind: 'part' } => ({
    kind: 'part',
    name: claims.reading.question.slice(span.start, span.start + span.length),
    test,
  });
  const slots = [slot('aggregation', compare.span, `rows where ${first.meaning}, and rows where ${second.meaning}`)];
  return decision(found, { kind: 'number', number: { ...part(first), further: [part(second)] } }, slots, {
    used: [first, second],
    isCompared: true,
  });
}

/** The percentage of rows that pass a condition, or that each group is of all. */
export function ratio(found: Found): Decision | undefined {
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
  const isShare = found.measure === undefined || addedUp(found) !== undefined;
  if (part === undefined)
    return groups.length > 0 && cue.value === 'percentage' && candidates.length === 0 && isShare ? share(found) : undefined;
  const of = addedUp(found);
  const slots = [slot('aggregation', cue.span, `percentage of ${of === undefined ? 'rows' : 'the total'} where ${part.meaning}`)];
  const number: NumberOf = { kind: 'ratio', part: part.test, ...(of !== undefined && { of }) };
  return decision(found, { kind: 'number', number }, slots, { used: [part] });
}

/** "% of ingestion from …", "share of bytes by …": of a number that adds up, not of the rows that have it. */
function addedUp({ measure }: Found): Expr | undefined {
  return measure?.usual === 'sum' && measure.only === undefined ? measure.value : undefined;
}

const distance = ({ span }: ConditionMatch, at: number): number => Math.abs(span.start - at);
const ratioOf = (part: Expr): Result => ({ kind: 'number', number: { kind: 'ratio', part } });

/** "browser share of page views": what stands before the word is what they are shared among. */
function share(found: Found): Decision {
  const { ratio: cue } = found.claims.reading.cues;
  const of = addedUp(found);
  const what = of === undefined ? 'count' : 'total';
  const slots = cue === undefined ? [] : [slot('aggregation', cue.span, `${what}, and its percentage of all`)];
  const number: NumberOf = { kind: 'share', ...(of !== undefined && { of }) };
  return decision(found, { kind: 'number', number }, slots, { isTrend: false });
}
