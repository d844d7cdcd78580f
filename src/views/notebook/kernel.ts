import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids';
import type { EarlierCell, FinishedRun } from '../../kql/notebook/queryRun';
import { isAbort } from '../../model/failure';
import type { QueryConnection } from '../../model/queryConnection';
import type { Instant } from '../../model/time';
import type { AskService } from '../ask/askService';
import type { ModelAnswers } from '../ask/modelAnswers';
import { Disposable } from '../disposables';
import type { Log } from '../log';
import {
  connectionOfCell,
  connectionOfNotebook,
  isQueryCell,
  isQuestionCell,
  nameOfCell,
  NOTEBOOK_TYPE,
  QUERY_LANGUAGE,
  QUESTION_LANGUAGE,
  timeOfNotebook,
} from '../queries/cellsAbove';
import type { OpenQueryServices } from '../queries/openQueryServices';
import type { Settings } from '../settings';
import { cancelledOutput, errorOutput, markdownOutput, resultOutput } from './cellOutput';
import { readStates, stampAt, type NotebookState } from './cellStates';
import { AskedQuestions } from './questions/askedQuestions';
import type { ResultActions } from './resultActions';
import { Progress, showOutput } from './shownOutput';

/** Why the last run of a cell gave no answer. */
export type CellProblem = { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'cancelled' | 'notRun' };

export interface KernelParts {
  readonly queries: OpenQueryServices;
  readonly settings: () => Settings;
  readonly actions: ResultActions;
  readonly ask: AskService;
  readonly modelAnswers: ModelAnswers;
  /** Now, on the clock of the environment. */
  readonly now: () => Promise<Instant>;
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
  /** What questions were taken for. */
  readonly questions = this.own(new AskedQuestions());
  private order = 0;

