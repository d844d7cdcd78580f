import * as vscode from 'vscode';
import { commandIds } from '../commands/ids';
import type { LinkTarget } from '../model/document';
import type { ActiveEnvironment } from './activeEnvironment';
import type { AlertFeed } from './alertFeed';

/** What a link in a document may run: its text may stem from alerts, so nothing that writes is among them. */
const linkable: readonly string[] = [
  commandIds.overnightSummary,
  commandIds.refreshAlerts,
  commandIds.selectEnvironment,
  commandIds.signIn,
  commandIds.showLog,
];

/** Follows the links of a readable document. Reads and shows only: a document can never start a write. */
export function linkOpener({
  environment,
  feed,
}: {
  readonly environment: ActiveEnvironment;
  readonly feed: AlertFeed;
}): (target: LinkTarget) => Promise<void> {
  return async (target) => {
    switch (target.kind) {
      case 'alert': {
        await feed.ensureLoaded();
        const alert = feed.state.board?.alerts.find(({ id }) => id.toLowerCase() === target.id.toLowerCase());
        const found = alert ?? (await (await environment.get()).stores.alerts.get(target.id)).value;
        await vscode.commands.executeCommand(commandIds.showAlert, { kind: 'alert', id: found.id, alert: found });
        return;
      }
      case 'incident':
        await vscode.commands.executeCommand('sre.alerts.focus');
        return;
      case 'resource': {
        const active = await environment.get();
        const link = `${active.connection.cloud.portal}/#resource${target.id}`;
        if (active.kind === 'demo')
          void vscode.window.showInformationMessage(
            vscode.l10n.t('This is the demo: the portal has no such resource. On Azure this opens {0}', link),
          );
        else await vscode.env.openExternal(vscode.Uri.parse(link, true));
        return;
      }
      case 'command':
        if (linkable.includes(target.command))
          await vscode.commands.executeCommand(target.command, ...(target.argument === undefined ? [] : [target.argument]));
    }
  };
}
