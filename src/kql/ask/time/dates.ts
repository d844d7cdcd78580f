import { phraseAt, set, skip, wordAt, type OtherDraft, type Parsed, type Reader } from './grammar';
import { dayLabel } from './labels';
import { days, today } from './periods';
import { skipDash } from './quantities';
import { months, monthTitle, weakNames, weekdays, weekdayTitle } from './vocabulary';
import { calendarDay, firstOfMonth, partsOf, type CalendarDay } from './wallClock';

/** A day of the calendar as a question names it. */
export interface NamedDay {
  readonly day: CalendarDay;
  readonly label: string;
  readonly assumed?: string;
  readonly others?: readonly OtherDraft[];
  /** Named by its weekday alone: another week is as near. */
  readonly isWeekday?: boolean;
}

/** "31 February". */
export interface NoSuchDay {
  readonly problem: string;
}

const anchors = set(
  'on since last this past until till til from by before after between and to through thru of previous for at during vs versus than with',
);
const dateAnchors = set('on since until till before after between from');
const fillers = set('of , in');

/** "yesterday", "last Monday", "16 Nov", "the 16th", `2026-11-16`, "the day before yesterday". */
export function dayAt(reader: Reader, index: number): Parsed<NamedDay | NoSuchDay> | undefined {
  return relativeDayAt(reader, index) ?? writtenDayAt(reader, index) ?? monthDayAt(reader, index) ?? weekdayAt(reader, index);
}

const relative: readonly (readonly [string, number])[] = [
  ['today', 0],
  ['earlier today', 0],
  ['today so far', 0],
  ['so far today', 0],
  ['yesterday', -1],
  ['day before yesterday', -2],
  ['the day before yesterday', -2],
  ['tomorrow', 1],
];

function relativeDayAt(reader: Reader, index: number): Parsed<NamedDay> | undefined {
  let found: Parsed<NamedDay> | undefined;
  for (const [phrase, offset] of relative) {
    const next = phraseAt(reader, index, [phrase]);
    if (next === undefined || next <= (found?.next ?? 0)) continue;
    const label = phrase.includes('today') ? 'today' : phrase.replace('the ', '');
    found = { value: { day: today(reader) + offset, label }, next };
  }
  return found;
}

/** `2026-11-16`, `2026/11/16`, `16.11.2026`; `03/11/2026` is read as the date closer to now, past ones first. */
function writtenDayAt(reader: Reader, index: number): Parsed<NamedDay | NoSuchDay> | undefined {
  const token = reader.tokens[index];
  if (token?.kind !== 'date' || token.text.includes(':')) return undefined;
  const [a = 0, b = 0, written] = token.text.split(/[-/.]/).map(Number);
  // "3/4" is a date only where a date is expected.
  if (written === undefined && !dateAnchors.has(wordAt(reader, index - 1)) && reader.tokens[index + 1]?.kind !== 'clock')
    return undefined;
  const c = written ?? yearOf(reader, a, b);
  const readings =
    a > 31 ? [calendarDay(a, b, c)] : [calendarDay(c, b, a), token.text.includes('/') ? calendarDay(c, a, b) : undefined];
  const distance = (day: CalendarDay): number => Math.abs(today(reader) - day) + (day > today(reader) ? 1e6 : 0);
  const [day, other] = [...new Set(readings.filter((reading) => reading !== undefined))].sort(
    (x, y) => distance(x) - distance(y),
  );
  if (day === undefined) return { value: { problem: `There is no date ${token.text}.` }, next: index + 1 };
  const label = dayLabel(day, reader.clock, reader.now);
  if (other === undefined) return { value: { day, label }, next: index + 1 };
  const otherLabel = dayLabel(other, reader.clock, reader.now);
  const value = {
    day,
    label,
    assumed: `${token.text} taken as ${label}`,
    others: [{ id: 'other-date', label: otherLabel, window: days(reader, other, other + 1) }],
  };
  return { value, next: index + 1 };
}

/** The year of the last such day, whichever of the numbers is the month. */
function yearOf(reader: Reader, a: number, b: number): number {
  const { year } = partsOf(today(reader));
  const isPast = [calendarDay(year, b, a), calendarDay(year, a, b)].some((day) => day !== undefined && day <= today(reader));
  return isPast ? year : year - 1;
}

