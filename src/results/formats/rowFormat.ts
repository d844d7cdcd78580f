import type { QueryTable } from '../../model/query';

/** A table without its name: what is copied or exported. */
export type Rows = Pick<QueryTable, 'columns' | 'rows'>;
export type Columns = QueryTable['columns'];
export type Row = QueryTable['rows'][number];

/** How a text format writes a table: the text before the rows, the text of each, and the text after them. */
export interface RowFormat {
  readonly head: string;
  readonly row: (row: Row, index: number) => string;
  readonly tail: string;
}
