/**
 * `npm start`: builds the extension and opens it on the sample system, in VS Code where it is installed, else in a workbench in the browser.
 * `--no-open` prints the address only; `--port N` fixes it. Ctrl+C ends everything.
 * Only Node built-ins up here: on a fresh clone this file runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ensureCodeServer, handiestCode, startCodeServer } from './lib/codeServer.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { freshDir, root } from './lib/paths.mjs';
import { mustRun, start } from './lib/process.mjs';
import { listExtension } from './lib/vsix.mjs';
import { freshWorkspace } from './lib/workspace.mjs';

const windows = process.platform === 'win32';
const { values } = parseArgs({
  options: { 'no-open': { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port takes a number from 0 to 65535, not ${values.port}`);
  process.exit(2);
}

await ensureInstalled();
console.log('Building …');
await mustRun(process.execPath, ['esbuild.js'], { cwd: root });
// A copy: what is tried out must not change the repository. Kept, since somebody may have worked in it.
const workspace = freshWorkspace(undefined, { keep: true });

if (hasDesktopCode() && !values['no-open']) await openDesktop();
else await openInBrowser();

/** Whether `code` on the path is VS Code 1.100 or newer; other programs have that name too. */
function hasDesktopCode() {
  const { status, stdout } = spawnSync('code', ['--version'], { encoding: 'utf8', shell: windows, timeout: 20_000 });
  const version = /^(\d+)\.(\d+)\.\d+\n[0-9a-f]{40}\n/.exec((stdout ?? '').replaceAll('\r', ''));
  return status === 0 && version !== null && (Number(version[1]) > 1 || Number(version[2]) >= 100);
}

async function openDesktop() {
  console.log('Opening VS Code; this ends when its window is closed.');
  await mustRun(
    'code',
    ['--wait', '--new-window', '--user-data-dir', freshDir('user'), `--extensionDevelopmentPath=${root}`, workspace],
    {
      shell: windows,
      timeoutMs: 2 ** 31 - 1,
    },
  );
}

async function openInBrowser() {
  const host = await ensureCodeServer(handiestCode());
  // Listed as installed rather than under development: hosts hide toasts and dialogs from development windows.
  const extensionsDir = freshDir('extensions');
  listExtension(root, extensionsDir);
  const server = await startCodeServer(host, { extensionsDir, port, token: randomBytes(16).toString('hex') });
  process.once('exit', server.stop);
  const address = server.url(workspace);
  console.log(
    `\nVS Code ${server.version} with the extension is at\n\n  ${address}\n\nIt opens a copy of the sample in ${workspace}. Ctrl+C ends it.`,
  );
  if (!values['no-open'] && hasDisplay()) openAddress(address);
  // The server is a child with pipes, so the process stays until it is told to end.
}

function hasDisplay() {
  return process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

/** @param {string} address */
function openAddress(address) {
  const [command, ...args] = windows
    ? ['rundll32', 'url.dll,FileProtocolHandler']
    : [process.platform === 'darwin' ? 'open' : 'xdg-open'];
  const opener = start(/** @type {string} */ (command), [...args, address]);
  opener.once('error', () => console.log('No browser could be opened: please open the address yourself.'));
}
