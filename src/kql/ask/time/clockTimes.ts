import { IANAZone } from 'luxon';
import { DAY, HOUR, MINUTE } from '../../../model/time';
import { phraseAt, set, wordAt, type Draft, type Floating, type Parsed, type Reader } from './grammar';
import { timeLabel } from './labels';
import { today } from './periods';
import { numberWords, units, zoneAbbreviations } from './vocabulary';
import { wallClock, type CalendarDay, type Moments } from './wallClock';

/** A time of day as it was written. */
export interface ClockTime {
  /** Milliseconds after midnight. */
  readonly time: number;
  /** "2:30" may be 14:30; "02:30", "14:30" and "2:30 AM" may not. */
  readonly hasTwoReadings: boolean;
  /** A number alone: "2" of "around 2", "between 2 and 3 AM". */
  readonly isBare: boolean;
  readonly meridiem?: 'am' | 'pm';
  /** Where it was said to be: "14:00 UTC". */
  readonly zone?: string;
}

/** How far "at" and "around" reach to each side. */
export const margin = 15 * MINUTE;

const meridiems: ReadonlyMap<string, 'am' | 'pm'> = new Map([
  ['am', 'am'],
  ['a.m', 'am'],
  ['pm', 'pm'],
  ['p.m', 'pm'],
]);
const named: ReadonlyMap<string, number> = new Map([
  ['noon', 12 * HOUR],
  ['midday', 12 * HOUR],
  ['midnight', 0],
]);
const shape = /^(\d{1,2})(?:[:.](\d{2})(?::(\d{2}(?:\.\d+)?))?)?(am|pm|a\.m|p\.m|z|utc|h)?$/;

export function clockTimeAt(reader: Reader, index: number): Parsed<ClockTime> | undefined {
  const found = plainAt(reader, index);
  if (found === undefined) return undefined;
  const zone = zoneAt(reader, found.next);
  if (zone === undefined) {
    const local = phraseAt(reader, found.next, ['local time', 'local']);
    return { value: found.value, next: local ?? found.next };
  }
  return { value: { ...found.value, zone: zone.value }, next: zone.next };
}

function plainAt(reader: Reader, index: number): Parsed<ClockTime> | undefined {
  const token = reader.tokens[index];
  if (token === undefined) return undefined;
  const past = halfPastAt(reader, index);
  if (past !== undefined) return past;
  const time = named.get(wordAt(reader, index));
  if (time !== undefined) return { value: { time, hasTwoReadings: false, isBare: false }, next: index + 1 };
  const military = militaryAt(reader, index);
  if (military !== undefined) return { value: { time: military, hasTwoReadings: false, isBare: false }, next: index + 1 };
  const written = token.kind === 'word' ? numberWords.get(token.text)?.toString() : token.text;
  if (written === undefined || !['clock', 'number', 'word'].includes(token.kind)) return undefined;
  const match = shape.exec(written);
  if (match === null || (token.kind === 'number' && token.text.includes('.'))) return undefined;
  const [, hours = '', minutes = '0', seconds = '0', mark = ''] = match;
  const behind = behindAt(reader, index + 1);
  const meridiem = meridiems.get(mark) ?? behind?.meridiem;
  const next = meridiems.has(mark) ? index + 1 : (behind?.next ?? index + 1);
  // "since 3 days"
  if (behind === undefined && token.kind !== 'clock' && units.has(wordAt(reader, index + 1))) return undefined;
  const hour = hourOf(Number(hours), meridiem);
  if (hour === undefined || Number(minutes) > 59 || Number(seconds) >= 60) return undefined;
  const value: ClockTime = {
    time: hour * HOUR + Number(minutes) * MINUTE + Math.round(Number(seconds) * 1000),
    hasTwoReadings: meridiem === undefined && mark === '' && hour >= 1 && hour <= 12 && !hours.startsWith('0'),
    isBare: token.kind !== 'clock' && behind === undefined,
    ...(meridiem !== undefined && { meridiem }),
    ...((mark === 'z' || mark === 'utc') && { zone: 'Etc/UTC' }),
  };
  return { value, next };
}

const quarters: readonly (readonly [string, number])[] = [
  ['half past', 30],
  ['quarter past', 15],
  ['a quarter past', 15],
  ['quarter to', -15],
  ['a quarter to', -15],
];

/** "half past two", "quarter to 3 AM". */
function halfPastAt(reader: Reader, index: number): Parsed<ClockTime> | undefined {
  for (const [phrase, minutes] of quarters) {
    const next = phraseAt(reader, index, [phrase]);
    const hour = next === undefined ? undefined : plainAt(reader, next);
    if (hour === undefined || hour.value.time % HOUR !== 0) continue;
    const time = (hour.value.time + minutes * MINUTE + DAY) % DAY;
    return { value: { ...hour.value, time, isBare: false }, next: hour.next };
  }
  return undefined;
}

