import type { Int64Type, Value } from '../types.js';
import { copyBytes, viewOf } from '../hash/bytes.js';
import type { Column, Validity } from './column.js';
import {
  BoolColumn,
  ConstColumn,
  DictColumn,
  Int64Column,
  IntColumn,
  JsonColumn,
  RealColumn,
  Utf8Column,
  ValuesColumn,
  constant,
} from './column.js';

/** The rows of several columns of one type, one after the other. At least one column. */
export function concatColumns(columns: readonly Column[]): Column {
  const first = columns[0]!;
  if (columns.length === 1) return first;
  const length = columns.reduce((sum, column) => sum + column.length, 0);
  if (first instanceof ConstColumn && columns.every((column) => column instanceof ConstColumn && column.value === first.value)) {
    return constant(first.type, first.value, length);
  }
  switch (first.type) {
    case 'bool':
      return new BoolColumn(
        fill(columns, new Uint8Array(length), BoolColumn, (value) => (value === true ? 1 : 0)),
        validity(columns, length),
      );
    case 'int':
      return new IntColumn(
        fill(columns, new Int32Array(length), IntColumn, (value) => Number(value)),
        validity(columns, length),
      );
    case 'real':
      return new RealColumn(
        fill(columns, new Float64Array(length), RealColumn, (value) => Number(value)),
        validity(columns, length),
      );
    case 'long':
    case 'datetime':
    case 'timespan':
      return new Int64Column(first.type, concatInt64(columns, length), validity(columns, length));
    case 'string':
      return concatStrings(columns, length);
    case 'dynamic':
      if (columns.every((column) => column instanceof JsonColumn)) {
        return new JsonColumn(
          concatStrings(
            columns.map((column) => column.text),
            length,
          ),
        );
      }
      return concatValues('dynamic', columns, length);
    default:
      return concatValues(first.type, columns, length);
  }
}

type NumberArray = Uint8Array | Int32Array | Float64Array;

function fill<A extends NumberArray>(
  columns: readonly Column[],
  to: A,
  type: abstract new (...args: never[]) => Column & { readonly values: A },
  toNumber: (value: Value) => number,
): A {
  let at = 0;
  for (const column of columns) {
    if (column instanceof type) to.set(column.values, at);
    else if (column instanceof ConstColumn) to.fill(column.value === null ? 0 : toNumber(column.value), at, at + column.length);
    else for (let i = 0; i < column.length; i++) to[at + i] = toNumber(column.get(i));
    at += column.length;
  }
  return to;
}

function concatInt64(columns: readonly Column[], length: number): BigInt64Array {
  const to = new BigInt64Array(length);
  let at = 0;
  for (const column of columns) {
    if (column instanceof Int64Column) to.set(column.values, at);
    else if (column instanceof ConstColumn) to.fill((column.value as bigint | null) ?? 0n, at, at + column.length);
    else for (let i = 0; i < column.length; i++) to[at + i] = (column.get(i) as bigint | null) ?? 0n;
    at += column.length;
  }
  return to;
}

function validity(columns: readonly Column[], length: number): Validity {
  let valid: Uint8Array | undefined;
  let at = 0;
  for (const column of columns) {
    const own = (column as Column & { readonly valid?: Validity }).valid;
    if (own !== undefined) {
      valid ??= new Uint8Array(length).fill(1);
      valid.set(own, at);
    } else if (column instanceof ConstColumn && column.value === null) {
      valid ??= new Uint8Array(length).fill(1);
      valid.fill(0, at, at + column.length);
    }
    at += column.length;
  }
  return valid;
}

function concatStrings(columns: readonly Column[], length: number): DictColumn | Utf8Column | ValuesColumn {
  if (columns.every((column) => column instanceof DictColumn || column instanceof ConstColumn)) {
    return concatDictionaries(columns, length);
  }
  if (columns.every((column) => column instanceof Utf8Column)) return concatUtf8(columns, length);
  const values = new Array<Value>(length);
  let at = 0;
  for (const column of columns) for (let i = 0; i < column.length; i++) values[at++] = column.get(i);
  return new ValuesColumn('string', values);
}

