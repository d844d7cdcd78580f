import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { brotliDecompressSync, createGunzip, gunzipSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { KqlError } from '../errors.js';
import type { Schema } from '../types.js';
import { loadCsv } from './csv.js';
import { loadJson } from './json.js';
import { checkCancelled, type ByteSource, type Loaded, type LoadOptions } from './loadOptions.js';
import { loadNdjson } from './ndjson.js';
import { concatBytes } from './readHead.js';

export type FileFormat = 'csv' | 'tsv' | 'psv' | 'json' | 'ndjson' | 'parquet';

export interface FileLoadOptions extends Pick<LoadOptions, 'isCancelled'> {
  /** The columns of a table with a name that is known, such as those of Log Analytics. */
  readonly known?: (table: string) => Schema | undefined;
  /** Columns that the person has chosen, by table. */
  readonly schemas?: Readonly<Record<string, Schema>>;
  /** Bytes of memory that all tables together may hold. */
  readonly maxBytes?: number;
  /** Bytes read of all files. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface LoadedFile extends Loaded {
  readonly name: string;
  readonly file: string;
  readonly format: FileFormat;
}

const formats: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.txt': 'csv',
  '.log': 'ndjson',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.psv': 'psv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.parquet': 'parquet',
};
/** Extensions that a folder is searched for; the others are taken when they are named. */
const inFolders = new Set(['.csv', '.tsv', '.psv', '.json', '.ndjson', '.jsonl', '.parquet']);

/** Loads files, and of folders the files in them, as tables named after the files (`AppRequests.csv.gz` is `AppRequests`). */
export async function loadFiles(paths: readonly string[], options: FileLoadOptions = {}): Promise<readonly LoadedFile[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const loaded: LoadedFile[] = [];
  const names = new Set<string>();
  let before = 0;
  let held = 0;
  for (const [i, file] of files.entries()) {
    checkCancelled(options);
    const name = freeName(tableName(file), names);
    const schema = options.schemas?.[name] ?? options.known?.(name);
    const table = await loadFile(file, {
      name,
      ...(schema !== undefined && { schema }),
      ...(options.maxBytes !== undefined && { maxBytes: options.maxBytes - held }),
      ...(options.isCancelled !== undefined && { isCancelled: options.isCancelled }),
      onBytes: (done) => options.onProgress?.(before + Math.min(done, sizes[i] ?? 0), total),
    });
    loaded.push(table);
    before += sizes[i] ?? 0;
    held += table.bytes;
    options.onProgress?.(before, total);
  }
  return loaded;
}

export interface OneFileOptions extends LoadOptions {
  readonly onBytes?: (done: number) => void;
}

export async function loadFile(file: string, options: OneFileOptions = {}): Promise<LoadedFile & { readonly bytes: number }> {
  const name = options.name ?? tableName(file);
  const named = { ...options, name };
  const start = await firstBytes(file);
  const gzipped = start[0] === 0x1f && start[1] === 0x8b;
  const format = formatOf(file, start);
  const source = (): ByteSource => readBytes(file, gzipped, options.onBytes);
  const loaded = await load(format, file, source, gzipped, named);
  return { ...loaded, name, file, format: loaded.format ?? format, bytes: tableBytes(loaded) };
}

async function load(
  format: FileFormat,
  file: string,
  source: () => ByteSource,
  gzipped: boolean,
  options: OneFileOptions,
): Promise<Loaded & { readonly format?: FileFormat }> {
  switch (format) {
    case 'csv':
      return loadCsv(source, options);
    case 'tsv':
      return loadCsv(source, options, '\t');
    case 'psv':
      return loadCsv(source, options, '|');
    case 'ndjson':
      return loadNdjson(source, options);
    case 'json': {
      const bytes = await readAll(source(), options);
      // Also lines of objects are often called .json.
      if (startsWithWholeLine(bytes)) return { ...(await loadNdjson(() => [bytes], options)), format: 'ndjson' };
      return loadJson(bytes, options);
    }
    case 'parquet': {
      const { loadParquet } = await import('./parquet.js');
      const handle = gzipped ? undefined : await open(file);
      try {
        const whole = gzipped ? await readAll(source(), options) : undefined;
        const byteLength = whole?.length ?? (await stat(file)).size;
        const slice = async (from: number, to = byteLength): Promise<ArrayBuffer> => {
          if (whole !== undefined) return whole.slice(from, to).buffer;
          const buffer = new Uint8Array(to - from);
          await handle?.read(buffer, 0, buffer.length, from);
          return buffer.buffer;
        };
        return await loadParquet({ byteLength, slice }, options, compressors(), (done, rows) =>
          options.onBytes?.(Math.round((done / Math.max(1, rows)) * byteLength)),
        );
      } finally {
        await handle?.close();
      }
    }
  }
}

/** Snappy is the reader's own. */
function compressors(): Compressors {
  return { GZIP: (bytes) => gunzipSync(bytes), BROTLI: (bytes) => brotliDecompressSync(bytes) };
}

async function filesAt(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => {
    throw new KqlError('data', `There is no file or folder ${path}.`);
  });
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.') && inFolders.has(extension(entry.name)));
  return files.map((entry) => join(path, entry.name)).sort();
}

/** Lower case, `.gz` left out. */
function extension(file: string): string {
  return extname(file.replace(/\.gz$/i, '')).toLowerCase();
}

/** The name of the table in a file: the file name without the extensions that say the format. */
export function tableName(file: string): string {
  const name = basename(file).replace(/\.gz$/i, '');
  return extension(name) in formats ? name.slice(0, -extname(name).length) : name;
}

function freeName(name: string, taken: Set<string>): string {
  let result = name;
  for (let n = 2; taken.has(result); n++) result = `${name}_${n}`;
  taken.add(result);
  return result;
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function formatOf(file: string, start: Uint8Array): FileFormat {
  if (start[0] === 0x50 && start[1] === 0x41 && start[2] === 0x52 && start[3] === 0x31) return 'parquet';
  const byName = formats[extension(file)];
  if (byName !== undefined && byName !== 'parquet') return byName;
  const first = start.find((byte) => byte > 32);
  if (first === 0x5b || first === 0x7b) return 'json';
  if (byName === 'parquet') throw new KqlError('data', `${file} is no Parquet file.`);
  return 'csv';
}

async function* readBytes(
  file: string,
  gzipped: boolean,
  onBytes: ((done: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  const raw = createReadStream(file, { highWaterMark: 1 << 20 });
  let done = 0;
  raw.on('data', (block) => onBytes?.((done += block.length)));
  const stream = gzipped ? raw.pipe(createGunzip({ chunkSize: 1 << 18 })) : raw;
  raw.once('error', (error) => stream.destroy(error));
  try {
    let convert: TextDecoder | undefined;
    let first = true;
    for await (const block of stream as AsyncIterable<Uint8Array>) {
      if (first && block[0] === 0xff && block[1] === 0xfe) convert = new TextDecoder('utf-16le');
      first = false;
      yield convert === undefined ? block : encoder.encode(convert.decode(block, { stream: true }));
    }
  } catch (error) {
    if (error instanceof KqlError) throw error;
    throw new KqlError('data', `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    raw.destroy();
  }
}

const encoder = new TextEncoder();

async function readAll(source: ByteSource, options: LoadOptions): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  for await (const block of source) {
    checkCancelled(options);
    blocks.push(block);
  }
  return concatBytes(blocks);
}

/** The first line is a whole object and another line follows. */
function startsWithWholeLine(bytes: Uint8Array): boolean {
  const lineEnd = bytes.indexOf(10);
  if (lineEnd < 0 || !bytes.subarray(lineEnd).some((byte) => byte > 32)) return false;
  const line = new TextDecoder().decode(bytes.subarray(0, lineEnd)).trim();
  return line.startsWith('{') && line.endsWith('}');
}

/** Memory that a table holds, about. */
function tableBytes({ table }: Loaded): number {
  return table.rowCount * table.schema.length * 8;
}
