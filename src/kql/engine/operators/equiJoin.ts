import type { Chunk, Relation } from '../chunk.js';
import type { Column } from '../columns/column.js';
import { convertColumn } from '../convert.js';
import { semanticError } from '../errors.js';
import { extended } from '../hash/pairTable.js';
import { KeyTable } from '../hash/keyTable.js';
import { NameTable } from '../naming.js';
import type { Expr, JoinPlan } from '../plan.js';
import { chunkOfTable, collect, relationOf } from '../relations.js';
import { isNumeric, numericTypes, type ScalarType, type Schema } from '../types.js';
import type { Compiled, ExecContext } from './context.js';

/** One side of a join: its rows and the expressions that must equal those of the other side. */
export interface JoinSide {
  readonly input: Relation;
  readonly keys: readonly Compiled[];
}

export interface BoundJoin {
  readonly left: JoinSide;
  readonly right: JoinSide;
  /** The types in which keys are compared. */
  readonly types: readonly ScalarType[];
}

/** Binds the `on` clause. Keys of two numeric types are compared in the wider one; other types must agree. */
export function bindJoin(on: JoinPlan['on'], left: Relation, right: Relation, context: ExecContext): BoundJoin {
  if (on.length === 0) throw semanticError('A join needs a key: on Column, or on $left.A == $right.B.');
  const leftKeys = on.map((pair) => context.compile(pair.left, left.schema));
  const rightKeys = on.map((pair) => context.compile(pair.right, right.schema));
  const types = on.map((pair, i) => keyType(leftKeys[i]!.type, rightKeys[i]!.type, pair.left));
  return { left: { input: left, keys: leftKeys }, right: { input: right, keys: rightKeys }, types };
}

function keyType(left: ScalarType, right: ScalarType, place: Expr): ScalarType {
  if (left === 'dynamic' || right === 'dynamic') {
    throw semanticError('A join key cannot be dynamic: convert it first, for example with tostring().', place);
  }
  if (left === right) return left;
  if (isNumeric(left) && isNumeric(right)) {
    return numericTypes[Math.max(numericTypes.indexOf(left), numericTypes.indexOf(right))]!;
  }
  throw semanticError(`The join keys have different types: ${left} and ${right}.`, place);
}

/** Names of the right columns behind the left ones: a name that is taken gets the first number that neither side uses. */
export function rightColumns(left: Schema, right: Schema): Schema {
  const names = new NameTable([...left, ...right].map((column) => column.name));
  const taken = new Set(left.map((column) => column.name));
  return right.map((column) => (taken.has(column.name) ? { ...column, name: names.unique(column.name) } : column));
}

/** The key columns of a chunk in the types they are compared in. */
export function keyColumns(side: JoinSide, types: readonly ScalarType[], chunk: Chunk): readonly Column[] {
  return side.keys.map((key, i) => convertColumn(key.evaluate(chunk), types[i]!));
}

/** The rows of `kept` that have a match on the other side, or those that have none. */
export function* semiJoin(
  kept: JoinSide,
  other: JoinSide,
  types: readonly ScalarType[],
  matched: boolean,
  context: ExecContext,
): Iterable<Chunk> {
  const table = new KeyTable(types, false);
  for (const chunk of other.input.chunks) {
    context.check();
    if (chunk.length === 0) continue;
    const before = table.size;
    table.insert(keyColumns(other, types, chunk));
    context.reserve((table.size - before) * 24);
  }
  for (const chunk of kept.input.chunks) {
    context.check();
    if (chunk.length === 0) continue;
    const numbers = table.find(keyColumns(kept, types, chunk));
    const rows = new Int32Array(chunk.length);
    let count = 0;
    for (let row = 0; row < rows.length; row++) if (numbers[row]! >= 0 === matched) rows[count++] = row;
    if (count === rows.length) yield chunk;
    else if (count > 0) yield chunk.gather(rows.slice(0, count));
  }
}

/** The first row of each key, in the order of the input; rows with a null key are left out. */
export function firstOfEachKey(side: JoinSide, types: readonly ScalarType[], context: ExecContext): Build {
  const table = new KeyTable(types, false);
  const pieces: Chunk[] = [];
  for (const chunk of side.input.chunks) {
    context.check();
    if (chunk.length === 0) continue;
    const before = table.size;
    const numbers = table.insert(keyColumns(side, types, chunk));
    const rows = new Int32Array(table.size - before);
    let next = before;
    for (let row = 0; next < table.size; row++) if (numbers[row] === next) rows[next++ - before] = row;
    if (rows.length > 0) pieces.push(chunk.gather(rows));
    context.reserve(rows.length * 32);
  }
  const rows = chunkOfTable({ schema: side.input.schema, chunks: pieces, rowCount: table.size }, context);
  return { table, chunk: rows, starts: undefined, order: undefined };
}

