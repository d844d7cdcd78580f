/** Finds a Chromium of any make, or fetches one. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { mustRun } from './process.mjs';
import { cacheDir, root } from './paths.mjs';

/** Arguments that keep a test browser from talking to anyone but the workbench. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The path of a Chromium-based browser on this machine. Fetches one where there is none. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  /** @type {string[]} */
  const failures = [];
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('Installing Chromium (apt-get) …');
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await mustRun('apt-get', ['update'], { env });
      await mustRun('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
      const installed = findBrowser();
      if (installed !== undefined) return installed;
      failures.push('apt-get installed chromium, but no browser was found afterwards');
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  console.log('Downloading Chromium (Playwright) …');
  try {
    const browsers = join(cacheDir, 'browsers');
    process.env['PLAYWRIGHT_BROWSERS_PATH'] = browsers;
    const require = createRequire(join(root, 'package.json'));
    const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js');
    await mustRun(process.execPath, [cli, 'install', 'chromium'], { timeoutMs: 300_000 });
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch (error) {
    failures.push(messageOf(error));
  }
  throw new Error(
    'No Chrome, Chromium or Edge on this machine and none could be fetched. ' +
      `Install one, or name one in SRE_BROWSER.\n${failures.join('\n')}`,
  );
}

/** The path of an installed browser, or undefined. `SRE_BROWSER` wins. */
export function findBrowser() {
  const named = process.env['SRE_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`SRE_BROWSER names ${named}, which does not exist`);
    return named;
  }
  return candidates().find((path) => existsSync(path));
}

/** @returns {string[]} */
function candidates() {
  if (process.platform === 'darwin') {
    const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return applications.flatMap((name) =>
      ['/Applications', join(process.env['HOME'] ?? '', 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
    ];
    return folders.flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/bin', '/snap/bin');
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
