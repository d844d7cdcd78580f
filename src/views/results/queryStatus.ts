import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids';
import { Disposable } from '../disposables';
import type { OpenQueryServices } from '../queries/openQueryServices';
import { isQueryFile } from './queryBlocks';
import { timeLabel } from './timeLabel';

/** What the queries of the active file run against, and in which time. */
export class QueryStatus extends Disposable {
  private readonly connectionItem = this.own(
    vscode.window.createStatusBarItem('sre.queryConnection', vscode.StatusBarAlignment.Right, 101),
  );
  private readonly timeItem = this.own(
    vscode.window.createStatusBarItem('sre.queryTimeRange', vscode.StatusBarAlignment.Right, 100.5),
  );

  constructor(private readonly queries: OpenQueryServices) {
    super();
    this.connectionItem.name = vscode.l10n.t('SRE Query Connection');
    this.connectionItem.command = commandIds.selectQueryConnection;
    this.connectionItem.tooltip = vscode.l10n.t('What the queries of this file run against. Click to choose another connection.');
    this.timeItem.name = vscode.l10n.t('SRE Query Time Range');
    this.timeItem.command = commandIds.setQueryTimeRange;
    this.timeItem.tooltip = vscode.l10n.t('The time that the queries of this file look at. Click to set another time range.');
    this.own(vscode.window.onDidChangeActiveTextEditor(() => this.show()));
    this.own(queries.onDidChange(() => this.show()));
    this.show();
  }

  private show(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isQueryFile(document)) {
      this.connectionItem.hide();
      this.timeItem.hide();
      return;
    }
    const { connection, time } = this.queries.settingOf(document);
    this.connectionItem.text = `$(plug) ${this.queries.sources.describe(connection)}`;
    this.timeItem.text = `$(calendar) ${timeLabel(time, this.queries.timeZone())}`;
    this.connectionItem.show();
    this.timeItem.show();
  }
}
