import { chunkRows } from '../chunk.js';
import { DictColumn, JsonColumn, Utf8Column, type Column } from '../columns/column.js';
import type { Dynamic } from '../dynamic.js';
import { dynamicJson } from '../dynamicText.js';
import type { Value } from '../types.js';
import { ByteDictionary } from './byteDictionary.js';
import type { ColumnBuilder } from './columnBuilder.js';

/** More distinct values than that are no dictionary. */
const MAX_DISTINCT = 262_144;
/** Nor is one that would hold more than this share of the rows, once it is larger than `SMALL`. */
const MAX_SHARE = 0.3;
const SMALL = 2048;

const encoder = new TextEncoder();

/**
 * Dictionary-encodes while distinct values stay few, with one dictionary for all chunks; else all chunks are UTF-8 bytes with offsets.
 */
export class StringBuilder implements ColumnBuilder {
  readonly type = 'string';
  private dictionary: ByteDictionary | undefined = new ByteDictionary();
  private readonly known = new Map<string, number>();
  private codes = new Int32Array(chunkRows);
  private codeChunks: Int32Array[] = [];
  private readonly chunks: (DictColumn | Utf8Column)[] = [];
  private text = new Uint8Array(0);
  private used = 0;
  private starts = new Uint32Array(0);
  private ends = new Uint32Array(0);
  private length = 0;
  private rows = 0;
  private held = 0;
  private scratch = new Uint8Array(1024);

  get bytes(): number {
    return this.held + (this.dictionary?.bytes ?? this.used) + this.length * 8;
  }

  append(value: Value): void {
    this.appendText(value === null ? '' : (value as string));
  }

  appendBytes(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.dictionary !== undefined) this.codes[this.length++] = this.dictionary.code(bytes, start, end);
    else this.appendUtf8(bytes, start, end);
    return true;
  }

  appendText(text: string): boolean {
    if (this.dictionary !== undefined) {
      const known = this.known.get(text);
      if (known !== undefined) {
        this.codes[this.length++] = known;
        return true;
      }
    }
    if (text.length * 3 > this.scratch.length) this.scratch = new Uint8Array(text.length * 3);
    const { written } = encoder.encodeInto(text, this.scratch);
    this.appendBytes(this.scratch, 0, written);
    if (this.dictionary !== undefined) this.known.set(text, this.codes[this.length - 1]!);
    return true;
  }

  endChunk(): void {
    if (this.length === 0) return;
    this.rows += this.length;
    if (this.dictionary === undefined) {
      this.endUtf8Chunk();
    } else {
      this.codeChunks.push(this.length === chunkRows ? this.codes : this.codes.slice(0, this.length));
      this.held += this.length * 4;
      this.codes = new Int32Array(chunkRows);
      this.length = 0;
      const { size } = this.dictionary;
      if (size > MAX_DISTINCT || (size > SMALL && size > this.rows * MAX_SHARE)) this.leaveDictionary(this.dictionary);
    }
  }

  finish(): readonly (DictColumn | Utf8Column)[] {
    this.endChunk();
    if (this.dictionary !== undefined) {
      const texts = this.dictionary.texts();
      for (const codes of this.codeChunks) this.chunks.push(new DictColumn(codes, texts));
      this.codeChunks = [];
    }
    return this.chunks;
  }

  /** The chunks so far share the bytes of the dictionary; the next ones have their own. */
  private leaveDictionary(dictionary: ByteDictionary): void {
    const { pool, offsets } = dictionary;
    for (const codes of this.codeChunks) {
      const starts = new Uint32Array(codes.length);
      const ends = new Uint32Array(codes.length);
      for (let row = 0; row < codes.length; row++) {
        const code = codes[row]!;
        starts[row] = offsets[code]!;
        ends[row] = offsets[code + 1]!;
      }
      this.chunks.push(new Utf8Column(pool, starts, ends));
      this.held += codes.length * 4;
    }
    this.held += pool.length;
    this.codeChunks = [];
    this.known.clear();
    this.dictionary = undefined;
    this.codes = new Int32Array(0);
    this.startUtf8Chunk(Math.ceil((pool.length / Math.max(1, dictionary.size)) * chunkRows));
  }

  private startUtf8Chunk(capacity: number): void {
    this.text = new Uint8Array(Math.max(4096, capacity));
    this.starts = new Uint32Array(chunkRows);
    this.ends = new Uint32Array(chunkRows);
    this.used = 0;
    this.length = 0;
  }

  private appendUtf8(bytes: Uint8Array, start: number, end: number): void {
    const size = end - start;
    const from = this.used;
    if (from + size > this.text.length) {
      const grown = new Uint8Array(Math.max(this.text.length * 2, from + size));
      grown.set(this.text.subarray(0, from));
      this.text = grown;
    }
    const text = this.text;
    if (size > 64) text.set(bytes.subarray(start, end), from);
    else for (let i = 0; i < size; i++) text[from + i] = bytes[start + i]!;
    this.starts[this.length] = from;
    this.used = from + size;
    this.ends[this.length++] = this.used;
  }

  private endUtf8Chunk(): void {
    const { length, used } = this;
    // A little slack is cheaper than a copy.
    const text = used > this.text.length * 0.9 ? this.text : this.text.slice(0, used);
    this.chunks.push(new Utf8Column(text, this.starts.subarray(0, length), this.ends.subarray(0, length)));
    this.held += text.length + length * 8;
    this.startUtf8Chunk(Math.ceil(used * 1.05));
  }
}

/** Keeps dynamic values as JSON text. */
export class JsonBuilder implements ColumnBuilder {
  readonly type = 'dynamic';
  private readonly text = new StringBuilder();

  get bytes(): number {
    return this.text.bytes;
  }

  append(value: Value): void {
    this.text.appendText(value === null ? '' : dynamicJson(value as Dynamic));
  }

  appendBytes(bytes: Uint8Array, start: number, end: number): boolean {
    return this.text.appendBytes(bytes, start, end);
  }

  appendText(text: string): boolean {
    return this.text.appendText(text);
  }

  endChunk(): void {
    this.text.endChunk();
  }

  finish(): readonly Column[] {
    return this.text.finish().map((text) => new JsonColumn(text));
  }
}
