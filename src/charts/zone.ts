import { DAY, HOUR, MINUTE, SECOND } from '../model/time';

/** A moment as the clocks of a zone show it. `month` and `weekday` count from 0; the week starts on Sunday. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly weekday: number;
}

/** Clocks of one IANA zone. */
export interface Zone {
  readonly name: string;
  /** What the clocks show, as if it were UTC: milliseconds since 1970. */
  wall(instant: number): number;
  /** The first moment at which the clocks show that; where they skip it, as much later as they skip. */
  instant(wall: number): number;
}

const zones = new Map<string, Zone>();

/** Throws a RangeError for a name that is not known. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const made = makeZone(name);
  zones.set(name, made);
  return made;
}

function makeZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const wall = (instant: number): number => {
    const parts: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = value;
    const number = (part: string): number => Number(parts[part]);
    const year = parts['era'] === 'BC' ? 1 - number('year') : number('year');
    const shown = new Date(0);
    shown.setUTCFullYear(year, number('month') - 1, number('day'));
    shown.setUTCHours(number('hour'), number('minute'), number('second'));
    return shown.getTime() + modulo(instant, SECOND);
  };
  const offset = (instant: number): number => wall(instant) - instant;
  const toInstant = (shown: number): number => {
    // The offset is one of those a day before and a day after; the earlier moment that fits is the first.
    const candidates = [shown - offset(shown - DAY), shown - offset(shown + DAY)].sort((a, b) => a - b);
    const fitting = candidates.find((instant) => wall(instant) === shown);
    return fitting ?? candidates[1] ?? shown;
  };
  return { name, wall, instant: toInstant };
}

export function wallParts(wall: number): WallTime {
  const shown = new Date(wall);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth(),
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    millisecond: shown.getUTCMilliseconds(),
    weekday: shown.getUTCDay(),
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const two = (value: number): string => String(value).padStart(2, '0');

export const monthName = ({ month }: WallTime): string => MONTHS[month] ?? '';
export const dayText = (wall: WallTime): string => `${wall.day} ${monthName(wall)}`;

/** `09:00`, with seconds and milliseconds where the step between ticks, in milliseconds, needs them. */
export function clockText({ hour, minute, second, millisecond }: WallTime, step: number): string {
  const minutes = `${two(hour)}:${two(minute)}`;
  if (step >= MINUTE) return minutes;
  return step >= SECOND ? `${minutes}:${two(second)}` : `${minutes}:${two(second)}.${String(millisecond).padStart(3, '0')}`;
}

/** A moment in full, as precisely as it is given: `Tue 9 Jun 2026 09:00`. */
export function momentText(instant: number, zone: Zone): string {
  if (Number.isNaN(new Date(instant).getTime())) return '';
  const wall = wallParts(zone.wall(Math.round(instant)));
  const step = wall.millisecond !== 0 ? 1 : wall.second !== 0 ? SECOND : MINUTE;
  return `${DAYS[wall.weekday] ?? ''} ${dayText(wall)} ${wall.year} ${clockText(wall, step)}`;
}

/** `UTC+2`, `UTC−3:30`: tells the two hours apart that the clocks show twice. */
export function offsetText(instant: number, zone: Zone): string {
  const offset = zone.wall(instant) - instant;
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  if (minutes === 0) return 'UTC';
  const rest = minutes % (HOUR / MINUTE);
  return `UTC${offset < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
