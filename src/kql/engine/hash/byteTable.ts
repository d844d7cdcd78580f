import { hashBytes, tailWord, viewOf } from './bytes.js';

/** Rows that are looked ahead: their slots and records come into the cache side by side, before any is needed. */
const block = 512;
/** Words behind the last record, which reading ahead may touch. */
const slack = 16;

/** Gives distinct byte strings ids: 0, 1, 2 … in the order of first appearance. Open addressing; each string is copied once. */
export class ByteTable {
  /** Upper bits of the hash choose the slot, so that a larger table keeps the order of the slots. */
  private shift = 24;
  private mask = 255;
  /** Hash at 2n, place of the record + 1 at 2n + 1; 0 is free. */
  private slots = new Int32Array(512);
  /** Records: id, length in bytes, the bytes in whole words. */
  private store: Int32Array = new Int32Array(4096);
  private used = 0;
  private entries = 0;
  private skipped = 0;
  private readonly hashes = new Int32Array(block);
  private readonly records = new Int32Array(block);
  /** Takes what is only read ahead, so that the reading is not left out. */
  private touched = 0;

  get size(): number {
    return this.entries + this.skipped;
  }

  /** Takes the next id for something that is no string. */
  skip(): number {
    this.skipped++;
    return this.size - 1;
  }

  /** Makes room for about so many strings in all, of the length of those so far. */
  expect(count: number): void {
    while (count * 2 > this.mask) this.grow();
    const words = Math.ceil((this.used / Math.max(1, this.entries)) * count * 1.02);
    if (words > this.store.length) this.store = longer(this.store, words);
  }

  insert(bytes: Uint8Array, start: number, end: number): number {
    const view = viewOf(bytes);
    return this.lookUp(bytes, view, start, end, hashBytes(bytes, view, start, end), true);
  }

  find(bytes: Uint8Array, start: number, end: number): number {
    const view = viewOf(bytes);
    return this.lookUp(bytes, view, start, end, hashBytes(bytes, view, start, end), false);
  }

  /** The id of each row, the bytes from `starts[row]` to `ends[row]`; -1 for those unknown when `insert` is false. */
  numbers(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array, insert: boolean, ids: Int32Array): void {
    const view = viewOf(bytes);
    const { hashes } = this;
    for (let from = 0; from < ids.length; from += block) {
      const to = Math.min(ids.length, from + block);
      for (let row = from; row < to; row++) hashes[row - from] = hashBytes(bytes, view, starts[row]!, ends[row]!);
      if (this.used > 8192) {
        if (insert) this.readAhead(to - from);
        else this.readKnownAhead(to - from);
      }
      for (let row = from; row < to; row++) {
        ids[row] = this.lookUp(bytes, view, starts[row]!, ends[row]!, hashes[row - from]!, insert);
      }
    }
  }

  /** Reads the slots and records that the rows of a block will probably be compared with; short loops, so that the reads overlap. */
  private readAhead(count: number): void {
    const { hashes, records, slots, store, shift } = this;
    for (let i = 0; i < count; i++) records[i] = slots[2 * (hashes[i]! >>> shift) + 1]!;
    let sum = 0;
    for (let i = 0; i < count; i++) sum ^= store[records[i]!]! ^ store[records[i]! + 12]!;
    this.touched ^= sum;
  }

  /** The same where many strings may be unknown: records of other strings are left out. */
  private readKnownAhead(count: number): void {
    const { hashes, records, slots, store, shift } = this;
    const last = slots.length - 1;
    for (let i = 0; i < count; i++) {
      const hash = hashes[i]!;
      const at = 2 * (hash >>> shift);
      const next = (at + 2) & last;
      records[i] = slots[at] === hash ? slots[at + 1]! : slots[next] === hash ? slots[next + 1]! : 0;
    }
    let sum = 0;
    for (let i = 0; i < count; i++) sum ^= store[records[i]!]! ^ store[records[i]! + 12]!;
    this.touched ^= sum;
  }

  private lookUp(bytes: Uint8Array, view: DataView, start: number, end: number, hash: number, insert: boolean): number {
    const { slots, store, mask } = this;
    const length = end - start;
    let at = hash >>> this.shift;
    for (;;) {
      const record = slots[2 * at + 1]! - 1;
      if (record < 0) break;
      if (slots[2 * at] === hash && store[record + 1] === length) {
        let i = start;
        let j = record + 2;
        let difference = 0;
        for (; i + 8 <= end; i += 8, j += 2) {
          difference |= (view.getInt32(i, true) ^ store[j]!) | (view.getInt32(i + 4, true) ^ store[j + 1]!);
        }
        if (i + 4 <= end) {
          difference |= view.getInt32(i, true) ^ store[j++]!;
          i += 4;
        }
        if (i < end) difference |= tailWord(bytes, i, end) ^ store[j]!;
        if (difference === 0) return store[record]!;
      }
      at = (at + 1) & mask;
    }
    return insert ? this.append(bytes, view, start, end, hash, at) : -1;
  }

  private append(bytes: Uint8Array, view: DataView, start: number, end: number, hash: number, slot: number): number {
    const id = this.size;
    const words = 2 + ((end - start + 3) >> 2);
    if (this.used + words + slack > this.store.length) {
      this.store = longer(this.store, Math.max(this.store.length * 2, this.used + words + slack));
    }
    const { store, slots } = this;
    let j = this.used;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = j + 1;
    store[j++] = id;
    store[j++] = end - start;
    let i = start;
    for (; i + 4 <= end; i += 4) store[j++] = view.getInt32(i, true);
    if (i < end) store[j] = tailWord(bytes, i, end);
    this.used += words;
    this.entries++;
    if (this.entries * 2 > this.mask) this.grow();
    return id;
  }

  private grow(): void {
    const old = this.slots;
    // Four times as large at first: tables that grow at all mostly grow much.
    const bits = this.mask < 60_000 ? 2 : 1;
    const mask = ((this.mask + 1) << bits) - 1;
    const shift = this.shift - bits;
    const slots = new Int32Array(2 * (mask + 1));
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let at = old[i]! >>> shift;
      while (slots[2 * at + 1] !== 0) at = (at + 1) & mask;
      slots[2 * at] = old[i]!;
      slots[2 * at + 1] = old[i + 1]!;
    }
    this.slots = slots;
    this.mask = mask;
    this.shift = shift;
  }
}

function longer(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(length);
  result.set(array);
  return result;
}
