import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids';
import type { ResultFilter } from '../../kql/language/languageService';
import type { FinishedRun } from '../../kql/notebook/queryRun';
import { dialectOf } from '../../kql/sources/createQuerySources';
import type { TimeWindow } from '../../model/time';
import { Disposable } from '../disposables';
import { errorText } from '../failureText';
import type { Log } from '../log';
import type { OpenQueryServices } from '../queries/openQueryServices';
import { freshNonce, webviewPage } from '../webviewPage';
import { parsePanelPageMessage, type PanelHostMessage } from '../../webviews/results/panelProtocol';
import { editDocument, type PanelQuery } from './panelQuery';
import { placeNow } from './textPlaces';
import { QueryCodeLens } from './queryCodeLens';
import { QueryStatus } from './queryStatus';
import { runFailure, type RunAction, type RunFailure } from './runFailure';

const VIEW_ID = 'sre.results';

/** What is on screen, apart from the rows that the page asks for. */
export type PanelState = Exclude<PanelHostMessage, { readonly type: 'rows' | 'gone' }>;

/** The panel that shows what a query of a file gave. It runs one query at a time: a new one ends the one before. */
export class ResultsView extends Disposable implements vscode.WebviewViewProvider {
  private readonly changed = this.own(new vscode.EventEmitter<PanelState>());
  /** Tells what came on screen. */
  readonly onDidChange = this.changed.event;
  private shown: PanelState = { type: 'empty' };
  private view: vscode.WebviewView | undefined;
  /** The query that is on screen or under way. */
  private query: PanelQuery | undefined;
  private failure: RunFailure | undefined;
  private abort: AbortController | undefined;
  private held: string | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly queries: OpenQueryServices,
    private readonly log: Log,
  ) {
    super();
    this.own(vscode.window.registerWebviewViewProvider(VIEW_ID, this));
    this.own(new QueryCodeLens(queries));
    this.own(new QueryStatus(queries));
  }

  get state(): PanelState {
    return this.shown;
  }

  /** Shows the panel and runs the query there. Resolves when its result or its error is on screen, or another query took its place. */
  async run(query: PanelQuery): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    this.query = query;
    this.failure = undefined;
    const running = (text: string): void => {
      if (this.abort === abort && !abort.signal.aborted) this.show({ type: 'running', text, cancellable: true });
    };
    running(vscode.l10n.t('Running…'));
    await this.reveal();
    const { setting, text, earlier } = query;
    try {
      const finished = await this.queries.runWith({ text, earlier, ...setting }, { signal: abort.signal, onProgress: running });
      if (this.abort === abort) this.showResult(query, finished);
    } catch (error) {
      if (this.abort === abort) await this.showFailure(query, error);
    } finally {
      if (this.abort === abort) this.abort = undefined;
    }
  }

  /** Ends the query that runs; the panel says so. */
  cancel(): void {
    this.abort?.abort();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const { webview } = view;
    const scripts = vscode.Uri.joinPath(this.extensionUri, 'dist', 'webviews');
    const subscription = webview.onDidReceiveMessage((message: unknown) => void this.receive(message));
    view.onDidDispose(() => {
      subscription.dispose();
      if (this.view === view) this.view = undefined;
    });
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [scripts] };
    webview.html = webviewPage({
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'results.js')).toString(),
      cspSource: webview.cspSource,
      nonce: freshNonce(),
      styleNonce: freshNonce(),
      language: vscode.env.language,
      title: vscode.l10n.t('Query Results'),
      labels: {},
    });
  }

  override dispose(): void {
    this.abort?.abort();
    this.release();
    super.dispose();
  }

  private async reveal(): Promise<void> {
    if (this.view === undefined) await vscode.commands.executeCommand(`${VIEW_ID}.focus`, { preserveFocus: true });
    else this.view.show(true);
  }

  private showResult(query: PanelQuery, { result, tables }: FinishedRun): void {
    this.release();
    this.held = result.id;
    this.queries.results.hold(result.id, tables, {
      name: query.name,
      addFilter: (filter) => this.addFilter(query, filter),
      setTimeRange: (window) => this.setTimeRange(query, window),
    });
    this.show({ type: 'result', result });
  }

  private async showFailure(query: PanelQuery, error: unknown): Promise<void> {
    this.release();
    const lineOf = await this.linesOf(query);
    const failure = runFailure(error, query.text, lineOf);
    this.failure = failure;
    this.log.error('A query failed', error);
    const { message, detail, actions } = failure;
    this.show({ type: 'error', message, ...(detail !== undefined && { detail }), actions });
  }

  private async linesOf(query: PanelQuery): Promise<((offset: number) => number | undefined) | undefined> {
    if (query.place === undefined) return undefined;
    const found = await this.find(query);
    return found && ((offset) => found.document.positionAt(found.offset + offset).line + 1);
  }

  /** Where the query stands now; undefined when it has been edited since it ran. */
  private async find(query: PanelQuery): Promise<{ document: vscode.TextDocument; offset: number } | undefined> {
    const { text, place } = query;
    if (place === undefined) return undefined;
    const document = await vscode.workspace.openTextDocument(place.uri);
    const offset = placeNow(text, document.getText(), place.offset, place.isBlock);
    return offset === undefined ? undefined : { document, offset };
  }

  private release(): void {
    if (this.held !== undefined) this.queries.results.release(this.held);
    this.held = undefined;
  }

  private show(state: PanelState): void {
    this.shown = state;
    this.post(state);
    this.changed.fire(state);
  }

  private post(message: PanelHostMessage): void {
    void this.view?.webview.postMessage(message);
  }

  /** What a page sends is not trusted: the message is parsed, and requests go through the checks of the result host. */
  private async receive(value: unknown): Promise<void> {
    const message = parsePanelPageMessage(value);
    if (message === undefined) {
      this.log.warn('The results panel sent something that is no message.');
      return;
    }
    switch (message.type) {
      case 'ready':
        this.post(this.shown.type === 'empty' && message.result !== undefined ? { type: 'empty', text: goneText() } : this.shown);
        return;
      case 'cancel':
        this.cancel();
        return;
      case 'action':
        return this.actOrSay(message.id);
      default:
        return this.queries.results.handle(message, (reply) => this.post(reply));
    }
  }

  private async actOrSay(id: string): Promise<void> {
    try {
      await this.act(id);
    } catch (error) {
      this.log.error('An action of the results panel failed', error);
      void vscode.window.showErrorMessage(errorText(error));
    }
  }

  private async act(id: string): Promise<void> {
    const action: RunAction | undefined = this.failure?.actions.find((offered) => offered.id === id)?.id;
    switch (action) {
      case 'retry':
        return this.again();
      case 'goTo':
        return this.goToMistake();
      case 'signIn':
        await vscode.commands.executeCommand(commandIds.signIn);
        return;
      case 'trust':
        await vscode.commands.executeCommand('workbench.trust.manage');
        return;
      case 'showLog':
        await vscode.commands.executeCommand(commandIds.showLog);
        return;
      case undefined:
        this.log.warn('The results panel asked for what it does not offer.');
    }
  }

  /** Runs the same text by the setting that its file has now. */
  private async again(): Promise<void> {
    if (this.query === undefined) return;
    const { place } = this.query;
    if (place === undefined) return this.run(this.query);
    const document = await vscode.workspace.openTextDocument(place.uri);
    return this.run({ ...this.query, setting: this.queries.settingOf(document) });
  }

  private async goToMistake(): Promise<void> {
    const { query, failure } = this;
    const found = query && (await this.find(query));
    if (found === undefined || failure?.span === undefined) throw new Error(changedText());
    const { document, offset } = found;
    const { start, length } = failure.span;
    const selection = new vscode.Range(document.positionAt(offset + start), document.positionAt(offset + start + length));
    await vscode.window.showTextDocument(document, { selection });
  }

  /** Adds a `where` to the text, in its document when it has one, and runs it. */
  private async addFilter(query: PanelQuery, filter: ResultFilter): Promise<void> {
    const { text, place, setting } = query;
    const found = await this.find(query);
    if (place !== undefined && found === undefined) throw new Error(changedText());
    const known = found === undefined ? {} : await this.queries.textOf(found.document);
    const prelude = query.earlier.map((cell) => `${cell.text.replace(/;?\s*$/, ';')}\n`).join('');
    const { start, length, newText } = await this.queries.language.filterEdit(
      { ...known, text, dialect: dialectOf(setting.connection), ...(prelude !== '' && { prelude }) },
      filter,
    );
    const added = found === undefined ? newText : await editDocument(found.document, found.offset + start, length, newText);
    const filtered = text.slice(0, start) + added + text.slice(start + length);
    await this.run({ ...query, text: filtered, ...(place && found && { place: { ...place, offset: found.offset } }) });
  }

  /** The range becomes that of the file, or of this run alone when there is none. */
  private async setTimeRange(query: PanelQuery, window: TimeWindow): Promise<void> {
    const time = { kind: 'between', window } as const;
    if (query.place !== undefined) {
      const document = await vscode.workspace.openTextDocument(query.place.uri);
      await this.queries.setFileSetting(document, { time });
    }
    await this.run({ ...query, setting: { ...query.setting, time } });
  }
}

function goneText(): string {
  return vscode.l10n.t(
    'The rows that were here are not kept when the window is loaded again. Run the query once more to see them.',
  );
}

function changedText(): string {
  return vscode.l10n.t('The query has been edited since it ran. Run it again first.');
}
