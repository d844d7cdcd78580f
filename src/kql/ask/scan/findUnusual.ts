import type { QueryTable } from '../../../model/query';
import type { TimeWindow } from '../../../model/time';
import type { ScanPart } from '../answer';
import { compareCount, compareLevel, highAsOnOtherDays, LEAST_DAYS, spreadOf, type Bar, type Finding } from './compare';
import { shortOf } from './findingWords';
import { seriesOf, type Series, type SeriesOfPart } from './series';

export type { Finding } from './compare';

/** The rows of a part, sorted by group and day. */
export interface ReadPart extends SeriesOfPart {
  readonly part: ScanPart;
}

/** Some milliseconds for some thousand rows: done for each part when its rows are there, and not for all at the end. */
export const readPart = (part: ScanPart, table: QueryTable, window: TimeWindow): ReadPart => ({
  part,
  ...seriesOf(table, window),
});

/** What the rows of a scan say. */
export interface Comparison {
  /** In the order of time. */
  readonly findings: readonly Finding[];
  /** How many series were compared, and with how many days. */
  readonly compared: readonly { readonly part: ScanPart; readonly series: number; readonly days: number }[];
  /** Parts that could not be compared: no data, or too few days of it. */
  readonly skipped: readonly { readonly part: ScanPart; readonly days: number }[];
}

/** Of a hundred scans where nothing is unusual, about one has a finding: each series gets its part of it (Bonferroni). */
const FALSE_ALARMS = 0.01;

/** What of this was unusual in the window, and what is high at these hours on every day. */
export function findUnusual(read: readonly ReadPart[], window: TimeWindow): Comparison {
  const daysOf = new Map(read.map(({ part, days }) => [part.id, days]));
  const known = read.map((one) => ({ ...one, days: knownDays(one.part, daysOf) }));
  const compared = known.filter(({ days }) => days.size >= LEAST_DAYS);
  const tests = compared.reduce((sum, { series }) => sum + series.length, 0);
  const findings = compared.flatMap(({ part, series, days }) => {
    const bar: Bar = { chance: FALSE_ALARMS / Math.max(1, tests), days, window, spread: spreadOf(series, days) };
    return series.flatMap((one) => findingOf(part, one, bar) ?? []);
  });
  return {
    findings: withoutRepeats(findings).sort((a, b) => a.at - b.at || b.strength - a.strength),
    compared: compared.map(({ part, series, days }) => ({ part, series: series.length, days: days.size })),
    skipped: known.filter(({ days }) => days.size < LEAST_DAYS).map(({ part, days }) => ({ part, days: days.size })),
  };
}

/** No row is no event only where other rows show that data came on that day. */
function knownDays({ id, coveredBy = [] }: ScanPart, daysOf: ReadonlyMap<string, ReadonlySet<number>>): ReadonlySet<number> {
  return new Set([id, ...coveredBy].flatMap((part) => [...(daysOf.get(part) ?? [])]));
}

function findingOf(part: ScanPart, series: Series, bar: Bar): Finding | undefined {
  if (part.unit === 'count') return compareCount(part, series, bar);
  return compareLevel(part, series, bar) ?? highAsOnOtherDays(part, series, bar);
}

/** One fact may be seen by several parts (failures, and those of them that are time-outs): the last one is the most special. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding>();
  for (const finding of findings) {
    const { of, at, value, unit } = finding;
    kept.set(`${shortOf(of).toLowerCase()} ${at} ${Math.round(value)} ${unit}`, finding);
  }
  return [...kept.values()];
}
