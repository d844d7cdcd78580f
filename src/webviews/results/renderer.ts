/** Draws results in the outputs of notebooks: the entry point that the editor loads. */
import type { ResultReply, ResultRequest } from '../../model/cellResult';
import type { ResultHostLink } from '../../results/table/hostLink';
import { parseCellResult, parseReply } from '../../results/table/parseCellResult';
import { keepState, parseKeptStates } from '../../results/table/viewState';
import { element } from '../dom';
import { ResultView } from './resultView';
import { resultSheet } from './style';

/** The part of the editor's renderer API that is used. */
interface RendererContext {
  getState(): unknown;
  setState(state: unknown): void;
  /** Absent when the notebook has no extension behind it. */
  readonly postMessage?: (message: ResultRequest) => void;
  readonly onDidReceiveMessage?: (handler: (message: unknown) => void) => { dispose(): void };
}

interface OutputItem {
  readonly id: string;
  json(): unknown;
}

interface Renderer {
  renderOutputItem(item: OutputItem, element: HTMLElement, signal: AbortSignal): void;
  /** Of all items without an id. */
  disposeOutputItem(id?: string): void;
}

export function activate(context: RendererContext): Renderer {
  const link = linkOf(context);
  const views = new Map<string, ResultView>();
  let kept = parseKeptStates(context.getState());
  const drop = (id: string): void => {
    views.get(id)?.dispose();
    views.delete(id);
  };
  return {
    renderOutputItem(item, host, signal) {
      drop(item.id);
      if (signal.aborted) return;
      const parsed = parseCellResult(jsonOf(item));
      if ('problem' in parsed) {
        refuse(host, parsed.problem);
        return;
      }
      const result = parsed.value;
      const view = new ResultView(host, {
        result,
        link,
        layout: 'output',
        state: kept[result.id],
        onState: (state) => {
          kept = keepState(kept, result.id, state);
          context.setState(kept);
        },
      });
      views.set(item.id, view);
    },
    disposeOutputItem(id) {
      for (const each of id === undefined ? [...views.keys()] : [id]) drop(each);
    },
  };
}

function linkOf({ postMessage, onDidReceiveMessage }: RendererContext): ResultHostLink | undefined {
  if (!postMessage || !onDidReceiveMessage) return undefined;
  const handlers = new Set<(reply: ResultReply) => void>();
  onDidReceiveMessage((message) => {
    const reply = parseReply(message);
    if (reply) for (const handler of [...handlers]) handler(reply);
  });
  return {
    post: (request) => postMessage(request),
    onReply: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
  };
}

/** Undefined for what is not JSON: the parser of results then says what is wrong. */
function jsonOf(item: OutputItem): unknown {
  try {
    return item.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refuse(host: HTMLElement, problem: string): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [resultSheet()];
  root.replaceChildren(element('p', { class: 'refused', role: 'alert' }, problem));
}
