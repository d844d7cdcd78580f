import * as vscode from 'vscode';
import { noOverrides, parseOverrides, printOverrides } from '../incidents/overrides';
import type { GroupingOverrides } from '../model/incident';

/** Relative to the first workspace folder; meant to be committed, so that a team groups alike. */
const FILE = '.sre/grouping.txt';

/** Merges and splits by hand, in a file of the workspace folder. A file that cannot be parsed is never overwritten. */
export class GroupingFile {
  /** The corrections; none without a folder or a file. Rejects with the line when the file is not valid. */
  async read(): Promise<GroupingOverrides> {
    const uri = this.uri();
    if (uri === undefined || !vscode.workspace.isTrusted) return noOverrides;
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(uri);
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return noOverrides;
      throw error;
    }
    return this.parse(new TextDecoder().decode(bytes));
  }

  async update(change: (before: GroupingOverrides) => GroupingOverrides): Promise<void> {
    const uri = this.uri();
    if (uri === undefined)
      throw new Error(vscode.l10n.t('Open a folder first: merges and splits are kept in its file {0}.', FILE));
    const after = change(await this.read());
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(printOverrides(after)));
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
