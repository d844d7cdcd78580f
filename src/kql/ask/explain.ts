import type { Slot } from './answer';
import type { EditedSlot } from './edit/applyChoices';
import { hasWords, withIds } from './edit/slotIds';
import type { SlotDraft } from './interpret/slots';

/** Slots in the order of the question, what was assumed at the end; ids are their kind and a number. */
export const slotsOf = (question: string, drafts: readonly SlotDraft[]): readonly Slot[] =>
  withIds(drafts).map((draft) => slotOf(question, { ...draft, others: draft.others ?? [] }));

/** A slot with its words. */
export function slotOf(question: string, slot: EditedSlot): Slot {
  const { id, kind, span, meaning, isAssumed, isChosen, isImplied, others, typed } = slot;
  const place = hasWords(span) ? { start: span.start, length: span.length } : undefined;
  return {
    id,
    kind,
    words: place === undefined ? '' : question.slice(place.start, place.start + place.length),
    ...place,
    meaning,
    isAssumed: isAssumed ?? isImplied === true,
    others,
    ...(typed !== undefined && { typed }),
    ...(isChosen === true && { isChosen }),
    ...(isImplied === true && { isImplied }),
  };
}

/** One sentence for each slot: `'overnight' → 18:00 to 09:00`, or what was assumed; none for what is always done. */
export const sentencesOf = (slots: readonly Slot[]): readonly string[] =>
  slots.filter(({ isImplied }) => isImplied !== true).map(sentence);

function sentence({ kind, words, meaning, isAssumed, isChosen }: Slot): string {
  const how = isChosen === true ? ' (chosen)' : isAssumed ? ' (assumed)' : '';
  if (words !== '') return `'${words}' → ${meaning}${how}`;
  return `${subjects[kind]}: ${meaning}${how === '' ? ' (assumed)' : how}`;
}

const subjects: Readonly<Record<Slot['kind'], string>> = {
  store: 'Where from',
  table: 'Table',
  window: 'Time',
  resource: 'Resource',
  condition: 'Condition',
  measure: 'Measure',
  aggregation: 'Computed',
  group: 'Grouped',
  order: 'Order',
  limit: 'Limit',
  shape: 'Result',
  comparison: 'Compared with',
  ignored: 'Left out',
};

/** What a person must know beside the answer. */
export function noticesOf(slots: readonly Slot[], weight: string | undefined): readonly string[] {
  const assumed = slots.filter(
    ({ kind, isAssumed }) => isAssumed && (kind === 'window' || kind === 'resource' || kind === 'condition'),
  );
  return [
    ...assumed.map(({ words, meaning }) =>
      words === '' ? `No time was named: ${meaning}.` : `'${words}' was taken for ${meaning}.`,
    ),
    ...slots.filter(({ kind }) => kind === 'ignored').map(({ words }) => `'${words}' was left out.`),
    ...(weight === undefined
      ? []
      : [`Counts are of what rows stand for (${weight}), since sampling may keep one row of several.`]),
  ];
}
