import type { MetricAggregation } from '../../model/alert';
import { DAY, HOUR, MINUTE, toIso, type Instant } from '../../model/time';
import { badRequest, list, ok, same, type Call, type Reply, type Route } from '../http';
import { formatDuration, parseDuration } from '../story/duration';
import { aggregate } from '../story/evaluate';
import { metricsOf, type MetricDefinition } from '../story/metricCatalog';
import type { SeriesCell, StoryResource, StorySeries } from '../story/types';
import { parseMetricFilter, type MetricFilter } from './metricFilter';
import { resourceOf } from './resources';

const grains = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR, DAY];
const aggregations: readonly MetricAggregation[] = ['Average', 'Minimum', 'Maximum', 'Total', 'Count'];
const mostPoints = 90 * 24 * 60;

/** What the service offers for a resource; a 400 when it has no metrics or another namespace is asked for. */
function offered(
  call: Call,
  resource: StoryResource,
): { readonly namespace: string; readonly metrics: readonly MetricDefinition[] } {
  const found = metricsOf(resource.type);
  if (found === undefined) throw badRequest(`Resource type: ${resource.type} does not support metrics.`);
  const asked = call.query.get('metricnamespace');
  if (asked !== undefined && !same(asked, found.namespace)) {
    throw badRequest(
      `Metric namespace '${asked}' is not supported for resource type ${resource.type}. Valid namespaces: ${found.namespace}`,
    );
  }
  return found;
}

function definitions(call: Call, id: string): Reply {
  const resource = resourceOf(call, id);
  const { namespace, metrics } = offered(call, resource);
  return list(
    metrics.map((metric) => ({
      id: `${resource.id}/providers/microsoft.insights/metricdefinitions/${metric.name}`,
      resourceId: resource.id,
      namespace,
      name: { value: metric.name, localizedValue: metric.label },
      displayDescription: metric.label,
      isDimensionRequired: false,
      unit: metric.unit,
      primaryAggregationType: metric.aggregations[0],
      supportedAggregationTypes: metric.aggregations,
      metricAvailabilities: grains.map((grain) => ({ timeGrain: formatDuration(grain), retention: 'P93D' })),
      dimensions: metric.dimensions.map((value) => ({ value, localizedValue: value })),
    })),
  );
}

/** `a/b` or an ISO 8601 duration that ends now; whole minutes. */
function timespan(call: Call): { readonly from: Instant; readonly to: Instant } {
  const text = call.query.get('timespan');
  const wrong = (): Error =>
    badRequest(
      `Invalid time range '${text ?? ''}'. The timespan must be <start>/<end> in ISO 8601 with start before end, or an ISO 8601 duration.`,
    );
  const whole = (at: Instant): Instant => Math.floor(at / MINUTE) * MINUTE;
  if (text === undefined) return { from: whole(call.state.now) - HOUR, to: call.state.now };
  const parts = text.split('/');
  if (parts.length === 1) {
    const length = parseDuration(text);
    if (length === undefined) throw wrong();
    return { from: whole(call.state.now - length), to: call.state.now };
  }
  const [start = '', end = ''] = parts;
  const to = moment(end);
  const length = parseDuration(start);
  const from = length === undefined ? moment(start) : to - length;
  if (parts.length > 2 || Number.isNaN(from) || Number.isNaN(to) || from >= to) throw wrong();
  return { from: whole(from), to };
}

/** Recorded clients also send `2019-05-01 23:59:59`, which means UTC. */
function moment(text: string): Instant {
  const iso = text.trim().replace(' ', 'T');
  return Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso) ? iso : `${iso}Z`);
}

function interval(call: Call, length: number): { readonly grain: number; readonly label: string } {
  const text = call.query.get('interval');
  if (text === undefined) return { grain: MINUTE, label: 'PT1M' };
  if (same(text, 'FULL')) return { grain: Math.ceil(length / MINUTE) * MINUTE, label: 'FULL' };
  const grain = parseDuration(text);
  if (grain === undefined || !grains.includes(grain)) {
    throw badRequest(`Detect invalid time grain input: ${text}, supported ones: ${grains.map(formatDuration).join(',')}`);
  }
  return { grain, label: formatDuration(grain) };
}

function named(call: Call, resource: StoryResource): readonly MetricDefinition[] {
  const { metrics } = offered(call, resource);
  const names = call.query
    .get('metricnames')
    ?.split(',')
    .map((name) => name.trim());
  const [first] = metrics;
  if (names === undefined) return first === undefined ? [] : [first];
  return names.map((name) => {
    const found = metrics.find((metric) => same(metric.name, name));
    if (found === undefined) {
      const [provider = '', ...type] = resource.type.split('/');
      throw badRequest(
        `Failed to find metric configuration for provider: ${provider}, resource Type: ${type.join('/')}, metric: ${name}, Valid metrics: ${metrics.map((metric) => metric.name).join(',')}`,
      );
    }
    return found;
  });
}

function asked(call: Call): readonly MetricAggregation[] | undefined {
  return call.query
    .get('aggregation')
    ?.split(',')
    .map((text) => {
      const found = aggregations.find((aggregation) => same(aggregation, text.trim()));
      if (found === undefined) throw badRequest(`Invalid aggregation type '${text}'. Valid values: ${aggregations.join(', ')}`);
      return found;
    });
}

interface Group {
  readonly values: readonly string[];
  readonly cells: readonly SeriesCell[];
}

