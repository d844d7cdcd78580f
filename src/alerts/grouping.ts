import type { Alert } from '../model/alert';

export type AlertGrouping = 'severity' | 'resource' | 'state';

/** Alerts under one branch of the tree, latest first. */
export interface AlertGroup {
  /** Stable over reloads, for the tree's expansion state. */
  readonly key: string;
  readonly label: string;
  readonly alerts: readonly Alert[];
}

const SEVERITY_NAMES = ['Critical', 'Error', 'Warning', 'Informational', 'Verbose'] as const;
const STATE_ORDER = [
  'Fired·New',
  'Fired·Acknowledged',
  'Fired·Closed',
  'Resolved·New',
  'Resolved·Acknowledged',
  'Resolved·Closed',
];

/** Branches in the order a person works through them: most severe first, resources by name, still firing and new first. */
export function groupAlerts(alerts: readonly Alert[], by: AlertGrouping): readonly AlertGroup[] {
  const groups = new Map<string, { label: string; order: string; alerts: Alert[] }>();
  for (const alert of alerts) {
    const place = placeOf(alert, by);
    const group = groups.get(place.key) ?? { label: place.label, order: place.order, alerts: [] };
    group.alerts.push(alert);
    groups.set(place.key, group);
  }
  return [...groups]
    .sort(([keyA, a], [keyB, b]) => compare(a.order, b.order) || compare(keyA, keyB))
    .map(([key, group]) => ({ key, label: group.label, alerts: [...group.alerts].sort(latestFirst) }));
}

function placeOf(alert: Alert, by: AlertGrouping): { key: string; label: string; order: string } {
  switch (by) {
    case 'severity':
      return {
        key: `sev${alert.severity}`,
        label: `Sev ${alert.severity} · ${SEVERITY_NAMES[alert.severity]}`,
        order: String(alert.severity),
      };
    case 'resource':
      return { key: alert.target.id.toLowerCase(), label: alert.target.name, order: alert.target.name.toLowerCase() };
    case 'state': {
      const key = `${alert.monitorCondition}·${alert.userResponse}`;
      return { key, label: `${alert.monitorCondition} · ${alert.userResponse}`, order: String(STATE_ORDER.indexOf(key)) };
    }
  }
}

function latestFirst(a: Alert, b: Alert): number {
  return b.firedAt - a.firedAt || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
