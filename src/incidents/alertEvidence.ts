import { operatorSign } from '../alerts/breach';
import { indexRules, joinRules } from '../alerts/rules';
import { clockLabel } from '../documents/clock';
import { formatDuration, formatFact, formatNumber, type Wording } from '../documents/format';
import type { Alert, AlertCondition } from '../model/alert';
import type { Tone } from '../model/document';
import type { Fact, SourceName } from '../model/fact';
import type { Failure } from '../model/failure';
import type { AlertReading } from '../model/overnight';
import type { Stores } from '../model/stores';
import type { Instant } from '../model/time';
import type { AlertBoard } from './alertBoard';
import { explainIncident } from './explain';
import { readAlert, type ReadAlert } from './readAlert';
import { readSource, type SourceReading } from './readSource';

/** One finding about an alert. `icon` is a codicon's name; `fact` leads to the request behind the value. */
export interface EvidenceRow {
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  readonly value: string;
  readonly tone?: Tone;
  readonly fact?: Fact;
}

export interface EvidenceOptions {
  readonly now: Instant;
  readonly timeZone: string;
}

/** An alert as the list gave it, with its condition (from its rule, else from its own context) and what its metric says. */
export async function readListedAlert(
  listed: Alert,
  board: Pick<AlertBoard, 'rules' | 'provenance'>,
  stores: Pick<Stores, 'alerts' | 'metrics'>,
  now: Instant,
  signal?: AbortSignal,
): Promise<ReadAlert> {
  const [joined = listed] = joinRules([listed], indexRules(board.rules));
  if (joined.condition !== undefined) return readAlert(joined, stores.metrics, board.provenance.alertRules ?? [], now, signal);
  const context = await readSource('alerts', joined, () => stores.alerts.get(listed.id, signal));
  const { reading, failures } = await readAlert(context.value, stores.metrics, context.provenance, now, signal);
  return { reading, failures: [...context.failures, ...failures] };
}

/** Value against threshold in words, from the peak where the metric was read, else from the alert's own context. */
export function valueAgainstThreshold(reading: AlertReading, wording: Wording): string {
  const { alert, peak, threshold } = reading;
  const condition = alert.condition;
  const value =
    peak === undefined
      ? alert.firedValue === undefined
        ? undefined
        : formatNumber(alert.firedValue)
      : formatFact(peak, wording);
  const test = condition === undefined ? undefined : conditionText(condition, threshold, wording);
  if (value !== undefined && test !== undefined) return `${value} (${test})`;
  return value ?? test ?? 'not known';
}

/** A rule's test as one line: metric, operator, threshold and window; or the query; or the event's fields. */
export function conditionText(condition: AlertCondition, threshold: Fact | undefined, wording: Wording): string {
  switch (condition.kind) {
    case 'metric': {
      const limit =
        threshold !== undefined
          ? formatFact(threshold, wording)
          : condition.threshold === undefined
            ? 'a dynamic threshold'
            : formatNumber(condition.threshold);
      return `${condition.metricName} ${operatorSign(condition.operator)} ${limit}, ${condition.aggregation.toLowerCase()} over ${formatDuration(condition.windowSize)}`;
    }
    case 'query': {
      const limit =
        condition.operator === undefined || condition.threshold === undefined
          ? ''
          : ` ${operatorSign(condition.operator)} ${formatNumber(condition.threshold)}`;
      return `${condition.language === 'kql' ? 'log query' : 'PromQL'}${limit}: ${condition.query.replaceAll(/\s+/g, ' ').trim()}`;
    }
    case 'event':
      return Object.entries(condition.fields)
        .map(([field, value]) => `${field} = ${value}`)
        .join(', ');
  }
}

/**
 * What is known of an alert, source by source. A source that cannot be read is a row that says so; nothing is left out
 * in silence.
 */
export async function gatherEvidence(
  alert: Alert,
  board: AlertBoard,
  stores: Stores,
  options: EvidenceOptions,
  signal?: AbortSignal,
): Promise<readonly EvidenceRow[]> {
  const [read, history, health, advisor] = await Promise.all([
    readListedAlert(alert, board, stores, options.now, signal),
    readSource('alertHistory', [], () => stores.alerts.history(alert.id, signal)),
    readSource('resourceHealth', [], () => stores.health.list(signal)),
    readSource('advisor', [], () => stores.advisor.list(signal)),
  ]);
  const failures = [read, history, health, advisor].flatMap(
    (source: { readonly failures: readonly Failure[] }) => source.failures,
  );
  const clock = (at: Instant): string => clockLabel(at, options.timeZone, options.now);
  const rows: EvidenceRow[] = [
    ...conditionRows(read, options, clock),
    ...groupingRows(alert, board, options, clock),
    ...ruleRows(alert, board),
  ];
  const target = alert.target.id.toLowerCase();
  const status = health.value.find(({ resourceId }) => resourceId.toLowerCase() === target);
  if (status !== undefined) {
    rows.push({
      id: 'health',
      icon: 'heart',
      label: 'Resource health now',
      value: `${status.availability}. ${status.summary}`,
      tone: status.availability === 'Available' ? 'good' : 'warning',
      fact: textFact('health', 'Resource health', status.availability, health),
    });
  }
  for (const [index, item] of advisor.value.filter(({ resourceId }) => resourceId.toLowerCase() === target).entries()) {
    rows.push({
      id: `advisor${index}`,
      icon: 'lightbulb',
      label: `Advisor: ${item.category}`,
      value: item.problem,
      tone: 'info',
      fact: textFact(`advisor${index}`, 'Advisor recommendation', item.problem, advisor),
    });
  }
  for (const [index, change] of history.value.entries()) {
    const step = change.oldValue === '' && change.newValue === '' ? change.event : `${change.oldValue} → ${change.newValue}`;
    const comment = change.comments === '' ? '' : ` "${change.comments}"`;
    rows.push({ id: `history${index}`, icon: 'history', label: `${clock(change.at)} ${step}`, value: `${change.by}${comment}` });
  }
  for (const [index, failure] of failures.entries()) rows.push(failureRow(index, failure));
  return rows;
}

