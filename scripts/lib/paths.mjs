/** The places that the scripts share. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Hosts and browsers: large, cached between runs, ignored by git. */
export const cacheDir = join(root, '.vscode-test');
export const resultsDir = join(root, 'test-results');
export const sampleDir = join(root, 'samples', 'contoso-hotels');

/** @type {string[]} */
const temporary = [];

/**
 * A new folder for temporary files, removed when this process ends unless it is to be kept.
 * @param {string} purpose
 * @param {{ keep?: boolean }} [options]
 */
export function freshDir(purpose, { keep = false } = {}) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `sre-workbench-${purpose}-`)));
  if (keep) return folder;
  if (temporary.push(folder) === 1) {
    process.once('exit', () => {
      for (const path of temporary) rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    });
  }
  return folder;
}
