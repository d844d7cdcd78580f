import type { AlertCondition, AlertKind, ComparisonOperator, MetricAggregation } from '../model/alert';
import { SECOND } from '../model/time';
import { parseDuration } from './isoDuration';
import { asList, asNumber, asText, at, scalars } from './json';
import { redact } from './redact';

const operators: Readonly<Record<string, ComparisonOperator>> = {
  greaterthan: 'GreaterThan',
  gt: 'GreaterThan',
  greaterthanorequal: 'GreaterThanOrEqual',
  greaterthanorequalto: 'GreaterThanOrEqual',
  greaterorequal: 'GreaterThanOrEqual',
  gte: 'GreaterThanOrEqual',
  lessthan: 'LessThan',
  lt: 'LessThan',
  lessthanorequal: 'LessThanOrEqual',
  lessthanorequalto: 'LessThanOrEqual',
  lessorequal: 'LessThanOrEqual',
  lte: 'LessThanOrEqual',
  equals: 'Equals',
  equal: 'Equals',
  equalto: 'Equals',
  eq: 'Equals',
};

const aggregations: Readonly<Record<string, MetricAggregation>> = {
  average: 'Average',
  minimum: 'Minimum',
  maximum: 'Maximum',
  total: 'Total',
  count: 'Count',
};

/** Reads a comparison however the service spells it (`GreaterThan`, `Greater Than Or Equal To`); undefined when it is none. */
export function parseOperator(value: unknown): ComparisonOperator | undefined {
  const key =
    asText(value)
      ?.toLowerCase()
      .replace(/[\s_-]/g, '') ?? '';
  return Object.hasOwn(operators, key) ? operators[key] : undefined;
}

export function parseAggregation(value: unknown): MetricAggregation | undefined {
  const key = asText(value)?.toLowerCase() ?? '';
  return Object.hasOwn(aggregations, key) ? aggregations[key] : undefined;
}

/** What an alert's context adds to its essentials. */
export interface AlertContext {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly firedValue?: number;
  readonly condition?: AlertCondition;
}

/** Reads a context of any kind. An absent or unknown context gives no condition and no dimensions. */
export function readContext(kind: AlertKind, wire: unknown): AlertContext {
  // The service wraps the context of some kinds once more.
  const context = at(wire, 'alertContext') ?? at(wire, 'context') ?? wire;
  if (kind === 'metric') return readMetric(context);
  if (kind === 'log') return readLog(context);
  if (kind === 'prometheus') return readPrometheus(context);
  // Contexts of before the common alert schema hold the activity log entry in a member of its own.
  const entry = at(context, 'activityLog') ?? context;
  const fields = redactAll({ ...scalars(entry), ...scalars(at(entry, 'properties')) });
  if (Object.keys(fields).length === 0) return { dimensions: {} };
  return { dimensions: {}, condition: { kind: 'event', fields } };
}

function redactAll(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, redact(value)]));
}

/** `[{name, value}]` as a record; the parts of every criterion together. */
function readDimensions(criteria: readonly unknown[]): Record<string, string> {
  const result: Record<string, string> = {};
  for (const dimension of criteria.flatMap((criterion) => asList(at(criterion, 'dimensions')))) {
    const name = asText(at(dimension, 'name'));
    const value = asText(at(dimension, 'value')) ?? asText(asList(at(dimension, 'values'))[0]);
    if (name !== undefined && value !== undefined) result[name] = value;
  }
  return result;
}

function withDefined<T extends object>(
  base: T,
  extra: { readonly firedValue: number | undefined; readonly condition: AlertCondition | undefined },
) {
  return {
    ...base,
    ...(extra.firedValue === undefined ? {} : { firedValue: extra.firedValue }),
    ...(extra.condition === undefined ? {} : { condition: extra.condition }),
  };
}

function readMetric(context: unknown): AlertContext {
  const root = at(context, 'condition');
  const criteria = asList(at(root, 'allOf'));
  const first = criteria[0];
  const dimensions = readDimensions(criteria);
  const metricName = asText(at(first, 'metricName'));
  const operator = parseOperator(at(first, 'operator'));
  const windowSize = parseDuration(at(root, 'windowSize'));
  const threshold = asNumber(at(first, 'threshold'));
  const condition: AlertCondition | undefined =
    metricName === undefined || operator === undefined || windowSize === undefined
      ? undefined
      : {
          kind: 'metric',
          metricNamespace: asText(at(first, 'metricNamespace')) ?? '',
          metricName,
          aggregation: parseAggregation(at(first, 'timeAggregation')) ?? 'Average',
          operator,
          ...(threshold === undefined ? {} : { threshold }),
          windowSize,
          dimensions,
        };
  return withDefined({ dimensions }, { firedValue: asNumber(at(first, 'metricValue')), condition });
}

/** The test of a log search rule; undefined without a query. `windowSize` in milliseconds. */
export function logCondition(
  query: string | undefined,
  test: {
    readonly operator: ComparisonOperator | undefined;
    readonly threshold: number | undefined;
    readonly windowSize: number | undefined;
  },
): AlertCondition | undefined {
  if (query === undefined) return undefined;
  const { operator, threshold, windowSize } = test;
  return {
    kind: 'query',
    language: 'kql',
    query,
    ...(operator === undefined ? {} : { operator }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(windowSize === undefined ? {} : { windowSize }),
  };
}

function readLog(context: unknown): AlertContext {
  const criteria = asList(at(context, 'condition', 'allOf'));
  const first = criteria[0];
  // Log alerts of the first generation carry the query in flat members.
  const query = asText(at(first, 'searchQuery')) ?? asText(at(context, 'SearchQuery'));
  const operator = parseOperator(at(first, 'operator') ?? at(context, 'AlertThresholdOperator') ?? at(context, 'Operator'));
  const threshold = asNumber(at(first, 'threshold') ?? at(context, 'AlertThresholdValue') ?? at(context, 'Threshold'));
  const seconds = asNumber(at(context, 'SearchIntervalInSeconds'));
  const windowSize =
    parseDuration(at(context, 'condition', 'windowSize')) ?? (seconds === undefined ? undefined : seconds * SECOND);
  const condition = logCondition(query, { operator, threshold, windowSize });
  const firedValue = asNumber(at(first, 'metricValue')) ?? asNumber(at(context, 'ResultCount'));
  return withDefined({ dimensions: readDimensions([...criteria, context]) }, { firedValue, condition });
}

function readPrometheus(context: unknown): AlertContext {
  const query = asText(at(context, 'expression'));
  const dimensions = redactAll(scalars(at(context, 'labels')));
  delete dimensions['alertname'];
  const condition: AlertCondition | undefined = query === undefined ? undefined : { kind: 'query', language: 'promql', query };
  return withDefined({ dimensions }, { firedValue: asNumber(at(context, 'expressionValue')), condition });
}
