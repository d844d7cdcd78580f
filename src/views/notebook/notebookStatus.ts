import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids';
import { rangeInWords } from '../../kql/notebook/timeWords';
import type { ActiveEnvironment } from '../activeEnvironment';
import { Disposable } from '../disposables';
import { connectionOfNotebook, NOTEBOOK_TYPE, timeOfNotebook } from '../queries/cellsAbove';
import type { OpenQueryServices } from '../queries/openQueryServices';
import type { Settings } from '../settings';

/** Connection and time range of the notebook in the active editor, in the status bar; select one to change it. */
export class NotebookStatus extends Disposable {
  private readonly connection = this.own(
    vscode.window.createStatusBarItem('sre.notebook.connection', vscode.StatusBarAlignment.Right, 101),
  );
  private readonly time = this.own(vscode.window.createStatusBarItem('sre.notebook.time', vscode.StatusBarAlignment.Right, 100));

  constructor(
    private readonly queries: OpenQueryServices,
    private readonly environment: ActiveEnvironment,
    private readonly settings: () => Settings,
    private readonly controller: vscode.NotebookController,
  ) {
    super();
    this.connection.name = vscode.l10n.t('KQL Notebook Connection');
    this.connection.command = commandIds.selectNotebookConnection;
    this.time.name = vscode.l10n.t('KQL Notebook Time Range');
    this.time.command = commandIds.setNotebookTimeRange;
    this.own(vscode.window.onDidChangeActiveNotebookEditor(() => this.draw()));
    this.own(vscode.workspace.onDidChangeNotebookDocument(() => this.draw()));
    this.own(environment.onDidChange(() => this.draw()));
    this.draw();
  }

  private draw(): void {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (notebook?.notebookType !== NOTEBOOK_TYPE) {
      this.connection.hide();
      this.time.hide();
      return;
    }
    const connection = this.queries.sources.describe(connectionOfNotebook(notebook));
    this.controller.description = connection;
    this.connection.text = `$(plug) ${connection}`;
    this.connection.tooltip = vscode.l10n.t('What this notebook asks. Select to change it.');
    this.connection.show();
    this.time.text = `$(calendar) ${this.timeText(notebook)}`;
    this.time.tooltip = vscode.l10n.t('Which time its queries look at, where their text does not say. Select to change it.');
    this.time.show();
  }

  private timeText(notebook: vscode.NotebookDocument): string {
    const range = timeOfNotebook(notebook);
    if (range === undefined) return vscode.l10n.t('No time range ({0} h)', this.settings().defaultHours);
    const now = this.environment.current?.clock.now() ?? Date.now();
    const words = rangeInWords(range, now, this.queries.timeZone());
    // The end of a range up to now is now.
    return range.kind === 'last' ? (words.split(',', 1)[0] ?? words) : words;
  }
}
