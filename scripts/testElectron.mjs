/**
 * `npm run test:electron [-- --version 1.100.3]`: the host suites in a desktop VS Code that @vscode/test-electron downloads.
 * For machines that may download VS Code; `npm test` runs the same suites without.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';
import { resultsDir, root } from './lib/paths.mjs';
import { mustRun } from './lib/process.mjs';
import { freshWorkspace } from './lib/workspace.mjs';

const { values } = parseArgs({ options: { version: { type: 'string', default: 'stable' } } });
await ensureInstalled();
const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');
const { bundleHostSuites, hostEntry, hostEnvironment, modelExtension, readOutcome } = await import('./lib/hostSuites.mjs');

let vscodeExecutablePath;
try {
  vscodeExecutablePath = await downloadAndUnzipVSCode(values.version);
} catch (error) {
  console.error(
    `VS Code ${values.version} could not be downloaded: ${error instanceof Error ? error.message : String(error)}\n` +
      'On a machine that cannot reach update.code.visualstudio.com run `npm test -- --leg host`: same suites, a VS Code from npm.',
  );
  process.exit(1);
}
await mustRun(process.execPath, ['esbuild.js', '--production'], { cwd: root });
await bundleHostSuites();
mkdirSync(resultsDir, { recursive: true });
const environment = hostEnvironment(join(resultsDir, 'host-electron.json'));
const code = await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath: [root, modelExtension],
  extensionTestsPath: hostEntry,
  extensionTestsEnv: environment,
  launchArgs: [freshWorkspace(), '--disable-extensions', '--disable-workspace-trust'],
}).catch((/** @type {unknown} */ error) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
if (code === 0) console.log(readOutcome(environment.SRE_HOST_OUTCOME));
process.exit(code);
