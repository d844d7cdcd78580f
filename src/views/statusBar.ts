import * as vscode from 'vscode';
import { commandIds } from '../commands/ids';
import type { ActiveEnvironment } from './activeEnvironment';
import type { AlertFeed } from './alertFeed';
import { countOfAlerts } from './counts';
import { Disposable } from './disposables';
import type { RequestMeter } from './requestMeter';

/** Which environment is active, marked when it is a demo; what fires; and the wait when Azure asks for patience. */
export class StatusBar extends Disposable {
  private readonly environmentItem = this.own(
    vscode.window.createStatusBarItem('sre.environment', vscode.StatusBarAlignment.Left, 50),
  );
  private readonly alertsItem = this.own(vscode.window.createStatusBarItem('sre.alerts', vscode.StatusBarAlignment.Left, 49));
  private readonly meterItem = this.own(vscode.window.createStatusBarItem('sre.requests', vscode.StatusBarAlignment.Left, 48));

  constructor(
    private readonly environment: ActiveEnvironment,
    private readonly feed: AlertFeed,
    private readonly meter: RequestMeter,
  ) {
    super();
    this.environmentItem.name = vscode.l10n.t('SRE Environment');
    this.environmentItem.command = commandIds.selectEnvironment;
    this.alertsItem.name = vscode.l10n.t('SRE Firing Alerts');
    this.alertsItem.command = 'sre.alerts.focus';
    this.meterItem.name = vscode.l10n.t('SRE Request Budget');
    this.meterItem.command = commandIds.showLog;
    this.own(environment.onDidChange(() => this.showEnvironment()));
    this.own(feed.onDidChange(() => this.showAlerts()));
    this.own(meter.onDidChange(() => this.showMeter()));
    this.showEnvironment();
    this.showAlerts();
  }

  private showEnvironment(): void {
    const choice = this.environment.chosen;
    const environment = this.environment.current;
    if (choice.kind === 'demo') {
      const name = environment?.name ?? choice.story;
      this.environmentItem.text = `$(beaker) ${vscode.l10n.t('Demo: {0}', name)}`;
      this.environmentItem.tooltip = vscode.l10n.t(
        'An embedded environment with made-up data. Nothing leaves this machine. Click to choose another.',
      );
      this.environmentItem.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    } else {
      this.environmentItem.text = `$(azure) ${environment?.name ?? choice.tenantName}`;
      this.environmentItem.tooltip = vscode.l10n.t('Azure tenant {0}. Click to choose another environment.', choice.tenantName);
      this.environmentItem.backgroundColor = undefined;
    }
    this.environmentItem.show();
  }

  private showAlerts(): void {
    const board = this.feed.state.board;
    if (board === undefined) {
      this.alertsItem.hide();
      return;
    }
    const firing = board.alerts.filter((alert) => alert.monitorCondition === 'Fired').length;
    const known = board.complete ? '' : '?';
    this.alertsItem.text = `$(bell) ${firing}${known}`;
    this.alertsItem.tooltip = board.complete
      ? vscode.l10n.t('Firing now: {0}.', countOfAlerts(firing))
      : vscode.l10n.t('Firing now: at least {0}; not everything could be read.', countOfAlerts(firing));
    this.alertsItem.show();
  }

  private showMeter(): void {
    const waiting = this.meter.waiting;
    if (waiting === undefined) {
      this.meterItem.hide();
      return;
    }
    this.meterItem.text = `$(watch) ${waiting}`;
    this.meterItem.tooltip = vscode.l10n.t('Azure asks for patience: requests wait and go on by themselves.');
    this.meterItem.show();
  }
}
