/** The places that the scripts share. */
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Hosts and browsers: large, cached between runs, ignored by git. */
export const cacheDir = join(root, '.vscode-test');
export const resultsDir = join(root, 'test-results');
export const sampleDir = join(root, 'samples', 'contoso-hotels');

/** @param {string} purpose */
export function freshDir(purpose) {
  return realpathSync(mkdtempSync(join(tmpdir(), `sre-workbench-${purpose}-`)));
}
