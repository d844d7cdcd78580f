import { DAY, type TimeWindow } from '../../../model/time';
import type { Frame } from '../interpret/frame';
import type { SlotDraft } from '../interpret/slots';
import { againstOf } from '../time/compare';
import { wallClock } from '../time/wallClock';
import { WITHOUT, type Alternative, type EditContext, type Part } from './part';

/** The window that stands beside the one that is asked for. */
export function comparisonPart(_: SlotDraft, frame: Frame, { context }: EditContext): Part | undefined {
  const { window, against } = frame;
  if (window === undefined || !canBeCompared(frame)) return undefined;
  const clock = wallClock(context.timeZone);
  const before = distances.flatMap(({ id, label, shift }): readonly (Alternative & { readonly to: TimeWindow })[] => {
    if (shift !== 'previous' && shift < window.to - window.from) return [];
    const to = againstOf({ tokens: [], context, now: context.now, clock, moments: new Map() }, window, {
      kind: 'comparison',
      shift,
      label,
    });
    return [{ id, label, to, edit: (edited) => ({ ...edited, against: to }) }];
  });
  const isAgainst = ({ to }: { readonly to: TimeWindow }): boolean => to.from === against?.from && to.to === against.to;
  const others = before.filter(
    (one, index) => !isAgainst(one) && !before.slice(0, index).some(({ to }) => to.from === one.to.from && to.to === one.to.to),
  );
  const without: Alternative = {
    id: WITHOUT,
    label: 'not compared',
    edit: (edited) => ({ ...edited, against: undefined }),
  };
  return { others: against === undefined ? others : [...others, without] };
}

export const impliedComparison = (frame: Frame): SlotDraft | undefined =>
  canBeCompared(frame) ? { kind: 'comparison', meaning: 'not compared' } : undefined;

const distances: readonly { readonly id: string; readonly label: string; readonly shift: number | 'previous' }[] = [
  { id: 'previous', label: 'the same time before it', shift: 'previous' },
  { id: 'day', label: 'a day before', shift: DAY },
  { id: 'week', label: 'a week before', shift: 7 * DAY },
];

function canBeCompared({ result, step, time, window }: Frame): boolean {
  if (result.kind !== 'number' || step !== undefined || time === undefined || window === undefined) return false;
  return !['share', 'seen', 'part'].includes(result.number.kind);
}
