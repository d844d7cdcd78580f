import type { TimeRange } from '../../model/queryConnection';
import { DAY, HOUR, MINUTE, SECOND, toIso, type Instant, type TimeWindow } from '../../model/time';
import { quoted, unquoted } from './quotedWords';

const units = { d: DAY, h: HOUR, m: MINUTE, s: SECOND, ms: 1 } as const;
type UnitName = keyof typeof units;

const last = /^last\s+(\d+)\s*(d|h|ms|m|s)$/;
const incident = /^incident\s+("[^"\\]*(?:\\.[^"\\]*)*")\s+(\S.*)$/s;
const between = /^(\S+)\s+\.\.\s+(\S+)$/;
const moment = /^([+-]\d{6}|\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
const latest = 8_640_000_000_000_000;

/** One line, as notebooks have it: `last 24h`, `FROM .. TO`, `incident "title" FROM .. TO`. Exact to the millisecond. */
export function printTimeRange(range: TimeRange): string {
  const problem = timeRangeProblem(range);
  if (problem !== undefined) throw new RangeError(problem);
  switch (range.kind) {
    case 'last':
      return `last ${printSpan(range.milliseconds)}`;
    case 'between':
      return printWindow(range.window);
    case 'incident':
      return `incident ${quoted(range.label)} ${printWindow(range.window)}`;
  }
}

/** Throws a RangeError with a sentence when the line is no time range. Moments need a `Z` or an offset. */
export function parseTimeRange(text: string): TimeRange {
  const range = rangeOf(text.trim());
  const problem = timeRangeProblem(range);
  if (problem !== undefined) throw new RangeError(problem);
  return range;
}

/** What is wrong with a time range, as a sentence; undefined when nothing is. */
export function timeRangeProblem(range: TimeRange): string | undefined {
  if (range.kind === 'last') {
    const { milliseconds } = range;
    if (milliseconds > Number.MAX_SAFE_INTEGER) return 'the time range is too long';
    return Number.isInteger(milliseconds) && milliseconds > 0 ? undefined : 'a time range is longer than nothing';
  }
  const { from, to } = range.window;
  if (![from, to].every((at) => Number.isInteger(at) && Math.abs(at) <= latest)) return 'a moment is outside of the calendar';
  return from < to ? undefined : `the time range ends (${toIso(to)}) before it begins (${toIso(from)})`;
}

function rangeOf(text: string): TimeRange {
  const [, count, unit] = last.exec(text) ?? [];
  if (count !== undefined && isUnit(unit)) return { kind: 'last', milliseconds: Number(count) * units[unit] };
  const [, label, rest] = incident.exec(text) ?? [];
  if (label !== undefined && rest !== undefined) {
    return { kind: 'incident', window: parseWindow(rest, text), label: unquoted(label) };
  }
  return { kind: 'between', window: parseWindow(text, text) };
}

const isUnit = (text: string | undefined): text is UnitName => text !== undefined && Object.hasOwn(units, text);

function parseWindow(text: string, whole: string): TimeWindow {
  const [, from, to] = between.exec(text) ?? [];
  if (from === undefined || to === undefined) {
    throw new RangeError(
      `${JSON.stringify(whole)} is no time range (expected "last 24h", "FROM .. TO" or "incident \"title\" FROM .. TO")`,
    );
  }
  return { from: parseMoment(from), to: parseMoment(to) };
}

function parseMoment(text: string): Instant {
  const [, year, month, day] = moment.exec(text) ?? [];
  const at = Date.parse(text);
  // `Date.parse` takes 30 February for 2 March.
  const midnight = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (year === undefined || Number.isNaN(at) || new Date(midnight).getUTCDate() !== Number(day)) {
    throw new RangeError(`${JSON.stringify(text)} is no moment such as 2026-06-09T00:00:00Z`);
  }
  return at;
}

const printWindow = ({ from, to }: TimeWindow): string => `${toIso(from)} .. ${toIso(to)}`;

/** In the largest unit that keeps it whole; a single day is 24 hours. */
function printSpan(milliseconds: number): string {
  const fits = (unit: UnitName): boolean => milliseconds % units[unit] === 0 && !(unit === 'd' && milliseconds === DAY);
  const unit = (['d', 'h', 'm', 's'] as const).find(fits) ?? 'ms';
  return `${milliseconds / units[unit]}${unit}`;
}
