import * as vscode from 'vscode';
import type { QueryConnection, TimeRange } from '../../model/queryConnection';

type Change<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** Changes what the notebook says of itself, as one step of undo; undefined takes a value away. */
export async function setNotebookMetadata(
  notebook: vscode.NotebookDocument,
  change: Change<{ connection: QueryConnection; time: TimeRange }>,
): Promise<void> {
  // The editor adds what an edit of a notebook says to what it had: only another value takes one away.
  const values = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? null]));
  await apply(notebook, vscode.NotebookEdit.updateNotebookMetadata({ ...notebook.metadata, ...values }));
}

/** The same of a cell. */
export async function setCellMetadata(
  cell: vscode.NotebookCell,
  change: Change<{ connection: QueryConnection; name: string; choices: Readonly<Record<string, string>> }>,
): Promise<void> {
  await apply(cell.notebook, vscode.NotebookEdit.updateCellMetadata(cell.index, changed(cell.metadata, change)));
}

/** Metadata with a change; undefined takes a value away. */
export function changed(metadata: Readonly<Record<string, unknown>>, change: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...metadata, ...change }).filter(([, value]) => value !== undefined));
}

/** The range of all of a document. */
export function wholeOf(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
}

async function apply(notebook: vscode.NotebookDocument, change: vscode.NotebookEdit): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [change]);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The notebook could not be changed.'));
}
