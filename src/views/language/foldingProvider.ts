import * as vscode from 'vscode';
import type { LanguageRequests } from './languageRequests';
import { regionsOf } from './regions';
import { rangeOf } from './spans';

export class KqlFoldingProvider implements vscode.FoldingRangeProvider {
  constructor(private readonly requests: LanguageRequests) {}

  provideFoldingRanges(
    document: vscode.TextDocument,
    _context: vscode.FoldingContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[] | undefined> {
    return this.requests.ask(document, token, async (language, at, options) => {
      const { folds } = await language.outline(at, options);
      const regions = regionsOf(at.text.split(/\r\n|\r|\n/));
      const parts = folds.map((fold) => {
        const { start, end } = rangeOf(document, fold);
        // The editor keeps one part per first line.
        const first = regions.some((region) => region.start === start.line) ? start.line + 1 : start.line;
        return new vscode.FoldingRange(first, end.line, fold.kind === 'comment' ? vscode.FoldingRangeKind.Comment : undefined);
      });
      const marked = regions.map(({ start, end }) => new vscode.FoldingRange(start, end, vscode.FoldingRangeKind.Region));
      return [...parts, ...marked].filter(({ start, end }) => end > start);
    });
  }
}
