import type { Instant, TimeWindow } from '../../../model/time';
import type { ScanPart } from '../answer';
import type { Point, Series } from './series';
import { countTail, dayTail, dispersionOf, extremeTail, meanOf, medianOf, varianceOf } from './statistics';

/** Something that was not as it is at these hours, or that is high at these hours on every day. */
export interface Finding {
  readonly part: ScanPart;
  /** What it is of: a role, a target, a computer; empty when it is of all. */
  readonly of: string;
  /** The start of the step with the worst value. */
  readonly at: Instant;
  /** The worst value, or how many in the window. */
  readonly value: number;
  /** What is usual at these hours; for what recurs, the level around it. */
  readonly usual: number;
  readonly unit: string;
  /** How far from usual in standard deviations of a day: larger is worse. */
  readonly strength: number;
  /** On how many of the days that are known the same was seen at these hours; absent for what was unusual. */
  readonly recurs?: { readonly days: number; readonly of: number };
}

/** What a series is compared by. */
export interface Bar {
  /** A deviation that chance makes more often than this is none. */
  readonly chance: number;
  /** The days before the window that have data, counted back from it. */
  readonly days: ReadonlySet<number>;
  readonly window: TimeWindow;
  readonly spread: Spread;
}

/** Too few to speak of, whatever is usual. */
const LEAST_COUNT = 3;
/** Days vary by this part of a count or of a duration without anything being wrong. */
const DAILY_CHANGE = 0.1;
/** The same in points of a percentage. */
const DAILY_POINTS = 1.5;

/** How many in the window against how many at the same hours of the days before; a day that is known and has no rows had none. */
export function compareCount(part: ScanPart, series: Series, { chance, days, window, spread }: Bar): Finding | undefined {
  const { of, now } = series;
  const sums = sumsOf(series, days);
  const total = sumOf(now.map(({ value }) => value));
  const usual = medianOf(sums);
  const isHigh = total > usual;
  if (part.bad === (isHigh ? 'low' : 'high') || Math.abs(total - usual) < LEAST_COUNT) return undefined;
  const isFar = isHigh ? total >= 1.3 * usual && total > Math.max(...sums) : total <= 0.7 * usual && total < Math.min(...sums);
  if (!isFar) return undefined;
  const mean = meanOf(sums);
  const far = dayTail(Math.abs(total - mean), sums, Math.max(mean, 0.5) + spread.change * mean ** 2);
  const rare = isHigh
    ? Math.max(far.chance, countTail(total, sums, Math.max(spread.dispersion, dispersionOf(sums))))
    : far.chance;
  if (rare > chance) return undefined;
  const at = worst(now, isHigh)?.at ?? window.from;
  return { part, of, at, value: total, usual, unit: part.unit, strength: far.strength };
}

/** How much counts of a part change from day to day beside chance, by what is the rule among its groups. */
export interface Spread {
  /** Variance over mean of what is rare: failures come in clusters. */
  readonly dispersion: number;
  /** The square of the part by which what is frequent changes. */
  readonly change: number;
}

export function spreadOf(series: readonly Series[], days: ReadonlySet<number>): Spread {
  const sums = series.map((one) => sumsOf(one, days)).filter((one) => sumOf(one) >= 2);
  const rare = sums.filter((one) => meanOf(one) < FREQUENT).map(dispersionOf);
  const frequent = sums.filter((one) => meanOf(one) >= FREQUENT);
  const changes = frequent.map((one) => (varianceOf(one) - meanOf(one)) / meanOf(one) ** 2);
  return {
    dispersion: rare.length === 0 ? 1 : medianOf(rare),
    change: Math.max(DAILY_CHANGE ** 2, frequent.length === 0 ? 0 : medianOf(changes)),
  };
}

/** So many on a day tell how much they change. */
const FREQUENT = 5;

const sumsOf = ({ before }: Series, days: ReadonlySet<number>): readonly number[] =>
  [...days].map((day) => sumOf(before.get(day) ?? []));

/**
 * The worst point of the window against the worst points of the same hours of the days before, as their logarithms where the unit is not a
 * percentage: durations and sizes vary by factors.
 */
export function compareLevel(part: ScanPart, { of, now, before }: Series, { chance, days }: Bar): Finding | undefined {
  const known = [...days].flatMap((day) => (before.has(day) ? [before.get(day) ?? []] : []));
  const isHigh = part.bad !== 'low';
  const peak = worst(now, isHigh);
  if (peak === undefined || known.length < LEAST_DAYS) return undefined;
  const peaks = known.map((values) => (isHigh ? Math.max(...values) : Math.min(...values)));
  const usual = medianOf(known.flat());
  const isPercent = part.unit === '%';
  const distance = (isHigh ? 1 : -1) * (peak.value - usual);
  const isFar = isPercent ? distance >= 15 : distance >= Math.abs(usual) * 0.5;
  const isBeyond = isHigh ? peak.value > Math.max(...peaks) : peak.value < Math.min(...peaks);
  if (!isFar || !isBeyond) return undefined;
  const scale = isPercent || Math.min(peak.value, ...peaks) <= 0 ? (value: number): number => value : Math.log;
  const scaled = peaks.map(scale);
  const mean = meanOf(scaled);
  const least = isPercent ? DAILY_POINTS : scale === Math.log ? DAILY_CHANGE : DAILY_CHANGE * Math.abs(mean);
  const far = dayTail(Math.abs(scale(peak.value) - mean), scaled, least ** 2);
  if (Math.max(far.chance, extremeTail(far.strength)) > chance) return undefined;
  return { part, of, at: peak.at, value: peak.value, usual, unit: part.unit, strength: far.strength };
}

/** Days that a level needs to be compared at all. */
export const LEAST_DAYS = 3;

/** A percentage that matters whatever is usual, and how far it must have come. */
const HIGH_PERCENT = 80;
const LEAST_JUMP = 30;

/**
 * A percentage that rose to where it matters, and does so at these hours on other days too, such as a nightly job. It is measured against the
 * hours around it, by what an operator would act on and not by chance.
 */
export function highAsOnOtherDays(part: ScanPart, { of, now, lead, before }: Series, { days }: Bar): Finding | undefined {
  if (part.unit !== '%' || part.bad !== 'high') return undefined;
  const peak = worst(now, true);
  const around = medianOf([...lead, ...now].map(({ value }) => value));
  if (peak === undefined || peak.value < HIGH_PERCENT || peak.value - around < LEAST_JUMP) return undefined;
  const known = [...days].flatMap((day) => (before.has(day) ? [Math.max(...(before.get(day) ?? []))] : []));
  const same = known.filter((value) => value >= HIGH_PERCENT).length;
  return {
    part,
    of,
    at: peak.at,
    value: peak.value,
    usual: around,
    unit: part.unit,
    strength: 0,
    recurs: { days: same, of: known.length },
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const worst = (points: readonly Point[], isHigh: boolean): Point | undefined =>
  points.reduce<Point | undefined>(
    (best, point) => (best === undefined || (isHigh ? point.value > best.value : point.value < best.value) ? point : best),
    undefined,
  );
