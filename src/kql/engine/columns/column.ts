import { parseDynamic } from '../dynamicText.js';
import type { Dynamic } from '../dynamic.js';
import type { Int64Type, ScalarType, Value } from '../types.js';

/** 1 where a row has a value, 0 where it is null; absent when every row has one. */
export type Validity = Uint8Array | undefined;

/**
 * A column of a chunk: immutable, of one type, `length` rows. Row access through `get` serves any code; hot loops test the class and
 * read its arrays. Row -1 in `gather` gives null ("" for a string).
 */
export abstract class Column {
  abstract readonly type: ScalarType;
  abstract readonly length: number;
  /** The value of a row. Strings are never null. */
  abstract get(row: number): Value;
  abstract isNull(row: number): boolean;
  abstract gather(rows: Int32Array): Column;
  abstract slice(from: number, to: number): Column;
}

function gatherValidity(valid: Validity, rows: Int32Array): Validity {
  if (valid === undefined) {
    let signs = 0;
    for (let i = 0; i < rows.length; i++) signs |= rows[i]!;
    if (signs >= 0) return undefined;
  }
  let result: Uint8Array | undefined;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row < 0 || (valid !== undefined && valid[row] === 0)) {
      result ??= new Uint8Array(rows.length).fill(1);
      result[i] = 0;
    }
  }
  return result;
}

/** A column of a typed array, with its nulls beside it. */
abstract class NullableColumn extends Column {
  constructor(
    readonly length: number,
    readonly valid: Validity,
  ) {
    super();
  }
  isNull(row: number): boolean {
    return this.valid !== undefined && this.valid[row] === 0;
  }
}

export class BoolColumn extends NullableColumn {
  readonly type = 'bool';
  /** `values` is 1 or 0; 0 where null. */
  constructor(
    readonly values: Uint8Array,
    valid?: Validity,
  ) {
    super(values.length, valid);
  }
  get(row: number): boolean | null {
    return this.isNull(row) ? null : this.values[row] === 1;
  }
  gather(rows: Int32Array): BoolColumn {
    const values = new Uint8Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = this.values[rows[i]!] ?? 0;
    return new BoolColumn(values, gatherValidity(this.valid, rows));
  }
  slice(from: number, to: number): BoolColumn {
    return new BoolColumn(this.values.subarray(from, to), this.valid?.subarray(from, to));
  }
}

export class IntColumn extends NullableColumn {
  readonly type = 'int';
  constructor(
    readonly values: Int32Array,
    valid?: Validity,
  ) {
    super(values.length, valid);
  }
  get(row: number): number | null {
    return this.isNull(row) ? null : this.values[row]!;
  }
  gather(rows: Int32Array): IntColumn {
    const values = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = this.values[rows[i]!] ?? 0;
    return new IntColumn(values, gatherValidity(this.valid, rows));
  }
  slice(from: number, to: number): IntColumn {
    return new IntColumn(this.values.subarray(from, to), this.valid?.subarray(from, to));
  }
}

/**
 * long, datetime (ticks since 0001-01-01) or timespan (ticks). `words` is the same memory as 32-bit words, low word first (all platforms
 * that run Node are little-endian): hashing, equality and sums need no BigInt.
 */
export class Int64Column extends NullableColumn {
  private cachedWords: Int32Array | undefined;
  constructor(
    readonly type: Int64Type,
    readonly values: BigInt64Array,
    valid?: Validity,
  ) {
    super(values.length, valid);
  }
  get words(): Int32Array {
    this.cachedWords ??= new Int32Array(this.values.buffer, this.values.byteOffset, this.values.length * 2);
    return this.cachedWords;
  }
  get(row: number): bigint | null {
    return this.isNull(row) ? null : this.values[row]!;
  }
  gather(rows: Int32Array): Int64Column {
    const from = this.words;
    const values = new BigInt64Array(rows.length);
    const to = new Int32Array(values.buffer);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      if (row < 0) continue;
      to[2 * i] = from[2 * row]!;
      to[2 * i + 1] = from[2 * row + 1]!;
    }
    return new Int64Column(this.type, values, gatherValidity(this.valid, rows));
  }
  slice(from: number, to: number): Int64Column {
    return new Int64Column(this.type, this.values.subarray(from, to), this.valid?.subarray(from, to));
  }
}

