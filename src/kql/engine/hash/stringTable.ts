import { ByteTable } from './byteTable.js';

const encoder = new TextEncoder();

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

  /** A hint that about so many strings are to come in all. */
  expect(count: number): void {
    this.bytes?.expect(count);
  }

  /** The table of the strings as bytes, with all strings so far in it. */
  byteTable(): ByteTable {
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
