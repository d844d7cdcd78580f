/** Runs test/host in the extension host of a real workbench that is open in a headless browser. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { browserArguments } from './browser.mjs';
import { startCodeServer } from './codeServer.mjs';
import { freshDir, root } from './paths.mjs';
import { waitFor } from './process.mjs';
import { listExtension } from './vsix.mjs';
import { freshWorkspace } from './workspace.mjs';

const outDir = join(root, 'out', 'host');

/** The module whose `run()` a host calls: extensionTestsPath. */
export const hostEntry = join(outDir, 'index.js');

/** An extension that offers a language model as the suites want it to be. */
export const modelExtension = join(root, 'test', 'host', 'modelExtension');

/** Bundles the suites; mocha stays outside, so that there is one of it. */
export async function bundleHostSuites() {
  const { build } = await import('esbuild');
  const suites = join(root, 'test', 'host', 'suites');
  /** @type {Record<string, string>} */
  const entryPoints = { index: join(root, 'test', 'host', 'run.ts') };
  for (const file of readdirSync(suites).filter((name) => name.endsWith('.test.ts'))) {
    entryPoints[`suites/${basename(file, '.ts')}`] = join(suites, file);
  }
  rmSync(outDir, { recursive: true, force: true });
  await build({
    entryPoints,
    outdir: outDir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    // CommonJS dependencies call `require` for Node's own modules; ESM output has none.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

/**
 * What a host wrote when its run was over.
 * @typedef {object} HostOutcome
 * @property {string} code version of VS Code
 * @property {string} node
 * @property {Record<string, number>} figures measured, not asserted
 * @property {string} [error] the suites could not be loaded
 */

/**
 * The environment that tells `run()` what to run (a regular expression over names of suites; SRE_SUITES of ours wins) and
 * where to write: mocha's JSON and, last, the outcome.
 * @param {string} resultFile
 * @param {string} [suites] default: all
 */
export function hostEnvironment(resultFile, suites = '') {
  return {
    SRE_SUITES: process.env['SRE_SUITES'] ?? suites,
    SRE_HOST_RESULT: resultFile,
    SRE_HOST_OUTCOME: `${resultFile}.outcome`,
  };
}

/**
 * @param {{ version: import('./codeServer.mjs').CodeVersion, serverDir: string, node: string }} host
 * @param {string} browser
 * @param {{ resultFile: string, suites?: string, logDir: string, timeoutMs: number }} options
 * @returns {Promise<HostOutcome>}
 */
export async function runHostSuites(host, browser, { resultFile, suites, logDir, timeoutMs }) {
  mkdirSync(logDir, { recursive: true });
  const environment = hostEnvironment(resultFile, suites);
  rmSync(resultFile, { force: true });
  rmSync(environment.SRE_HOST_OUTCOME, { force: true });
  const { chromium } = await import('playwright-core');
  const extensionsDir = freshDir('extensions');
  listExtension(modelExtension, extensionsDir);
  const server = await startCodeServer(host, {
    development: true,
    extensionsDir,
    log: join(logDir, 'server.log'),
    env: environment,
  });
  try {
    const chrome = await chromium.launch({ executablePath: browser, args: browserArguments });
    try {
      const page = await chrome.newPage();
      /** @type {string[]} */
      const messages = [];
      page.on('console', (message) => messages.push(message.text()));
      await page.goto(server.url(freshWorkspace(), { extension: root, tests: hostEntry }));
      try {
        await waitFor('the suites in the extension host to end', () => existsSync(environment.SRE_HOST_OUTCOME), { timeoutMs });
      } catch (error) {
        await page.screenshot({ path: join(logDir, 'timeout.png') });
        const last = messages.slice(-15).map((text) => text.slice(0, 300));
        throw new Error(
          `${error instanceof Error ? error.message : String(error)}\nLast messages of the workbench:\n${last.join('\n')}`,
        );
      }
      return readOutcome(environment.SRE_HOST_OUTCOME);
    } finally {
      await chrome.close();
    }
  } finally {
    keepLogs(join(server.dataDir, 'data', 'logs'), logDir);
    server.stop();
  }
}

/** @param {string} file @returns {HostOutcome} */
export function readOutcome(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The logs of the host, flat: `exthost1-remoteexthost.log` and the like. @param {string} from @param {string} to */
function keepLogs(from, to) {
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.log')) continue;
    copyFileSync(join(entry.parentPath, entry.name), join(to, `${basename(entry.parentPath)}-${entry.name}`));
  }
}
