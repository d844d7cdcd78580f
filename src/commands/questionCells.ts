import * as vscode from 'vscode';
import { RUN_CELL } from '../views/notebook/cellStatusBar';
import { askedMark, isQuestionCell, NOTEBOOK_TYPE } from '../views/queries/cellsAbove';

/** The question that a menu names, else the selected one. */
export function questionCell(value: unknown): vscode.NotebookCell {
  const cell = isCell(value) ? value : selectedCell();
  if (cell === undefined || cell.notebook.notebookType !== NOTEBOOK_TYPE || !isQuestionCell(cell))
    throw new Error(vscode.l10n.t('Select a question of a KQL notebook first.'));
  return cell;
}

/** The same; of a query that was made for a question, that question. */
export function questionOf(value: unknown): vscode.NotebookCell {
  let cell = isCell(value) ? value : selectedCell();
  while (cell !== undefined && cell.index > 0 && askedMark(cell) !== undefined) cell = cell.notebook.cellAt(cell.index - 1);
  return questionCell(cell);
}

function selectedCell(): vscode.NotebookCell | undefined {
  const editor = vscode.window.activeNotebookEditor;
  return editor?.selection.isEmpty === false ? editor.notebook.cellAt(editor.selection.start) : undefined;
}

function isCell(value: unknown): value is vscode.NotebookCell {
  return typeof value === 'object' && value !== null && 'notebook' in value && 'document' in value && 'index' in value;
}

/** As a person who runs its cell. */
export async function runQuestion(cell: vscode.NotebookCell): Promise<void> {
  const ranges = [{ start: cell.index, end: cell.index + 1 }];
  await vscode.commands.executeCommand(RUN_CELL, { ranges, document: cell.notebook.uri });
}
