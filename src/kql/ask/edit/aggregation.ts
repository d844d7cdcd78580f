import { meaningOf } from '../catalogue/meaning';
import type { Measure } from '../catalogue/types';
import { HOUR, MINUTE, SECOND } from '../../../model/time';
import { aggregationWords } from '../interpret/decide/numbers';
import type { Aggregation, Frame, NumberOf } from '../interpret/frame';
import { usualMeasure } from '../interpret/measures';
import type { SlotDraft } from '../interpret/slots';
import type { Alternative, EditContext, Part } from './part';
import { withFilter } from './tests';

/** How many rows become one number. */
export function aggregationPart(_: SlotDraft, frame: Frame, { view }: EditContext): Part | undefined {
  const { result } = frame;
  if (result.kind !== 'number') return undefined;
  const { number } = result;
  const measure = number.kind === 'measure' ? number.measure : usualMeasure(view);
  const now = number.kind === 'measure' ? idOf(number.how) : number.kind;
  const measured = measure === undefined ? [] : aggregations.filter((how) => fitsMeasure(how, measure) && idOf(how) !== now);
  const others = measured.flatMap((how): readonly Alternative[] => {
    if (measure === undefined) return [];
    const next: NumberOf = { kind: 'measure', how, measure };
    return [{ id: idOf(how), label: numberWords(next), edit: (edited) => withNumber(edited, next) }];
  });
  const count: Alternative = { id: 'count', label: countWords(number), edit: counted };
  return { others: now === 'count' ? others : number.kind === 'measure' ? [...others, count] : [count, ...others] };
}

export const impliedAggregation = ({ result }: Frame): SlotDraft | undefined =>
  result.kind === 'number' ? { kind: 'aggregation', meaning: numberWords(result.number) } : undefined;

const aggregations: readonly Aggregation[] = [
  'avg',
  { percentile: 50 },
  { percentile: 95 },
  { percentile: 99 },
  'max',
  'min',
  'sum',
];

/** Percentages and rates are not added up. */
export const fitsMeasure = (how: Aggregation, { unit }: Measure): boolean =>
  how !== 'sum' || (unit !== '%' && unit !== 'count/s');

const idOf = (how: Aggregation): string => (typeof how === 'object' ? `p${how.percentile}` : how);

/** A number in words: `percentile 95 of duration in ms`. */
export function numberWords(number: NumberOf): string {
  switch (number.kind) {
    case 'count':
      return 'number of rows';
    case 'distinct':
      return `number of different ${number.what}`;
    case 'measure': {
      const { measure, how } = number;
      return `${aggregationWords(how)} of ${measure.words[0] ?? measure.id}${measure.unit === '' ? '' : ` in ${measure.unit}`}`;
    }
    case 'part':
      return `number of rows where ${meaningOf(number.test)}`;
    case 'ratio':
      return `percentage of rows where ${meaningOf(number.part)}`;
    case 'quotient':
      return `rows where ${meaningOf(number.part)}, for each where ${meaningOf(number.of)}`;
    case 'share':
      return 'count, and its percentage of all';
    case 'rate':
      return `rows per ${{ [SECOND]: 'second', [MINUTE]: 'minute', [HOUR]: 'hour' }[number.per] ?? `${number.per} ms`}`;
    case 'seen':
      return `time of the ${number.which} one`;
  }
}

const countWords = (number: NumberOf): string =>
  number.kind === 'ratio' ? `number of rows where ${meaningOf(number.part)}` : 'number of rows';

/** Of a percentage of rows, the number of those rows. */
function counted(frame: Frame): Frame {
  const { result } = frame;
  const part = result.kind === 'number' && result.number.kind === 'ratio' ? result.number.part : undefined;
  const edited: Frame = { ...frame, result: { kind: 'number', number: { kind: 'count' } } };
  return part === undefined ? edited : withFilter(edited, part, meaningOf(part));
}

function withNumber(frame: Frame, number: Extract<NumberOf, { kind: 'measure' }>): Frame {
  const { only, words, id } = number.measure;
  return withFilter({ ...frame, result: { kind: 'number', number } }, only, `rows of ${words[0] ?? id}`);
}
