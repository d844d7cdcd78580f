import { DAY, HOUR, MINUTE, SECOND } from '../model/time';
import { clockText, dayText, modulo, monthName, wallParts, type WallTime, type Zone } from './zone';

export interface TimeTick {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  /** The day, or the year, that begins here; on the first tick that which it is in. */
  readonly below?: string;
}

type Step = { readonly unit: 'time' | 'day' | 'month'; readonly count: number; readonly length: number };

const time = (...lengths: readonly number[]): Step[] => lengths.map((length) => ({ unit: 'time', count: length, length }));
const times = (unit: number, ...counts: readonly number[]): Step[] => time(...counts.map((count) => count * unit));
const days = (...counts: readonly number[]): Step[] => counts.map((count) => ({ unit: 'day', count, length: count * DAY }));
const months = (...counts: readonly number[]): Step[] =>
  counts.map((count) => ({ unit: 'month', count, length: count * 30.4 * DAY }));

const STEPS: readonly Step[] = [
  ...time(1, 2, 5, 10, 20, 50, 100, 200, 500),
  ...times(SECOND, 1, 2, 5, 10, 15, 30),
  ...times(MINUTE, 1, 2, 5, 10, 15, 30),
  ...times(HOUR, 1, 2, 3, 6, 12),
  ...days(1, 2, 7, 14),
  ...months(1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000),
];

/** Round moments of the zone's clocks from `from` to `to`, both included, about `most` of them and never many more. */
export function timeTicks(from: number, to: number, most: number, zone: Zone): readonly TimeTick[] {
  const least = (to - from) / Math.max(1, most);
  const step = STEPS.find(({ length }) => length >= least) ?? STEPS.at(-1);
  if (step === undefined || !(to >= from)) return [];
  const all =
    step.unit === 'time' && step.length <= HOUR ? evenTicks(from, to, step.length, zone) : wallTicks(from, to, step, zone);
  const instants = [...new Set(all)].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  let above: string | undefined;
  return instants.map((at) => {
    const wall = wallParts(zone.wall(at));
    const below = belowOf(wall, step);
    const isNew = below !== above;
    above = below;
    return { at, text: textOf(wall, step), ...(isNew && below !== undefined && { below }) };
  });
}

/** Up to an hour the ticks are apart by the same time, also where the clocks are changed. */
function evenTicks(from: number, to: number, length: number, zone: Zone): number[] {
  const offset = zone.wall(from) - from;
  const first = Math.ceil((from + offset) / length) * length - offset;
  const ticks: number[] = [];
  for (let at = first; at <= to; at += length) ticks.push(at);
  return ticks;
}

/** Beyond an hour they are at round times of the clocks, so that midnight stays midnight. */
function wallTicks(from: number, to: number, step: Step, zone: Zone): number[] {
  const ticks: number[] = [];
  const last = zone.wall(to) + DAY;
  for (let wall = floorWall(zone.wall(from), step); wall <= last; wall = nextWall(wall, step)) ticks.push(zone.instant(wall));
  return ticks;
}

function floorWall(wall: number, { unit, count, length }: Step): number {
  if (unit === 'time') return wall - modulo(wall, length);
  const { year, month } = wallParts(wall);
  // 4 January 1970 was a Sunday, the 5th a Monday: weeks start there.
  if (unit === 'day') return wall - modulo(wall - 4 * DAY, count >= 7 ? length : count * DAY);
  return monthStart(year * 12 + month - modulo(year * 12 + month, count));
}

function nextWall(wall: number, { unit, count, length }: Step): number {
  if (unit !== 'month') return wall + length;
  const { year, month } = wallParts(wall);
  return monthStart(year * 12 + month + count);
}

/** Months since the start of year 0. */
function monthStart(months: number): number {
  return new Date(0).setUTCFullYear(Math.floor(months / 12), modulo(months, 12), 1);
}

function textOf(wall: WallTime, { unit, count, length }: Step): string {
  if (unit === 'time') return clockText(wall, length);
  if (unit === 'day') return dayText(wall);
  return count >= 12 ? String(wall.year) : monthName(wall);
}

function belowOf(wall: WallTime, { unit, count }: Step): string | undefined {
  if (unit === 'time') return dayText(wall);
  return unit === 'month' && count >= 12 ? undefined : String(wall.year);
}
