import type { Alert } from '../model/alert';
import type { Incident } from '../model/incident';
import type { Node } from '../views/alertTreeNodes';

/** What a tree command was invoked on: the clicked row and, with it, the whole selection. */
export function selectedNodes(args: readonly unknown[]): readonly Node[] {
  const [clicked, selection] = args;
  const nodes = Array.isArray(selection) ? selection.filter(isNode) : [];
  return nodes.length > 0 ? nodes : isNode(clicked) ? [clicked] : [];
}

/** The alerts of the selection, those of incidents and groups included, each once. */
export function selectedAlerts(args: readonly unknown[]): readonly Alert[] {
  const alerts = new Map<string, Alert>();
  for (const node of selectedNodes(args)) {
    const members =
      node.kind === 'alert'
        ? [node.alert]
        : node.kind === 'incident'
          ? node.alerts
          : node.kind === 'group'
            ? node.group.alerts
            : [];
    for (const alert of members) alerts.set(alert.id, alert);
  }
  return [...alerts.values()];
}

export function selectedIncidents(args: readonly unknown[]): readonly Incident[] {
  const incidents = new Map<string, Incident>();
  for (const node of selectedNodes(args)) {
    if ((node.kind === 'incident' || node.kind === 'alert') && node.incident !== undefined)
      incidents.set(node.incident.id, node.incident);
  }
  return [...incidents.values()];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}