export class RealColumn extends NullableColumn {
  readonly type = 'real';
  constructor(
    readonly values: Float64Array,
    valid?: Validity,
  ) {
    super(values.length, valid);
  }
  get(row: number): number | null {
    return this.isNull(row) ? null : this.values[row]!;
  }
  gather(rows: Int32Array): RealColumn {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = this.values[rows[i]!] ?? 0;
    return new RealColumn(values, gatherValidity(this.valid, rows));
  }
  slice(from: number, to: number): RealColumn {
    return new RealColumn(this.values.subarray(from, to), this.valid?.subarray(from, to));
  }
}

/**
 * A string column of few distinct values. Chunks of a table share the `dictionary` array (never mutate it), so its identity can key a
 * cache. Values in it are distinct.
 */
export class DictColumn extends Column {
  readonly type = 'string';
  readonly length: number;
  constructor(
    readonly codes: Int32Array,
    readonly dictionary: readonly string[],
  ) {
    super();
    this.length = codes.length;
  }
  get(row: number): string {
    return this.dictionary[this.codes[row]!] ?? '';
  }
  isNull(): boolean {
    return false;
  }
  /** Row -1 gets code -1, which reads as "". */
  gather(rows: Int32Array): DictColumn {
    const codes = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) codes[i] = this.codes[rows[i]!] ?? -1;
    return new DictColumn(codes, this.dictionary);
  }
  slice(from: number, to: number): DictColumn {
    return new DictColumn(this.codes.subarray(from, to), this.dictionary);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A string column of many distinct values: row `i` is the UTF-8 `bytes` from `starts[i]` to `ends[i]`. Shared by slices and gathers. */
export class Utf8Column extends Column {
  readonly type = 'string';
  readonly length: number;
  constructor(
    readonly bytes: Uint8Array,
    readonly starts: Uint32Array,
    readonly ends: Uint32Array,
  ) {
    super();
    this.length = starts.length;
  }
  get(row: number): string {
    return decodeUtf8(this.bytes, this.starts[row]!, this.ends[row]!);
  }
  isNull(): boolean {
    return false;
  }
  gather(rows: Int32Array): Utf8Column {
    const starts = new Uint32Array(rows.length);
    const ends = new Uint32Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      starts[i] = this.starts[rows[i]!] ?? 0;
      ends[i] = this.ends[rows[i]!] ?? 0;
    }
    return new Utf8Column(this.bytes, starts, ends);
  }
  slice(from: number, to: number): Utf8Column {
    return new Utf8Column(this.bytes, this.starts.subarray(from, to), this.ends.subarray(from, to));
  }
}

export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= 24) {
    let text = '';
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte > 127) return decoder.decode(bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decoder.decode(bytes.subarray(start, end));
}

