/**
 * The KQL engine beside DuckDB (one thread each) on the same generated requests: `npm run bench -- kql [ROWS…]`. Answers are compared
 * before times are. Prints a Markdown table.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { cancellation, throughput } from './kqlCommands';
import { writeRequests } from './kqlData';
import type { EngineFigures } from './kqlEngines';
import { queries } from './kqlQueries';

const RUNS = 5;
const run = promisify(execFile);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

export async function kqlBench(sizes: readonly number[]): Promise<void> {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1e9);
  console.log(
    `${cpu?.model ?? ''}, ${cpus().length} cores, ${memory} GB, Node ${process.version}, DuckDB ${await duckdbVersion()}`,
  );
  for (const rows of sizes) {
    const file = await dataOf(rows);
    const load = loadavg()[0] ?? 0;
    const [ours, theirs] = [await measure('kql', file, RUNS), await measure('duckdb', file, RUNS)];
    console.log(`\n### ${rows.toLocaleString('en')} rows\n`);
    console.log(
      `Medians of ${RUNS} runs after one that is not counted, one thread each; load of the machine before: ${load.toFixed(1)}.\n`,
    );
    console.log('| query | KQL engine ms | DuckDB ms | ratio | answers |\n|---|---:|---:|---:|---|');
    for (const [i, { name }] of queries.entries()) console.log(rowOf(name, ours.answers[i], theirs.answers[i]));
    console.log(rowOfFigures('peak memory (RSS) with all queries, MB', ours.peakRssMegabytes, theirs.peakRssMegabytes));
    for (const format of formats) {
      const other = file.replace(/csv$/, format);
      const [a, b] = [await measure('kql', other, 0), await measure('duckdb', other, 0)];
      const size = Math.round(statSync(other).size / 1e6);
      console.log(rowOfFigures(`load ${format} (${size} MB), ms`, a.loadMilliseconds, b.loadMilliseconds));
      console.log(rowOfFigures(`… peak memory (RSS), MB`, a.peakRssMegabytes, b.peakRssMegabytes));
    }
    await cancellation(file);
  }
  await coldStart();
  await throughput();
}

const formats = ['csv', 'ndjson', 'parquet'] as const;

/** The generated files, made once. */
async function dataOf(rows: number): Promise<string> {
  const folder = join(tmpdir(), 'sre-bench', `v2-${rows}`);
  const file = join(folder, 'AppRequests.csv');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const start = performance.now();
    writeRequests(`${file}.part`, rows);
    console.log(`\nwrote ${rows.toLocaleString('en')} rows in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    renameSync(`${file}.part`, file);
    await child('convert', file);
  }
  return file;
}

async function measure(engine: 'kql' | 'duckdb', file: string, runs: number): Promise<EngineFigures> {
  return JSON.parse(await child(engine, file, String(runs))) as EngineFigures;
}

async function child(...args: readonly string[]): Promise<string> {
  const script = new URL('kqlEngines.ts', import.meta.url).pathname;
  const { stdout } = await run(process.execPath, ['--max-old-space-size=8192', '--import', 'tsx', script, ...args], {
    maxBuffer: 1 << 28,
  });
  return stdout;
}

async function duckdbVersion(): Promise<string> {
  const { version } = await import('@duckdb/node-api');
  return version();
}

type Answer = EngineFigures['answers'][number] | undefined;

function rowOf(name: string, ours: Answer, theirs: Answer): string {
  const [a, b] = [median(ours?.runs ?? []), median(theirs?.runs ?? [])];
  const verdict =
    ours?.error ??
    theirs?.error ??
    (sameRows(ours?.rows ?? [], theirs?.rows ?? []) ? 'same' : `**differ**: ${first(ours)} / ${first(theirs)}`);
  return `| ${name} | ${a.toFixed(0)} | ${b.toFixed(0)} | ${(a / b).toFixed(2)} | ${verdict} |`;
}

function rowOfFigures(name: string, ours: number, theirs: number): string {
  return `| ${name} | ${ours.toFixed(0)} | ${theirs.toFixed(0)} | ${(ours / theirs).toFixed(2)} | |`;
}

const first = (answer: Answer): string => JSON.stringify(answer?.rows?.[0] ?? []).slice(0, 80);

/** Equal as sets of rows, numbers to 9 digits: sums of reals depend on their order. */
function sameRows(ours: readonly unknown[][], theirs: readonly unknown[][]): boolean {
  const texts = (rows: readonly unknown[][]): string[] => rows.map((row) => JSON.stringify(row, rounded)).sort();
  const [a, b] = [texts(ours), texts(theirs)];
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(9)) : value;
}

async function coldStart(): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    await run(process.execPath, ['dist/cli.js', 'kql', 'print 1']);
    times.push(performance.now() - start);
  }
  console.log(`\nCold start (\`sre kql 'print 1'\`, whole process): ${median(times).toFixed(0)} ms`);
}
