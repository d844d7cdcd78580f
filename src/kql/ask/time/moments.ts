import { DAY, HOUR, MINUTE, type Instant, type TimeWindow } from '../../../model/time';
import type { AskEvent } from '../answer';
import { changeNote, clockTimeAt, momentsOn, notesOf, type ClockTime } from './clockTimes';
import { dayAt, type NamedDay } from './dates';
import { phraseAt, set, skip, wordAt, type Draft, type OtherDraft, type Parsed, type Reader } from './grammar';
import { dayLabel, timeLabel } from './labels';
import { days, today } from './periods';
import { durationAt, durationWords } from './quantities';
import { calendarPeriodAt } from './rules/calendar';
import { eventAt, extentOf } from './rules/events';
import { onCallPeriodAt } from './rules/onCall';
import { calendarDay, partsOf } from './wallClock';

/** Something that "since", "until", "between … and …" may stand before. */
export type Moment =
  | { readonly kind: 'clock'; readonly time: ClockTime }
  /** `to` is behind `from` where a clock shows the time twice. */
  | ({ readonly kind: 'instant' } & Extent)
  | ({ readonly kind: 'day'; readonly day: number; readonly isWeekday: boolean } & Extent)
  | ({ readonly kind: 'period' } & Extent)
  /** `assumed` is about which event is meant, `extent` about how long it was. */
  | ({ readonly kind: 'event'; readonly event: AskEvent; readonly extent?: string | undefined } & Extent)
  | { readonly kind: 'problem'; readonly problem: string };

interface Extent {
  readonly from: Instant;
  readonly to: Instant;
  readonly label: string;
  readonly assumed?: string | undefined;
  readonly others?: readonly OtherDraft[] | undefined;
}

const between = set('at around about @ from');

/** The longest reading at an index. Events are only read where `mayBeEvent`: "the deploy" alone is no time. */
export function momentAt(reader: Reader, index: number, mayBeEvent = false): Parsed<Moment> | undefined {
  const key = 2 * index + (mayBeEvent ? 1 : 0);
  if (!reader.moments.has(key)) reader.moments.set(key, longestAt(reader, index, mayBeEvent));
  return reader.moments.get(key);
}

function longestAt(reader: Reader, index: number, mayBeEvent: boolean): Parsed<Moment> | undefined {
  const found = [
    isoAt(reader, index),
    agoAt(reader, index),
    datedClockAt(reader, index),
    clockDatedAt(reader, index),
    periodAt(reader, index),
    namedDayAt(reader, index),
    nowAt(reader, index),
    mayBeEvent ? eventMomentAt(reader, index) : undefined,
  ];
  let longest: Parsed<Moment> | undefined;
  for (const moment of found) if (moment !== undefined && moment.next > (longest?.next ?? 0)) longest = moment;
  return longest;
}

/** "overnight", "this week", "Monday morning". */
export function periodAt(reader: Reader, index: number): Parsed<Moment & Draft> | undefined {
  const period = onCallPeriodAt(reader, index) ?? calendarPeriodAt(reader, index);
  return period && { value: { kind: 'period', ...period.value }, next: period.next };
}

export function spanOfDay(reader: Reader, { day, label, assumed, others, isWeekday = false }: NamedDay): Moment {
  return { kind: 'day', day, isWeekday, ...days(reader, day, day + 1), label, assumed, others };
}

function namedDayAt(reader: Reader, index: number): Parsed<Moment> | undefined {
  const day = dayAt(reader, index);
  if (day === undefined) return undefined;
  return { value: 'problem' in day.value ? { kind: 'problem', ...day.value } : spanOfDay(reader, day.value), next: day.next };
}

/** "yesterday at 8am", "16 Nov 22:00", "2026-11-16 02:45". */
function datedClockAt(reader: Reader, index: number): Parsed<Moment> | undefined {
  const day = dayAt(reader, index);
  if (day === undefined || 'problem' in day.value) return undefined;
  const at = skip(reader, day.next, between);
  const time = clockTimeAt(reader, at);
  if (time === undefined || (time.value.isBare && at === day.next)) return undefined;
  return { value: atTime(reader, day.value, time.value), next: time.next };
}

