import { MOST_ROWS } from '../compose/composeRows';
import type { Frame } from '../interpret/frame';
import type { SlotDraft } from '../interpret/slots';
import type { Alternative, EditContext, Part } from './part';

/** Rows that a query may ask for; the limit of the gate. */
const MOST_TYPED = 10_000;
const usualLimits = [5, 10, 50, 100, MOST_ROWS];

/** Which end comes first. */
export function orderPart(_: SlotDraft, frame: Frame): Part | undefined {
  if (!isOrdered(frame)) return undefined;
  const order = frame.order === 'descending' ? 'ascending' : 'descending';
  const other: Alternative = {
    id: order,
    label: orderWords({ ...frame, order }),
    edit: (edited) => ({ ...edited, order }),
  };
  return { others: [other] };
}

export const impliedOrder = (frame: Frame): SlotDraft | undefined =>
  isOrdered(frame) ? { kind: 'order', meaning: orderWords(frame) } : undefined;

function isOrdered({ result, time, groups, step }: Frame): boolean {
  if (result.kind === 'rows') return result.by !== undefined || time !== undefined;
  return result.kind === 'number' && groups.length > 0 && step === undefined;
}

function orderWords({ result, order }: Frame): string {
  const isByTime =
    (result.kind === 'rows' && result.by === undefined) || (result.kind === 'number' && result.number.kind === 'seen');
  if (isByTime) return order === 'descending' ? 'newest first' : 'oldest first';
  return order === 'descending' ? 'highest first' : 'lowest first';
}

/** How many rows or groups there are at most. */
export function limitPart(_: SlotDraft, frame: Frame): Part | undefined {
  if (!isLimited(frame)) return undefined;
  const now = frame.limit ?? MOST_ROWS;
  return {
    others: usualLimits.filter((limit) => limit !== now).map((limit) => limitOf(frame, limit)),
    typing: {
      as: 'number',
      read: (text) => {
        const limit = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
        if (limit >= 1 && limit <= MOST_TYPED) return limitOf(frame, limit);
        return `How many is a whole number from 1 to ${MOST_TYPED.toLocaleString('en')}, not "${text}".`;
      },
    },
  };
}

/** What the question says, what is usual for what it asks, or the most there may be. */
export function impliedLimit(frame: Frame, { reading }: EditContext): SlotDraft | undefined {
  if (!isLimited(frame)) return undefined;
  const { rank } = reading.cues;
  const meaning = limitWords(frame, frame.limit ?? MOST_ROWS);
  if (frame.limit !== undefined && rank?.limit === frame.limit) return { kind: 'limit', span: rank.span, meaning };
  return { kind: 'limit', meaning };
}

function isLimited({ result, groups, step }: Frame): boolean {
  if (result.kind === 'rows' || result.kind === 'values') return true;
  return result.kind === 'number' && groups.length > 0 && step === undefined;
}

const limitWords = ({ result }: Frame, limit: number): string =>
  `at most ${limit.toLocaleString('en')} ${result.kind === 'rows' ? 'rows' : result.kind === 'values' ? 'values' : 'groups'}`;

function limitOf(frame: Frame, limit: number): Alternative {
  return {
    id: `limit:${limit}`,
    label: limitWords(frame, limit),
    // As many groups as there may be need no ranks.
    edit: (edited) => ({ ...edited, limit: edited.result.kind === 'number' && limit === MOST_ROWS ? undefined : limit }),
  };
}
