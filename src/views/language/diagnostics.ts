import * as vscode from 'vscode';
import type { Diagnostic } from '../../kql/engine/lower/syntax';
import { Disposable } from '../disposables';
import type { LanguageRequests } from './languageRequests';
import { isKql } from './selector';
import { rangeOf } from './spans';

/** Long enough for a word to be finished, short enough to seem at once. */
const delayMilliseconds = 250;

const severities: Readonly<Record<Exclude<Diagnostic['severity'], 'hidden'>, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  suggestion: vscode.DiagnosticSeverity.Information,
  information: vscode.DiagnosticSeverity.Information,
};

interface Check {
  readonly cancellation: vscode.CancellationTokenSource;
  readonly timer: NodeJS.Timeout;
}

/** Marks what is wrong in open documents while they are typed. Running a query does not wait for it. */
export class KqlDiagnostics extends Disposable {
  private readonly marks = this.own(vscode.languages.createDiagnosticCollection('KQL'));
  private readonly checks = new Map<vscode.TextDocument, Check>();

  constructor(private readonly requests: LanguageRequests) {
    super();
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document)));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
    this.own(
      requests.queries.onDidChange((document) => {
        if (document === undefined) this.checkAll();
        else this.schedule(document);
      }),
    );
    this.checkAll();
  }

  checkAll(): void {
    const inFront = vscode.window.activeTextEditor?.document;
    if (inFront !== undefined) this.schedule(inFront);
    for (const document of vscode.workspace.textDocuments) if (document !== inFront) this.schedule(document);
  }

  override dispose(): void {
    for (const document of [...this.checks.keys()]) this.drop(document);
    super.dispose();
  }

  private schedule(document: vscode.TextDocument): void {
    if (document.isClosed || !isKql(document)) return;
    this.drop(document);
    const cancellation = new vscode.CancellationTokenSource();
    const timer = setTimeout(() => void this.check(document, cancellation.token), delayMilliseconds);
    this.checks.set(document, { cancellation, timer });
  }

  private async check(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<void> {
    const found = await this.requests.ask(document, token, (language, at, options) => language.diagnostics(at, options));
    if (found !== undefined)
      this.marks.set(
        document.uri,
        found.flatMap((one) => markOf(document, one) ?? []),
      );
  }

  private forget(document: vscode.TextDocument): void {
    this.drop(document);
    this.marks.delete(document.uri);
  }

  private drop(document: vscode.TextDocument): void {
    const check = this.checks.get(document);
    if (check === undefined) return;
    this.checks.delete(document);
    clearTimeout(check.timer);
    check.cancellation.cancel();
    check.cancellation.dispose();
  }
}

function markOf(document: vscode.TextDocument, diagnostic: Diagnostic): vscode.Diagnostic | undefined {
  if (diagnostic.severity === 'hidden') return undefined;
  const mark = new vscode.Diagnostic(rangeOf(document, diagnostic), diagnostic.message, severities[diagnostic.severity]);
  mark.source = 'KQL';
  mark.code = diagnostic.code;
  return mark;
}
