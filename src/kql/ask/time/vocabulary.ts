import { DAY, HOUR, MINUTE, SECOND } from '../../../model/time';

const monthNames = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];
const weekdayNames = [
  ['monday', 'mon', 'mondays'],
  ['tuesday', 'tue', 'tues', 'tuesdays'],
  ['wednesday', 'wed', 'wednesdays'],
  ['thursday', 'thu', 'thur', 'thurs', 'thursdays'],
  ['friday', 'fri', 'fridays'],
  ['saturday', 'sat', 'saturdays'],
  ['sunday', 'sun', 'sundays'],
];

const index = (names: readonly (readonly string[])[], first: number): ReadonlyMap<string, number> =>
  new Map(names.flatMap((words, i) => words.map((word) => [word, i + first] as const)));

/** 1 to 12. */
export const months = index(monthNames, 1);
/** 0 for Monday. */
export const weekdays = index(weekdayNames, 0);
/** Words that are something else as often: "the service sat idle", "it may fail", "march". They need a date or a preposition. */
export const weakNames: ReadonlySet<string> = new Set([
  'may',
  'march',
  'mar',
  'sat',
  'sun',
  'mon',
  'wed',
  'dec',
  'fri',
  'thu',
  'tue',
]);

export const monthTitle = (month: number): string => title(monthNames[month - 1]?.[0] ?? '');
export const weekdayTitle = (weekday: number): string => title(weekdayNames[weekday]?.[0] ?? '');

function title(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

export type UnitName = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface Unit {
  readonly name: UnitName;
  readonly milliseconds: number;
}

const MONTH = 30 * DAY;
const unitWords: readonly (readonly [UnitName, number, ...string[]])[] = [
  ['second', SECOND, 'second', 'seconds', 'sec', 'secs', 's'],
  ['minute', MINUTE, 'minute', 'minutes', 'min', 'mins', 'm'],
  ['hour', HOUR, 'hour', 'hours', 'hr', 'hrs', 'h'],
  ['day', DAY, 'day', 'days', 'd'],
  ['week', 7 * DAY, 'week', 'weeks', 'wk', 'wks', 'w'],
  ['month', MONTH, 'month', 'months', 'mo', 'mos', 'mth'],
  ['quarter', 91 * DAY, 'quarter', 'quarters'],
  ['year', 365 * DAY, 'year', 'years', 'yr', 'yrs', 'y'],
];

/** By every way to write one. A month counts 30 days and a year 365, as retention and `ago(30d)` do. */
export const units: ReadonlyMap<string, Unit> = new Map([
  ...unitWords.flatMap(([name, milliseconds, ...words]) => words.map((word) => [word, { name, milliseconds }] as const)),
  ['fortnight', { name: 'week', milliseconds: 14 * DAY }] as const,
  ['fortnights', { name: 'week', milliseconds: 14 * DAY }] as const,
]);

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety';

export const numberWords: ReadonlyMap<string, number> = new Map([
  ...ones.split(' ').map((word, i) => [word, i] as const),
  ...tens.split(' ').map((word, i) => [word, 20 + 10 * i] as const),
]);

/** Zones by the letters that people write after a clock time; an ambiguous one is read as most on-call rotas do. */
export const zoneAbbreviations: ReadonlyMap<string, string> = new Map([
  ['utc', 'Etc/UTC'],
  ['gmt', 'Etc/UTC'],
  ['z', 'Etc/UTC'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['mst', 'America/Denver'],
  ['mdt', 'America/Denver'],
  ['cst', 'America/Chicago'],
  ['cdt', 'America/Chicago'],
  ['est', 'America/New_York'],
  ['edt', 'America/New_York'],
  ['bst', 'Europe/London'],
  ['cet', 'Europe/Paris'],
  ['cest', 'Europe/Paris'],
  ['ist', 'Asia/Kolkata'],
  ['jst', 'Asia/Tokyo'],
]);

/** Other words that may be part of a compound such as `week-over-week` or `half-hour`. */
export const joinedWords: ReadonlySet<string> = new Set([
  ...['half', 'quarter', 'over', 'on', 'by', 'to', 'mid', 'last', 'this', 'per', 'night', 'morning', 'afternoon', 'evening'],
  ...['shift', 'date', 'end', 'start', 'noon', 'midnight', 'yesterday', 'today', 'now', 'a', 'and', 'couple', 'few'],
  ...['am', 'pm', 'ago', 'roll', 'out', 'out', 'interval', 'intervals', 'bins', 'buckets'],
]);
