/**
 * `npm test`: installs what is missing, runs every leg and closes with the line "N passed, N failed".
 * `npm test -- --leg unit,host` runs some of them. Logs and results are in test-results/.
 * Only Node built-ins up here: on a fresh clone this file runs before anything is installed.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newestCode, oldestCode } from './lib/codeServer.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runHostLeg, runMocha, runTools } from './lib/legs.mjs';
import { freshDir, resultsDir, root } from './lib/paths.mjs';

/** @typedef {import('./lib/legs.mjs').LegResult} LegResult */
/** @typedef {{ name: string, title: string, lane: 'journeys' | 'suites', needsBuild?: boolean, run: (leg: { name: string }) => Promise<LegResult> }} Leg */

const bin = (/** @type {string[]} */ ...parts) => join(root, 'node_modules', ...parts);

/** What the oldest editor is asked: everything that draws, edits or listens through its interfaces. The rest is our own code. */
const suitesOfTheEditor = '^(activation|alerts|overnight|notebook|language|queryFiles|results|environment|askModelsOfEditor)\\.';

/** Two lanes run side by side, one for each core, with one editor each. @type {readonly Leg[]} */
const legs = [
  { name: 'build', lane: 'journeys', title: 'Build', run: (leg) => runTools(leg.name, [['esbuild.js', '--production']]) },
  {
    name: 'checks',
    lane: 'journeys',
    title: 'Checks',
    needsBuild: true,
    run: (leg) => runMocha(leg.name, 'test/checks/**/*.test.ts', { timeoutMs: 300_000 }),
  },
  {
    name: 'ui',
    lane: 'journeys',
    title: 'Journeys in the packaged extension',
    needsBuild: true,
    run: (leg) =>
      runMocha(leg.name, 'test/ui/journeys/**/*.test.ts', {
        timeoutMs: 1_380_000,
        titles: true,
        // Two real programs and a browser share two cores: what passes at the second try is told, not failed.
        retries: 1,
        env: { SRE_UI_HOME: freshDir('ui') },
      }),
  },
  {
    name: 'typecheck',
    lane: 'suites',
    title: 'Types',
    run: (leg) => runTools(leg.name, [[bin('typescript', 'bin', 'tsc'), '-p', '.']]),
  },
  {
    name: 'host',
    lane: 'suites',
    title: `Host suites on VS Code ${newestCode}`,
    needsBuild: true,
    run: () => runHostLeg(newestCode, { timeoutMs: 900_000 }),
  },
  {
    name: 'host',
    lane: 'suites',
    title: `Host suites on VS Code ${oldestCode}`,
    needsBuild: true,
    run: () => runHostLeg(oldestCode, { timeoutMs: 900_000, suites: suitesOfTheEditor }),
  },
  {
    name: 'unit',
    lane: 'suites',
    title: 'Unit tests',
    run: (leg) => runMocha(leg.name, 'test/unit/**/*.test.ts', { timeoutMs: 900_000 }),
  },
  {
    name: 'lint',
    lane: 'journeys',
    title: 'Lint and format',
    run: (leg) =>
      runTools(leg.name, [
        [bin('eslint', 'bin', 'eslint.js'), 'src', 'test', '--max-warnings', '0'],
        [bin('prettier', 'bin', 'prettier.cjs'), '--check', '.'],
      ]),
  },
];

const names = [...new Set(legs.map(({ name }) => name))];
const wanted = wantedLegs();
process.chdir(root);
mkdirSync(resultsDir, { recursive: true });
await ensureInstalled();

/** @type {{ leg: Leg, result: LegResult }[]} */
const done = [];
const unbuilt = wanted.some((name) => legs.some((leg) => leg.name === name && leg.needsBuild)) && !wanted.includes('build');
const selected = legs.filter(({ name }) => wanted.includes(name) || (name === 'build' && unbuilt));
const began = Date.now();
/** Resolves to whether the product could be built. @type {(isBuilt: boolean) => void} */
let buildEnded = () => undefined;
/** @type {Promise<boolean>} */
const built = new Promise((resolve) => (buildEnded = resolve));
if (!selected.some(({ name }) => name === 'build')) buildEnded(true);
await Promise.all(['journeys', 'suites'].map((lane) => runLane(selected.filter((leg) => leg.lane === lane))));

const passed = sum(done.map(({ result }) => result.passed));
const failures = done.flatMap(({ leg, result }) => result.failures.map((failure) => ({ leg: leg.title, ...failure })));
if (failures.length > 0) {
  console.log('\nFailures');
  for (const { leg, title, message } of failures) console.log(`\n  ${leg}: ${title}\n${indent(message)}`);
}
console.log(`\nTook ${Math.round((Date.now() - began) / 1000)} s. Logs: test-results/`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
// Whatever still holds the loop open (a socket of a killed server) must not hold the result back.
process.stdout.write('', () => process.exit());

/** Runs legs one after the other. @param {readonly Leg[]} lane */
async function runLane(lane) {
  for (const leg of lane) {
    const start = Date.now();
    console.log(`… ${leg.title}`);
    const result =
      leg.needsBuild && !(await built)
        ? failed('not run: the build failed')
        : await leg.run(leg).catch((error) => failed(String(error?.stack ?? error)));
    if (leg.name === 'build') buildEnded(result.failures.length === 0);
    done.push({ leg, result });
    report(leg, result, (Date.now() - start) / 1000);
  }
}

/** @returns {string[]} */
function wantedLegs() {
  const { values } = parseArgs({ options: { leg: { type: 'string', multiple: true } } });
  const asked = (values.leg ?? []).flatMap((list) => list.split(',')).filter((name) => name !== '');
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no leg ${unknown.join(', ')}. Legs: ${names.join(', ')}`);
    process.exit(2);
  }
  if (asked.length === 0) rmSync(resultsDir, { recursive: true, force: true });
  return asked.length === 0 ? names : asked;
}

/** @param {string} message @returns {LegResult} */
function failed(message) {
  return { passed: 0, skipped: 0, failures: [{ title: 'the leg itself', message }], notes: [] };
}

/** @param {Leg} leg @param {LegResult} result @param {number} seconds */
function report(leg, result, seconds) {
  console.log(`\n${leg.title}`);
  for (const note of result.notes) console.log(`  ${note}`);
  const counts = [];
  if (result.passed > 0) counts.push(`${result.passed} passed`);
  if (result.failures.length > 0) counts.push(`${result.failures.length} failed`);
  if (result.skipped > 0) counts.push(`${result.skipped} skipped`);
  console.log(`  ${counts.length === 0 ? 'ok' : counts.join(', ')} (${seconds.toFixed(1)} s)`);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param {string} text */
function indent(text) {
  return text.replaceAll(/^/gm, '    ');
}
