import type { Decimal } from 'decimal.js';
import {
  BoolColumn,
  ConstColumn,
  DictColumn,
  Int64Column,
  IntColumn,
  JsonColumn,
  RealColumn,
  Utf8Column,
  type Column,
} from '../columns/column.js';
import { dynamicJson } from '../dynamicText.js';
import type { Dynamic } from '../dynamic.js';
import type { ScalarType, Value } from '../types.js';
import { PairTable } from './pairTable.js';
import { StringTable } from './stringTable.js';

/** The id of a value that was not inserted, and of null where nulls do not count. */
const unknownId = -1;

/**
 * Gives the distinct values of one type ids over any number of chunks: 0, 1, 2 … in the order of first appearance. All NaN are one
 * value, -0 is 0, strings are never null. Null is a value like others, or has no id when `nulls` is false.
 */
export class ValueIds {
  private readonly table: PairTable | StringTable;
  private readonly pairs = new PairTable();
  private readonly strings = new StringTable();
  private readonly codes = new Map<readonly string[], Int32Array>();
  private readonly bits = new Float64Array(1);
  private readonly words = new Int32Array(this.bits.buffer);
  private nullId = unknownId;

  constructor(
    readonly type: ScalarType,
    private readonly nulls: boolean,
  ) {
    this.table = usesPairs(type) ? this.pairs : this.strings;
  }

  get size(): number {
    return this.table.size;
  }

  /** A hint that about so many values are to come in all. */
  expect(count: number): void {
    if (this.table === this.strings) this.strings.expect(count);
  }

  /** The id of each row. With `insert` false a value that is new gets -1. */
  ids(column: Column, insert: boolean): Int32Array {
    const ids = new Int32Array(column.length);
    if (column instanceof ConstColumn) return column.length === 0 ? ids : ids.fill(this.idOf(column.value, insert));
    if (column instanceof Int64Column) this.fromWords(column, ids, insert);
    else if (column instanceof DictColumn) this.fromDictionary(column, ids, insert);
    else if (column instanceof JsonColumn && column.text instanceof DictColumn) this.fromJson(column, column.text, ids, insert);
    else if (column instanceof Utf8Column) this.fromBytes(column, ids, insert);
    else if (column instanceof RealColumn) this.fromReals(column, ids, insert);
    else if (column instanceof IntColumn || column instanceof BoolColumn) this.fromNumbers(column, ids, insert);
    else for (let i = 0; i < ids.length; i++) ids[i] = this.idOf(column.get(i), insert);
    return ids;
  }

  private idOf(value: Value, insert: boolean): number {
    if (value === null) return this.type === 'string' ? this.text('', insert) : this.null(insert);
    switch (this.type) {
      case 'bool':
        return this.pair(value === true ? 1 : 0, 0, insert);
      case 'int':
        return this.pair(value as number, 0, insert);
      case 'long':
      case 'datetime':
      case 'timespan':
        return this.pair(Number(BigInt.asIntN(32, value as bigint)), Number((value as bigint) >> 32n), insert);
      case 'real':
        return this.real(value as number, insert);
      case 'dynamic':
        return this.text(dynamicJson(value as Dynamic), insert);
      case 'decimal':
        return this.text((value as Decimal).toString(), insert);
      default:
        return this.text(value as string, insert);
    }
  }

  private null(insert: boolean): number {
    if (insert && this.nulls && this.nullId < 0) this.nullId = this.table.skip();
    return this.nullId;
  }

  private pair(a: number, b: number, insert: boolean): number {
    return insert ? this.pairs.insert(a, b) : this.pairs.find(a, b);
  }

  private text(value: string, insert: boolean): number {
    return insert ? this.strings.insert(value) : this.strings.find(value);
  }

  private real(value: number, insert: boolean): number {
    this.bits[0] = value === 0 ? 0 : Number.isNaN(value) ? NaN : value;
    return this.pair(this.words[0]!, this.words[1]!, insert);
  }

  private fromWords(column: Int64Column, ids: Int32Array, insert: boolean): void {
    const { words, valid } = column;
    const { pairs } = this;
    // Neighbours are often equal: binned times, sorted ids.
    let lastLow = 0;
    let lastHigh = 0;
    let last = unknownId;
    for (let i = 0; i < ids.length; i++) {
      if (valid !== undefined && valid[i] === 0) {
        ids[i] = this.null(insert);
        continue;
      }
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      if (last < 0 || low !== lastLow || high !== lastHigh) {
        last = insert ? pairs.insert(low, high) : pairs.find(low, high);
        lastLow = low;
        lastHigh = high;
      }
      ids[i] = last;
    }
  }

  private fromNumbers({ values, valid }: IntColumn | BoolColumn, ids: Int32Array, insert: boolean): void {
    for (let i = 0; i < ids.length; i++) {
      ids[i] = valid === undefined || valid[i] === 1 ? this.pair(values[i]!, 0, insert) : this.null(insert);
    }
  }

  private fromReals({ values, valid }: RealColumn, ids: Int32Array, insert: boolean): void {
    for (let i = 0; i < ids.length; i++) {
      ids[i] = valid === undefined || valid[i] === 1 ? this.real(values[i]!, insert) : this.null(insert);
    }
  }

  private fromBytes({ bytes, starts, ends }: Utf8Column, ids: Int32Array, insert: boolean): void {
    this.strings.byteTable().numbers(bytes, starts, ends, insert, ids);
  }

  private fromDictionary({ codes, dictionary }: DictColumn, ids: Int32Array, insert: boolean): void {
    const map = this.codeMap(dictionary);
    for (let i = 0; i < ids.length; i++) {
      const code = codes[i]!;
      let id = code < 0 ? -1 : map[code]! - 1;
      if (id < 0) {
        id = this.text(dictionary[code] ?? '', insert);
        // What is unknown now may be inserted later.
        if (code >= 0) map[code] = id + 1;
      }
      ids[i] = id;
    }
  }

  private fromJson(column: JsonColumn, text: DictColumn, ids: Int32Array, insert: boolean): void {
    const map = this.codeMap(text.dictionary);
    for (let i = 0; i < ids.length; i++) {
      const code = text.codes[i]!;
      let id = code < 0 ? -1 : map[code]! - 1;
      if (id < 0) {
        id = this.idOf(column.get(i), insert);
        if (code >= 0) map[code] = id + 1;
      }
      ids[i] = id;
    }
  }

  /** Id + 1 of each code of a dictionary; 0 where not known yet. */
  private codeMap(dictionary: readonly string[]): Int32Array {
    let map = this.codes.get(dictionary);
    if (map === undefined) this.codes.set(dictionary, (map = new Int32Array(dictionary.length)));
    return map;
  }
}

function usesPairs(type: ScalarType): boolean {
  return type !== 'string' && type !== 'guid' && type !== 'decimal' && type !== 'dynamic';
}