/** "8am yesterday", "2:45 this morning", "22:00 on 16 Nov", "9 last night". */
function clockDatedAt(reader: Reader, index: number): Parsed<Moment> | undefined {
  const time = clockTimeAt(reader, index);
  if (time === undefined) return undefined;
  const at = skip(reader, time.next, set('on of'));
  const period = onCallPeriodAt(reader, at);
  const inside = period && instantWithin(reader, period.value.reach ?? period.value, time.value);
  if (inside !== undefined && period !== undefined) return { value: inside, next: period.next };
  const day = dayAt(reader, at);
  if (day !== undefined && !('problem' in day.value)) return { value: atTime(reader, day.value, time.value), next: day.next };
  return { value: { kind: 'clock', time: time.value }, next: time.next };
}

export function atTime(reader: Reader, { day, label, assumed }: NamedDay, time: ClockTime): Moment {
  const moments = momentsOn(reader, day, time);
  const text = `${label} ${timeLabel(time.time)}`;
  return {
    kind: 'instant',
    from: moments.first,
    to: moments.last,
    label: text,
    assumed: notesOf(assumed, changeNote(moments, time.time)),
  };
}

/** The time on the day within a period that it fits; "9 last night" is 21:00, "2 last night" 02:00. */
function instantWithin(reader: Reader, period: TimeWindow, time: ClockTime): Moment | undefined {
  const within = dayWithin(reader, period, [time], (day, afternoon) => momentsOn(reader, day, time, afternoon).first);
  if (within === undefined) return undefined;
  const moments = momentsOn(reader, within.day, time, within.afternoon);
  const shown = time.time + (within.afternoon ? 12 * HOUR : 0);
  const label = `${dayLabel(within.day, reader.clock, reader.now)} ${timeLabel(shown)}`;
  return { kind: 'instant', from: moments.first, to: moments.last, label, assumed: changeNote(moments, shown) };
}

/** Which day of a period, and which half of it, clock times fall on; undefined when none does. */
export function dayWithin(
  { clock }: Reader,
  period: { readonly from: Instant; readonly to: Instant },
  times: readonly { readonly time?: number; readonly hasTwoReadings: boolean }[],
  anchor: (day: number, afternoon: boolean) => Instant,
): { day: number; afternoon: boolean } | undefined {
  const [first, last] = [clock.dayOf(period.from), clock.dayOf(period.to - 1)];
  const hasTwoReadings = times.some((time) => time.hasTwoReadings);
  const isLate = last > first && (times[0]?.time ?? 0) >= 6 * HOUR;
  const halves = hasTwoReadings ? (isLate ? [true, false] : [false, true]) : [false];
  for (const afternoon of halves) {
    for (let day = last; day >= first; day--) {
      const at = anchor(day, afternoon);
      if (at >= period.from && at < period.to) return { day, afternoon };
    }
  }
  return undefined;
}

