import { clockLabel } from '../../../documents/clock';
import { escapeMarkdown } from '../../../documents/markdown';
import type { Instant } from '../../../model/time';
import { againstOf, measured, whatOf } from '../../ask/scan/findingWords';
import { barOf, lookedAt, notLookedAt, partsFound, verdictOf } from '../../ask/scan/reportWords';
import type { ScanReport } from '../../ask/scan/runScan';

export interface ReportWords {
  /** IANA. */
  readonly timeZone: string;
  readonly now: Instant;
}

/** What a scan found, as Markdown: a table in the order of time, each row with the number of its query below the question. */
export function scanMarkdown(report: ScanReport, { timeZone, now }: ReportWords): string {
  const { findings, scan } = report;
  const numbers = partsFound(report);
  const rows = findings.map((finding) => {
    const cells = [
      unbroken(clockLabel(finding.at, timeZone, now)),
      whatOf(finding),
      unbroken(measured(finding.value, finding.unit)),
      againstOf(finding),
      `#${numbers.indexOf(finding.part) + 1}`,
    ];
    return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  });
  const head = [`| When (${escapeMarkdown(timeZone)}) | What | Value | Against | Query |`, '| --- | --- | ---: | --- | --- |'];
  const [not, looked] = [notLookedAt(report), lookedAt(report)];
  return [
    `**${escapeMarkdown(verdictOf(report))}**`,
    ...(rows.length === 0 ? [] : [[...head, ...rows].join('\n')]),
    scan.explain.map((line) => `- ${escapeMarkdown(line)}`).join('\n'),
    ...(not.length === 0 ? [] : [`⚠ Not looked at: ${escapeMarkdown(not.join(', '))}.`]),
    ...(looked.length === 0 ? [] : [`Looked at, with how many series: ${escapeMarkdown(looked.join(', '))}.`]),
    ...(looked.length === 0 ? [] : [escapeMarkdown(barOf(report))]),
  ].join('\n\n');
}

const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');
