import { Catalog } from '../../../src/kql/catalog';
import type { Table } from '../../../src/kql/engine/chunk';
import { ticksOfMilliseconds } from '../../../src/kql/engine/ticks';
import type { Limits } from '../../../src/kql/engine/executor';
import type { QueryResult } from '../../../src/kql/engine/result';
import { QueryRunner } from '../../../src/kql/runQuery';

export interface RunOptions {
  readonly tables?: Readonly<Record<string, Table>>;
  readonly limits?: Partial<Limits>;
  readonly isCancelled?: () => boolean;
}

/** Runs a query text on a clock that stands at 2026-01-01. */
export async function runKql(text: string, { tables = {}, ...options }: RunOptions = {}): Promise<QueryResult> {
  const catalog = new Catalog();
  for (const [name, table] of Object.entries(tables)) catalog.set(name, table);
  const runner = await QueryRunner.create(catalog);
  return runner.run({ text, now: ticksOfMilliseconds(Date.UTC(2026, 0, 1)), ...options });
}

/** Column names and rows in one line each, as JSON without the outer brackets. */
export async function linesOf(text: string, options?: RunOptions): Promise<string[]> {
  const { primary } = await runKql(text, options);
  return [
    primary.columns.map((column) => column.name).join(','),
    ...primary.rows().map((row) => JSON.stringify(row).slice(1, -1)),
  ];
}
