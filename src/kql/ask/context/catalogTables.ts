import type { ColumnType } from '../../../model/query';
import { unixEpochTicks } from '../../engine/ticks';
import { ResultTable } from '../../engine/result';
import type { Table } from '../../engine/chunk';
import type { Catalog } from '../../catalog';
import type { SampledTable } from './sampledTable';

/** Rows of a table that are looked at for values. */
const SAMPLE = 20_000;
/** Stretches of a large table that the sample is taken from. */
const STRETCHES = 20;

/** The tables of the engine with a sample of their rows, how many they have, and the last moment in them. */
export function tablesOfCatalog(catalog: Catalog): readonly SampledTable[] {
  return catalog.names().flatMap((name) => {
    const table = catalog.table(name);
    return table === undefined ? [] : [sampled(name, table)];
  });
}

function sampled(name: string, table: Table): SampledTable {
  const rows = new ResultTable(table);
  const isComplete = table.rowCount <= SAMPLE;
  const stretch = SAMPLE / STRETCHES;
  const lastSeen = lastMoment(table);
  return {
    name,
    columns: table.schema.map((column): { name: string; type: ColumnType } => ({ name: column.name, type: column.type })),
    rows: isComplete
      ? rows.rows()
      : Array.from({ length: STRETCHES }, (_, i) => {
          const from = Math.floor((i * (table.rowCount - stretch)) / (STRETCHES - 1));
          return rows.rows(from, from + stretch);
        }).flat(),
    rowCount: table.rowCount,
    isComplete,
    ...(lastSeen !== undefined && { lastSeen }),
  };
}

/** The latest value of the time column, in milliseconds. */
function lastMoment(table: Table): number | undefined {
  const column = table.schema.findIndex(
    ({ name, type }) => type === 'datetime' && (name === 'TimeGenerated' || name === 'timestamp'),
  );
  if (column < 0) return undefined;
  let last: bigint | undefined;
  for (const chunk of table.chunks) {
    const values = chunk.column(column);
    for (let row = 0; row < chunk.length; row++) {
      const value = values.get(row);
      if (typeof value === 'bigint' && (last === undefined || value > last)) last = value;
    }
  }
  return last === undefined ? undefined : Number((last - unixEpochTicks) / 10_000n);
}
