import { dateOfDays, daysOfDate, daysOfTicks, secondsOfTicks } from '../../calendar.js';
import { ConstColumn, constant, Int64Column, IntColumn, type Column } from '../../columns/column.js';
import { ticksPerDay } from '../../ticks.js';
import { vectorOverload, type ScalarFunction } from '../definition.js';

const ticksPerDayNumber = 864_000_000_000;
const twoTo32 = 4_294_967_296;

/** Days since 0001-01-01 of a row: 864e9 ticks are 2^14 * 52,734,375, and ticks without 14 bits are exact in a double. */
export function dayOfWords(words: Int32Array, row: number): number {
  return Math.floor((words[2 * row + 1]! * 262_144 + (words[2 * row]! >>> 14)) / 52_734_375);
}

/** Seconds of the day of a row. */
function secondOfDay(words: Int32Array, row: number): number {
  const day = dayOfWords(words, row);
  // Both products are multiples of 2^14 that a double holds, and so is their difference.
  const ticks = words[2 * row + 1]! * twoTo32 - day * ticksPerDayNumber;
  return Math.floor((ticks + (words[2 * row]! >>> 0)) / 10_000_000);
}

/** A number that depends on the day alone, once per distinct day. */
export function intByDay(name: string, aliases: readonly string[], of: (day: number) => number): ScalarFunction {
  const vector = ([column]: readonly Column[]): Column => {
    if (column instanceof ConstColumn) {
      return constant('int', column.value === null ? null : of(daysOfTicks(column.value as bigint)), column.length);
    }
    const { words, valid, length } = column as Int64Column;
    const values = new Int32Array(length);
    const known = new Map<number, number>();
    let lastDay = -1;
    let last = 0;
    for (let i = 0; i < length; i++) {
      if (valid?.[i] === 0) continue;
      const day = dayOfWords(words, i);
      if (day !== lastDay) {
        lastDay = day;
        last = known.get(day) ?? of(day);
        known.set(day, last);
      }
      values[i] = last;
    }
    return new IntColumn(values, valid);
  };
  return { name, aliases, overloads: [vectorOverload(['datetime'], 'int', vector)] };
}

/** The ISO 8601 week: week 1 holds the first Thursday of the year. */
export function weekOfYear(day: number): number {
  // Day 0, 0001-01-01, was a Monday.
  const thursday = day - (day % 7) + 3;
  const year = dateOfDays(thursday).year;
  return Math.floor((thursday - daysOfDate(year, 1, 1)) / 7) + 1;
}

export function dayOfYear(day: number): number {
  return day - daysOfDate(dateOfDays(day).year, 1, 1) + 1;
}

function hourOfDay([column]: readonly Column[]): Column {
  if (column instanceof ConstColumn) {
    const hour = column.value === null ? null : Math.floor(secondsOfTicks(column.value as bigint) / 3600) % 24;
    return constant('int', hour, column.length);
  }
  const { words, valid, length } = column as Int64Column;
  const values = new Int32Array(length);
  for (let i = 0; i < length; i++) values[i] = Math.floor(secondOfDay(words, i) / 3600);
  return new IntColumn(values, valid);
}

/** Days since Sunday as a timespan. The week of the last days of 9999 has no end: null, as in the real engine. */
function dayOfWeek([column]: readonly Column[]): Column {
  const of = (day: number): bigint | null => (day >= 3_652_055 ? null : BigInt((day + 1) % 7) * ticksPerDay);
  const length = column!.length;
  if (column instanceof ConstColumn) {
    return constant('timespan', column.value === null ? null : of(daysOfTicks(column.value as bigint)), length);
  }
  const { words, valid } = column as Int64Column;
  const values = new BigInt64Array(length);
  let nulls = valid;
  for (let i = 0; i < length; i++) {
    if (valid?.[i] === 0) continue;
    const span = of(dayOfWords(words, i));
    if (span !== null) {
      values[i] = span;
      continue;
    }
    if (nulls === valid) nulls = valid === undefined ? new Uint8Array(length).fill(1) : Uint8Array.from(valid);
    nulls![i] = 0;
  }
  return new Int64Column('timespan', values, nulls);
}

export const calendarPartFunctions: readonly ScalarFunction[] = [
  intByDay('getyear', [], (day) => dateOfDays(day).year),
  intByDay('getmonth', ['monthofyear'], (day) => dateOfDays(day).month),
  intByDay('dayofmonth', [], (day) => dateOfDays(day).day),
  intByDay('dayofyear', [], dayOfYear),
  intByDay('week_of_year', ['weekofyear'], weekOfYear),
  { name: 'hourofday', overloads: [vectorOverload(['datetime'], 'int', hourOfDay)] },
  { name: 'dayofweek', overloads: [vectorOverload(['datetime'], 'timespan', dayOfWeek)] },
];
