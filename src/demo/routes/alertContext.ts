import { MINUTE, toIso } from '../../model/time';
import type { EmulatorState } from '../state';
import { formatDuration } from '../story/duration';
import { ruleValue } from '../story/evaluate';
import type { StoryAlert, StoryRule } from '../story/types';

const pairs = (values: Readonly<Record<string, string>>): unknown[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

const conditionTypes: Partial<Record<StoryRule['kind'], string>> = {
  metric: 'SingleResourceMultipleMetricCriteria',
  log: 'LogQueryCriteria',
};

/** The `context` of an alert instance: what its rule saw when it fired, after the common alert schema. */
export function alertContext(state: EmulatorState, rule: StoryRule, alert: StoryAlert): unknown {
  const head = {
    id: rule.id,
    name: rule.name,
    description: rule.description,
    severity: alert.severity,
    ...(conditionTypes[rule.kind] === undefined ? {} : { conditionType: conditionTypes[rule.kind] }),
  };
  return { version: '2.0', context: { ...head, ...body(state, rule, alert) } };
}

function body(state: EmulatorState, rule: StoryRule, alert: StoryAlert): Record<string, unknown> {
  switch (rule.kind) {
    case 'metric': {
      const series = state.series(rule.scopes[0] ?? '', rule.metricName);
      const value = series && ruleValue(rule, series, state.story.from, alert.firedAt);
      return {
        condition: {
          windowSize: formatDuration(rule.windowSize),
          allOf: [
            {
              metricName: rule.metricName,
              metricNamespace: rule.metricNamespace,
              operator: rule.operator,
              threshold: rule.threshold,
              timeAggregation: rule.aggregation,
              dimensions: pairs({ ...rule.dimensions, ...alert.dimensions }),
              metricValue: value ?? null,
              webTestName: null,
            },
          ],
          windowStartTime: toIso(alert.firedAt),
          windowEndTime: toIso(alert.firedAt + rule.windowSize),
        },
      };
    }
    case 'log':
      return {
        condition: {
          windowSize: formatDuration(rule.windowSize),
          allOf: [
            {
              searchQuery: rule.query,
              metricMeasureColumn: null,
              targetResourceTypes: "['']",
              operator: rule.operator,
              threshold: rule.threshold,
              timeAggregation: 'Count',
              dimensions: pairs(alert.dimensions),
              metricValue: alert.value ?? null,
              failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
            },
          ],
          windowStartTime: toIso(alert.firedAt - rule.windowSize),
          windowEndTime: toIso(alert.firedAt),
        },
      };
    case 'activityLog':
    case 'serviceHealth':
    case 'resourceHealth':
      return { activityLog: { ...alert.fields, resourceId: alert.target, eventTimestamp: toIso(alert.firedAt - MINUTE) } };
    case 'smartDetection':
      return { DetectorId: rule.detector, DetectorName: rule.name, ...alert.fields };
    case 'prometheus':
      return {
        interval: 'PT1M',
        expression: rule.expression,
        expressionValue: String(alert.value ?? 1),
        for: 'PT5M',
        labels: { ...rule.labels, ...alert.dimensions, alertname: rule.name },
        annotations: { description: rule.description },
        ruleGroup: rule.id,
      };
  }
}
