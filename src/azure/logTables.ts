import type { LogTarget, TableSchema } from '../model/query';
import type { Sourced } from '../model/stores';
import type { ArmClient } from './armClient';
import { gather, type Part } from './gather';
import { asList, asText, at, need, ShapeError } from './json';
import { columnTypeOf } from './queryParsing';
import { asPath } from './resourceId';

/** The tables of one or several targets with their columns, merged by name. A target that cannot be read is named. */
export async function readLogTables(
  client: ArmClient,
  targets: readonly (LogTarget & { readonly action: string; readonly permission: string })[],
  signal: AbortSignal | undefined,
): Promise<Sourced<readonly TableSchema[]>> {
  const parts = targets.map((target): Part<TableSchema> => ({
    source: 'logs',
    action: target.action,
    resource: target.id,
    permission: target.permission,
    async read(emit) {
      const path = target.kind === 'workspace' ? `/v1/workspaces/${encodeURIComponent(target.id)}` : `/v1${asPath(target.id)}`;
      emit(parseTables(await client.get(`${path}/metadata`, {}, signal)));
    },
  }));
  const found = await gather(parts, signal);
  return { ...found, value: mergeTables(found.value) };
}

/** The tables of a metadata answer, as the Log Analytics API writes them. */
export function parseTables(body: unknown): TableSchema[] {
  const tables = at(body, 'tables');
  if (!Array.isArray(tables)) throw new ShapeError('the list of tables is missing or not of the expected kind');
  return tables.map((table: unknown) => ({
    name: need(asText(at(table, 'name')), 'the name of a table'),
    columns: asList(at(table, 'columns')).map((column) => ({
      name: need(asText(at(column, 'name')), 'the name of a column'),
      type: columnTypeOf(asText(at(column, 'type')) ?? ''),
      ...described(column),
    })),
    ...described(table),
  }));
}

function described(value: unknown): { description?: string } {
  const description = asText(at(value, 'description'));
  return description === undefined ? {} : { description };
}

/** Tables of the same name become one with the columns of all; of two columns of a name the first counts. Sorted by name. */
export function mergeTables(tables: readonly TableSchema[]): TableSchema[] {
  const merged = new Map<string, TableSchema>();
  for (const table of tables) {
    const known = merged.get(table.name);
    if (known === undefined) {
      merged.set(table.name, table);
      continue;
    }
    const names = new Set(known.columns.map(({ name }) => name));
    const more = table.columns.filter(({ name }) => !names.has(name));
    const description = known.description ?? table.description;
    merged.set(table.name, {
      name: table.name,
      columns: [...known.columns, ...more],
      ...(description === undefined ? {} : { description }),
    });
  }
  return [...merged.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
