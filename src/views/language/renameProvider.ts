import * as vscode from 'vscode';
import { isPlainName } from '../../results/formats/kqlName';
import { firstSyntaxError } from '../../kql/language/syntaxErrors';
import type { LanguageRequests } from './languageRequests';
import { findUses, takenNames } from './nameUses';

/** Renames what a person named: a `let`, a parameter, a named result; in later cells too. What it refuses it says as a sentence. */
export class KqlRenameProvider implements vscode.RenameProvider {
  constructor(private readonly requests: LanguageRequests) {}

  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<{ readonly range: vscode.Range; readonly placeholder: string }> {
    const found = await findUses(this.requests, document, position, token);
    const place = found?.places.find(({ uri, range }) => uri.toString() === document.uri.toString() && range.contains(position));
    if (found === undefined || place === undefined) throw new Error(cannotBeRenamed());
    return { range: place.range, placeholder: found.name };
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
    token: vscode.CancellationToken,
  ): Promise<vscode.WorkspaceEdit> {
    const name = newName.trim();
    const found = await findUses(this.requests, document, position, token);
    if (found === undefined) throw new Error(cannotBeRenamed());
    const edit = new vscode.WorkspaceEdit();
    if (name === found.name) return edit;
    await this.check(document, name, token);
    for (const { uri, range } of found.places) edit.replace(uri, range, name);
    if (found.resultOf !== undefined) {
      const { notebook, index, metadata } = found.resultOf;
      edit.set(notebook.uri, [vscode.NotebookEdit.updateCellMetadata(index, { ...metadata, name })]);
    }
    return edit;
  }

  /** Throws a sentence when the name cannot be given. */
  private async check(document: vscode.TextDocument, name: string, token: vscode.CancellationToken): Promise<void> {
    const isWord = isPlainName(name);
    // Some words are the language's own; which, its parser knows best.
    const diagnostics = isWord
      ? await this.requests.demand(document, token, (language, _at, options) =>
          language.diagnostics({ text: `let ${name} = 1; print ${name}` }, options),
        )
      : undefined;
    if (!isWord || firstSyntaxError(diagnostics ?? []) !== undefined) {
      throw new Error(
        vscode.l10n.t('“{0}” is no name in KQL: it takes letters, digits and underscores, and no word of the language.', name),
      );
    }
    if ((await takenNames(this.requests, document, token)).has(name)) {
      throw new Error(vscode.l10n.t('“{0}” is the name of something else here. Choose another one.', name));
    }
  }
}

function cannotBeRenamed(): string {
  return vscode.l10n.t('Only what was named here can be renamed: a let, a parameter, the result of a cell.');
}
