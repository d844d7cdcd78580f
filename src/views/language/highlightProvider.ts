import * as vscode from 'vscode';
import type { LanguageRequests } from './languageRequests';
import { localName } from './nameUses';
import { rangeOf } from './spans';

export class KqlHighlightProvider implements vscode.DocumentHighlightProvider {
  constructor(private readonly requests: LanguageRequests) {}

  /** Undefined for names that nobody declared: the editor marks equal words itself then. */
  async provideDocumentHighlights(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentHighlight[] | undefined> {
    const local = await this.requests.ask(document, token, localName(document.offsetAt(position)));
    if (local === undefined || local.spans.length === 0) return undefined;
    const { declaration, spans } = local;
    return spans.map((span) => {
      const isDeclaration = span.start === declaration?.start;
      const kind = isDeclaration ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
      return new vscode.DocumentHighlight(rangeOf(document, span), kind);
    });
  }
}
