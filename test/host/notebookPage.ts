/** A notebook as a person works with it: files, cells, runs, outputs. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkResult } from '../../src/results/table/parseCellResult';
import { resultMime, type CellResult } from '../../src/model/cellResult';
import { eventually } from './workbench';

export interface CellText {
  readonly text: string;
  readonly name?: string;
  readonly connection?: object;
  /** `kql` when absent. */
  readonly language?: string;
}

/** Opens a new notebook with these query cells and shows it. */
export async function newNotebook(
  cells: readonly (string | CellText)[],
  metadata: Record<string, unknown> = {},
): Promise<vscode.NotebookDocument> {
  const data = new vscode.NotebookData(
    cells.map((cell) => {
      const { text, language = 'kql', ...own }: CellText = typeof cell === 'string' ? { text: cell } : cell;
      const made = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, language);
      made.metadata = own;
      return made;
    }),
  );
  data.metadata = metadata;
  return shown(await vscode.workspace.openNotebookDocument('sre-kql', data));
}

let kept: vscode.NotebookDocument | undefined;

/** A notebook with one question, new in the notebook of before: opening one takes long on some versions. */
export async function questionNotebook(text: string): Promise<vscode.NotebookDocument> {
  if (kept === undefined || kept.isClosed) {
    kept = await newNotebook([{ text, language: 'sre-ask' }]);
    return kept;
  }
  await vscode.window.showNotebookDocument(kept);
  const edit = new vscode.WorkspaceEdit();
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'sre-ask');
  edit.set(kept.uri, [vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(0, kept.cellCount), [cell])]);
  assert.ok(await vscode.workspace.applyEdit(edit));
  return kept;
}

/** Closes all but the notebook of the questions. */
export async function closeOthers(): Promise<void> {
  if (kept === undefined || kept.isClosed) return close();
  if (vscode.window.activeNotebookEditor?.notebook !== kept)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.window.showNotebookDocument(kept);
  await vscode.commands.executeCommand('workbench.action.closeOtherEditors');
}

/** Writes a file into the workspace folder and opens it as a notebook. */
export async function openFile(name: string, text: string | Uint8Array): Promise<vscode.NotebookDocument> {
  const uri = fileUri(name);
  await vscode.workspace.fs.writeFile(uri, typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return shown(await vscode.workspace.openNotebookDocument(uri));
}

export function fileUri(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, name);
}

async function shown(notebook: vscode.NotebookDocument): Promise<vscode.NotebookDocument> {
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

/** Starts cells the way the editor does; all of them without a range. */
export async function start(notebook: vscode.NotebookDocument, from?: number, to = (from ?? 0) + 1): Promise<void> {
  const ranges = [{ start: from ?? 0, end: from === undefined ? notebook.cellCount : to }];
  await vscode.commands.executeCommand('notebook.cell.execute', { ranges, document: notebook.uri });
}

/** Starts cells and waits until each of them has ended. */
export async function run(notebook: vscode.NotebookDocument, from?: number, to = (from ?? 0) + 1): Promise<void> {
  const cells = notebook.getCells().slice(from ?? 0, from === undefined ? undefined : to);
  const before = cells.map(({ executionSummary }) => executionSummary?.timing?.endTime);
  await start(notebook, from, to);
  await eventually('the cells have ended', () =>
    cells.every(({ executionSummary }, i) => {
      const end = executionSummary?.timing?.endTime;
      return end !== undefined && end !== before[i];
    }),
  );
}

/** The result that a cell shows. */
export function resultOf(cell: vscode.NotebookCell): CellResult {
  const item = cell.outputs.flatMap(({ items }) => items).find(({ mime }) => mime === resultMime);
  assert.ok(item, `cell ${cell.index} shows ${markdownOf(cell)}`);
  const value: unknown = JSON.parse(new TextDecoder().decode(item.data));
  assert.equal(checkResult(value), undefined);
  return value as CellResult;
}

export function markdownOf(cell: vscode.NotebookCell): string {
  const items = cell.outputs.flatMap(({ items: all }) => all).filter(({ mime }) => mime === 'text/markdown');
  return items.map(({ data }) => new TextDecoder().decode(data)).join('\n');
}

export async function close(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function edit(cell: vscode.NotebookCell, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  const { document } = cell;
  change.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length)), text);
  assert.ok(await vscode.workspace.applyEdit(change));
}
