import type { AlertCondition, AlertKind, AlertRule, ComparisonOperator, MetricAggregation, Severity } from '../model/alert';
import { logCondition, parseAggregation, parseOperator } from './alertContext';
import { parseDuration } from './isoDuration';
import { asBoolean, asList, asNumber, asText, at, need } from './json';

/** Reads a severity written as 0..4 or `Sev0`..`Sev4`. */
export function parseSeverity(value: unknown): Severity | undefined {
  const number = asNumber(typeof value === 'string' ? value.replace(/^sev/i, '') : value);
  return number === 0 || number === 1 || number === 2 || number === 3 || number === 4 ? number : undefined;
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.map(asText).filter((text) => text !== undefined);
}

interface RuleParts {
  readonly kind: AlertKind;
  readonly name?: string | undefined;
  readonly enabled: boolean;
  readonly severity: Severity | undefined;
  readonly condition: AlertCondition | undefined;
  readonly actionGroups: readonly string[];
  readonly evaluationFrequency: number | undefined;
  readonly autoResolves: boolean;
  readonly scopes?: readonly string[];
}

function rule(source: unknown, parts: RuleParts): AlertRule {
  const { severity, condition, evaluationFrequency, name, scopes, ...rest } = parts;
  return {
    id: need(asText(at(source, 'id')), 'id of an alert rule'),
    name: name ?? asText(at(source, 'name')) ?? '',
    description: asText(at(source, 'description')) ?? asText(at(source, 'properties', 'description')) ?? '',
    scopes: scopes ?? texts(asList(at(source, 'scopes') ?? at(source, 'properties', 'scopes'))),
    ...rest,
    ...(severity === undefined ? {} : { severity }),
    ...(condition === undefined ? {} : { condition }),
    ...(evaluationFrequency === undefined ? {} : { evaluationFrequency }),
  };
}

function dimensionsOf(criterion: unknown): Record<string, string> {
  const result: Record<string, string> = {};
  for (const dimension of asList(at(criterion, 'dimensions'))) {
    const name = asText(at(dimension, 'name'));
    // Only "Include" restricts to values; "Exclude" cannot be said as a value.
    if (name !== undefined && asText(at(dimension, 'operator'))?.toLowerCase() !== 'exclude') {
      result[name] = texts(asList(at(dimension, 'values'))).join(',');
    }
  }
  return result;
}

function metricCondition(criterion: unknown, namespace: string, windowSize: number | undefined): AlertCondition | undefined {
  const metricName = asText(at(criterion, 'metricName'));
  const operator: ComparisonOperator | undefined = parseOperator(at(criterion, 'operator'));
  const aggregation: MetricAggregation | undefined = parseAggregation(at(criterion, 'timeAggregation'));
  if (metricName === undefined || operator === undefined || aggregation === undefined || windowSize === undefined)
    return undefined;
  const threshold = asNumber(at(criterion, 'threshold'));
  return {
    kind: 'metric',
    metricNamespace: asText(at(criterion, 'metricNamespace')) ?? namespace,
    metricName,
    aggregation,
    operator,
    ...(threshold === undefined ? {} : { threshold }),
    windowSize,
    dimensions: dimensionsOf(criterion),
  };
}

/** A metric alert rule as the SDK gives it. Of several criteria the first becomes the condition. */
export function parseMetricRule(source: unknown): AlertRule {
  const windowSize = parseDuration(at(source, 'windowSize'));
  const first = asList(at(source, 'criteria', 'allOf'))[0];
  const promql = asText(at(first, 'query'));
  const webTest = asText(at(source, 'criteria', 'webTestId'));
  const condition: AlertCondition | undefined =
    promql !== undefined
      ? { kind: 'query', language: 'promql', query: promql }
      : webTest !== undefined
        ? {
            kind: 'event',
            fields: {
              webTestId: webTest,
              failedLocationCount: String(asNumber(at(source, 'criteria', 'failedLocationCount')) ?? ''),
            },
          }
        : metricCondition(first, asText(at(source, 'targetResourceType')) ?? '', windowSize);
  return rule(source, {
    kind: 'metric',
    enabled: asBoolean(at(source, 'enabled')) ?? true,
    severity: parseSeverity(at(source, 'severity')),
    condition,
    actionGroups: texts(asList(at(source, 'actions')).map((action) => at(action, 'actionGroupId'))),
    evaluationFrequency: parseDuration(at(source, 'evaluationFrequency')),
    autoResolves: asBoolean(at(source, 'autoMitigate')) ?? asBoolean(at(source, 'resolveConfiguration', 'autoResolved')) ?? true,
  });
}

