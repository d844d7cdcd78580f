import type { CopyFormat } from '../../model/cellResult';
import { datatable } from './datatable';
import { delimited } from './delimited';
import { jsonArray } from './jsonRows';
import { markdownTable } from './markdownTable';
import type { Columns, RowFormat, Rows } from './rowFormat';

const formats: Readonly<Record<CopyFormat, (columns: Columns) => RowFormat>> = {
  csv: (columns) => delimited(columns, ','),
  tsv: (columns) => delimited(columns, '\t'),
  markdown: markdownTable,
  json: jsonArray,
  datatable,
};

/** The table as text in a format, with a head and in the order it has. */
export function copyText(table: Rows, format: CopyFormat): string {
  const { head, row, tail } = formats[format](table.columns);
  return head + table.rows.map(row).join('') + tail;
}
