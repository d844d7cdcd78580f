import { extended } from './pairTable.js';

const encoder = new TextEncoder();

function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return hash ^ (hash >>> 15);
}

/**
 * Gives each distinct string a number: 0, 1, 2 … in the order of first appearance, whether it comes as a JavaScript string or as UTF-8
 * bytes. Strings are known by a map, bytes by a table of their own that starts with the first bytes.
 */
export class StringTable {
  private readonly ids = new Map<string, number>();
  private bytes: ByteTable | undefined;

  get size(): number {
    return this.bytes?.size ?? this.ids.size;
  }

  /** Takes the next number for something that is no string (null); at most once. */
  skip(): number {
    return this.byteTable().skip();
  }

  insert(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) {
      if (this.bytes === undefined) id = this.ids.size;
      else {
        const encoded = encoder.encode(text);
        id = this.bytes.insert(encoded, 0, encoded.length);
      }
      this.ids.set(text, id);
    }
    return id;
  }

  find(text: string): number {
    const id = this.ids.get(text);
    if (id !== undefined) return id;
    if (this.bytes === undefined) return -1;
    const encoded = encoder.encode(text);
    return this.bytes.find(encoded, 0, encoded.length);
  }

  insertBytes(bytes: Uint8Array, start: number, end: number): number {
    return this.byteTable().insert(bytes, start, end);
  }

  findBytes(bytes: Uint8Array, start: number, end: number): number {
    return this.byteTable().find(bytes, start, end);
  }

  private byteTable(): ByteTable {
    if (this.bytes === undefined) {
      this.bytes = new ByteTable();
      for (const text of this.ids.keys()) {
        const encoded = encoder.encode(text);
        this.bytes.insert(encoded, 0, encoded.length);
      }
    }
    return this.bytes;
  }
}

/** Distinct byte strings, copied into one block. Open addressing. */
class ByteTable {
  private mask = 255;
  /** Hash at 2n, id + 1 at 2n + 1; 0 is free. */
  private slots = new Int32Array(512);
  /** Where the bytes of each id end; they start where those of the id before it end. */
  private ends = new Int32Array(129);
  private store = new Uint8Array(4096);
  private count = 0;

  get size(): number {
    return this.count;
  }

  skip(): number {
    const id = this.count++;
    this.ends[id + 1] = this.ends[id]!;
    if (this.count + 1 >= this.ends.length) this.grow();
    return id;
  }

  insert(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end);
    const at = this.probe(bytes, start, end, hash);
    const known = this.slots[2 * at + 1]!;
    if (known > 0) return known - 1;
    const id = this.count++;
    this.slots[2 * at] = hash;
    this.slots[2 * at + 1] = id + 1;
    const from = this.ends[id]!;
    const to = from + end - start;
    if (to > this.store.length) {
      const larger = new Uint8Array(Math.max(this.store.length * 2, to));
      larger.set(this.store);
      this.store = larger;
    }
    const { store } = this;
    for (let i = start, j = from; i < end; i++, j++) store[j] = bytes[i]!;
    this.ends[id + 1] = to;
    if (this.count + 1 >= this.ends.length) this.grow();
    return id;
  }

  find(bytes: Uint8Array, start: number, end: number): number {
    return this.slots[2 * this.probe(bytes, start, end, hashBytes(bytes, start, end)) + 1]! - 1;
  }

  /** The slot of the bytes, or the free slot where they would go. */
  private probe(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { slots, mask } = this;
    let at = hash & mask;
    for (;;) {
      const slot = slots[2 * at + 1]!;
      if (slot === 0 || (slots[2 * at] === hash && this.equals(slot - 1, bytes, start, end))) return at;
      at = (at + 1) & mask;
    }
  }

  private equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.ends[id]!;
    if (this.ends[id + 1]! - from !== end - start) return false;
    const { store } = this;
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== store[j]) return false;
    return true;
  }

  private grow(): void {
    const old = this.slots;
    const capacity = (old.length >> 1) * (old.length < 1_000_000 ? 4 : 2);
    const mask = capacity - 1;
    const slots = new Int32Array(capacity * 2);
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let at = old[i]! & mask;
      while (slots[2 * at + 1] !== 0) at = (at + 1) & mask;
      slots[2 * at] = old[i]!;
      slots[2 * at + 1] = old[i + 1]!;
    }
    this.slots = slots;
    this.mask = mask;
    this.ends = extended(this.ends, (capacity >> 1) + 1);
  }
}
