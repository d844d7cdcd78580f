import { convertValue } from '../convert.js';
import { BoolColumn, decodeUtf8, Int64Column, IntColumn, RealColumn, ValuesColumn, type Column } from '../columns/column.js';
import { chunkRows } from '../chunk.js';
import type { Int64Type, ScalarType, Value } from '../types.js';
import { readDatetime, readInteger, readReal, writeInteger } from './byteNumbers.js';
import { JsonBuilder, StringBuilder } from './stringBuilder.js';

/** Builds one column of a table, chunk by chunk. */
export interface ColumnBuilder {
  readonly type: ScalarType;
  /** Memory that the chunks so far hold, about. */
  readonly bytes: number;
  /** A value of the column's type; dynamic as a value or, for `JsonBuilder`, through `appendText`. */
  append(value: Value): void;
  /** UTF-8 text. False when it has no value of this type: the row gets null. Empty text is null (an empty string in a string column). */
  appendBytes(bytes: Uint8Array, start: number, end: number): boolean;
  /** As `appendBytes`. For a dynamic column the text is JSON. */
  appendText(text: string): boolean;
  /** Closes the chunk of the rows since the last one. */
  endChunk(): void;
  /** The chunks. The builder is spent. */
  finish(): readonly Column[];
}

export function columnBuilder(type: ScalarType): ColumnBuilder {
  if (type === 'string') return new StringBuilder();
  if (type === 'dynamic') return new JsonBuilder();
  if (type === 'decimal' || type === 'guid') return new ValuesBuilder(type);
  if (type === 'bool') return new BoolBuilder();
  if (type === 'int' || type === 'real') return new NumberBuilder(type);
  return new Int64Builder(type);
}

abstract class FixedBuilder implements ColumnBuilder {
  abstract readonly type: ScalarType;
  protected length = 0;
  protected valid: Uint8Array | undefined;
  private readonly chunks: Column[] = [];
  private held = 0;

  abstract append(value: Value): void;
  abstract appendBytes(bytes: Uint8Array, start: number, end: number): boolean;
  /** The rows of the chunk as a column; the builder starts new arrays. */
  protected abstract take(length: number, valid: Uint8Array | undefined): Column;
  protected abstract readonly width: number;

  get bytes(): number {
    return this.held + this.length * this.width;
  }

  appendText(text: string): boolean {
    const value = text === '' ? null : convertValue(text, 'string', this.type);
    this.append(value);
    return value !== null || text === '';
  }

  protected appendNull(): void {
    if (this.valid === undefined) {
      this.valid = new Uint8Array(chunkRows);
      this.valid.fill(1, 0, this.length);
    }
    this.valid[this.length++] = 0;
  }

  /** Marks the row as one with a value; its place. */
  protected next(): number {
    if (this.valid !== undefined) this.valid[this.length] = 1;
    return this.length++;
  }

  endChunk(): void {
    if (this.length === 0) return;
    this.held += this.length * (this.width + (this.valid === undefined ? 0 : 1));
    this.chunks.push(this.take(this.length, this.valid?.slice(0, this.length)));
    this.length = 0;
    this.valid = undefined;
  }

  finish(): readonly Column[] {
    this.endChunk();
    return this.chunks;
  }
}

class Int64Builder extends FixedBuilder {
  protected readonly width = 8;
  private values = new BigInt64Array(chunkRows);
  private words = new Int32Array(this.values.buffer);

  constructor(readonly type: Int64Type) {
    super();
  }

  append(value: Value): void {
    if (value === null) this.appendNull();
    else this.values[this.next()] = value as bigint;
  }

  appendBytes(bytes: Uint8Array, start: number, end: number): boolean {
    if (start === end) {
      this.appendNull();
      return true;
    }
    if (this.type === 'datetime') {
      if (readDatetime(bytes, start, end, this.words, this.length * 2)) {
        this.next();
        return true;
      }
    } else if (this.type === 'long') {
      const value = readInteger(bytes, start, end);
      if (value === value) {
        writeInteger(value, this.words, this.next() * 2);
        return true;
      }
    }
    return this.appendText(decodeUtf8(bytes, start, end));
  }

  protected take(length: number, valid: Uint8Array | undefined): Column {
    const values = length === chunkRows ? this.values : this.values.slice(0, length);
    this.values = new BigInt64Array(chunkRows);
    this.words = new Int32Array(this.values.buffer);
    return new Int64Column(this.type, values, valid);
  }
}

class NumberBuilder extends FixedBuilder {
  protected readonly width: number;
  private values: Float64Array | Int32Array;

  constructor(readonly type: 'int' | 'real') {
    super();
    this.width = type === 'int' ? 4 : 8;
    this.values = this.empty();
  }

  private empty(): Float64Array | Int32Array {
    return this.type === 'int' ? new Int32Array(chunkRows) : new Float64Array(chunkRows);
  }

  append(value: Value): void {
    if (value === null) this.appendNull();
    else this.values[this.next()] = value as number;
  }

  appendBytes(bytes: Uint8Array, start: number, end: number): boolean {
    if (start === end) {
      this.appendNull();
      return true;
    }
    const value = this.type === 'int' ? readInteger(bytes, start, end) : readReal(bytes, start, end);
    if (value === value && (this.type === 'real' || value === (value | 0))) {
      this.values[this.next()] = value;
      return true;
    }
    return this.appendText(decodeUtf8(bytes, start, end));
  }

  protected take(length: number, valid: Uint8Array | undefined): Column {
    const values = length === chunkRows ? this.values : this.values.slice(0, length);
    this.values = this.empty();
    return values instanceof Int32Array ? new IntColumn(values, valid) : new RealColumn(values, valid);
  }
}

class BoolBuilder extends FixedBuilder {
  readonly type = 'bool';
  protected readonly width = 1;
  private values = new Uint8Array(chunkRows);

  append(value: Value): void {
    if (value === null) this.appendNull();
    else this.values[this.next()] = value === true ? 1 : 0;
  }

  appendBytes(bytes: Uint8Array, start: number, end: number): boolean {
    return this.appendText(decodeUtf8(bytes, start, end));
  }

  protected take(length: number, valid: Uint8Array | undefined): Column {
    const values = this.values.slice(0, length);
    // Null rows hold 0.
    this.values.fill(0);
    return new BoolColumn(values, valid);
  }
}

class ValuesBuilder extends FixedBuilder {
  protected readonly width = 64;
  private values: Value[] = [];

  constructor(readonly type: 'decimal' | 'guid') {
    super();
  }

  append(value: Value): void {
    this.values.push(value);
    this.length++;
  }

  appendBytes(bytes: Uint8Array, start: number, end: number): boolean {
    return this.appendText(decodeUtf8(bytes, start, end));
  }

  protected take(): Column {
    const values = this.values;
    this.values = [];
    return new ValuesColumn(this.type, values);
  }
}
