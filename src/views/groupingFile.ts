import * as vscode from 'vscode';
import { editOverridesText, parseOverrides } from '../incidents/overrides';
import type { GroupingOverrides } from '../model/incident';

/** Relative to the first workspace folder; meant to be committed, so that a team groups alike. */
const FILE = '.sre/grouping.txt';

/** What a person says of two episodes. */
export interface Correction {
  readonly kind: 'together' | 'apart';
  readonly episodes: readonly [string, string];
}

/** Merges and splits by hand, in a file of the workspace folder. A file that cannot be parsed is never overwritten. */
export class GroupingFile {
  /** The corrections; none without a folder or a file. Rejects with the line when the file is not valid. */
  async read(): Promise<GroupingOverrides> {
    return this.parse(await this.text());
  }

  /** Adds corrections; what else people wrote into the file stays as it is. */
  async update(corrections: readonly Correction[]): Promise<void> {
    const uri = this.uri();
    if (uri === undefined)
      throw new Error(vscode.l10n.t('Open a folder first: merges and splits are kept in its file {0}.', FILE));
    const before = await this.text();
    this.parse(before);
    const after = corrections.reduce((text, { kind, episodes: [a, b] }) => editOverridesText(text, kind, a, b), before);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(after));
  }

  /** Empty without a folder or a file. */
  private async text(): Promise<string> {
    const uri = this.uri();
    if (uri === undefined || !vscode.workspace.isTrusted) return '';
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return '';
      throw error;
    }
  }

  private parse(text: string): GroupingOverrides {
    const { overrides, errors } = parseOverrides(text);
    if (errors.length === 0) return overrides;
    throw new Error(errors.map(({ line, message }) => vscode.l10n.t('{0}, line {1}: {2}', FILE, line, message)).join(' '));
  }

  private uri(): vscode.Uri | undefined {
    const folder = vscode.workspace.workspaceFolders?.[0];
    return folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, FILE);
  }
}
