import * as vscode from 'vscode';
import { placementOf } from '../../../kql/notebook/question/askedCells';
import { textMark } from '../../../kql/notebook/textMark';
import type { QueryConnection } from '../../../model/queryConnection';
import { askedMark, QUERY_LANGUAGE } from '../../queries/cellsAbove';
import { changed, wholeOf } from '../notebookEdits';

/** A query for a cell below a question. */
export interface MadeQuery {
  readonly kql: string;
  /** Where it runs when that is not where the notebook's queries do. */
  readonly connection?: QueryConnection;
}

/**
 * Puts queries directly below their question, in the place of those that were made for it before and are still as they were made, as one
 * step of undo. New ones are folded where the question stands for them; what is not to be folded is unfolded. Gives their cells.
 */
export async function placeQueries(
  question: vscode.NotebookCell,
  queries: readonly MadeQuery[],
  { isFolded }: { readonly isFolded: boolean },
): Promise<readonly vscode.NotebookCell[]> {
  const { notebook } = question;
  const below = notebook.getCells().slice(question.index + 1);
  const texts = below.map((cell) => {
    const asked = askedMark(cell);
    return { text: cell.document.getText(), ...(asked !== undefined && { asked }) };
  });
  const { reused, replaced, added, removed, released } = placementOf(texts, queries.length);
  const from = question.index + 1;
  const edit = new vscode.WorkspaceEdit();
  const edits: vscode.NotebookEdit[] = [];
  const start = from + reused;
  // All indices are those before the edit. These come first: of edits that end at one index the editor makes the first one last.
  if (replaced > 0 || added > 0) {
    const cells = queries.slice(reused).map(cellOf);
    edits.push(vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(start, start + replaced), cells));
  }
  for (const at of removed) edits.push(vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(from + at, from + at + 1)));
  queries.slice(0, reused).forEach(({ kql, connection }, at) => {
    const cell = below[at];
    if (cell === undefined) return;
    const { document } = cell;
    if (document.getText() !== kql) edit.replace(document.uri, wholeOf(document), kql);
    edits.push(vscode.NotebookEdit.updateCellMetadata(from + at, changed(cell.metadata, { asked: textMark(kql), connection })));
  });
  for (const at of released) {
    const cell = below[at];
    if (cell === undefined) continue;
    edits.push(vscode.NotebookEdit.updateCellMetadata(from + at, changed(cell.metadata, { asked: undefined })));
  }
  if (edits.length > 0) edit.set(notebook.uri, edits);
  // The editor refuses an edit of nothing.
  if (edits.length > 0 && !(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('The query could not be put below the question.'));
  if (!isFolded) await fold('expand', notebook, from, queries.length);
  else if (added > 0) await fold('collapse', notebook, start, added);
  return notebook.getCells().slice(from, from + queries.length);
}

function cellOf({ kql, connection }: MadeQuery): vscode.NotebookCellData {
  const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, kql, QUERY_LANGUAGE);
  data.metadata = { asked: textMark(kql), ...(connection !== undefined && { connection }) };
  return data;
}

/** Only an editor that shows the cells can. */
async function fold(how: 'collapse' | 'expand', notebook: vscode.NotebookDocument, start: number, count: number): Promise<void> {
  if (!vscode.window.visibleNotebookEditors.some((editor) => editor.notebook === notebook)) return;
  const ranges = [{ start, end: start + count }];
  await vscode.commands.executeCommand(`notebook.cell.${how}CellInput`, { ranges, document: notebook.uri });
}
