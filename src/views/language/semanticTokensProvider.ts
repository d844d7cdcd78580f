import * as vscode from 'vscode';
import type { TokenKind } from '../../kql/language/service';
import type { LanguageRequests } from './languageRequests';
import { rangeOf } from './spans';
import { splitAtLines } from './tokenLines';

/** Standard types, which every theme colours; punctuation and plain text keep the colours of the grammar. */
const types: Readonly<Partial<Record<TokenKind, string>>> = {
  comment: 'comment',
  operator: 'operator',
  keyword: 'keyword',
  string: 'string',
  number: 'number',
  type: 'type',
  table: 'class',
  column: 'property',
  function: 'function',
  variable: 'variable',
  parameter: 'parameter',
  option: 'enumMember',
};

export const legend = new vscode.SemanticTokensLegend([...new Set(Object.values(types))]);

export class KqlSemanticTokensProvider implements vscode.DocumentSemanticTokensProvider {
  readonly onDidChangeSemanticTokens: vscode.Event<void>;

  constructor(private readonly requests: LanguageRequests) {
    // What a name is may change with the tables and with the cells above.
    this.onDidChangeSemanticTokens = (listener, thisArgs, disposables) =>
      requests.queries.onDidChange(
        () => {
          listener.call(thisArgs);
        },
        undefined,
        disposables,
      );
  }

  provideDocumentSemanticTokens(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.SemanticTokens | undefined> {
    return this.requests.ask(document, token, async (language, at, options) => {
      const tokens = splitAtLines(await language.classify(at, options), at.text);
      const builder = new vscode.SemanticTokensBuilder(legend);
      for (const one of tokens) {
        const type = types[one.kind];
        if (type !== undefined) builder.push(rangeOf(document, one), type);
      }
      return builder.build();
    });
  }
}
