import { inZone, parseWallClock, requireTimeZone } from '../documents/clock';
import { HOUR, type Instant, type TimeWindow } from '../model/time';

export const DEFAULT_HOURS = 12;

export interface OvernightSettings {
  /** Hours back from now, above 0 and at most 168; 12 when absent. Real hours, also over a change of the clocks. */
  readonly hours?: number;
  /** `HH:mm`: the window begins at the most recent such wall-clock moment before now, whatever `hours` says. */
  readonly nightStart?: string;
}

/** The span that "overnight" means at this moment. Throws a RangeError that quotes a setting which cannot be used. */
export function overnightWindow(now: Instant, settings: OvernightSettings, timeZone: string): TimeWindow {
  requireTimeZone(timeZone);
  if (settings.nightStart !== undefined) return { from: lastWallClock(now, settings.nightStart, timeZone), to: now };
  const hours = settings.hours ?? DEFAULT_HOURS;
  if (!(hours > 0 && hours <= 168)) throw new RangeError(`not a number of hours above 0 and at most 168: ${hours}`);
  return { from: now - hours * HOUR, to: now };
}

/** A time that the clocks skip counts as the moment after the gap; one that comes twice, as its first occurrence. */
function lastWallClock(now: Instant, text: string, timeZone: string): Instant {
  const { hour, minute } = parseWallClock(text);
  const today = inZone(now, timeZone).startOf('day');
  for (let daysBack = 0; daysBack <= 2; daysBack += 1) {
    const { year, month, day } = today.minus({ days: daysBack });
    const at = today.set({ year, month, day, hour, minute });
    const earlier = at.minus({ hours: 1 });
    const first = earlier.hour === at.hour && earlier.minute === at.minute ? earlier : at;
    if (first.toMillis() < now) return first.toMillis();
  }
  throw new RangeError(`no ${text} before ${new Date(now).toISOString()} in ${timeZone}`);
}
