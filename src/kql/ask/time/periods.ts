import { DAY, HOUR, type Instant, type TimeWindow } from '../../../model/time';
import type { Reader } from './grammar';
import type { UnitName } from './vocabulary';
import { firstOfMonth, partsOf, type CalendarDay } from './wallClock';

const defaultNight = { from: '18:00', to: '09:00' };
const defaultShifts = ['00:00', '08:00', '16:00'];

/** From the start of one day to the start of another, by the wall clock: 23 or 25 hours on some days. */
export function days({ clock }: Reader, first: CalendarDay, behind: CalendarDay): TimeWindow {
  return { from: clock.startOf(first), to: clock.startOf(behind) };
}

export function today({ clock, now }: Reader): CalendarDay {
  return clock.dayOf(now);
}

/** Between two times of a day as milliseconds after midnight; an end that is not after the start is on the next day. */
export function hoursOf({ clock }: Reader, day: CalendarDay, from: number, to: number): TimeWindow {
  const end = to > from ? day : day + 1;
  return { from: clock.momentsOf(day * DAY + from).first, to: clock.momentsOf(end * DAY + to).last };
}

/** The calendar unit `back` units before the one that `now` is in; weeks begin on Monday. */
export function calendarUnit(reader: Reader, unit: UnitName, back: number): TimeWindow {
  const day = today(reader);
  const { year, month, weekday } = partsOf(day);
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour': {
      const length = unit === 'hour' ? HOUR : unit === 'minute' ? HOUR / 60 : 1000;
      const { clock, now } = reader;
      const intoUnit = clock.wallOf(now) % length;
      return { from: now - intoUnit - back * length, to: now - intoUnit - (back - 1) * length };
    }
    case 'day':
      return days(reader, day - back, day - back + 1);
    case 'week':
      return days(reader, day - weekday - 7 * back, day - weekday - 7 * (back - 1));
    case 'month':
      return days(reader, firstOfMonth(year, month - back), firstOfMonth(year, month - back + 1));
    case 'quarter': {
      const first = month - ((month - 1) % 3) - 3 * back;
      return days(reader, firstOfMonth(year, first), firstOfMonth(year, first + 3));
    }
    case 'year':
      return days(reader, firstOfMonth(year - back, 1), firstOfMonth(year - back + 1, 1));
  }
}

/** The night that begins on a day. */
export function nightOf(reader: Reader, day: CalendarDay): TimeWindow {
  const { from, to } = reader.context.night ?? defaultNight;
  return hoursOf(reader, day, timeOfDay(from), timeOfDay(to));
}

/** The night in progress when it began yesterday, else the last that is over: at 20:00 the night before, at 02:00 this one. */
export function lastNight(reader: Reader): TimeWindow {
  const { from, to } = reader.context.night ?? defaultNight;
  const isWithinADay = timeOfDay(from) < timeOfDay(to);
  const night = nightOf(reader, today(reader) - (isWithinADay ? 0 : 1));
  return night.from < reader.now ? night : nightOf(reader, today(reader) - 1);
}

/** The shift that a moment is in, or one `back` before it. */
export function shiftAt(reader: Reader, at: Instant, back = 0): TimeWindow {
  const starts = shiftStarts(reader, reader.clock.dayOf(at));
  const index = starts.findLastIndex((start) => start <= at) - back;
  return { from: starts[index] ?? at, to: starts[index + 1] ?? at };
}

/** The last shift begun before now that a time of day is in. */
export function shiftAround(reader: Reader, timeOfDay: number): TimeWindow {
  const { clock, now } = reader;
  for (let day = today(reader); ; day--) {
    const shift = shiftAt(reader, clock.momentsOf(day * DAY + timeOfDay).first);
    if (shift.from < now) return shift;
  }
}

function shiftStarts({ clock, context }: Reader, day: CalendarDay): readonly Instant[] {
  const times = context.shifts !== undefined && context.shifts.length > 0 ? context.shifts : defaultShifts;
  return [-3, -2, -1, 0, 1, 2].flatMap((offset) =>
    times.map((time) => clock.momentsOf((day + offset) * DAY + timeOfDay(time)).first),
  );
}

/** Milliseconds after midnight of `HH:MM`; throws a RangeError that quotes anything else. */
export function timeOfDay(text: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) throw new RangeError(`not a time of day: ${JSON.stringify(text)} (expected HH:MM)`);
  return Number(match[1]) * HOUR + Number(match[2]) * (HOUR / 60);
}
