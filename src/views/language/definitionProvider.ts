import type * as vscode from 'vscode';
import type { LanguageRequests } from './languageRequests';
import { findUses } from './nameUses';

/** From a name to its declaration and its uses, within a text and across the cells of a notebook. */
export class KqlDefinitionProvider implements vscode.DefinitionProvider, vscode.ReferenceProvider {
  constructor(private readonly requests: LanguageRequests) {}

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location | undefined> {
    return (await findUses(this.requests, document, position, token))?.declaration;
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[] | undefined> {
    const found = await findUses(this.requests, document, position, token);
    if (found === undefined) return undefined;
    const { declaration, places } = found;
    const isDeclaration = ({ uri, range }: vscode.Location): boolean =>
      uri.toString() === declaration.uri.toString() && range.isEqual(declaration.range);
    return places.filter((place) => includeDeclaration || !isDeclaration(place));
  }
}
