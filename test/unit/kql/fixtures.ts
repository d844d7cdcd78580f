import { Chunk, type Table } from '../../../src/kql/engine/chunk';
import { columnOf } from '../../../src/kql/engine/columns/column';
import { tableOfRows } from '../../../src/kql/engine/load/tableBuilder';
import { parseDatetime } from '../../../src/kql/engine/ticks';
import type { Schema, Value } from '../../../src/kql/engine/types';
import { Catalog } from '../../../src/kql/catalog';
import { QueryRunner } from '../../../src/kql/runQuery';
import { generator } from '../../fuzz/mutate';

/** The moment that `now()` gives in these tests. */
export const now = parseDatetime('2026-11-17T08:00:00Z')!;

const requests: Schema = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Name', type: 'string' },
  { name: 'ResultCode', type: 'string' },
  { name: 'Success', type: 'bool' },
  { name: 'DurationMs', type: 'real' },
  { name: 'ItemCount', type: 'int' },
  { name: 'OperationId', type: 'string' },
  { name: 'AppRoleName', type: 'string' },
  { name: 'Properties', type: 'dynamic' },
];

const dependencies: Schema = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Name', type: 'string' },
  { name: 'Target', type: 'string' },
  { name: 'Success', type: 'bool' },
  { name: 'DurationMs', type: 'real' },
  { name: 'OperationId', type: 'string' },
];

const traces: Schema = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Message', type: 'string' },
  { name: 'SeverityLevel', type: 'int' },
  { name: 'AppRoleName', type: 'string' },
];

export type Rows = readonly (readonly Value[])[];

export interface Data {
  readonly name: string;
  readonly schema: Schema;
  readonly rows: Rows;
}

/** Rows of the three tables that the corpus of queries reads; times lie in the day before `now`, in no order. */
export function randomData(seed: number, count = 300): readonly Data[] {
  const random = generator(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const time = (): bigint => now - BigInt(Math.floor(random() * 86_400)) * 10_000_000n - BigInt(Math.floor(random() * 1000));
  const operation = (): string => `op-${Math.floor(random() * (count / 2)).toString(36)}`;
  const many = <T>(make: () => T): T[] => Array.from({ length: count }, make);
  const names = ['GET /exportData', 'GET /rooms', 'POST /checkout', 'GET /', 'get /Rooms'];
  const roles = ['web', 'backend', 'wêb'];
  return [
    {
      name: 'AppRequests',
      schema: requests,
      rows: many(() => [
        time(),
        pick(names),
        pick(['200', '200', '404', '500', '503', '']),
        pick([true, true, false, null]),
        pick([null, NaN, 0, random() * 900, Math.floor(random() * 20) * 100]),
        pick([1, 1, 5, null]),
        operation(),
        pick(roles),
        pick([null, { host: 'a', retries: 1 }, { host: 'b', tags: ['x', 'é'] }, { retries: 2.5 }]),
      ]),
    },
    {
      name: 'AppDependencies',
      schema: dependencies,
      rows: many(() => [time(), pick(names), pick(['sql', 'blob', '']), pick([true, false]), random() * 50, operation()]),
    },
    {
      name: 'AppTraces',
      schema: traces,
      rows: many(() => [
        time(),
        pick([
          `login user=u${Math.floor(random() * 5)} took=${Math.floor(random() * 90)}ms ok`,
          'timeout after 30 s',
          `code=${Math.floor(random() * 3)};rest é`,
          '',
        ]),
        pick([0, 1, 2, 3, 4, null]),
        pick(roles),
      ]),
    },
  ];
}

/** The rows as a table of chunks of so many rows each; without a size, as a loader builds it. */
export function tableOf({ schema, rows }: Data, chunkSize?: number): Table {
  if (chunkSize === undefined) return tableOfRows(schema, rows);
  const chunks: Chunk[] = [];
  for (let at = 0; at < rows.length; at += chunkSize) {
    const part = rows.slice(at, at + chunkSize);
    const columns = schema.map(({ type }, index) =>
      columnOf(
        type,
        part.map((row) => row[index] ?? null),
      ),
    );
    chunks.push(Chunk.of(columns, part.length));
  }
  return { schema, chunks, rowCount: rows.length };
}

export async function runnerOver(data: readonly Data[], chunkSize?: number): Promise<QueryRunner> {
  const catalog = new Catalog();
  for (const table of data) catalog.set(table.name, tableOf(table, chunkSize));
  return QueryRunner.create(catalog);
}

/** The rows of an answer as JSON text, one each. */
export function rowsOf(runner: QueryRunner, text: string): string[] {
  const { primary } = runner.run({ text, now });
  return primary.rows(0, primary.rowCount).map((row) => JSON.stringify(row));
}