  constructor(private readonly parts: KernelParts) {
    super();
    this.controller.supportedLanguages = [QUERY_LANGUAGE, QUESTION_LANGUAGE];
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
    const executions = cells
      .filter((cell) => (isQueryCell(cell) || isQuestionCell(cell)) && !this.active.has(cell))
      .map((cell) => this.executionOf(cell));
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
      const isAlone = executions.length === 1;
      const succeeded = await (isQuestionCell(execution.cell)
        ? this.runQuestion(execution, isAlone)
        : this.runWithNeeds(execution));
      stopped = succeeded === 'cancelled' || (succeeded === false && this.parts.settings().stopOnError);
    }
  }

  /** Cells above whose rows are needed and that have none yet go first. */
  private async runWithNeeds(execution: vscode.NotebookCellExecution, outer?: AbortSignal): Promise<Outcome> {
    try {
      const needed = await this.missing(execution.cell);
      for (const cell of needed) {
        if (execution.token.isCancellationRequested || outer?.aborted === true) break;
        await this.runOne(this.executionOf(cell), outer);
      }
    } catch (error) {
      this.parts.log.error('Reading the dependencies of a cell failed', error);
    }
    return this.runOne(execution, outer);
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

  /** `outer` cancels it too. */
  private runOne(execution: vscode.NotebookCellExecution, outer?: AbortSignal): Promise<Outcome> {
    const { cell } = execution;
    const { queries } = this.parts;
    const work = async (text: string, signal: AbortSignal, progress: Progress): Promise<Answered> => {
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
        { signal, onProgress: (phrase, share) => progress.tell(phrase, share) },
      );
      return { output: await resultOutput(run.result), success: true, shown: () => this.keep(cell, run, state, index) };
    };
    return this.attempt(execution, connectionOfCell(cell), work, outer);
  }

  /**
   * Reads a question, puts its queries below it, runs those that do not run anyway, and says why there are no rows. The question runs until
   * then: cancelling it cancels its queries.
   */
  private async runQuestion(execution: vscode.NotebookCellExecution, isAlone: boolean): Promise<Outcome> {
    const { cell } = execution;
    const seen: { isOpen: boolean; last: Outcome } = { isOpen: false, last: true };
    const outcome = await this.attempt(execution, connectionOfNotebook(cell.notebook), async (_, signal, progress) => {
      const { askQuestion } = await import('./questions/askQuestion');
      const tell = (phrase: string, share?: number): void => progress.tell(phrase, share);
      const answered = await askQuestion(cell, { ...this.parts, questions: this.questions }, { signal, onProgress: tell });
      seen.isOpen = answered.isOpen;
      const more = async (): Promise<vscode.NotebookCellOutput | undefined> => {
        seen.last = await this.runMade(answered.cells, signal);
        const explained = seen.last === true ? await unlessCancelled(answered.explained()) : undefined;
        return explained === undefined ? undefined : markdownOutput(explained);
      };
      return { output: markdownOutput(answered.markdown), success: answered.isAnswered ? true : undefined, more };
    });
    // In a run of many cells a question that waits would be in the way of the person.
    if (seen.isOpen && isAlone) void vscode.commands.executeCommand(commandIds.chooseReading, cell);
    return outcome === true ? seen.last : outcome;
  }

  /** Queries that were made for a question, but for those that run anyway. */
  private async runMade(cells: readonly vscode.NotebookCell[], outer: AbortSignal): Promise<Outcome> {
    let last: Outcome = true;
    for (const cell of cells) {
      if (outer.aborted) return 'cancelled';
      if (cell.index < 0 || this.active.has(cell)) continue;
      last = await this.runWithNeeds(this.executionOf(cell), outer);
      if (last === 'cancelled') break;
    }
    return last;
  }

  /** One execution from its start to its end; what goes wrong in the work stands below the cell. */
  private async attempt(
    execution: vscode.NotebookCellExecution,
    connection: QueryConnection,
    work: (text: string, signal: AbortSignal, progress: Progress) => Promise<Answered>,
    outer?: AbortSignal,
  ): Promise<Outcome> {
    const { cell } = execution;
    const abort = new AbortController();
    const listening = execution.token.onCancellationRequested(() => abort.abort());
    if (execution.token.isCancellationRequested || outer?.aborted === true) abort.abort();
    const stop = (): void => abort.abort();
    outer?.addEventListener('abort', stop);
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
      const { output, success, shown, more } = await work(text, abort.signal, progress);
      await progress.stop();
      await showOutput(execution, output);
      shown?.();
      const longer = await more?.();
      if (longer !== undefined) await showOutput(execution, longer);
      this.end(execution, success);
      return success ?? false;
    } catch (error) {
      await progress.stop();
      const wasCancelled = isAbort(error) || abort.signal.aborted;
      this.problems.set(cell, wasCancelled ? { kind: 'cancelled' } : { kind: 'failed', error });
      if (!wasCancelled) this.parts.log.error('A query failed', error instanceof Error ? new Error(error.name) : undefined);
      const output = wasCancelled ? cancelledOutput(performance.now() - started, connection) : errorOutput(error, text);
      this.forget(cell);
      await showOutput(execution, output);
      this.end(execution, false);
      return wasCancelled ? 'cancelled' : false;
    } finally {
      outer?.removeEventListener('abort', stop);
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

/** What was answered stays when what would only add to it is cancelled. */
async function unlessCancelled<T>(adding: Promise<T>): Promise<T | undefined> {
  try {
    return await adding;
  } catch (error) {
    if (isAbort(error)) return undefined;
    throw error;
  }
}

/** True: an answer. False: none, or an error. Undefined: nothing to run. */
type Outcome = boolean | undefined | 'cancelled';

interface Answered {
  readonly output: vscode.NotebookCellOutput;
  /** Undefined when there is no answer, and nothing is wrong. */
  readonly success: true | undefined;
  /** Called when the output is there, before the execution ends. */
  readonly shown?: () => void;
  /** Called then too; what it gives takes the place of the output. */
  readonly more?: () => Promise<vscode.NotebookCellOutput | undefined>;
}
