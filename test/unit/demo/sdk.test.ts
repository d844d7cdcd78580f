import assert from 'node:assert/strict';
import { getClient } from '@azure-rest/core-client';
import { AdvisorManagementClient } from '@azure/arm-advisor';
import { WebSiteManagementClient } from '@azure/arm-appservice';
import { MonitorClient } from '@azure/arm-monitor';
import { MicrosoftResourceHealth } from '@azure/arm-resourcehealth';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { MetricsQueryClient } from '@azure/monitor-query';
import { storyOf } from '../../../src/demo/story/catalog';
import { stories } from '../../../src/demo/stories';
import { collect, startSession, type Loose, type Session } from './sdk';

for (const { id } of stories) {
  describe(`the Azure SDK against ${id}`, () => {
    const story = storyOf(id);
    const subscription = story.subscriptions[0]?.id ?? '';
    const site = story.resources.find(({ type }) => type === 'Microsoft.Web/sites')!;
    const component = story.resources.find(({ type }) => type === 'Microsoft.Insights/components')!;
    const metricRule = story.rules.find(({ kind }) => kind === 'metric')!;
    let session: Session;
    let monitor: MonitorClient;
    before(async () => {
      session = await startSession(id);
      monitor = new MonitorClient(session.credential, subscription, session.options);
    });
    after(() => session.close());

    it('lists subscriptions and tenants', async () => {
      const client = new SubscriptionClient(session.credential, session.options);
      const subscriptions = await collect(client.subscriptions.list());
      assert.deepEqual(
        subscriptions.map(({ displayName }) => displayName),
        story.subscriptions.map(({ name }) => name),
      );
      assert.equal((await client.subscriptions.get(subscription)).subscriptionId, subscription);
      const [tenant] = await collect(client.tenants.list());
      assert.equal(tenant?.displayName, story.tenant.name);
    });

    it('lists resource groups and resources with tags, and reads one', async () => {
      const client = new ResourceManagementClient(session.credential, subscription, session.options);
      const groups = await collect(client.resourceGroups.list());
      assert.ok(groups.some(({ name }) => name === site.resourceGroup));
      const all = await collect(client.resources.list());
      assert.deepEqual(
        all.map((resource) => resource.id),
        story.resources.filter(({ subscriptionId }) => subscriptionId === subscription).map((resource) => resource.id),
      );
      assert.equal(all.find((resource) => resource.id === site.id)?.tags?.['application'], site.tags['application']);
      const paged = await collect(client.resources.list({ top: 3 }));
      assert.equal(paged.length, all.length);
      const inGroup = await collect(
        client.resources.listByResourceGroup(site.resourceGroup, { filter: "resourceType eq 'microsoft.web/sites'" }),
      );
      assert.ok(inGroup.some(({ name }) => name === site.name));
      const one = await client.resources.getById(site.id, '2024-04-01');
      assert.equal(one.name, site.name);
    });

    it('lists web apps with their plan, and plans', async () => {
      const client = new WebSiteManagementClient(session.credential, subscription, session.options);
      const sites = await collect(client.webApps.list());
      const plans = await collect(client.appServicePlans.list());
      for (const { name, serverFarmId, state, hostNames } of sites) {
        assert.ok(
          plans.some((plan) => plan.id === serverFarmId),
          name,
        );
        assert.equal(state, 'Running');
        assert.ok(hostNames?.[0]?.startsWith(`${name ?? ''}.`));
      }
      assert.ok(sites.length >= 2);
    });

    it('lists rules of every kind, their status and action groups', async () => {
      const names = async (items: AsyncIterable<{ name?: string }>): Promise<string[]> =>
        (await collect(items)).map(({ name = '' }) => name);
      const told = (...kinds: string[]): string[] =>
        story.rules
          .filter(({ kind, subscriptionId }) => kinds.includes(kind) && subscriptionId === subscription)
          .map(({ name }) => name);
      assert.deepEqual(await names(monitor.metricAlerts.listBySubscription()), told('metric'));
      assert.deepEqual(await names(monitor.scheduledQueryRules.listBySubscription()), told('log'));
      assert.deepEqual(
        await names(monitor.activityLogAlerts.listBySubscriptionId()),
        told('activityLog', 'serviceHealth', 'resourceHealth'),
      );
      assert.equal((await collect(monitor.actionGroups.listBySubscriptionId())).length, 1);
      const rule = await monitor.metricAlerts.get(metricRule.resourceGroup, metricRule.name);
      assert.deepEqual(rule.scopes, metricRule.scopes);
      assert.equal(rule.windowSize, 'PT5M');
      const inGroup = await names(monitor.metricAlerts.listByResourceGroup(metricRule.resourceGroup));
      assert.ok(inGroup.includes(metricRule.name));
      const status = await monitor.metricAlertsStatus.list(metricRule.resourceGroup, metricRule.name);
      assert.deepEqual(
        status.value?.map(({ properties }) => properties?.status),
        ['Healthy'],
      );
    });

    it('gives the same metrics to both metric clients', async () => {
      const to = story.info.opensAt;
      const timespan = `${new Date(to - 3_600_000).toISOString()}/${new Date(to).toISOString()}`;
      const first = await monitor.metrics.list(site.id, {
        timespan,
        interval: 'PT5M',
        metricnames: 'HttpResponseTime,Requests',
        aggregation: 'Average,Total',
      });
      assert.deepEqual(
        first.value.map(({ name }) => name.value),
        ['HttpResponseTime', 'Requests'],
      );
      const points = first.value[0]?.timeseries[0]?.data ?? [];
      assert.equal(points.length, 12);
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the client that the product was asked to use
      const query = new MetricsQueryClient(session.credential, session.options);
      const second = await query.queryResource(site.id, ['HttpResponseTime'], {
        granularity: 'PT5M',
        timespan: { startTime: new Date(to - 3_600_000), endTime: new Date(to) },
        aggregations: ['Average'],
      });
      assert.deepEqual(
        second.metrics[0]?.timeseries[0]?.data?.map(({ average }) => average),
        points.map(({ average }) => average),
      );
      assert.ok((points[0]?.average ?? 0) > 0);
      const definitions = await collect(monitor.metricDefinitions.list(component.id));
      assert.ok(
        definitions
          .find(({ name }) => name?.value === 'dependencies/count')
          ?.dimensions?.some(({ value }) => value === 'dependency/target'),
      );
    });

    it('splits calls by caller and callee', async () => {
      const result = await monitor.metrics.list(component.id, {
        timespan: 'P1D',
        interval: 'FULL',
        metricnames: 'dependencies/count',
        aggregation: 'Count',
        filter: "cloud/roleName eq '*' and dependency/target eq '*'",
        top: 50,
      });
      const series = result.value[0]?.timeseries ?? [];
      const pairs = new Set(series.map(({ metadatavalues }) => metadatavalues?.map(({ value }) => value).join(' > ')));
      assert.ok(pairs.size >= 4 && pairs.size === series.length);
      for (const { data } of series) assert.ok((data?.[0]?.count ?? 0) > 0 && data?.length === 1);
    });

    it('lists the activity log', async () => {
      const since = new Date(story.info.opensAt - 86_400_000).toISOString();
      const events = await collect(
        monitor.activityLogs.list(
          `eventTimestamp ge '${since}' and eventTimestamp le '${new Date(story.info.opensAt).toISOString()}'`,
        ),
      );
      assert.ok(events.length >= 2);
      assert.ok(events.every(({ eventTimestamp }) => eventTimestamp instanceof Date));
      assert.ok(events.some(({ operationName }) => (operationName?.value ?? '').endsWith('/write')));
    });

    it('tells of resource and service health', async () => {
      const client = new MicrosoftResourceHealth(session.credential, subscription, session.options);
      const statuses = await collect(client.availabilityStatuses.listBySubscriptionId());
      assert.ok(statuses.length >= 5 && statuses.every(({ properties }) => properties?.availabilityState === 'Available'));
      const one = await client.availabilityStatuses.getByResource(site.id);
      assert.equal(one.name, 'current');
      assert.ok((await collect(client.availabilityStatuses.list(site.id))).length >= 1);
      const last = story.subscriptions.at(-1)?.id ?? '';
      const events = await collect(
        new MicrosoftResourceHealth(session.credential, last, session.options).eventsOperations.listBySubscriptionId(),
      );
      assert.deepEqual(
        events.map(({ name }) => name),
        story.serviceEvents.map(({ trackingId }) => trackingId),
      );
    });

    it('lists recommendations', async () => {
      const client = new AdvisorManagementClient(session.credential, subscription, session.options);
      const all = await collect(client.recommendations.list());
      assert.equal(all.length, story.advice.length);
      const costs = await collect(client.recommendations.list({ filter: "Category eq 'Cost'" }));
      assert.ok(costs.length > 0 && costs.length < all.length && costs.every(({ category }) => category === 'Cost'));
    });

    it('lists, reads and answers alerts through the REST client', async () => {
      const client = getClient('https://management.azure.com', session.credential, {
        ...session.options,
        credentials: { scopes: ['https://management.azure.com/.default'] },
      });
      const listed = await client
        .pathUnchecked(`/subscriptions/${subscription}/providers/Microsoft.AlertsManagement/alerts`)
        .get({ queryParameters: { 'api-version': '2019-03-01', timeRange: '1d', pageCount: 250 } });
      const items = (listed.body as Loose)['value']!;
      assert.ok(items.length > 4);
      const alertId = String(items[0]?.['id']);
      const changed = await client
        .pathUnchecked(`${alertId}/changestate`)
        .post({ queryParameters: { 'api-version': '2019-03-01', newState: 'Closed' }, body: { comments: 'done' } });
      assert.equal(changed.status, '200');
      const history = await client.pathUnchecked(`${alertId}/history`).get({ queryParameters: { 'api-version': '2019-03-01' } });
      const entry = (history.body as Loose)['properties']!['modifications']![0]!;
      assert.equal(entry['newValue'], 'Closed');
      assert.equal(entry['modifiedBy'], story.user.name);
      assert.equal(entry['comments'], 'done');
    });
  });
}
