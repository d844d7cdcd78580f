import { dateOfDays, dayCount, daysOfDate, daysOfTicks, floorDivide } from '../../calendar.js';
import { ColumnWriter, ConstColumn, Int64Column, type Column } from '../../columns/column.js';
import { ticksPerDay } from '../../ticks.js';
import { vectorOverload, type ScalarFunction } from '../definition.js';
import { floorToStep } from '../math/int64.js';
import { dayOfWords } from './calendarParts.js';

/** The first day of the period that holds a day, `offset` periods on. May lie outside the years 1 to 9999. */
type FirstDay = (day: number, offset: number) => number;

const firstOfMonth: FirstDay = (day, offset) => {
  const { year, month } = dateOfDays(day);
  const total = year * 12 + month - 1 + offset;
  return firstDayOf(Math.floor(total / 12), (((total % 12) + 12) % 12) + 1);
};

/** Beyond the calendar, a day that is out of range as well. */
function firstDayOf(year: number, month: number): number {
  if (year > 9999) return year === 10_000 && month === 1 ? dayCount : dayCount + 1;
  return year < 1 ? -1 : daysOfDate(year, month, 1);
}

const periods: Readonly<Record<string, FirstDay>> = {
  day: (day, offset) => day + offset,
  // Weeks start on Sunday; day 0 was a Monday.
  week: (day, offset) => day - ((day + 1) % 7) + 7 * offset,
  month: firstOfMonth,
  year: (day, offset) => firstDayOf(dateOfDays(day).year + offset, 1),
};

/** Null where a period starts or ends outside the calendar. */
function startTicks(first: number): bigint | null {
  return first >= 0 && first < dayCount ? BigInt(first) * ticksPerDay : null;
}

function endTicks(next: number): bigint | null {
  return next > 0 && next <= dayCount ? BigInt(next) * ticksPerDay - 1n : null;
}

function boundary(name: string, resultOf: (day: number, offset: number) => bigint | null): ScalarFunction {
  const vector = ([column, offsets]: readonly Column[], length: number): Column => {
    const writer = new ColumnWriter('datetime', length);
    const known = new Map<number, bigint | null>();
    const fixed = offsets === undefined || offsets instanceof ConstColumn;
    const words = column instanceof Int64Column ? column.words : undefined;
    let lastDay = -1;
    let last: bigint | null = null;
    for (let i = 0; i < length; i++) {
      if (column!.isNull(i)) continue;
      const offset = offsets === undefined ? 0n : (offsets.get(i) as bigint | null);
      if (offset === null) continue;
      const day = words === undefined ? daysOfTicks(column!.get(i) as bigint) : dayOfWords(words, i);
      if (!fixed) {
        writer.set(i, resultOf(day, Number(offset)));
        continue;
      }
      if (day !== lastDay) {
        lastDay = day;
        const found = known.get(day);
        last = found === undefined ? resultOf(day, Number(offset)) : found;
        known.set(day, last);
      }
      writer.set(i, last);
    }
    return writer.finish();
  };
  return { name, overloads: [vectorOverload(['datetime', 'long?'], 'datetime', vector)] };
}

function startOfDay(args: readonly Column[], length: number): Column | undefined {
  const [column] = args;
  return args.length === 1 && column instanceof Int64Column && column.length === length
    ? floorToStep(column, ticksPerDay)
    : undefined;
}

export const boundaryFunctions: readonly ScalarFunction[] = Object.entries(periods).flatMap(([period, first]) => {
  const start = boundary(`startof${period}`, (day, offset) => startTicks(first(day, offset)));
  const end = boundary(`endof${period}`, (day, offset) => endTicks(first(day, offset + 1)));
  return [period === 'day' ? withFastPath(start) : start, end];
});

function withFastPath(definition: ScalarFunction): ScalarFunction {
  const [general] = definition.overloads as readonly [ReturnType<typeof vectorOverload>];
  return {
    ...definition,
    overloads: [
      {
        ...general,
        vector: (args, length, context) => startOfDay(args, length) ?? general.vector!(args, length, context),
      },
    ],
  };
}

/** Whole weeks from 0001-01-01 to the Sunday before a datetime. */
export function weekNumber(ticks: bigint): bigint {
  return floorDivide(ticks + ticksPerDay, 7n * ticksPerDay);
}
