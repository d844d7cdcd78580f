import * as vscode from 'vscode';
import type { LinkTarget, ReadableDocument } from '../model/document';
import {
  isOffered,
  parseHostMessage,
  parseSavedState,
  parseWebviewMessage,
  type HostMessage,
  type PanelAction,
  type PanelContent,
  type PanelError,
  type PanelLabels,
} from '../webviews/document/protocol';
import { freshNonce, webviewPage } from './webviewPage';

export type { PanelAction, PanelContent, PanelError } from '../webviews/document/protocol';

export const DOCUMENT_VIEW_TYPE = 'sre.document';

/** What a person did in a panel. A handler that rejects shows its error in the panel. */
export interface DocumentPanelHandlers {
  /** `document` is the one on screen, with the fact in its `facts`. */
  onOpenFact(id: string, document: ReadableDocument): void | Promise<void>;
  onOpenLink(target: LinkTarget, document: ReadableDocument): void | Promise<void>;
  onAction(id: string, panel: DocumentPanel): void | Promise<void>;
  onCancel(panel: DocumentPanel): void | Promise<void>;
  /** Hears of messages that were refused; for the log. */
  onRefused?(reason: string): void;
}

export interface DocumentPanelOptions {
  readonly extensionUri: vscode.Uri;
  /** Text of the tab. */
  readonly title: string;
  /** What the panel is about, in the caller's words, such as `overnight`: comes back after a reload of the window. */
  readonly subject: string;
  readonly handlers: DocumentPanelHandlers;
  readonly column?: vscode.ViewColumn;
}

/** An editor tab that shows one `ReadableDocument`, its progress and its errors. Owns its `WebviewPanel`. */
export class DocumentPanel implements vscode.Disposable {
  private readonly disposed = new vscode.EventEmitter<void>();
  /** Fires once, when the tab is closed or `dispose` is called. */
  readonly onDidDispose = this.disposed.event;
  private readonly subscriptions: vscode.Disposable[] = [];
  private content: PanelContent | undefined;
  private error: PanelError | undefined;
  private progress: string | undefined;
  private ready = false;
  private closed = false;

