import type { Alert } from '../model/alert';
import type { MetricQuery } from '../model/series';
import { DAY, HOUR, MINUTE, type Instant } from '../model/time';
import { whyNotRecomputable } from './recovery';

/** Data past the rule's "Resolved", so that three healthy samples surely fit. */
const AFTER_RESOLVED = 30 * MINUTE;

/** Longest spans per grain: one minute as long as the answer stays small, coarser for alerts that fire for days. */
const GRAINS: readonly (readonly [span: number, grain: number])[] = [
  [2 * DAY, MINUTE],
  [10 * DAY, 5 * MINUTE],
  [Infinity, HOUR],
];

/**
 * What to ask so that `recoveryOf` and `peakOf` can judge the alert: its metric with the rule's aggregation from one
 * window before the firing until some time after it resolved. Undefined when the condition cannot be recomputed.
 */
export function metricQueryFor(alert: Alert, now: Instant): MetricQuery | undefined {
  const condition = alert.condition;
  if (condition?.kind !== 'metric' || whyNotRecomputable(alert) !== undefined) return undefined;
  const to = Math.max(
    Math.min(now, alert.resolvedAt === undefined ? now : alert.resolvedAt + AFTER_RESOLVED),
    alert.firedAt + MINUTE,
  );
  const from = alert.firedAt - condition.windowSize;
  const grain = GRAINS.find(([span]) => to - from <= span)?.[1] ?? HOUR;
  const filter = filterOf(alert, condition.dimensions);
  return {
    resourceId: alert.target.id,
    namespace: condition.metricNamespace,
    metrics: [condition.metricName],
    aggregation: condition.aggregation,
    grain,
    window: { from: Math.floor(from / grain) * grain, to },
    ...(filter === '' ? {} : { filter }),
  };
}

/** The instance's own value of a dimension wins over the rule's, which may be a wildcard or a list. */
function filterOf(alert: Alert, dimensions: Readonly<Record<string, string>>): string {
  const own = new Map(Object.entries(alert.dimensions).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(dimensions)
    .map(([key, value]) => `${key} eq '${(own.get(key.toLowerCase()) ?? value).replaceAll("'", "''")}'`)
    .sort()
    .join(' and ');
}
