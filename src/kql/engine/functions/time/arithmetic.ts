import { addMonths, civilOfTicks, datetimeOrNull, daysOfTicks, floorDivide, ticksOfCivil } from '../../calendar.js';
import { parseDatetime, parseTimespan, ticksPerDay, ticksPerHour, ticksPerMinute, ticksPerSecond } from '../../ticks.js';
import { int64OrNull } from '../../calendar.js';
import { convertColumn } from '../../convert.js';
import { semanticError } from '../../errors.js';
import { overload, vectorOverload, type ScalarFunction } from '../definition.js';
import { weekNumber } from './boundaries.js';
import { dayOfYear, weekOfYear } from './calendarParts.js';

/** Ticks of the parts of fixed length. */
const partTicks: Readonly<Record<string, bigint>> = {
  week: 7n * ticksPerDay,
  day: ticksPerDay,
  hour: ticksPerHour,
  minute: ticksPerMinute,
  second: ticksPerSecond,
  millisecond: 10_000n,
  microsecond: 10n,
};

const partMonths: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

function unknownPart(part: string, known: readonly string[]): Error {
  return semanticError(`"${part}" is no part of a datetime: use ${known.join(', ')}.`);
}

const periods = [...Object.keys(partMonths), ...Object.keys(partTicks), 'nanosecond'];

function datetimeAdd(part: string, amount: bigint, at: bigint): bigint | null {
  const name = part.toLowerCase();
  const months = partMonths[name];
  if (months !== undefined) {
    return amount > 120_000n || amount < -120_000n ? null : addMonths(at, months * Number(amount));
  }
  if (name === 'nanosecond') return datetimeOrNull(at + amount / 100n);
  const ticks = partTicks[name];
  if (ticks === undefined) throw unknownPart(part, periods);
  return datetimeOrNull(at + amount * ticks);
}

/** How many boundaries of a part lie between two datetimes. */
function datetimeDiff(part: string, left: bigint, right: bigint): bigint {
  const name = part.toLowerCase();
  const months = partMonths[name];
  if (months !== undefined) return BigInt(periodNumber(left, months) - periodNumber(right, months));
  if (name === 'week') return weekNumber(left) - weekNumber(right);
  if (name === 'nanosecond') return (left - right) * 100n;
  const ticks = partTicks[name];
  if (ticks === undefined) throw unknownPart(part, periods);
  return floorDivide(left, ticks) - floorDivide(right, ticks);
}

function periodNumber(ticks: bigint, months: number): number {
  const { year, month } = civilOfTicks(ticks);
  return Math.floor((year * 12 + month - 1) / months);
}

const parts: Readonly<Record<string, (ticks: bigint) => number>> = {
  year: (ticks) => civilOfTicks(ticks).year,
  quarter: (ticks) => Math.ceil(civilOfTicks(ticks).month / 3),
  month: (ticks) => civilOfTicks(ticks).month,
  week_of_year: (ticks) => weekOfYear(daysOfTicks(ticks)),
  weekofyear: (ticks) => weekOfYear(daysOfTicks(ticks)),
  week: (ticks) => weekOfYear(daysOfTicks(ticks)),
  day: (ticks) => civilOfTicks(ticks).day,
  dayofyear: (ticks) => dayOfYear(daysOfTicks(ticks)),
  hour: (ticks) => civilOfTicks(ticks).hour,
  minute: (ticks) => civilOfTicks(ticks).minute,
  second: (ticks) => civilOfTicks(ticks).second,
  millisecond: (ticks) => Math.floor(civilOfTicks(ticks).fraction / 10_000),
  microsecond: (ticks) => Math.floor(civilOfTicks(ticks).fraction / 10),
  nanosecond: (ticks) => civilOfTicks(ticks).fraction * 100,
};

function datetimePart(part: string, at: bigint): number {
  const of = parts[part.toLowerCase()];
  if (of === undefined) throw unknownPart(part, Object.keys(parts));
  return of(at);
}

/** Seconds with a fraction as whole seconds and ticks, rounded to a tick. */
function splitSeconds(seconds: number): readonly [whole: number, ticks: number] {
  const whole = Math.floor(seconds);
  const ticks = Math.round((seconds - whole) * 1e7);
  return ticks === 10_000_000 ? [whole + 1, 0] : [whole, ticks];
}

function makeDatetime(year: number, month: number, day: number, hour = 0, minute = 0, seconds = 0): bigint | null {
  const [second, ticks] = splitSeconds(seconds);
  const fields = [year, month, day, hour, minute].map(Math.trunc) as [number, number, number, number, number];
  return fields.every(Number.isFinite) && Number.isFinite(second) ? ticksOfCivil(...fields, second, ticks) : null;
}

function makeTimespan(days: bigint, hours: bigint, minutes: bigint, seconds: number): bigint | null {
  if (!Number.isFinite(seconds)) return null;
  const [whole, ticks] = splitSeconds(seconds);
  return int64OrNull(
    days * ticksPerDay + hours * ticksPerHour + minutes * ticksPerMinute + BigInt(whole) * ticksPerSecond + BigInt(ticks),
  );
}

/** A Unix time in units of `unitsPerTick` to a tick, or ticks to a unit. */
function unixTime(name: string, ticksPerUnit: bigint, unitsPerTick = 1n): ScalarFunction {
  const epoch = 621_355_968_000_000_000n;
  return {
    name,
    overloads: [
      overload(['long'], 'datetime', (count) => datetimeOrNull(epoch + floorDivide(count * ticksPerUnit, unitsPerTick))),
      overload(['real'], 'datetime', (count) => {
        if (!Number.isFinite(count) || Math.abs(count) > 1e21) return null;
        const whole = Math.floor(count);
        const rest = Math.round(((count - whole) * Number(ticksPerUnit)) / Number(unitsPerTick));
        return datetimeOrNull(epoch + floorDivide(BigInt(whole) * ticksPerUnit, unitsPerTick) + BigInt(rest));
      }),
    ],
  };
}

export const timeArithmeticFunctions: readonly ScalarFunction[] = [
  { name: 'datetime_add', overloads: [overload(['string', 'long', 'datetime'], 'datetime', datetimeAdd)] },
  { name: 'datetime_diff', overloads: [overload(['string', 'datetime', 'datetime'], 'long', datetimeDiff)] },
  { name: 'datetime_part', aliases: ['datepart'], overloads: [overload(['string', 'datetime'], 'int', datetimePart)] },
  {
    name: 'make_datetime',
    overloads: [
      overload(['real', 'real', 'real', 'real?', 'real?', 'real?'], 'datetime', makeDatetime),
      overload(['string'], 'datetime', parseDatetime),
      vectorOverload(['any'], 'datetime', ([value]) => convertColumn(value!, 'datetime')),
    ],
  },
  {
    name: 'make_timespan',
    overloads: [
      overload(['long', 'long', 'long', 'real'], 'timespan', makeTimespan),
      overload(['long', 'long', 'real?'], 'timespan', (hours, minutes, seconds = 0) => makeTimespan(0n, hours, minutes, seconds)),
      overload(['string'], 'timespan', parseTimespan),
      vectorOverload(['any'], 'timespan', ([value]) => convertColumn(value!, 'timespan')),
    ],
  },
  unixTime('unixtime_seconds_todatetime', ticksPerSecond),
  unixTime('unixtime_milliseconds_todatetime', 10_000n),
  unixTime('unixtime_microseconds_todatetime', 10n),
  unixTime('unixtime_nanoseconds_todatetime', 1n, 100n),
];
