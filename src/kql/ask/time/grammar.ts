import type { Instant, TimeWindow } from '../../../model/time';
import type { TimeToken } from './tokens';
import type { WallClock } from './wallClock';
import type { Moment } from './moments';
import type { TimeContext } from './window';

/** What every rule reads from. */
export interface Reader {
  readonly tokens: readonly TimeToken[];
  readonly context: TimeContext;
  readonly now: Instant;
  readonly clock: WallClock;
  /** What was read at a token already: several rules ask for the same. */
  readonly moments: Map<number, Parsed<Moment> | undefined>;
}

/** What rules that need no calendar read from. */
export type Words = Pick<Reader, 'tokens'>;

/** A part that was understood, and the token behind it. */
export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

/** A window before it is cut at `now` and put into words. */
export interface Draft {
  readonly from: Instant;
  readonly to: Instant;
  /** `overnight`, `last 2 hours`: what stands before the window in its meaning. */
  readonly label: string;
  readonly assumed?: string | undefined;
  readonly others?: readonly OtherDraft[] | undefined;
  readonly against?: { readonly window: TimeWindow; readonly label: string } | undefined;
  /** Calendar time that a clock time elsewhere in the question may be of: "yesterday … between 2 and 3 AM". */
  readonly isCalendar?: boolean;
  /** Where clock times are looked for when it is not the window: "2:45 this morning" is before the morning's first hour. */
  readonly reach?: TimeWindow;
  /** One end is open: "since 2 AM" and "before 4 AM" make one window. */
  readonly open?: 'start' | 'end';
}

export interface OtherDraft {
  readonly id: string;
  /** Without the window, which is put behind it. */
  readonly label: string;
  readonly window: TimeWindow;
}

/** Clock times without a date. */
export interface Floating {
  /** As on a day in the reader's zone; undefined when it is not on that day. */
  readonly on: (day: number, afternoon: boolean) => Draft | undefined;
  /** The moment that must lie within the day or period of the question. */
  readonly anchor: (day: number, afternoon: boolean) => Instant;
  /** The first of them, milliseconds after midnight. */
  readonly time: number;
  /** "9:30" may be 21:30; "09:30" and "9:30 AM" may not. */
  readonly hasTwoReadings: boolean;
  /** What it means when no date is given anywhere. */
  readonly alone: Draft;
  /** "around 2" is a time only beside a day. */
  readonly needsDay: boolean;
}

export type Found =
  | { readonly kind: 'window'; readonly draft: Draft }
  | { readonly kind: 'floating'; readonly floating: Floating }
  | { readonly kind: 'step'; readonly milliseconds: number }
  | {
      readonly kind: 'comparison';
      readonly shift: number | 'previous';
      readonly label: string;
      /** The window to compare with, when the words name one rather than a distance. */
      readonly base?: Draft;
    }
  | { readonly kind: 'unknown'; readonly message: string }
  /** Looks like time and is none: a threshold, the time of asking, "hour of day". */
  | { readonly kind: 'ignored'; readonly as: 'present' | 'threshold' | 'cycle' };

/** Tries to read from the token at `index`. */
export type Rule = (reader: Reader, index: number) => Parsed<Found> | undefined;

/** The lower-case word at an index; empty where there is none, or a name or value stands there. */
export function wordAt({ tokens }: Words, index: number): string {
  const token = tokens[index];
  return token === undefined || token.kind === 'name' ? '' : token.text;
}

/** The index behind a word when it is one of `words`, else the same index. */
export function skip(reader: Words, index: number, words: ReadonlySet<string>): number {
  return words.has(wordAt(reader, index)) ? index + 1 : index;
}

const phraseWords = new Map<string, readonly string[]>();

function wordsOf(phrase: string): readonly string[] {
  let words = phraseWords.get(phrase);
  if (words === undefined) phraseWords.set(phrase, (words = phrase.split(' ')));
  return words;
}

/** The index behind the longest of the phrases that stands at `index`; undefined when none does. */
export function phraseAt(reader: Words, index: number, phrases: readonly string[]): number | undefined {
  let longest: number | undefined;
  for (const phrase of phrases) {
    const words = wordsOf(phrase);
    const next = index + words.length;
    if ((longest ?? 0) < next && words.every((word, i) => wordAt(reader, index + i) === word)) longest = next;
  }
  return longest;
}

export const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
export const articles = set('the a an this our my its that');

export const windowFound = (draft: Draft, next: number): Parsed<Found> => ({ value: { kind: 'window', draft }, next });
