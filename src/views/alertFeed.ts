import * as vscode from 'vscode';
import type { Environment } from '../environments/environment';
import type { AlertBoard } from '../incidents/alertBoard';
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
  /** Id of the environment that `stateNow` speaks of. */
  private source: string | undefined;
  /** True while a load waits for the environment to open: its change event then asks for no further load. */
  private opening = false;

  constructor(
    private readonly environment: ActiveEnvironment,
    private readonly settings: () => Settings,
    private readonly overrides: () => Promise<GroupingOverrides>,
    private readonly log: Log,
  ) {
    super();
    this.own(environment.onDidChange((now) => this.follow(now)));
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

  /** Starts the first load; resolves once the newest load has ended, also when it failed. */
  async ensureLoaded(): Promise<void> {
    if (this.running === undefined) void this.refresh();
    for (let waited: unknown; waited !== this.running;) {
      waited = this.running;
      await this.running?.done;
    }
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

  /** Reads anew when the environment or its own state has changed; what another environment said is dropped at once. */
  private follow(environment: Environment | undefined): void {
    if (environment?.id !== this.source) this.stateNow = { view: 'loading' };
    if (!this.opening) void this.refresh();
  }

  private async load(signal: AbortSignal): Promise<void> {
    if (this.stateNow.board === undefined) this.set({ view: 'loading' });
    try {
      this.opening = true;
      const environment = await this.environment.get().finally(() => (this.opening = false));
      signal.throwIfAborted();
      if (environment.id !== this.source) this.set({ view: 'loading' });
      this.source = environment.id;
      const previous = this.stateNow.board;
      const now = environment.clock.now();
      let shown = 0;
      const { loadBoard } = await import('../incidents/alertBoard');
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
      signal.throwIfAborted();
      this.set({ view: environment.kind === 'azure' && board.subscriptions === 0 ? 'noSubscription' : 'ready', board });
      this.loaded.fire({ board, environment });
    } catch (error) {
      if (isAbort(error)) return;
      this.log.error('Reading alerts failed', error);
      this.set(this.failed(error));
    }
  }

  /** Without anything to show: the welcome text of the failure. Else what was read before stays, marked as old. */
  private failed(error: unknown): FeedState {
    const signedOut =
      error instanceof SourceError && (error.failure.kind === 'signedOut' || error.failure.kind === 'wrongTenant');
    const { board } = this.stateNow;
    if (signedOut || board === undefined) return { view: signedOut ? 'signedOut' : 'failed', error: errorText(error) };
    return { view: 'ready', board: { ...board, complete: false }, error: vscode.l10n.t('Not up to date: {0}', errorText(error)) };
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
