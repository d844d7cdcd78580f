import { Chunk, type Relation } from '../chunk.js';
import { RealColumn, ValuesColumn, columnOf, type Column } from '../columns/column.js';
import { convertValue, toDynamicValue } from '../convert.js';
import type { Dynamic } from '../dynamic.js';
import { semanticError } from '../errors.js';
import { Groups } from '../hash/groups.js';
import { PairTable } from '../hash/pairTable.js';
import type { PlanOf } from '../plan.js';
import { slices } from '../relations.js';
import type { ColumnSpec, ScalarType, Value } from '../types.js';
import { Accumulation, bindAggregates } from './aggregation.js';
import type { ExecContext } from './context.js';
import { bindAxis, type Axis } from './seriesAxis.js';
import { bindKeys, groupedColumns } from './summarize.js';
import { bindEntries, nameOutputs, type Entry } from './projection.js';

/** The cells of all series: one for each pair of a group and a bin that has rows. */
class Cells {
  private readonly table = new PairTable();
  groups = new Int32Array(64);
  bins = new Int32Array(64);

  get size(): number {
    return this.table.size;
  }

  insert(group: number, bin: number): number {
    const cell = this.table.insert(group, bin);
    if (cell >= this.groups.length) {
      this.groups = doubled(this.groups);
      this.bins = doubled(this.bins);
    }
    this.groups[cell] = group;
    this.bins[cell] = bin;
    return cell;
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const result = new Int32Array(array.length * 2);
  result.set(array);
  return result;
}

/** `make-series`: one row for each group, arrays of aggregates over equal steps of the axis, gaps filled with the default. */
export function makeSeries(plan: PlanOf<'make-series'>, input: Relation, context: ExecContext): Relation {
  const keys = bindKeys(plan.by, input.schema, context, 'make-series');
  const [on] = bindEntries([plan.on], input.schema, context);
  const axis = bindAxis(plan, on!, context);
  const keySchema = nameOutputs(keys);
  const aggregates = bindAggregates(plan.aggregates, input.schema, keySchema, groupedColumns(plan.by), context);
  const asDynamic = (entry: Pick<Entry, 'named' | 'outputs'>): Pick<Entry, 'named' | 'outputs'> => ({
    named: entry.named,
    outputs: entry.outputs.map((output) => ({ ...output, type: 'dynamic' })),
  });
  const schema: readonly ColumnSpec[] = nameOutputs([...keys, ...aggregates.entries.map(asDynamic), asDynamic(on!)]);
  const types = aggregates.entries.flatMap((entry) => entry.outputs.map((output) => output.type));
  const defaults = aggregates.entries.flatMap((entry, i) => {
    const written = plan.aggregates[i]!.default;
    const value = written === undefined ? { type: 'long' as const, value: 0n } : context.constant(written);
    return entry.outputs.map((output) => defaultValue(value.value, value.type, output.type));
  });

  function* rows(): Iterable<Chunk> {
    const groups = new Groups(keySchema.map((column) => column.type));
    const cells = new Cells();
    const accumulation = new Accumulation(aggregates, context);
    for (const chunk of input.chunks) {
      context.check();
      const placed = placeRows(axis, on!, chunk);
      if (placed === undefined) continue;
      const { rows: kept, bins } = placed;
      const left = kept.length === chunk.length ? chunk : chunk.gather(kept);
      const numbers = groups.add(
        keys.flatMap((key) => key.evaluate(left)),
        left.length,
      );
      const before = cells.size;
      for (let row = 0; row < numbers.length; row++) numbers[row] = cells.insert(numbers[row]!, bins[row]!);
      context.reserve((cells.size - before) * (24 + 16 * types.length));
      accumulation.update(left, numbers, cells.size);
    }
    const keyColumns = groups.keys();
    if (cells.size === 0) {
      if (!plan.nonEmpty || axis.first === undefined || axis.last === undefined) return;
      const one = keySchema.map(({ type }) => columnOf(type, [null]));
      const series = types.map((type, i) => seriesOf(type, axis.last! - axis.first! + 1, defaults[i]!));
      yield Chunk.of([...one, ...series.map(single), single(axis.labels(axis.first, axis.last))], 1);
      return;
    }
    const cellGroups = cells.groups.slice(0, cells.size);
    const values = accumulation.finish(
      keyColumns.map((column) => column.gather(cellGroups)),
      cells.size,
    );
    const bounds = seriesBounds(axis, cells, groups.size);
    const columns = values.map((column, i) => seriesColumn(column, types[i]!, defaults[i]!, cells, bounds, context));
    yield* slices(Chunk.of([...keyColumns, ...columns, labelColumn(axis, bounds)], groups.size));
  }

  return { schema, serialized: false, chunks: { [Symbol.iterator]: () => rows()[Symbol.iterator]() } };
}

/** A default in the type of its aggregate, so that reals stay reals. */
function defaultValue(value: Value, from: ScalarType, to: ScalarType): Dynamic {
  if (value === null) return null;
  const converted = from === to || to === 'string' || to === 'dynamic' ? null : convertValue(value, from, to);
  // A default that the type of the aggregate cannot hold (1.5 for a count) is kept as it is.
  const exact = converted !== null && !(from === 'real' && (to === 'long' || to === 'int') && !Number.isInteger(value));
  return exact ? toDynamicValue(converted, to) : toDynamicValue(value, from);
}

const single = (value: Dynamic): Column => new ValuesColumn('dynamic', [value]);

/** The rows of a chunk that fall on the axis, and their bins; undefined when none does. */
function placeRows(axis: Axis, on: Entry, chunk: Chunk): { readonly rows: Int32Array; readonly bins: Int32Array } | undefined {
  if (chunk.length === 0) return undefined;
  const column = on.evaluate(chunk)[0]!;
  const rows = new Int32Array(chunk.length);
  const bins = new Int32Array(chunk.length);
  const count = axis.place(column, rows, bins);
  if (count === 0) return undefined;
  return { rows: rows.subarray(0, count), bins: bins.subarray(0, count) };
}

interface Bounds {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** First and last bin of each group: the bounds written in the query, or else those of its own data. */
function seriesBounds(axis: Axis, cells: Cells, groupCount: number): Bounds {
  const first = new Int32Array(groupCount).fill(axis.first ?? 0x7fff_ffff);
  const last = new Int32Array(groupCount).fill(axis.last ?? -0x8000_0000);
  for (let cell = 0; cell < cells.size; cell++) {
    const group = cells.groups[cell]!;
    const bin = cells.bins[cell]!;
    if (axis.first === undefined && bin < first[group]!) first[group] = bin;
    if (axis.last === undefined && bin > last[group]!) last[group] = bin;
  }
  return { first, last };
}

/** Longest array of a series, as the real engine has it. */
const longestSeries = 1_048_576;

function lengthOf(bounds: Bounds, group: number): number {
  const length = bounds.last[group]! - bounds.first[group]! + 1;
  if (length > longestSeries) throw semanticError(`A series would have ${length} values; ${longestSeries} are allowed.`);
  return length;
}

function seriesOf(type: ScalarType, length: number, fill: Dynamic): Dynamic {
  if (length > longestSeries) throw semanticError(`A series would have ${length} values; ${longestSeries} are allowed.`);
  const real = realOf(fill);
  return type === 'real' && real !== undefined ? new Float64Array(length).fill(real) : new Array<Dynamic>(length).fill(fill);
}

function realOf(value: Dynamic): number | undefined {
  if (typeof value === 'number') return value;
  return value !== null && typeof value === 'object' && 'type' in value && value.type === 'real'
    ? (value.value as number)
    : undefined;
}

function seriesColumn(
  column: Column,
  type: ScalarType,
  fill: Dynamic,
  cells: Cells,
  bounds: Bounds,
  context: ExecContext,
): Column {
  const groupCount = bounds.first.length;
  const gap = realOf(fill);
  const reals = type === 'real' && column instanceof RealColumn && column.valid === undefined ? column.values : undefined;
  const series: (Dynamic[] | Float64Array)[] = [];
  for (let group = 0; group < groupCount; group++) {
    const length = lengthOf(bounds, group);
    context.reserve(length * 8);
    series.push(
      reals !== undefined && gap !== undefined ? new Float64Array(length).fill(gap) : new Array<Dynamic>(length).fill(fill),
    );
  }
  for (let cell = 0; cell < cells.size; cell++) {
    const group = cells.groups[cell]!;
    const at = cells.bins[cell]! - bounds.first[group]!;
    const target = series[group]!;
    if (target instanceof Float64Array) target[at] = reals![cell]!;
    else target[at] = toDynamicValue(column.get(cell), type);
  }
  return new ValuesColumn('dynamic', series);
}

/** The axis of each series; series over the same bins share one array. */
function labelColumn(axis: Axis, bounds: Bounds): Column {
  const shared = new Map<string, Dynamic>();
  const labels = Array.from(bounds.first, (first, group): Dynamic => {
    const key = `${first} ${bounds.last[group]!}`;
    let made = shared.get(key);
    if (made === undefined) shared.set(key, (made = axis.labels(first, bounds.last[group]!)));
    return made;
  });
  return new ValuesColumn('dynamic', labels);
}
