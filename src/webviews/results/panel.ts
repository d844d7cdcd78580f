/** The page of the results panel: shows what the host posts, and posts what a person does. */
import type { ResultReply } from '../../model/cellResult';
import type { ResultHostLink } from '../../results/table/hostLink';
import { element } from '../dom';
import { button, fill } from './controls';
import { icon } from './icons';
import {
  parsePanelHostMessage,
  parsePanelState,
  type PanelHostMessage,
  type PanelPageMessage,
  type PanelState,
} from './panelProtocol';
import { ResultView } from './resultView';
import { resultSheet } from './style';

interface VsCodeApi {
  postMessage(message: PanelPageMessage): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const handlers = new Set<(reply: ResultReply) => void>();
const link: ResultHostLink = {
  post: (request) => vscode.postMessage(request),
  onReply: (handler) => {
    handlers.add(handler);
    return () => handlers.delete(handler);
  },
};

/** What is said apart from a result: running, failed, nothing yet. In a shadow root of its own, for the same style. */
const words = element('div', {});
const wordsRoot = words.attachShadow({ mode: 'open' });
wordsRoot.adoptedStyleSheets = [resultSheet()];
const stage = element('div', {});
let view: ResultView | undefined;
let saved = parsePanelState(vscode.getState());

const page = new CSSStyleSheet();
page.replaceSync(`
html, body { height: 100%; margin: 0; padding: 0; }
body { display: flex; flex-direction: column; overflow: hidden; background: transparent; }
body > .stage { flex: 1; min-height: 0; overflow: auto; }
`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
stage.className = 'stage';
document.body.append(words, stage);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = parsePanelHostMessage(data);
  if (message) receive(message);
  else console.error('The results panel was sent something that is no message.', data);
});
vscode.postMessage(saved ? { type: 'ready', result: saved.result } : { type: 'ready' });

function receive(message: PanelHostMessage): void {
  switch (message.type) {
    case 'rows':
    case 'gone':
      for (const handler of [...handlers]) handler(message);
      break;
    case 'running': {
      const cancel = message.cancellable
        ? button('Cancel', () => vscode.postMessage({ type: 'cancel' }), { className: 'primary' })
        : undefined;
      const line = element('div', { class: 'progress', role: 'status' }, element('span', {}, message.text), cancel);
      say(element('div', {}, element('div', { class: 'waiting' }), line));
      // What was there before stays in sight, but cannot be taken for the new answer.
      stage.inert = true;
      break;
    }
    case 'error':
      drop();
      say(errorBox(message));
      break;
    case 'empty':
      drop();
      say(element('p', { class: 'empty' }, message.text ?? 'Run a query to see its rows and charts here.'));
      break;
    case 'result': {
      const { result } = message;
      drop();
      say();
      const state = saved?.result === result.id ? saved.view : undefined;
      const onState = (kept: PanelState['view']): void => {
        saved = { result: result.id, view: kept };
        vscode.setState(saved);
      };
      view = new ResultView(stage, { result, link, layout: 'page', state, onState });
      break;
    }
  }
}

function drop(): void {
  view?.dispose();
  view = undefined;
  stage.inert = false;
}

function say(...parts: readonly HTMLElement[]): void {
  wordsRoot.replaceChildren(...parts.map((part) => element('div', { class: 'words' }, part)));
}

function errorBox({ message, detail, actions }: Extract<PanelHostMessage, { type: 'error' }>): HTMLElement {
  const lines = (detail ?? '').split('\n').filter((line) => line !== '');
  const buttons = actions.map(({ id, label }) =>
    button(label, () => vscode.postMessage({ type: 'action', id }), { className: 'primary' }),
  );
  const text = element('div', {}, element('p', { class: 'title' }, message), ...lines.map((line) => element('p', {}, line)));
  if (buttons.length > 0) text.append(element('div', { class: 'tools' }, ...buttons));
  const box = element('div', { class: 'box error', role: 'alert' });
  fill(box, icon('warning'), text);
  return box;
}
