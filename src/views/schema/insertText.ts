import * as vscode from 'vscode';
import type { QueryConnection } from '../../model/queryConnection';
import { showNotebook } from '../notebook/notebookData';
import { connectionOfNotebook, NOTEBOOK_TYPE, QUERY_LANGUAGE } from '../queries/cellsAbove';
import { connectionKey } from '../../kql/sources/createQuerySources';

/** Inserts at the cursor of the query that was worked on last: a file, or a cell of the active notebook. Throws when there is none. */
export async function insertText(text: string): Promise<void> {
  const editor = queryEditor();
  if (editor !== undefined) {
    const isDone = await editor.edit((edit) => {
      for (const selection of editor.selections) edit.replace(selection, text);
    });
    if (!isDone) throw new Error(vscode.l10n.t('The file could not be changed.'));
    if (editor.document.uri.scheme !== 'vscode-notebook-cell')
      await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    return;
  }
  const document = selectedCell()?.document;
  if (document?.languageId !== QUERY_LANGUAGE)
    throw new Error(vscode.l10n.t('Open a file of queries or a KQL notebook to insert a name into.'));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), text);
  await vscode.workspace.applyEdit(edit);
}

/** The editor of the selected cell while a notebook is active, for which the host may still name another cell's; else the active one. */
function queryEditor(): vscode.TextEditor | undefined {
  const cell = selectedCell()?.document;
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = cell === undefined ? activeTextEditor : visibleTextEditors.find(({ document }) => document === cell);
  return editor?.document.languageId === QUERY_LANGUAGE ? editor : undefined;
}

function queryNotebook(): vscode.NotebookEditor | undefined {
  const active = vscode.window.activeNotebookEditor;
  return active?.notebook.notebookType === NOTEBOOK_TYPE ? active : undefined;
}

function selectedCell(): vscode.NotebookCell | undefined {
  const editor = queryNotebook();
  const index = editor?.selection.start;
  return editor !== undefined && index !== undefined && index < editor.notebook.cellCount
    ? editor.notebook.cellAt(index)
    : undefined;
}

/** Adds a cell with a query below the selected one of the active notebook, or opens a new notebook with it. */
export async function queryInNotebook(text: string, connection: QueryConnection): Promise<void> {
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, QUERY_LANGUAGE);
  const editor = queryNotebook();
  if (editor === undefined) {
    const data = new vscode.NotebookData([cell]);
    data.metadata = { connection };
    await showNotebook(data);
    return;
  }
  const { notebook, selection } = editor;
  const index = Math.min(selection.end, notebook.cellCount);
  // A cell has a connection of its own only where the notebook has another.
  if (connectionKey(connectionOfNotebook(notebook)) !== connectionKey(connection)) cell.metadata = { connection };
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(index, [cell])]);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The notebook could not be changed.'));
  editor.selection = new vscode.NotebookRange(index, index + 1);
  editor.revealRange(editor.selection);
}
