import type { LoadedFile } from '../engine/load/files';
import type { Schema } from '../engine/types';
import { Catalog } from '../catalog';

export interface OpenOptions {
  readonly known?: (table: string) => Schema | undefined;
  readonly maxBytes?: number;
  /** What the person should know of a file, such as rows that could not be read. */
  readonly onNote?: (note: string) => void;
}

/** A catalog of the tables in files and folders. The loaders are read only when there is something to load. */
export async function openCatalog(paths: readonly string[], { onNote, ...options }: OpenOptions = {}): Promise<Catalog> {
  const catalog = new Catalog();
  if (paths.length === 0) return catalog;
  const { loadFiles } = await import('../engine/load/files');
  for (const loaded of await loadFiles(paths, options)) {
    catalog.set(loaded.name, loaded.table);
    const note = dirtyNote(loaded);
    if (note !== undefined) onNote?.(note);
  }
  return catalog;
}

/** One sentence on what could not be read of a file. */
export function dirtyNote({ file, dirty }: Pick<LoadedFile, 'file' | 'dirty'>): string | undefined {
  const [first] = dirty.samples;
  if (first === undefined) return undefined;
  const where = `row ${first.row}${first.column === undefined ? '' : `, column ${first.column}`}`;
  return `${file}: ${dirty.count} values or rows could not be read; the first in ${where}: ${first.problem}: ${first.text}`;
}
