import { openCatalog } from '../kql/host/openCatalog';
import { KqlError } from '../kql/engine/errors';
import type { QueryResult } from '../kql/engine/result';
import { parseDatetime, ticksOfMilliseconds } from '../kql/engine/ticks';
import { QueryRunner } from '../kql/runQuery';
import { answer, answerLine } from './kqlAnswer';
import { batch } from './kqlBatch';
import { kqlTable } from './kqlTable';
import { readAll } from './readAll';
import { exitCodes, UsageError, type CliHost, type CliValues } from './run';

/** Rows that the terminal table shows; programs get all. */
const TABLE_ROWS = 1000;

/**
 * Runs one query, or with `--batch` one per line of standard input, over the files of `--data`. Answers are JSON lines
 * `{id?, columns, rows, render?, tables?, truncated?, warnings?}` or `{id, error: {code, message, start, length}}`.
 */
export async function kqlCommand(query: string | undefined, values: CliValues, host: CliHost): Promise<number> {
  const fixed = clockOf(values.now);
  if (values.batch && query !== undefined) throw new UsageError('--batch reads the queries from standard input');
  const text = values.batch ? '' : (query ?? (await readAll(host.in)));
  if (!values.batch && text.trim() === '') throw new UsageError('no query: give it as an argument or on standard input');
  const catalog = await openCatalog(values.data ?? [], { onNote: (note) => host.err.write(`sre: ${note}\n`) });
  const runner = await QueryRunner.create(catalog);
  const run = (kql: string): QueryResult => runner.run({ text: kql, now: fixed ?? ticksOfMilliseconds(Date.now()) });
  if (!values.batch) return single(text, run, values, host);
  await batch(
    {
      answer: (line) => answerLine(line, run),
      rows: catalog.names().reduce((sum, name) => sum + (catalog.table(name)?.rowCount ?? 0), 0),
      worker: { data: values.data ?? [], ...(fixed !== undefined && { now: fixed }) },
    },
    host,
  );
  return exitCodes.ok;
}

function single(text: string, run: (text: string) => QueryResult, values: CliValues, host: CliHost): number {
  let result: QueryResult;
  try {
    result = run(text);
  } catch (error) {
    if (!(error instanceof KqlError)) throw error;
    host.err.write(`sre: ${place(text, error)}${error.message} (${error.code})\n`);
    return isMistake(error) ? exitCodes.usage : exitCodes.failed;
  }
  if (values.json || host.out.isTTY !== true) host.out.write(`${JSON.stringify(answer(result))}\n`);
  else {
    for (const table of [...result.tables, result.primary]) {
      host.out.write(kqlTable(table.columns, table.rows(0, TABLE_ROWS), host.out.columns ?? 120));
      if (table.rowCount > TABLE_ROWS) host.out.write(`… ${table.rowCount - TABLE_ROWS} more rows; --json gives all\n`);
    }
  }
  for (const warning of result.warnings) host.err.write(`sre: ${warning}\n`);
  if (result.truncated === undefined) return exitCodes.ok;
  host.err.write(`sre: cut after ${result.truncated.limit} rows\n`);
  return exitCodes.incomplete;
}

/** Ticks of `--now`; this moment counts when it is absent. */
function clockOf(now: string | undefined): bigint | undefined {
  if (now === undefined) return undefined;
  const ticks = parseDatetime(now);
  if (ticks === null) throw new UsageError(`--now must be a date and time such as 2026-11-17T02:45:00Z, not "${now}"`);
  return ticks;
}

function isMistake({ code }: KqlError): boolean {
  return code === 'syntax' || code === 'semantic' || code.startsWith('KS');
}

/** `line 2, column 5: ` of an error that has a place. */
function place(text: string, { span }: KqlError): string {
  if (span.length === 0) return '';
  const before = text.slice(0, span.start).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: `;
}
