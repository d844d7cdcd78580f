/**
 * The entry that an extension host calls, both from `npm test` and from `npm run test:electron`.
 * It runs the suites beside it (those that SRE_SUITES names, a regular expression) and writes mocha's JSON to
 * SRE_HOST_RESULT, then the outcome to SRE_HOST_OUTCOME; what began when and what failed is in SRE_HOST_RESULT.progress, for
 * runs that never end.
 */
import Mocha from 'mocha';
import { appendFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as vscode from 'vscode';
import { figures } from './figures';

export async function run(): Promise<void> {
  const failures = await runSuites().catch((error: unknown) => {
    writeOutcome(error instanceof Error ? (error.stack ?? error.message) : String(error));
    throw error;
  });
  writeOutcome();
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

async function runSuites(): Promise<number> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    reporter: 'json',
    reporterOptions: { output: fromEnvironment('SRE_HOST_RESULT') },
  });
  const suites = join(fileURLToPath(new URL('.', import.meta.url)), 'suites');
  const chosen = new RegExp(process.env['SRE_SUITES'] ?? '');
  for (const file of readdirSync(suites)
    .filter((name) => name.endsWith('.test.js') && chosen.test(name))
    .sort())
    mocha.addFile(join(suites, file));
  await mocha.loadFilesAsync();
  const progress = `${fromEnvironment('SRE_HOST_RESULT')}.progress`;
  writeFileSync(progress, '');
  return new Promise((resolve) => {
    const runner = mocha.run(resolve);
    const note = (text: string): void => appendFileSync(progress, `${new Date().toISOString()} ${text}\n`);
    runner.on('test', (test) => note(test.fullTitle()));
    runner.on('fail', (test, error: Error) => note(`failed: ${test.fullTitle()}: ${error.message}`));
  });
}

/** Written beside its place and moved, so that a reader never sees half of it. */
function writeOutcome(error?: string): void {
  const file = fromEnvironment('SRE_HOST_OUTCOME');
  const outcome = { code: vscode.version, node: process.versions.node, figures: Object.fromEntries(figures), error };
  writeFileSync(`${file}.partial`, JSON.stringify(outcome));
  renameSync(`${file}.partial`, file);
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`The environment variable ${name} names no file: start the suites with npm test or npm run test:electron`);
  return value;
}