/** What makes a number a time: "AM", "o'clock", "in the morning". */
function behindAt(reader: Reader, index: number): { meridiem?: 'am' | 'pm'; next: number } | undefined {
  const meridiem = meridiems.get(wordAt(reader, index));
  if (meridiem !== undefined) return { meridiem, next: index + 1 };
  const oClock = phraseAt(reader, index, ["o'clock", 'hrs', 'hours']);
  const at = wordAt(reader, index) === "o'clock" ? (oClock ?? index) : index;
  const am = phraseAt(reader, at, ['in the morning']);
  if (am !== undefined) return { meridiem: 'am', next: am };
  const pm = phraseAt(reader, at, ['in the afternoon', 'in the evening']);
  if (pm !== undefined) return { meridiem: 'pm', next: pm };
  return at > index ? { next: at } : undefined;
}

function hourOf(hour: number, meridiem: 'am' | 'pm' | undefined): number | undefined {
  if (meridiem === undefined || hour > 12) return hour < 24 ? hour : undefined;
  if (hour === 0) return meridiem === 'am' ? 0 : undefined;
  return (hour % 12) + (meridiem === 'pm' ? 12 : 0);
}

function zoneAt(reader: Reader, index: number): Parsed<string> | undefined {
  const token = reader.tokens[index];
  if (token === undefined) return undefined;
  const zone = token.kind === 'word' ? zoneAbbreviations.get(token.text) : undefined;
  if (zone !== undefined) return { value: zone, next: index + 1 };
  return token.text.includes('/') && IANAZone.isValidZone(token.text) ? { value: token.text, next: index + 1 } : undefined;
}

/** When a clock shows a time on a day. */
export function momentsOn(reader: Reader, day: CalendarDay, { time, zone }: ClockTime, afternoon = false): Moments {
  const clock = zone === undefined ? reader.clock : wallClock(zone);
  return clock.momentsOf(day * DAY + time + (afternoon ? 12 * HOUR : 0));
}

/** What a person should see about a time that the clock shows twice or not at all that night; undefined on other nights. */
export function changeNote(moments: Moments, time: number): string | undefined {
  if (moments.isSkipped) return `the clock skips ${timeLabel(time)} that night`;
  return moments.first === moments.last ? undefined : `the clock shows ${timeLabel(time)} twice that night; both are meant`;
}

/** Around a moment, `margin` to each side. */
export function around(moments: Moments, label: string, ...notes: readonly (string | undefined)[]): Draft {
  const { first, last } = moments;
  return {
    from: first - margin,
    to: last + margin,
    label,
    assumed: notesOf('± 15 min', ...notes),
    others: [{ id: 'hour', label: '± 1 hour', window: { from: first - HOUR, to: last + HOUR } }],
  };
}

export function notesOf(...notes: readonly (string | undefined)[]): string | undefined {
  const said = notes.filter((note) => note !== undefined && note !== '');
  return said.length === 0 ? undefined : said.join('; ');
}

/** A draft for each day, and the moment of it that must be past when no day is given. */
export type OnDay = (day: CalendarDay, afternoon: boolean) => { readonly draft: Draft; readonly anchor: number };

/** Clock times without a date: the last ones before now, until another part of the question gives the day. */
export function floatingOf(reader: Reader, times: readonly ClockTime[], onDay: OnDay, needsDay: boolean): Floating {
  const [first] = times;
  const hasTwoReadings = times.some((time) => time.hasTwoReadings);
  const last = (afternoon: boolean): Draft => {
    for (let day = today(reader) + 1; ; day--) {
      const { draft, anchor } = onDay(day, afternoon);
      if (anchor <= reader.now) return draft;
    }
  };
  const morning = last(false);
  const time = timeLabel(first?.time ?? 0);
  const alone: Draft = {
    ...morning,
    assumed: notesOf(`the last ${time} before now`, morning.assumed),
    others: [...(hasTwoReadings && (first?.time ?? 0) < 12 * HOUR ? [afternoonOf(last(true))] : []), ...(morning.others ?? [])],
  };
  return {
    on: (day, afternoon) => onDay(day, afternoon).draft,
    anchor: (day, afternoon) => onDay(day, afternoon).anchor,
    time: first?.time ?? 0,
    hasTwoReadings,
    alone,
    needsDay,
  };
}

function afternoonOf({ from, to, label }: Draft): { id: string; label: string; window: { from: number; to: number } } {
  return { id: 'afternoon', label: `${label} in the afternoon`, window: { from, to } };
}

const leads = set('since at from until till between before after around about');

/** "since 0230": four digits behind a word that wants a time, and no year. */
function militaryAt(reader: Reader, index: number): number | undefined {
  const match = /^([01]\d|2[0-3])([0-5]\d)$/.exec(reader.tokens[index]?.text ?? '');
  if (match === null || /^(?:19|20)\d\d$/.test(match[0])) return undefined;
  const isSecond =
    ['and', 'to', 'until'].includes(wordAt(reader, index - 1)) && /^\d{4}$/.test(reader.tokens[index - 2]?.text ?? '');
  if (!leads.has(wordAt(reader, index - 1)) && !isSecond) return undefined;
  return Number(match[1]) * HOUR + Number(match[2]) * MINUTE;
}
