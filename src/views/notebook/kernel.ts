import * as vscode from 'vscode';
import type { EarlierCell, FinishedRun } from '../../kql/notebook/queryRun';
import { isAbort } from '../../model/failure';
import { Disposable } from '../disposables';
import type { Log } from '../log';
import { connectionOfCell, isQueryCell, nameOfCell, NOTEBOOK_TYPE, QUERY_LANGUAGE, timeOfNotebook } from '../queries/cellsAbove';
import type { OpenQueryServices } from '../queries/openQueryServices';
import type { Settings } from '../settings';
import { cancelledOutput, errorOutput, progressOutput, resultOutput } from './cellOutput';
import { readStates, stampAt, type NotebookState } from './cellStates';
import type { ResultActions } from './resultActions';

/** A run tells what it is doing once it has taken that long. */
const quietMilliseconds = 1000;

/** Why the last run of a cell gave no answer. */
export type CellProblem = { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'cancelled' | 'notRun' };

export interface KernelParts {
  readonly queries: OpenQueryServices;
  readonly settings: () => Settings;
  readonly actions: ResultActions;
  readonly log: Log;
}

/** Runs cells, one after another in each notebook. */
export class Kernel extends Disposable {
  readonly controller = this.own(vscode.notebooks.createNotebookController('sre.kql', NOTEBOOK_TYPE, vscode.l10n.t('KQL')));
  private readonly changed = this.own(new vscode.EventEmitter<vscode.NotebookDocument>());
  /** Fires when a run has ended. */
  readonly onDidChange = this.changed.event;
  private readonly queues = new Map<vscode.NotebookDocument, Promise<void>>();
  /** Cells with an execution that has not ended. */
  private readonly active = new Set<vscode.NotebookCell>();
  private readonly problems = new WeakMap<vscode.NotebookCell, CellProblem>();
  private order = 0;

  constructor(private readonly parts: KernelParts) {
    super();
    this.controller.supportedLanguages = [QUERY_LANGUAGE];
    this.controller.supportsExecutionOrder = true;
    this.controller.executeHandler = (cells, notebook) => this.run(notebook, cells);
  }

  problemOf(cell: vscode.NotebookCell): CellProblem | undefined {
    return this.problems.get(cell);
  }

  isActive(cell: vscode.NotebookCell): boolean {
    return this.active.has(cell);
  }

  /** Resolves when all of them have ended, however they ended. */
  run(notebook: vscode.NotebookDocument, cells: readonly vscode.NotebookCell[]): Promise<void> {
    const executions = cells.filter((cell) => isQueryCell(cell) && !this.active.has(cell)).map((cell) => this.executionOf(cell));
    // The analysis of the texts comes before the query: what the query needs starts meanwhile.
    for (const { cell } of executions) void this.parts.queries.getReady(connectionOfCell(cell));
    const before = this.queues.get(notebook) ?? Promise.resolve();
    const turn = before.then(() => this.runAll(executions));
    this.queues.set(notebook, turn);
    return turn;
  }

  private executionOf(cell: vscode.NotebookCell): vscode.NotebookCellExecution {
    this.active.add(cell);
    return this.controller.createNotebookCellExecution(cell);
  }

  /** Never rejects: what goes wrong stands below the cell. */
  private async runAll(executions: readonly vscode.NotebookCellExecution[]): Promise<void> {
    let stopped = false;
    for (const execution of executions) {
      if (stopped || execution.cell.index < 0 || execution.token.isCancellationRequested) {
        this.problems.set(execution.cell, { kind: 'notRun' });
        this.end(execution, undefined);
        continue;
      }
      const succeeded = await this.runWithNeeds(execution);
      stopped = succeeded === 'cancelled' || (succeeded === false && this.parts.settings().stopOnError);
    }
  }

  /** Cells above whose rows are needed and that have none yet go first. */
  private async runWithNeeds(execution: vscode.NotebookCellExecution): Promise<Outcome> {
    try {
      const needed = await this.missing(execution.cell);
      for (const cell of needed) {
        if (execution.token.isCancellationRequested) break;
        await this.runOne(this.executionOf(cell));
      }
    } catch (error) {
      this.parts.log.error('Reading the dependencies of a cell failed', error);
    }
    return this.runOne(execution);
  }

  /** In the order of the notebook, with what they need themselves. */
  private async missing(cell: vscode.NotebookCell): Promise<readonly vscode.NotebookCell[]> {
    const state = await readStates(cell.notebook, this.parts.queries);
    const found = new Set<number>();
    const look = (index: number): void => {
      for (const use of state.states[index]?.uses ?? []) {
        const above = state.cells[use.cell];
        if (use.kind !== 'result' || above === undefined || found.has(use.cell)) continue;
        if (this.parts.queries.runs.of(above) !== undefined || this.active.has(above)) continue;
        look(use.cell);
        found.add(use.cell);
      }
    };
    look(state.cells.indexOf(cell));
    return [...found].sort((a, b) => a - b).flatMap((index) => state.cells[index] ?? []);
  }

