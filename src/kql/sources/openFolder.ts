import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { KqlError } from '../engine/errors';

/** A file of the workspace folder, with what tells whether it has changed. */
export interface FolderFile {
  /** Absolute. */
  readonly file: string;
  readonly modified: number;
  readonly size: number;
}

const tabular = /\.(csv|tsv|psv|json|ndjson|jsonl|parquet)(\.gz)?$/i;

/**
 * The files that paths relative to the workspace folder name: a file itself, of a folder the tabular files in it. Rejects with `KqlError`
 * for what is missing, and for what lies outside of the folder, also by way of a link.
 */
export async function filesOf(folder: string, paths: readonly string[]): Promise<readonly FolderFile[]> {
  const found = await Promise.all(paths.map((path) => filesAt(folder, path)));
  const byName = new Map(found.flat().map((file) => [file.file, file]));
  return [...byName.values()];
}

async function filesAt(folder: string, path: string): Promise<readonly FolderFile[]> {
  const whole = resolve(folder, path);
  if (isAbsolute(path) || !isWithin(folder, whole)) throw outside(path);
  const info = await stat(whole).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (!isWithin(await realpath(folder), await realpath(whole))) throw outside(path);
  if (!info.isDirectory()) return [{ file: whole, modified: info.mtimeMs, size: info.size }];
  const entries = await readdir(whole, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && tabular.test(entry.name))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0)
    throw new KqlError('data', `The folder ${path} has no file with a table (CSV, TSV, PSV, JSON, NDJSON or Parquet).`);
  return Promise.all(
    names.map(async (name) => {
      const file = join(whole, name);
      const { mtimeMs, size } = await stat(file);
      return { file, modified: mtimeMs, size };
    }),
  );
}

function isWithin(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(path: string): KqlError {
  return new KqlError('data', `${path} is outside of the workspace folder; a query reads only files inside of it.`);
}

function unreadable(path: string, error: unknown): KqlError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new KqlError(
      'data',
      `There is no file or folder ${path} in the workspace folder. Choose other files for this connection.`,
    );
  return new KqlError('data', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}
