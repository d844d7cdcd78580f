import { decodeUtf8 } from '../columns/column.js';

/** Distinct UTF-8 texts, numbered in order of first appearance. Open addressing over bytes: a known text costs no string. */
export class ByteDictionary {
  private slots = new Int32Array(1024);
  private hashes = new Int32Array(512);
  private ends = new Uint32Array(513);
  private buffer = new Uint8Array(8192);
  private count = 0;
  private last = -1;

  get size(): number {
    return this.count;
  }

  get bytes(): number {
    return this.buffer.length + this.slots.length * 4 + this.hashes.length * 8;
  }

  /** The texts one after the other; code `i` lies from `offsets[i]` to `offsets[i + 1]`. */
  get pool(): Uint8Array {
    return this.buffer.slice(0, this.ends[this.count]);
  }

  get offsets(): Uint32Array {
    return this.ends;
  }

  texts(): readonly string[] {
    const texts = new Array<string>(this.count);
    for (let code = 0; code < this.count; code++) texts[code] = decodeUtf8(this.buffer, this.ends[code]!, this.ends[code + 1]!);
    return texts;
  }

  code(bytes: Uint8Array, start: number, end: number): number {
    // Neighbours are often equal.
    if (this.last >= 0 && this.equals(this.last, bytes, start, end)) return this.last;
    let hash = 0x811c9dc5 ^ (end - start);
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.slots[slot]! - 1;
      if (code < 0) return (this.last = this.add(bytes, start, end, hash, slot));
      if (this.hashes[code] === hash && this.equals(code, bytes, start, end)) return (this.last = code);
    }
  }

  private equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.ends[code]!;
    const size = end - start;
    if (this.ends[code + 1]! - from !== size) return false;
    const { buffer } = this;
    for (let i = size - 1; i >= 0; i--) if (buffer[from + i] !== bytes[start + i]) return false;
    return true;
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.count++;
    const from = this.ends[code]!;
    const to = from + end - start;
    if (to > this.buffer.length) {
      const grown = new Uint8Array(Math.max(this.buffer.length * 2, to));
      grown.set(this.buffer.subarray(0, from));
      this.buffer = grown;
    }
    this.buffer.set(bytes.subarray(start, end), from);
    if (code === this.hashes.length) this.growCodes();
    this.hashes[code] = hash;
    this.ends[code + 1] = to;
    this.slots[slot] = code + 1;
    if (this.count * 2 > this.slots.length) this.growSlots();
    return code;
  }

  private growCodes(): void {
    const hashes = new Int32Array(this.hashes.length * 2);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const ends = new Uint32Array(hashes.length + 1);
    ends.set(this.ends);
    this.ends = ends;
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let code = 0; code < this.count; code++) {
      let slot = this.hashes[code]! & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = code + 1;
    }
  }
}
