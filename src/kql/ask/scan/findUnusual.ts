import type { Cell, QueryTable } from '../../../model/query';
import { DAY, type Instant, type TimeWindow } from '../../../model/time';
import type { ScanPart } from '../answer';
import { stepOf } from './scanParts';
import { isRare, medianOf, spreadOf } from './statistics';

/** Something that was not as it is at these hours. */
export interface Finding {
  readonly part: ScanPart;
  /** What it is of: a role, a target, a computer; empty when it is of all. */
  readonly of: string;
  readonly at: Instant;
  /** The worst value, or how many in the window. */
  readonly value: number;
  /** What is usual at these hours. */
  readonly usual: number;
  readonly unit: string;
  /** How far from usual, for the order: larger is worse. */
  readonly strength: number;
  readonly sentence: string;
}

export interface ScanRows {
  readonly part: ScanPart;
  readonly table: QueryTable;
}

interface Point {
  readonly at: Instant;
  readonly value: number;
}

/**
 * What in these rows was unusual in the window, the worst first. Gauges: the worst point against median and MAD of the same hours of the
 * days before. Counts: the sum in the window against the sums of those days, by the tail of a Poisson distribution
 * and by their own spread.
 */
export function findUnusual(results: readonly ScanRows[], window: TimeWindow): readonly Finding[] {
  return results
    .flatMap(({ part, table }) => {
      const days = daysWithRows(table, window);
      return [...groupsOf(table)].flatMap(([of, points]) => findingOf(part, of, points, window, days) ?? []);
    })
    .sort((a, b) => b.strength - a.strength);
}

/** Points by the words of their group: the columns that are neither `Time` nor the last one, the value. */
function groupsOf({ columns, rows }: QueryTable): Map<string, Point[]> {
  const time = columns.findIndex(({ name }) => name === 'Time');
  const value = columns.length - 1;
  const groups = new Map<string, Point[]>();
  for (const row of rows) {
    const at = instantOf(row[time]);
    const number = numberOf(row[value]);
    if (Number.isNaN(at) || number === undefined) continue;
    const of = row
      .filter((_, index) => index !== time && index !== value)
      .map(String)
      .join(', ');
    const points = groups.get(of);
    if (points === undefined) groups.set(of, [{ at, value: number }]);
    else points.push({ at, value: number });
  }
  return groups;
}

const instantOf = (cell: Cell | undefined): Instant => (typeof cell === 'string' ? Date.parse(cell) : NaN);

function numberOf(cell: Cell | undefined): number | undefined {
  if (cell === null || cell === undefined) return undefined;
  const number = Number(cell);
  return Number.isFinite(number) ? number : undefined;
}

/** Which of the days before the window have any rows: on the others nothing is known. Day 0 is the window itself. */
function daysWithRows({ columns, rows }: QueryTable, window: TimeWindow): readonly number[] {
  const time = columns.findIndex(({ name }) => name === 'Time');
  const days = new Set(rows.map((row) => dayOf(instantOf(row[time]), window)));
  return [...days].filter((day) => day > 0);
}

/** Bins begin a little before the window when it does not begin with one. */
const dayOf = (at: Instant, window: TimeWindow): number => Math.max(0, Math.ceil((window.from - stepOf(window) - at + 1) / DAY));

function findingOf(
  part: ScanPart,
  of: string,
  points: readonly Point[],
  window: TimeWindow,
  days: readonly number[],
): Finding | undefined {
  const now = points.filter(({ at }) => dayOf(at, window) === 0);
  return part.unit === 'count' ? countFinding(part, of, points, now, window, days) : gaugeFinding(part, of, points, now, window);
}

/** Too few to speak of, whatever is usual. */
const LEAST_COUNT = 3;

function countFinding(
  part: ScanPart,
  of: string,
  points: readonly Point[],
  now: readonly Point[],
  window: TimeWindow,
  days: readonly number[],
): Finding | undefined {
  if (days.length < 2) return undefined;
  const sums = days.map((day) => points.filter(({ at }) => dayOf(at, window) === day).reduce((sum, { value }) => sum + value, 0));
  const total = now.reduce((sum, { value }) => sum + value, 0);
  const usual = medianOf(sums);
  const spread = Math.max(spreadOf(sums), Math.sqrt(Math.max(usual, 0.25)));
  const strength = (total - usual) / spread;
  const isHigh =
    part.bad !== 'low' &&
    total - usual >= LEAST_COUNT &&
    strength > 4 &&
    total >= 1.3 * usual &&
    isRare(total, Math.max(...sums, usual));
  const isLow = part.bad !== 'high' && usual - total >= LEAST_COUNT && strength < -4 && total <= 0.7 * usual;
  if (!isHigh && !isLow) return undefined;
  const peak = extreme(now, isHigh) ?? { at: window.from, value: 0 };
  const label = of === '' ? part.title : `${part.title}: ${of}`;
  return finding(
    part,
    of,
    peak.at,
    total,
    usual,
    Math.abs(strength),
    `${label} ${isHigh ? 'rose' : 'fell'} to ${words(total)} in the window, where ${words(usual)} are usual.`,
  );
}

function gaugeFinding(
  part: ScanPart,
  of: string,
  points: readonly Point[],
  now: readonly Point[],
  window: TimeWindow,
): Finding | undefined {
  const before = points.filter(({ at }) => dayOf(at, window) > 0).map(({ value }) => value);
  if (before.length < 6) return undefined;
  const usual = medianOf(before);
  const spread = Math.max(spreadOf(before), Math.abs(usual) * 0.05, part.unit === '%' ? 1 : 1e-9);
  const isHigh = part.bad !== 'low';
  const peak = extreme(now, isHigh);
  if (peak === undefined) return undefined;
  const strength = (isHigh ? 1 : -1) * ((peak.value - usual) / spread);
  const effect = Math.abs(peak.value - usual);
  const isLarge = part.unit === '%' ? effect >= 15 : effect >= Math.abs(usual) * 0.5;
  const isBeyond = isHigh ? peak.value > Math.max(...before) : peak.value < Math.min(...before);
  if (strength < 5 || !isLarge || !isBeyond) return undefined;
  const unit = part.unit === '' ? '' : ` ${part.unit}`;
  const label = of === '' ? part.title : `${part.title}: ${of}`;
  return finding(
    part,
    of,
    peak.at,
    peak.value,
    usual,
    strength,
    `${label} was at ${words(peak.value)}${unit}, where ${words(usual)}${unit} is usual.`,
  );
}

const extreme = (points: readonly Point[], isHigh: boolean): Point | undefined =>
  points.reduce<Point | undefined>(
    (best, point) => (best === undefined || (isHigh ? point.value > best.value : point.value < best.value) ? point : best),
    undefined,
  );

function finding(
  part: ScanPart,
  of: string,
  at: Instant,
  value: number,
  usual: number,
  strength: number,
  sentence: string,
): Finding {
  return { part, of, at, value, usual, unit: part.unit, strength, sentence };
}

const words = (value: number): string => String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
