import { IANAZone } from 'luxon';
import { DAY, MINUTE, type Instant } from '../../../model/time';

/** What a clock on the wall shows, as milliseconds since 1970-01-01 00:00 on that wall. */
export type Wall = number;

/** Days since 1970-01-01 on a calendar without zones. */
export type CalendarDay = number;

/** The moments at which a wall clock shows a time. */
export interface Moments {
  /** The same as `last`, but on the night when the clock shows an hour twice. */
  readonly first: Instant;
  readonly last: Instant;
  /** True when the clock skipped it: both are then the moment of the change. */
  readonly isSkipped: boolean;
}

/** Rules change the offset of a zone at multiples of 15 minutes only, so one in each is asked for, and remembered. */
const blockLength = 15 * MINUTE;
const mostKnown = 10_000;

/** A wall clock of one place: from instants to what it shows, and back. */
export class WallClock {
  private readonly zone: IANAZone;
  private readonly known = new Map<number, number>();

  /** Throws a RangeError for a name that is no IANA zone. */
  constructor(readonly name: string) {
    this.zone = IANAZone.create(name);
    if (!this.zone.isValid) throw new RangeError(`not an IANA time zone: ${JSON.stringify(name)}`);
  }

  wallOf(at: Instant): Wall {
    return at + this.offset(at);
  }

  momentsOf(wall: Wall): Moments {
    const before = this.offset(wall - DAY);
    const after = this.offset(wall + DAY);
    const found = [...new Set([before, after])]
      .map((offset) => wall - offset)
      .filter((at) => at + this.offset(at) === wall)
      .sort((a, b) => a - b);
    const [first, last = first] = found;
    if (first !== undefined && last !== undefined) return { first, last, isSkipped: false };
    const change = this.changeBetween(wall - after, wall - before);
    return { first: change, last: change, isSkipped: true };
  }

  startOf(day: CalendarDay): Instant {
    return this.momentsOf(day * DAY).first;
  }

  dayOf(at: Instant): CalendarDay {
    return Math.floor(this.wallOf(at) / DAY);
  }

  private offset(at: Instant): number {
    const block = Math.floor(at / blockLength);
    let offset = this.known.get(block);
    if (offset === undefined) {
      offset = this.zone.offset(block * blockLength) * MINUTE;
      if (this.known.size >= mostKnown) this.known.clear();
      this.known.set(block, offset);
    }
    return offset;
  }

  /** The first moment after `from` that has another offset; `to` when none has. */
  private changeBetween(from: Instant, to: Instant): Instant {
    let [low, high] = [Math.min(from, to), Math.max(from, to)];
    const start = this.offset(low);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offset(middle) === start) low = middle;
      else high = middle;
    }
    return high;
  }
}

const clocks = new Map<string, WallClock>();

/** The same clock for the same name; throws a RangeError for a name that is no IANA zone. */
export function wallClock(name: string): WallClock {
  let clock = clocks.get(name);
  if (clock === undefined) clocks.set(name, (clock = new WallClock(name)));
  return clock;
}

/** Month 1 to 12. Undefined for a date that no calendar has: 31 February. */
export function calendarDay(year: number, month: number, day: number): CalendarDay | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY : undefined;
}

/** The first of a month; months beyond 1 to 12 run into the years beside. */
export function firstOfMonth(year: number, month: number): CalendarDay {
  return Date.UTC(year, month - 1, 1) / DAY;
}

/** Month 1 to 12, weekday 0 for Monday. */
export function partsOf(day: CalendarDay): { year: number; month: number; date: number; weekday: number } {
  const date = new Date(day * DAY);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    weekday: (((day + 3) % 7) + 7) % 7,
  };
}
