import type { Table } from '../../../../src/kql/engine/chunk';
import type { Column } from '../../../../src/kql/engine/columns/column';
import { columnIndex } from '../../../../src/kql/engine/types';
import { unixEpochTicks } from '../../../../src/kql/engine/ticks';

/** Values as tests compare them; a dynamic one passes as it is. */
export type Plain = string | number | boolean | bigint | null;

/** Calls back for each row with a reader of the named columns. */
export function eachRow(table: Table, names: readonly string[], see: (...values: Plain[]) => void): void {
  const places = names.map((name) => {
    const place = columnIndex(table.schema, name);
    if (place < 0) throw new Error(`no column ${name}`);
    return place;
  });
  for (const chunk of table.chunks) {
    const columns: Column[] = places.map((place) => chunk.column(place));
    for (let row = 0; row < chunk.length; row++) see(...columns.map((column) => column.get(row) as Plain));
  }
}

/** Milliseconds since 1970 of a datetime. */
export const millisecondsOf = (ticks: Plain | undefined): number => Number(((ticks as bigint) - unixEpochTicks) / 10_000n);

export interface Cell {
  count: number;
  time: number;
}

/** Item counts, and durations weighted by them, per key and minute. */
export function sums(table: Table, from: number, names: readonly string[], keys: readonly string[]): Map<string, Cell> {
  const found = new Map<string, Cell>();
  const timeName = names[0]!;
  eachRow(table, [timeName, ...names.slice(1), ...keys], (at, count, duration, ...key) => {
    const minute = Math.floor((millisecondsOf(at) - from) / 60_000);
    const name = `${key.map(String).join('|')}|${minute}`;
    const cell = found.get(name) ?? { count: 0, time: 0 };
    found.set(name, { count: cell.count + Number(count), time: cell.time + Number(count) * Number(duration) });
  });
  return found;
}
