import { DAY } from '../../../model/time';
import { articles, set, skip, wordAt, type Parsed, type Words } from './grammar';
import { numberWords, units, type Unit, type UnitName } from './vocabulary';

/** A length of time. */
export interface Duration {
  readonly milliseconds: number;
  /** Of the first part: `day` of "a day and a half". */
  readonly unit: UnitName;
  /** True for "1 hour 30 minutes", "half an hour" and other counts; false for a bare unit: "hour" in "last hour". */
  readonly isCounted: boolean;
  /** `30m`: a number and its unit in one word. */
  readonly isCompact: boolean;
  readonly assumed?: string;
}

const fractions: ReadonlyMap<string, number> = new Map([
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
]);
const vague: ReadonlyMap<string, number> = new Map([
  ['few', 3],
  ['several', 5],
]);
const oneWords = set('a an one');

/** "3", "twenty four", "a couple of", "half a", "one and a half". `half` alone needs a unit behind it. */
export function quantityAt(reader: Words, start: number): Parsed<{ count: number; assumed?: string }> | undefined {
  const word = wordAt(reader, start);
  if (word === 'half') return { value: { count: 0.5 }, next: skip(reader, skipDash(reader, start + 1), oneWords) };
  if (word === 'quarter' && wordAt(reader, start + 1) !== '' && !/^\d/.test(wordAt(reader, start + 1))) {
    const next = skip(reader, skip(reader, start + 1, set('of')), set('an a'));
    if (wordAt(reader, next).startsWith('hour')) return { value: { count: 0.25 }, next };
  }
  const index = skip(reader, start, set('a an'));
  const counted = wordAt(reader, index);
  if (counted === 'couple') return { value: { count: 2 }, next: skip(reader, index + 1, set('of')) };
  if (counted === 'half' && index > start) return { value: { count: 0.5 }, next: skipDash(reader, index + 1) };
  if (counted === 'quarter' && index > start) return quantityAt(reader, index);
  const guess = vague.get(counted);
  if (guess !== undefined) {
    return { value: { count: guess, assumed: `"${counted}" taken as ${guess}` }, next: skip(reader, index + 1, set('of')) };
  }
  const plain = numberAt(reader, start);
  if (plain === undefined) return undefined;
  const half = halfAt(reader, plain.next);
  return half === undefined
    ? { value: { count: plain.value }, next: plain.next }
    : { value: { count: plain.value + 0.5 }, next: half };
}

function numberAt(reader: Words, index: number): Parsed<number> | undefined {
  const token = reader.tokens[index];
  if (token === undefined) return undefined;
  const { kind, text } = token;
  if (kind === 'number') return { value: (Number.parseFloat(text) || 0) + (fractions.get(text.slice(-1)) ?? 0), next: index + 1 };
  if (kind !== 'word') return undefined;
  if (text === 'a' || text === 'an') return { value: 1, next: index + 1 };
  const value = numberWords.get(text);
  if (value === undefined) return undefined;
  const after = skipDash(reader, index + 1);
  const rest = numberWords.get(wordAt(reader, after)) ?? 0;
  return value >= 20 && rest > 0 && rest < 10 ? { value: value + rest, next: after + 1 } : { value, next: index + 1 };
}

/** Behind "and a half". */
function halfAt(reader: Words, index: number): number | undefined {
  const isHalf =
    wordAt(reader, index) === 'and' && oneWords.has(wordAt(reader, index + 1)) && wordAt(reader, index + 2) === 'half';
  return isHalf ? index + 3 : undefined;
}

export function skipDash(reader: Words, index: number): number {
  return reader.tokens[index]?.kind === 'dash' ? index + 1 : index;
}

/** "2 hours", "hour and a half", "half an hour", "1 hour and 30 minutes", "24-hour", `1h30m`. */
export function durationAt(reader: Words, start: number): Parsed<Duration> | undefined {
  const found = compactAt(reader, start) ?? writtenAt(reader, start);
  return found === undefined || found.value.milliseconds > longest ? undefined : found;
}

/** No log is older, and dates beyond have no calendar. */
const longest = 100 * 366 * DAY;

function writtenAt(reader: Words, start: number): Parsed<Duration> | undefined {
  const quantity = quantityAt(reader, start);
  const unitAt = quantity === undefined ? start : skipDash(reader, quantity.next);
  const unit = unitWordAt(reader, unitAt, quantity !== undefined);
  if (unit === undefined) return undefined;
  const count = quantity?.value.count ?? 1;
  const half = halfAt(reader, unitAt + 1);
  const more = half === undefined ? furtherAt(reader, unitAt + 1, unit) : undefined;
  const duration = {
    milliseconds: Math.round((count + (half === undefined ? 0 : 0.5)) * unit.milliseconds + (more?.value ?? 0)),
    unit: unit.name,
    isCounted: quantity !== undefined || half !== undefined,
    isCompact: false,
  };
  const assumed = quantity?.value.assumed;
  return { value: assumed === undefined ? duration : { ...duration, assumed }, next: half ?? more?.next ?? unitAt + 1 };
}

/** "and 30 minutes", "30 minutes" behind hours: a smaller unit only. */
function furtherAt(reader: Words, start: number, before: Unit): Parsed<number> | undefined {
  const index = skip(reader, start, set('and'));
  const number = numberAt(reader, index);
  const unit = number === undefined || articles.has(wordAt(reader, index)) ? undefined : unitWordAt(reader, number.next, true);
  if (number === undefined || unit === undefined || unit.milliseconds >= before.milliseconds) return undefined;
  return { value: number.value * unit.milliseconds, next: number.next + 1 };
}

/** One letter is a unit only behind a number. */
function unitWordAt(reader: Words, index: number, isCounted: boolean): Unit | undefined {
  const word = wordAt(reader, index);
  return word.length > 1 || isCounted ? units.get(word) : undefined;
}

function compactAt(reader: Words, index: number): Parsed<Duration> | undefined {
  const token = reader.tokens[index];
  if (token?.kind !== 'duration') return undefined;
  let milliseconds = 0;
  let first: Unit | undefined;
  for (const { groups } of token.text.matchAll(/(?<count>\d+(?:\.\d+)?)(?<unit>[a-z]+)/g)) {
    const unit = units.get(groups?.['unit'] ?? '');
    if (unit === undefined) return undefined;
    first ??= unit;
    milliseconds += Number(groups?.['count']) * unit.milliseconds;
  }
  if (first === undefined) return undefined;
  const duration = { milliseconds: Math.round(milliseconds), unit: first.name, isCounted: true, isCompact: true };
  return { value: duration, next: index + 1 };
}

/** "90 minutes", "2 hours", "7 days": the largest unit that divides it, days only from two. */
export function durationWords(milliseconds: number): string {
  for (const [unit, name, least] of named) {
    if (milliseconds % unit === 0 && milliseconds >= least * unit) {
      const count = milliseconds / unit;
      return count === 1 ? name : `${count} ${name}s`;
    }
  }
  return `${milliseconds / 1000} seconds`;
}

const named = [
  [86_400_000, 'day', 2],
  [3_600_000, 'hour', 1],
  [60_000, 'minute', 1],
  [1_000, 'second', 1],
] as const;
