import { clockLabel } from '../documents/clock';
import type { EmptyReason } from '../kql/ask/zeroRows';
import { againstOf, measured, whatOf } from '../kql/ask/scan/findingWords';
import { barOf, lookedAt, notLookedAt, partsFound, verdictOf } from '../kql/ask/scan/reportWords';
import type { ScanReport } from '../kql/ask/scan/runScan';
import { toIso, type Instant } from '../model/time';

/** Where and when clocks are read. */
export interface AskClock {
  readonly timeZone: string;
  readonly now: Instant;
}

/** What a scan found, for a terminal: each finding with the number of its query, then the queries. */
export function scanText(report: ScanReport, { timeZone, now }: AskClock): string {
  const parts = partsFound(report);
  const findings = report.findings.map((finding) => {
    const value = measured(finding.value, finding.unit);
    const query = parts.indexOf(finding.part) + 1;
    return `  ${clockLabel(finding.at, timeZone, now)}  ${whatOf(finding)}: ${value} (${againstOf(finding)}) [${query}]\n`;
  });
  const queries = parts.map(({ title, kql }, index) => `\n[${index + 1}] ${title}\n${kql.replaceAll(/^/gm, '    ')}\n`);
  const not = notLookedAt(report);
  return [
    `${verdictOf(report)} Clocks: ${timeZone}\n`,
    ...findings,
    ...report.scan.explain.map((line) => `  · ${line}\n`),
    ...(not.length === 0 ? [] : [`  ! Not looked at: ${not.join(', ')}\n`]),
    `  · Looked at: ${lookedAt(report).join(', ') || 'nothing'}\n`,
    `  · ${barOf(report)}\n`,
    ...queries,
  ].join('');
}

/** The same for programs. */
export function scanLine(report: ScanReport): object {
  return {
    verdict: verdictOf(report),
    findings: report.findings.map((finding) => ({
      at: toIso(finding.at),
      what: whatOf(finding),
      of: finding.of,
      value: finding.value,
      usual: finding.usual,
      unit: finding.unit,
      ...(finding.recurs !== undefined && { recurs: finding.recurs }),
      sentence: `${whatOf(finding)}: ${measured(finding.value, finding.unit)} (${againstOf(finding)})`,
      kql: finding.part.kql,
    })),
    lookedAt: report.compared.map(({ part, series, days }) => ({ title: part.title, series, days })),
    notLookedAt: notLookedAt(report),
  };
}

/** Why there are no rows, for programs. */
export function emptyLine({ blamed, lastSeen, days, failed }: EmptyReason): object {
  return {
    without: blamed.map(({ meaning, column, has, isRange }) => ({
      filter: meaning,
      ...(column !== undefined && { column, [isRange ? 'range' : 'values']: has }),
    })),
    ...(lastSeen !== undefined && { lastSeen: lastSeen === null ? null : toIso(lastSeen), days }),
    ...(failed.length > 0 && { failures: failed.map(({ message }) => message) }),
  };
}
