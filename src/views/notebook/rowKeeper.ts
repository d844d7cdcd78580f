import * as vscode from 'vscode';
import { Disposable } from '../disposables';
import { NOTEBOOK_TYPE } from '../queries/cellsAbove';
import type { CellRun } from '../queries/cellRuns';
import type { OpenQueryServices } from '../queries/openQueryServices';
import { resultOf } from './cellOutput';
import type { Kernel } from './kernel';
import type { ResultActions } from './resultActions';

/** Gives the rows of a result up when nothing shows it any more: its output was cleared, its cell deleted, its notebook closed. */
export class RowKeeper extends Disposable {
  constructor(
    private readonly queries: OpenQueryServices,
    private readonly kernel: Kernel,
    private readonly actions: ResultActions,
  ) {
    super();
    this.own(
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, cellChanges, contentChanges }) => {
        if (notebook.notebookType !== NOTEBOOK_TYPE) return;
        for (const { cell, outputs } of cellChanges) {
          if (outputs?.length === 0 && !this.kernel.isActive(cell)) this.forget(cell);
        }
        // A cell that was moved is removed and added.
        const present = new Set(notebook.getCells());
        for (const { removedCells } of contentChanges) {
          for (const cell of removedCells) if (!present.has(cell)) this.forget(cell);
        }
      }),
    );
    this.own(vscode.workspace.onDidOpenNotebookDocument((notebook) => this.adopt(notebook)));
    this.own(
      vscode.workspace.onDidCloseNotebookDocument((notebook) => {
        if (notebook.notebookType === NOTEBOOK_TYPE) notebook.getCells().forEach((cell) => this.forget(cell));
      }),
    );
  }

  /** A notebook that is saved under a name is opened anew, with the outputs it had. */
  private adopt(notebook: vscode.NotebookDocument): void {
    if (notebook.notebookType !== NOTEBOOK_TYPE) return;
    const runs = this.openRuns();
    for (const cell of notebook.getCells()) {
      const shown = cell.outputs.map(resultOf).find((result) => result !== undefined);
      const run = shown === undefined ? undefined : runs.get(shown.id);
      if (run === undefined || this.queries.runs.of(cell) !== undefined) continue;
      this.queries.runs.set(cell, run);
      this.queries.results.hold(run.result.id, run.tables, this.actions.originOf(cell));
    }
  }

  private forget(cell: vscode.NotebookCell): void {
    const run = this.queries.runs.delete(cell);
    if (run !== undefined && !this.openRuns().has(run.result.id)) this.queries.results.release(run.result.id);
  }

  private openRuns(): ReadonlyMap<string, CellRun> {
    const cells = vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
    const runs = cells.flatMap((cell) => this.queries.runs.of(cell) ?? []);
    return new Map(runs.map((run) => [run.result.id, run]));
  }
}
