import { DateTime } from 'luxon';
import { DAY, HOUR, MINUTE, toIso, type TimeWindow } from '../../../src/model/time';
import { localTime, momentsOf, type Moments, type Names } from '../generate/names';

export type Group =
  | 'list'
  | 'count'
  | 'trend'
  | 'top'
  | 'percentile'
  | 'rate'
  | 'ratio'
  | 'share'
  | 'distinct'
  | 'last-seen'
  | 'first-seen'
  | 'missing'
  | 'compare'
  | 'latest'
  | 'inventory'
  | 'metrics'
  | 'roles'
  | 'time';

/** Bins of a trend: how wide they are (a KQL timespan), and a moment where one begins (a KQL datetime literal). */
export interface Bins {
  readonly step: string;
  readonly origin: string;
}

/** A query, or one that is made for the bins of a trend. */
export type OneGold = string | ((bins: Bins) => string);
export type Gold = OneGold | readonly OneGold[];

/**
 * How an answer is held against the gold rows. Names and order of columns never matter, further columns neither.
 * `rows`: the same rows. `list`: the same rows, or 100 and more of them when the answer cuts. `top`: gold has all rows with the measure in the last
 * column, the answer the first `count`, whichever of those that tie. `trend`: gold is made for the bins of the answer; zero bins do not matter.
 * `compare`: each row of gold is keys, then the value now, then the value then; the answer has both numbers for each key, side by side
 * or in rows.
 */
export type Compare =
  | { readonly kind: 'rows' | 'list'; readonly percent?: boolean; readonly tolerance?: number }
  | { readonly kind: 'top'; readonly count: number }
  | { readonly kind: 'trend'; readonly window: TimeWindow; readonly step?: number }
  | { readonly kind: 'compare'; readonly keys: number };

export interface Question {
  readonly id: string;
  readonly group: Group;
  /** Two phrasings. */
  readonly ask: readonly [string, string];
  /** Any of several is right. */
  readonly gold: Gold;
  readonly compare: Compare;
}

export interface Unanswerable {
  readonly id: string;
  readonly kind: 'unknown resource' | 'unknown table' | 'unknown column' | 'out of scope' | 'action' | 'ambiguous' | 'future';
  readonly ask: string;
}

/** What writers of questions use: names, moments, and conditions on time. */
export class Kit {
  readonly moments: Moments;

  constructor(readonly n: Names) {
    this.moments = momentsOf(n);
  }

  get now(): number {
    return this.moments.now;
  }

  last(milliseconds: number): TimeWindow {
    return { from: this.now - milliseconds, to: this.now };
  }

  /** From a local clock time to another of the same day. */
  clock(from: string, to: string, daysAgo = 0): TimeWindow {
    return { from: localTime(this.n, from, daysAgo), to: localTime(this.n, to, daysAgo) };
  }

  since(from: string, daysAgo = 0): TimeWindow {
    return { from: localTime(this.n, from, daysAgo), to: this.now };
  }

  around(clock: string, daysAgo = 0): TimeWindow {
    const at = localTime(this.n, clock, daysAgo);
    return { from: at - 15 * MINUTE, to: at + 15 * MINUTE };
  }

  /** 18:00 to 09:00 of this morning. */
  get overnight(): TimeWindow {
    return { from: localTime(this.n, '18:00', 1), to: Math.min(this.now, localTime(this.n, '09:00')) };
  }

  get today(): TimeWindow {
    return this.since('00:00');
  }

  get yesterday(): TimeWindow {
    return { from: localTime(this.n, '00:00', 1), to: localTime(this.n, '00:00') };
  }

  get weekend(): TimeWindow {
    const monday = this.local.startOf('week');
    return { from: monday.minus({ days: 2 }).toMillis(), to: monday.toMillis() };
  }

  get thisWeek(): TimeWindow {
    return { from: this.local.startOf('week').toMillis(), to: this.now };
  }

  get local(): DateTime {
    return DateTime.fromISO(this.n.now, { zone: this.n.timeZone });
  }

  shifted(window: TimeWindow, by: number): TimeWindow {
    return { from: window.from - by, to: window.to - by };
  }

  /** `TABLE | where <window> and <tests> | <rest>`; no tests when empty. */
  query(table: string, window: TimeWindow, tests: string, rest: string): string {
    return `${table} | where ${this.in(window)}${tests === '' ? '' : ` and ${tests}`} | ${rest}`;
  }

  /** A condition on a column of times. */
  in(window: TimeWindow, column = 'TimeGenerated'): string {
    return `${column} >= datetime(${toIso(window.from)}) and ${column} < datetime(${toIso(window.to)})`;
  }
}

export const h = (hours: number): number => hours * HOUR;
export const d = (days: number): number => days * DAY;
export const min = (minutes: number): number => minutes * MINUTE;

export const rows: Compare = { kind: 'rows' };
export const list: Compare = { kind: 'list' };
export const percent: Compare = { kind: 'rows', percent: true };
export const top = (count: number): Compare => ({ kind: 'top', count });
export const both = (keys = 0): Compare => ({ kind: 'compare', keys });

/** The bin of a row, for trends. */
export const bin = ({ step, origin }: Bins): string => `bin_at(TimeGenerated, ${step}, ${origin})`;

export type Writer = (kit: Kit) => readonly Question[];

/** `[first phrasing, second, gold, how to compare]`, numbered within a group. */
export type Line = readonly [first: string, second: string, gold: Gold, compare?: Compare];

export function group(name: Group, usual: Compare, lines: readonly Line[], prefix = ''): readonly Question[] {
  return lines.map(([first, second, gold, compare], index) => ({
    id: `${prefix}${name}-${index + 1}`,
    group: name,
    ask: [first, second],
    gold,
    compare: compare ?? usual,
  }));
}

/** Of every two lines the first is for tuning (`blind-dev-`), the second is scored in aggregate only (`blind-`). */
export function blindGroup(name: Group, usual: Compare, lines: readonly Line[]): readonly Question[] {
  const half = (parity: number): readonly Line[] => lines.filter((_, index) => index % 2 === parity);
  return [...group(name, usual, half(0), devPrefix), ...group(name, usual, half(1), 'blind-')];
}

export const devPrefix = 'blind-dev-';
