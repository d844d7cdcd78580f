import { copyBytes, viewOf } from '../hash/bytes.js';
import { type Column, DictColumn, Int64Column, JsonColumn, RealColumn, Utf8Column } from './column.js';

/** Row `rows[i]` of column `pieces[from[i]]` for each `i`; undefined when the columns have no class for which this is quick. */
export function pickRows(pieces: readonly Column[], from: Int32Array, rows: Int32Array): Column | undefined {
  if (allOf(pieces, RealColumn) && pieces.every(({ valid }) => valid === undefined)) {
    const arrays = pieces.map((piece) => piece.values);
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = arrays[from[i]!]![rows[i]!]!;
    return new RealColumn(values);
  }
  if (allOf(pieces, Int64Column) && pieces.every(({ valid }) => valid === undefined)) {
    const arrays = pieces.map((piece) => piece.words);
    const values = new BigInt64Array(rows.length);
    const words = new Int32Array(values.buffer);
    for (let i = 0; i < rows.length; i++) {
      const source = arrays[from[i]!]!;
      words[2 * i] = source[2 * rows[i]!]!;
      words[2 * i + 1] = source[2 * rows[i]! + 1]!;
    }
    return new Int64Column(pieces[0]!.type, values);
  }
  if (allOf(pieces, DictColumn)) {
    const { dictionary } = pieces[0]!;
    if (!pieces.every((piece) => piece.dictionary === dictionary)) return undefined;
    const arrays = pieces.map((piece) => piece.codes);
    const codes = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) codes[i] = arrays[from[i]!]![rows[i]!]!;
    return new DictColumn(codes, dictionary);
  }
  if (allOf(pieces, Utf8Column)) return pickUtf8(pieces, from, rows);
  if (allOf(pieces, JsonColumn)) {
    const texts = pieces.map((piece) => piece.text);
    const text = allOf(texts, Utf8Column) ? pickUtf8(texts, from, rows) : undefined;
    return text === undefined ? undefined : new JsonColumn(text);
  }
  return undefined;
}

function allOf<T extends Column>(
  columns: readonly Column[],
  type: abstract new (...args: never[]) => T,
): columns is readonly T[] {
  return columns.every((column) => column instanceof type);
}

/** The texts in bytes of their own; undefined beyond 4 GB. */
function pickUtf8(pieces: readonly Utf8Column[], from: Int32Array, rows: Int32Array): Utf8Column | undefined {
  // Short loops over one array at a time: reads at random places overlap.
  const starts = picked(
    pieces.map((piece) => piece.starts),
    from,
    rows,
  );
  const ends = picked(
    pieces.map((piece) => piece.ends),
    from,
    rows,
  );
  let size = 0;
  for (let i = 0; i < rows.length; i++) size += ends[i]! - starts[i]!;
  if (size > 0xffff_ffff) return undefined;
  const packed = new Uint8Array(size);
  const target = viewOf(packed);
  const views = pieces.map((piece) => viewOf(piece.bytes));
  let at = 0;
  for (let i = 0; i < rows.length; i++) {
    const start = at;
    at = copyBytes(views[from[i]!]!, starts[i]!, ends[i]!, target, at);
    starts[i] = start;
    ends[i] = at;
  }
  return new Utf8Column(packed, starts, ends);
}

function picked(arrays: readonly Uint32Array[], from: Int32Array, rows: Int32Array): Uint32Array {
  const result = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) result[i] = arrays[from[i]!]![rows[i]!]!;
  return result;
}
