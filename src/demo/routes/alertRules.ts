import type { SourceName } from '../../model/fact';
import { toIso, MINUTE } from '../../model/time';
import { list, notFound, ok, same, type Call, type Parameters, type Route } from '../http';
import { formatDuration } from '../story/duration';
import type { EventRule, LogRule, MetricRule, PrometheusRule, SmartDetectorRule, StoryRule } from '../story/types';
import { subscriptionOf } from './subscriptions';

const severityWords = ['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4'] as const;

function metricAlert(rule: MetricRule): Record<string, unknown> {
  return {
    type: 'Microsoft.Insights/metricAlerts',
    location: 'global',
    properties: {
      description: rule.description,
      severity: rule.severity,
      enabled: rule.enabled,
      scopes: rule.scopes,
      evaluationFrequency: 'PT1M',
      windowSize: formatDuration(rule.windowSize),
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria',
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion',
            name: 'condition1',
            metricNamespace: rule.metricNamespace,
            metricName: rule.metricName,
            dimensions: Object.entries(rule.dimensions).map(([name, value]) => ({ name, operator: 'Include', values: [value] })),
            operator: rule.operator,
            threshold: rule.threshold,
            timeAggregation: rule.aggregation,
          },
        ],
      },
      autoMitigate: true,
      targetResourceType: rule.metricNamespace,
      actions: rule.actionGroups.map((actionGroupId) => ({ actionGroupId, webHookProperties: {} })),
    },
  };
}

function scheduledQuery(rule: LogRule): Record<string, unknown> {
  return {
    type: 'Microsoft.Insights/scheduledQueryRules',
    location: 'global',
    kind: 'LogAlert',
    properties: {
      displayName: rule.name,
      description: rule.description,
      severity: rule.severity,
      enabled: rule.enabled,
      evaluationFrequency: 'PT5M',
      scopes: rule.scopes,
      windowSize: formatDuration(rule.windowSize),
      criteria: {
        allOf: [
          {
            query: rule.query,
            timeAggregation: 'Count',
            dimensions: [],
            operator: rule.operator,
            threshold: rule.threshold,
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
          },
        ],
      },
      autoMitigate: true,
      actions: { actionGroups: rule.actionGroups, customProperties: {} },
    },
  };
}

function activityLogAlert(rule: EventRule): Record<string, unknown> {
  return {
    type: 'Microsoft.Insights/ActivityLogAlerts',
    location: 'Global',
    properties: {
      scopes: rule.scopes,
      condition: { allOf: rule.allOf },
      actions: { actionGroups: rule.actionGroups.map((actionGroupId) => ({ actionGroupId, webhookProperties: {} })) },
      enabled: rule.enabled,
      description: rule.description,
    },
  };
}

function smartDetector(rule: SmartDetectorRule): Record<string, unknown> {
  return {
    type: 'microsoft.alertsmanagement/smartDetectorAlertRules',
    location: 'global',
    properties: {
      description: rule.description,
      state: rule.enabled ? 'Enabled' : 'Disabled',
      severity: severityWords[rule.severity],
      frequency: 'PT1M',
      detector: { id: rule.detector },
      scope: rule.scopes,
      actionGroups: { groupIds: rule.actionGroups },
    },
  };
}

function prometheusGroup(rule: PrometheusRule): Record<string, unknown> {
  return {
    type: 'Microsoft.AlertsManagement/prometheusRuleGroups',
    location: 'global',
    properties: {
      description: rule.description,
      enabled: rule.enabled,
      scopes: rule.scopes,
      interval: 'PT1M',
      rules: [
        {
          alert: rule.name,
          enabled: rule.enabled,
          expression: rule.expression,
          for: 'PT5M',
          severity: rule.severity,
          labels: rule.labels,
          annotations: { description: rule.description },
          resolveConfiguration: { autoResolved: true, timeToResolve: 'PT10M' },
          actions: rule.actionGroups.map((actionGroupId) => ({ actionGroupId })),
        },
      ],
    },
  };
}

/** A rule as its own provider gives it. */
export function renderRule(rule: StoryRule): Record<string, unknown> {
  const head = { id: rule.id, name: rule.kind === 'prometheus' ? rule.group : rule.name, tags: {} };
  switch (rule.kind) {
    case 'metric':
      return { ...head, ...metricAlert(rule) };
    case 'log':
      return { ...head, ...scheduledQuery(rule) };
    case 'smartDetection':
      return { ...head, ...smartDetector(rule) };
    case 'prometheus':
      return { ...head, ...prometheusGroup(rule) };
    default:
      return { ...head, ...activityLogAlert(rule) };
  }
}

