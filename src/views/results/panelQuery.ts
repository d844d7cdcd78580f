import * as vscode from 'vscode';
import type { EarlierCell } from '../../kql/notebook/queryRun';
import type { QuerySetting } from '../queries/queryServices';

/** Where a text stood when it ran. */
export interface QueryPlace {
  readonly uri: vscode.Uri;
  /** UTF-16 code units from the start of the document. */
  readonly offset: number;
  /** False when it was a part of a query, selected by hand. */
  readonly isBlock: boolean;
}

/** A query that the results panel runs. */
export interface PanelQuery {
  readonly text: string;
  readonly setting: QuerySetting;
  /** Blocks above it in its file. */
  readonly earlier: readonly EarlierCell[];
  /** Names files that its results are exported to. */
  readonly name: string;
  /** Absent for a text that stands in no document. */
  readonly place?: QueryPlace;
}

/** Replaces a part of a document, so that one undo takes it back, and gives the text with the line ends of the document. */
export async function editDocument(
  document: vscode.TextDocument,
  offset: number,
  length: number,
  newText: string,
): Promise<string> {
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const text = newText.replace(/\r\n|\n/g, lineEnd);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  edit.replace(document.uri, range, text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The file could not be changed.'));
  return text;
}
