import { Decimal } from 'decimal.js';
import { ConstColumn, DictColumn, type Column } from '../columns/column.js';
import type { Dynamic } from '../dynamic.js';
import { dynamicJson } from '../dynamicText.js';

/** Rows numbered by distinct value: rows with equal values have equal ids, from 0 in order of appearance. */
export interface RowKeys {
  readonly ids: Int32Array;
  readonly count: number;
  /** The first row of each id. */
  readonly firstRows: readonly number[];
}

/** Ids of rows by their values in all the columns; nulls are equal to each other. No columns: one id. */
export function rowKeys(columns: readonly Column[], length: number): RowKeys {
  if (columns.length === 0)
    return { ids: new Int32Array(length), count: length === 0 ? 0 : 1, firstRows: length === 0 ? [] : [0] };
  let keys = ofColumn(columns[0]!, length);
  for (const column of columns.slice(1)) keys = combine(keys, ofColumn(column, length));
  return keys;
}

/** Ids of rows by pair of ids. */
export function combine(left: RowKeys, right: RowKeys): RowKeys {
  return number(left.ids.length, (row) => left.ids[row]! * right.count + right.ids[row]!);
}

function ofColumn(column: Column, length: number): RowKeys {
  if (column instanceof DictColumn) return number(length, (row) => column.codes[row]!);
  if (column instanceof ConstColumn) return number(length, () => 0);
  if (column.type === 'dynamic') {
    return number(length, (row) => {
      const value = column.get(row) as Dynamic;
      return value === null ? null : dynamicJson(value);
    });
  }
  return number(length, (row) => {
    const value = column.get(row);
    return value instanceof Decimal ? value.toString() : (value as string | number | bigint | boolean | null);
  });
}

function number(length: number, keyOf: (row: number) => string | number | bigint | boolean | null): RowKeys {
  const ids = new Int32Array(length);
  const firstRows: number[] = [];
  const seen = new Map<string | number | bigint | boolean | null, number>();
  for (let row = 0; row < length; row++) {
    const key = keyOf(row);
    let id = seen.get(key);
    if (id === undefined) {
      id = firstRows.push(row) - 1;
      seen.set(key, id);
    }
    ids[row] = id;
  }
  return { ids, count: firstRows.length, firstRows };
}

/** The rows of each id, in order. */
export function rowsByKey(keys: RowKeys): readonly Int32Array[] {
  const sizes = new Int32Array(keys.count);
  for (const id of keys.ids) sizes[id]!++;
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(keys.count);
  for (let row = 0; row < keys.ids.length; row++) {
    const id = keys.ids[row]!;
    lists[id]![filled[id]!++] = row;
  }
  return lists;
}