/** "16 Nov", "16th of November 2026", "Nov 16, 2026", "the 16th", with or without a weekday before it. */
function monthDayAt(reader: Reader, start: number): Parsed<NamedDay | NoSuchDay> | undefined {
  const isWeekday = weekdays.has(wordAt(reader, start));
  const index = skip(reader, isWeekday ? start + 1 : start, set('the'));
  const first = dateNumberAt(reader, index);
  const monthIndex = first === undefined ? index : skip(reader, skipDash(reader, index + 1), fillers);
  const month = months.get(wordAt(reader, monthIndex));
  if (month === undefined) return first === undefined ? undefined : ordinalAt(reader, index, start);
  const date = first ?? dateNumberAt(reader, skip(reader, skipDash(reader, monthIndex + 1), set('the')));
  if (date === undefined) return undefined;
  const behind = first === undefined ? skip(reader, skipDash(reader, monthIndex + 1), set('the')) + 1 : monthIndex + 1;
  const year = yearAt(reader, behind);
  const day = year === undefined ? lastDated(reader, month, date) : calendarDay(year.value, month, date);
  const next = year?.next ?? behind;
  if (day === undefined) return { value: { problem: `There is no ${date} ${monthTitle(month)}.` }, next };
  return { value: { day, label: dayLabel(day, reader.clock, reader.now) }, next };
}

/** 1 to 31: "16", "16th". */
export function dateNumberAt(reader: Reader, index: number): number | undefined {
  const token = reader.tokens[index];
  if (token === undefined || (token.kind !== 'number' && token.kind !== 'ordinal')) return undefined;
  const date = /^\d{1,2}(?:st|nd|rd|th)?$/.test(token.text) ? Number.parseInt(token.text, 10) : 0;
  return date >= 1 && date <= 31 ? date : undefined;
}

function yearAt(reader: Reader, start: number): Parsed<number> | undefined {
  const index = skipDash(reader, start);
  const token = reader.tokens[index];
  return token?.kind === 'number' && /^(?:19|20)\d\d$/.test(token.text)
    ? { value: Number(token.text), next: index + 1 }
    : undefined;
}

/** The last such date that is not after today; undefined when no year has it. */
function lastDated(reader: Reader, month: number, date: number): CalendarDay | undefined {
  const { year } = partsOf(today(reader));
  const candidates = Array.from({ length: 9 }, (_, back) => calendarDay(year - back, month, date));
  return candidates.find((day) => day !== undefined && day <= today(reader));
}

/** "on the 16th": of this month or the last that had one. */
function ordinalAt(reader: Reader, index: number, start: number): Parsed<NamedDay> | undefined {
  const date = dateNumberAt(reader, index);
  const isWritten = reader.tokens[index]?.kind === 'ordinal' && (wordAt(reader, index - 1) === 'the' || index > start);
  if (
    !isWritten ||
    date === undefined ||
    !/^$|^(?:at|around|between|from|until|in|on|and|to|in|of|by|per|for)$/.test(wordAt(reader, index + 1))
  ) {
    return undefined;
  }
  const { year, month } = partsOf(today(reader));
  for (let back = 0; back < 3; back++) {
    const first = partsOf(firstOfMonth(year, month - back));
    const day = calendarDay(first.year, first.month, date);
    if (day === undefined || day > today(reader)) continue;
    return { value: { day, label: dayLabel(day, reader.clock, reader.now) }, next: index + 1 };
  }
  return undefined;
}

const lastWords = set('last past this previous');

/** "Monday", "last Monday", "Monday last week": the last one before today, or today when today is one and "this" says so. */
function weekdayAt(reader: Reader, start: number): Parsed<NamedDay> | undefined {
  const index = skip(reader, start, lastWords);
  const word = wordAt(reader, index);
  const weekday = weekdays.get(word);
  if (weekday === undefined) return undefined;
  if (weakNames.has(word) && index === start && !anchors.has(wordAt(reader, index - 1))) return undefined;
  const monday = today(reader) - partsOf(today(reader)).weekday;
  const name = weekdayTitle(weekday);
  const ofWeek = phraseAt(reader, index + 1, ['last week', 'of last week', 'the week before', 'of the previous week']);
  if (ofWeek !== undefined) return { value: { day: monday - 7 + weekday, label: `${name} of last week` }, next: ofWeek };
  const next = phraseAt(reader, index + 1, ['last', 'this week', 'of this week']) ?? index + 1;
  const said = index > start ? wordAt(reader, start) : wordAt(reader, index + 1);
  const isThis = said === 'this' && next > 0;
  const latest = monday + weekday - (monday + weekday > today(reader) ? 7 : 0);
  const isToday = latest === today(reader);
  const day = isToday && !isThis ? latest - 7 : latest;
  const other = isToday && !isThis ? latest : latest - 7;
  const isPlain = said !== 'last' && !isToday;
  const otherName = `${name} ${dayLabel(other, reader.clock, reader.now)}`;
  const others = [{ id: `day-${partsOf(other).date}`, label: otherName, window: days(reader, other, other + 1) }];
  return { value: { day, label: name, isWeekday: true, ...(!isPlain && { others }) }, next };
}
