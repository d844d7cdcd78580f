import * as vscode from 'vscode';
import type { Asked } from '../../ask/askService';
import type { Exchange } from '../../ask/modelAnswers';
import { Disposable } from '../../disposables';

/** A question as it was asked last. */
export interface AskedQuestion {
  readonly text: string;
  readonly asked: Asked;
  /** What a model was asked for it, and answered; absent when none was. */
  readonly exchange?: Exchange;
}

/** What the questions of open notebooks were taken for. */
export class AskedQuestions extends Disposable {
  private readonly questions = new WeakMap<vscode.NotebookCell, AskedQuestion>();
  private readonly changed = this.own(new vscode.EventEmitter<vscode.NotebookCell>());
  readonly onDidChange = this.changed.event;

  of(cell: vscode.NotebookCell): AskedQuestion | undefined {
    return this.questions.get(cell);
  }

  set(cell: vscode.NotebookCell, question: AskedQuestion): void {
    this.questions.set(cell, question);
    this.changed.fire(cell);
  }

  delete(cell: vscode.NotebookCell): void {
    if (this.questions.delete(cell)) this.changed.fire(cell);
  }
}
