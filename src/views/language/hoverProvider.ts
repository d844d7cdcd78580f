import * as vscode from 'vscode';
import { QUERY_LANGUAGE } from '../queries/cellsAbove';
import type { LanguageRequests } from './languageRequests';

export class KqlHoverProvider implements vscode.HoverProvider {
  constructor(private readonly requests: LanguageRequests) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const lines = await this.requests.ask(document, token, (language, at, options) => language.hover(at, offset, options));
    if (lines === undefined || lines.length === 0) return undefined;
    return new vscode.Hover(hoverMarkdown(lines), document.getWordRangeAtPosition(position));
  }
}

/** The first line is the name with its type; the others are prose, which a source may have written: shown as plain text. */
export function hoverMarkdown([first = '', ...others]: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString().appendCodeblock(first, QUERY_LANGUAGE);
  for (const line of others) markdown.appendMarkdown('\n\n').appendText(line);
  return markdown;
}
