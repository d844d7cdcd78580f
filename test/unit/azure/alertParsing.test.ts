import assert from 'node:assert/strict';
import { alertKind, parseAlert } from '../../../src/azure/alertParsing';
import { parseIso } from '../../../src/model/time';
import { first, vmId, wireAlert } from './fakeAzure';

const metricContext = {
  conditionType: 'SingleResourceMultipleMetricCriteria',
  condition: {
    windowSize: 'PT5M',
    allOf: [
      {
        metricName: 'Percentage CPU',
        metricNamespace: 'Microsoft.Compute/virtualMachines',
        operator: 'GreaterThan',
        threshold: '75',
        timeAggregation: 'Average',
        dimensions: [{ name: 'microsoft.resourceId', value: 'x' }],
        metricValue: 81.5,
      },
    ],
  },
};

describe('alert parsing', () => {
  it('reads the essentials', () => {
    const alert = parseAlert(
      wireAlert(first, 'a', {
        monitorCondition: 'Resolved',
        monitorConditionResolvedDateTime: '2026-03-02T04:07:00.5Z',
        alertState: 'Acknowledged',
      }),
    );
    assert.equal(alert.firedAt, parseIso('2026-03-02T04:00:00Z'));
    assert.equal(alert.resolvedAt, parseIso('2026-03-02T04:07:00.5Z'));
    assert.equal(alert.severity, 1);
    assert.equal(alert.userResponse, 'Acknowledged');
    assert.equal(alert.suppressed, false);
    assert.deepEqual(alert.target, {
      id: vmId(first),
      name: 'vm-a',
      type: 'microsoft.compute/virtualmachines',
      resourceGroup: 'rg-a',
      subscriptionId: first,
    });
  });

  it('does not take the resolved time of an alert that still fires', () => {
    const alert = parseAlert(wireAlert(first, 'a', { monitorConditionResolvedDateTime: '2026-03-02T04:07:00Z' }));
    assert.equal(alert.resolvedAt, undefined);
  });

  const kinds: readonly (readonly [string, string])[] = [
    ['Platform', 'metric'],
    ['Log Alerts V2', 'log'],
    ['Log Analytics', 'log'],
    ['Application Insights', 'log'],
    ['ActivityLog Administrative', 'activityLog'],
    ['ActivityLog Autoscale', 'activityLog'],
    ['ServiceHealth', 'serviceHealth'],
    ['Resource Health', 'resourceHealth'],
    ['SmartDetector', 'smartDetection'],
    ['Prometheus', 'prometheus'],
    ['Zabbix', 'other'],
  ];
  for (const [service, kind] of kinds) {
    it(`takes an alert of "${service}" for ${kind}`, () => assert.equal(alertKind(service), kind));
  }

  it('reads a metric context, also when it is wrapped once more', () => {
    for (const context of [metricContext, { context: metricContext }, { alertContext: metricContext }]) {
      const alert = parseAlert(wireAlert(first, 'a', {}, context));
      assert.deepEqual(alert.condition, {
        kind: 'metric',
        metricNamespace: 'Microsoft.Compute/virtualMachines',
        metricName: 'Percentage CPU',
        aggregation: 'Average',
        operator: 'GreaterThan',
        threshold: 75,
        windowSize: 300_000,
        dimensions: { 'microsoft.resourceId': 'x' },
      });
      assert.equal(alert.firedValue, 81.5);
      assert.deepEqual(alert.dimensions, { 'microsoft.resourceId': 'x' });
    }
  });

  it('reads a log context of the second generation', () => {
    const context = {
      conditionType: 'LogQueryCriteria',
      condition: {
        windowSize: 'PT15M',
        allOf: [
          {
            searchQuery: 'T | count',
            operator: 'GreaterThanOrEqual',
            threshold: 3,
            metricValue: 7,
            dimensions: [{ name: 'op', value: 'GET /a' }],
          },
        ],
      },
    };
    const alert = parseAlert(wireAlert(first, 'a', { monitorService: 'Log Alerts V2' }, context));
    assert.deepEqual(alert.condition, {
      kind: 'query',
      language: 'kql',
      query: 'T | count',
      operator: 'GreaterThanOrEqual',
      threshold: 3,
      windowSize: 900_000,
    });
    assert.equal(alert.firedValue, 7);
    assert.deepEqual(alert.dimensions, { op: 'GET /a' });
  });

  it('reads a log context of the first generation', () => {
    const context = {
      SearchQuery: 'traces',
      AlertThresholdOperator: 'Greater Than Or Equal To',
      AlertThresholdValue: 0,
      ResultCount: 3,
      SearchIntervalInSeconds: 1800,
    };
    const alert = parseAlert(wireAlert(first, 'a', { monitorService: 'Application Insights' }, context));
    assert.deepEqual(alert.condition, {
      kind: 'query',
      language: 'kql',
      query: 'traces',
      operator: 'GreaterThanOrEqual',
      threshold: 0,
      windowSize: 1_800_000,
    });
    assert.equal(alert.firedValue, 3);
  });

  it('reads a Prometheus context', () => {
    const context = { expression: 'up == 0', expressionValue: '2', labels: { alertname: 'Down', deployment: 'api' } };
    const alert = parseAlert(wireAlert(first, 'a', { monitorService: 'Prometheus' }, context));
    assert.deepEqual(alert.condition, { kind: 'query', language: 'promql', query: 'up == 0' });
    assert.deepEqual(alert.dimensions, { deployment: 'api' });
    assert.equal(alert.firedValue, 2);
  });

  for (const [service, context, field, value] of [
    [
      'ActivityLog Administrative',
      { operationName: 'X/delete', caller: 'a@example.com', status: 'Succeeded' },
      'operationName',
      'X/delete',
    ],
    ['ServiceHealth', { properties: { title: 'Storage is slow', incidentType: 'Incident' } }, 'title', 'Storage is slow'],
    [
      'Resource Health',
      { properties: { currentHealthStatus: 'Unavailable', previousHealthStatus: 'Available' } },
      'currentHealthStatus',
      'Unavailable',
    ],
    ['SmartDetector', { DetectionSummary: 'More failures than usual' }, 'DetectionSummary', 'More failures than usual'],
    ['Zabbix', { trigger: 'disk' }, 'trigger', 'disk'],
  ] as const) {
    it(`reads what happened from the context of "${service}"`, () => {
      const { condition } = parseAlert(wireAlert(first, 'a', { monitorService: service }, context));
      assert.equal(condition?.kind, 'event');
      assert.equal(condition.fields[field], value);
    });
  }

  it('removes secrets from what it keeps', () => {
    const context = { properties: { request: 'https://x/y?sig=abcdef123456&x=1' } };
    const alert = parseAlert(
      wireAlert(first, 'a', { monitorService: 'ActivityLog Security', description: 'AccountKey=abcdefgh' }, context),
    );
    assert.ok(!JSON.stringify(alert).includes('abcdef'));
  });

  for (const [label, wire] of [
    ['an unknown severity', wireAlert(first, 'x', { severity: 'Sev7' })],
    ['an unknown state', wireAlert(first, 'x', { alertState: 'Snoozed' })],
    ['an unknown condition', wireAlert(first, 'x', { monitorCondition: 'Maybe' })],
    ['no target', wireAlert(first, 'x', { targetResource: undefined })],
    ['a moment that is none', wireAlert(first, 'x', { startDateTime: 'soon' })],
    ['a property of every object as severity', wireAlert(first, 'x', { severity: 'constructor' })],
  ] as const) {
    it(`refuses ${label} and names the alert`, () => {
      assert.throws(() => parseAlert(wire), { name: 'ShapeError', message: /rule-x/ });
    });
  }

  for (const wire of [undefined, null, 3, 'x', [], {}, { id: 'a' }]) {
    it(`refuses ${JSON.stringify(wire)}`, () => assert.throws(() => parseAlert(wire), { name: 'ShapeError' }));
  }
});
