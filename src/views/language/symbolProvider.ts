import * as vscode from 'vscode';
import type { LetStatement } from '../../kql/language/languageService';
import type { LanguageRequests } from './languageRequests';
import { queryTitle } from './queryTitle';
import { rangeOf } from './spans';

const kinds: Readonly<Record<LetStatement['kind'], vscode.SymbolKind>> = {
  scalar: vscode.SymbolKind.Variable,
  table: vscode.SymbolKind.Struct,
  function: vscode.SymbolKind.Function,
};

/** Queries with the names they declare below them. */
export class KqlSymbolProvider implements vscode.DocumentSymbolProvider {
  constructor(private readonly requests: LanguageRequests) {}

  provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[] | undefined> {
    return this.requests.ask(document, token, async (language, at, options) => {
      const { queries, lets } = await language.outline(at, options);
      const symbolOf = ({ name, kind, place, statement }: LetStatement): vscode.DocumentSymbol => {
        const range = rangeOf(document, statement);
        return new vscode.DocumentSymbol(name, '', kinds[kind], range, rangeOf(document, place));
      };
      const symbols: vscode.DocumentSymbol[] = [];
      let shown = 0;
      for (const { start, length } of queries) {
        const own = lets.filter(({ place }) => place.start >= start && place.start < start + length);
        const inQuery = own.map(({ statement }) => ({ start: statement.start - start, length: statement.length }));
        const title = queryTitle(at.text.slice(start, start + length), inQuery);
        const declared = own.map(symbolOf);
        shown += declared.length;
        if (title === undefined) {
          symbols.push(...declared);
          continue;
        }
        const range = rangeOf(document, { start, length });
        const firstLine = document.lineAt(range.start.line).range.intersection(range) ?? range;
        const query = new vscode.DocumentSymbol(title, '', vscode.SymbolKind.Event, range, firstLine);
        query.children = declared;
        symbols.push(query);
      }
      // Declarations outside of every query would be lost otherwise.
      return shown === lets.length ? symbols : [...symbols, ...outside(lets, queries).map(symbolOf)];
    });
  }
}

function outside(
  lets: readonly LetStatement[],
  queries: readonly { readonly start: number; readonly length: number }[],
): readonly LetStatement[] {
  return lets.filter(({ place }) => !queries.some(({ start, length }) => place.start >= start && place.start < start + length));
}
