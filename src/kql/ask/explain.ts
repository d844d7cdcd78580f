import type { Slot, SlotChoice } from './answer';
import type { SlotDraft } from './interpret/slots';

/** Slots in the order of the question, what was assumed at the end; ids are their kind and a number. */
export function slotsOf(question: string, drafts: readonly SlotDraft[], tables: readonly SlotChoice[]): readonly Slot[] {
  const counts = new Map<string, number>();
  const places = (draft: SlotDraft): number => draft.span?.start ?? Infinity;
  return drafts
    .map((draft, index) => ({ draft, index }))
    .sort((a, b) => (places(a.draft) === places(b.draft) ? a.index - b.index : places(a.draft) - places(b.draft)))
    .map(({ draft: { kind, span, meaning, isAssumed, others } }): Slot => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return {
        id: `${kind}-${count}`,
        kind,
        words: span === undefined ? '' : question.slice(span.start, span.start + span.length),
        ...(span !== undefined && { start: span.start, length: span.length }),
        meaning,
        isAssumed: isAssumed ?? false,
        others: kind === 'table' ? tables : (others ?? []),
      };
    });
}

/** One sentence for each slot: `'overnight' → 18:00 to 09:00`, or what was assumed. */
export const sentencesOf = (slots: readonly Slot[]): readonly string[] => slots.map(sentence);

function sentence({ kind, words, meaning, isAssumed }: Slot): string {
  if (words !== '') return `'${words}' → ${meaning}${isAssumed ? ' (assumed)' : ''}`;
  return `${subjects[kind]}: ${meaning} (assumed)`;
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
  limit: 'At most',
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
