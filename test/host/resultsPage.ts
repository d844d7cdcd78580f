import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandContext } from '../../src/commands/context';
import type { CellResult } from '../../src/model/cellResult';
import type { QueryTable } from '../../src/model/query';
import type { ResultsView } from '../../src/views/results/resultsView';
import type { PanelHostMessage, PanelPageMessage } from '../../src/webviews/results/panelProtocol';
import { eventually } from './workbench';

/** Stands for the page of the results panel: hears what the host posts and sends what a person would do. */
export class ResultsPage {
  readonly heard: PanelHostMessage[] = [];
  html = '';
  private readonly received = new vscode.EventEmitter<unknown>();
  private readonly closed = new vscode.EventEmitter<void>();

  constructor(private readonly resultsView: ResultsView) {
    this.open();
  }

  /** The page is made, as when the panel comes into view. */
  private open(): void {
    const webview = {
      html: '',
      options: {},
      cspSource: "'self'",
      onDidReceiveMessage: this.received.event,
      asWebviewUri: (uri: vscode.Uri) => uri,
      postMessage: (message: PanelHostMessage) => {
        this.heard.push(message);
        return Promise.resolve(true);
      },
    };
    const view = { viewType: 'sre.results', visible: true, webview, onDidDispose: this.closed.event, show: () => undefined };
    this.resultsView.resolveWebviewView(view as unknown as vscode.WebviewView);
    this.html = webview.html;
  }

  /** The panel is hidden and shown again: its page starts anew. */
  reopen(): void {
    this.closed.fire();
    this.heard.length = 0;
    this.open();
    this.send({ type: 'ready' });
  }

  send(message: PanelPageMessage): void {
    this.received.fire(message);
  }

  /** What no page of ours sends. */
  sendAnything(message: unknown): void {
    this.received.fire(message);
  }

  /** Presses a button of the error that is on screen. */
  press(label: string): void {
    const { state } = this.resultsView;
    assert.equal(state.type, 'error');
    const action = state.actions.find((offered) => offered.label === label);
    assert.ok(action, `${label} is not among ${state.actions.map((offered) => offered.label).join(', ')}`);
    this.send({ type: 'action', id: action.id });
  }
}

/** An unsaved file of queries in the active editor, with the cursor before a text in it. */
export async function openQueries(content: string, cursorBefore?: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'kql', content });
  const editor = await vscode.window.showTextDocument(document);
  if (cursorBefore !== undefined) {
    const at = document.positionAt(content.indexOf(cursorBefore));
    editor.selection = new vscode.Selection(at, at);
  }
  return editor;
}

/** What the panel shows once a query has come to its end. */
export function resultOf({ resultsView }: CommandContext): CellResult {
  const { state } = resultsView;
  if (state.type === 'error') assert.fail(`${state.message}\n${state.detail ?? ''}`);
  assert.equal(state.type, 'result');
  return state.result;
}

/** All rows of the first table that the panel shows. */
export function rowsOf(context: CommandContext): QueryTable['rows'] {
  const tables = context.queries.results.tables(resultOf(context).id);
  assert.ok(tables?.[0], 'the rows are not held');
  return tables[0].rows;
}

export function errorOf({ resultsView }: CommandContext): PanelHostMessage & { readonly type: 'error' } {
  const { state } = resultsView;
  assert.equal(state.type, 'error', JSON.stringify(state).slice(0, 300));
  return state;
}

/** Waits for a run that nothing of ours can await. */
export function nextResult(context: CommandContext, before: string): Promise<CellResult> {
  return eventually('another result', () => {
    const { state } = context.resultsView;
    if (state.type === 'error') assert.fail(state.message);
    return state.type === 'result' && state.result.id !== before && state.result;
  });
}
