import * as vscode from 'vscode';
import type { QuickFix } from '../../kql/language/languageService';
import type { LanguageRequests } from './languageRequests';
import { rangeOf, spanOf } from './spans';

const { QuickFix: quickFix, RefactorRewrite: improvement } = vscode.CodeActionKind;

export class KqlCodeActionProvider implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [quickFix, improvement] };

  constructor(private readonly requests: LanguageRequests) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[] | undefined> {
    return this.requests.ask(document, token, async (language, at, options) => {
      const fixes = await language.quickFixes(at, spanOf(document, range), options);
      return fixes
        .map((fix) => actionOf(document, fix, context))
        .filter(({ kind }) => context.only === undefined || (kind !== undefined && context.only.contains(kind)));
    });
  }
}

function actionOf(document: vscode.TextDocument, fix: QuickFix, context: vscode.CodeActionContext): vscode.CodeAction {
  const { diagnostic } = fix;
  const action = new vscode.CodeAction(fix.title, diagnostic === undefined ? improvement : quickFix);
  action.isPreferred = fix.isPreferred;
  if (diagnostic !== undefined) {
    const place = rangeOf(document, diagnostic);
    action.diagnostics = context.diagnostics.filter(({ code, range }) => code === diagnostic.code && range.isEqual(place));
  }
  action.edit = new vscode.WorkspaceEdit();
  for (const edit of fix.edits) action.edit.replace(document.uri, rangeOf(document, edit), edit.newText);
  return action;
}
