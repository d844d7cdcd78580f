import type { Measure } from '../catalogue/types';
import type { Frame } from '../interpret/frame';
import { measuresOf, usualOf } from '../interpret/measures';
import type { SlotDraft } from '../interpret/slots';
import { fitsMeasure } from './aggregation';
import { MOST_OTHERS, type Alternative, type EditContext, type Part } from './part';
import { isSame, withFilter } from './tests';

/** The number of a row that is computed with, or ranked by. */
export function measurePart(_: SlotDraft, frame: Frame, { view }: EditContext): Part | undefined {
  const measures = measuresOf(view);
  const now = measureIn(frame, measures);
  if (now === undefined) return undefined;
  const others = measures
    .filter((measure) => measure.id !== now.id)
    .slice(0, MOST_OTHERS)
    .map((measure): Alternative => ({
      id: `measure:${measure.id}`,
      label: measureWords(measure),
      edit: (edited) => withMeasure(edited, now, measure),
    }));
  return { others };
}

export function impliedMeasure(frame: Frame, { view }: EditContext): SlotDraft | undefined {
  const now = measureIn(frame, measuresOf(view));
  return now && { kind: 'measure', meaning: measureWords(now) };
}

const measureWords = ({ words, id, unit }: Measure): string => `${words[0] ?? id}${unit === '' ? '' : `, in ${unit}`}`;

function measureIn({ result }: Frame, measures: readonly Measure[]): Measure | undefined {
  if (result.kind === 'number') return result.number.kind === 'measure' ? result.number.measure : undefined;
  if (result.kind === 'latest') return result.value;
  const by = result.kind === 'rows' ? result.by : undefined;
  return by && measures.find(({ value }) => isSame(value, by));
}

function withMeasure(frame: Frame, old: Measure, measure: Measure): Frame {
  const kept = frame.filters.filter(({ test }) => old.only === undefined || !isSame(test, old.only));
  const edited = withFilter({ ...frame, filters: kept }, measure.only, `rows of ${measure.words[0] ?? measure.id}`);
  const { result } = frame;
  if (result.kind === 'latest') return { ...edited, result: { ...result, value: measure } };
  if (result.kind === 'rows') return { ...edited, result: { kind: 'rows', by: measure.value } };
  if (result.kind !== 'number' || result.number.kind !== 'measure') return edited;
  const { how } = result.number;
  const isUsual = JSON.stringify(how) === JSON.stringify(usualOf(old));
  const kind = 'measure';
  const next = isUsual || !fitsMeasure(how, measure) ? usualOf(measure) : how;
  return { ...edited, result: { kind: 'number', number: { ...result.number, kind, how: next, measure } } };
}
