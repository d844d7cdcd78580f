import type { Alert, Recovery } from '../model/alert';
import type { MetricSeries } from '../model/series';
import { MINUTE, toIso, type Instant } from '../model/time';
import { breaches, isSummed, type MetricCondition } from './breach';

/** Healthy samples in a row that make a metric recovered, as many as a stateful metric rule waits for. */
export const HEALTHY_RUN = 3;

/** Silence at the end of a series beyond which nothing is claimed about the metric. */
const SILENCE = 15 * MINUTE;

/** The most extreme value of an alert's metric, with the start of its sample. */
export interface Peak {
  readonly value: number;
  readonly at: Instant;
}

type Checked = { readonly condition: MetricCondition; readonly threshold: number } | { readonly reason: string };

/**
 * When the metric itself was back: the start of the first run of three healthy samples after the firing. Missing
 * samples neither count nor break a run. A sum over a window longer than the grain is judged by its share of the
 * threshold. `unknown` where the condition or the data do not allow a judgement.
 */
export function recoveryOf(alert: Alert, series: MetricSeries, now: Instant): Recovery {
  const checked = check(alert, series);
  if ('reason' in checked) return { state: 'unknown', reason: checked.reason };
  const { condition, threshold } = checked;
  const share = isSummed(condition) ? Math.min(1, series.grain / condition.windowSize) : 1;
  let run = 0;
  let runStart = 0;
  let last: Instant | undefined;
  let end = alert.firedAt;
  for (const [index, at] of series.times.entries()) {
    if (at < alert.firedAt || at + series.grain > now) continue;
    end = Math.max(end, at + series.grain);
    const value = series.values[index] ?? null;
    if (value === null) continue;
    last = at + series.grain;
    if (breaches(value, condition.operator, threshold * share)) {
      run = 0;
      continue;
    }
    if (run === 0) runStart = at;
    run += 1;
    if (run === HEALTHY_RUN) return { state: 'recovered', at: runStart };
  }
  if (last === undefined) return { state: 'unknown', reason: `no data of ${series.metric} after the alert fired` };
  const expectedEnd = alert.monitorCondition === 'Fired' ? Math.max(end, now) : end;
  if (expectedEnd - last > Math.max(SILENCE, HEALTHY_RUN * series.grain)) {
    return { state: 'unknown', reason: `no data of ${series.metric} after ${toIso(last)}` };
  }
  return { state: 'breaching' };
}

/**
 * The largest value (the smallest for a "less than" rule) from the firing to the recovery, or to the end of the data.
 * For sums it is the sum over the rule's window, so that it compares with the threshold. Undefined without data.
 */
export function peakOf(alert: Alert, series: MetricSeries, recovery: Recovery): Peak | undefined {
  const condition = alert.condition;
  if (condition?.kind !== 'metric') return undefined;
  const until = recovery.state === 'recovered' ? recovery.at : Infinity;
  const downwards = condition.operator === 'LessThan' || condition.operator === 'LessThanOrEqual';
  let peak: Peak | undefined;
  for (const [index, at] of series.times.entries()) {
    if (at + series.grain <= alert.firedAt || at >= until) continue;
    const value = isSummed(condition) ? windowSum(series, index, condition.windowSize) : (series.values[index] ?? null);
    if (value === null) continue;
    if (peak === undefined || (downwards ? value < peak.value : value > peak.value)) peak = { value, at };
  }
  return peak;
}

/** The series that an alert's condition speaks of among those of an answer. */
export function seriesOf(alert: Alert, series: readonly MetricSeries[]): MetricSeries | undefined {
  const condition = alert.condition;
  if (condition?.kind !== 'metric') return undefined;
  const wanted = new Map(Object.entries(alert.dimensions).map(([key, value]) => [key.toLowerCase(), value.toLowerCase()]));
  const named = series.filter((one) => one.metric.toLowerCase() === condition.metricName.toLowerCase());
  const fitting = named.filter((one) =>
    Object.entries(one.dimensions).every(
      ([key, value]) => (wanted.get(key.toLowerCase()) ?? value.toLowerCase()) === value.toLowerCase(),
    ),
  );
  return fitting[0];
}

/** Why a condition cannot be recomputed from platform metrics, or undefined when it can. */
export function whyNotRecomputable(alert: Alert): string | undefined {
  const condition = alert.condition;
  if (condition === undefined) return 'the condition of the rule is not known';
  if (condition.kind === 'query') return 'the rule tests a query, not a platform metric';
  if (condition.kind === 'event') return 'the rule tests an event, not a metric';
  return condition.threshold === undefined ? 'the rule has a dynamic threshold, which only the service knows' : undefined;
}

function check(alert: Alert, series: MetricSeries): Checked {
  const reason = whyNotRecomputable(alert);
  const condition = alert.condition;
  if (condition?.kind !== 'metric' || condition.threshold === undefined)
    return { reason: reason ?? 'the rule does not test a metric' };
  if (series.metric.toLowerCase() !== condition.metricName.toLowerCase()) {
    return { reason: `the data are of ${series.metric}, the rule tests ${condition.metricName}` };
  }
  if (series.aggregation !== condition.aggregation) {
    return { reason: `the data are aggregated by ${series.aggregation}, the rule by ${condition.aggregation}` };
  }
  return { condition, threshold: condition.threshold };
}

function windowSum(series: MetricSeries, index: number, windowSize: number): number | null {
  const count = Math.max(1, Math.round(windowSize / series.grain));
  const values = series.values.slice(Math.max(0, index - count + 1), index + 1).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}
