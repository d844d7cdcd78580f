/** Folders to open: a fresh copy of the sample, so that no run sees what another left. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { freshDir, sampleDir } from './paths.mjs';

/**
 * @param {string} [source] defaults to the sample system; an empty folder with a README where it does not exist
 * @param {{ keep?: boolean }} [options] `keep`: leave it when this process ends
 * @returns {string} the folder; its name is that of the source
 */
export function freshWorkspace(source = sampleDir, options = {}) {
  const folder = join(freshDir('workspace', options), basename(source));
  if (existsSync(source)) {
    cpSync(source, folder, { recursive: true, filter: (path) => !/[\\/](node_modules|\.sre-workbench)$/.test(path) });
  } else {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'README.md'), '# Empty workspace\n');
  }
  return folder;
}
