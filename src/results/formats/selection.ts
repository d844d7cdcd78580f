import type { QueryTable } from '../../model/query';
import type { Columns, Row } from './rowFormat';

/** Rows and columns of a table in the order in which they are to be written; a row is made when it is asked for. */
export interface Selection {
  readonly columns: Columns;
  readonly rowCount: number;
  row(index: number): Row;
}

/**
 * Columns by name and rows by index into the table; all rows as they came without indices. A name that is asked for again is the next
 * column of that name. Throws a RangeError for a column or row that is not there.
 */
export function selectRows(table: QueryTable, names: readonly string[], indices?: readonly number[]): Selection {
  const used = new Set<number>();
  const places = names.map((name) => {
    const place = table.columns.findIndex((column, i) => column.name === name && !used.has(i));
    if (place < 0) throw new RangeError(`no column ${JSON.stringify(name)}`);
    used.add(place);
    return place;
  });
  const stranger = indices?.find((index) => !(index < table.rows.length));
  if (stranger !== undefined) throw new RangeError(`no row ${stranger}`);
  const isWhole = places.length === table.columns.length && places.every((place, i) => place === i);
  const rowAt = (index: number): Row => table.rows[indices?.[index] ?? index] ?? [];
  return {
    columns: places.flatMap((place) => table.columns[place] ?? []),
    rowCount: indices?.length ?? table.rows.length,
    row: isWhole
      ? rowAt
      : (index) => {
          const row = rowAt(index);
          return places.map((place) => row[place] ?? null);
        },
  };
}
