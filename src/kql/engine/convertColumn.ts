import {
  ColumnWriter,
  ConstColumn,
  constant,
  DictColumn,
  Int64Column,
  IntColumn,
  JsonColumn,
  RealColumn,
  Utf8Column,
  ValuesColumn,
  type Column,
} from './columns/column.js';
import { isDatetime } from './calendar.js';
import { convertJsonText } from './convertJson.js';
import type { Int64Type, ScalarType, Value } from './types.js';

const twoTo32 = 4_294_967_296;

/** Converts a column, by loops over typed arrays where the meaning is plain, else with `convert` (once per distinct value or row). */
export function convertByClass(column: Column, to: ScalarType, convert: (value: Value) => Value): Column {
  if (column instanceof ConstColumn) return constant(to, convert(column.value), column.length);
  if (to === 'dynamic' && column.type === 'string') return jsonOfText(column) ?? convertRows(column, to, convert);
  if (column instanceof DictColumn) return convertDictionary(column, column, to, convert);
  if (column instanceof JsonColumn && column.text instanceof DictColumn) {
    return convertDictionary(column, column.text, to, convert);
  }
  if (column instanceof JsonColumn && column.text instanceof Utf8Column) {
    const converted = convertJsonText(column.text, to, (row) => convert(column.get(row)));
    if (converted !== undefined) return converted;
  }
  return convertTyped(column, to) ?? convertRows(column, to, convert);
}

function jsonOfText(column: Column): Column | undefined {
  return column instanceof DictColumn || column instanceof Utf8Column || column instanceof ValuesColumn
    ? new JsonColumn(column)
    : undefined;
}

function convertTyped(column: Column, to: ScalarType): Column | undefined {
  if (column instanceof IntColumn) {
    if (to === 'long') return new Int64Column('long', longsOfInts(column.values), column.valid);
    if (to === 'real') return new RealColumn(Float64Array.from(column.values), column.valid);
  } else if (column instanceof Int64Column) {
    if (to === 'real') return new RealColumn(realsOfLongs(column), column.valid);
    if (to === 'long' || (to === 'timespan' && column.type === 'long')) return new Int64Column(to, column.values, column.valid);
    if (to === 'datetime' && column.type === 'long') return datetimesOfLongs(column);
    if (to === 'int') return intsOfLongs(column);
    if (to === 'string' && column.type === 'long') return textsOfLongs(column);
  } else if (column instanceof RealColumn) {
    if (to === 'long') return longsOfReals(column, to);
    if (to === 'int') return intsOfReals(column);
  }
  return undefined;
}

export function longsOfInts(values: Int32Array): BigInt64Array {
  const longs = new BigInt64Array(values.length);
  const words = new Int32Array(longs.buffer);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    words[2 * i] = value;
    words[2 * i + 1] = value >> 31;
  }
  return longs;
}

/** Each rounded once, as `Number` does. */
export function realsOfLongs(column: Int64Column): Float64Array {
  const { words } = column;
  const reals = new Float64Array(column.length);
  for (let i = 0; i < reals.length; i++) reals[i] = words[2 * i + 1]! * twoTo32 + (words[2 * i]! >>> 0);
  return reals;
}

function datetimesOfLongs(column: Int64Column): Column {
  const { values } = column;
  for (const value of values) if (!isDatetime(value)) return convertRows(column, 'datetime', nullUnlessDatetime);
  return new Int64Column('datetime', values, column.valid);
}

function nullUnlessDatetime(value: Value): Value {
  return value !== null && isDatetime(value as bigint) ? value : null;
}

function intsOfLongs(column: Int64Column): IntColumn {
  const { words, valid, length } = column;
  const ints = new Int32Array(length);
  const marks = new Validities(length, valid);
  for (let i = 0; i < length; i++) {
    const low = words[2 * i]!;
    if (words[2 * i + 1] === low >> 31) ints[i] = low;
    else marks.clear(i);
  }
  return new IntColumn(ints, marks.result);
}

function textsOfLongs(column: Int64Column): Column {
  const { words, length } = column;
  const texts = new Array<string>(length);
  for (let i = 0; i < length; i++) {
    const low = words[2 * i]!;
    if (column.isNull(i)) texts[i] = '';
    else texts[i] = words[2 * i + 1] === low >> 31 ? String(low) : String(column.values[i]);
  }
  return new ValuesColumn('string', texts);
}

