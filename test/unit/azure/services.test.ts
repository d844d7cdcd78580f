import assert from 'node:assert/strict';
import { RequestBudget } from '../../../src/azure/requestBudget';
import { createStores } from '../../../src/azure/stores';
import { SourceError } from '../../../src/model/failure';
import type { Resource } from '../../../src/model/resource';
import type { MetricQuery } from '../../../src/model/series';
import { MINUTE, parseIso } from '../../../src/model/time';
import { FakeAzure, type FakeResponse, first, second, subscriptionList, vmId } from './fakeAzure';

const window = { from: parseIso('2026-03-02T04:00:00Z'), to: parseIso('2026-03-02T04:05:00Z') };
const rg = `/subscriptions/${first}/resourceGroups/rg-a/providers`;

describe('services', () => {
  const azure = new FakeAzure();
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => azure.reset());
  const stores = () =>
    createStores(
      azure.connection,
      { subscriptions: [] },
      { budget: new RequestBudget({ firstBackOff: 1, maxBackOff: 2 }), retryDelay: 1 },
    );

  /** Answers by the last part of the path, ignoring case; lists are empty when nothing is set for them. */
  const answer = (routes: Readonly<Record<string, FakeResponse>>, ...subscriptions: string[]) => {
    azure.handler = ({ path }) => {
      if (path === '/subscriptions') return subscriptionList(...(subscriptions.length === 0 ? [first] : subscriptions));
      const route = Object.keys(routes).find((end) => path.toLowerCase().endsWith(end.toLowerCase()));
      return route === undefined ? { body: { value: [] } } : routes[route]!;
    };
  };

  describe('rules', () => {
    const metricRule = {
      id: `${rg}/Microsoft.Insights/metricAlerts/cpu`,
      name: 'cpu',
      type: 'Microsoft.Insights/metricAlerts',
      location: 'global',
      properties: {
        severity: 1,
        enabled: true,
        scopes: [vmId(first)],
        evaluationFrequency: 'PT1M',
        windowSize: 'PT5M',
        autoMitigate: true,
        description: 'CPU is high.',
        criteria: {
          'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria',
          allOf: [
            {
              criterionType: 'StaticThresholdCriterion',
              name: 'c',
              metricName: 'Percentage CPU',
              metricNamespace: 'Microsoft.Compute/virtualMachines',
              operator: 'GreaterThan',
              threshold: 75,
              timeAggregation: 'Average',
              dimensions: [],
            },
          ],
        },
        actions: [{ actionGroupId: `${rg}/Microsoft.Insights/actionGroups/on-call` }],
      },
    };

    it('reads rules of every kind', async () => {
      const common = { location: 'global', tags: {} };
      answer({
        '/metricAlerts': { body: { value: [metricRule] } },
        '/scheduledQueryRules': {
          body: {
            value: [
              {
                ...common,
                id: `${rg}/Microsoft.Insights/scheduledQueryRules/errors`,
                name: 'errors',
                properties: {
                  displayName: 'Many errors',
                  severity: 2,
                  enabled: false,
                  evaluationFrequency: 'PT5M',
                  windowSize: 'PT10M',
                  scopes: [vmId(first)],
                  criteria: { allOf: [{ query: 'T', timeAggregation: 'Count', operator: 'GreaterThan', threshold: 5 }] },
                  actions: { actionGroups: ['g'] },
                  autoMitigate: true,
                },
              },
            ],
          },
        },
        '/activityLogAlerts': {
          body: {
            value: [
              {
                ...common,
                id: `${rg}/Microsoft.Insights/activityLogAlerts/outage`,
                name: 'outage',
                properties: {
                  scopes: [`/subscriptions/${first}`],
                  condition: { allOf: [{ field: 'category', equals: 'ServiceHealth' }] },
                  actions: { actionGroups: [] },
                  enabled: true,
                },
              },
            ],
          },
        },
        '/prometheusRuleGroups': {
          body: {
            value: [
              {
                id: `${rg}/Microsoft.AlertsManagement/prometheusRuleGroups/g`,
                name: 'g',
                properties: {
                  interval: 'PT1M',
                  scopes: [],
                  rules: [
                    { record: 'r', expression: 'x' },
                    { alert: 'Down', expression: 'up == 0', severity: 1 },
                  ],
                },
              },
            ],
          },
        },
        '/smartDetectorAlertRules': {
          body: {
            value: [
              {
                id: `${rg}/Microsoft.AlertsManagement/smartDetectorAlertRules/s`,
                name: 's',
                properties: {
                  state: 'Enabled',
                  severity: 'Sev3',
                  frequency: 'PT1M',
                  detector: { id: 'FailureAnomalies' },
                  scope: ['x'],
                  actionGroups: { groupIds: ['g'] },
                },
              },
            ],
          },
        },
      });
      const { value, failures, provenance } = await stores().rules.list();
      assert.deepEqual(failures, []);
      assert.equal(provenance.length, 5);
      assert.deepEqual(
        value.map(({ name, kind, enabled, severity, actionGroups, autoResolves }) => [
          name,
          kind,
          enabled,
          severity,
          actionGroups.length,
          autoResolves,
        ]),
        [
          ['cpu', 'metric', true, 1, 1, true],
          ['Many errors', 'log', false, 2, 1, true],
          ['outage', 'serviceHealth', true, undefined, 0, false],
          ['Down', 'prometheus', true, 1, 0, true],
          ['s', 'smartDetection', true, 3, 1, false],
        ],
      );
      assert.deepEqual(value[0]?.condition, {
        kind: 'metric',
        metricNamespace: 'Microsoft.Compute/virtualMachines',
        metricName: 'Percentage CPU',
        aggregation: 'Average',
        operator: 'GreaterThan',
        threshold: 75,
        windowSize: 5 * MINUTE,
        dimensions: {},
      });
      assert.equal(value[0].evaluationFrequency, MINUTE);
      assert.deepEqual(value[0].scopes, [vmId(first)]);
    });

    it('keeps the body of a page that fails in an SDK client', async () => {
      answer({
        '/metricAlerts': { status: 429, body: { error: { code: 'TooManyReads', message: 'Too many reads' } } },
        '/activityLogAlerts': { body: { value: [] } },
      });
      const { failures } = await stores().rules.list();
      assert.equal(failures.length, 1);
      assert.equal(failures[0]?.kind, 'throttled');
      assert.equal(failures[0].code, 'TooManyReads');
      assert.match(failures[0].message, /metric alert rules of subscription sub-1/);
    });

    it('takes a provider that was never registered for an empty answer', async () => {
      answer({
        '/prometheusRuleGroups': {
          status: 409,
          body: { error: { code: 'MissingSubscriptionRegistration', message: 'Not registered' } },
        },
      });
      assert.deepEqual((await stores().rules.list()).failures, []);
    });
  });

  describe('metrics', () => {
    const query: MetricQuery = {
      resourceId: vmId(first),
      namespace: 'Microsoft.Compute/virtualMachines',
      metrics: ['Percentage CPU'],
      aggregation: 'Average',
      grain: MINUTE,
      window,
    };
    const metric = (data: readonly unknown[], extra: object = {}) => ({
      body: {
        cost: 0,
        timespan: '2026-03-02T04:00:00Z/2026-03-02T04:05:00Z',
        interval: 'PT1M',
        value: [
          {
            id: 'x',
            type: 'Microsoft.Insights/metrics',
            name: { value: 'Percentage CPU', localizedValue: 'Percentage CPU' },
            unit: 'Percent',
            errorCode: 'Success',
            timeseries: [{ metadatavalues: [{ name: { value: 'op' }, value: 'GET /a' }], data }],
            ...extra,
          },
        ],
      },
    });

    it('gives null where the service has no value or no point', async () => {
      azure.handler = () =>
        metric([
          { timeStamp: '2026-03-02T04:01:00Z', average: 40 },
          { timeStamp: '2026-03-02T04:02:00Z' },
          { timeStamp: '2026-03-02T04:04:00Z', average: 0 },
        ]);
      const { value, provenance } = await stores().metrics.query(query);
      assert.equal(value.length, 1);
      assert.deepEqual(value[0]?.values, [null, 40, null, null, 0]);
      assert.deepEqual(
        value[0].times,
        [0, 1, 2, 3, 4].map((index) => window.from + index * MINUTE),
      );
      assert.deepEqual(value[0].dimensions, { op: 'GET /a' });
      assert.equal(value[0].unit, 'Percent');
      const url = new URL(provenance[0]!.request.url);
      assert.equal(url.host, 'management.azure.com');
      assert.equal(url.searchParams.get('interval'), 'PT1M');
      assert.match(url.searchParams.get('timespan') ?? '', /2026-03-02T04:00:00\.000Z\/2026-03-02T04:05:00\.000Z/);
    });

    it('throws when the service could not compute the metric', async () => {
      azure.handler = () => metric([], { errorCode: 'InternalError', errorMessage: 'Shard is gone', timeseries: [] });
      await assert.rejects(
        stores().metrics.query(query),
        (error) => error instanceof SourceError && /Shard is gone/.test(error.message),
      );
    });

    it('ends on abort', async () => {
      const controller = new AbortController();
      azure.handler = () => 'hang';
      azure.arrived = () => controller.abort();
      await assert.rejects(stores().metrics.query(query, controller.signal), { name: 'AbortError' });
    });
  });

  it('joins the lines of one operation and drops reads from the activity log', async () => {
    const event = (operation: string, status: string, at: string, correlationId: string) => ({
      id: `${operation}-${status}`,
      eventTimestamp: at,
      operationName: { value: operation, localizedValue: 'Update site' },
      status: { value: status },
      category: { value: 'Administrative' },
      caller: 'a@example.com',
      resourceId: `${rg}/Microsoft.Web/sites/shop`,
      correlationId,
      properties: { key: 'value' },
    });
    answer({
      '/eventtypes/management/values': {
        body: {
          value: [
            event('Microsoft.Web/sites/write', 'Succeeded', '2026-03-02T04:01:30Z', 'c1'),
            event('Microsoft.Web/sites/write', 'Started', '2026-03-02T04:01:00Z', 'c1'),
            event('Microsoft.Web/sites/read', 'Succeeded', '2026-03-02T04:02:00Z', 'c2'),
            event('Microsoft.Web/sites/write', 'Failed', '2026-03-02T04:03:00Z', 'c3'),
          ],
        },
      },
    });
    const { value } = await stores().activity.list(window);
    assert.deepEqual(
      value.map(({ status, at }) => [status, at]),
      [
        ['Failed', parseIso('2026-03-02T04:03:00Z')],
        ['Succeeded', parseIso('2026-03-02T04:01:00Z')],
      ],
    );
    assert.equal(value[1]?.summary, 'Update site on shop by a@example.com: succeeded.');
    assert.match(
      azure.requests.at(-1)?.query.get('$filter') ?? '',
      /eventTimestamp ge '2026-03-02T04:00:00Z' and eventTimestamp le/,
    );
  });

  it('reads resource health and names the subscription that it cannot read', async () => {
    azure.handler = ({ path }) => {
      if (path === '/subscriptions') return subscriptionList(first, second);
      if (path.includes(second))
        return {
          status: 403,
          body: {
            error: {
              code: 'AuthorizationFailed',
              message: "may not perform action 'Microsoft.ResourceHealth/availabilityStatuses/read' over",
            },
          },
        };
      const properties = {
        availabilityState: 'Degraded',
        summary: 'Slow',
        reasonType: 'Unplanned',
        occuredTime: '2026-03-02T04:00:00Z',
      };
      return {
        body: { value: [{ id: `${vmId(first)}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`, properties }] },
      };
    };
    const { value, failures } = await stores().health.list();
    assert.deepEqual(value, [
      { resourceId: vmId(first), availability: 'Degraded', summary: 'Slow', reasonType: 'Unplanned', occurredAt: window.from },
    ]);
    assert.equal(failures[0]?.missingPermission, 'Microsoft.ResourceHealth/availabilityStatuses/read');
    assert.equal(
      failures[0].correlationId,
      azure.requests.find(({ path }) => path.includes(second))?.headers['x-ms-correlation-request-id'],
    );
  });

  it('reads Advisor recommendations', async () => {
    const properties = {
      category: 'Cost',
      impact: 'High',
      shortDescription: { problem: 'p', solution: 's' },
      resourceMetadata: { resourceId: vmId(first) },
    };
    answer({ '/recommendations': { body: { value: [{ id: 'r', properties }] } } });
    assert.deepEqual((await stores().advisor.list()).value, [
      { id: 'r', resourceId: vmId(first), category: 'Cost', impact: 'High', problem: 'p', solution: 's' },
    ]);
  });

  it('repeats a read after a server error and gives up in the end', async () => {
    answer({ '/recommendations': { status: 500, body: { error: { code: 'Oops', message: 'Broken' } } } });
    await assert.rejects(
      stores().advisor.list(),
      (error) => error instanceof SourceError && error.failure.kind === 'server' && error.failure.code === 'Oops',
    );
    assert.equal(azure.requests.filter(({ path }) => path.endsWith('/recommendations')).length, 4);
  });

  it('reads resources and what needs what', async () => {
    const site = `${rg}/Microsoft.Web/sites/shop-web`;
    const plan = `${rg}/Microsoft.Web/serverfarms/shop-plan`;
    const component = `${rg}/microsoft.insights/components/shop-insights`;
    const ids = [vmId(first, 'shop-api'), site, plan, component];
    const series = (role: string, target: string, count: number) => ({
      metadatavalues: [
        { name: { value: 'cloud/rolename' }, value: role },
        { name: { value: 'dependency/target' }, value: target },
      ],
      data: [{ timeStamp: '2026-03-02T04:00:00Z', count }],
    });
    answer({
      '/resources': { body: { value: ids.map((id) => ({ id, location: 'westeurope' })) } },
      '/sites': { body: { value: [{ id: site, name: 'shop-web', location: 'westeurope', properties: { serverFarmId: plan } }] } },
      '/metrics': {
        body: {
          timespan: '2026-03-02T04:00:00Z/2026-03-02T04:05:00Z',
          interval: 'PT5M',
          value: [
            {
              id: 'x',
              type: 't',
              name: { value: 'dependencies/count' },
              unit: 'Count',
              timeseries: [series('shop-web', 'shop-api:8080', 4), series('shop-web', 'pay.example.org', 2)],
            },
          ],
        },
      },
    });
    const { resources } = stores();
    const all = (await resources.list()).value;
    assert.deepEqual(
      all.map(({ type }) => type),
      ['microsoft.compute/virtualmachines', 'microsoft.web/sites', 'microsoft.web/serverfarms', 'microsoft.insights/components'],
    );
    const edges = await resources.edges(all, window);
    assert.deepEqual(edges.failures, []);
    assert.deepEqual(edges.value, [
      { from: site.toLowerCase(), to: plan.toLowerCase(), weight: 0.5, reason: 'shop-web runs on the plan shop-plan.' },
      {
        from: site.toLowerCase(),
        to: vmId(first, 'shop-api').toLowerCase(),
        weight: 1,
        reason: 'shop-web called shop-api 4 times, says shop-insights.',
      },
    ]);
    assert.match(
      azure.requests.find(({ path }) => path.toLowerCase().endsWith('/metrics'))?.query.get('$filter') ?? '',
      /cloud\/roleName eq '\*'/,
    );
  });

  it('names a component whose calls cannot be read and keeps the other edges', async () => {
    const component: Resource = {
      id: `${rg}/microsoft.insights/components/shop-insights`,
      name: 'shop-insights',
      type: 'microsoft.insights/components',
      resourceGroup: 'rg-a',
      subscriptionId: first,
      location: '',
      tags: {},
    };
    answer({ '/metrics': { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no' } } } });
    const { value, failures } = await stores().resources.edges([component], window);
    assert.deepEqual(value, []);
    assert.deepEqual(
      failures.map(({ source, kind, resource }) => [source, kind, resource]),
      [['dependencies', 'forbidden', component.id]],
    );
  });

  it('names a chosen subscription that the account does not see', async () => {
    azure.handler = () => subscriptionList(first);
    const { resources } = createStores(azure.connection, { subscriptions: [first, second] });
    const { value, failures } = await resources.subscriptions();
    assert.deepEqual(
      value.map(({ id }) => id),
      [first],
    );
    assert.deepEqual(
      failures.map(({ kind, resource }) => [kind, resource]),
      [['notFound', `/subscriptions/${second}`]],
    );
  });
});
