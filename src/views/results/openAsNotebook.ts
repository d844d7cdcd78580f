import * as vscode from 'vscode';
import { importNotebook } from '../../kql/notebook/import/importNotebook';
import { resultOutput } from '../notebook/cellOutput';
import { dataOf } from '../notebook/notebookData';
import { NOTEBOOK_TYPE } from '../queries/cellsAbove';
import type { QuerySetting } from '../queries/queryServices';
import { baseName } from './queryBlocks';

/** Shows the queries of a file as an unsaved notebook with the connection and the time range of the file, which stays as it is. */
export async function openAsNotebook(document: vscode.TextDocument, setting: QuerySetting): Promise<void> {
  const { file, notes } = importNotebook(`${baseName(document.uri)}.kql`, document.getText());
  const data = await dataOf({ ...file, ...setting }, resultOutput);
  const notebook = await vscode.workspace.openNotebookDocument(NOTEBOOK_TYPE, data);
  await vscode.window.showNotebookDocument(notebook);
  if (notes.length > 0) void vscode.window.showWarningMessage(notes.join(' '));
}
