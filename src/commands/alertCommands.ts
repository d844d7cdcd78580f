import * as vscode from 'vscode';
import { changeAlertStates, type ChangeStateResult } from '../alerts/changeState';
import { parseFilter, printFilter, type AlertQuery } from '../alerts/filter';
import { clockLabel } from '../documents/clock';
import type { Alert, UserResponse } from '../model/alert';
import type { Environment } from '../environments/environment';
import type { Fact } from '../model/fact';
import type { GroupBy } from '../views/alertTreeNodes';
import { countOfAlerts } from '../views/counts';
import { effectiveTimeZone } from '../views/timeZone';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';
import { selectedAlerts, selectedNodes } from './selection';

/** What a person does with alerts: look, filter, open, respond. */
export function alertCommands(context: CommandContext): CommandHandlers {
  const one = (args: readonly unknown[]): Alert => {
    const [alert] = selectedAlerts(args);
    if (alert === undefined) throw new Error(vscode.l10n.t('Select an alert in the tree first.'));
    return alert;
  };
  return {
    [commandIds.refreshAlerts]: () => context.feed.refresh(),
    [commandIds.filterAlerts]: () => askFilter(context),
    [commandIds.clearFilter]: () => context.tree.setFilter(undefined),
    [commandIds.groupAlertsBy]: () => askGroupBy(context),
    [commandIds.showMoreAlerts]: (node) => {
      const [more] = selectedNodes([node]);
      if (more?.kind === 'more') context.tree.showMore(more);
    },
    [commandIds.acknowledgeAlerts]: (...args) => respond(context, selectedAlerts(args), 'Acknowledged'),
    [commandIds.closeAlerts]: (...args) => respond(context, selectedAlerts(args), 'Closed'),
    [commandIds.showAlert]: async (...args) => showDetails(context, one(args)),
    [commandIds.openRule]: async (...args) => openRule(context, one(args)),
    [commandIds.copyLink]: async (...args) => {
      const links = await Promise.all(selectedAlerts(args).map((alert) => portalLink(context, alert.id)));
      await vscode.env.clipboard.writeText(links.join('\n'));
      void vscode.window.setStatusBarMessage(vscode.l10n.t('Link copied'), 3000);
    },
    [commandIds.openInPortal]: async (...args) => {
      const environment = await context.environment.get();
      const link = await portalLink(context, one(args).id);
      if (environment.kind === 'demo') {
        // The portal knows nothing of made-up resources, and the demo opens no connection.
        void vscode.window.showInformationMessage(
          vscode.l10n.t('This is the demo: the portal has no such alert. On Azure this opens {0}', link),
        );
        return;
      }
      await vscode.env.openExternal(vscode.Uri.parse(link, true));
    },
    [commandIds.openFact]: (fact) => {
      if (isFact(fact)) return context.facts.open(fact);
      throw new Error(vscode.l10n.t('There is no source to open.'));
    },
  };
}

