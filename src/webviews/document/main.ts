/** The document panel's page: shows what the host posts, keeps it over a reload, and posts what a person does. */
import './document.css';
import { badge, button } from '../ui';
import { element } from '../dom';
import {
  parseHostMessage,
  parseLabels,
  parseSavedState,
  type PanelAction,
  type PanelContent,
  type PanelError,
  type PanelLabels,
  type SavedState,
  type WebviewMessage,
} from './protocol';
import { renderDocument, toneIcon } from './render';

interface VsCodeApi {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const labels = readLabels();

const demoStrip = element('div', { class: 'demo-strip', role: 'note' });
const progressText = element('span', { class: 'progress-text' });
const cancel = button(labels.cancel, () => vscode.postMessage({ type: 'cancel' }));
const progress = element('div', { class: 'progress' }, progressText, cancel, element('div', { class: 'progress-line' }));
const top = element('div', { class: 'top' }, demoStrip, progress);
const header = element('header');
const failure = element('div', { role: 'alert' });
const body = element('div', { class: 'body' });
const main = element('main', {}, header, failure, body);
/** Says what a sighted person sees happen; kept apart so that nothing is read twice. */
const announcement = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });

let content: PanelContent | undefined;

/** Tables that overflow get a tab stop, so that the keyboard can scroll them; the others need none. */
const overflow = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth;
    if (scrolls) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});

/** The sticky strip must not cover what the keyboard focuses. */
new ResizeObserver(() => {
  document.documentElement.style.scrollPaddingBlockStart = `${top.offsetHeight + 8}px`;
}).observe(top);

document.body.append(top, main, announcement);
showProgress(undefined);
showDemo(undefined);
const saved = parseSavedState(vscode.getState());
if (saved) {
  showContent(saved.content, new Set(saved.open));
  window.scrollTo(0, saved.scroll);
  // The component library gives the buttons their size a frame after loading, which moves what is below them.
  window.addEventListener('load', () =>
    requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo(0, saved.scroll))),
  );
}
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => receive(data));
window.addEventListener('scroll', later(save), { passive: true });
vscode.postMessage({ type: 'ready' });

function receive(data: unknown): void {
  const message = parseHostMessage(data);
  switch (message?.type) {
    case 'document':
      showProgress(undefined);
      showFailure(undefined);
      // After a reload of the page the host sends what is on screen already.
      if (JSON.stringify(message.content) === JSON.stringify(content)) break;
      showContent(message.content, content ? openPlaces() : new Set());
      save();
      announce(labels.updated.replace('{0}', () => message.content.document.title));
      break;
    case 'progress':
      showFailure(undefined);
      showProgress(message.text);
      announce(message.text);
      break;
    case 'error':
      showProgress(undefined);
      showFailure(message);
      break;
    case 'idle':
      showProgress(undefined);
      if (!content) body.replaceChildren(element('p', { class: 'muted' }, labels.empty));
      break;
    case undefined:
      console.error('The document panel was sent something that is no message.', data);
  }
}

function showContent(next: PanelContent, open: ReadonlySet<number>): void {
  content = next;
  const { document: shown, actions } = next;
  const focused = focusKey();
  showDemo(next);
  document.title = shown.title;
  const subtitle = element(
    'p',
    { class: 'subtitle' },
    element('span', {}, shown.subtitle),
    shown.demo ? badge(labels.demo, 'demo-badge') : undefined,
  );
  const title = element('div', { class: 'titles' }, element('h1', {}, shown.title), subtitle);
  header.replaceChildren(title, toolbar(actions));
  overflow.disconnect();
  body.replaceChildren(
    ...renderDocument(shown, {
      facts: shown.facts,
      labels,
      onFact: (id) => vscode.postMessage({ type: 'openFact', id }),
      onLink: (target) => vscode.postMessage({ type: 'open', target }),
    }),
  );
  for (const region of body.querySelectorAll('.table-scroll')) overflow.observe(region);
  allDetails().forEach((details, place) => {
    details.open = open.has(place);
    details.addEventListener('toggle', save);
  });
  focusByKey(focused);
}

function showDemo(shown: PanelContent | undefined): void {
  const demo = shown?.document.demo === true;
  demoStrip.hidden = !demo;
  const name = shown?.environment;
  const text = name === undefined ? labels.demoStripUnnamed : labels.demoStrip.replace('{0}', () => name);
  demoStrip.replaceChildren(...(demo ? [toneIcon('warning', labels), element('span', {}, text)] : []));
}

function showProgress(text: string | undefined): void {
  const hadFocus = progress.contains(document.activeElement);
  progress.hidden = text === undefined;
  progressText.textContent = text ?? '';
  main.setAttribute('aria-busy', String(text !== undefined));
  // The focused Cancel button has just gone: go on from the start of the toolbar rather than from nowhere.
  if (progress.hidden && hadFocus) header.querySelector<HTMLElement>('[data-focus]')?.focus();
}

function showFailure(error: PanelError | undefined): void {
  if (!error) {
    failure.replaceChildren();
    return;
  }
  const words = element('div', {}, element('p', { class: 'failure-message' }, error.message), element('p', {}, error.nextAction));
  const parts = [words, error.actions.length > 0 ? toolbar(error.actions) : undefined];
  failure.replaceChildren(
    element('div', { class: 'toned edge-bad card failure' }, toneIcon('bad', labels), element('div', {}, ...parts)),
  );
}

function toolbar(actions: readonly PanelAction[]): HTMLElement {
  const buttons = actions.map(({ id, label, primary }) => {
    const made = button(label, () => vscode.postMessage({ type: 'action', id }), primary === true ? 'primary' : 'secondary');
    made.dataset['focus'] = `action:${id}`;
    return made;
  });
  return element('div', { class: 'toolbar', role: 'group', 'aria-label': labels.toolbar }, ...buttons);
}

function announce(text: string): void {
  announcement.textContent = text;
}

function save(): void {
  if (content) vscode.setState({ content, scroll: window.scrollY, open: [...openPlaces()] });
}

function allDetails(): HTMLDetailsElement[] {
  return [...body.querySelectorAll('details')];
}

function openPlaces(): Set<number> {
  return new Set(allDetails().flatMap((details, place) => (details.open ? [place] : [])));
}

/** What of the document holds the focus, in words that outlast drawing it again. */
function focusKey(): string | undefined {
  const active = document.activeElement;
  return active instanceof HTMLElement && main.contains(active) ? active.dataset['focus'] : undefined;
}

function focusByKey(key: string | undefined): void {
  if (key === undefined) return;
  const again = [...main.querySelectorAll<HTMLElement>('[data-focus]')].find(({ dataset }) => dataset['focus'] === key);
  again?.focus({ preventScroll: true });
}

/** Runs once things have been quiet for a moment. */
function later(run: () => void): () => void {
  let timer: number | undefined;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(run, 200);
  };
}

function readLabels(): PanelLabels {
  const parsed = parseLabels(JSON.parse(document.body.dataset['labels'] ?? 'null'));
  if (!parsed) throw new Error('The page of the document panel came without its labels.');
  return parsed;
}