/** The hashed side. Rows of key `n` are `order[starts[n]]` up to `order[starts[n + 1]]`; when absent, row `n` alone. */
export interface Build {
  readonly table: KeyTable;
  readonly chunk: Chunk;
  readonly starts: Int32Array | undefined;
  readonly order: Int32Array | undefined;
}

export function build(side: JoinSide, types: readonly ScalarType[], context: ExecContext): Build {
  const table = new KeyTable(types, false);
  const parts = collect(side.input, context);
  const numbers = new Int32Array(parts.rowCount);
  let at = 0;
  for (const chunk of parts.chunks) {
    context.check();
    numbers.set(table.insert(keyColumns(side, types, chunk)), at);
    at += chunk.length;
    // Mostly different keys so far: the rest will be alike.
    if (at < parts.rowCount && table.size * 2 > at) table.expect(Math.ceil((table.size / at) * parts.rowCount));
  }
  context.reserve(parts.rowCount * 8 + table.size * 24);
  const chunk = chunkOfTable(parts, context);
  // Each row has a key of its own, and the numbers are those of the rows.
  if (table.size === parts.rowCount && !numbers.includes(-1)) return { table, chunk, starts: undefined, order: undefined };
  const starts = new Int32Array(table.size + 1);
  for (const number of numbers) if (number >= 0) starts[number + 1]!++;
  for (let key = 0; key < table.size; key++) starts[key + 1]! += starts[key]!;
  const next = starts.slice();
  const order = new Int32Array(starts[table.size]!);
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!;
    if (number >= 0) order[next[number]!++] = row;
  }
  return { table, chunk, starts, order };
}

/** Row pairs beyond this many go to a further chunk. */
const pairsPerChunk = 262_144;

export interface MatchOptions {
  /** Also rows of the probing side without a match. */
  readonly probeOuter: boolean;
  /** Also rows of the built side without a match. */
  readonly buildOuter: boolean;
  /** Makes a result chunk of row pairs; -1 is a row of nulls. */
  readonly output: (buildChunk: Chunk, buildRows: Int32Array, probeChunk: Chunk, probeRows: Int32Array) => Chunk;
  readonly emptyProbe: Chunk;
}

/** Pairs of rows with equal keys, in the order of the probing side. */
export function* matches(
  built: Build,
  probe: JoinSide,
  types: readonly ScalarType[],
  options: MatchOptions,
  context: ExecContext,
): Iterable<Chunk> {
  const { chunk: buildChunk, starts, order } = built;
  const seen = options.buildOuter ? new Uint8Array(buildChunk.length) : undefined;
  for (const chunk of probe.input.chunks) {
    context.check();
    if (chunk.length === 0) continue;
    const numbers = built.table.find(keyColumns(probe, types, chunk));
    let buildRows = new Int32Array(chunk.length);
    let probeRows = new Int32Array(chunk.length);
    let count = 0;
    for (let row = 0; row < chunk.length; row++) {
      const number = numbers[row]!;
      if (number < 0 && !options.probeOuter) continue;
      const from = number < 0 || starts === undefined ? 0 : starts[number]!;
      const to = number < 0 || starts === undefined ? 1 : starts[number + 1]!;
      for (let i = from; i < to; i++) {
        if (count >= pairsPerChunk) {
          context.check();
          yield options.output(buildChunk, buildRows.slice(0, count), chunk, probeRows.slice(0, count));
          count = 0;
        }
        if (count === buildRows.length) {
          buildRows = extended(buildRows, count * 2);
          probeRows = extended(probeRows, count * 2);
        }
        const match = number < 0 || order === undefined ? number : order[i]!;
        buildRows[count] = match;
        probeRows[count++] = row;
        if (seen !== undefined && match >= 0) seen[match] = 1;
      }
    }
    if (count > 0) yield options.output(buildChunk, buildRows.slice(0, count), chunk, probeRows.slice(0, count));
  }
  if (seen === undefined) return;
  const left = new Int32Array(seen.length);
  let count = 0;
  for (let row = 0; row < seen.length; row++) if (seen[row] === 0) left[count++] = row;
  if (count > 0) yield options.output(buildChunk, left.slice(0, count), options.emptyProbe, new Int32Array(count).fill(-1));
}

/** A side whose rows are in memory, with their number. */
export function held(side: JoinSide, context: ExecContext): { readonly side: JoinSide; readonly rowCount: number } {
  const table = collect(side.input, context);
  return { side: { input: relationOf(table), keys: side.keys }, rowCount: table.rowCount };
}
