import * as vscode from 'vscode';
import { Disposable } from './disposables';

/** What the request budget of the active environment tells: shown only while somebody waits. */
export interface BudgetState {
  readonly inFlight: number;
  readonly waiting: number;
  /** Epoch milliseconds. */
  readonly pausedUntil?: number;
}

export class RequestMeter extends Disposable {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private text: string | undefined;

  /** Words for the status bar; undefined while nothing waits. */
  get waiting(): string | undefined {
    return this.text;
  }

  update(state: BudgetState): void {
    const paused = state.pausedUntil === undefined ? 0 : Math.ceil((state.pausedUntil - Date.now()) / 1000);
    const text =
      paused > 0
        ? vscode.l10n.t('Azure: {0} s wait', paused)
        : state.waiting > 0
          ? vscode.l10n.t('Azure: {0} requests waiting', state.waiting)
          : undefined;
    if (text === this.text) return;
    this.text = text;
    this.changed.fire();
  }
}
