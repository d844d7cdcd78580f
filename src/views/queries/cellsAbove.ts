import * as vscode from 'vscode';
import { windowOf } from '../../kql/notebook/timeWords';
import type { QueryConnection, TimeRange } from '../../model/queryConnection';
import type { Instant, TimeWindow } from '../../model/time';
import { choicesIn, connectionIn, timeRangeIn } from './settingData';

export const NOTEBOOK_TYPE = 'sre-kql';
export const QUERY_LANGUAGE = 'kql';
export const QUESTION_LANGUAGE = 'sre-ask';

export function isQueryCell(cell: vscode.NotebookCell): boolean {
  return cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === QUERY_LANGUAGE;
}

export function isQuestionCell(cell: vscode.NotebookCell): boolean {
  return cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === QUESTION_LANGUAGE;
}

export function queryCells(notebook: vscode.NotebookDocument): readonly vscode.NotebookCell[] {
  return notebook.getCells().filter(isQueryCell);
}

/** The cell that shows a document; undefined for a file. */
export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') return undefined;
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (notebook.notebookType !== NOTEBOOK_TYPE) continue;
    const cell = notebook.getCells().find((candidate) => candidate.document.uri.toString() === document.uri.toString());
    if (cell !== undefined) return cell;
  }
  return undefined;
}

/** What a new notebook asks until a person chooses otherwise. */
export const defaultConnection: QueryConnection = { kind: 'logs' };

export function connectionOfNotebook(notebook: vscode.NotebookDocument): QueryConnection {
  return connectionIn(notebook.metadata['connection']) ?? defaultConnection;
}

/** The cell's own connection, else the notebook's. */
export function connectionOfCell(cell: vscode.NotebookCell): QueryConnection {
  return ownConnection(cell) ?? connectionOfNotebook(cell.notebook);
}

export function ownConnection(cell: vscode.NotebookCell): QueryConnection | undefined {
  return connectionIn(cell.metadata['connection']);
}

export function timeOfNotebook(notebook: vscode.NotebookDocument): TimeRange | undefined {
  return timeRangeIn(notebook.metadata['time']);
}

/** The name that later cells use for the cell's rows. */
export function nameOfCell(cell: vscode.NotebookCell): string | undefined {
  const name: unknown = cell.metadata['name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** What was chosen where a question can be read in several ways. */
export function choicesOfQuestion(cell: vscode.NotebookCell): Readonly<Record<string, string>> {
  return choicesIn(cell.metadata['choices']) ?? {};
}

/** What a question of a notebook is read with: its time range and what was chosen. `now` is asked only where the range is relative. */
export async function settingsOfQuestion(
  cell: vscode.NotebookCell,
  choices: Readonly<Record<string, string>>,
  now: () => Promise<Instant>,
): Promise<{ readonly pinned?: TimeWindow; readonly choices?: Readonly<Record<string, string>> }> {
  const range = timeOfNotebook(cell.notebook);
  return {
    ...(range !== undefined && { pinned: windowOf(range, range.kind === 'last' ? await now() : 0) }),
    ...(Object.keys(choices).length > 0 && { choices }),
  };
}

/** The mark of the text that was made for the question above; undefined for a query of a person's own. */
export function askedMark(cell: vscode.NotebookCell): string | undefined {
  const asked: unknown = cell.metadata['asked'];
  return isQueryCell(cell) && typeof asked === 'string' && asked !== '' ? asked : undefined;
}
