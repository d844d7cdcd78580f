import { DAY, HOUR, type Instant } from '../../../../model/time';
import { changeNote, floatingOf, margin, momentsOn, notesOf, type ClockTime } from '../clockTimes';
import type { Draft, Floating, Reader } from '../grammar';
import { timeLabel } from '../labels';

/** From one time of day to another, over midnight when the second is not after the first. "2 and 4" needs a day beside it. */
export function clockRange(reader: Reader, first: ClockTime, second: ClockTime): Floating | undefined {
  if (first.time >= DAY || second.time >= DAY) return undefined;
  if (
    first.isBare !== second.isBare &&
    first.isBare &&
    second.meridiem === undefined &&
    second.time % HOUR === 0 &&
    second.time !== 0
  ) {
    return undefined;
  }
  const zone = first.zone ?? second.zone;
  const start: ClockTime = { ...lend(first, second, second.time), ...(zone !== undefined && { zone }) };
  const end: ClockTime = { ...second, ...(second.zone === undefined && zone !== undefined && { zone }) };
  const hasTwoReadings = start.hasTwoReadings && end.hasTwoReadings;
  const onDay = (day: number, afternoon: boolean): { draft: Draft; anchor: Instant } => {
    const from = shown(start, afternoon);
    const to = shown(end, afternoon);
    const opens = momentsOn(reader, day, from);
    const closes = momentsOn(reader, to.time > from.time ? day : day + 1, to);
    const isSkipped = opens.first >= closes.last;
    const draft = {
      from: isSkipped ? opens.first - margin : opens.first,
      to: isSkipped ? opens.first + margin : closes.last,
      label: `${timeLabel(from.time)} to ${timeLabel(to.time)}`,
      assumed: notesOf(changeNote(opens, from.time), changeNote(closes, to.time), isSkipped ? '± 15 min' : undefined),
    };
    return { draft, anchor: opens.first };
  };
  return floatingOf(reader, [{ ...start, hasTwoReadings }], onDay, first.isBare && second.isBare);
}

function shown(clock: ClockTime, afternoon: boolean): ClockTime {
  return afternoon ? { ...clock, time: (clock.time + 12 * HOUR) % DAY } : clock;
}

/** The half of the day of the end for the start of "2 to 4 pm", but not of "11 to 1 pm"; `end` as the wall clock shows it. */
export function lend(first: ClockTime, second: ClockTime, end: number): ClockTime {
  const isPm = second.meridiem === 'pm' || (second.meridiem === undefined && ((end % DAY) + DAY) % DAY > second.time);
  if (!first.hasTwoReadings || (second.meridiem === undefined && !isPm)) return first;
  const hour = first.time % (12 * HOUR);
  const isAfternoon = isPm ? hour < second.time % (12 * HOUR) : hour > second.time % (12 * HOUR);
  return { ...first, hasTwoReadings: false, time: isAfternoon ? hour + 12 * HOUR : hour };
}
