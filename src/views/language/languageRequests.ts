import * as vscode from 'vscode';
import type { LanguageService, LanguageText } from '../../kql/language/languageService';
import type { RequestOptions } from '../../kql/host/queryExecutor';
import { isAbort } from '../../model/failure';
import { Disposable } from '../disposables';
import type { Log } from '../log';
import type { QueryServices } from '../queries/queryServices';

export type LanguageWork<T> = (language: LanguageService, at: LanguageText, options: RequestOptions) => Promise<T>;

export interface AskOptions {
  /** The answer is of use although the text has changed since: VS Code goes on from it by itself. */
  readonly evenIfChanged?: boolean;
}

/** What every provider asks the language service through: cancellation, documents that move on, and a service that fails. */
export class LanguageRequests extends Disposable {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  private readonly logged = new Set<string>();
  private lastProblem: string | undefined;

  constructor(
    readonly queries: QueryServices,
    private readonly log: Log,
  ) {
    super();
  }

  /** Fires when `problem` changes. */
  readonly onDidChange = this.changed.event;

  /** Why the service does not answer; undefined while it does. */
  get problem(): string | undefined {
    return this.lastProblem;
  }

  /**
   * Undefined when it was cancelled, when the document has changed meanwhile (unless that does not matter), and when the service fails,
   * which the log tells once and the language status as long as it lasts. The text is that of the moment of the call.
   */
  async ask<T>(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    work: LanguageWork<T>,
    options?: AskOptions,
  ): Promise<T | undefined> {
    try {
      return await this.demand(document, token, work, options);
    } catch (error) {
      if (!isAbort(error)) this.failed(error);
      return undefined;
    }
  }

  /** The same for what a person waits for: rejects when the service fails. */
  async demand<T>(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    work: LanguageWork<T>,
    { evenIfChanged = false }: AskOptions = {},
  ): Promise<T | undefined> {
    const { version } = document;
    const isStale = (): boolean =>
      token.isCancellationRequested || document.isClosed || (document.version !== version && !evenIfChanged);
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => controller.abort());
    try {
      if (isStale()) return undefined;
      const at = await this.queries.textOf(document);
      if (isStale()) return undefined;
      const answer = await work(this.queries.language, at, { signal: controller.signal });
      this.worked();
      return isStale() ? undefined : answer;
    } finally {
      listener.dispose();
    }
  }

  /** Forgets the problem, so that the next request is a new try. */
  worked(): void {
    this.setProblem(undefined);
  }

  private failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (!this.logged.has(message)) {
      this.logged.add(message);
      this.log.error('KQL language service', error);
    }
    this.setProblem(message);
  }

  private setProblem(problem: string | undefined): void {
    if (this.lastProblem === problem) return;
    this.lastProblem = problem;
    this.changed.fire();
  }
}
