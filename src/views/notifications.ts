import * as vscode from 'vscode';
import { commandIds } from '../commands/ids';
import type { Environment } from '../environments/environment';
import type { AlertBoard } from '../incidents/alertBoard';
import type { Alert } from '../model/alert';
import type { AlertFeed } from './alertFeed';
import { Disposable } from './disposables';
import type { Settings } from './settings';
import { effectiveTimeZone } from './timeZone';

/** One notification per new critical alert; everything else shows in badge and tree only. */
export class Notifications extends Disposable {
  private readonly seen = new Map<string, ReadonlySet<string>>();
  /** Names of what was shown, newest last; tests read it. */
  readonly shown: Alert[] = [];

  constructor(feed: AlertFeed, settings: () => Settings) {
    super();
    this.own(feed.onDidLoad(({ board, environment }) => void this.consider(board, environment, settings())));
  }

  private async consider(board: AlertBoard, environment: Environment, settings: Settings): Promise<void> {
    const now = environment.clock.now();
    const { selectToasts } = await import('../alerts/notify');
    const { notifyUpTo, quietHours, timeZone } = settings;
    const zone = effectiveTimeZone(timeZone, environment.timeZone);
    const [from, to] = quietHours.split('-');
    const { toasts, seen } = selectToasts(board.alerts, this.seen.get(environment.id), now, {
      upTo: notifyUpTo === -1 ? 0 : notifyUpTo,
      ...(from === undefined || to === undefined ? {} : { quietHours: { from, to, timeZone: zone } }),
    });
    this.seen.set(environment.id, seen);
    if (notifyUpTo === -1) return;
    for (const alert of toasts) void this.show(alert, environment.name);
  }

  private async show(alert: Alert, environment: string): Promise<void> {
    this.shown.push(alert);
    const open = vscode.l10n.t('Show');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Sev{0} in {1}: {2} on {3}', alert.severity, environment, alert.name, alert.target.name),
      open,
    );
    if (answer === open) await vscode.commands.executeCommand(commandIds.showAlert, { kind: 'alert', id: alert.id, alert });
  }
}
