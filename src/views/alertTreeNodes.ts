import type { EvidenceRow } from '../incidents/alertEvidence';
import type { AlertGroup } from '../alerts/grouping';
import type { Alert } from '../model/alert';
import type { Incident } from '../model/incident';

export type GroupBy = 'incident' | 'severity' | 'resource' | 'state';

/** One row of the tree. `parent` ids make ids unique and let a row be revealed. */
export type Node =
  | { readonly kind: 'incident'; readonly id: string; readonly incident: Incident; readonly alerts: readonly Alert[] }
  | { readonly kind: 'group'; readonly id: string; readonly group: AlertGroup }
  | { readonly kind: 'alert'; readonly id: string; readonly alert: Alert; readonly parent?: Node; readonly incident?: Incident }
  | { readonly kind: 'evidence'; readonly id: string; readonly row: EvidenceRow; readonly parent: Node }
  | { readonly kind: 'more'; readonly id: string; readonly shown: number; readonly total: number; readonly parent?: Node };

/** How many rows a level shows before "Show more": the renderer pays for every row that it is handed. */
export const PAGE = 200;

export interface TreeInput {
  readonly alerts: readonly Alert[];
  readonly incidents: readonly Incident[];
}

/**
 * The top level when grouped by incident: incidents of several alerts or with a critical one, worst first and newest
 * first; all others as plain alerts below, firing ones first.
 */
export function incidentLevel(input: TreeInput, criticalUpTo: number): Node[] {
  const visible = new Set(input.alerts.map((alert) => alert.id));
  const grouped: Node[] = [];
  const single: Node[] = [];
  for (const incident of input.incidents) {
    const alerts = incident.alerts.filter((alert) => visible.has(alert.id));
    const [first] = alerts;
    if (first === undefined) continue;
    if (incident.episodes.length > 1 || incident.severity <= criticalUpTo) {
      grouped.push({ kind: 'incident', id: `incident:${incident.id}`, incident, alerts });
    } else if (alerts.length > 1) {
      grouped.push({ kind: 'incident', id: `incident:${incident.id}`, incident, alerts });
    } else {
      single.push(alertNode(first, undefined, incident));
    }
  }
  grouped.sort((a, b) => compareIncidents(a, b));
  single.sort((a, b) => compareAlertNodes(a, b));
  return [...grouped, ...single];
}

export function groupLevel(groups: readonly AlertGroup[]): Node[] {
  return groups.map((group) => ({ kind: 'group', id: `group:${group.key}`, group }));
}

export function alertNode(alert: Alert, parent?: Node, incident?: Incident): Node {
  const id = `${parent === undefined ? '' : `${parent.id}/`}alert:${alert.id.toLowerCase()}`;
  return {
    kind: 'alert',
    id,
    alert,
    ...(parent === undefined ? {} : { parent }),
    ...(incident === undefined ? {} : { incident }),
  };
}

/** Cuts a level to what is shown now and says how many there are. */
export function paged(nodes: readonly Node[], shown: number, parent?: Node): Node[] {
  if (nodes.length <= shown) return [...nodes];
  const more: Node = {
    kind: 'more',
    id: `${parent?.id ?? 'root'}/more`,
    shown,
    total: nodes.length,
    ...(parent === undefined ? {} : { parent }),
  };
  return [...nodes.slice(0, shown), more];
}

function compareIncidents(a: Node, b: Node): number {
  if (a.kind !== 'incident' || b.kind !== 'incident') return 0;
  return a.incident.severity - b.incident.severity || b.incident.startedAt - a.incident.startedAt;
}

function compareAlertNodes(a: Node, b: Node): number {
  if (a.kind !== 'alert' || b.kind !== 'alert') return 0;
  const firing = Number(b.alert.monitorCondition === 'Fired') - Number(a.alert.monitorCondition === 'Fired');
  return firing || a.alert.severity - b.alert.severity || b.alert.firedAt - a.alert.firedAt;
}
