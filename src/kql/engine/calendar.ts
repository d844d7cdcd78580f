/** The proleptic Gregorian calendar on days and ticks since 0001-01-01, for the years 1 to 9999. */

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export interface CivilTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Ticks within the second, 0 to 9,999,999. */
  readonly fraction: number;
}

/** Days from 0001-01-01 to the end of 9999. */
export const dayCount = 3_652_059;
/** The last tick of 9999-12-31. */
export const maxDatetimeTicks = 3_155_378_975_999_999_999n;

const ticksPerSecond = 10_000_000n;
const ticksPerDay = 864_000_000_000n;
const secondsPerDay = 86_400;
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : monthLengths[month - 1]!;
}

/** Days from 0001-01-01 to a date that exists. */
export function daysOfDate(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return (
    before * 365 +
    Math.floor(before / 4) -
    Math.floor(before / 100) +
    Math.floor(before / 400) +
    daysBeforeMonth[month - 1]! +
    leapDay +
    day -
    1
  );
}

let lastDays = -1;
let lastDate: CivilDate = { year: 0, month: 0, day: 0 };

/** The date of a number of days since 0001-01-01. */
export function dateOfDays(days: number): CivilDate {
  // Neighbouring rows are of the same day more often than not.
  if (days !== lastDays) {
    lastDate = computeDate(days);
    lastDays = days;
  }
  return lastDate;
}

function computeDate(days: number): CivilDate {
  // Years counted from March, so that the leap day ends a year.
  const shifted = days + 306;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Whole seconds since 0001-01-01, exact as a number. */
export function secondsOfTicks(ticks: bigint): number {
  return Number(floorDivide(ticks, ticksPerSecond));
}

export function daysOfTicks(ticks: bigint): number {
  return Number(floorDivide(ticks, ticksPerDay));
}

export function civilOfTicks(ticks: bigint): CivilTime {
  const days = daysOfTicks(ticks);
  const ticksOfDay = Number(ticks - BigInt(days) * ticksPerDay);
  const rest = Math.floor(ticksOfDay / 10_000_000);
  const { year, month, day } = dateOfDays(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    fraction: ticksOfDay - rest * 10_000_000,
  };
}

/** Ticks of a date and time; null when there is none such (30 February, hour 24, year 10000). */
export function ticksOfCivil(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  fraction = 0,
): bigint | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  const seconds = daysOfDate(year, month, day) * secondsPerDay + hour * 3600 + minute * 60 + second;
  return BigInt(seconds) * ticksPerSecond + BigInt(fraction);
}

export function isDatetime(ticks: bigint): boolean {
  return ticks >= 0n && ticks <= maxDatetimeTicks;
}

/** The ticks when they lie within the years 1 to 9999, null otherwise. */
export function datetimeOrNull(ticks: bigint): bigint | null {
  return isDatetime(ticks) ? ticks : null;
}

/** The ticks when they fit 64 bits, null otherwise. */
export function int64OrNull(value: bigint): bigint | null {
  return value >= -9_223_372_036_854_775_808n && value <= 9_223_372_036_854_775_807n ? value : null;
}

/** Division that rounds toward minus infinity; `divisor` is positive. */
export function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value < 0n && quotient * divisor !== value ? quotient - 1n : quotient;
}

/** Adds months to a datetime, the day cut to the length of the month; null out of range. */
export function addMonths(ticks: bigint, months: number): bigint | null {
  const at = civilOfTicks(ticks);
  const total = at.year * 12 + (at.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  if (year < 1 || year > 9999) return null;
  return ticksOfCivil(year, month, Math.min(at.day, daysInMonth(year, month)), at.hour, at.minute, at.second, at.fraction);
}
