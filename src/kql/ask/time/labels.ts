import { DAY, HOUR, MINUTE, type Instant, type TimeWindow } from '../../../model/time';
import { monthTitle } from './vocabulary';
import { partsOf, type CalendarDay, type WallClock } from './wallClock';

/** `16 Nov`, with the year when it is not the year of `now`. */
export function dayLabel(day: CalendarDay, clock: WallClock, now: Instant): string {
  const { year, month, date } = partsOf(day);
  const text = `${date} ${monthTitle(month).slice(0, 3)}`;
  return year === partsOf(clock.dayOf(now)).year ? text : `${text} ${year}`;
}

/** `09:00`, with seconds where there are any. */
export function timeLabel(sinceMidnight: number): string {
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const seconds = sinceMidnight % MINUTE < 1000 ? '' : `:${two((sinceMidnight % MINUTE) / 1000)}`;
  return `${two(sinceMidnight / HOUR)}:${two((sinceMidnight % HOUR) / MINUTE)}${seconds}`;
}

/** `16 Nov 18:00 to 17 Nov 09:00 Europe/Madrid`, the second date only when it is another. */
export function windowLabel({ from, to }: TimeWindow, clock: WallClock, now: Instant): string {
  const [start, end] = [clock.wallOf(from), clock.wallOf(to)];
  const [startDay, endDay] = [Math.floor(start / DAY), Math.floor(end / DAY)];
  const first = `${dayLabel(startDay, clock, now)} ${timeLabel(start - startDay * DAY)}`;
  const last = timeLabel(end - endDay * DAY);
  return `${first} to ${startDay === endDay ? last : `${dayLabel(endDay, clock, now)} ${last}`} ${clock.name}`;
}
