import * as vscode from 'vscode';
import type { RunStamp } from '../../kql/notebook/dependencies';
import type { CellResult } from '../../model/cellResult';
import type { QueryTable } from '../../model/query';
import { Disposable } from '../disposables';

/** The last run of a cell that gave an answer. */
export interface CellRun {
  readonly stamp: RunStamp;
  readonly result: CellResult;
  /** All rows; the first table is what a named result stands for. */
  readonly tables: readonly QueryTable[];
}

/** What the cells of open notebooks have given, while they are open. */
export class CellRuns extends Disposable {
  private readonly runs = new Map<string, CellRun>();
  private readonly changed = this.own(new vscode.EventEmitter<vscode.NotebookCell | undefined>());
  readonly onDidChange = this.changed.event;
  private counter = 0;

  nextRun(): number {
    this.counter += 1;
    return this.counter;
  }

  of(cell: vscode.NotebookCell): CellRun | undefined {
    return this.runs.get(cell.document.uri.toString());
  }

  set(cell: vscode.NotebookCell, run: CellRun): void {
    this.runs.set(cell.document.uri.toString(), run);
    this.changed.fire(cell);
  }

  /** Gives what was there, so that its rows can be released. */
  delete(cell: vscode.NotebookCell): CellRun | undefined {
    const key = cell.document.uri.toString();
    const run = this.runs.get(key);
    if (this.runs.delete(key)) this.changed.fire(cell);
    return run;
  }
}
