import { escapeMarkdown } from '../../documents/markdown';
import { cellText } from './cellText';
import type { Columns, RowFormat } from './rowFormat';

const numeric = new Set(['int', 'long', 'real', 'decimal']);

/** A GitHub table. All text is escaped so that none of it becomes markup or a link; line breaks become spaces. */
export function markdownTable(columns: Columns): RowFormat {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return {
    head:
      line(columns.map(({ name }) => escapeMarkdown(name))) +
      line(columns.map(({ type }) => (numeric.has(type) ? '---:' : '---'))),
    row: (row) => line(columns.map((_, i) => escapeMarkdown(cellText(row[i] ?? null)))),
    tail: '',
  };
}
