import type { Cell, QueryTable } from '../../model/query';
import { copyText } from '../../results/formats/copyText';

/** The first rows as a GitHub table, without a line break at its end. Nothing in it becomes a link, a picture, HTML or other markup. */
export function markdownTable(
  columns: QueryTable['columns'],
  rows: readonly (readonly Cell[])[],
  { most }: { readonly most: number },
): string {
  return copyText({ columns, rows: rows.slice(0, most) }, 'markdown').trimEnd();
}
