import * as vscode from 'vscode';
import { isAbort } from '../model/failure';
import type { LinkTarget, ReadableDocument } from '../model/document';
import { Disposable } from './disposables';
import { DocumentPanel, registerDocumentPanelSerializer, type DocumentPanelOptions, type PanelAction } from './documentPanel';
import { errorText } from './failureText';
import type { FactDocuments } from './factDocuments';
import type { Log } from './log';

export interface Produced {
  readonly document: ReadableDocument;
  /** Name of the environment, for the strip over demo documents. */
  readonly environment: string;
}

/** Makes the document of a subject anew; `progress` says what is being read. */
export type Produce = (subject: string, progress: (text: string) => void, signal: AbortSignal) => Promise<Produced>;

/** The tabs that show readable documents: one per subject, refreshed in place, restored after a reload. */
export class ReadablePanels extends Disposable {
  private readonly panels = new Map<string, { readonly panel: DocumentPanel; abort: AbortController }>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly facts: FactDocuments,
    private readonly log: Log,
    private readonly produce: Produce,
    private readonly openLink: (target: LinkTarget) => void | Promise<void>,
  ) {
    super();
    this.own(
      registerDocumentPanelSerializer((content) => ({
        options: this.optionsOf(content.subject, content.document.title),
        attach: async (panel) => {
          this.keep(content.subject, panel);
          await this.refresh(content.subject);
        },
      })),
    );
  }

  /** Shows the subject's tab, making it if needed, and fills it. Resolves when it is filled or shows its error. */
  async open(subject: string, title: string): Promise<void> {
    const kept = this.panels.get(subject);
    if (kept === undefined) this.keep(subject, DocumentPanel.open(this.optionsOf(subject, title)));
    else kept.panel.reveal();
    await this.refresh(subject);
  }

  /** The document on screen for a subject, for tests and for inserting it somewhere. */
  documentOf(subject: string): ReadableDocument | undefined {
    return this.panels.get(subject)?.panel.document;
  }

  async refresh(subject: string): Promise<void> {
    const entry = this.panels.get(subject);
    if (entry === undefined) return;
    entry.abort.abort();
    const abort = new AbortController();
    entry.abort = abort;
    const { panel } = entry;
    panel.showProgress(vscode.l10n.t('Reading…'));
    try {
      const { document, environment } = await this.produce(
        subject,
        (text) => !abort.signal.aborted && panel.showProgress(text),
        abort.signal,
      );
      if (!abort.signal.aborted) panel.showDocument(document, actions(), environment);
    } catch (error) {
      if (abort.signal.aborted) return;
      if (isAbort(error)) panel.hideProgress();
      else {
        this.log.error(`Making "${subject}" failed`, error);
        panel.showError(errorText(error), vscode.l10n.t('Refresh to try again.'), actions());
      }
    }
  }

  /** Makes every open document anew, after a change of the settings that they are written by. */
  async refreshAll(): Promise<void> {
    await Promise.all([...this.panels.keys()].map((subject) => this.refresh(subject)));
  }

  private keep(subject: string, panel: DocumentPanel): void {
    this.panels.set(subject, { panel, abort: new AbortController() });
    panel.onDidDispose(() => {
      this.panels.get(subject)?.abort.abort();
      this.panels.delete(subject);
    });
  }

  private optionsOf(subject: string, title: string): DocumentPanelOptions {
    return {
      extensionUri: this.extensionUri,
      title,
      subject,
      handlers: {
        onOpenFact: (id, document) => {
          const fact = document.facts[id];
          return fact === undefined ? undefined : this.facts.open(fact);
        },
        onOpenLink: (target) => this.openLink(target),
        onAction: (id) => this.act(subject, id),
        onCancel: (panel) => {
          this.panels.get(subject)?.abort.abort();
          panel.hideProgress();
        },
        onRefused: (reason) => this.log.warn(`A message of the page was refused: ${reason}`),
      },
    };
  }

  private async act(subject: string, id: string): Promise<void> {
    if (id === 'refresh') return this.refresh(subject);
    if (id === 'timeZone') {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'sre.timeZone');
      return;
    }
    const document = this.documentOf(subject);
    if (document === undefined) return;
    const { toMarkdown } = await import('../documents/markdown');
    const markdown = toMarkdown(document);
    if (id === 'copy') {
      await vscode.env.clipboard.writeText(markdown);
      void vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as Markdown'), 3000);
    } else if (id === 'insert') {
      await insertIntoFile(markdown);
    }
  }

  override dispose(): void {
    for (const { panel, abort } of this.panels.values()) {
      abort.abort();
      panel.dispose();
    }
    super.dispose();
  }
}

/** Inserts at the cursor of the text editor that is visible, else opens an unsaved Markdown file. */
async function insertIntoFile(markdown: string): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.scheme === 'file' || document.uri.scheme === 'untitled',
  );
  if (editor !== undefined && (await editor.edit((edit) => edit.insert(editor.selection.active, markdown)))) {
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: markdown });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}

function actions(): readonly PanelAction[] {
  return [
    { id: 'refresh', label: vscode.l10n.t('Refresh'), primary: true },
    { id: 'copy', label: vscode.l10n.t('Copy as Markdown') },
    { id: 'insert', label: vscode.l10n.t('Insert into File') },
    { id: 'timeZone', label: vscode.l10n.t('Change Time Zone') },
  ];
}