/** `2026-11-16T02:45`, in the reader's zone when it names none. */
function isoAt(reader: Reader, index: number): Parsed<Moment> | undefined {
  const token = reader.tokens[index];
  const match = /^(\d{4})-(\d\d)-(\d\d)t(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(z|([+-])(\d\d):?(\d\d))?$/.exec(
    token?.kind === 'date' ? token.text : '',
  );
  if (token === undefined || match === null) return undefined;
  const [, year, month, date, hour, minute, second = '0', zone, sign, zoneHours, zoneMinutes] = match;
  const day = calendarDay(Number(year), Number(month), Number(date));
  const time = Number(hour) * HOUR + Number(minute) * MINUTE + Math.round(Number(second) * 1000);
  if (day === undefined || time >= DAY)
    return { value: { kind: 'problem', problem: `There is no moment ${token.text.toUpperCase()}.` }, next: index + 1 };
  const offset = (Number(zoneHours ?? 0) * HOUR + Number(zoneMinutes ?? 0) * MINUTE) * (sign === '-' ? -1 : 1);
  const at = day * DAY + time - offset;
  const { first, last } = zone === undefined ? reader.clock.momentsOf(day * DAY + time) : { first: at, last: at };
  return { value: { kind: 'instant', from: first, to: last, label: token.text.toUpperCase() }, next: index + 1 };
}

/** "2 hours ago" is a moment, "two days ago" a day, "a month ago" the same date of that month. */
function agoAt(reader: Reader, index: number): Parsed<Moment> | undefined {
  const duration = durationAt(reader, index);
  if (duration === undefined || wordAt(reader, duration.next) !== 'ago' || !duration.value.isCounted) return undefined;
  const { milliseconds, unit, assumed } = duration.value;
  const next = duration.next + 1;
  const at = reader.now - milliseconds;
  if (milliseconds < DAY || !['day', 'week', 'month', 'year'].includes(unit)) {
    return { value: { kind: 'instant', from: at, to: at, label: agoWords(milliseconds), assumed }, next };
  }
  const day = daysAgo(reader, milliseconds, unit);
  return {
    value: spanOfDay(reader, { day, label: dayLabel(day, reader.clock, reader.now), ...(assumed !== undefined && { assumed }) }),
    next,
  };
}

function agoWords(milliseconds: number): string {
  const words = durationWords(milliseconds);
  return `${/^\d/.test(words) ? '' : words === 'hour' ? 'an ' : 'a '}${words} ago`;
}

function daysAgo(reader: Reader, milliseconds: number, unit: string): number {
  const { year, month, date } = partsOf(today(reader));
  if (unit !== 'month' && unit !== 'year') return today(reader) - Math.round(milliseconds / DAY);
  const back = unit === 'month' ? Math.round(milliseconds / (30 * DAY)) : 12 * Math.round(milliseconds / (365 * DAY));
  const first = partsOf(Date.UTC(year, month - 1 - back, 1) / DAY);
  for (let end = date; ; end--) {
    const day = calendarDay(first.year, first.month, end);
    if (day !== undefined) return day;
  }
}

function nowAt(reader: Reader, index: number): Parsed<Moment> | undefined {
  const next = phraseAt(reader, index, ['now', 'right now', 'the present', 'present']);
  return next === undefined ? undefined : { value: { kind: 'instant', from: reader.now, to: reader.now, label: 'now' }, next };
}

const startWords = ['started', 'began', 'happened', 'occurred', 'fired', 'completed', 'went out', 'went live', 'broke out'];
const endWords = ['ended', 'finished', 'resolved', 'was resolved', 'recovered', 'was over', 'stopped', 'cleared'];

/** "the incident", "the start of the outage", "the outage ended". */
function eventMomentAt(reader: Reader, start: number): Parsed<Moment> | undefined {
  const edge = phraseAt(reader, skip(reader, start, set('the')), ['start of', 'beginning of', 'end of', 'time of']);
  const found = eventAt(reader, edge ?? start);
  if (found === undefined) return undefined;
  const { value } = found;
  const over = phraseAt(reader, found.next, endWords);
  const next = over ?? phraseAt(reader, found.next, startWords) ?? found.next;
  if ('problem' in value) return { value: { kind: 'problem', problem: value.problem }, next };
  const { from, to, assumed } = extentOf(value.event, reader.now);
  if (over !== undefined) return { value: { kind: 'instant', from: to, to, label: `end of ${value.label}` }, next };
  const isEdge = edge !== undefined && wordAt(reader, edge - 2) !== 'time';
  if (isEdge) {
    const at = wordAt(reader, edge - 2) === 'end' ? to : from;
    return { value: { kind: 'instant', from: at, to: at, label: value.label }, next };
  }
  return { value: { kind: 'event', event: value.event, from, to, label: value.label, extent: assumed }, next };
}
