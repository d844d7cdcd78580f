import * as vscode from 'vscode';
import { commandIds } from '../commands/ids';
import { clockLabel } from '../documents/clock';
import { formatDuration } from '../documents/format';
import type { AlertBoard } from '../incidents/alertBoard';
import { readListedAlert, valueAgainstThreshold, type EvidenceRow } from '../incidents/alertEvidence';
import type { Alert } from '../model/alert';
import type { Tone } from '../model/document';
import type { Stores } from '../model/stores';
import type { Instant } from '../model/time';
import type { Node } from './alertTreeNodes';
import { countOfAlerts } from './counts';

/** The row of a node as far as it is known without a request. */
export function treeItemOf(node: Node, timeZone: string, now: Instant): vscode.TreeItem {
  const item = itemOf(node, timeZone, now);
  item.id = node.id;
  return item;
}

function itemOf(node: Node, timeZone: string, now: Instant): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'incident': {
      const { incident, alerts } = node;
      const item = new vscode.TreeItem(incident.title, incident.severity <= 1 ? Expanded : Collapsed);
      const firing = alerts.filter((alert) => alert.monitorCondition === 'Fired').length;
      item.description = `${countOfAlerts(alerts.length)} · ${clockLabel(incident.startedAt, timeZone, now)}`;
      item.iconPath = new vscode.ThemeIcon('flame', severityColor(incident.severity));
      item.contextValue = `incident ${firing > 0 ? 'firing' : 'resolved'}`;
      item.accessibilityInformation = {
        label: vscode.l10n.t(
          'Incident, severity {0}, {1}, {2} alerts, {3} firing',
          incident.severity,
          incident.title,
          alerts.length,
          firing,
        ),
      };
      return item;
    }
    case 'group': {
      const item = new vscode.TreeItem(node.group.label, Collapsed);
      item.description = String(node.group.alerts.length);
      item.iconPath = new vscode.ThemeIcon('list-tree');
      item.contextValue = 'group';
      return item;
    }
    case 'alert':
      return alertItem(node.alert, node.incident !== undefined && node.parent !== undefined, timeZone, now);
    case 'evidence':
      return evidenceItem(node.row);
    case 'more': {
      const item = new vscode.TreeItem(vscode.l10n.t('Show More'), None);
      item.description = vscode.l10n.t('{0} of {1} shown', node.shown, node.total);
      item.iconPath = new vscode.ThemeIcon('ellipsis');
      item.command = { command: commandIds.showMoreAlerts, title: vscode.l10n.t('Show More'), arguments: [node] };
      return item;
    }
  }
}

function alertItem(alert: Alert, member: boolean, timeZone: string, now: Instant): vscode.TreeItem {
  const item = new vscode.TreeItem(alert.name, vscode.TreeItemCollapsibleState.Collapsed);
  const state = conditionText(alert, now);
  item.description = `${alert.target.name} · ${clockLabel(alert.firedAt, timeZone, now)} · ${state}`;
  item.iconPath = new vscode.ThemeIcon(
    iconOf(alert),
    alert.monitorCondition === 'Fired' ? severityColor(alert.severity) : resolvedColor(alert.severity),
  );
  item.contextValue = [
    'alert',
    alert.monitorCondition === 'Fired' ? 'firing' : 'resolved',
    alert.userResponse.toLowerCase(),
    ...(member ? ['member'] : []),
  ].join(' ');
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      'Alert, severity {0}, {1} on {2}, {3}, {4}',
      alert.severity,
      alert.name,
      alert.target.name,
      state,
      alert.userResponse,
    ),
  };
  return item;
}

function conditionText(alert: Alert, now: Instant): string {
  const response = alert.userResponse === 'New' ? '' : ` · ${alert.userResponse.toLowerCase()}`;
  return alert.monitorCondition === 'Fired'
    ? `${vscode.l10n.t('firing for {0}', formatDuration(now - alert.firedAt))}${response}`
    : `${vscode.l10n.t('resolved')}${response}`;
}

function evidenceItem(row: EvidenceRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, vscode.TreeItemCollapsibleState.None);
  item.description = row.value;
  item.iconPath = new vscode.ThemeIcon(row.icon, row.tone === undefined ? undefined : toneColor(row.tone));
  item.contextValue = 'evidence';
  item.tooltip = `${row.label}: ${row.value}`;
  if (row.fact !== undefined)
    item.command = { command: commandIds.openFact, title: vscode.l10n.t('Open Source of Number'), arguments: [row.fact] };
  return item;
}

function iconOf(alert: Alert): string {
  if (alert.monitorCondition === 'Resolved') return 'pass';
  return alert.severity <= 1 ? 'error' : alert.severity === 2 ? 'warning' : 'info';
}

function severityColor(severity: number): vscode.ThemeColor {
  if (severity <= 1) return new vscode.ThemeColor('list.errorForeground');
  return new vscode.ThemeColor(severity === 2 ? 'list.warningForeground' : 'charts.blue');
}

/** A resolved critical alert stays recognisable as one. */
function resolvedColor(severity: number): vscode.ThemeColor {
  return severity <= 1 ? severityColor(severity) : new vscode.ThemeColor('descriptionForeground');
}

function toneColor(tone: Tone): vscode.ThemeColor {
  const colors: Record<Tone, string> = {
    good: 'testing.iconPassed',
    bad: 'list.errorForeground',
    warning: 'list.warningForeground',
    info: 'charts.blue',
  };
  return new vscode.ThemeColor(colors[tone]);
}

/** The whole state of an alert in a tooltip. Asks for the metric; what cannot be read is said, not left out. */
export async function alertTooltip(
  alert: Alert,
  stores: Pick<Stores, 'metrics' | 'alerts'>,
  board: AlertBoard | undefined,
  now: Instant,
  timeZone: string,
  signal: AbortSignal,
): Promise<vscode.MarkdownString> {
  const { reading } = await readListedAlert(alert, board ?? { rules: [], provenance: {} }, stores, now, signal);
  const clock = (at: Instant): string => clockLabel(at, timeZone, now);
  const text = new vscode.MarkdownString();
  // Alert text is data: appendText escapes it, and the string is not trusted, so no command link can run.
  const line = (label: string, value: string): void => {
    text.appendMarkdown(`\n\n**${label}:** `);
    text.appendText(value);
  };
  text.appendText(`${alert.name} (Sev${alert.severity})`);
  line(vscode.l10n.t('Resource'), `${alert.target.name} (${alert.target.type})`);
  line(vscode.l10n.t('State'), `${alert.monitorCondition}, ${alert.userResponse}`);
  line(vscode.l10n.t('Value against threshold'), valueAgainstThreshold(reading, { now, timeZone }));
  line(vscode.l10n.t('Fired'), clock(alert.firedAt));
  line(
    vscode.l10n.t('Recovered'),
    reading.recovery.state === 'recovered'
      ? clock(reading.recovery.at)
      : reading.recovery.state === 'breaching'
        ? vscode.l10n.t('not yet')
        : vscode.l10n.t('not known: {0}', reading.recovery.reason),
  );
  line(vscode.l10n.t('Resolved'), alert.resolvedAt === undefined ? vscode.l10n.t('not yet') : clock(alert.resolvedAt));
  return text;
}
