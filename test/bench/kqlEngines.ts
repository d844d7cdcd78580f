/**
 * A child of the benchmark: `kqlEngines.ts kql|duckdb FILE RUNS` loads the file, runs every query so many times (0: loads only) and prints
 * one JSON line; `kqlEngines.ts convert FILE.csv` writes the same rows as Parquet and NDJSON.
 */
import { performance } from 'node:perf_hooks';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ScalarType, Schema } from '../../src/kql/engine/types';
import { queries } from './kqlQueries';

export interface EngineFigures {
  readonly loadMilliseconds: number;
  /** Milliseconds of every run, and rows of the answer, by query; an error instead where it failed. */
  readonly answers: readonly {
    readonly runs?: readonly number[];
    readonly rows?: readonly unknown[][];
    readonly error?: string;
  }[];
  readonly peakRssMegabytes: number;
}

type RunQuery = (index: number) => Promise<unknown[][]>;
type Load = (file: string) => Promise<RunQuery>;

const schema: Schema = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Name', type: 'string' },
  { name: 'Url', type: 'string' },
  { name: 'ResultCode', type: 'string' },
  { name: 'Success', type: 'bool' },
  { name: 'DurationMs', type: 'real' },
  { name: 'OperationId', type: 'string' },
  { name: 'AppRoleName', type: 'string' },
  { name: 'Properties', type: 'dynamic' },
];
const sqlTypes: Readonly<Partial<Record<ScalarType, string>>> = {
  datetime: 'TIMESTAMP',
  bool: 'BOOLEAN',
  real: 'DOUBLE',
  dynamic: 'JSON',
};

async function kql(): Promise<Load> {
  const { openCatalog } = await import('../../src/kql/host/openCatalog');
  const { QueryRunner } = await import('../../src/kql/runQuery');
  const { Catalog } = await import('../../src/kql/catalog');
  // Neither engine pays for being read itself.
  await Promise.all([QueryRunner.create(new Catalog()), import('../../src/kql/engine/load/files')]);
  return async (file) => {
    const catalog = await openCatalog([file], {
      known: (name) => (name === 'AppRequests' ? schema : undefined),
      onNote: (note) => process.stderr.write(`${note}\n`),
    });
    const runner = await QueryRunner.create(catalog);
    return (index) => {
      const { primary } = runner.run({ text: queries[index]!.kql, now: 0n });
      return Promise.resolve(primary.rows().map((row) => [...row] as unknown[]));
    };
  };
}

const reader = (file: string): string => {
  const declared = schema.map(({ name, type }) => `'${name}': '${sqlTypes[type] ?? 'VARCHAR'}'`).join(', ');
  if (file.endsWith('.parquet')) return `read_parquet('${file}')`;
  return file.endsWith('.ndjson')
    ? `read_json('${file}', format = 'newline_delimited', columns = {${declared}})`
    : `read_csv('${file}', header = true, columns = {${declared}})`;
};

async function connect(): Promise<DuckDBConnection> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
}

async function duckdb(): Promise<Load> {
  const connection = await connect();
  return async (file) => {
    await connection.run(`CREATE TABLE AppRequests AS SELECT * FROM ${reader(file)}`);
    return async (index) => {
      const answer = await connection.runAndReadAll(queries[index]!.sql);
      return answer.getRowsJson().map((row) => row.map((value) => plain(value)));
    };
  };
}

/** The same rows in the other formats, beside the CSV file. */
async function convert(file: string): Promise<void> {
  const connection = await connect();
  const name = file.replace(/\.csv$/, '');
  await connection.run(`COPY (SELECT * FROM ${reader(file)}) TO '${name}.parquet' (FORMAT parquet)`);
  await connection.run(`COPY (SELECT * FROM ${reader(file)}) TO '${name}.ndjson' (FORMAT json)`);
}

/** 64-bit integers come as text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

async function measure(engine: string, file: string, runs: number): Promise<EngineFigures> {
  const load = await (engine === 'duckdb' ? duckdb() : kql());
  const before = performance.now();
  const run = await load(file);
  const loadMilliseconds = performance.now() - before;
  const answers: EngineFigures['answers'][number][] = [];
  for (const index of runs === 0 ? [] : queries.keys()) {
    try {
      const rows = await run(index);
      const times: number[] = [];
      for (let i = 0; i < runs; i++) {
        const start = performance.now();
        await run(index);
        times.push(performance.now() - start);
      }
      answers.push({ runs: times, rows });
    } catch (error) {
      answers.push({ error: error instanceof Error ? error.message : String(error) });
    }
  }
  return { loadMilliseconds, answers, peakRssMegabytes: process.resourceUsage().maxRSS / 1024 };
}

const [engine = '', file = '', runs = '0'] = process.argv.slice(2);
if (engine === 'convert') await convert(file);
else process.stdout.write(`${JSON.stringify(await measure(engine, file, Number(runs)))}\n`);
