import { datetimeOrNull, ticksOfCivil } from './calendar.js';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthPattern =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const weekday = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface DateForm {
  readonly pattern: RegExp;
  readonly read: (groups: readonly string[]) => DateParts;
}

/** Dates at the start of a text, tried in this order; what follows is the time of day. */
const dateForms: readonly DateForm[] = [
  // 2014-11-08, 2014/11/08, 2014.11.08
  {
    pattern: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/,
    read: ([, year, , month, day]) => ({ year: Number(year), month: Number(month), day: Number(day) }),
  },
  // 2014-11 and 2014
  {
    pattern: /^(\d{4})(?:[-/](\d{1,2}))?(?=$|[TtZz\s])/,
    read: ([, year, month]) => ({ year: Number(year), month: month === undefined || month === '' ? 1 : Number(month), day: 1 }),
  },
  // 2014, 11, 8
  {
    pattern: /^(\d{4}),\s*(\d{1,2}),\s*(\d{1,2})(?=$|[\s,T])/,
    read: ([, year, month, day]) => ({ year: Number(year), month: Number(month), day: Number(day) }),
  },
  // 11/08/2014: month first, as in the United States; day first when there is no such month
  {
    pattern: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/,
    read: ([, first, , second, year]) => {
      const month = Number(first);
      const day = Number(second);
      return month > 12 && day <= 12 ? { year: fullYear(year!), month: day, day: month } : { year: fullYear(year!), month, day };
    },
  },
  // Sat, 8 Nov 2014 (RFC 822), Saturday, 08-Nov-14 (RFC 850)
  {
    pattern: new RegExp(`^${weekday}(\\d{1,2})[-\\s]${monthPattern}[-\\s,]+(\\d{4}|\\d{2})(?!\\d|:)`, 'i'),
    read: ([, day, month, year]) => ({ year: fullYear(year!), month: monthOf(month!), day: Number(day) }),
  },
  // Nov 8, 2014
  {
    pattern: new RegExp(`^${weekday}${monthPattern}\\s+(\\d{1,2})(?:,\\s*|\\s+)(\\d{4})(?!\\d|:)`, 'i'),
    read: ([, month, day, year]) => ({ year: Number(year), month: monthOf(month!), day: Number(day) }),
  },
];

/** Sat Nov 8 16:05:02 2014, as the C library writes it. */
const yearLast = new RegExp(
  `^${weekday}${monthPattern}\\s+(\\d{1,2})\\s+(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)\\s+(\\d{4})$`,
  'i',
);
/** 10:00 14 jun 2025. */
const timeFirst = /^(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?)\s+(\S.*)$/i;
const timePattern =
  /^(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?)?\s*([ap]\.?m\.?)?\s*(z|gmt|utc|ut|[+-]\d{1,2}(?::?\d{2})?|(?:gmt|utc)[+-]\d{1,2}(?::?\d{2})?)?$/i;

function monthOf(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Two digits stand for 1950 to 2049. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

/** The first seven digits of a fraction of a second, as ticks. */
function ticksOfFraction(digits: string): number {
  return Number(digits.slice(0, 7).padEnd(7, '0'));
}

/** `2014-11-08T15:55:55.123Z` and its shorter forms, without regular expressions; undefined when the text has another form. */
function parseIso(text: string): bigint | null | undefined {
  const length = text.length;
  if (length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 0 || month < 0 || day < 0) return undefined;
  if (length === 10) return ticksOfCivil(year, month, day);
  const separator = text.charCodeAt(10);
  if ((separator !== 84 && separator !== 32) || length < 19) return undefined;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined;
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  if (hour < 0 || minute < 0 || second < 0) return undefined;
  let at = 19;
  let fraction = 0;
  if (text.charCodeAt(19) === 46) {
    let scale = 1_000_000;
    for (at = 20; at < length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      fraction += digit * scale;
      scale = scale === 1 ? 0 : scale / 10;
    }
    if (at === 20) return undefined;
  }
  if (at < length && !(at === length - 1 && (text.charCodeAt(at) | 32) === 122)) return undefined;
  return ticksOfCivil(year, month, day, hour, minute, second, Math.floor(fraction));
}

/** The digits of a text as a number; -1 when one is none. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * Any text that `todatetime` and datetime literals read: ISO 8601 and the same with a blank or slashes, RFC 822, RFC 850, dates of the
 * United States, English month names; with seconds, fractions, AM or PM and an offset where given. Null when it is none.
 */
export function parseDatetime(text: string): bigint | null {
  const iso = parseIso(text);
  if (iso !== undefined) return iso;
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const clock = timeFirst.exec(trimmed);
  if (clock !== null) return parseForms(`${clock[2]!} ${clock[1]!}`);
  const asctime = yearLast.exec(trimmed);
  if (asctime !== null) return parseForms(`${asctime[2]!} ${asctime[1]!} ${asctime[4]!} ${asctime[3]!}`);
  return parseForms(trimmed);
}

function parseForms(text: string): bigint | null {
  for (const form of dateForms) {
    const match = form.pattern.exec(text);
    if (match === null) continue;
    const date = form.read(match);
    const rest = text.slice(match[0].length);
    const time = parseTime(rest);
    if (time === null) return null;
    const ticks = ticksOfCivil(date.year, date.month, date.day, time.hour, time.minute, time.second, time.fraction);
    return ticks === null ? null : datetimeOrNull(ticks - BigInt(time.offsetMinutes) * 600_000_000n);
  }
  return null;
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: number;
  readonly offsetMinutes: number;
}

const midnight: TimeOfDay = { hour: 0, minute: 0, second: 0, fraction: 0, offsetMinutes: 0 };

function parseTime(rest: string): TimeOfDay | null {
  const text = rest.replace(/^(?:[Tt]|,?\s+)/, '').trim();
  if (text === '') return midnight;
  if (/^(?:z|gmt|utc)$/i.test(text)) return midnight;
  if (rest === text) return null;
  const match = timePattern.exec(text);
  if (match === null) return null;
  const half = match[5];
  if (match[2] === undefined && half === undefined) return null;
  let hour = Number(match[1]);
  // A half of the day that contradicts a 24-hour clock is ignored: `15:55 AM` stays 15:55.
  if (half !== undefined && hour <= 12) hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  const offsetMinutes = parseOffset(match[6]);
  if (offsetMinutes === null) return null;
  return {
    hour,
    minute: Number(match[2] ?? 0),
    second: Number(match[3] ?? 0),
    fraction: match[4] === undefined ? 0 : ticksOfFraction(match[4]),
    offsetMinutes,
  };
}

function parseOffset(text: string | undefined): number | null {
  const match = text === undefined ? null : /([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  if (match === null) return 0;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if (hours > 14 || minutes > 59) return null;
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}
