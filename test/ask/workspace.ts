import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Catalog } from '../../src/kql/catalog';
import { parseDynamic } from '../../src/kql/engine/dynamicText';
import { tableOfRows } from '../../src/kql/engine/load/tableBuilder';
import { parseDatetime, ticksOfMilliseconds } from '../../src/kql/engine/ticks';
import type { ColumnSpec, Schema, Value } from '../../src/kql/engine/types';
import { knownTables } from '../../src/kql/schema/knownTables';
import { applicationTables } from './generate/applicationTables';
import { clusterTables } from './generate/clusterTables';
import { graphTables } from './generate/graphTables';
import { hostTables } from './generate/hostTables';
import { halden, Maker, type Names, type Row } from './generate/names';
import { customColumns, platformTables } from './generate/platformTables';

export interface Workspace {
  readonly names: Names;
  readonly seed: number;
  readonly tables: readonly { readonly name: string; readonly columns: Schema; readonly rows: readonly Row[] }[];
}

/**
 * The logs, metrics and inventory of a company that does not exist; the same for the same seed and names. `poisons` stand among its values:
 * as roles, hosts, functions, operations, messages, resources and tags. `hostileColumns` are numbers of the company's own table.
 */
export function makeWorkspace(
  seed = 1,
  names: Names = halden,
  poisons: readonly string[] = [],
  hostileColumns: readonly string[] = [],
): Workspace {
  const maker = new Maker(names, seed);
  const rows: Record<string, readonly Row[]> = {
    ...applicationTables(maker),
    ...hostTables(maker),
    ...clusterTables(maker),
    ...platformTables(maker),
    ...graphTables(maker),
  };
  for (const [table, more] of Object.entries(poisonedRows(maker, poisons, hostileColumns)))
    rows[table] = [...(rows[table] ?? []), ...more];
  const ownColumns = [...customColumns, ...hostileColumns.map((column) => ({ name: column, type: 'real' as const }))];
  const known = new Map([...knownTables('logs'), ...knownTables('graph')].map((table) => [table.name, table.columns]));
  return {
    names,
    seed,
    tables: Object.entries(rows).map(([name, list]) => {
      const columns = name === names.customTable ? ownColumns : known.get(name);
      if (columns === undefined) throw new RangeError(`no known table ${name}`);
      const ofWorkspace = columns.some((column) => column.name === 'Type') && list.length > 0;
      return {
        name,
        columns: columns.map(({ name: column, type }): ColumnSpec => ({ name: column, type })),
        rows: ofWorkspace ? list.map((row) => ({ Type: name, ...row })) : list,
      };
    }),
  };
}

function poisonedRows(
  { names, moments }: Maker,
  poisons: readonly string[],
  columns: readonly string[],
): Readonly<Record<string, readonly Row[]>> {
  const at = (index: number): number => moments.now - 1_000 * (index + 1) - 137;
  const rows = (make: (poison: string, index: number) => Row): readonly Row[] =>
    poisons.map((poison, index) => ({ TimeGenerated: at(index), ...make(poison, index) }));
  return {
    AppRequests: rows((poison) => ({
      Name: poison,
      AppRoleName: poison,
      ResultCode: poison,
      Success: false,
      DurationMs: 1,
      ItemCount: 1,
    })),
    AppTraces: rows((poison) => ({
      Message: poison,
      AppRoleName: poison,
      SeverityLevel: 3,
      ItemCount: 1,
      Properties: { Level: poison },
    })),
    Heartbeat: rows((poison) => ({ Computer: poison, OSType: poison })),
    FunctionAppLogs: rows((poison) => ({ FunctionName: poison, Level: 'Error', Message: poison })),
    [names.customTable]: rows((poison, index) => ({
      Depot_s: poison,
      Outcome_s: poison,
      ...Object.fromEntries(columns.map((column) => [column, index])),
    })),
    resources: poisons.map((poison) => ({
      id: `/subscriptions/${names.subscription}/resourceGroups/g/providers/microsoft.web/sites/${poison}`,
      name: poison,
      type: 'microsoft.web/sites',
      resourceGroup: poison,
      tags: { owner: poison },
      properties: { note: poison },
    })),
  };
}

/** The tables in the engine. */
export function catalogOf({ tables }: Workspace): Catalog {
  const catalog = new Catalog();
  for (const { name, columns, rows } of tables) {
    catalog.set(
      name,
      tableOfRows(
        columns,
        rows.map((row) => columns.map((column) => valueOf(column, row[column.name]))),
      ),
    );
  }
  return catalog;
}

function valueOf({ name, type }: ColumnSpec, value: unknown): Value {
  if (type === 'string') return typeof value === 'string' ? value : value === undefined ? '' : refuse(name, value);
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'datetime':
      return typeof value === 'number'
        ? ticksOfMilliseconds(value)
        : typeof value === 'string'
          ? parseDatetime(value)
          : refuse(name, value);
    case 'dynamic':
      return parseDynamic(JSON.stringify(value));
    case 'long':
      return BigInt(Math.round(Number(value)));
    case 'bool':
      return value === true;
    default:
      return typeof value === 'number' ? value : refuse(name, value);
  }
}

function refuse(column: string, value: unknown): never {
  throw new TypeError(`${column} cannot be ${JSON.stringify(value)}`);
}

/** Writes `data/TABLE.ndjson` and `schema.json` into a folder, for `--data` and `--schema`. */
export async function writeWorkspace({ tables }: Workspace, folder: string): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  await writeFile(
    join(folder, 'schema.json'),
    JSON.stringify({ tables: tables.map(({ name, columns }) => ({ name, columns })) }),
  );
  for (const { name, columns, rows } of tables) {
    const times = new Set(columns.filter(({ type }) => type === 'datetime').map((column) => column.name));
    const lines = rows.map((row) =>
      JSON.stringify(
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            times.has(key) && typeof value === 'number' ? new Date(value).toISOString() : value,
          ]),
        ),
      ),
    );
    await writeFile(join(data, `${name}.ndjson`), lines.map((line) => `${line}\n`).join(''));
  }
}
