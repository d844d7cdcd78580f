import { HOUR } from '../../../model/time';
import { set, wordAt, type Draft, type Floating, type Reader } from './grammar';
import { dayWithin } from './moments';
import type { Part } from './scan';

/** Tokens `from` up to `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A window and every stretch of words that it was read from, the most telling first. */
export interface Joined {
  readonly draft: Draft;
  readonly stretches: readonly Stretch[];
}

const fillers = set('on at of in the , around during from');
const longestPeriod = 60 * HOUR;

/** Gives clock times the day that stands elsewhere, and makes one of windows that limit each other. */
export function joinWindows(reader: Reader, parts: readonly Part[]): readonly Joined[] {
  const dated: Joined[] = [];
  const clocks: { floating: Floating; stretch: Stretch }[] = [];
  for (const { from, to, found } of parts) {
    if (found.kind === 'window') dated.push({ draft: found.draft, stretches: [{ from, to }] });
    if (found.kind === 'floating') clocks.push({ floating: found.floating, stretch: { from, to } });
  }
  const used = new Set<Joined>();
  const timed: Joined[] = [];
  for (const { floating, stretch } of clocks) {
    const day = dayFor(reader, dated, stretch, floating.needsDay);
    const draft = day && onDayOf(reader, floating, day.draft);
    if (day !== undefined && draft !== undefined) {
      // "yesterday at 2 and at 4 AM": the day stands in the first only.
      timed.push({ draft, stretches: used.has(day) ? [stretch] : [stretch, ...day.stretches] });
      used.add(day);
    } else if (!floating.needsDay) timed.push({ draft: floating.alone, stretches: [stretch] });
  }
  const all = [...dated.filter((joined) => !used.has(joined)), ...timed];
  return all.sort((a, b) => firstOf(a) - firstOf(b)).reduce<readonly Joined[]>((list, joined) => add(reader, list, joined), []);
}

function firstOf({ stretches }: Joined): number {
  return Math.min(...stretches.map(({ from }) => from));
}

/** The calendar window beside the clock time, else the only one there is. */
function dayFor(reader: Reader, dated: readonly Joined[], stretch: Stretch, mustBeBeside: boolean): Joined | undefined {
  const days = dated.filter(({ draft }) => draft.isCalendar === true && draft.to - draft.from <= longestPeriod);
  const beside = days.find(({ stretches }) => stretches.some((other) => isBeside(reader, stretch, other)));
  return beside ?? (days.length === 1 && !mustBeBeside ? days[0] : undefined);
}

function isBeside(reader: Reader, a: Stretch, b: Stretch): boolean {
  const [start, end] = a.from < b.from ? [a.to, b.from] : [b.to, a.from];
  for (let index = start; index < end; index++) if (!fillers.has(wordAt(reader, index))) return false;
  return true;
}

function onDayOf(reader: Reader, floating: Floating, period: Draft): Draft | undefined {
  const within = dayWithin(reader, period.reach ?? period, [floating], (day, afternoon) => floating.anchor(day, afternoon));
  return within && floating.on(within.day, within.afternoon);
}

/** Adds a window to those before it: one inside another limits it, touching ones joined by "and" are one, open ends meet. */
function add(reader: Reader, list: readonly Joined[], joined: Joined): readonly Joined[] {
  for (const [index, other] of list.entries()) {
    const draft = together(reader, other, joined);
    if (draft === undefined) continue;
    const isUnion = draft !== joined.draft && draft !== other.draft && isAndBetween(reader, other, joined);
    if (isUnion)
      return list.with(index, { draft, stretches: [{ from: firstOf(other), to: joined.stretches[0]?.to ?? firstOf(other) }] });
    const stretches =
      draft === joined.draft ? [...joined.stretches, ...other.stretches] : [...other.stretches, ...joined.stretches];
    return list.with(index, { draft, stretches });
  }
  return [...list, joined];
}

function together(reader: Reader, first: Joined, second: Joined): Draft | undefined {
  const [a, b] = [first.draft, second.draft];
  if (a.open !== undefined && b.open !== undefined && a.open !== b.open) {
    const [begin, close] = a.open === 'end' ? [a, b] : [b, a];
    if (begin.from < close.to) return { from: begin.from, to: close.to, label: `${begin.label}, ${close.label}` };
  }
  const isAnd = isAndBetween(reader, first, second);
  if (!isAnd && a.from >= b.from && a.to <= b.to) return a;
  if (!isAnd && b.from >= a.from && b.to <= a.to) return b;
  const isInside = (a.from >= b.from && a.to <= b.to) || (b.from >= a.from && b.to <= a.to);
  if (isAnd && !isInside && a.from <= b.to && b.from <= a.to) {
    const label = `${a.label} and ${b.label}`;
    return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to), label };
  }
  return undefined;
}

function isAndBetween(reader: Reader, first: Joined, second: Joined): boolean {
  const [before, behind] = [first.stretches.at(-1), second.stretches[0]];
  return before !== undefined && behind !== undefined && behind.from - before.to === 1 && wordAt(reader, before.to) === 'and';
}
