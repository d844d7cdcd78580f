import type { ScanPart } from '../answer';
import { baselineOf } from './scanWindow';
import type { ScanReport } from './runScan';

/** What a report says in one sentence. "Nothing unusual" is said of what was looked at only, and never when a part could not be read. */
export function verdictOf({ findings, compared, failed }: ScanReport): string {
  const unusual = findings.filter(({ recurs }) => recurs === undefined).length;
  const recurring = findings.length - unusual;
  if (findings.length === 0) {
    if (compared.length === 0) return 'Nothing could be compared, so nothing can be said.';
    return failed.length > 0
      ? 'Nothing was found in what could be read, but not everything could.'
      : 'Nothing unusual in what was looked at.';
  }
  const found =
    unusual === 0 ? 'Nothing was unusual for these hours.' : `${unusual} ${unusual === 1 ? 'thing was' : 'things were'} unusual.`;
  const also =
    recurring === 0 ? '' : ` ${recurring} ${recurring === 1 ? 'value is' : 'values are'} high, but also on other days.`;
  return `${found}${also}`;
}

/** What was compared: `Requests by role (3)`, with how many series; none where there was nothing of it on any day. */
export const lookedAt = ({ compared }: ScanReport): readonly string[] =>
  compared.map(({ part, series }) => `${part.title} (${series === 0 ? 'none' : series})`);

/** What was not, and why: no such table, no earlier days, or what went wrong. */
export function notLookedAt({ scan, skipped, failed }: ScanReport): readonly string[] {
  const unread = new Map<ScanPart, string>(failed.map(({ part, failure }) => [part, failure.message]));
  const { count } = baselineOf(scan.window);
  return [
    ...[...unread].map(([{ title }, message]) => `${title} (${message})`),
    ...skipped
      .filter(({ part }) => !unread.has(part))
      .map(({ part: { title }, days }) =>
        days === 0 ? `${title} (no data of the days before)` : `${title} (data of ${days} of the ${count} days before)`,
      ),
    ...(scan.absent ?? []).map(({ title, tables }) => `${title} (no data in ${tables.join(' or ')})`),
  ];
}

/** How much it takes to be a finding. */
export function barOf({ scan, compared }: ScanReport): string {
  const series = compared.reduce((sum, one) => sum + one.series, 0);
  const { count } = baselineOf(scan.window);
  return (
    `A finding is beyond all ${count} earlier days and so far off that chance would make one in a hundred such scans ` +
    `(${series} series were compared); what is over 80 % is told even if it is so on other days.`
  );
}

/** The parts with findings, in the order of those. */
export const partsFound = ({ findings }: ScanReport): readonly ScanPart[] => [...new Set(findings.map(({ part }) => part))];
