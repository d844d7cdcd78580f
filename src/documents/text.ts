import type { Block, ReadableDocument, Span, Tone } from '../model/document';
import { displayWidth, padToWidth, wrap } from './displayWidth';
import { inert } from './plainText';

export interface TextOptions {
  /** Columns of the terminal; 100 when absent, never taken below 20. */
  readonly width?: number;
  /** ANSI colours and weights; off when absent. */
  readonly color?: boolean;
}

const ANSI = { bold: '1', good: '32', bad: '31', warning: '33', info: '36' } as const;
const COLUMN_GAP = '  ';
const MIN_COLUMN = 6;

/** The document for a terminal: wrapped to the width, tables as aligned columns, or as records where they would not fit. */
export function toText(document: ReadableDocument, options: TextOptions = {}): string {
  const width = Math.max(20, options.width ?? 100);
  const paint = (text: string, code: keyof typeof ANSI): string =>
    options.color === true && text !== '' ? `\u001b[${ANSI[code]}m${text}\u001b[0m` : text;
  const lines: string[] = [];
  if (document.demo)
    lines.push(...wrap('DEMO: an embedded environment, not live data', width).map((line) => paint(line, 'warning')));
  lines.push(...wrap(inert(document.title), width).map((line) => paint(line, 'bold')));
  if (document.subtitle !== '') lines.push(...wrap(inert(document.subtitle), width));
  for (const block of document.blocks) lines.push('', ...renderBlock(block, width, paint));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

type Paint = (text: string, code: keyof typeof ANSI) => string;

function plain(spans: readonly Span[]): string {
  return spans.map((span) => inert(span.text)).join('');
}

function toned(lines: readonly string[], tone: Tone | undefined, paint: Paint): string[] {
  return lines.map((line) => (tone === undefined ? line : paint(line, tone)));
}

function renderBlock(block: Block, width: number, paint: Paint): string[] {
  switch (block.kind) {
    case 'heading': {
      const text = wrap(plain(block.spans), width);
      const rule = (block.level === 2 ? '=' : '-').repeat(Math.max(...text.map(displayWidth)));
      return [...text.map((line) => paint(line, 'bold')), rule];
    }
    case 'paragraph':
      return toned(wrap(plain(block.spans), width), block.tone, paint);
    case 'list':
      return block.items.flatMap((item) => toned(hang('- ', plain(item), width), block.tone, paint));
    case 'table':
      return renderTable(
        block.columns.map(inert),
        block.rows.map((row) => row.map(plain)),
        width,
        paint,
      );
    case 'details':
      return [
        ...wrap(plain(block.summary), width).map((line) => paint(line, 'bold')),
        ...block.blocks.flatMap((inner) => renderBlock(inner, width - 2, paint).map((line) => `  ${line}`)),
      ];
  }
}

function hang(mark: string, text: string, width: number): string[] {
  return wrap(text, width - mark.length).map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);
}

function renderTable(columns: readonly string[], rows: readonly (readonly string[])[], width: number, paint: Paint): string[] {
  const widths = fit(
    columns.map((column, index) => Math.max(displayWidth(column), ...rows.map((row) => displayWidth(row[index] ?? '')))),
    width - COLUMN_GAP.length * (columns.length - 1),
  );
  if (widths === undefined) return renderRecords(columns, rows, width, paint);
  const render = (cells: readonly string[]): string[] => {
    const wrapped = widths.map((columnWidth, index) => wrap(cells[index] ?? '', columnWidth));
    const height = Math.max(1, ...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      widths.map((columnWidth, index) => padToWidth(wrapped[index]?.[line] ?? '', columnWidth)).join(COLUMN_GAP),
    );
  };
  const rule = widths.map((columnWidth) => '-'.repeat(columnWidth)).join(COLUMN_GAP);
  return [...render(columns).map((line) => paint(line, 'bold')), rule, ...rows.flatMap(render)];
}

/** Column widths that together fit: the widest columns give way first; undefined when even the least does not fit. */
function fit(natural: readonly number[], available: number): number[] | undefined {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    const current = widths[widest] ?? 0;
    if (current <= MIN_COLUMN) return undefined;
    widths[widest] = current - 1;
    excess -= 1;
  }
  return widths;
}

function renderRecords(columns: readonly string[], rows: readonly (readonly string[])[], width: number, paint: Paint): string[] {
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...columns.flatMap((column, cell) => hang('', `${column}: ${row[cell] ?? ''}`, width).map((line) => paint(line, 'info'))),
  ]);
}
