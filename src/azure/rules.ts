import type { AlertRule } from '../model/alert';
import type { RuleStore } from '../model/stores';
import { abortOption } from './abort';
import type { SubscriptionLister } from './alerts';
import { ArmClient } from './armClient';
import { gather, type Part } from './gather';
import { lazyByKey } from './lazy';
import { clientOptions, type Pipeline } from './pipeline';
import { parseActivityRule, parseMetricRule, parsePrometheusGroup, parseQueryRule, parseSmartDetectorRule } from './ruleParsing';

/** Alert rules of every kind that has rules of its own, over all subscriptions at once. */
export function createRuleStore(pipeline: Pipeline, subscriptions: SubscriptionLister): RuleStore {
  const monitor = lazyByKey(async (subscriptionId) => {
    const { MonitorClient } = await import('@azure/arm-monitor');
    return new MonitorClient(pipeline.connection.credential, subscriptionId, clientOptions(pipeline, 'read'));
  });
  const arm = new ArmClient(pipeline, 'read');
  return {
    async list(signal) {
      const options = abortOption(signal);
      const parts = (await subscriptions(signal)).flatMap(({ id, name }): Part<AlertRule>[] => {
        const providers = `/subscriptions/${encodeURIComponent(id)}/providers/Microsoft.AlertsManagement`;
        const part = (label: string, read: Part<AlertRule>['read']): Part<AlertRule> => ({
          source: 'alertRules',
          resource: `/subscriptions/${id}`,
          action: `read the ${label} of subscription ${name}`,
          read,
        });
        return [
          part('metric alert rules', async (emit) => {
            const client = await monitor(id);
            for await (const page of client.metricAlerts.listBySubscription(options).byPage()) emit(page.map(parseMetricRule));
          }),
          part('log search alert rules', async (emit) => {
            const client = await monitor(id);
            for await (const page of client.scheduledQueryRules.listBySubscription(options).byPage())
              emit(page.map(parseQueryRule));
          }),
          part('activity log alert rules', async (emit) => {
            const client = await monitor(id);
            for await (const page of client.activityLogAlerts.listBySubscriptionId(options).byPage())
              emit(page.map(parseActivityRule));
          }),
          part('Prometheus rule groups', async (emit) => {
            const query = { 'api-version': '2023-03-01' };
            for await (const page of arm.pages(`${providers}/prometheusRuleGroups`, query, signal))
              emit(page.flatMap(parsePrometheusGroup));
          }),
          part('smart detector rules', async (emit) => {
            const query = { 'api-version': '2021-04-01' };
            for await (const page of arm.pages(`${providers}/smartDetectorAlertRules`, query, signal))
              emit(page.map(parseSmartDetectorRule));
          }),
        ];
      });
      return gather(parts, signal);
    },
  };
}
