import { DAY, type TimeWindow } from '../../../model/time';
import type { Found, Reader } from './grammar';
import { partsOf } from './wallClock';

export type Comparison = Extract<Found, { kind: 'comparison' }>;

/** The window that words such as "than yesterday" compare with: as long, by the wall clock when the distance is in days. */
export function againstOf({ clock }: Reader, { from, to }: TimeWindow, { shift, base }: Comparison): TimeWindow {
  if (shift === 'previous') {
    const length = to - from;
    const end = base === undefined ? from : Math.min(base.from, from);
    return { from: end - length, to: end };
  }
  if (shift % DAY !== 0) return { from: from - shift, to: to - shift };
  const months = monthsIn(shift);
  const back = (at: number): number => {
    const wall = clock.wallOf(at);
    if (months === undefined || partsOf(clock.dayOf(from)).date !== 1) return wall - shift;
    const day = Math.floor(wall / DAY);
    const { year, month, date } = partsOf(day);
    return Date.UTC(year, month - 1 - months, date) + (wall - day * DAY);
  };
  const window = { from: clock.momentsOf(back(from)).first, to: clock.momentsOf(back(to)).first };
  return window.to > window.from ? window : { from: from - shift, to: to - shift };
}

/** Windows that begin with a month are compared with whole months. */
function monthsIn(shift: number): number | undefined {
  if (shift === 365 * DAY) return 12;
  return shift === 30 * DAY ? 1 : undefined;
}
