/** Turns blocks into DOM. Data reaches the page as text nodes and attributes only. */
import type { Block, LinkTarget, ReadableDocument, Span, Tone } from '../../model/document';
import type { Fact } from '../../model/fact';
import { element, icon } from '../dom';
import { amountColumns, layOut, plainText, type Section, type Table } from './layout';
import type { PanelLabels } from './protocol';

export interface RenderContext {
  readonly facts: Readonly<Record<string, Fact>>;
  readonly labels: PanelLabels;
  readonly onFact: (id: string) => void;
  readonly onLink: (target: LinkTarget) => void;
}

const TONE_ICONS: Readonly<Record<Tone, readonly string[]>> = {
  good: ['M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z', 'm7 9.3 3.9-4 .8.7L7 10.8 4.4 8.2l.7-.8Z'],
  bad: [
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z',
    'm8 7.3 2.3-2.3.7.7L8.7 8l2.3 2.3-.7.7L8 8.7 5.7 11l-.7-.7L7.3 8 5 5.7l.7-.7Z',
  ],
  warning: ['M7.6 1h.9l6.4 13-.5 1H1.6l-.5-1L7.6 1Zm.4 1.2L2.2 14h11.7L8 2.2ZM7.5 6h1v4h-1V6Zm0 5h1v1.2h-1V11Z'],
  info: ['M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM7.5 4h1v1.2h-1V4Zm0 2.5h1V12h-1V6.5Z'],
};

export function renderDocument(document: ReadableDocument, context: RenderContext): HTMLElement[] {
  const { headline, sections } = layOut(document.blocks);
  const rendered = sections.map((section, index) => renderSection(section, index, context));
  if (!headline) return rendered;
  const text = element('p', { class: 'headline' }, ...renderSpans(headline.spans, context));
  return [toned(text, headline.tone, context, 'card lead'), ...rendered];
}

export function toneIcon(tone: Tone, labels: PanelLabels): SVGElement {
  return icon(TONE_ICONS[tone], labels.tones[tone], `tone-icon tone-${tone}`);
}

function renderSection({ heading, blocks }: Section, index: number, context: RenderContext): HTMLElement {
  const body = blocks.map((block, place) => {
    const before = place === 0 ? heading : blocks[place - 1];
    return renderBlock(block, context, before?.kind === 'heading' ? plainText(before.spans) : '');
  });
  if (!heading) return element('div', { class: 'card' }, ...body);
  const id = `section-${index}`;
  return element(
    'section',
    { class: 'card', 'aria-labelledby': id },
    element('h2', { id }, ...renderSpans(heading.spans, context)),
    ...body,
  );
}

/** `under` is the text of the heading right above, which a table need not say again. */
function renderBlock(block: Block, context: RenderContext, under: string): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return element(`h${block.level}`, {}, ...renderSpans(block.spans, context));
    case 'paragraph':
      return toned(element('p', {}, ...renderSpans(block.spans, context)), block.tone, context);
    case 'list': {
      const items = block.items.map((item) => element('li', {}, ...renderSpans(item, context)));
      return toned(element('ul', {}, ...items), block.tone, context);
    }
    case 'table':
      return renderTable(block, context, under);
    case 'details': {
      const summary = element('summary', {}, ...renderSpans(block.summary, context));
      const body = block.blocks.map((inner) => renderBlock(inner, context, ''));
      return element('details', {}, summary, element('div', { class: 'details-body' }, ...body));
    }
  }
}

function renderTable(table: Table, context: RenderContext, under: string): HTMLElement {
  const amounts = amountColumns(table, context.facts);
  const alignment = (column: number): string => (amounts[column] ? 'amount' : '');
  const columns = table.columns.map((title, column) => element('th', { scope: 'col', class: alignment(column) }, title));
  const rows = table.rows.map((cells) => {
    const rendered = cells.map((cell, column) => {
      const [name, scope] = column === 0 ? (['th', 'row'] as const) : (['td', undefined] as const);
      return element(name, { scope, class: alignment(column) }, ...renderSpans(cell, context));
    });
    return element('tr', {}, ...rendered);
  });
  const said = under.trim().toLowerCase() === table.label.trim().toLowerCase();
  const caption = element('caption', { class: said ? 'visually-hidden' : '' }, table.label);
  const body = element('table', {}, caption, element('thead', {}, element('tr', {}, ...columns)), element('tbody', {}, ...rows));
  return element('div', { class: 'table-scroll', role: 'region', 'aria-label': table.label, tabindex: '0' }, body);
}

/** A tone shows as a coloured edge and, since colour alone must not say it, as an icon with a name. */
function toned(content: HTMLElement, tone: Tone | undefined, { labels }: RenderContext, className = ''): HTMLElement {
  if (!tone) return className === '' ? content : element('div', { class: className }, content);
  return element('div', { class: `toned edge-${tone} ${className}`.trim() }, toneIcon(tone, labels), content);
}

function renderSpans(spans: readonly Span[], context: RenderContext): Node[] {
  return spans.map((span) => renderSpan(span, context));
}

function renderSpan(span: Span, context: RenderContext): Node {
  switch (span.kind) {
    case 'text':
      return span.style === undefined ? document.createTextNode(span.text) : styled(span.text, span.style);
    case 'fact': {
      const fact = context.facts[span.fact];
      const title = fact && `${fact.label}\n${context.labels.showOrigin}`;
      const made = element(
        'button',
        { type: 'button', class: `fact ${span.style ?? ''}`.trim(), title, 'data-focus': `fact:${span.fact}` },
        span.text,
      );
      made.addEventListener('click', () => context.onFact(span.fact));
      return made;
    }
    case 'link':
      return renderLink(span.text, span.to, context);
  }
}

function styled(text: string, style: 'strong' | 'muted' | 'code'): HTMLElement {
  if (style === 'muted') return element('span', { class: 'muted' }, text);
  return element(style, {}, text);
}

/**
 * An `a` without an address: unlike a button it wraps in the middle of a sentence, and VS Code, which handles every address
 * in a webview itself, leaves it alone.
 */
function renderLink(text: string, to: LinkTarget, context: RenderContext): HTMLElement {
  const key = to.kind === 'command' ? `${to.command} ${to.argument ?? ''}` : to.id;
  const made = element('a', { role: 'link', tabindex: '0', class: 'link', 'data-focus': `${to.kind}:${key}` }, text);
  made.addEventListener('click', () => context.onLink(to));
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    context.onLink(to);
  });
  return made;
}
