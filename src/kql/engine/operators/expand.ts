import { Chunk, chunkRows } from '../chunk.js';
import { Int64Column, ValuesColumn, ColumnWriter, type Column } from '../columns/column.js';
import { convertValue, toDynamicValue } from '../convert.js';
import { elements, isArray, isBag, setKey, type Bag, type Dynamic, type MutableBag } from '../dynamic.js';
import { semanticError } from '../errors.js';
import { NameTable } from '../naming.js';
import type { Expr, NamedExpr } from '../plan.js';
import { columnIndex, type ColumnSpec, type ScalarType, type Schema } from '../types.js';
import type { Compiled, ExecContext } from './context.js';

/** Kusto's own limit of rows that one row may expand to. */
const defaultRowLimit = 2_147_483_647;

export interface ExpansionPlan {
  readonly columns: readonly (NamedExpr & { readonly toType?: ScalarType })[];
  readonly itemIndex?: string;
  readonly bagExpansion: 'bag' | 'array';
  readonly limit?: Expr;
}

/** Rows that an expansion made of consecutive rows of one chunk. */
export interface Expanded {
  /** For each row made, the row of the input chunk. Ascending. */
  readonly rows: Int32Array;
  /** In the columns of `Expansion.schema`. */
  readonly chunk: Chunk;
}

/** What `mv-expand` and `mv-apply` share: arrays and bags to rows. */
export interface Expansion {
  /** The columns of the input, expanded ones in their place, then new ones, then the item index. */
  readonly schema: Schema;
  /** Names of the expanded columns. */
  readonly names: readonly string[];
  expand(chunk: Chunk): Generator<Expanded>;
}

interface Target {
  readonly compiled: Compiled;
  readonly index: number;
  readonly type: ScalarType;
}

export function expansion(plan: ExpansionPlan, schema: Schema, context: ExecContext): Expansion {
  const output: ColumnSpec[] = [...schema];
  const names = new NameTable(schema.map((column) => column.name));
  const targets: Target[] = [];
  for (const entry of plan.columns) {
    const compiled = context.compile(entry.expr, schema);
    const type = entry.toType ?? 'dynamic';
    const name = entry.name ?? entry.defaultName ?? names.unnamed();
    let index = columnIndex(output, name);
    if (index < 0) index = output.push({ name, type }) - 1;
    else output[index] = { name, type };
    const earlier = targets.findIndex((target) => target.index === index);
    if (earlier >= 0) targets.splice(earlier, 1);
    targets.push({ compiled, index, type });
  }
  let itemIndex = -1;
  if (plan.itemIndex !== undefined) {
    const taken = new NameTable(output.map((column) => column.name));
    itemIndex = output.push({ name: taken.unique(plan.itemIndex), type: 'long' }) - 1;
  }
  const limit = plan.limit === undefined ? defaultRowLimit : rowLimit(plan.limit, context);
  return {
    schema: output,
    names: targets.map((target) => output[target.index]!.name),
    expand: (chunk) => expandChunk(chunk, { targets, itemIndex, width: output.length, limit, bags: plan.bagExpansion }, context),
  };
}

function rowLimit(expr: Expr, context: ExecContext): number {
  const { value } = context.constant(expr);
  if (typeof value !== 'bigint' && typeof value !== 'number') throw semanticError('The row limit must be a whole number.', expr);
  return Math.max(0, Number(value));
}

interface Shape {
  readonly targets: readonly Target[];
  readonly itemIndex: number;
  readonly width: number;
  readonly limit: number;
  readonly bags: 'bag' | 'array';
}

function* expandChunk(chunk: Chunk, shape: Shape, context: ExecContext): Generator<Expanded> {
  const sources = shape.targets.map(({ compiled }) => compiled.evaluate(chunk));
  // One list of items per row for each expanded column, released when its rows are out.
  const batch: (readonly Dynamic[])[][] = shape.targets.map(() => []);
  const counts: number[] = [];
  let first = 0;
  let total = 0;
  for (let row = 0; row < chunk.length; row++) {
    let count = 0;
    for (let t = 0; t < sources.length; t++) {
      const items = itemsOf(sources[t]!, row, shape.bags);
      batch[t]!.push(items);
      count = Math.max(count, items.length);
    }
    count = Math.min(count, shape.limit);
    counts.push(count);
    total += count;
    if (total >= chunkRows || row === chunk.length - 1) {
      context.check();
      if (total > 0) yield assemble(chunk, shape, batch, first, counts, total);
      for (const items of batch) items.length = 0;
      counts.length = 0;
      first = row + 1;
      total = 0;
    }
  }
}

function assemble(
  chunk: Chunk,
  shape: Shape,
  batch: readonly (readonly (readonly Dynamic[])[])[],
  first: number,
  counts: readonly number[],
  total: number,
): Expanded {
  const rows = new Int32Array(total);
  let at = 0;
  for (let i = 0; i < counts.length; i++) {
    rows.fill(first + i, at, at + counts[i]!);
    at += counts[i]!;
  }
  const made = new Map<number, Column>();
  shape.targets.forEach((target, t) => made.set(target.index, writeItems(target.type, batch[t]!, counts, total)));
  if (shape.itemIndex >= 0) {
    const values = new BigInt64Array(total);
    let to = 0;
    for (const count of counts) for (let i = 0; i < count; i++) values[to++] = BigInt(i);
    made.set(shape.itemIndex, new Int64Column('long', values));
  }
  return { rows, chunk: Chunk.lazy(shape.width, total, (index) => made.get(index) ?? chunk.column(index).gather(rows)) };
}

function writeItems(type: ScalarType, lists: readonly (readonly Dynamic[])[], counts: readonly number[], total: number): Column {
  let at = 0;
  if (type === 'dynamic') {
    const values = new Array<Dynamic>(total).fill(null);
    for (let i = 0; i < counts.length; i++) {
      const items = lists[i]!;
      const count = Math.min(counts[i]!, items.length);
      for (let n = 0; n < count; n++) values[at + n] = items[n]!;
      at += counts[i]!;
    }
    return new ValuesColumn('dynamic', values);
  }
  const writer = new ColumnWriter(type, total);
  for (let i = 0; i < counts.length; i++) {
    const items = lists[i]!;
    const count = Math.min(counts[i]!, items.length);
    for (let n = 0; n < count; n++) writer.set(at + n, convertItem(items[n]!, type));
    at += counts[i]!;
  }
  return writer.finish();
}

function convertItem(item: Dynamic, type: ScalarType): ReturnType<typeof convertValue> {
  if (type === 'string' && typeof item === 'string') return item;
  if (type === 'long' && typeof item === 'number' && Number.isSafeInteger(item)) return BigInt(item);
  return item === null ? null : convertValue(item, 'dynamic', type);
}

const oneNull: readonly Dynamic[] = [null];

/** Elements of an array, properties of a bag; a null or any other scalar stays as it is, in one row. */
function itemsOf(column: Column, row: number, bags: 'bag' | 'array'): readonly Dynamic[] {
  const value = column.get(row);
  if (column.type !== 'dynamic') return [toDynamicValue(value, column.type)];
  const item = value as Dynamic;
  if (item === null) return oneNull;
  if (isArray(item)) return elements(item);
  if (isBag(item)) return properties(item, bags);
  return [item];
}

function properties(bag: Bag, expansionKind: 'bag' | 'array'): readonly Dynamic[] {
  return Object.entries(bag).map(([key, value]) => {
    if (expansionKind === 'array') return [key, value];
    const single: MutableBag = {};
    setKey(single, key, value);
    return single;
  });
}