/** A log search rule as the SDK gives it. */
export function parseQueryRule(source: unknown): AlertRule {
  const first = asList(at(source, 'criteria', 'allOf'))[0];
  const query = asText(at(first, 'query'));
  const operator = parseOperator(at(first, 'operator'));
  const threshold = asNumber(at(first, 'threshold'));
  const windowSize = parseDuration(at(source, 'windowSize'));
  return rule(source, {
    kind: 'log',
    name: asText(at(source, 'displayName')),
    enabled: asBoolean(at(source, 'enabled')) ?? true,
    severity: parseSeverity(at(source, 'severity')),
    condition: logCondition(query, { operator, threshold, windowSize }),
    actionGroups: texts(asList(at(source, 'actions', 'actionGroups'))),
    evaluationFrequency: parseDuration(at(source, 'evaluationFrequency')),
    autoResolves: asBoolean(at(source, 'autoMitigate')) ?? asBoolean(at(source, 'resolveConfiguration', 'autoResolved')) ?? false,
  });
}

/** An activity log rule as the SDK gives it; its category tells service health and resource health apart. */
export function parseActivityRule(source: unknown): AlertRule {
  const fields: Record<string, string> = {};
  for (const part of asList(at(source, 'condition', 'allOf'))) {
    const options = asList(at(part, 'anyOf'));
    for (const leaf of options.length > 0 ? options : [part]) {
      const field = asText(at(leaf, 'field'));
      const value = asText(at(leaf, 'equals')) ?? texts(asList(at(leaf, 'containsAny'))).join(', ');
      if (field !== undefined) fields[field] = fields[field] === undefined ? value : `${fields[field]}, ${value}`;
    }
  }
  const category = (fields['category'] ?? '').toLowerCase();
  return rule(source, {
    kind: category === 'servicehealth' ? 'serviceHealth' : category === 'resourcehealth' ? 'resourceHealth' : 'activityLog',
    enabled: asBoolean(at(source, 'enabled')) ?? true,
    severity: undefined,
    condition: { kind: 'event', fields },
    actionGroups: texts(asList(at(source, 'actions', 'actionGroups')).map((group) => at(group, 'actionGroupId'))),
    evaluationFrequency: undefined,
    autoResolves: false,
  });
}

/** A smart detector rule of the 2021-04-01 interface. */
export function parseSmartDetectorRule(wire: unknown): AlertRule {
  const detector = asText(at(wire, 'properties', 'detector', 'id'));
  return rule(wire, {
    kind: 'smartDetection',
    enabled: asText(at(wire, 'properties', 'state'))?.toLowerCase() === 'enabled',
    severity: parseSeverity(at(wire, 'properties', 'severity')),
    condition: detector === undefined ? undefined : { kind: 'event', fields: { detector } },
    actionGroups: texts(asList(at(wire, 'properties', 'actionGroups', 'groupIds'))),
    evaluationFrequency: parseDuration(at(wire, 'properties', 'frequency')),
    autoResolves: false,
    scopes: texts(asList(at(wire, 'properties', 'scope'))),
  });
}

/**
 * The alert rules of a Prometheus rule group of the 2023-03-01 interface; recording rules are left out. They share the
 * group's ARM id, as their alert instances do, and differ by name.
 */
export function parsePrometheusGroup(wire: unknown): readonly AlertRule[] {
  const groupEnabled = asBoolean(at(wire, 'properties', 'enabled')) ?? true;
  return asList(at(wire, 'properties', 'rules')).flatMap((part) => {
    const name = asText(at(part, 'alert'));
    const query = asText(at(part, 'expression'));
    if (name === undefined) return [];
    return rule(wire, {
      kind: 'prometheus',
      name,
      enabled: groupEnabled && (asBoolean(at(part, 'enabled')) ?? true),
      severity: parseSeverity(at(part, 'severity')),
      condition: query === undefined ? undefined : { kind: 'query', language: 'promql', query },
      actionGroups: texts(asList(at(part, 'actions')).map((action) => at(action, 'actionGroupId'))),
      evaluationFrequency: parseDuration(at(wire, 'properties', 'interval')),
      autoResolves: asBoolean(at(part, 'resolveConfiguration', 'autoResolved')) ?? true,
    });
  });
}