  private async runOne(execution: vscode.NotebookCellExecution): Promise<Outcome> {
    const { cell } = execution;
    const { queries, log } = this.parts;
    const abort = new AbortController();
    const listening = execution.token.onCancellationRequested(() => abort.abort());
    if (execution.token.isCancellationRequested) abort.abort();
    const started = performance.now();
    execution.executionOrder = this.order += 1;
    execution.start(Date.now());
    this.problems.delete(cell);
    const text = cell.document.getText();
    const progress = new Progress(execution, started);
    try {
      if (text.trim() === '') {
        this.forget(cell);
        await execution.clearOutput();
        this.end(execution, undefined);
        return undefined;
      }
      const state = await readStates(cell.notebook, queries);
      const index = state.cells.indexOf(cell);
      const time = timeOfNotebook(cell.notebook);
      const run = await queries.runWith(
        {
          text,
          connection: connectionOfCell(cell),
          ...(time !== undefined && { time }),
          earlier: this.earlier(state, index),
        },
        { signal: abort.signal, onProgress: (phrase, share) => progress.tell(phrase, share) },
      );
      await progress.stop();
      await showOutput(execution, await resultOutput(run.result));
      this.keep(cell, run, state, index);
      this.end(execution, true);
      return true;
    } catch (error) {
      await progress.stop();
      const wasCancelled = isAbort(error) || abort.signal.aborted;
      this.problems.set(cell, wasCancelled ? { kind: 'cancelled' } : { kind: 'failed', error });
      if (!wasCancelled) log.error('A query failed', error instanceof Error ? new Error(error.name) : undefined);
      const output = wasCancelled
        ? cancelledOutput(performance.now() - started, connectionOfCell(cell))
        : errorOutput(error, text);
      this.forget(cell);
      await showOutput(execution, output);
      this.end(execution, false);
      return wasCancelled ? 'cancelled' : false;
    } finally {
      listening.dispose();
    }
  }

  private earlier({ cells, stale }: NotebookState, index: number): readonly EarlierCell[] {
    return cells.slice(0, Math.max(0, index)).map((cell, at) => {
      const name = nameOfCell(cell);
      const result = this.parts.queries.runs.of(cell)?.tables[0];
      return {
        text: cell.document.getText(),
        isStale: stale[at] === true,
        ...(name !== undefined && { name }),
        ...(result !== undefined && { result }),
      };
    });
  }

  private keep(cell: vscode.NotebookCell, run: FinishedRun, state: NotebookState, index: number): void {
    const { queries, actions } = this.parts;
    const { result, tables } = run;
    this.forget(cell);
    queries.results.hold(result.id, tables, actions.originOf(cell));
    const isRanged = result.time.from === 'range' || result.time.from === 'default';
    const stamp = stampAt(state, index, queries.runs.nextRun(), isRanged);
    queries.runs.set(cell, { stamp, result, tables });
  }

  private forget(cell: vscode.NotebookCell): void {
    const { queries } = this.parts;
    const old = queries.runs.delete(cell);
    if (old !== undefined) queries.results.release(old.result.id);
  }

  private end(execution: vscode.NotebookCellExecution, success: boolean | undefined): void {
    this.active.delete(execution.cell);
    execution.end(success, Date.now());
    this.changed.fire(execution.cell.notebook);
  }
}

/**
 * Puts an output in the place of what is there. An output keeps its first identity for the editor that puts the focus into it, so it gets
 * new items only where it is drawn in the same way, and is made anew otherwise.
 */
async function showOutput(execution: vscode.NotebookCellExecution, output: vscode.NotebookCellOutput): Promise<void> {
  const [shown, ...others] = execution.cell.outputs;
  const mimes = ({ items }: vscode.NotebookCellOutput): string => items.map(({ mime }) => mime).join();
  if (shown !== undefined && others.length === 0 && mimes(shown) === mimes(output)) {
    await execution.replaceOutputItems([...output.items], shown);
    return;
  }
  if (shown !== undefined) await execution.clearOutput();
  await execution.replaceOutput(output);
}

/** True: an answer. False: an error. Undefined: nothing to run. */
type Outcome = boolean | undefined | 'cancelled';

/** Shows what a run is doing in the output of its cell, once it takes long. */
class Progress {
  private phrase = vscode.l10n.t('Running');
  private share: number | undefined;
  private shown: Thenable<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly execution: vscode.NotebookCellExecution,
    private readonly started: number,
  ) {
    this.timer = setInterval(() => this.show(), quietMilliseconds);
  }

  tell(phrase: string, share: number | undefined): void {
    this.phrase = phrase;
    this.share = share;
  }

  /** Resolves when nothing more of it can come. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.shown;
  }

  private show(): void {
    const output = progressOutput(this.phrase, performance.now() - this.started, this.share);
    this.shown = this.shown.then(() => showOutput(this.execution, output));
  }
}
