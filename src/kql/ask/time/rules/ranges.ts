import { HOUR, type Instant } from '../../../../model/time';
import { clockTimeAt, momentsOn, notesOf, type ClockTime } from '../clockTimes';
import { dateNumberAt } from '../dates';
import { phraseAt, windowFound, wordAt, type Found, type Parsed, type Reader } from '../grammar';
import { timeLabel } from '../labels';
import { momentAt, periodAt, type Moment } from '../moments';
import { days } from '../periods';
import { durationAt } from '../quantities';
import { monthTitle } from '../vocabulary';
import { calendarDay, partsOf } from '../wallClock';
import { clockRange, lend } from './clockRanges';
import { saysCompare } from './comparisons';

/** A moment that is there, with the time of day that it was written with. */
interface End {
  readonly moment: Exclude<Moment, { kind: 'problem' }>;
  readonly clock: ClockTime | undefined;
}

const andWords = ['and', '-', '–', 'to'];
const toWords = ['to', '-', '–', '—', 'until', 'till', 'til', 'through', 'thru', 'up to', 'up until'];

/** "between 2:30 and 3:00", "from 02:00 to 04:00 yesterday", "2-4am", "Monday to Wednesday", "from 8am to now". */
export function range(reader: Reader, start: number): Parsed<Found> | undefined {
  const lead = phraseAt(reader, start, ['between', 'from', 'in between']);
  const isBetween = lead !== undefined && wordAt(reader, lead - 1) === 'between';
  const first = endAt(reader, lead ?? start);
  const joined = first && phraseAt(reader, first.next, isBetween ? andWords : toWords);
  if (first === undefined || joined === undefined) return undefined;
  const ago = isBareClock(first.value) ? agoRange(reader, lead ?? start, joined) : undefined;
  const second = ago === undefined ? endAt(reader, joined) : undefined;
  if (second === undefined) return ago;
  const { next } = second;
  for (const { moment } of [first.value, second.value]) {
    if (moment.kind === 'problem') return { value: { kind: 'unknown', message: moment.problem }, next };
  }
  // "top 2 to 4 yesterday"
  if (lead === undefined && isBareClock(first.value) && second.value.clock?.isBare === true) return undefined;
  const isDay = ({ moment }: { moment: Moment }): boolean => moment.kind === 'day' || moment.kind === 'period';
  if (isBetween && isDay(first.value) && isDay(second.value) && saysCompare(reader, start)) return undefined;
  const draft = combine(reader, first.value as End, second.value as End);
  if (draft === undefined) return undefined;
  return 'on' in draft ? { value: { kind: 'floating', floating: draft }, next } : windowFound(draft, next);
}

function endAt(reader: Reader, index: number): Parsed<{ moment: Moment; clock: ClockTime | undefined }> | undefined {
  const clock = clockTimeAt(reader, index)?.value;
  const moment = momentAt(reader, index, true);
  if (moment !== undefined) return { value: { moment: moment.value, clock }, next: moment.next };
  const date = dateNumberAt(reader, index);
  if (date === undefined) return undefined;
  // The "30" of "from 30 to 31 October": no time of day, so only a date behind it makes sense of it.
  const time = { time: date * HOUR, hasTwoReadings: false, isBare: true };
  return { value: { moment: { kind: 'clock', time }, clock: time }, next: index + 1 };
}

function isBareClock({ moment }: { moment: Moment }): boolean {
  return moment.kind === 'clock' && moment.time.isBare;
}

/** "2 to 3 hours ago". */
function agoRange(reader: Reader, start: number, index: number): Parsed<Found> | undefined {
  const duration = durationAt(reader, index);
  const count = Number(wordAt(reader, start));
  const last = Number(wordAt(reader, index));
  if (duration === undefined || wordAt(reader, duration.next) !== 'ago' || !(count < last)) return undefined;
  const unit = duration.value.milliseconds / last;
  const label = `${count} to ${last} ${duration.value.unit}s ago`;
  return windowFound({ from: reader.now - last * unit, to: reader.now - count * unit, label }, duration.next + 1);
}

