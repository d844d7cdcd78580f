import * as vscode from 'vscode';
import { Disposable } from '../disposables';
import type { Log } from '../log';
import { isQueryCell, NOTEBOOK_TYPE } from '../queries/cellsAbove';
import type { OpenQueryServices } from '../queries/openQueryServices';
import { readStates } from './cellStates';

const settleMilliseconds = 150;

/** Which cells of open notebooks show what they would no longer give; worked out anew after every change. */
export class Staleness extends Disposable {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private readonly stale = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly queries: OpenQueryServices,
    private readonly log: Log,
  ) {
    super();
    this.own(vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.later(notebook)));
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme !== 'vscode-notebook-cell') return;
        for (const notebook of vscode.workspace.notebookDocuments) this.later(notebook);
      }),
    );
    this.own(queries.runs.onDidChange((cell) => cell !== undefined && this.later(cell.notebook)));
  }

  isStale(cell: vscode.NotebookCell): boolean {
    return this.stale.has(cell.document.uri.toString());
  }

  /** The stale cells in order, as of this moment. */
  async read(notebook: vscode.NotebookDocument): Promise<readonly vscode.NotebookCell[]> {
    const { cells, stale } = await readStates(notebook, this.queries);
    for (const [index, cell] of cells.entries()) {
      if (stale[index] === true) this.stale.add(cell.document.uri.toString());
      else this.stale.delete(cell.document.uri.toString());
    }
    this.changed.fire();
    return cells.filter((_, index) => stale[index] === true);
  }

  private later(notebook: vscode.NotebookDocument): void {
    if (notebook.notebookType !== NOTEBOOK_TYPE) return;
    // Without an answer nothing can be stale, and the language service is left alone.
    if (!notebook.getCells().some((cell) => isQueryCell(cell) && this.queries.runs.of(cell) !== undefined)) {
      for (const cell of notebook.getCells()) this.stale.delete(cell.document.uri.toString());
      this.changed.fire();
      return;
    }
    const key = notebook.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        if (notebook.isClosed) return;
        this.read(notebook).catch((error: unknown) => this.log.error('Finding stale cells failed', error));
      }, settleMilliseconds),
    );
  }

  override dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    super.dispose();
  }
}
