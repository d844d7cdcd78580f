import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids';
import { Disposable } from '../disposables';
import { errorText, failureText } from '../failureText';
import { cellOf } from '../queries/cellsAbove';
import type { LanguageRequests } from './languageRequests';
import { isKql, kqlSelector } from './selector';

/** Not for the command palette: only the status offers it, where it says what went wrong. */
const retryCommand = '_sre.language.retry';

/** A source that cannot be read is not asked again with every change of a text. */
const troubleMilliseconds = 60_000;

/** Against what the text in front of a person would run, and whether its tables are known. */
export class KqlLanguageStatus extends Disposable {
  private readonly item = this.own(vscode.languages.createLanguageStatusItem('sre.kql', kqlSelector));
  private turn = 0;
  private trouble:
    | { readonly key: string; readonly text: string; readonly severity: vscode.LanguageStatusSeverity; readonly until: number }
    | undefined;

  constructor(
    private readonly requests: LanguageRequests,
    private readonly retried: () => void,
  ) {
    super();
    this.item.name = vscode.l10n.t('KQL');
    this.own(vscode.window.onDidChangeActiveTextEditor(() => void this.update()));
    this.own(requests.onDidChange(() => void this.update()));
    this.own(requests.queries.onDidChange(() => void this.update()));
    this.own(
      requests.queries.onDidForgetTables(() => {
        this.trouble = undefined;
        void this.update();
      }),
    );
    this.own(vscode.commands.registerCommand(retryCommand, () => this.retry()));
    void this.update();
  }

  /** Reads the tables once more, and asks the service again when it was the service that failed. */
  private async retry(): Promise<void> {
    const document = activeDocument();
    if (document === undefined) return;
    const { queries } = this.requests;
    this.requests.worked();
    await queries.reloadTables(queries.settingOf(document).connection);
    this.retried();
  }

  /** Never rejects. What is found out late is not shown. */
  private async update(): Promise<void> {
    const turn = ++this.turn;
    const document = activeDocument();
    if (document === undefined) return;
    const { queries, problem } = this.requests;
    const { connection } = queries.settingOf(document);
    const source = queries.sources.describe(connection);
    const choose = {
      title: vscode.l10n.t('Select Connection…'),
      command: cellOf(document) === undefined ? commandIds.selectQueryConnection : commandIds.selectNotebookConnection,
    };
    const retry = { title: vscode.l10n.t('Try Again'), command: retryCommand };
    const { Information, Warning, Error: Failed } = vscode.LanguageStatusSeverity;
    if (problem !== undefined) {
      this.show(vscode.l10n.t('KQL cannot be checked'), problem, Failed, retry);
      return;
    }
    const key = `${source} ${JSON.stringify(connection)}`;
    if (this.trouble?.key === key && Date.now() < this.trouble.until) {
      this.show(source, this.trouble.text, this.trouble.severity, retry);
      return;
    }
    const tell = (text: string, severity: vscode.LanguageStatusSeverity): void => {
      this.trouble = { key, text, severity, until: Date.now() + troubleMilliseconds };
      if (turn === this.turn) this.show(source, text, severity, retry);
    };
    this.show(source, vscode.l10n.t('reading tables…'), Information, choose, true);
    try {
      const { tables, failures } = await queries.sources.schema(connection);
      const count = tables.length === 1 ? vscode.l10n.t('1 table') : vscode.l10n.t('{0} tables', tables.length);
      const [failure] = failures;
      if (failure !== undefined) tell(vscode.l10n.t('{0}; others could not be read: {1}', count, failureText(failure)), Warning);
      else if (turn === this.turn) this.show(source, count, Information, choose);
    } catch (error) {
      tell(vscode.l10n.t('tables could not be read: {0}', errorText(error)), Failed);
    }
  }

  private show(
    text: string,
    detail: string,
    severity: vscode.LanguageStatusSeverity,
    command: vscode.Command,
    busy = false,
  ): void {
    Object.assign(this.item, { text, detail, severity, command, busy });
  }
}

function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && isKql(document) ? document : undefined;
}
