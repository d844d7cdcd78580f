import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { openCatalog } from '../kql/host/openCatalog';
import { KqlError } from '../kql/engine/errors';
import type { QueryResult } from '../kql/engine/result';
import { parseDatetime, ticksOfMilliseconds } from '../kql/engine/ticks';
import { QueryRunner } from '../kql/runQuery';
import { kqlTable } from './kqlTable';
import { exitCodes, UsageError, type CliHost, type CliValues } from './run';

/** Rows that the terminal table shows; programs get all. */
const TABLE_ROWS = 1000;

/**
 * Runs one query, or with `--batch` one per line of standard input, over the files of `--data`. Answers are JSON lines
 * `{id?, columns, rows, render?, tables?, truncated?, warnings?}` or `{id, error: {code, message, start, length}}`.
 */
export async function kqlCommand(query: string | undefined, values: CliValues, host: CliHost): Promise<number> {
  const now = clockOf(values.now);
  if (values.batch && query !== undefined) throw new UsageError('--batch reads the queries from standard input');
  const text = values.batch ? '' : (query ?? (await readAll(host.in)));
  if (!values.batch && text.trim() === '') throw new UsageError('no query: give it as an argument or on standard input');
  const catalog = await openCatalog(values.data ?? [], { onNote: (note) => host.err.write(`sre: ${note}\n`) });
  const runner = await QueryRunner.create(catalog);
  const run = (kql: string): QueryResult => runner.run({ text: kql, now: now() });
  return values.batch ? batch(run, host) : single(text, run, values, host);
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

/** One answer per line, in the order of the lines. A line that fails is answered with its error. */
async function batch(run: (text: string) => QueryResult, host: CliHost): Promise<number> {
  for await (const line of createInterface({ input: Readable.from(host.in), crlfDelay: Infinity })) {
    if (line.trim() !== '') host.out.write(`${answerLine(line, run)}\n`);
  }
  return exitCodes.ok;
}

export function answerLine(line: string, run: (text: string) => QueryResult): string {
  let id: unknown = null;
  try {
    const request = parseLine(line);
    id = property(request, 'id') ?? null;
    const query = property(request, 'query');
    if (typeof query !== 'string') throw new KqlError('data', 'The line has no "query" of text.');
    return JSON.stringify({ id, ...answer(run(query)) });
  } catch (error) {
    const { code, message, span } =
      error instanceof KqlError ? error : new KqlError('internal', error instanceof Error ? error.message : String(error));
    return JSON.stringify({ id, error: { code, message, start: span.start, length: span.length } });
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new KqlError('data', 'The line is no JSON.');
  }
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** The JSON answer: the last table, and in `tables` those of further statements, `fork` and `facet`. */
function answer(result: QueryResult): object {
  return {
    columns: result.primary.columns.map(({ name, type }) => ({ name, type })),
    rows: result.primary.rows(),
    ...(result.render !== undefined && { render: result.render }),
    ...(result.tables.length > 0 && {
      tables: result.tables.map((table) => ({ name: table.name, columns: table.columns, rows: table.rows() })),
    }),
    ...(result.truncated !== undefined && { truncated: result.truncated }),
    ...(result.warnings.length > 0 && { warnings: result.warnings }),
  };
}

/** Ticks of `--now`, or of this moment at each call. */
function clockOf(now: string | undefined): () => bigint {
  if (now === undefined) return () => ticksOfMilliseconds(Date.now());
  const ticks = parseDatetime(now);
  if (ticks === null) throw new UsageError(`--now must be a date and time such as 2026-11-17T02:45:00Z, not "${now}"`);
  return () => ticks;
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

async function readAll(input: CliHost['in']): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of input) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts).toString('utf8');
}
