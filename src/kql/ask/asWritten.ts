import type { AskAnswer, AskDraft, Slot } from './answer';
import { sentencesOf } from './explain';
import type { Spelled } from './interpret/spelling';

/** An answer to a question whose slips were mended, with its places in the question as it was asked, and what was read otherwise. */
export function asWritten<T extends AskAnswer>(answer: T, question: string, spelled: Spelled): T {
  if (spelled.changes.length === 0) return answer;
  switch (answer.kind) {
    case 'query':
      return { ...answer, ...draftAsWritten(answer, question, spelled) };
    case 'choice':
      return {
        ...answer,
        options: answer.options.map((option) => ({ ...option, draft: draftAsWritten(option.draft, question, spelled) })),
      };
    case 'scan':
      return { ...answer, slots: answer.slots.map((slot) => slotAsWritten(slot, question, spelled)) };
    case 'abstained': {
      const { start, length } = answer;
      return start === undefined || length === undefined ? answer : { ...answer, ...spelled.original({ start, length }) };
    }
  }
}

function draftAsWritten(draft: AskDraft, question: string, spelled: Spelled): AskDraft {
  const slots = draft.slots.map((slot) => slotAsWritten(slot, question, spelled));
  const notices = spelled.changes.map(({ written, read }) => `'${written}' was read as '${read}'.`);
  return { ...draft, slots, explain: sentencesOf(slots), notices: [...notices, ...draft.notices] };
}

function slotAsWritten(slot: Slot, question: string, spelled: Spelled): Slot {
  const { start, length } = slot;
  if (start === undefined || length === undefined) return slot;
  const span = spelled.original({ start, length });
  return { ...slot, ...span, words: question.slice(span.start, span.start + span.length) };
}