function rulesOf(call: Call, parameter: Parameters, kinds: readonly StoryRule['kind'][]): StoryRule[] {
  const { id } = subscriptionOf(call, parameter('subscription'));
  const group = parameter('group');
  return call.state.rules.filter(
    (rule) => kinds.includes(rule.kind) && same(rule.subscriptionId, id) && (group === '' || same(rule.resourceGroup, group)),
  );
}

function ruleOf(call: Call, parameter: Parameters, kinds: readonly StoryRule['kind'][]): StoryRule {
  const name = parameter('rule');
  const found = rulesOf(call, parameter, kinds).find((rule) => same(rule.id.split('/').at(-1) ?? '', name));
  if (found === undefined) throw notFound(`The alert rule '${name}' under resource group '${parameter('group')}' was not found.`);
  return found;
}

/** Whether a metric rule is broken now, once per scope. */
function status(call: Call, rule: StoryRule): unknown[] {
  return rule.scopes.map((resourceId) => {
    const fired = call.state
      .alerts()
      .some(
        (alert) =>
          alert.rule === rule.id &&
          same(alert.target, resourceId) &&
          (alert.resolvedAt === undefined || alert.resolvedAt > call.state.now),
      );
    return {
      id: `${rule.id}/status/${Buffer.from(`resourceId=${resourceId}`).toString('base64url')}`,
      name: Buffer.from(`resourceId=${resourceId}`).toString('base64url'),
      type: 'Microsoft.Insights/metricAlerts/status',
      properties: {
        dimensions: { resourceId },
        status: fired ? 'Unhealthy' : 'Healthy',
        timestamp: toIso(call.state.now - MINUTE),
      },
    };
  });
}

function routesOf(type: string, kinds: readonly StoryRule['kind'][]): Route[] {
  const service: SourceName = 'alertRules';
  const action = `${type}/read`;
  return [
    {
      method: 'GET',
      path: `/subscriptions/{subscription}/providers/${type}`,
      service,
      action,
      handle: (call, parameter) => list(rulesOf(call, parameter, kinds).map(renderRule)),
    },
    {
      method: 'GET',
      path: `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}`,
      service,
      action,
      handle: (call, parameter) => list(rulesOf(call, parameter, kinds).map(renderRule)),
    },
    {
      method: 'GET',
      path: `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}/{rule}`,
      service,
      action,
      handle: (call, parameter) => ok(renderRule(ruleOf(call, parameter, kinds))),
    },
  ];
}

const actionGroups = (call: Call, parameter: Parameters): unknown[] => {
  const { id } = subscriptionOf(call, parameter('subscription'));
  const group = parameter('group');
  return call.state.resources
    .filter(({ type, subscriptionId }) => type === 'Microsoft.Insights/actionGroups' && same(subscriptionId, id))
    .filter(({ resourceGroup }) => group === '' || same(resourceGroup, group))
    .map(({ id: groupId, name, type, location, tags, properties }) => ({ id: groupId, name, type, location, tags, properties }));
};

export const alertRuleRoutes: readonly Route[] = [
  ...routesOf('Microsoft.Insights/metricAlerts', ['metric']),
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Insights/metricAlerts/{rule}/status',
    service: 'alertRules',
    action: 'Microsoft.Insights/metricAlerts/status/read',
    handle: (call, parameter) => list(status(call, ruleOf(call, parameter, ['metric']))),
  },
  ...routesOf('Microsoft.Insights/scheduledQueryRules', ['log']),
  ...routesOf('Microsoft.Insights/activityLogAlerts', ['activityLog', 'serviceHealth', 'resourceHealth']),
  ...routesOf('Microsoft.AlertsManagement/smartDetectorAlertRules', ['smartDetection']),
  ...routesOf('Microsoft.AlertsManagement/prometheusRuleGroups', ['prometheus']),
  ...['', '/resourceGroups/{group}'].map((scope): Route => ({
    method: 'GET',
    path: `/subscriptions/{subscription}${scope}/providers/Microsoft.Insights/actionGroups`,
    service: 'actionGroups',
    action: 'Microsoft.Insights/actionGroups/read',
    handle: (call, parameter) => list(actionGroups(call, parameter)),
  })),
];
