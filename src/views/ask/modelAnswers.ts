import type * as vscode from 'vscode';
import type { Asked } from '../../kql/ask/gather/askContexts';
import type { ModelQuestion } from '../../kql/ask/model/prepare';
import type { ModelResult } from '../../kql/ask/model/types';
import type { ModelProvider } from '../../kql/ask/model/provider';
import type { Log } from '../log';
import type { Models } from '../models/models';
import { connectionOfNotebook } from '../queries/cellsAbove';
import type { OpenQueryServices } from '../queries/openQueryServices';

export interface ModelAnswersParts {
  readonly models: Models;
  readonly queries: Pick<OpenQueryServices, 'language'>;
  readonly log: Log;
}

/** What was sent to a model for a question and what came of it. */
export interface Exchange {
  readonly label: string;
  readonly result: ModelResult;
}

/** An answer after a model had its say, or was not asked. */
export interface ModelAnswered {
  /** With the query of the model when that is the answer; else as it was. */
  readonly asked: Asked;
  /** Absent when no model was asked. */
  readonly exchange?: Exchange;
  /** What to tell of it. */
  readonly markdown?: string;
}

/** A question that is ready to be sent, as it was shown to the person who allowed it. */
export interface ReadyQuestion {
  readonly text: string;
  readonly asked: Asked;
  readonly question: ModelQuestion;
  readonly isComparison: boolean;
  readonly provider: ModelProvider;
}

export interface AnswerOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (phrase: string) => void;
}

/**
 * Puts questions to the chosen model: those that a person sends by hand, and those that are not sure without it when the person has allowed
 * that for the workspace.
 */
export class ModelAnswers {
  /** What a person allowed for the next run of a cell, once. */
  private readonly ready = new WeakMap<vscode.NotebookCell, ReadyQuestion>();
  private readonly withoutModel = new WeakSet<vscode.NotebookCell>();

  constructor(private readonly parts: ModelAnswersParts) {}

  get isOn(): boolean {
    return this.parts.models.isOn;
  }

  /** The next run of the cell sends this, and not another question. */
  sendWithNextRun(cell: vscode.NotebookCell, question: ReadyQuestion): void {
    this.ready.set(cell, question);
  }

  /** The next run of the cell asks no model. */
  spareNextRun(cell: vscode.NotebookCell): void {
    this.withoutModel.add(cell);
  }

  /** The answer that belongs to what the person allowed to send with this run; undefined when they did not, or for another text. */
  answerToSend(cell: vscode.NotebookCell, text: string): Asked | undefined {
    const ready = this.ready.get(cell);
    return ready?.text === text ? ready.asked : undefined;
  }

  /** What would be sent for a question. Rejects with a ModelError, a KqlError, or the reason of the signal. */
  async prepare(text: string, asked: Asked, signal: AbortSignal): Promise<ReadyQuestion> {
    const { readyQuestion } = await import('./askModelFor');
    return readyQuestion(text, asked, await this.parts.models.provider(), this.parts, signal);
  }

  /** Asks the model where a person wants that; what goes wrong with it is told, and the answer stays. Rejects when it is cancelled. */
  async answer(cell: vscode.NotebookCell, text: string, asked: Asked, options: AnswerOptions): Promise<ModelAnswered> {
    const ready = this.ready.get(cell);
    this.ready.delete(cell);
    const isSpared = this.withoutModel.delete(cell);
    if (isSpared || !this.isOn) return { asked };
    const byHand = ready?.text === text && ready.asked === asked ? ready : undefined;
    const { answerByModel } = await import('./askModelFor');
    return answerByModel(text, asked, byHand, connectionOfNotebook(cell.notebook), this.parts, options);
  }
}
