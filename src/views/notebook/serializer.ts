import * as vscode from 'vscode';
import type { CellResult } from '../../model/cellResult';
import type { Settings } from '../settings';
import { resultOutput } from './cellOutput';
import { dataOf, fileOf } from './notebookData';

/** Notebook files to the editor's data and back. A file that is no notebook is refused, never opened as an empty one. */
export class KqlNotebookSerializer implements vscode.NotebookSerializer {
  constructor(private readonly settings: () => Settings) {}

  async deserializeNotebook(content: Uint8Array): Promise<vscode.NotebookData> {
    const { decodeNotebook } = await import('../../kql/notebook/parseNotebook');
    try {
      return await dataOf(decodeNotebook(content), resultOutput);
    } catch (error) {
      // The editor says only that something unexpected happened.
      void tellWhere(error);
      throw error;
    }
  }

  async serializeNotebook(data: vscode.NotebookData): Promise<Uint8Array> {
    const [{ encodeNotebook }, { limitOutput }] = await Promise.all([
      import('../../kql/notebook/printNotebook'),
      import('../../kql/notebook/report'),
    ]);
    const { keepOutputs, keptOutputKilobytes } = this.settings();
    const keep = (result: CellResult): CellResult | undefined =>
      keepOutputs ? limitOutput(result, keptOutputKilobytes * 1024) : undefined;
    const cells = data.cells.map(({ kind, languageId, value, metadata, outputs }) => ({
      kind,
      languageId,
      text: value,
      metadata: metadata ?? {},
      outputs: outputs ?? [],
    }));
    return encodeNotebook(fileOf(data.metadata ?? {}, cells, keep));
  }
}

/** Says which line is wrong, and offers to mend it. The file stays as it is. */
async function tellWhere(error: unknown): Promise<void> {
  const problem = error instanceof Error ? error.message : String(error);
  const open = vscode.l10n.t('Open as Text');
  const message = vscode.l10n.t('The notebook was not opened, and its file is unchanged. {0}', problem);
  if ((await vscode.window.showErrorMessage(message, open)) !== open) return;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputNotebook) await vscode.commands.executeCommand('vscode.openWith', input.uri, 'default');
}