function combine(reader: Reader, { moment: first, clock }: End, { moment: second, clock: endClock }: End): Combined | undefined {
  if (first.kind === 'clock' && second.kind === 'clock') return clockRange(reader, first.time, second.time);
  if (first.kind === 'clock') {
    if (second.kind === 'day' && first.time.isBare) return datesUntil(reader, first.time, second.day, second.to);
    if (second.kind !== 'instant') return undefined;
    const time = endClock === undefined ? first.time : lend(first.time, endClock, reader.clock.wallOf(second.to));
    const from = before(reader, time, second.to);
    return {
      from,
      to: second.to,
      label: `${timeLabel(time.time)} to ${second.label}`,
      assumed: second.assumed,
      isCalendar: true,
    };
  }
  if (second.kind === 'clock') {
    if (first.kind === 'day' && second.time.isBare) return datesFrom(reader, first.from, first.day, second.time);
    if (first.kind !== 'instant' || (second.time.isBare && clock === undefined)) return undefined;
    const to = after(reader, second.time, first.from);
    return { from: first.from, to, label: `${first.label} to ${timeLabel(second.time.time)}`, assumed: first.assumed };
  }
  const to = second.kind === 'event' ? second.from : second.to;
  // "between Monday and Wednesday" on a Tuesday is of last week, although the last Monday was yesterday.
  const isWeekBefore =
    first.kind === 'day' && second.kind === 'day' && first.isWeekday && second.isWeekday && first.day > second.day;
  const from = isWeekBefore ? reader.clock.startOf(first.day - 7) : first.from;
  const label = `${first.label} to ${second.label}`;
  return from < to ? { from, to, label, assumed: notesOf(first.assumed, second.assumed) } : undefined;
}

type Combined =
  | ReturnType<typeof clockRange>
  | { from: Instant; to: Instant; label: string; assumed?: string | undefined; isCalendar?: boolean };

/** The last such time before a moment. */
function before(reader: Reader, time: ClockTime, end: Instant): Instant {
  for (let day = reader.clock.dayOf(end); ; day--) {
    const { first } = momentsOn(reader, day, time);
    if (first < end) return first;
  }
}

/** The first such time after a moment. */
function after(reader: Reader, time: ClockTime, start: Instant): Instant {
  for (let day = reader.clock.dayOf(start); ; day++) {
    const { last } = momentsOn(reader, day, time);
    if (last > start) return last;
  }
}

/** "10 to 12 November": the month of the end holds for the start. */
function datesUntil(reader: Reader, { time }: ClockTime, last: number, to: Instant): Combined | undefined {
  const { year, month, date } = partsOf(last);
  const day = calendarDay(year, month, time / HOUR);
  if (day === undefined || time / HOUR >= date) return undefined;
  return { from: reader.clock.startOf(day), to, label: `${time / HOUR} to ${date} ${monthTitle(month)}` };
}

/** "Nov 10-12". */
function datesFrom(reader: Reader, from: Instant, first: number, { time }: ClockTime): Combined | undefined {
  const { year, month, date } = partsOf(first);
  const day = calendarDay(year, month, time / HOUR);
  if (day === undefined || time / HOUR <= date) return undefined;
  return { from, to: days(reader, day, day + 1).to, label: `${date} to ${time / HOUR} ${monthTitle(month)}` };
}

/** A day or period alone: "yesterday", "on 16 Nov", "overnight". Clock times alone are read in clocks.ts. */
export function alone(reader: Reader, index: number): Parsed<Found> | undefined {
  const period = periodAt(reader, index);
  const moment = momentAt(reader, index);
  if (moment === undefined || (period !== undefined && period.next >= moment.next)) {
    return period === undefined || period.value.from >= period.value.to ? undefined : windowFound(period.value, period.next);
  }
  const { value, next } = moment;
  if (value.kind === 'problem') return { value: { kind: 'unknown', message: value.problem }, next };
  if (value.kind !== 'day') return undefined;
  return windowFound({ ...value, isCalendar: true }, next);
}
