/** The kinds of legs that `npm test` consists of. Each writes a log and a result under test-results/. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resultsDir, root } from './paths.mjs';
import { run, tail } from './process.mjs';

/**
 * @typedef {object} LegResult
 * @property {number} passed tests; tools such as the compiler count only when they fail
 * @property {number} skipped
 * @property {{ title: string, message: string }[]} failures
 * @property {string[]} notes lines to print
 */

/**
 * @typedef {{ fullTitle: string, duration?: number, currentRetry?: number, err: { message?: string, stack?: string } }} MochaTest
 * @typedef {{ stats: { passes: number, pending: number, failures: number }, passes: MochaTest[], failures: MochaTest[] }} MochaJson
 */

/**
 * Runs tools with the Node that runs us; the first that fails ends the leg.
 * @param {string} name
 * @param {readonly (readonly string[])[]} commands
 * @returns {Promise<LegResult>}
 */
export async function runTools(name, commands) {
  for (const [index, command] of commands.entries()) {
    const log = join(resultsDir, `${name}${index === 0 ? '' : `-${index + 1}`}.log`);
    const { code, output, timedOut } = await run(process.execPath, command, { cwd: root, log, timeoutMs: 600_000 });
    if (code === 0) continue;
    const title = command.map((part) => part.replace(join(root, 'node_modules', '/'), '')).join(' ');
    return { passed: 0, skipped: 0, notes: [], failures: [{ title, message: timedOut ? 'ran out of time' : tail(output, 60) }] };
  }
  return { passed: 0, skipped: 0, failures: [], notes: [] };
}

/**
 * Runs TypeScript tests in plain Node.
 * @param {string} name
 * @param {string} pattern
 * @param {{ timeoutMs: number, titles?: boolean, retries?: number, env?: Record<string, string> }} options
 * @returns {Promise<LegResult>}
 */
export async function runMocha(name, pattern, { timeoutMs, titles = false, retries = 0, env = {} }) {
  const resultFile = join(resultsDir, `${name}.json`);
  rmSync(resultFile, { force: true });
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = ['--reporter', 'json', '--reporter-option', `output=${resultFile}`];
  const args = [mocha, '--import=tsx', ...reporter, '--retries', String(retries), pattern];
  const { code, output, timedOut } = await run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    log: join(resultsDir, `${name}.log`),
    timeoutMs,
  });
  if (!existsSync(resultFile)) {
    const message = timedOut ? `ran out of time after ${timeoutMs / 1000} s\n${tail(output)}` : tail(output);
    return { passed: 0, skipped: 0, notes: [], failures: [{ title: 'mocha ended without a result', message }] };
  }
  const result = readMocha(resultFile, titles);
  if (code !== 0 && result.failures.length === 0) {
    result.failures.push({
      title: 'mocha',
      message: timedOut ? 'ran out of time after its tests' : `ended with code ${code}\n${tail(output)}`,
    });
  }
  return result;
}

/** @type {Promise<unknown> | undefined} */
let bundledSuites;

/**
 * @param {import('./codeServer.mjs').CodeVersion} version
 * @param {{ timeoutMs: number, suites?: string }} options suites: a regular expression over their names; default: all
 * @returns {Promise<LegResult>}
 */
export async function runHostLeg(version, { timeoutMs, suites }) {
  const [{ ensureBrowser }, { ensureCodeServer }, { bundleHostSuites, runHostSuites }] = await Promise.all([
    import('./browser.mjs'),
    import('./codeServer.mjs'),
    import('./hostSuites.mjs'),
  ]);
  const browser = await ensureBrowser();
  const host = await ensureCodeServer(version);
  // Once: the other host may be loading them by now.
  bundledSuites ??= bundleHostSuites();
  await bundledSuites;
  const resultFile = join(resultsDir, `host-${version}.json`);
  const logDir = join(resultsDir, `host-${version}`);
  const outcome = await runHostSuites(host, browser, { resultFile, suites, logDir, timeoutMs });
  if (outcome.error !== undefined) {
    return { passed: 0, skipped: 0, notes: [], failures: [{ title: 'loading the suites', message: outcome.error }] };
  }
  const result = readMocha(resultFile, true);
  if (outcome.code !== version)
    result.failures.push({ title: 'the host', message: `is VS Code ${outcome.code}, not ${version}` });
  for (const [name, value] of Object.entries(outcome.figures)) result.notes.push(`measured: ${name} = ${value}`);
  return result;
}

/**
 * @param {string} file
 * @param {boolean} titles true to print every test
 * @returns {LegResult}
 */
function readMocha(file, titles) {
  /** @type {MochaJson} */
  const { stats, passes, failures } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = failures.map(({ fullTitle, err }) => ({ title: fullTitle, message: describe(err) }));
  if (stats.passes + stats.failures === 0) failed.push({ title: 'the leg itself', message: 'no test ran' });
  const notes = titles ? passes.map(({ fullTitle, duration }) => `✓ ${fullTitle} (${duration ?? 0} ms)`) : [];
  const again = passes.filter(({ currentRetry = 0 }) => currentRetry > 0);
  notes.push(...again.map(({ fullTitle }) => `↻ failed at first, passed when run again: ${fullTitle}`));
  notes.push(...failures.map(({ fullTitle }) => `✗ ${fullTitle}`));
  return { passed: stats.passes, skipped: stats.pending, failures: failed, notes };
}

/** @param {{ message?: string, stack?: string }} err */
function describe(err) {
  const { message = 'no message', stack = '' } = err;
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}
