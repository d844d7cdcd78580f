import type * as vscode from 'vscode';
import type { CellResult } from '../../model/cellResult';
import type { Settings } from '../settings';
import { resultOutput } from './cellOutput';
import { dataOf, fileOf } from './notebookData';

/** Notebook files to the editor's data and back. A file that is no notebook is refused, never opened as an empty one. */
export class KqlNotebookSerializer implements vscode.NotebookSerializer {
  constructor(private readonly settings: () => Settings) {}

  async deserializeNotebook(content: Uint8Array): Promise<vscode.NotebookData> {
    const { decodeNotebook } = await import('../../kql/notebook/parseNotebook');
    // The editor shows the message of an error, with the line in it, in place of the notebook.
    return dataOf(decodeNotebook(content), resultOutput);
  }

  async serializeNotebook(data: vscode.NotebookData): Promise<Uint8Array> {
    const [{ encodeNotebook }, { limitOutput }] = await Promise.all([
      import('../../kql/notebook/printNotebook'),
      import('../../kql/notebook/report'),
    ]);
    const { keepOutputs, keptOutputKilobytes } = this.settings();
    const keep = (result: CellResult): CellResult | undefined =>
      keepOutputs ? limitOutput(result, keptOutputKilobytes * 1024) : undefined;
    const cells = data.cells.map(({ kind, value, metadata, outputs }) => ({
      kind,
      text: value,
      metadata: metadata ?? {},
      outputs: outputs ?? [],
    }));
    return encodeNotebook(fileOf(data.metadata ?? {}, cells, keep));
  }
}