/** The cells that pass the filter, split by the dimensions that it names. */
function split(series: StorySeries, names: readonly string[], filter: MetricFilter | undefined): Group[] {
  const groups = new Map<string, { values: string[]; cells: SeriesCell[] }>();
  for (const cell of series.cells) {
    if (filter !== undefined && !filter.accepts(cell.dimensions)) continue;
    const values = names.map((name) => cell.dimensions[name] ?? '');
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { values, cells: [] };
    group.cells.push(cell);
    groups.set(key, group);
  }
  return [...groups.values()];
}

interface Order {
  readonly aggregation: MetricAggregation;
  readonly sign: 1 | -1;
}

function order(call: Call, fallback: MetricAggregation): Order {
  const text = call.query.get('orderby');
  if (text === undefined) return { aggregation: fallback, sign: -1 };
  const match = /^\s*(sum|total|average|minimum|maximum|count)(?:\s+(asc|desc))?\s*$/i.exec(text);
  const word = match?.[1]?.toLowerCase();
  const aggregation = aggregations.find((known) => same(known, word === 'sum' ? 'Total' : (word ?? '')));
  if (aggregation === undefined)
    throw badRequest(`Invalid orderby '${text}'. Use an aggregation followed by asc or desc, such as 'average desc'.`);
  return { aggregation, sign: match?.[2]?.toLowerCase() === 'asc' ? 1 : -1 };
}

function metrics(call: Call, id: string): Reply {
  const { query, state } = call;
  const resource = resourceOf(call, id);
  const wanted = named(call, resource);
  const { from, to } = timespan(call);
  const { grain, label } = interval(call, to - from);
  if ((to - from) / grain > mostPoints) throw badRequest(`The time range is too large for the time grain ${label}.`);
  const filterText = query.get('$filter');
  const filter = filterText === undefined ? undefined : parseMetricFilter(filterText);
  const top = query.integer('$top', 1, 1_000_000) ?? 10;
  const kinds = asked(call);
  const metadataOnly = query.oneOf('resultType', ['Data', 'metadata']) === 'metadata';
  const end = Math.min(to, state.now, state.story.to);
  const minuteOf = (at: Instant): number => Math.floor((at - state.story.from) / MINUTE);

  const value = wanted.map((metric) => {
    const shown = kinds ?? metric.aggregations.slice(0, 1);
    const names = (filter?.dimensions ?? []).map((name) => {
      const known = metric.dimensions.find((dimension) => same(dimension, name));
      if (known === undefined) {
        throw badRequest(
          `Metric: ${metric.name} does not support requested dimension combination: ${name}, supported ones are: ${metric.dimensions.join(',')}`,
        );
      }
      return known;
    });
    const series = state.series(resource.id, metric.name);
    const { aggregation, sign } = order(call, metric.aggregations[0] ?? 'Average');
    const ranked =
      series === undefined
        ? []
        : split(series, names, filter).map((group) => ({
            group,
            rank:
              filter === undefined ? 0 : (aggregate(series.kind, group.cells, minuteOf(from), minuteOf(end))?.[aggregation] ?? 0),
          }));
    const chosen = filter === undefined ? ranked : ranked.sort((a, b) => sign * (a.rank - b.rank)).slice(0, top);
    return {
      id: `${resource.id}/providers/Microsoft.Insights/metrics/${metric.name}`,
      type: 'Microsoft.Insights/metrics',
      name: { value: metric.name, localizedValue: metric.label },
      displayDescription: metric.label,
      unit: metric.unit,
      timeseries: chosen.map(({ group }) => ({
        metadatavalues: names.map((name, index) => ({
          name: { value: name.toLowerCase(), localizedValue: name.toLowerCase() },
          value: group.values[index] ?? '',
        })),
        data: series === undefined || metadataOnly ? [] : buckets(series, group.cells, shown),
      })),
      errorCode: 'Success',
    };
  });

  function buckets(series: StorySeries, cells: readonly SeriesCell[], shown: readonly MetricAggregation[]): unknown[] {
    const data: unknown[] = [];
    for (let at = from; at < end; at += grain) {
      const found = aggregate(
        series.kind,
        cells,
        minuteOf(at),
        Math.min(minuteOf(at + grain), Math.ceil((end - state.story.from) / MINUTE)),
      );
      const values =
        found === undefined ? [] : shown.map((aggregation) => [aggregation.toLowerCase(), found[aggregation]] as const);
      data.push({ timeStamp: toIso(at), ...Object.fromEntries(values) });
    }
    return data;
  }

  return ok({
    cost: Math.max(0, Math.ceil((to - from) / MINUTE) - 1),
    timespan: `${toIso(from)}/${toIso(to)}`,
    interval: label,
    value,
    namespace: offered(call, resource).namespace,
    resourceregion: resource.location,
  });
}

/** Calls between applications are a source of their own, though the metrics API serves them. */
const isDependency = (call: Call): boolean => /(?:^|,)\s*dependencies\//i.test(call.query.get('metricnames') ?? '');

export const metricRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/{+resource}/providers/Microsoft.Insights/metricDefinitions',
    service: 'metrics',
    action: 'Microsoft.Insights/metricDefinitions/read',
    handle: (call, parameter) => definitions(call, parameter('resource')),
  },
  {
    method: 'GET',
    path: '/{+resource}/providers/Microsoft.Insights/metrics',
    service: (call) => (isDependency(call) ? 'dependencies' : 'metrics'),
    action: 'Microsoft.Insights/metrics/read',
    handle: (call, parameter) => metrics(call, parameter('resource')),
  },
];
