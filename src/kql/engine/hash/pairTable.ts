/** Mixes two 32-bit words to a hash (the finalizer of a well-known integer hash, "lowbias32"). */
function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}

/** Gives each distinct pair of 32-bit words a number: 0, 1, 2 … in the order of their first appearance. Open addressing. */
export class PairTable {
  private mask = 127;
  /** Id + 1; 0 is free. */
  private slots = new Int32Array(128);
  /** The words of id `n` at 2n and 2n + 1. */
  private keys = new Int32Array(128);
  private count = 0;
  private skipped = -1;

  get size(): number {
    return this.count;
  }

  /** Takes the next number for something that is no pair (null); at most once. */
  skip(): number {
    this.skipped = this.count++;
    if (this.count * 2 >= this.keys.length) this.grow();
    return this.skipped;
  }

  /** The number of a pair; a new one when it is unknown. */
  insert(a: number, b: number): number {
    const { slots, keys, mask } = this;
    let at = mix(a, b) & mask;
    for (;;) {
      const slot = slots[at]!;
      if (slot === 0) break;
      if (keys[2 * slot - 2] === a && keys[2 * slot - 1] === b) return slot - 1;
      at = (at + 1) & mask;
    }
    const id = this.count++;
    slots[at] = id + 1;
    keys[2 * id] = a;
    keys[2 * id + 1] = b;
    if (this.count * 2 >= keys.length) this.grow();
    return id;
  }

  /** The number of a pair; -1 when it is unknown. */
  find(a: number, b: number): number {
    const { slots, keys, mask } = this;
    let at = mix(a, b) & mask;
    for (;;) {
      const slot = slots[at]!;
      if (slot === 0) return -1;
      if (keys[2 * slot - 2] === a && keys[2 * slot - 1] === b) return slot - 1;
      at = (at + 1) & mask;
    }
  }

  private grow(): void {
    // Four times as large at first: tables that grow at all mostly grow much.
    const capacity = this.slots.length * (this.slots.length < 1_000_000 ? 4 : 2);
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity);
    this.keys = extended(this.keys, capacity);
    const { slots, keys, mask } = this;
    for (let id = 0; id < this.count; id++) {
      if (id === this.skipped) continue;
      let at = mix(keys[2 * id]!, keys[2 * id + 1]!) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = id + 1;
    }
  }
}

/** A longer copy of an array. */
export function extended(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(length);
  result.set(array);
  return result;
}

/** Cells of the square table that small ids use. */
const directSide = 256;

/** `PairTable` for two ids that are mostly small: a plain table as long as both are. */
export class IdPairs {
  private direct: Int32Array | undefined = new Int32Array(directSide * directSide);
  private readonly cells: number[] = [];
  private readonly table = new PairTable();

  get size(): number {
    return this.direct === undefined ? this.table.size : this.cells.length;
  }

  /** Numbers of the pairs `left[row]`, `right[row]`, written over `left`; a negative id gives -1, as does an unknown pair when not inserting. */
  number(left: Int32Array, right: Int32Array, bound: number, insert: boolean): void {
    if (this.direct !== undefined && bound > directSide) this.leaveDirect();
    const { direct, table, cells } = this;
    for (let row = 0; row < left.length; row++) {
      const a = left[row]!;
      const b = right[row]!;
      if ((a | b) < 0) left[row] = -1;
      else if (direct === undefined) left[row] = insert ? table.insert(a, b) : table.find(a, b);
      else {
        const cell = a * directSide + b;
        let number = direct[cell]!;
        if (number === 0 && insert) number = direct[cell] = cells.push(cell);
        left[row] = number - 1;
      }
    }
  }

  private leaveDirect(): void {
    this.direct = undefined;
    for (const cell of this.cells) this.table.insert(Math.floor(cell / directSide), cell % directSide);
  }
}
