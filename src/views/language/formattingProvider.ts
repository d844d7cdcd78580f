import * as vscode from 'vscode';
import type { Span } from '../../kql/engine/errors';
import type { RequestOptions } from '../../kql/host/queryExecutor';
import type { LanguageService, LanguageText } from '../../kql/language/languageService';
import type { LanguageRequests } from './languageRequests';
import { rangeOf, spanOf, touches } from './spans';
import { firstSyntaxError } from '../../kql/language/syntaxErrors';

/** How long the message about text that cannot be formatted stays. */
const messageMilliseconds = 8_000;

/** Formats query by query: one that cannot be read stays as it is and does not hold up the others. All edits are one undo step. */
export class KqlFormattingProvider implements vscode.DocumentFormattingEditProvider, vscode.DocumentRangeFormattingEditProvider {
  constructor(private readonly requests: LanguageRequests) {}

  provideDocumentFormattingEdits(
    document: vscode.TextDocument,
    _options: vscode.FormattingOptions,
    token: vscode.CancellationToken,
  ): Promise<vscode.TextEdit[] | undefined> {
    return this.edits(document, undefined, token);
  }

  provideDocumentRangeFormattingEdits(
    document: vscode.TextDocument,
    range: vscode.Range,
    _options: vscode.FormattingOptions,
    token: vscode.CancellationToken,
  ): Promise<vscode.TextEdit[] | undefined> {
    return this.edits(document, spanOf(document, range), token);
  }

  private edits(
    document: vscode.TextDocument,
    within: Span | undefined,
    token: vscode.CancellationToken,
  ): Promise<vscode.TextEdit[] | undefined> {
    return this.requests.ask(document, token, async (language, at, options) => {
      const edits: vscode.TextEdit[] = [];
      for (const query of (await language.outline(at, options)).queries) {
        if (within !== undefined && !touches(query, within)) continue;
        const outcome = await formatted(language, at, query, options);
        if ('problem' in outcome) {
          const line = document.positionAt(query.start + outcome.at).line + 1;
          showProblem(line, outcome.problem);
        } else if (outcome.text !== undefined) edits.push(vscode.TextEdit.replace(rangeOf(document, query), outcome.text));
      }
      return edits;
    });
  }
}

type Outcome = { readonly text: string | undefined } | { readonly problem: string; readonly at: number };

async function formatted(
  language: LanguageService,
  at: LanguageText,
  { start, length }: Span,
  options: RequestOptions,
): Promise<Outcome> {
  // Names do not matter for the layout, so that what stands before need not be known.
  const text = at.text.slice(start, start + length);
  const alone: LanguageText = { text, ...(at.dialect !== undefined && { dialect: at.dialect }) };
  const error = firstSyntaxError(await language.diagnostics(alone, options));
  if (error !== undefined) return { problem: error.message, at: error.start };
  const layout = (await language.format(alone, options)).trimEnd();
  return { text: withoutReturns(layout) === withoutReturns(text) ? undefined : layout };
}

const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');

function showProblem(line: number, problem: string): void {
  const text = vscode.l10n.t('Not formatted, line {0}: {1}', line, problem);
  vscode.window.setStatusBarMessage(`$(warning) ${text}`, messageMilliseconds);
}
