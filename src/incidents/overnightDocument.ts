import { operatorSign } from '../alerts/breach';
import { clockLabel, fullLabel } from '../documents/clock';
import { formatHoursMinutes, plural } from '../documents/format';
import type { Block, ReadableDocument, Span } from '../model/document';
import type { Fact } from '../model/fact';
import type { AlertReading, OvernightSummary } from '../model/overnight';
import { HOUR, toIso, type Instant } from '../model/time';
import { alertFactId, derived } from './readAlert';
import { incidentBlocks } from './overnightIncident';
import { failureBlocks, silentBlocks, sourcesBlock } from './overnightSources';
import { count, FactBook, text, type Findings, type OvernightSources } from './overnightWords';

/** From this many firings in one night a rule is called noisy. */
const NOISY = 5;

/** The answer in words. Facts do not depend on the time zone; only the clock labels of the spans do. */
export function overnightDocument(findings: Findings, sources: OvernightSources): ReadableDocument {
  const book = new FactBook({ timeZone: findings.timeZone, now: sources.now });
  const blocks: Block[] = [
    ...headline(findings, sources, book),
    ...criticalTable(findings, sources, book),
    ...incidentBlocks(findings, sources, book),
    ...ongoingBlocks(findings, sources, book),
    ...foldedBlocks(findings, sources, book),
    ...failureBlocks(findings),
    ...silentBlocks(sources),
    sourcesBlock(findings, sources, book),
  ];
  const zone = findings.timeZone;
  return {
    title: 'Overnight summary',
    subtitle: `${findings.environment} · ${fullLabel(findings.window.from, zone)} to ${fullLabel(findings.window.to, zone)} · ${zone}`,
    demo: findings.demo,
    blocks,
    facts: book.facts,
  };
}

function headline(findings: Findings, sources: OvernightSources, book: FactBook): Block[] {
  const { critical, ongoing, window, incidents } = findings;
  const period = periodOf(findings, sources.now);
  const severities = findings.criticalUpTo === 0 ? 'severity 0' : `severity 0 to ${findings.criticalUpTo}`;
  const blocks: Block[] = [];
  if (sources.alerts === 'unread') {
    blocks.push(
      paragraph('bad', text(`Alerts could not be read, so it is not known whether critical alerts fired ${period}.`, 'strong')),
    );
  } else {
    const counted = count(
      'critical.count',
      `Critical alerts ${severities}`,
      critical.length,
      sources.provenance.alerts,
      `alerts of ${severities} that fired from ${toIso(window.from)} to ${toIso(window.to)}`,
    );
    const partial = sources.alerts === 'partial';
    if (critical.length === 0) {
      const words = partial
        ? [
            text('No critical alert', 'strong'),
            text(` among those that could be read ${period}, but not all alerts could be read, so others may have fired. Read: `),
          ]
        : [text(`No critical alerts ${period}`, 'strong'), text(' (')];
      const found = [book.span(counted), text(` of ${severities}${partial ? '.' : ').'}`)];
      blocks.push(
        paragraph(
          partial ? 'bad' : findings.complete && ongoing.length === 0 && sources.silent.length === 0 ? 'good' : 'info',
          ...words,
          ...found,
        ),
      );
    } else {
      const grouped = count(
        'incident.count',
        'Incidents with a critical alert',
        incidents.length,
        [...sources.provenance.alerts, ...sources.provenance.topology],
        'alerts grouped by time, dependency and shared dimensions; incidents without a critical alert are not counted',
      );
      blocks.push(
        paragraph(
          critical.some(({ alert }) => alert.monitorCondition === 'Fired') || partial ? 'bad' : 'warning',
          text(partial ? 'Yes, at least ' : 'Yes, ', 'strong'),
          book.span(counted, undefined, 'strong'),
          text(` critical ${plural(critical.length, 'alert')} ${period}, `, 'strong'),
          book.span(grouped, incidents.length === 1 ? 'one' : undefined, 'strong'),
          text(` ${plural(incidents.length, 'incident')}.`, 'strong'),
          ...stateOfCritical(critical, sources, book),
        ),
      );
    }
  }
  const older = ongoing.filter(({ alert }) => alert.severity <= findings.criticalUpTo);
  if (older.length > 0) {
    const fact = count(
      'critical.earlier',
      'Critical alerts from earlier',
      older.length,
      [...sources.provenance.earlier, ...sources.provenance.alerts],
      `alerts of ${severities} that fired before ${toIso(window.from)} and still fire`,
    );
    blocks.push(
      paragraph(
        'bad',
        book.span(fact),
        text(` critical ${plural(older.length, 'alert')} from before that time still ${plural(older.length, 'fires', 'fire')}.`),
      ),
    );
  }
  if (sources.earlier !== 'whole') {
    blocks.push(paragraph('warning', text('Whether alerts from before that time still fire could not be read.')));
  }
  if (!findings.complete)
    blocks.push(paragraph('warning', text('Not every source could be read: see “What could not be read”.')));
  return blocks;
}

