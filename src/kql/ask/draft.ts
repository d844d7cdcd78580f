import type { Instant, TimeWindow } from '../../model/time';
import type { AskChoices, AskContext, AskDraft, AskTable, Slot, SlotChoice } from './answer';
import { checkDraft } from './check/check';
import { composeQuery } from './compose/composeQuery';
import { print } from './compose/print';
import { applyChoices, type Unfit } from './edit/applyChoices';
import { otherWindows } from './edit/window';
import { noticesOf, sentencesOf, slotOf } from './explain';
import type { TableView } from './interpret/columns';
import type { Frame } from './interpret/frame';
import type { Reading } from './interpret/reading';
import { usualStep } from './interpret/usualStep';
import type { Ranked } from './rank';
import { whenEmptyOf } from './zeroRows';

export interface ScoredDraft {
  readonly draft: AskDraft;
  readonly score: number;
}

/** What was chosen, and when. */
export type Chosen = { readonly choices?: AskChoices; readonly now: Instant };

/** The query of an interpretation as it was chosen; undefined when it does not pass the gate. `tables` are those that may be meant instead. */
export function draftOf(
  reading: Reading,
  { interpretation, score }: Ranked,
  tables: readonly AskTable[],
  view: TableView,
  context: AskContext,
  request: Chosen,
): ScoredDraft | Unfit | undefined {
  const { left, frame: read } = interpretation;
  const ignored = left.map((place) => ({
    kind: 'ignored' as const,
    meaning: 'left out',
    span: reading.tokens[place] ?? { start: 0, length: 0 },
  }));
  const edited = applyChoices(read, [...read.slots, ...ignored], { reading, view, context }, request.choices);
  if ('unfit' in edited) return edited;
  const { frame } = edited;
  const kql = print(composeQuery(frame));
  const bounds = windowOf(frame);
  const { result } = checkDraft(kql, context.tables, {
    now: context.now,
    isGraph: frame.table.store === 'graph',
    ...(bounds !== undefined && { window: bounds }),
  });
  if (!result.ok)
    return frame === read ? undefined : { unfit: `That would be no query that may run: ${result.problems[0]?.message ?? ''}` };
  const others = tables.filter(({ name }) => name !== frame.table.name).map(({ name }) => ({ id: name, label: name }));
  const slots = edited.slots.map((slot) =>
    chosenBefore(slotOf(reading.question, slot), others.slice(0, 4), askedWindow(read, context.now), request),
  );
  const draft: AskDraft = {
    kind: 'query',
    kql,
    store: frame.table.store,
    flavour: frame.table.flavour,
    tables: [frame.table.name],
    ...(bounds !== undefined && { window: bounds }),
    slots,
    explain: sentencesOf(slots),
    confidence: Math.round(Math.min(1, score) * 100) / 100,
    ...(frame.step !== undefined && { render: 'timechart' }),
    notices: [...noticesOf(slots, frame.result.kind === 'number' ? frame.knowledge?.weight : undefined), ...edited.notices],
    whenEmpty: whenEmptyOf(frame, context.now),
    ...overTimeOf(frame),
  };
  return { draft, score };
}

/** A list of rows says little of when they came: the same rows counted over the window. */
function overTimeOf({ result, time, window, ...frame }: Frame): Pick<AskDraft, 'overTime'> {
  if (result.kind !== 'rows' || result.by !== undefined || time === undefined || window === undefined) return {};
  // Rows that are listed are few: coarser than a chart that was asked for.
  const step = usualStep(2.5 * (window.to - window.from));
  const number = { kind: 'number', number: { kind: 'count' } } as const;
  return { overTime: print(composeQuery({ ...frame, time, window, result: number, step, groups: [], limit: undefined })) };
}

/** What is chosen before there is a frame: the table and the time. */
export function chosenBefore(slot: Slot, tables: readonly SlotChoice[], window: TimeWindow | undefined, request: Chosen): Slot {
  const choice = request.choices?.[slot.id];
  const chosen = choice === undefined ? {} : { isChosen: true, isAssumed: false };
  if (slot.id === 'table-1') return { ...slot, ...chosen, others: tables };
  if (slot.id !== 'window-1') return slot;
  return { ...slot, ...chosen, others: otherWindows(slot.others, window, request.now, choice), typed: 'window' };
}

/** The window as a person says it: what is silent now was silent all of it, and there before. */
const askedWindow = ({ result, window }: Frame, now: Instant): TimeWindow | undefined =>
  result.kind === 'missing' ? { from: result.since, to: now } : window;

/** What bounds the request: both windows where two are compared. */
function windowOf({ window, against, time }: Frame): TimeWindow | undefined {
  if (time === undefined || window === undefined) return undefined;
  if (against === undefined) return window;
  return { from: Math.min(window.from, against.from), to: Math.max(window.to, against.to) };
}
