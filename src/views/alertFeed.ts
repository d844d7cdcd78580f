import * as vscode from 'vscode';
import type { Environment } from '../environments/environment';
import { loadBoard, type AlertBoard } from '../incidents/alertBoard';
import type { Alert } from '../model/alert';
import type { GroupingOverrides } from '../model/incident';
import { isAbort, SourceError } from '../model/failure';
import { HOUR, MINUTE } from '../model/time';
import type { ActiveEnvironment } from './activeEnvironment';
import type { ViewState } from './contextKeys';
import { Disposable } from './disposables';
import { errorText } from './failureText';
import type { Log } from './log';
import type { Settings } from './settings';

/** What the tree shows. While loading, `partial` holds the alerts that have arrived, before they are grouped. */
export interface FeedState {
  readonly view: ViewState;
  readonly board?: AlertBoard;
  readonly partial?: readonly Alert[];
  /** Why the last load failed, as a sentence. */
  readonly error?: string;
}

/** Reads the alerts of the active environment: on a change of environment, on request, and by polling. */
export class AlertFeed extends Disposable {
  private readonly changed = this.own(new vscode.EventEmitter<FeedState>());
  readonly onDidChange = this.changed.event;
  private readonly loaded = this.own(
    new vscode.EventEmitter<{ readonly board: AlertBoard; readonly environment: Environment }>(),
  );
  /** Every completed load, whoever asked for it. */
  readonly onDidLoad = this.loaded.event;
  private stateNow: FeedState = { view: 'loading' };
  private running: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly environment: ActiveEnvironment,
    private readonly settings: () => Settings,
    private readonly overrides: () => Promise<GroupingOverrides>,
    private readonly log: Log,
  ) {
    super();
    this.own(environment.onDidChange(() => void this.refresh()));
    this.schedule();
  }

  get state(): FeedState {
    return this.stateNow;
  }

  /** Starts a load unless one runs; resolves when the newest has ended, also when it failed. */
  refresh(): Promise<void> {
    this.running?.abort.abort();
    const abort = new AbortController();
    const done = this.load(abort.signal);
    this.running = { abort, done };
    return done;
  }

  /** The first load, once; later callers wait for the one that runs. */
  ensureLoaded(): Promise<void> {
    return this.running?.done ?? this.refresh();
  }

  /** Applies a change of the polling interval. */
  schedule(): void {
    clearTimeout(this.timer);
    const seconds = this.settings().pollSeconds;
    if (seconds === 0) return;
    this.timer = setTimeout(() => {
      // A poll never interrupts a load that a person waits for, and never wakes what nobody has looked at.
      const poll = this.stateNow.board === undefined ? Promise.resolve() : this.refresh();
      void poll.finally(() => this.schedule());
    }, seconds * 1000);
  }

  private async load(signal: AbortSignal): Promise<void> {
    const previous = this.stateNow.board;
    if (previous === undefined) this.set({ view: 'loading' });
    try {
      const environment = await this.environment.get();
      if (signal.aborted) return;
      const now = environment.clock.now();
      let shown = 0;
      const board = await loadBoard(
        environment.stores,
        {
          window: { from: now - this.settings().lookbackHours * HOUR, to: now + MINUTE },
          now,
          overrides: await this.overrides(),
          pause: () => new Promise((resolve) => setImmediate(resolve)),
        },
        signal,
        (alerts) => {
          // The first page is shown at once on a first load; a refresh keeps what is there until all is new.
          if (previous !== undefined || shown > 0 || signal.aborted) return;
          shown = alerts.length;
          this.set({ view: 'ready', partial: alerts });
        },
      );
      if (signal.aborted) return;
      this.set({ view: environment.kind === 'azure' && board.subscriptions === 0 ? 'noSubscription' : 'ready', board });
      this.loaded.fire({ board, environment });
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      this.log.error('Reading alerts failed', error);
      const signedOut =
        error instanceof SourceError && (error.failure.kind === 'signedOut' || error.failure.kind === 'wrongTenant');
      this.set({ view: signedOut ? 'signedOut' : 'failed', error: errorText(error) });
    }
  }

  private set(state: FeedState): void {
    this.stateNow = state;
    this.changed.fire(state);
  }

  override dispose(): void {
    clearTimeout(this.timer);
    this.running?.abort.abort();
    super.dispose();
  }
}
