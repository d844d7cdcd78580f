import { DAY, HOUR, MINUTE, type TimeWindow } from '../../../model/time';

/** What a window is compared with: how far apart the earlier windows are, in whole days so that the hours are the same, and how many. */
export interface Baseline {
  readonly period: number;
  readonly count: number;
}

/** A week of days; for longer windows fewer of their own length. */
export function baselineOf({ from, to }: TimeWindow): Baseline {
  const days = Math.max(1, Math.ceil((to - from) / DAY));
  return { period: days * DAY, count: days === 1 ? 7 : Math.max(3, Math.floor(28 / days)) };
}

/** Milliseconds of a point: fine enough to say when, coarse enough to be no noise. */
export function stepOf({ from, to }: TimeWindow): number {
  const length = to - from;
  if (length <= 3 * HOUR) return 5 * MINUTE;
  return length <= 12 * HOUR ? 15 * MINUTE : HOUR;
}

/** Milliseconds before the window that tell a level that is there all night from one that was just reached; none for long windows. */
export const leadOf = ({ from, to }: TimeWindow): number => (to - from > 12 * HOUR ? 0 : HOUR);

/** "the 7 days before", "the 4 times 2 days before". */
export function baselineWords(window: TimeWindow): string {
  const { period, count } = baselineOf(window);
  return period === DAY ? `${count} days before` : `${count} times ${period / DAY} days before`;
}
