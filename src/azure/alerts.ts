import type { Alert } from '../model/alert';
import type { Failure } from '../model/failure';
import type { Subscription } from '../model/resource';
import type { AlertFilter, AlertStore } from '../model/stores';
import { toIso } from '../model/time';
import { parseAlert, parseHistory } from './alertParsing';
import { ArmClient } from './armClient';
import { toFailure } from './errors';
import { gather, sourced } from './gather';
import { ShapeError } from './json';
import type { Pipeline } from './pipeline';
import { asPath } from './resourceId';

export const alertsVersion = '2019-03-01';
const pageSize = 250;

/** The subscriptions to look at, resolved when first asked. */
export type SubscriptionLister = (signal?: AbortSignal) => Promise<readonly Subscription[]>;

/** Throws a RangeError unless the id is that of an alert instance: it becomes part of a URL. */
export function alertPath(alertId: string): string {
  if (!/^\/subscriptions\/.*\/providers\/Microsoft\.AlertsManagement\/alerts\/[^/]+$/i.test(alertId)) {
    throw new RangeError(`not the id of an alert: ${JSON.stringify(alertId)}`);
  }
  return asPath(alertId);
}

/** Alert instances over all subscriptions at once. */
export function createAlertStore(pipeline: Pipeline, subscriptions: SubscriptionLister): AlertStore {
  const client = new ArmClient(pipeline, 'read');
  const version = { 'api-version': alertsVersion };
  return {
    async list(filter, signal, onPage) {
      const parts = (await subscriptions(signal)).map((subscription) => ({
        source: 'alerts' as const,
        resource: `/subscriptions/${subscription.id}`,
        action: `read the alerts of subscription ${subscription.name}`,
        async read(emit: (alerts: readonly Alert[], failures: readonly Failure[]) => void) {
          const path = `/subscriptions/${encodeURIComponent(subscription.id)}/providers/Microsoft.AlertsManagement/alerts`;
          for await (const page of client.pages(path, { ...version, ...listQuery(filter) }, signal)) {
            const { alerts, failures } = parsePage(page);
            const wanted = alerts.filter((alert) => matches(alert, filter));
            emit(wanted, failures);
            onPage?.(wanted);
          }
        },
      }));
      return gather(parts, signal);
    },
    async get(alertId, signal) {
      const context = { source: 'alerts' as const, resource: alertId, action: 'read the alert' };
      return sourced(context, undefined, async () => parseAlert(await client.get(alertPath(alertId), version, signal)));
    },
    async history(alertId, signal) {
      const context = { source: 'alertHistory' as const, resource: alertId };
      return sourced(context, undefined, async () =>
        parseHistory(await client.get(`${alertPath(alertId)}/history`, version, signal)),
      );
    },
  };
}

function listQuery(filter: AlertFilter): Record<string, string> {
  const [severity, ...more] = filter.severities ?? [];
  return {
    customTimeRange: `${toIso(filter.window.from)}/${toIso(filter.window.to)}`,
    // The service filters by one severity only; several are picked from all.
    ...(severity !== undefined && more.length === 0 ? { severity: `Sev${severity}` } : {}),
    ...(filter.userResponse === undefined ? {} : { alertState: filter.userResponse }),
    ...(filter.monitorCondition === undefined ? {} : { monitorCondition: filter.monitorCondition }),
    ...(filter.resourceGroup === undefined ? {} : { targetResourceGroup: filter.resourceGroup }),
    pageCount: String(pageSize),
    sortBy: 'startDateTime',
    sortOrder: 'desc',
  };
}

/** The service may answer with more than was asked for, so each condition is checked again. */
function matches(alert: Alert, { window, severities, userResponse, monitorCondition, resourceGroup }: AlertFilter): boolean {
  return (
    alert.firedAt >= window.from &&
    alert.firedAt < window.to &&
    (severities === undefined || severities.includes(alert.severity)) &&
    (userResponse === undefined || alert.userResponse === userResponse) &&
    (monitorCondition === undefined || alert.monitorCondition === monitorCondition) &&
    (resourceGroup === undefined || alert.target.resourceGroup.toLowerCase() === resourceGroup.toLowerCase())
  );
}

/** Reads each alert of a page by itself, so that one that cannot be read does not hide the others. */
function parsePage(page: readonly unknown[]): { readonly alerts: readonly Alert[]; readonly failures: readonly Failure[] } {
  const alerts: Alert[] = [];
  const failures: Failure[] = [];
  for (const wire of page) {
    try {
      alerts.push(parseAlert(wire));
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      failures.push(toFailure(error, { source: 'alerts', action: 'read an alert' }));
    }
  }
  return { alerts, failures };
}
