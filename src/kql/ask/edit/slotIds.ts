import type { SlotDraft } from '../interpret/slots';

/** Slots in the order of the question, what was assumed at the end; ids are their kind and a number, `window-1`. */
export function withIds<T extends SlotDraft>(drafts: readonly T[]): readonly (T & { readonly id: string })[] {
  const counts = new Map<string, number>();
  return inOrder(drafts).map((draft) => {
    const count = (counts.get(draft.kind) ?? 0) + 1;
    counts.set(draft.kind, count);
    return { ...draft, id: `${draft.kind}-${count}` };
  });
}

/** In the order of the question; what has no words there comes last, in the order given. */
export function inOrder<T extends SlotDraft>(slots: readonly T[]): readonly T[] {
  return slots
    .map((slot, index) => ({ slot, index }))
    .sort((a, b) => (placeOf(a.slot) === placeOf(b.slot) ? a.index - b.index : placeOf(a.slot) - placeOf(b.slot)))
    .map(({ slot }) => slot);
}

const placeOf = ({ span }: SlotDraft): number => (hasWords(span) ? span.start : Infinity);

/** True for a part of the question that is not empty, as the place of a time that a person chose for a question without one is. */
export const hasWords = (span: SlotDraft['span']): span is NonNullable<SlotDraft['span']> =>
  span !== undefined && span.length > 0;
