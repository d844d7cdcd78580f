import type { ByteSource } from './loadOptions.js';

/** The first bytes of a source (all of them when `complete`), and the blocks that follow. */
export async function readHead(
  source: ByteSource,
  size: number,
): Promise<{ readonly head: Uint8Array; readonly rest: AsyncIterable<Uint8Array>; readonly complete: boolean }> {
  const iterator =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : (source[Symbol.iterator]() as Iterator<Uint8Array>);
  const blocks: Uint8Array[] = [];
  let held = 0;
  let complete = false;
  while (held < size) {
    const next = await iterator.next();
    if (next.done === true) {
      complete = true;
      break;
    }
    blocks.push(next.value);
    held += next.value.length;
  }
  return { head: concatBytes(blocks), rest: following(iterator), complete };
}

export function concatBytes(blocks: readonly Uint8Array[]): Uint8Array {
  const [only] = blocks;
  if (blocks.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

async function* following(iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
