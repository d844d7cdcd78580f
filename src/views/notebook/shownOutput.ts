import * as vscode from 'vscode';
import { progressOutput } from './cellOutput';

/** A run tells what it is doing once it has taken that long. */
const quietMilliseconds = 1000;

/**
 * Puts an output in the place of what is there. An output keeps its first identity for the editor that puts the focus into it, so it gets
 * new items only where it is drawn in the same way, and is made anew otherwise.
 */
export async function showOutput(execution: vscode.NotebookCellExecution, output: vscode.NotebookCellOutput): Promise<void> {
  const [shown, ...others] = execution.cell.outputs;
  const mimes = ({ items }: vscode.NotebookCellOutput): string => items.map(({ mime }) => mime).join();
  if (shown !== undefined && others.length === 0 && mimes(shown) === mimes(output)) {
    await execution.replaceOutputItems([...output.items], shown);
    return;
  }
  if (shown !== undefined) await execution.clearOutput();
  await execution.replaceOutput(output);
}

/** Shows what a run is doing in the output of its cell, once it takes long. */
export class Progress {
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
