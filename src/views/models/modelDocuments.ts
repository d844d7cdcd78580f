import * as vscode from 'vscode';
import { Disposable } from '../disposables';

const SCHEME = 'sre-model';
/** Texts that are kept for documents that may still be open. */
const MOST = 30;

/** Read-only documents with what is sent to a model, and with what came back. They are held in memory alone. */
export class ModelDocuments extends Disposable implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private count = 0;

  constructor() {
    super();
    this.own(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  async open(title: string, text: string): Promise<void> {
    this.count += 1;
    const key = String(this.count);
    this.texts.set(key, text);
    for (const old of [...this.texts.keys()].slice(0, -MOST)) this.texts.delete(old);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}.txt`, query: key });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.query) ?? vscode.l10n.t('This text belongs to an earlier session.');
  }
}