function stateOfCritical(critical: readonly AlertReading[], sources: OvernightSources, book: FactBook): Span[] {
  const sentence = (id: string, label: string, these: readonly AlertReading[], words: (all: boolean) => string): Span[] => {
    const fact = count(
      id,
      label,
      these.length,
      sources.provenance.alerts,
      `${label.toLowerCase()}, among the critical alerts of the window`,
    );
    return [text(' '), book.span(fact), text(` ${words(these.length === critical.length)}`)];
  };
  const firing = critical.filter(({ alert }) => alert.monitorCondition === 'Fired');
  const fresh = critical.filter(({ alert }) => alert.userResponse === 'New');
  return [
    ...sentence('critical.firing', 'Critical alerts still firing', firing, () =>
      plural(firing.length, 'still fires,', 'still fire,'),
    ),
    ...sentence('critical.new', 'Critical alerts nobody acknowledged', fresh, () => `not acknowledged.`),
  ];
}

function paragraph(tone: 'good' | 'bad' | 'warning' | 'info', ...spans: Span[]): Block {
  return { kind: 'paragraph', tone, spans };
}

function periodOf(findings: Findings, now: Instant): string {
  const { from, to } = findings.window;
  const hours = (to - from) / HOUR;
  if (to === now && Number.isInteger(hours)) return hours === 1 ? 'in the last hour' : `in the last ${hours} hours`;
  const since = clockLabel(from, findings.timeZone, now);
  return to === now ? `since ${since}` : `from ${since} to ${clockLabel(to, findings.timeZone, now)}`;
}

function instant(reading: AlertReading, part: 'fired' | 'resolved', at: Instant, sources: OvernightSources): Fact {
  const label = part === 'fired' ? 'Fired' : 'Resolved by the rule';
  const from = [...sources.provenance.alerts, ...sources.provenance.earlier];
  return {
    id: alertFactId(reading.alert, part),
    label,
    value: at,
    unit: 'instant',
    provenance: derived(from, `${label.toLowerCase()}: as alert ${reading.alert.id} says`),
  };
}

function criticalTable(findings: Findings, sources: OvernightSources, book: FactBook): Block[] {
  if (findings.critical.length === 0) return [];
  const rows = findings.critical.map((reading) => {
    const { alert } = reading;
    return [
      [book.span(instant(reading, 'fired', alert.firedAt, sources))],
      [text(`Sev ${alert.severity}`)],
      [{ kind: 'link', to: { kind: 'alert', id: alert.id }, text: alert.name } as const],
      [{ kind: 'link', to: { kind: 'resource', id: alert.target.id }, text: alert.target.name } as const],
      valueCell(reading, book, sources),
      recoveredCell(reading, book),
      alert.resolvedAt !== undefined
        ? [book.span(instant(reading, 'resolved', alert.resolvedAt, sources))]
        : alert.monitorCondition === 'Resolved'
          ? [text('yes, time unknown')]
          : [text('still firing', 'strong')],
      [text(responseOf(reading, sources))],
    ];
  });
  const columns = [
    'Fired',
    'Severity',
    'Alert',
    'Resource',
    'Value against threshold',
    'Metric recovered',
    'Rule resolved',
    'Response',
  ];
  return [{ kind: 'table', label: 'Critical alerts', columns, rows }];
}

function valueCell(reading: AlertReading, book: FactBook, sources: OvernightSources): Span[] {
  const { alert, peak, threshold } = reading;
  const fired: Fact | undefined =
    alert.firedValue === undefined
      ? undefined
      : {
          id: alertFactId(alert, 'firedValue'),
          label: 'Value when it fired',
          value: alert.firedValue,
          unit: threshold?.unit ?? 'count',
          provenance: derived(sources.provenance.alerts, `the context of alert ${alert.id}`),
        };
  const value = peak ?? fired;
  const operator = alert.condition === undefined || alert.condition.kind === 'event' ? undefined : alert.condition.operator;
  const limit =
    threshold === undefined ? [] : [text(operator === undefined ? '' : `${operatorSign(operator)} `), book.span(threshold)];
  if (value === undefined) return limit.length === 0 ? [text('not known')] : [text('not known, rule: '), ...limit];
  return limit.length === 0 ? [book.span(value)] : [book.span(value), text(' (rule: '), ...limit, text(')')];
}