function concatDictionaries(columns: readonly (DictColumn | ConstColumn)[], length: number): DictColumn {
  const codes = new Int32Array(length);
  const shared = columns.find((column) => column instanceof DictColumn)?.dictionary;
  let at = 0;
  if (shared !== undefined && columns.every((column) => column instanceof DictColumn && column.dictionary === shared)) {
    for (const column of columns as readonly DictColumn[]) {
      codes.set(column.codes, at);
      at += column.length;
    }
    return new DictColumn(codes, shared);
  }
  const dictionary: string[] = [];
  const codeOf = new Map<string, number>();
  const intern = (text: string): number => {
    let code = codeOf.get(text);
    if (code === undefined) {
      code = dictionary.length;
      dictionary.push(text);
      codeOf.set(text, code);
    }
    return code;
  };
  const remaps = new Map<readonly string[], Int32Array>();
  for (const column of columns) {
    if (column instanceof ConstColumn) {
      codes.fill(intern(column.value as string), at, at + column.length);
    } else {
      let remap = remaps.get(column.dictionary);
      if (remap === undefined) remaps.set(column.dictionary, (remap = new Int32Array(column.dictionary.length).fill(-1)));
      for (let i = 0; i < column.length; i++) {
        const code = column.codes[i]!;
        if (code < 0) codes[at + i] = -1;
        else {
          if (remap[code]! < 0) remap[code] = intern(column.dictionary[code]!);
          codes[at + i] = remap[code]!;
        }
      }
    }
    at += column.length;
  }
  return new DictColumn(codes, dictionary);
}

function concatUtf8(columns: readonly Utf8Column[], length: number): Utf8Column {
  const bases = new Map<Uint8Array, number>();
  let size = 0;
  for (const { bytes } of columns) {
    if (bases.has(bytes)) continue;
    bases.set(bytes, size);
    size += bytes.length;
  }
  if (bases.size > 1) {
    let used = 0;
    for (const { starts, ends } of columns) for (let i = 0; i < starts.length; i++) used += ends[i]! - starts[i]!;
    // Few rows of much text: only what they need.
    if (used * 2 < size) return packedUtf8(columns, length, used);
  }
  if (size > 0xffff_ffff) throw new RangeError('A string column of more than 4 GB cannot be put together.');
  let bytes = columns[0]!.bytes;
  if (bases.size > 1) {
    bytes = new Uint8Array(size);
    for (const [part, base] of bases) bytes.set(part, base);
  }
  const starts = new Uint32Array(length);
  const ends = new Uint32Array(length);
  let at = 0;
  for (const column of columns) {
    const base = bases.get(column.bytes)!;
    if (base === 0) {
      starts.set(column.starts, at);
      ends.set(column.ends, at);
    } else {
      for (let i = 0; i < column.length; i++) {
        starts[at + i] = column.starts[i]! + base;
        ends[at + i] = column.ends[i]! + base;
      }
    }
    at += column.length;
  }
  return new Utf8Column(bytes, starts, ends);
}

/** The texts one behind the other in bytes of their own. */
function packedUtf8(columns: readonly Utf8Column[], length: number, size: number): Utf8Column {
  const packed = new Uint8Array(size);
  const target = viewOf(packed);
  const starts = new Uint32Array(length);
  const ends = new Uint32Array(length);
  let row = 0;
  let at = 0;
  for (const column of columns) {
    const view = viewOf(column.bytes);
    for (let i = 0; i < column.length; i++, row++) {
      starts[row] = at;
      at = copyBytes(view, column.starts[i]!, column.ends[i]!, target, at);
      ends[row] = at;
    }
  }
  return new Utf8Column(packed, starts, ends);
}

function concatValues(type: 'dynamic' | 'decimal' | 'guid', columns: readonly Column[], length: number): ValuesColumn {
  const values = new Array<Value>(length);
  let at = 0;
  for (const column of columns) for (let i = 0; i < column.length; i++) values[at++] = column.get(i);
  return new ValuesColumn(type, values);
}

/** A column of 64-bit integers as its class, constants written out. */
export function int64Of(column: Column): Int64Column {
  if (column instanceof Int64Column) return column;
  return new Int64Column(column.type as Int64Type, concatInt64([column], column.length), validity([column], column.length));
}