function conditionRows(read: ReadAlert, options: EvidenceOptions, clock: (at: Instant) => string): EvidenceRow[] {
  const { reading } = read;
  const { alert, recovery } = reading;
  const rows: EvidenceRow[] = [
    {
      id: 'value',
      icon: 'graph',
      label: 'Value against threshold',
      value: valueAgainstThreshold(reading, options),
      ...(reading.peak === undefined ? {} : { fact: reading.peak }),
    },
    { id: 'fired', icon: 'bell', label: 'Fired', value: clock(alert.firedAt) },
  ];
  if (recovery.state === 'recovered') {
    const fact = reading.recoveredAt;
    rows.push({
      id: 'recovered',
      icon: 'pass',
      label: 'Metric recovered',
      value: clock(recovery.at),
      tone: 'good',
      ...(fact === undefined ? {} : { fact }),
    });
  } else {
    const text = recovery.state === 'breaching' ? 'not yet: the metric still breaches' : `not known: ${recovery.reason}`;
    rows.push({
      id: 'recovered',
      icon: 'circle-slash',
      label: 'Metric recovered',
      value: text,
      tone: recovery.state === 'breaching' ? 'bad' : 'warning',
    });
  }
  rows.push(
    {
      id: 'resolved',
      icon: 'law',
      label: 'Rule resolved',
      value:
        alert.resolvedAt === undefined
          ? `not yet, firing for ${formatDuration(options.now - alert.firedAt)}`
          : clock(alert.resolvedAt),
    },
    {
      id: 'response',
      icon: 'person',
      label: 'User response',
      value: alert.userResponse === 'New' ? 'New: nobody has responded' : `${alert.userResponse}, last by ${alert.modifiedBy}`,
    },
  );
  return rows;
}

function groupingRows(alert: Alert, board: AlertBoard, options: EvidenceOptions, clock: (at: Instant) => string): EvidenceRow[] {
  const incident = board.incidents.find(({ alerts }) => alerts.some(({ id }) => id === alert.id));
  if (incident === undefined) return [];
  const wording = { timeZone: options.timeZone, now: options.now };
  return [
    ...explainIncident(incident, wording).map((sentence, index): EvidenceRow => ({
      id: `grouped${index}`,
      icon: 'link',
      label: 'Why grouped',
      value: sentence,
    })),
    ...incident.changes.slice(0, 5).map(({ change, rank }, index): EvidenceRow => ({
      id: `change${index}`,
      icon: 'git-commit',
      label: `${clock(change.at)} change`,
      value: change.summary,
      tone: 'info',
      fact: {
        id: `change.${change.id}`,
        label: 'Change',
        value: `${change.summary} (rank ${rank.toFixed(2)})`,
        unit: 'text',
        provenance: board.provenance.activityLog ?? [],
      },
    })),
  ];
}

function ruleRows(alert: Alert, board: AlertBoard): EvidenceRow[] {
  const rule = board.rules.find(({ id }) => id.toLowerCase() === alert.rule.toLowerCase());
  if (rule === undefined) return [];
  const names = rule.actionGroups.map((id) => id.split('/').at(-1) ?? id);
  return [
    names.length === 0
      ? { id: 'notified', icon: 'bell-slash', label: 'Notified', value: 'nobody: the rule has no action group', tone: 'warning' }
      : { id: 'notified', icon: 'megaphone', label: 'Notified', value: names.join(', ') },
  ];
}

function failureRow(index: number, failure: Failure): EvidenceRow {
  return {
    id: `failure${index}`,
    icon: 'warning',
    label: `${sourceLabel(failure.source)} could not be read`,
    value: `${failure.message} ${failure.nextAction}`,
    tone: 'warning',
  };
}

function sourceLabel(source: SourceName): string {
  const words = source.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function textFact(id: string, label: string, value: string, sourced: SourceReading<unknown>): Fact {
  return { id, label, value, unit: 'text', provenance: sourced.provenance };
}
