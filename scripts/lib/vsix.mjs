/** Packages the extension as people get it, and puts it where a host finds it. Assumes that `dist/` is built. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

const require = createRequire(join(root, 'package.json'));

/** @typedef {{ name: string, publisher: string, version: string }} Manifest */

/** @param {string} [folder] of the extension @returns {Manifest} */
export function readManifest(folder = root) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/**
 * Writes the VSIX. Everything is bundled, so it carries no node_modules.
 * @param {string} folder
 * @returns {Promise<{ path: string, bytes: number }>}
 */
export async function packageVsix(folder) {
  mkdirSync(folder, { recursive: true });
  const { name, version } = readManifest();
  const path = join(folder, `${name}-${version}.vsix`);
  const { createVSIX } = require('@vscode/vsce');
  // The manifest names no repository yet, so links of the README stay relative.
  const options = { dependencies: false, allowMissingRepository: true, skipLicense: true, rewriteRelativeLinks: false };
  await createVSIX({ cwd: root, packagePath: path, ...options });
  return { path, bytes: statSync(path).size };
}

/**
 * The files of a VSIX with their sizes, as an installed extension has them (paths without `extension/`).
 * @param {string} path
 * @returns {Promise<{ file: string, bytes: number }[]>}
 */
export async function listVsix(path) {
  const entries = await readEntries(path);
  return entries.map(({ file, content }) => ({ file, bytes: content.length })).sort((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * Lists a folder as an installed extension, wherever it is.
 * @param {string} folder
 * @param {string} extensionsDir
 */
export function listExtension(folder, extensionsDir) {
  const { name, publisher, version } = readManifest(folder);
  const location = { $mid: 1, path: pathToFileURL(folder).pathname, scheme: 'file' };
  mkdirSync(extensionsDir, { recursive: true });
  writeFileSync(
    join(extensionsDir, 'extensions.json'),
    JSON.stringify([{ identifier: { id: `${publisher}.${name}` }, version, location }]),
  );
}

/**
 * Unpacks a VSIX into an extensions folder and lists it there, as an installation would.
 * @param {string} path
 * @param {string} extensionsDir
 * @returns {Promise<string>} the folder of the extension
 */
export async function unpackVsix(path, extensionsDir) {
  const { name, publisher, version } = readManifest();
  const folderName = `${publisher}.${name}-${version}`;
  const folder = join(extensionsDir, folderName);
  for (const { file, content } of await readEntries(path)) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  listExtension(folder, extensionsDir);
  return folder;
}

/**
 * @param {string} path
 * @returns {Promise<{ file: string, content: Buffer }[]>}
 */
async function readEntries(path) {
  const zip = await require('jszip').loadAsync(readFileSync(path));
  const files = Object.values(zip.files).filter((entry) => !entry.dir && entry.name.startsWith('extension/'));
  return Promise.all(
    files.map(async (entry) => ({ file: entry.name.slice('extension/'.length), content: await entry.async('nodebuffer') })),
  );
}
