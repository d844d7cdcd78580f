import { DateTime, IANAZone } from 'luxon';
import type { Instant } from '../model/time';

/** Returns the name when it is an IANA time zone; throws a RangeError that quotes it otherwise. */
export function requireTimeZone(name: string): string {
  if (!IANAZone.isValidZone(name)) {
    throw new RangeError(`not an IANA time zone: ${JSON.stringify(name)} (expected a name such as Europe/Madrid)`);
  }
  return name;
}

/** Minutes after midnight of a wall-clock time `HH:mm`; throws a RangeError that quotes anything else. */
export function parseWallClock(text: string): { readonly hour: number; readonly minute: number } {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) throw new RangeError(`not a time of day: ${JSON.stringify(text)} (expected HH:mm, 00:00 to 23:59)`);
  return { hour: Number(match[1]), minute: Number(match[2]) };
}

export function inZone(at: Instant, timeZone: string): DateTime {
  return DateTime.fromMillis(at, { zone: requireTimeZone(timeZone), locale: 'en-GB' });
}

/** How a moment is written: `02:45` on the local day of `now`, `Mon 23:50` within six days of it, else `2 Nov 2026 23:50`. */
export function clockLabel(at: Instant, timeZone: string, now: Instant): string {
  const local = inZone(at, timeZone);
  const today = inZone(now, timeZone).startOf('day');
  const days = Math.round(local.startOf('day').diff(today, 'days').days);
  if (days === 0) return local.toFormat('HH:mm');
  return local.toFormat(Math.abs(days) <= 6 ? 'ccc HH:mm' : 'd LLL yyyy HH:mm');
}

/** A moment in full, for subtitles: `Tue 17 Nov 2026 09:00`. */
export function fullLabel(at: Instant, timeZone: string): string {
  return inZone(at, timeZone).toFormat('ccc d LLL yyyy HH:mm');
}
