import type { Instant, TimeWindow } from '../../../model/time';
import type { AskEvent } from '../answer';

/** What time words are read against. */
export interface TimeContext {
  readonly now: Instant;
  readonly timeZone: string;
  readonly pinned?: TimeWindow;
  readonly events: readonly AskEvent[];
  readonly night?: { readonly from: string; readonly to: string };
  readonly shifts?: readonly string[];
}

/** Time words in a question. */
export interface TimeReading {
  readonly start: number;
  readonly length: number;
  /** Where its other words stand when they are apart: "on Monday … between 2 and 3 AM". */
  readonly also?: readonly { readonly start: number; readonly length: number }[];
  /** Closed, half-open, never after `now` (unless the whole of it is: a question about the future is refused elsewhere). */
  readonly window: TimeWindow;
  /** In words with the zone: `overnight: 16 Nov 18:00 to 17 Nov 09:00 Europe/Madrid`. */
  readonly meaning: string;
  /** What was guessed: "the last 02:45 before now", "± 15 min". */
  readonly assumed?: string;
  readonly others: readonly { readonly id: string; readonly label: string; readonly window: TimeWindow }[];
  /** A second window to compare with, for "than yesterday", "compared with last week", "before the deploy": `comparison` resolved, daylight saving included. */
  readonly against?: { readonly window: TimeWindow; readonly label: string };
  /** A step that the words name: "per hour", "every 5 minutes", "daily"; milliseconds. */
  readonly step?: number;
}

/** Everything in a question that says when. `windows` do not overlap; more than one that cannot be joined makes the question unclear. */
export interface TimeReadings {
  readonly windows: readonly TimeReading[];
  /** A step on its own: "per hour". */
  readonly step?: { readonly start: number; readonly length: number; readonly milliseconds: number };
  /** "compared with the previous period", "week over week": relative to the window, whichever it is. */
  readonly comparison?: {
    readonly start: number;
    readonly length: number;
    readonly shift: number | 'previous';
    readonly label: string;
  };
  /** Time words that are understood but lead to no moment, and why: "since the deploy" where none is known, "31 February". */
  readonly unknown?: readonly { readonly start: number; readonly length: number; readonly message: string }[];
  /** Time words that bound nothing: "It's 9am", "slower than 5 seconds", "older than 7 days", "by hour of day" (a cycle). The lengths among them are thresholds. */
  readonly ignored?: readonly {
    readonly start: number;
    readonly length: number;
    readonly kind: 'present' | 'threshold' | 'cycle';
  }[];
}

/** `readTimes(question, context)` in readTimes.ts; async, because the recogniser loads when the rules leave time words over. */
export type ReadTimes = (question: string, context: TimeContext) => Promise<TimeReadings>;
