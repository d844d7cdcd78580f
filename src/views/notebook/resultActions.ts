import * as vscode from 'vscode';
import { windowInWords } from '../../kql/notebook/timeWords';
import type { ResultFilter } from '../../kql/language/languageService';
import type { TimeWindow } from '../../model/time';
import { nameOfCell } from '../queries/cellsAbove';
import type { OpenQueryServices } from '../queries/openQueryServices';
import type { ResultOrigin } from '../queries/resultHost';
import { setNotebookMetadata } from './notebookEdits';

/** What a drawn result may do to its cell: a filter for its text, a time range for its notebook. Each is one step of undo. */
export class ResultActions {
  constructor(
    private readonly queries: OpenQueryServices,
    private readonly runAgain: (cell: vscode.NotebookCell) => Promise<void>,
  ) {}

  originOf(cell: vscode.NotebookCell): ResultOrigin {
    return {
      name: nameOfCell(cell) ?? `${fileName(cell.notebook)}-${cell.index + 1}`,
      addFilter: (filter) => this.addFilter(cell, filter),
      setTimeRange: (window) => this.setTimeRange(cell, window),
    };
  }

  private async addFilter(cell: vscode.NotebookCell, filter: ResultFilter): Promise<void> {
    const { document } = cell;
    const { version } = document;
    const { start, length, newText } = await this.queries.language.filterEdit(await this.queries.textOf(document), filter);
    if (document.version !== version) throw new Error(vscode.l10n.t('The cell has changed. Run it again, then add the filter.'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + length)), newText);
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The filter could not be added to the cell.'));
    await this.runAgain(cell);
  }

  private async setTimeRange(cell: vscode.NotebookCell, window: TimeWindow): Promise<void> {
    await setNotebookMetadata(cell.notebook, { time: { kind: 'between', window } });
    const words = windowInWords(window, this.queries.timeZone());
    vscode.window.setStatusBarMessage(vscode.l10n.t('Time range of the notebook: {0}', words), 10_000);
    await this.runAgain(cell);
  }
}

function fileName({ uri }: vscode.NotebookDocument): string {
  return (uri.path.split('/').at(-1) ?? 'result').replace(/\.[^.]*$/, '');
}
