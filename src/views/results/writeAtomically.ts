import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';

type Data = string | Uint8Array;
type Pieces = AsyncIterable<Data> | Iterable<Data>;

/**
 * Writes a file beside its place and moves it there when it is complete: what was there stays until then, and nothing half-written is
 * left behind after an error or a cancellation. Rejects with `AbortError` once `signal` aborts.
 */
export async function writeAtomically(target: vscode.Uri, pieces: Pieces, signal?: AbortSignal): Promise<void> {
  await (target.scheme === 'file' ? writeLocally(target.fsPath, pieces, signal) : writeThrough(target, pieces, signal));
}

async function writeLocally(path: string, pieces: Pieces, signal?: AbortSignal): Promise<void> {
  const place = await realpath(path).catch(() => path);
  const draft = `${place}.${randomUUID().slice(0, 8)}.part`;
  const file = await open(draft, 'wx');
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      await file.writeFile(piece);
      // Making pieces is busy work: the extension host breathes between them.
      await setImmediate();
    }
    signal?.throwIfAborted();
    await file.sync();
    await file.close();
    await rename(draft, place);
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
}

/** Folders that are no files of this machine take a file as a whole. */
async function writeThrough(target: vscode.Uri, pieces: Pieces, signal?: AbortSignal): Promise<void> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    parts.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
    await setImmediate();
  }
  const draft = target.with({ path: `${target.path}.${randomUUID().slice(0, 8)}.part` });
  try {
    await vscode.workspace.fs.writeFile(draft, Buffer.concat(parts));
    signal?.throwIfAborted();
    await vscode.workspace.fs.rename(draft, target, { overwrite: true });
  } catch (error) {
    // There may be no draft yet; either way the first error is the one to tell.
    await vscode.workspace.fs.delete(draft).then(undefined, () => undefined);
    throw error;
  }
}
