import type { Block, LinkTarget, ReadableDocument, Span } from '../model/document';
import type { Fact } from '../model/fact';
import { inert } from './plainText';

export interface MarkdownOptions {
  /** Address of a link target, or undefined to write it as plain text. */
  readonly linkFor?: (target: LinkTarget) => string | undefined;
  /** Address at which a fact's origin can be seen, or undefined to write the fact as plain text. */
  readonly factLinkFor?: (fact: Fact) => string | undefined;
}

/**
 * CommonMark with GitHub tables. All text of the document is escaped, so that none of it can become markup, an
 * automatic link, a theme icon or a command link; only `linkFor` and `factLinkFor` make links.
 */
export function toMarkdown(document: ReadableDocument, options: MarkdownOptions = {}): string {
  const parts = [`# ${escapeLine(document.title)}`];
  if (document.demo) parts.push('**Demo: an embedded environment, not live data.**');
  if (document.subtitle !== '') parts.push(escapeLine(document.subtitle));
  parts.push(...document.blocks.flatMap((block) => renderBlock(block, document, options)));
  return `${parts.join('\n\n')}\n`;
}

/** Escapes what CommonMark, GitHub's automatic links and VS Code's theme icons would read as more than text. */
export function escapeMarkdown(text: string): string {
  return inert(text)
    .replace(/[\\`*_{}[\]<>()#|!~&$@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/\b(mailto|xmpp|command|vscode|https?|ftp):/gi, '$1\\:');
}

function escapeLine(text: string): string {
  return guardStart(escapeMarkdown(text));
}

/** Keeps the start of a line from being a list, a rule, a setext underline or indented code. */
function guardStart(line: string): string {
  return line
    .trimStart()
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

function renderBlock(block: Block, document: ReadableDocument, options: MarkdownOptions): string[] {
  const line = (spans: readonly Span[]): string => renderSpans(spans, document, options);
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${line(block.spans)}`];
    case 'paragraph':
      return [guardStart(line(block.spans))];
    case 'list':
      return [block.items.map((item) => `- ${guardStart(line(item))}`).join('\n')];
    case 'table': {
      const rows = block.rows.map((row) => `| ${row.map((cell) => line(cell)).join(' | ')} |`);
      const head = `| ${block.columns.map(escapeMarkdown).join(' | ')} |`;
      return [[head, `|${' --- |'.repeat(block.columns.length)}`, ...rows].join('\n')];
    }
    case 'details':
      return [`**${line(block.summary)}**`, ...block.blocks.flatMap((inner) => renderBlock(inner, document, options))];
  }
}

function renderSpans(spans: readonly Span[], document: ReadableDocument, options: MarkdownOptions): string {
  return spans.map((span) => renderSpan(span, document, options)).join('');
}

function renderSpan(span: Span, document: ReadableDocument, options: MarkdownOptions): string {
  switch (span.kind) {
    case 'text':
      return styled(span.text, span.style);
    case 'fact': {
      const fact = document.facts[span.fact];
      const address = fact === undefined ? undefined : options.factLinkFor?.(fact);
      return link(styled(span.text, span.style), address);
    }
    case 'link':
      return link(escapeMarkdown(span.text), options.linkFor?.(span.to));
  }
}

function link(label: string, address: string | undefined): string {
  if (address === undefined) return label;
  const safe = address.replace(/[\s<>|\\`]/g, (character) => encodeURIComponent(character));
  return `[${label}](<${safe}>)`;
}

function styled(text: string, style: 'strong' | 'muted' | 'code' | undefined): string {
  if (style === 'code') return codeSpan(text);
  const escaped = escapeMarkdown(text);
  // Emphasis must touch its text, or the asterisks stay visible.
  const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(escaped) ?? [];
  return style === 'strong' && core !== '' ? `${before}**${core}**${after}` : escaped;
}

function codeSpan(text: string): string {
  const plain = inert(text).replaceAll('|', '\\|');
  if (plain.trim() === '') return plain;
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}
