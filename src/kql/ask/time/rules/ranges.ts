import { DAY, HOUR, type Instant } from '../../../../model/time';
import { changeNote, floatingOf, margin, momentsOn, notesOf, type ClockTime } from '../clockTimes';
import { dateNumberAt } from '../dates';
import { phraseAt, windowFound, wordAt, type Draft, type Found, type Parsed, type Reader } from '../grammar';
import { timeLabel } from '../labels';
import { momentAt, periodAt, type Moment } from '../moments';
import { days } from '../periods';
import { calendarDay, partsOf } from '../wallClock';

/** "between 2:30 and 3:00", "from 02:00 to 04:00 yesterday", "2-4am", "Monday to Wednesday", "from 8am to now". */
export function range(reader: Reader, start: number): Parsed<Found> | undefined {
  const lead = phraseAt(reader, start, ['between', 'from', 'in between']);
  const isBetween = lead !== undefined && wordAt(reader, lead - 1) === 'between';
  const first = momentAt(reader, lead ?? start, true) ?? bareDateAt(reader, lead ?? start);
  if (first === undefined) return undefined;
  const joined = phraseAt(
    reader,
    first.next,
    isBetween ? ['and', '-', '–', 'to'] : ['to', '-', '–', '—', 'until', 'till', 'til', 'through', 'thru', 'up to', 'up until'],
  );
  const second = joined === undefined ? undefined : (momentAt(reader, joined, true) ?? bareDateAt(reader, joined));
  if (second === undefined) return undefined;
  const next = dayBehind(reader, second.next);
  return combine(reader, first.value, second.value, lead !== undefined, next);
}

/** "onwards" and the like say nothing more. */
function dayBehind(reader: Reader, next: number): number {
  return phraseAt(reader, next, ['local time', 'local']) ?? next;
}

function combine(reader: Reader, first: Moment, second: Moment, isLed: boolean, next: number): Parsed<Found> | undefined {
  for (const moment of [first, second])
    if (moment.kind === 'problem') return { value: { kind: 'unknown', message: moment.problem }, next };
  if (first.kind === 'problem' || second.kind === 'problem') return undefined;
  if (first.kind === 'clock' && second.kind === 'clock') return clocks(reader, first.time, second.time, isLed, next);
  if (first.kind === 'clock') {
    if (second.kind === 'day' && first.time.isBare) return sameMonth(reader, first.time, second.day, second.to, next);
    if (second.kind !== 'instant') return undefined;
    const from = before(reader, first.time, second.to);
    return windowFound(
      {
        from,
        to: second.to,
        label: `${timeLabel(first.time.time)} to ${second.label}`,
        assumed: second.assumed,
        isCalendar: true,
      },
      next,
    );
  }
  if (second.kind === 'clock') {
    if (first.kind === 'day' && second.time.isBare) return untilDate(reader, first.from, first.day, second.time, next);
    if (first.kind !== 'instant') return undefined;
    const to = after(reader, second.time, first.from);
    return windowFound(
      { from: first.from, to, label: `${first.label} to ${timeLabel(second.time.time)}`, assumed: first.assumed },
      next,
    );
  }
  const to = second.kind === 'instant' || second.kind === 'event' ? Math.max(second.from, second.to) : second.to;
  const end = second.kind === 'event' ? second.from : to;
  const begin = first.from >= end && first.kind === 'day' && second.kind === 'day' ? second.from : first.from;
  const close = begin === first.from ? end : first.to;
  return close > begin
    ? windowFound(
        { from: begin, to: close, label: `${first.label} to ${second.label}`, assumed: notesOf(first.assumed, second.assumed) },
        next,
      )
    : undefined;
}

/** Both without a date. "2 and 3 AM" lends its half of the day; "between 2 and 4" needs a day beside it. */
function clocks(reader: Reader, first: ClockTime, second: ClockTime, isLed: boolean, next: number): Parsed<Found> | undefined {
  if (first.isBare && second.isBare && !isLed) return undefined;
  if (first.isBare !== second.isBare && second.meridiem === undefined && first.isBare) return undefined;
  const from = lend(first, second);
  const length = (((second.time - from.time) % DAY) + DAY) % DAY || DAY;
  const onDay = (day: number, afternoon: boolean): { draft: Draft; anchor: Instant } => {
    const start = momentsOn(
      reader,
      day,
      { ...from, ...(second.zone !== undefined && { zone: from.zone ?? second.zone }) },
      afternoon,
    );
    const isNextDay = from.time + length >= DAY;
    const endTime = {
      ...second,
      time: (from.time + length) % DAY,
      ...(from.zone !== undefined && { zone: second.zone ?? from.zone }),
    };
    const end = momentsOn(reader, isNextDay ? day + 1 : day, endTime, afternoon);
    const shift = afternoon ? 12 * HOUR : 0;
    const label = `${timeLabel(from.time + shift)} to ${timeLabel((second.time + shift) % DAY)}`;
    const skipped = start.first >= end.last;
    const draft = {
      from: skipped ? start.first - margin : start.first,
      to: skipped ? start.first + margin : end.last,
      label,
      assumed: notesOf(
        changeNote(start, from.time + shift),
        changeNote(end, second.time + shift),
        skipped ? '± 15 min' : undefined,
      ),
    };
    return { draft, anchor: start.first };
  };
  const hasTwoReadings = from.hasTwoReadings && second.hasTwoReadings;
  const floating = floatingOf(reader, [{ ...from, hasTwoReadings }], onDay, first.isBare && second.isBare);
  return { value: { kind: 'floating', floating }, next };
}

/** The half of the day of the end for the start of "2 to 4 pm", unless it would come after it: "11 to 1 pm". */
function lend(first: ClockTime, second: ClockTime): ClockTime {
  if (!first.hasTwoReadings || second.meridiem === undefined) return first;
  const hour = first.time % (12 * HOUR);
  const isPm = second.meridiem === 'pm' && hour < second.time % (12 * HOUR);
  return {
    ...first,
    hasTwoReadings: false,
    time: isPm ? hour + 12 * HOUR : second.meridiem === 'am' && hour > second.time ? hour + 12 * HOUR : hour,
  };
}

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

/** The "10" of "10 to 12 November", as a clock time that nothing is bound to yet. */
function bareDateAt(reader: Reader, index: number): Parsed<Moment> | undefined {
  const date = dateNumberAt(reader, index);
  if (date === undefined) return undefined;
  return { value: { kind: 'clock', time: { time: date * HOUR, hasTwoReadings: false, isBare: true } }, next: index + 1 };
}

function sameMonth(reader: Reader, first: ClockTime, last: number, to: Instant, next: number): Parsed<Found> | undefined {
  const { year, month, date } = partsOf(last);
  const day = calendarDay(year, month, first.time / HOUR);
  if (day === undefined || first.time / HOUR >= date) return undefined;
  return windowFound({ from: reader.clock.startOf(day), to, label: `${first.time / HOUR} to ${date}` }, next);
}

function untilDate(reader: Reader, from: Instant, first: number, time: ClockTime, next: number): Parsed<Found> | undefined {
  const { year, month, date } = partsOf(first);
  const day = calendarDay(year, month, time.time / HOUR);
  if (day === undefined || time.time / HOUR <= date) return undefined;
  return windowFound({ from, to: days(reader, day, day + 1).to, label: `${date} to ${time.time / HOUR}` }, next);
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
