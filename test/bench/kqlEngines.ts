/** A child of the benchmark: `kqlEngines.ts kql|duckdb FILE RUNS` loads the file, runs every query, prints one JSON line. */
import { performance } from 'node:perf_hooks';
import { columns } from './kqlData';
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

async function kql(file: string): Promise<RunQuery> {
  const { openCatalog } = await import('../../src/kql/host/openCatalog');
  const { QueryRunner } = await import('../../src/kql/runQuery');
  const known = { AppRequests: [{ name: 'ResultCode', type: 'string' as const }] };
  const catalog = await openCatalog([file], { known: (name) => (name === 'AppRequests' ? known.AppRequests : undefined) });
  const runner = await QueryRunner.create(catalog);
  return (index) =>
    Promise.resolve(
      runner
        .run({ text: queries[index]!.kql, now: 0n })
        .primary.rows()
        .map((row) => [...row] as unknown[]),
    );
}

async function duckdb(file: string): Promise<RunQuery> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const types: Readonly<Record<string, string>> = {
    TimeGenerated: 'TIMESTAMP',
    Success: 'BOOLEAN',
    DurationMs: 'DOUBLE',
    Properties: 'JSON',
  };
  const declared = columns.map((name) => `'${name}': '${types[name] ?? 'VARCHAR'}'`).join(', ');
  await connection.run(`CREATE TABLE AppRequests AS SELECT * FROM read_csv('${file}', header = true, columns = {${declared}})`);
  return async (index) => {
    const reader = await connection.runAndReadAll(queries[index]!.sql);
    return reader.getRowsJson().map((row) => row.map((value) => plain(value)));
  };
}

/** 64-bit integers come as text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

const [engine, file = '', runs = '5'] = process.argv.slice(2);
const before = performance.now();
const run = await (engine === 'duckdb' ? duckdb(file) : kql(file));
const loadMilliseconds = performance.now() - before;
const answers: EngineFigures['answers'][number][] = [];
for (const index of queries.keys()) {
  try {
    const rows = await run(index);
    const times: number[] = [];
    for (let i = 0; i < Number(runs); i++) {
      const start = performance.now();
      await run(index);
      times.push(performance.now() - start);
    }
    answers.push({ runs: times, rows });
  } catch (error) {
    answers.push({ error: error instanceof Error ? error.message : String(error) });
  }
}
const figures: EngineFigures = { loadMilliseconds, answers, peakRssMegabytes: process.resourceUsage().maxRSS / 1024 };
process.stdout.write(`${JSON.stringify(figures)}\n`);