/** Values as they are: computed strings, and every decimal, guid and computed dynamic column. */
export class ValuesColumn extends Column {
  readonly length: number;
  constructor(
    readonly type: 'string' | 'dynamic' | 'decimal' | 'guid',
    readonly values: readonly Value[],
  ) {
    super();
    this.length = values.length;
  }
  get(row: number): Value {
    return this.values[row] ?? (this.type === 'string' ? '' : null);
  }
  isNull(row: number): boolean {
    return this.type !== 'string' && (this.values[row] ?? null) === null;
  }
  gather(rows: Int32Array): ValuesColumn {
    const values = new Array<Value>(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = this.get(rows[i]!);
    return new ValuesColumn(this.type, values);
  }
  slice(from: number, to: number): ValuesColumn {
    return new ValuesColumn(this.type, this.values.slice(from, to));
  }
}

/** A dynamic column that is still JSON text ("" is null), parsed value by value on demand. */
export class JsonColumn extends Column {
  readonly type = 'dynamic';
  readonly length: number;
  private cache: (Dynamic | undefined)[] | undefined;
  constructor(readonly text: DictColumn | Utf8Column | ValuesColumn) {
    super();
    this.length = text.length;
  }
  get(row: number): Dynamic {
    if (this.text instanceof DictColumn) {
      const code = this.text.codes[row]!;
      if (code < 0) return null;
      this.cache ??= [];
      return (this.cache[code] ??= parseDynamic(this.text.dictionary[code]!));
    }
    return parseDynamic(this.text.get(row) as string);
  }
  isNull(row: number): boolean {
    if (this.text instanceof Utf8Column) {
      const { bytes, starts, ends } = this.text;
      if (starts[row] === ends[row]) return true;
      const first = bytes[starts[row]!]!;
      // Only `null` is null, perhaps behind blanks or a byte order mark.
      if (first > 32 && first !== 110 && first !== 0xef) return false;
    }
    return this.get(row) === null;
  }
  gather(rows: Int32Array): JsonColumn {
    return new JsonColumn(this.text.gather(rows));
  }
  slice(from: number, to: number): JsonColumn {
    return new JsonColumn(this.text.slice(from, to));
  }
}

/** The same value in every row. */
export class ConstColumn extends Column {
  constructor(
    readonly type: ScalarType,
    readonly value: Value,
    readonly length: number,
  ) {
    super();
  }
  get(): Value {
    return this.value;
  }
  isNull(): boolean {
    return this.value === null;
  }
  gather(rows: Int32Array): Column {
    if (rows.includes(-1)) return gatherGeneric(this, rows);
    return new ConstColumn(this.type, this.value, rows.length);
  }
  slice(from: number, to: number): ConstColumn {
    return new ConstColumn(this.type, this.value, to - from);
  }
}

/** A constant of a type; a null string becomes "". */
export function constant(type: ScalarType, value: Value, length: number): ConstColumn {
  return new ConstColumn(type, value === null && type === 'string' ? '' : value, length);
}

function gatherGeneric(column: ConstColumn, rows: Int32Array): Column {
  const values = Array.from(rows, (row) => (row < 0 ? null : column.value));
  return columnOf(column.type, values);
}

/** A column of values; null becomes "" in a string column. */
export function columnOf(type: ScalarType, values: readonly Value[]): Column {
  const writer = new ColumnWriter(type, values.length);
  for (let i = 0; i < values.length; i++) writer.set(i, values[i] ?? null);
  return writer.finish();
}

/** Fills a column of known length row by row; rows never set are null (""). */
export class ColumnWriter {
  private readonly bytes: Uint8Array | undefined;
  private readonly ints: Int32Array | undefined;
  private readonly longs: BigInt64Array | undefined;
  private readonly reals: Float64Array | undefined;
  private readonly values: Value[] | undefined;
  private readonly valid: Uint8Array | undefined;
  private written = 0;

  constructor(
    readonly type: ScalarType,
    readonly length: number,
  ) {
    switch (type) {
      case 'bool':
        this.bytes = new Uint8Array(length);
        break;
      case 'int':
        this.ints = new Int32Array(length);
        break;
      case 'long':
      case 'datetime':
      case 'timespan':
        this.longs = new BigInt64Array(length);
        break;
      case 'real':
        this.reals = new Float64Array(length);
        break;
      default:
        this.values = new Array<Value>(length).fill(type === 'string' ? '' : null);
        return;
    }
    this.valid = new Uint8Array(length);
  }

  /** `value` must be of the column's type, or null. Each row at most once. */
  set(row: number, value: Value): void {
    if (value === null) return;
    this.written++;
    if (this.values !== undefined) {
      this.values[row] = value;
      return;
    }
    this.valid![row] = 1;
    if (this.longs !== undefined) this.longs[row] = value as bigint;
    else if (this.reals !== undefined) this.reals[row] = value as number;
    else if (this.ints !== undefined) this.ints[row] = value as number;
    else this.bytes![row] = value === true ? 1 : 0;
  }

  finish(): Column {
    if (this.values !== undefined) {
      return new ValuesColumn(this.type as 'string' | 'dynamic' | 'decimal' | 'guid', this.values);
    }
    const valid = this.written === this.length ? undefined : this.valid;
    if (this.longs !== undefined) return new Int64Column(this.type as Int64Type, this.longs, valid);
    if (this.reals !== undefined) return new RealColumn(this.reals, valid);
    if (this.ints !== undefined) return new IntColumn(this.ints, valid);
    return new BoolColumn(this.bytes!, valid);
  }
}
