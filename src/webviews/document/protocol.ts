/**
 * What the document panel's two halves say to each other, with the parsers that each side applies to what it hears.
 * Pure: both the extension host and the browser bundle import it.
 */
import type { Block, LinkTarget, ReadableDocument, Span, Tone } from '../../model/document';
import { isRecord, parseDocument, parseLinkTarget } from './parseDocument';

/** A button of the panel's toolbar, or below an error. */
export interface PanelAction {
  readonly id: string;
  readonly label: string;
  readonly primary?: boolean;
}

/** Everything one panel shows; also what the webview keeps over a reload of the window. */
export interface PanelContent {
  /** What the panel is about, in the host's own words, so that the host can refresh it after a reload. */
  readonly subject: string;
  readonly document: ReadableDocument;
  readonly actions: readonly PanelAction[];
  /** Name of the environment, for the strip over embedded environments. */
  readonly environment?: string;
}

export interface PanelError {
  readonly message: string;
  /** What the person can do, as a sentence. */
  readonly nextAction: string;
  readonly actions: readonly PanelAction[];
}

/** Words of the panel itself, localized by the host. `{0}` stands for the argument. */
export interface PanelLabels {
  readonly demo: string;
  readonly demoStrip: string;
  readonly demoStripUnnamed: string;
  readonly toolbar: string;
  readonly cancel: string;
  readonly updated: string;
  readonly empty: string;
  readonly showOrigin: string;
  readonly tones: Readonly<Record<Tone, string>>;
}

export type HostMessage =
  | { readonly type: 'document'; readonly content: PanelContent }
  | { readonly type: 'progress'; readonly text: string }
  | ({ readonly type: 'error' } & PanelError)
  /** Work ended without a new document. */
  | { readonly type: 'idle' };

export type WebviewMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'openFact'; readonly id: string }
  | { readonly type: 'open'; readonly target: LinkTarget }
  | { readonly type: 'action'; readonly id: string }
  | { readonly type: 'cancel' };

/** What the webview saves with `setState`. */
export interface SavedState {
  readonly content: PanelContent;
  /** Pixels from the top. */
  readonly scroll: number;
  /** Places of the opened details among all details of the page, in document order. */
  readonly open: readonly number[];
}

/** Undefined for anything that is not a message of the webview, unknown types included. */
export function parseWebviewMessage(value: unknown): WebviewMessage | undefined {
  if (!isRecord(value)) return undefined;
  switch (value['type']) {
    case 'ready':
    case 'cancel':
      return { type: value['type'] };
    case 'openFact':
    case 'action':
      return typeof value['id'] === 'string' && value['id'] !== '' ? { type: value['type'], id: value['id'] } : undefined;
    case 'open': {
      const target = parseLinkTarget(value['target']);
      return target && { type: 'open', target };
    }
    default:
      return undefined;
  }
}

/** Undefined for anything that is not a message of the host. */
export function parseHostMessage(value: unknown): HostMessage | undefined {
  if (!isRecord(value)) return undefined;
  switch (value['type']) {
    case 'idle':
      return { type: 'idle' };
    case 'progress':
      return typeof value['text'] === 'string' ? { type: 'progress', text: value['text'] } : undefined;
    case 'error': {
      const { message, nextAction } = value;
      const actions = parseActions(value['actions']);
      if (typeof message !== 'string' || typeof nextAction !== 'string' || !actions) return undefined;
      return { type: 'error', message, nextAction, actions };
    }
    case 'document': {
      const content = parseContent(value['content']);
      return content && { type: 'document', content };
    }
    default:
      return undefined;
  }
}

/** Undefined for a state that another version wrote in another shape, or that is no state at all. */
export function parseSavedState(value: unknown): SavedState | undefined {
  if (!isRecord(value)) return undefined;
  const content = parseContent(value['content']);
  if (!content) return undefined;
  const { scroll, open } = value;
  return {
    content,
    scroll: typeof scroll === 'number' && Number.isFinite(scroll) && scroll > 0 ? scroll : 0,
    open: Array.isArray(open) ? open.filter((place): place is number => Number.isInteger(place)) : [],
  };
}

/** Undefined unless every word is there. */
export function parseLabels(value: unknown): PanelLabels | undefined {
  if (!isRecord(value) || !isRecord(value['tones'])) return undefined;
  const { demo, demoStrip, demoStripUnnamed, toolbar, cancel, updated, empty, showOrigin } = value;
  const { good, bad, warning, info } = value['tones'];
  if (typeof demo !== 'string' || typeof demoStrip !== 'string' || typeof demoStripUnnamed !== 'string') return undefined;
  if (typeof toolbar !== 'string' || typeof cancel !== 'string' || typeof updated !== 'string') return undefined;
  if (typeof empty !== 'string' || typeof showOrigin !== 'string') return undefined;
  if (typeof good !== 'string' || typeof bad !== 'string' || typeof warning !== 'string' || typeof info !== 'string')
    return undefined;
  const tones = { good, bad, warning, info };
  return { demo, demoStrip, demoStripUnnamed, toolbar, cancel, updated, empty, showOrigin, tones };
}

/** True when what is on screen offers what the message asks for: its fact, its link, its button. */
export function isOffered(message: WebviewMessage, content: PanelContent | undefined, error: PanelError | undefined): boolean {
  switch (message.type) {
    case 'ready':
    case 'cancel':
      return true;
    case 'openFact':
      return content !== undefined && Object.hasOwn(content.document.facts, message.id);
    case 'action':
      return [...(content?.actions ?? []), ...(error?.actions ?? [])].some(({ id }) => id === message.id);
    case 'open':
      return content !== undefined && linksOf(content.document.blocks).some((link) => sameTarget(link, message.target));
  }
}

function linksOf(blocks: readonly Block[]): LinkTarget[] {
  return blocks.flatMap((block) => {
    const links = spansOf(block).flatMap((span) => (span.kind === 'link' ? [span.to] : []));
    return block.kind === 'details' ? [...links, ...linksOf(block.blocks)] : links;
  });
}

function spansOf(block: Block): readonly Span[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.spans;
    case 'list':
      return block.items.flat();
    case 'table':
      return block.rows.flat(2);
    case 'details':
      return block.summary;
  }
}

function sameTarget(one: LinkTarget, other: LinkTarget): boolean {
  if (one.kind === 'command') return other.kind === 'command' && one.command === other.command && one.argument === other.argument;
  return other.kind === one.kind && one.id === other.id;
}

function parseContent(value: unknown): PanelContent | undefined {
  if (!isRecord(value)) return undefined;
  const { subject, environment } = value;
  const document = parseDocument(value['document']);
  const actions = parseActions(value['actions']);
  if (typeof subject !== 'string' || !document || !actions) return undefined;
  if (environment !== undefined && typeof environment !== 'string') return undefined;
  return { subject, document, actions, ...(environment !== undefined && { environment }) };
}

function parseActions(value: unknown): PanelAction[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const actions: PanelAction[] = [];
  for (const item of value) {
    if (!isRecord(item)) return undefined;
    const { id, label, primary } = item;
    if (typeof id !== 'string' || id === '' || typeof label !== 'string') return undefined;
    if (primary !== undefined && typeof primary !== 'boolean') return undefined;
    actions.push({ id, label, ...(primary !== undefined && { primary }) });
  }
  return actions;
}
