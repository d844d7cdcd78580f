import { shortHash } from '../alerts/episodeKey';
import { operatorSign } from '../alerts/breach';
import { metricQueryFor } from '../alerts/metricQuery';
import { peakOf, recoveryOf, seriesOf, whyNotRecomputable } from '../alerts/recovery';
import { unitOfMetric } from '../documents/format';
import type { Alert, Recovery } from '../model/alert';
import type { Fact, Provenance, Unit } from '../model/fact';
import type { Failure } from '../model/failure';
import type { AlertReading } from '../model/overnight';
import type { MetricSeries } from '../model/series';
import type { MetricStore } from '../model/stores';
import { toIso, type Instant } from '../model/time';
import { readSource } from './readSource';

/** The stem of the ids of an alert's facts. */
export function alertFactId(alert: Alert, part: string): string {
  return `alert:${shortHash(alert.id.toLowerCase())}:${part}`;
}

export interface ReadAlert {
  readonly reading: AlertReading;
  readonly failures: readonly Failure[];
}

/** Asks for an alert's metric and works out peak and recovery. `conditionFrom` is where its condition was read. */
export async function readAlert(
  alert: Alert,
  metrics: MetricStore,
  conditionFrom: readonly Provenance[],
  now: Instant,
  signal?: AbortSignal,
): Promise<ReadAlert> {
  const query = metricQueryFor(alert, now);
  if (query === undefined) {
    const recovery: Recovery = { state: 'unknown', reason: whyNotRecomputable(alert) ?? 'the metric cannot be asked for' };
    return { reading: readingOf(alert, recovery, 'count', conditionFrom, []), failures: [] };
  }
  const none: readonly MetricSeries[] = [];
  const answer = await readSource('metrics', none, () => metrics.query(query, signal));
  const series = seriesOf(alert, answer.value);
  if (series === undefined) {
    const why = answer.failures[0]?.message;
    const reason =
      why === undefined ? `the service has no data of ${query.metrics.join(', ')}` : `metrics could not be read: ${why}`;
    return { reading: readingOf(alert, { state: 'unknown', reason }, 'count', conditionFrom, []), failures: answer.failures };
  }
  const recovery = recoveryOf(alert, series, now);
  const reading = readingOf(alert, recovery, unitOfMetric(series.unit), conditionFrom, answer.provenance, series);
  return { reading, failures: answer.failures };
}

function readingOf(
  alert: Alert,
  recovery: Recovery,
  unit: Unit,
  conditionFrom: readonly Provenance[],
  metricsFrom: readonly Provenance[],
  series?: MetricSeries,
): AlertReading {
  const peak = series === undefined ? undefined : peakFact(alert, series, recovery, unit, metricsFrom);
  const threshold = thresholdFact(alert, unit, conditionFrom);
  return {
    alert,
    recovery,
    ...(peak === undefined ? {} : { peak }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(recovery.state !== 'recovered' ? {} : { recoveredAt: recoveryFact(alert, recovery.at, metricsFrom) }),
  };
}

function peakFact(
  alert: Alert,
  series: MetricSeries,
  recovery: Recovery,
  unit: Unit,
  from: readonly Provenance[],
): Fact | undefined {
  const peak = peakOf(alert, series, recovery);
  if (peak === undefined) return undefined;
  const until = recovery.state === 'recovered' ? `its recovery at ${toIso(recovery.at)}` : 'the end of the data';
  const derivation = `most extreme ${series.aggregation} of ${series.metric} from the firing at ${toIso(alert.firedAt)} to ${until}: the sample of ${toIso(peak.at)}`;
  return {
    id: alertFactId(alert, 'peak'),
    label: `Peak of ${series.metric}`,
    value: peak.value,
    unit,
    provenance: derived(from, derivation),
  };
}

function recoveryFact(alert: Alert, at: Instant, from: readonly Provenance[]): Fact {
  const derivation = 'start of the first three healthy samples in a row after the firing; missing samples do not count';
  return {
    id: alertFactId(alert, 'recovered'),
    label: 'Metric back to healthy',
    value: at,
    unit: 'instant',
    provenance: derived(from, derivation),
  };
}

function thresholdFact(alert: Alert, unit: Unit, from: readonly Provenance[]): Fact | undefined {
  const condition = alert.condition;
  if (condition === undefined || condition.kind === 'event' || condition.threshold === undefined) return undefined;
  const sign = condition.operator === undefined ? '' : `${operatorSign(condition.operator)} `;
  return {
    id: alertFactId(alert, 'threshold'),
    label: 'Threshold of the rule',
    value: condition.threshold,
    unit,
    provenance: derived(from, `the condition of rule ${alert.rule}: fires when the value is ${sign}${condition.threshold}`),
  };
}

/** The same requests, with the sentence that says how the value follows from them. */
export function derived(provenance: readonly Provenance[], derivation: string): readonly Provenance[] {
  return provenance.map((one) => ({ ...one, derivation }));
}
