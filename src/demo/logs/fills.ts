import { Chunk, chunkRows, type Table } from '../../kql/engine/chunk';
import {
  BoolColumn,
  constant,
  DictColumn,
  Int64Column,
  IntColumn,
  JsonColumn,
  RealColumn,
  Utf8Column,
  type Column,
} from '../../kql/engine/columns/column';
import { unixEpochTicks } from '../../kql/engine/ticks';
import type { ScalarType, Schema, Value } from '../../kql/engine/types';
import { idCount, idOf, idText, type TextWriter } from './texts';

/** Makes the rows `[from, to)` of a column. */
export type Fill = (from: number, to: number, type: ScalarType) => Column;

/** A number per row: an array or a formula. */
export type Numbers = ArrayLike<number> | ((row: number) => number);

const at = (numbers: Numbers, row: number): number => (typeof numbers === 'function' ? numbers(row) : (numbers[row] ?? 0));

export const always =
  (value: Value): Fill =>
  (from, to, type) =>
    constant(type, value, to - from);

/** A text for each kind of row; equal texts share one entry of the dictionary. In a dynamic column the texts are JSON. */
export function texts(kinds: Numbers, textOfKind: readonly string[]): Fill {
  const known = new Map<string, number>();
  const codeOfKind = textOfKind.map((text) => {
    const code = known.get(text) ?? known.size;
    known.set(text, code);
    return code;
  });
  const dictionary = [...known.keys()];
  return (from, to, type) => {
    const codes = new Int32Array(to - from);
    for (let row = from; row < to; row++) codes[row - from] = codeOfKind[at(kinds, row)] ?? -1;
    const column = new DictColumn(codes, dictionary);
    return type === 'dynamic' ? new JsonColumn(column) : column;
  };
}

/** A text of its own for every row, at most so many bytes long. */
export const written =
  (width: number, write: TextWriter): Fill =>
  (from, to) => {
    const bytes = new Uint8Array((to - from) * width);
    const starts = new Uint32Array(to - from);
    const ends = new Uint32Array(to - from);
    let used = 0;
    for (let row = from; row < to; row++) {
      starts[row - from] = used;
      used += write(row, bytes, used);
      ends[row - from] = used;
    }
    return new Utf8Column(bytes, starts, ends);
  };

/** As `texts`, with a number that the row's key chooses where a text says `{id}`. */
export function templates(kinds: Numbers, textOfKind: readonly string[], keyOf: (row: number) => number): Fill {
  if (!textOfKind.some((text) => text.includes('{id}'))) return texts(kinds, textOfKind);
  const known = new Map<string, number>();
  const dictionary: string[] = [];
  const firstOfKind = textOfKind.map((text) => {
    let first = known.get(text);
    if (first === undefined) {
      known.set(text, (first = dictionary.length));
      if (!text.includes('{id}')) dictionary.push(text);
      else for (let id = 0; id < idCount; id++) dictionary.push(text.replaceAll('{id}', idText(id)));
    }
    return first;
  });
  const variable = textOfKind.map((text) => text.includes('{id}'));
  return (from, to) => {
    const codes = new Int32Array(to - from);
    for (let row = from; row < to; row++) {
      const kind = at(kinds, row);
      codes[row - from] = (firstOfKind[kind] ?? -1) + (variable[kind] === true ? idOf(keyOf(row)) : 0);
    }
    return new DictColumn(codes, dictionary);
  };
}

export const reals =
  (numbers: Numbers): Fill =>
  (from, to) =>
    new RealColumn(Float64Array.from({ length: to - from }, (_, index) => at(numbers, from + index)));

export const ints =
  (numbers: Numbers): Fill =>
  (from, to) =>
    new IntColumn(Int32Array.from({ length: to - from }, (_, index) => at(numbers, from + index)));

export const longs =
  (numbers: Numbers): Fill =>
  (from, to) =>
    new Int64Column(
      'long',
      BigInt64Array.from({ length: to - from }, (_, index) => BigInt(Math.round(at(numbers, from + index)))),
    );

export const bools =
  (test: (row: number) => boolean): Fill =>
  (from, to) =>
    new BoolColumn(Uint8Array.from({ length: to - from }, (_, index) => (test(from + index) ? 1 : 0)));

/** Whole milliseconds since 1970 as datetimes. */
export const times =
  (numbers: Numbers): Fill =>
  (from, to) => {
    const values = new BigInt64Array(to - from);
    for (let row = from; row < to; row++) values[row - from] = BigInt(at(numbers, row)) * 10_000n + unixEpochTicks;
    return new Int64Column('datetime', values);
  };

/** A table whose columns are made chunk by chunk when something reads them; columns without a fill are null ("" in text columns). */
export function lazyTable(schema: Schema, rowCount: number, fills: Readonly<Record<string, Fill>>): Table {
  for (const name of Object.keys(fills))
    if (!schema.some((column) => column.name === name)) throw new RangeError(`no column ${name}`);
  const chunks: Chunk[] = [];
  for (let from = 0; from < rowCount; from += chunkRows) {
    const to = Math.min(rowCount, from + chunkRows);
    chunks.push(
      Chunk.lazy(schema.length, to - from, (index) => {
        const { name = '', type = 'string' } = schema[index] ?? {};
        return (fills[name] ?? always(null))(from, to, type);
      }),
    );
  }
  return { schema, chunks, rowCount };
}