async function askFilter(context: CommandContext): Promise<void> {
  const now = context.tree.filterNow;
  const text = await context.prompts.input({
    title: vscode.l10n.t('Filter Alerts'),
    value: now === undefined ? '' : printFilter(now),
    placeHolder: 'sev:0-1 state:new is:fired group:rg-name cpu',
    prompt: vscode.l10n.t(
      'Severity, state, condition, resource group, and words of name, resource or description. Empty shows all.',
    ),
    validateInput: (value) => {
      const parsed = queryOf(value);
      return typeof parsed === 'string' ? parsed : undefined;
    },
  });
  if (text === undefined) return;
  const parsed = queryOf(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  context.tree.setFilter(text.trim() === '' ? undefined : parsed);
}

/** The query of a filter text, or what is wrong with it and where. */
function queryOf(text: string): AlertQuery | string {
  const parsed = parseFilter(text);
  if ('query' in parsed) return parsed.query;
  return parsed.errors.map(({ message, start }) => vscode.l10n.t('{0} (at character {1})', message, start + 1)).join(' ');
}

async function askGroupBy(context: CommandContext): Promise<void> {
  const now = context.tree.groupByNow;
  const choices: readonly { readonly label: string; readonly groupBy: GroupBy }[] = [
    { label: vscode.l10n.t('Incident'), groupBy: 'incident' },
    { label: vscode.l10n.t('Severity'), groupBy: 'severity' },
    { label: vscode.l10n.t('Resource'), groupBy: 'resource' },
    { label: vscode.l10n.t('State'), groupBy: 'state' },
  ];
  const picked = await context.prompts.pick(
    choices.map((choice) => ({ ...choice, description: choice.groupBy === now ? vscode.l10n.t('current') : '' })),
    { title: vscode.l10n.t('Group Alerts By') },
  );
  if (picked !== undefined) context.tree.setGroupBy(picked.groupBy);
}

/** The only write: note, question with the real values, write, read back, record. */
async function respond(
  context: CommandContext,
  selected: readonly Alert[],
  newState: UserResponse,
): Promise<readonly ChangeStateResult[]> {
  const alerts = selected.filter((alert) => alert.userResponse !== newState && alert.userResponse !== 'Closed');
  if (alerts.length === 0) throw new Error(vscode.l10n.t('None of the selected alerts can become {0}.', newState));
  const environment = await context.environment.get();
  refuseReadOnly(context, environment, alerts);
  const note = await context.prompts.input({
    title:
      newState === 'Closed'
        ? vscode.l10n.t('Close {0}', countOfAlerts(alerts.length))
        : vscode.l10n.t('Acknowledge {0}', countOfAlerts(alerts.length)),
    prompt: vscode.l10n.t("A note for the alert's history (may be empty)"),
  });
  if (note === undefined) return [];
  const zone = effectiveTimeZone(context.settings().timeZone, environment.timeZone);
  const answer = await context.prompts.confirmWrite({
    message: vscode.l10n.t('{0}: set {1} to {2}?', environment.name, countOfAlerts(alerts.length), newState),
    detail: [
      ...alerts
        .slice(0, 10)
        .map(
          (alert) =>
            `${clockLabel(alert.firedAt, zone, environment.clock.now())} ${alert.name}, ${alert.target.name}: ${alert.userResponse} → ${newState}`,
        ),
      ...(alerts.length > 10 ? [vscode.l10n.t('… and {0} more', alerts.length - 10)] : []),
      note === '' ? vscode.l10n.t('No note.') : vscode.l10n.t('Note: {0}', note),
      environment.kind === 'demo'
        ? vscode.l10n.t('Demo: only the embedded environment changes.')
        : vscode.l10n.t('This writes to Azure. A closed alert cannot be opened again from here.'),
    ].join('\n'),
    apply: newState === 'Closed' ? vscode.l10n.t('Close Alerts') : vscode.l10n.t('Acknowledge Alerts'),
    review: vscode.l10n.t('Review Again'),
  });
  if (answer === 'review') {
    const [first] = alerts;
    if (first !== undefined) await showDetails(context, first);
  }
  if (answer !== 'apply') return [];
  return applyResponse(context, environment, alerts, newState, note);
}

async function applyResponse(
  context: CommandContext,
  environment: Environment,
  alerts: readonly Alert[],
  newState: UserResponse,
  note: string,
): Promise<readonly ChangeStateResult[]> {
  const results = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Setting {0} to {1}…', countOfAlerts(alerts.length), newState),
      cancellable: true,
    },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const tools = {
        alerts: environment.stores.alerts,
        writer: environment.stores.alertWriter,
        clock: environment.clock,
        environment: environment.id,
        audit: (entry: Parameters<typeof context.audit.append>[0]) => context.audit.append(entry),
      };
      return changeAlertStates(alerts, newState, note, tools, abort.signal);
    },
  );
  await context.feed.refresh();
  const verified = results.filter((result) => result.outcome === 'verified').length;
  const troubles = results.filter((result) => result.outcome !== 'verified');
  if (troubles.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} set to {1}, read back and recorded.', countOfAlerts(verified), newState),
    );
  } else {
    const [first] = troubles;
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        '{0} of {1} set to {2}. {3}: {4} {5}',
        verified,
        alerts.length,
        newState,
        first?.alert.name ?? '',
        first?.message ?? '',
        first?.nextAction ?? '',
      ),
    );
  }
  return results;
}

/** On Azure nothing is writable until its subscription is allowed in the settings. */
function refuseReadOnly(context: CommandContext, environment: Environment, alerts: readonly Alert[]): void {
  if (!vscode.workspace.isTrusted) throw new Error(vscode.l10n.t('Nothing can be written in Restricted Mode.'));
  if (environment.kind === 'demo') return;
  const writable = new Set(context.settings().writableSubscriptions.map((id) => id.toLowerCase()));
  const refused = alerts.find((alert) => !writable.has(alert.target.subscriptionId.toLowerCase()));
  if (refused !== undefined) {
    throw new Error(
      vscode.l10n.t(
        'Subscription {0} is read-only here. Add its id to the setting "sre.azure.writableSubscriptions" to allow writes.',
        refused.target.subscriptionId,
      ),
    );
  }
}

async function showDetails(context: CommandContext, alert: Alert): Promise<void> {
  await context.panels.open(`alert:${alert.id}`, alert.name);
}

async function openRule(context: CommandContext, alert: Alert): Promise<void> {
  const rule = context.feed.state.board?.rules.find((candidate) => candidate.id.toLowerCase() === alert.rule.toLowerCase());
  if (rule === undefined)
    throw new Error(
      vscode.l10n.t('The rule of "{0}" was not found among the rules that could be read: {1}', alert.name, alert.rule),
    );
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: JSON.stringify(rule, undefined, 2) });
  await vscode.window.showTextDocument(document, { preview: true });
}

async function portalLink(context: CommandContext, resourceId: string): Promise<string> {
  const environment = await context.environment.get();
  return `${environment.connection.cloud.portal}/#blade/Microsoft_Azure_Monitoring/AlertDetailsTemplateBlade/alertId/${encodeURIComponent(resourceId)}`;
}

function isFact(value: unknown): value is Fact {
  return typeof value === 'object' && value !== null && 'provenance' in value && 'label' in value;
}
