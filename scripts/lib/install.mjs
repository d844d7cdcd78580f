/** Brings node_modules in step with the lock file. Node built-ins only. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './process.mjs';
import { root } from './paths.mjs';

/**
 * Why `npm ci` is needed, or undefined when what is installed is what the lock file asks for.
 * Compares versions rather than dates: a checkout changes dates, not what is installed.
 * @param {string} [folder]
 */
export function reasonToInstall(folder = root) {
  const installedFile = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'node_modules is missing';
  const wanted = readLock(join(folder, 'package-lock.json'));
  const installed = readLock(installedFile);
  for (const [path, entry] of Object.entries(wanted)) {
    // Optional packages are those of other platforms.
    if (path === '' || entry.optional || entry.devOptional || entry.peer) continue;
    const found = installed[path];
    if (found === undefined) return `${path} is missing`;
    if (found.version !== entry.version) return `${path} is ${found.version}, the lock file has ${entry.version}`;
  }
  return undefined;
}

/** Runs `npm ci` when it is needed and says so. */
export async function ensureInstalled() {
  const reason = reasonToInstall();
  if (reason === undefined) return;
  console.log(`Installing packages (${reason}) …`);
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>}
 */
function readLock(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
