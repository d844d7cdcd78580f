/**
 * Questions in plain language: `npm run bench -- ask`. The first question of an embedded environment in steps, each time in a fresh process;
 * then many questions of a generated workspace and of that environment, with the workers of the product. Figures depend on the machine and
 * its load.
 */
import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { promisify } from 'node:util';
import type { AskFigures } from './askParts';
import { bundled } from './bundled';

const COLD_RUNS = 3;
const run = promisify(execFile);

export async function askBench(): Promise<void> {
  const file = await bundled('askParts');
  const child = async (part: string): Promise<AskFigures> => {
    const { stdout } = await run(process.execPath, [file, part], { maxBuffer: 1 << 26 });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as AskFigures;
  };
  for (const part of ['cold', 'ready', 'twice']) {
    const runs: AskFigures[] = [];
    for (let i = 0; i < COLD_RUNS; i++) runs.push(await child(part));
    console.log(`\n${titles[part] ?? part}, ${COLD_RUNS} processes (load of the machine ${(loadavg()[0] ?? 0).toFixed(1)})`);
    for (const name of new Set(runs.flatMap((figures) => Object.keys(figures)))) {
      print(name, runs.map((figures) => figures[name]?.map((value) => value.toFixed(0)).join(' to ') ?? '-').join(', '));
    }
  }
  for (const part of ['workspace', 'environment']) {
    console.log(`\n${titles[part] ?? part} (load of the machine ${(loadavg()[0] ?? 0).toFixed(1)})`);
    for (const [name, values] of Object.entries(await child(part))) print(name, spread(values));
  }
}

const titles: Readonly<Record<string, string>> = {
  cold: 'First question of an embedded environment that runs, milliseconds from asking',
  ready: 'The same, when a question cell was open for some seconds',
  twice: 'Another question, of other tables',
  workspace: 'Questions of a generated workspace, warm',
  environment: 'Questions of the embedded environment, warm',
};

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  if (sorted.length === 1) return at(0);
  return `${sorted.length} times: median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}`;
}

function print(name: string, figure: string): void {
  console.log(`${name.padEnd(60)}  ${figure}`);
}
