import type { TimeRange } from '../../model/queryConnection';
import { DAY, HOUR, MINUTE, SECOND, type Instant, type TimeWindow } from '../../model/time';

/** The window of a range at a moment. */
export function windowOf(range: TimeRange, now: Instant): TimeWindow {
  return range.kind === 'last' ? { from: now - range.milliseconds, to: now } : range.window;
}

/** "last 24 hours, to 9 Jun 2026 09:00 (Europe/Madrid)", "9 Jun 2026 02:30 to 03:15 (Europe/Madrid)", with the incident it is of. */
export function rangeInWords(range: TimeRange, now: Instant, timeZone: string): string {
  switch (range.kind) {
    case 'last':
      return `last ${spanInWords(range.milliseconds)}, to ${momentInWords(now, timeZone)} (${timeZone})`;
    case 'between':
      return windowInWords(range.window, timeZone);
    case 'incident':
      return `incident "${range.label}": ${windowInWords(range.window, timeZone)}`;
  }
}

export function windowInWords({ from, to }: TimeWindow, timeZone: string): string {
  const [start, end] = [momentInWords(from, timeZone), momentInWords(to, timeZone)];
  const day = dayInWords(to, timeZone);
  const shortEnd = day === dayInWords(from, timeZone) ? end.slice(day.length + 1) : end;
  return `${start} to ${shortEnd} (${timeZone})`;
}

/** "hour", "90 minutes", "24 hours", "7 days": what stands behind "last". */
export function spanInWords(milliseconds: number): string {
  if (milliseconds >= 2 * DAY && milliseconds % DAY === 0) return `${milliseconds / DAY} days`;
  for (const [unit, name] of units) {
    if (milliseconds > 0 && milliseconds % unit === 0) return milliseconds === unit ? name : `${milliseconds / unit} ${name}s`;
  }
  return `${milliseconds} ms`;
}

const units = [
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [SECOND, 'second'],
] as const;

/** "9 Jun 2026 09:00", with seconds where there are any. */
export function momentInWords(at: Instant, timeZone: string): string {
  const seconds = at % MINUTE === 0 ? '' : `:${part(at, timeZone, { second: '2-digit' }).padStart(2, '0')}`;
  const time = part(at, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${dayInWords(at, timeZone)} ${time}${seconds}`;
}

function dayInWords(at: Instant, timeZone: string): string {
  return part(at, timeZone, { day: 'numeric', month: 'short', year: 'numeric' });
}

function part(at: Instant, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(at);
}
