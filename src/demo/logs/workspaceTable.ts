import type { Table } from '../../kql/engine/chunk';
import { columnOf } from '../../kql/engine/columns/column';
import type { Value } from '../../kql/engine/types';
import { SECOND, type Instant } from '../../model/time';
import { hash } from '../story/random';
import { always, lazyTable, texts, times, written, type Fill, type Numbers } from './fills';
import type { LogStory } from './logStory';
import { schemaOf, type WorkspaceTable } from './schemas';
import { writeGuid } from './texts';

/** Which resource each row is of: one for all, or by the kind of the row. */
export type Owner = string | { readonly kinds: Numbers; readonly ids: readonly string[] };

/** A table with the columns that every table of a workspace has. */
export function workspaceTable(
  log: LogStory,
  name: WorkspaceTable,
  rows: { readonly length: number; readonly time: Numbers },
  owner: Owner,
  fills: Readonly<Record<string, Fill>>,
): Table {
  const { kinds, ids } = typeof owner === 'string' ? { kinds: () => 0, ids: [owner] } : owner;
  const salt = hash(`${log.story.info.id}|${name}`);
  const timeOf = (row: number): number => (typeof rows.time === 'function' ? rows.time(row) : (rows.time[row] ?? 0));
  return lazyTable(schemaOf(name), rows.length, {
    TenantId: always(log.workspaceId),
    TimeGenerated: times(rows.time),
    SourceSystem: always('Azure'),
    Type: always(name),
    _ResourceId: texts(
      kinds,
      ids.map((id) => id.toLowerCase()),
    ),
    _SubscriptionId: texts(
      kinds,
      ids.map((id) => id.split('/')[2] ?? ''),
    ),
    _ItemId: written(36, (row, bytes, offset) => writeGuid(salt, row, bytes, offset)),
    _TimeReceived: times((row) => timeOf(row) + 4 * SECOND),
    _IsBillable: always('True'),
    ...fills,
  });
}

export interface ToldRow {
  readonly at: Instant;
  /** ARM id. */
  readonly resource: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** A table of few rows that are told one by one, in any order. Rows outside the story are left out. */
export function toldTable(
  log: LogStory,
  name: WorkspaceTable,
  told: readonly ToldRow[],
  more: Readonly<Record<string, Fill>> = {},
): Table {
  const rows = told.filter(({ at }) => at >= log.from && at < log.story.to).sort((a, b) => a.at - b.at);
  const named = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  const resources = rows.map(({ resource }) => resource);
  return workspaceTable(
    log,
    name,
    { length: rows.length, time: rows.map(({ at }) => at) },
    { kinds: (row) => row, ids: resources },
    { ...more, ...Object.fromEntries([...named].map((column) => [column, valuesOf(rows, column)])) },
  );
}

function valuesOf(rows: readonly ToldRow[], column: string): Fill {
  return (from, to, type) => {
    const values = rows.slice(from, to).map((row) => row.values[column] ?? null);
    if (type === 'string')
      return texts(
        (row) => row,
        values.map((value) => (typeof value === 'string' ? value : '')),
      )(0, to - from, type);
    return columnOf(type, values);
  };
}
