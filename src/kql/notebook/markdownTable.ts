import { escapeMarkdown } from '../../documents/markdown';
import type { Cell, QueryTable } from '../../model/query';
import { cellText } from '../../results/formats/cellText';

const numeric: ReadonlySet<string> = new Set(['int', 'long', 'real', 'decimal']);

/** The first rows as a GitHub table. All text is escaped, so that nothing in it becomes a link, a picture, HTML or other markup. */
export function markdownTable(
  columns: QueryTable['columns'],
  rows: readonly (readonly Cell[])[],
  { most }: { readonly most: number },
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ name }) => escapeMarkdown(name))),
    line(columns.map(({ type }) => (numeric.has(type) ? '---:' : '---'))),
    ...rows.slice(0, most).map((row) => line(columns.map((_, index) => escapeMarkdown(cellText(row[index] ?? null))))),
  ].join('\n');
}
