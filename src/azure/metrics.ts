import type { Metric, MetricsQueryClient, MetricValue, TimeSeriesElement } from '@azure/monitor-query';
import type { MetricAggregation } from '../model/alert';
import { type Failure, SourceError } from '../model/failure';
import type { MetricQuery, MetricSeries } from '../model/series';
import type { MetricStore, Sourced } from '../model/stores';
import type { Instant, TimeWindow } from '../model/time';
import { abortOption } from './abort';
import { toFailure } from './errors';
import { sourced } from './gather';
import { formatDuration } from './isoDuration';
import { lazy } from './lazy';
import { clientOptions, type Pipeline } from './pipeline';

/** Platform metrics of one resource at a time. */
export function createMetricStore(pipeline: Pipeline): MetricStore {
  const client = lazy(async () => {
    const { MetricsQueryClient } = await import('@azure/monitor-query');
    return new MetricsQueryClient(pipeline.connection.credential, clientOptions(pipeline, 'read'));
  });
  return {
    async query(query, signal) {
      const context = {
        source: 'metrics' as const,
        resource: query.resourceId,
        action: `read the metric ${query.metrics.join(', ')} of ${query.resourceId.split('/').at(-1) ?? query.resourceId}`,
      };
      const result = await sourced(context, undefined, async () => ask(await client(), query, signal));
      return judge(result, query);
    },
  };
}

// The package gets security fixes only; it stays while it is the one that reads logs too, and only this file knows it.
// eslint-disable-next-line @typescript-eslint/no-deprecated
async function ask(client: MetricsQueryClient, query: MetricQuery, signal: AbortSignal | undefined): Promise<readonly Metric[]> {
  const answer = await client.queryResource(query.resourceId, [...query.metrics], {
    timespan: { startTime: new Date(query.window.from), endTime: new Date(query.window.to) },
    granularity: formatDuration(query.grain),
    aggregations: [query.aggregation],
    ...(query.namespace === undefined || query.namespace === '' ? {} : { metricNamespace: query.namespace }),
    ...(query.filter === undefined ? {} : { filter: query.filter }),
    ...(query.top === undefined ? {} : { top: query.top }),
    ...abortOption(signal),
  });
  return answer.metrics;
}

/** Metrics that the service could not compute become failures; when it could compute none, that is thrown. */
function judge(result: Sourced<readonly Metric[]>, query: MetricQuery): Sourced<readonly MetricSeries[]> {
  const failures: Failure[] = [];
  const series: MetricSeries[] = [];
  for (const metric of result.value) {
    if (metric.errorCode === undefined || metric.errorCode === 'Success') {
      series.push(...metric.timeseries.map((element) => toSeries(metric, element, query)));
    } else {
      const action = `read the metric ${metric.name}`;
      const body = { code: metric.errorCode, message: metric.errorMessage ?? metric.errorCode, statusCode: 400 };
      failures.push(
        toFailure(Object.assign(new Error(body.message), body), { source: 'metrics', resource: query.resourceId, action }),
      );
    }
  }
  const first = failures[0];
  if (first !== undefined && failures.length === result.value.length) throw new SourceError(first);
  return { value: series, provenance: result.provenance, failures };
}

const members: Readonly<Record<MetricAggregation, (value: MetricValue) => number | undefined>> = {
  Average: (value) => value.average,
  Minimum: (value) => value.minimum,
  Maximum: (value) => value.maximum,
  Total: (value) => value.total,
  Count: (value) => value.count,
};

function toSeries(metric: Metric, element: TimeSeriesElement, query: MetricQuery): MetricSeries {
  const read = members[query.aggregation];
  const points = new Map((element.data ?? []).map((value) => [value.timeStamp.getTime(), read(value) ?? null]));
  const { times, values } = onGrid(points, query.grain, query.window);
  return {
    metric: metric.name,
    aggregation: query.aggregation,
    unit: metric.unit,
    dimensions: Object.fromEntries((element.metadataValues ?? []).map(({ name, value }) => [name ?? '', value ?? ''])),
    grain: query.grain,
    times,
    values,
  };
}

/**
 * Lays points on an even grid over the window, null where there is none. The first point decides where the grid lies,
 * since the service counts grains from the start of the window that it chose.
 */
export function onGrid(
  points: ReadonlyMap<Instant, number | null>,
  grain: number,
  window: TimeWindow,
): { readonly times: readonly Instant[]; readonly values: readonly (number | null)[] } {
  const known = [...points.keys()].sort((a, b) => a - b);
  const anchor = known[0] ?? window.from;
  const first = Math.min(anchor, anchor - Math.floor((anchor - window.from) / grain) * grain);
  const times: Instant[] = [];
  for (let time = first; time < window.to; time += grain) times.push(time);
  // Points beside the grid are kept as they are rather than moved or dropped.
  const onlyOnGrid = known.every((time) => (time - first) % grain === 0);
  const all = onlyOnGrid ? times : [...new Set([...times, ...known])].sort((a, b) => a - b);
  return { times: all, values: all.map((time) => points.get(time) ?? null) };
}