function longsOfReals(column: RealColumn, to: Int64Type): Int64Column {
  const { values: reals, valid, length } = column;
  const longs = new BigInt64Array(length);
  const words = new Int32Array(longs.buffer);
  const marks = new Validities(length, valid);
  for (let i = 0; i < length; i++) {
    const value = Math.trunc(reals[i]!);
    const high = Math.floor(value / twoTo32);
    if (high >= -2_147_483_648 && high < 2_147_483_648) {
      words[2 * i] = value - high * twoTo32;
      words[2 * i + 1] = high;
    } else if (value === 9_223_372_036_854_775_808) {
      longs[i] = 9_223_372_036_854_775_807n;
    } else {
      marks.clear(i);
    }
  }
  return new Int64Column(to, longs, marks.result);
}

function intsOfReals(column: RealColumn): IntColumn {
  const { values: reals, valid, length } = column;
  const ints = new Int32Array(length);
  const marks = new Validities(length, valid);
  for (let i = 0; i < length; i++) {
    const value = Math.trunc(reals[i]!);
    if (value >= -2_147_483_648 && value <= 2_147_483_647) ints[i] = value;
    else marks.clear(i);
  }
  return new IntColumn(ints, marks.result);
}

/** A validity that is copied when the first row becomes null. */
class Validities {
  private own: Uint8Array | undefined;
  constructor(
    private readonly length: number,
    private readonly start: Uint8Array | undefined,
  ) {}
  clear(row: number): void {
    this.own ??= this.start === undefined ? new Uint8Array(this.length).fill(1) : Uint8Array.from(this.start);
    this.own[row] = 0;
  }
  get result(): Uint8Array | undefined {
    return this.own ?? this.start;
  }
}

/** What is known of the values of a dictionary, by target type: chunks of a table share their dictionary. */
const knownByDictionary = new WeakMap<readonly string[], Map<string, (Value | undefined)[]>>();

/** Once per distinct value in use. `codes` is the dictionary column behind `column`, or itself. */
function convertDictionary(column: Column, codes: DictColumn, to: ScalarType, convert: (value: Value) => Value): Column {
  const { length } = column;
  const { dictionary } = codes;
  let byType = knownByDictionary.get(dictionary);
  if (byType === undefined) {
    byType = new Map<string, (Value | undefined)[]>();
    knownByDictionary.set(dictionary, byType);
  }
  const conversion = `${column.type} ${to}`;
  let known = byType.get(conversion);
  if (known === undefined) byType.set(conversion, (known = new Array<Value | undefined>(dictionary.length)));
  if (to === 'string') return textsOfDictionary(column, codes, known, convert);
  const writer = new ColumnWriter(to, length);
  let missing: Value | undefined;
  for (let i = 0; i < length; i++) {
    const code = codes.codes[i]!;
    let value = code < 0 ? missing : known[code];
    if (value === undefined) {
      value = convert(column.get(i));
      if (code < 0) missing = value;
      else known[code] = value;
    }
    writer.set(i, value);
  }
  return writer.finish();
}

/** Texts in a dictionary of their own. */
function textsOfDictionary(
  column: Column,
  codes: DictColumn,
  known: (Value | undefined)[],
  convert: (value: Value) => Value,
): DictColumn {
  const { length } = column;
  const codeOfText = new Map<string, number>();
  const newCodes = new Int32Array(codes.dictionary.length).fill(-1);
  const result = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const code = codes.codes[i]!;
    if (code < 0) {
      result[i] = -1;
      continue;
    }
    let newCode = newCodes[code]!;
    if (newCode < 0) {
      const text = (known[code] ??= convert(column.get(i))) as string;
      newCode = codeOfText.get(text) ?? codeOfText.size;
      codeOfText.set(text, newCode);
      newCodes[code] = newCode;
    }
    result[i] = newCode;
  }
  return new DictColumn(result, [...codeOfText.keys()]);
}

function convertRows(column: Column, to: ScalarType, convert: (value: Value) => Value): Column {
  const writer = new ColumnWriter(to, column.length);
  for (let i = 0; i < column.length; i++) writer.set(i, convert(column.get(i)));
  return writer.finish();
}
