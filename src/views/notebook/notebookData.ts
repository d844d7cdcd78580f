import * as vscode from 'vscode';
import type { NotebookCell, NotebookFile } from '../../kql/notebook/notebookFile';
import type { CellResult } from '../../model/cellResult';
import type { QueryConnection, TimeRange } from '../../model/queryConnection';
import { isTextMark } from '../../kql/notebook/textMark';
import { NOTEBOOK_TYPE, QUERY_LANGUAGE, QUESTION_LANGUAGE } from '../queries/cellsAbove';
import { choicesIn, connectionIn, timeRangeIn } from '../queries/settingData';
import { resultOf } from './cellOutput';

/** What the editor keeps with a notebook beside its cells. */
export interface NotebookMetadata {
  readonly connection?: QueryConnection;
  readonly time?: TimeRange;
  readonly otherLines?: readonly string[];
  readonly hasByteOrderMark?: boolean;
}

/** What the editor keeps with a cell beside its text. */
export interface CellMetadata {
  readonly name?: string;
  readonly connection?: QueryConnection;
  /** Of a query that was made for the question above: the mark of its text as it was made. */
  readonly asked?: string;
  /** Of a question. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly attachments?: NonNullable<(NotebookCell & { readonly kind: 'text' })['attachments']>;
}

/** The editor's data of a file; `outputOf` draws a result that was kept. */
export async function dataOf(
  file: NotebookFile,
  outputOf: (result: CellResult) => Promise<vscode.NotebookCellOutput>,
): Promise<vscode.NotebookData> {
  const data = new vscode.NotebookData(await Promise.all(file.cells.map((cell) => cellData(cell, outputOf))));
  const { connection, time, otherLines, hasByteOrderMark } = file;
  const metadata: NotebookMetadata = {
    ...(connection !== undefined && { connection }),
    ...(time !== undefined && { time }),
    otherLines,
    hasByteOrderMark,
  };
  data.metadata = { ...metadata };
  return data;
}

/** Opens an unsaved notebook and shows it. */
export async function showNotebook(data: vscode.NotebookData, options?: vscode.NotebookDocumentShowOptions): Promise<void> {
  await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(NOTEBOOK_TYPE, data), options);
}

async function cellData(
  cell: NotebookCell,
  outputOf: (result: CellResult) => Promise<vscode.NotebookCellOutput>,
): Promise<vscode.NotebookCellData> {
  if (cell.kind === 'text') {
    const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, cell.text, 'markdown');
    data.metadata = { ...(cell.attachments !== undefined && { attachments: cell.attachments }) };
    return data;
  }
  if (cell.kind === 'question') {
    const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, cell.text, QUESTION_LANGUAGE);
    data.metadata = { ...(cell.choices !== undefined && { choices: cell.choices }) };
    return data;
  }
  const { name, connection, asked, output } = cell;
  const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, cell.text, QUERY_LANGUAGE);
  data.metadata = {
    ...(name !== undefined && { name }),
    ...(connection !== undefined && { connection }),
    ...(asked !== undefined && { asked }),
  };
  if (output !== undefined) data.outputs = [await outputOf(output)];
  return data;
}

/** The part of the editor's cells that a file has; both those of data and of an open notebook are that. */
export interface EditorCell {
  readonly kind: vscode.NotebookCellKind;
  readonly languageId: string;
  readonly text: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly outputs: readonly vscode.NotebookCellOutput[];
}

/** The file of what an editor shows. Of outputs only results are known; `keep` gives what is kept of one. */
export function fileOf(
  metadata: Readonly<Record<string, unknown>>,
  cells: readonly EditorCell[],
  keep: (result: CellResult) => CellResult | undefined,
): NotebookFile {
  const connection = connectionIn(metadata['connection']);
  const time = timeRangeIn(metadata['time']);
  return {
    ...(connection !== undefined && { connection }),
    ...(time !== undefined && { time }),
    cells: cells.map((cell) => fileCell(cell, keep)),
    otherLines: textsIn(metadata['otherLines']),
    hasByteOrderMark: metadata['hasByteOrderMark'] === true,
  };
}

function fileCell(
  { kind, languageId, text, metadata, outputs }: EditorCell,
  keep: (result: CellResult) => CellResult | undefined,
): NotebookCell {
  if (kind === vscode.NotebookCellKind.Markup) {
    const attachments = attachmentsIn(metadata['attachments']);
    return { kind: 'text', text, ...(attachments !== undefined && { attachments }) };
  }
  if (languageId === QUESTION_LANGUAGE) {
    const choices = choicesIn(metadata['choices']);
    return { kind: 'question', text, ...(choices !== undefined && { choices }) };
  }
  const { name, asked } = metadata;
  const connection = connectionIn(metadata['connection']);
  const result = outputs.map(resultOf).find((found) => found !== undefined);
  const output = result === undefined ? undefined : keep(result);
  return {
    kind: 'query',
    text,
    ...(typeof name === 'string' && name !== '' && { name }),
    ...(connection !== undefined && { connection }),
    ...(typeof asked === 'string' && isTextMark(asked) && { asked }),
    ...(output !== undefined && { output }),
  };
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function attachmentsIn(value: unknown): CellMetadata['attachments'] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const attachments: Record<string, Record<string, string>> = {};
  for (const [name, types] of Object.entries(value as Readonly<Record<string, unknown>>)) {
    if (typeof types !== 'object' || types === null) continue;
    const texts = Object.entries(types as Readonly<Record<string, unknown>>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    if (texts.length > 0) attachments[name] = Object.fromEntries(texts);
  }
  return Object.keys(attachments).length === 0 ? undefined : attachments;
}