  private constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly options: Omit<DocumentPanelOptions, 'column'>,
  ) {
    const { webview } = panel;
    this.subscriptions.push(
      webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      // A hidden tab's page is thrown away: until the new one is ready there is nobody to post to.
      panel.onDidChangeViewState(() => (this.ready &&= panel.visible)),
      panel.onDidDispose(() => this.dispose()),
    );
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: resourceRoots(options.extensionUri) };
    const scripts = vscode.Uri.joinPath(options.extensionUri, 'dist', 'webviews');
    webview.html = webviewPage({
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'document.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'document.css')).toString(),
      cspSource: webview.cspSource,
      nonce: freshNonce(),
      styleNonce: freshNonce(),
      language: vscode.env.language,
      title: options.title,
      labels: panelLabels(),
    });
  }

  /** Opens a new tab. */
  static open(options: DocumentPanelOptions): DocumentPanel {
    const panel = vscode.window.createWebviewPanel(DOCUMENT_VIEW_TYPE, options.title, options.column ?? vscode.ViewColumn.Active);
    return new DocumentPanel(panel, options);
  }

  /** Takes over a tab that VS Code restored. `content` is what its page still shows. */
  static restore(panel: vscode.WebviewPanel, options: DocumentPanelOptions, content: PanelContent | undefined): DocumentPanel {
    const restored = new DocumentPanel(panel, options);
    restored.content = content;
    return restored;
  }

  get subject(): string {
    return this.options.subject;
  }

  /** The document on screen. */
  get document(): ReadableDocument | undefined {
    return this.content?.document;
  }

  /** An indeterminate progress line with a Cancel button; what is on screen stays. */
  showProgress(text: string): void {
    this.progress = text;
    this.error = undefined;
    this.post({ type: 'progress', text });
  }

  /** Ends progress without a new document, after a cancel. */
  hideProgress(): void {
    this.progress = undefined;
    this.post({ type: 'idle' });
  }

  /**
   * Ends progress and replaces what is on screen. `environment` names the environment in the strip over demo documents.
   * Throws a TypeError for a document that the page could not read, such as one with a command that is not ours.
   */
  showDocument(document: ReadableDocument, actions: readonly PanelAction[], environment?: string): void {
    const content: PanelContent = { subject: this.subject, document, actions, ...(environment !== undefined && { environment }) };
    const message: HostMessage = { type: 'document', content };
    if (!parseHostMessage(message)) throw new TypeError(`"${document.title}" is no document that can be shown`);
    this.content = content;
    this.progress = undefined;
    this.error = undefined;
    this.post(message);
  }

  /** Ends progress and shows what went wrong above the document, which stays. */
  showError(message: string, nextAction: string, actions: readonly PanelAction[] = []): void {
    this.error = { message, nextAction, actions };
    this.progress = undefined;
    this.post({ type: 'error', ...this.error });
  }

  /** Does something on behalf of the panel: what it throws is shown there. */
  async run(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!this.closed) this.showError(message, vscode.l10n.t('Try again; the log says more.'));
    }
  }

  reveal(preserveFocus = false): void {
    this.panel.reveal(undefined, preserveFocus);
  }

  dispose(): void {
    if (this.closed) return;
    this.closed = true;
    this.panel.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
    this.disposed.fire();
    this.disposed.dispose();
  }

  private receive(value: unknown): void {
    const message = parseWebviewMessage(value);
    if (!message || !isOffered(message, this.content, this.error)) {
      this.options.handlers.onRefused?.(`The document panel sent what it does not offer: ${JSON.stringify(value)}`);
      return;
    }
    const { handlers } = this.options;
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.postAll();
        break;
      case 'openFact':
        this.withDocument((document) => handlers.onOpenFact(message.id, document));
        break;
      case 'open':
        this.withDocument((document) => handlers.onOpenLink(message.target, document));
        break;
      case 'action':
        void this.run(() => handlers.onAction(message.id, this));
        break;
      case 'cancel':
        void this.run(() => handlers.onCancel(this));
        break;
    }
  }

  private withDocument(work: (document: ReadableDocument) => void | Promise<void>): void {
    const { document } = this;
    if (document) void this.run(() => work(document));
  }

  private postAll(): void {
    if (this.content) this.post({ type: 'document', content: this.content });
    if (this.progress !== undefined) this.post({ type: 'progress', text: this.progress });
    else if (this.error) this.post({ type: 'error', ...this.error });
  }

  private post(message: HostMessage): void {
    if (this.ready && !this.closed) void this.panel.webview.postMessage(message);
  }
}

/** Gives a restored tab back to its owner: returns what to make of it for `content`, or undefined to close it. */
export type RestoreDocumentPanel = (content: PanelContent) =>
  | {
      readonly options: DocumentPanelOptions;
      /** Called once the panel stands, to keep it and to refresh it. */
      readonly attach: (panel: DocumentPanel) => void | Promise<void>;
    }
  | undefined;

/**
 * Brings document panels back after a reload of the window: each shows at once what it showed before. A tab whose state
 * cannot be read (another version wrote it) is closed.
 */
export function registerDocumentPanelSerializer(restore: RestoreDocumentPanel): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(DOCUMENT_VIEW_TYPE, {
    async deserializeWebviewPanel(panel, state: unknown) {
      const content = parseSavedState(state)?.content;
      const owner = content && restore(content);
      if (!owner) {
        panel.dispose();
        return;
      }
      const restored = DocumentPanel.restore(panel, owner.options, content);
      await restored.run(() => owner.attach(restored));
    },
  });
}

function resourceRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist', 'webviews'), vscode.Uri.joinPath(extensionUri, 'media')];
}

function panelLabels(): PanelLabels {
  return {
    demo: vscode.l10n.t('DEMO'),
    demoStrip: vscode.l10n.t('Demo environment: {0}. Nothing leaves this machine.', '{0}'),
    demoStripUnnamed: vscode.l10n.t('Demo environment. Nothing leaves this machine.'),
    toolbar: vscode.l10n.t('Actions'),
    cancel: vscode.l10n.t('Cancel'),
    updated: vscode.l10n.t('Updated: {0}', '{0}'),
    empty: vscode.l10n.t('Nothing to show yet.'),
    showOrigin: vscode.l10n.t('Show where this comes from'),
    tones: {
      good: vscode.l10n.t('Good'),
      bad: vscode.l10n.t('Error'),
      warning: vscode.l10n.t('Warning'),
      info: vscode.l10n.t('Information'),
    },
  };
}