function recoveredCell(reading: AlertReading, book: FactBook): Span[] {
  if (reading.recoveredAt !== undefined) return [book.span(reading.recoveredAt)];
  if (reading.recovery.state === 'breaching') return [text('not yet', 'strong')];
  return [text(reading.recovery.state === 'unknown' ? `unknown: ${reading.recovery.reason}` : 'unknown')];
}

function responseOf({ alert }: AlertReading, sources: OvernightSources): string {
  if (alert.userResponse === 'New') return 'New';
  const by = sources.acknowledgedBy.get(alert.id);
  return by === undefined || by === '' ? alert.userResponse : `${alert.userResponse} by ${by}`;
}

function ongoingBlocks(findings: Findings, sources: OvernightSources, book: FactBook): Block[] {
  if (findings.ongoing.length === 0) return [];
  const items = findings.ongoing.map((reading) => {
    const { alert } = reading;
    const duration: Fact = {
      id: alertFactId(alert, 'firingFor'),
      label: 'Firing for',
      value: sources.now - alert.firedAt,
      unit: 'duration',
      provenance: derived(
        [...sources.provenance.alerts, ...sources.provenance.earlier],
        `from its firing at ${toIso(alert.firedAt)} to ${toIso(sources.now)}`,
      ),
    };
    const recovered = reading.recoveredAt === undefined ? [] : [text(', metric back at '), book.span(reading.recoveredAt)];
    return [
      text(`Sev ${alert.severity} `, 'muted'),
      { kind: 'link', to: { kind: 'alert', id: alert.id }, text: alert.name } as const,
      text(' on '),
      { kind: 'link', to: { kind: 'resource', id: alert.target.id }, text: alert.target.name } as const,
      text(': firing for '),
      book.span(duration, formatHoursMinutes(sources.now - alert.firedAt)),
      text(' (since '),
      book.span(instant(reading, 'fired', alert.firedAt, sources)),
      text(`), ${responseOf(reading, sources)}`),
      ...recovered,
    ];
  });
  return [
    { kind: 'heading', level: 2, spans: [text('Still ongoing')] },
    { kind: 'list', items },
  ];
}

function foldedBlocks(findings: Findings, sources: OvernightSources, book: FactBook): Block[] {
  if (findings.folded.length === 0) return [];
  const noisy = findings.folded.filter((rule) => rule.count >= NOISY);
  const rest = findings.folded.filter((rule) => rule.count < NOISY);
  const sum = (rules: OvernightSummary['folded']): number => rules.reduce((total, rule) => total + rule.count, 0);
  const from = sources.provenance.alerts;
  const span = `from ${toIso(findings.window.from)} to ${toIso(findings.window.to)}`;
  const parts: Span[] = [];
  if (rest.length > 0) {
    parts.push(
      book.span(
        count(
          'folded.rest',
          'Alerts folded',
          sum(rest),
          from,
          `alerts of lower severity ${span} that no longer fire, of rules with fewer than ${NOISY}`,
        ),
      ),
    );
    parts.push(text(` non-critical ${plural(sum(rest), 'alert')} that no longer ${plural(sum(rest), 'fires', 'fire')}`));
  }
  if (noisy.length > 0) {
    if (parts.length > 0) parts.push(text(', '));
    parts.push(
      book.span(
        count('folded.noisy', 'Noisy rules', noisy.length, from, `rules of lower severity with ${NOISY} or more alerts ${span}`),
      ),
    );
    parts.push(text(` noisy ${plural(noisy.length, 'rule')} (${noisy.map((rule) => rule.name).join(', ')})`));
  }
  const rows = findings.folded.map((rule, index) => [
    [text(rule.name)],
    [text(`Sev ${rule.severity}`)],
    [
      book.span(
        count(
          `folded.${index}.count`,
          `Alerts of ${rule.name}`,
          rule.count,
          from,
          `alerts of rule ${rule.rule} ${span} that no longer fire`,
        ),
      ),
    ],
    [text(rule.count >= NOISY ? 'noisy' : '')],
  ]);
  return [
    {
      kind: 'details',
      summary: [text('Folded: '), ...parts],
      blocks: [{ kind: 'table', label: 'Folded alerts', columns: ['Rule', 'Severity', 'Alerts', ''], rows }],
    },
  ];
}
