import { usualStep } from '../interpret/usualStep';
import type { Frame, NumberOf } from '../interpret/frame';
import type { SlotDraft } from '../interpret/slots';
import type { Alternative, Part } from './part';

/** What comes out: the rows themselves, a number of them, a number over time. */
export function shapePart(_: SlotDraft, frame: Frame): Part {
  return { others: shapes.filter(({ isNow, fits }) => !isNow(frame) && fits(frame)).map(({ other }) => other) };
}

export const impliedShape = (frame: Frame): SlotDraft => ({ kind: 'shape', meaning: shapeWords(frame) });

/** The result of a frame in words. */
export function shapeWords({ result, order, step, groups, time }: Frame): string {
  switch (result.kind) {
    case 'rows':
      if (result.by !== undefined) return `the rows, ${order === 'descending' ? 'highest' : 'lowest'} first`;
      if (time === undefined) return 'the rows';
      return `the rows, ${order === 'descending' ? 'newest' : 'oldest'} first`;
    case 'values':
      return 'different values';
    case 'latest':
      return `the ${result.which} row of each`;
    case 'missing':
      return 'what stopped sending rows';
    case 'number':
      if (step !== undefined) return 'a number over time';
      return groups.length > 0 ? 'a number for each group' : 'one number';
  }
}

interface Shape {
  readonly other: Alternative;
  readonly isNow: (frame: Frame) => boolean;
  readonly fits: (frame: Frame) => boolean;
}

const shapes: readonly Shape[] = [
  {
    other: { id: 'number', label: 'a number', edit: asNumber },
    isNow: ({ result, step }) => result.kind === 'number' && step === undefined,
    fits: () => true,
  },
  {
    other: { id: 'time', label: 'a number over time', edit: overTime },
    isNow: ({ step }) => step !== undefined,
    fits: canBeOverTime,
  },
  {
    other: { id: 'rows', label: 'the rows', edit: asRows },
    isNow: ({ result }) => result.kind === 'rows',
    fits: () => true,
  },
];

/** True when there is a time to put in steps. */
export function canBeOverTime({ time, window }: Frame): boolean {
  return time !== undefined && window !== undefined;
}

/** The same number, or a count, in steps of the window. */
export function overTime(frame: Frame): Frame {
  const { window } = frame;
  if (window === undefined) throw new TypeError('nothing is over time without a window');
  const number = numberIn(frame);
  return {
    ...asNumber(frame),
    result: { kind: 'number', number: number.kind === 'share' || number.kind === 'seen' ? { kind: 'count' } : number },
    step: usualStep(window.to - window.from),
    against: undefined,
  };
}

/** "The last 10 rows" are no 10 groups. */
function asNumber(frame: Frame): Frame {
  const edited: Frame = { ...frame, result: { kind: 'number', number: numberIn(frame) }, step: undefined };
  return frame.result.kind === 'rows' ? { ...edited, order: 'descending', limit: undefined } : edited;
}

const numberIn = ({ result }: Frame): NumberOf => (result.kind === 'number' ? result.number : { kind: 'count' });

function asRows(frame: Frame): Frame {
  return {
    ...frame,
    result: { kind: 'rows' },
    groups: [],
    step: undefined,
    having: undefined,
    against: undefined,
    order: 'descending',
    limit: undefined,
  };
}
