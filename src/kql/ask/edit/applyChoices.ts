import type { AskChoices, SlotChoice, SlotTyping } from '../answer';
import type { Frame } from '../interpret/frame';
import type { SlotDraft } from '../interpret/slots';
import type { Alternative, EditContext, Part } from './part';
import { numberWords } from './aggregation';
import { partKinds, type PartKind } from './parts';
import { shapeWords } from './shape';
import { inOrder, withIds } from './slotIds';
import { typedText } from './typedChoice';

/** A slot of a frame with its id and what it could be instead. */
export interface EditedSlot extends SlotDraft {
  readonly id: string;
  readonly others: readonly SlotChoice[];
  readonly typed?: SlotTyping;
  readonly isChosen?: boolean;
  readonly isImplied?: boolean;
}

export interface Edited {
  readonly frame: Frame;
  /** Those of the question in its order, then what it does not say. */
  readonly slots: readonly EditedSlot[];
  /** Sentences about choices that there is no use for beside the others. */
  readonly notices: readonly string[];
}

/** A choice that does not fit its slot. */
export interface Unfit {
  /** A sentence for a person. */
  readonly unfit: string;
}

/**
 * The frame as a person chose its parts. Ids are those of the slots and of what each could be; `drafts` are the slots of the frame and what
 * was left out of it. The slots keep their ids whatever is chosen. A choice that does not fit its slot refuses the whole; one of a part that
 * another choice took away has a notice.
 */
export function applyChoices(
  frame: Frame,
  drafts: readonly SlotDraft[],
  at: EditContext,
  choices: AskChoices = {},
): Edited | Unfit {
  const numbered = withIds(drafts);
  const notices: string[] = [];
  const slots: EditedSlot[] = numbered
    .filter(({ kind }) => partKinds.every((one) => one.kind !== kind))
    .map((slot) => ({ ...slot, others: slot.others ?? [] }));
  let edited = frame;
  for (const one of partKinds) {
    for (const slot of slotsOfKind(one, numbered, edited, at)) {
      const choice = choices[slot.id];
      const part = one.part(slot, edited, at);
      if (part === undefined && one.part(slot, frame, at) !== undefined) continue;
      const chosen = part && choice !== undefined ? chosenOf(slot, part, choice) : undefined;
      if (typeof chosen === 'string') {
        const before = one.part(slot, frame, at);
        if (edited === frame || before === undefined || typeof chosenOf(slot, before, choice ?? '') === 'string')
          return { unfit: chosen };
      }
      const isChosen = chosen !== undefined && typeof chosen !== 'string';
      if (isChosen) edited = chosen.edit(edited);
      slots.push(shown(slot, part, isChosen ? chosen : undefined));
    }
  }
  const used = new Set(slots.flatMap(({ id, isChosen }) => (isChosen === true ? [id] : [])));
  for (const [id, choice] of Object.entries(choices)) {
    if (used.has(id) || slots.some((slot) => slot.id === id && isOfReading(slot))) continue;
    if (!/^[a-z]+-\d+$/.test(id)) return { unfit: `A question has no part called "${id}".` };
    notices.push(`What was chosen for ${id} (${choice}) has no place in this reading.`);
  }
  return { frame: edited, slots: inOrder(slots).map((slot) => ({ ...slot, meaning: meaningNow(slot, frame, edited) })), notices };
}

/** Chosen before there is a frame. */
const isOfReading = ({ kind }: SlotDraft): boolean => kind === 'window' || kind === 'table';

interface NumberedSlot extends SlotDraft {
  readonly id: string;
  readonly isImplied?: boolean;
}

/** Those of the question; the implied one when it says nothing of the kind. */
function slotsOfKind(
  { kind, implied }: PartKind,
  numbered: readonly NumberedSlot[],
  frame: Frame,
  at: EditContext,
): readonly NumberedSlot[] {
  const own = numbered.filter((slot) => slot.kind === kind);
  if (own.length > 0) return own;
  const draft = implied?.(frame, at);
  if (draft === undefined) return [];
  return [{ ...draft, id: `${kind}-1`, ...(draft.span === undefined && { isImplied: true }) }];
}

/** What a choice stands for; a sentence when it stands for nothing here. */
function chosenOf(slot: NumberedSlot, { others, typing }: Part, choice: string): Alternative | string {
  const other = others.find(({ id }) => id === choice);
  if (other !== undefined) return other;
  const text = typing && typedText({ kind: slot.kind, typed: typing.as }, choice);
  if (typing !== undefined && text !== undefined) return typing.read(text);
  return `"${slot.meaning}" cannot be "${choice}" here.`;
}

function shown(slot: NumberedSlot, part: Part | undefined, chosen: Alternative | undefined): EditedSlot {
  return {
    ...slot,
    others: (part?.others ?? []).filter(({ id }) => id !== chosen?.id).map(({ id, label }) => ({ id, label })),
    ...(part?.typing && { typed: part.typing.as }),
    ...(chosen !== undefined && { meaning: chosen.label, isChosen: true, isAssumed: false, isImplied: false }),
  };
}

/** A slot whose part was changed through another one says what it is now. */
function meaningNow({ kind, meaning, isChosen }: EditedSlot, base: Frame, frame: Frame): string {
  const { result, order, step, groups } = frame;
  if (isChosen === true) return meaning;
  if (kind === 'aggregation' && result !== base.result && result.kind === 'number') return numberWords(result.number);
  const isAsBefore = result === base.result && order === base.order && step === base.step && groups === base.groups;
  return kind === 'shape' && !isAsBefore ? shapeWords(frame) : meaning;
}
