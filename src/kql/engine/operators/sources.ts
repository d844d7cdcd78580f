import { Decimal } from 'decimal.js';
import { Chunk, chunkRows, type Relation } from '../chunk.js';
import { columnOf, ColumnWriter, Int64Column, IntColumn, RealColumn, type Column } from '../columns/column.js';
import { convertValue, toDynamicValue } from '../convert.js';
import { KqlError, semanticError } from '../errors.js';
import type { PlanOf } from '../plan.js';
import { chunked, relationOf } from '../relations.js';
import { isInt64, isNumeric, numericTypes, type ScalarType, type Value } from '../types.js';
import type { ExecContext } from './context.js';

/** A table by name. */
export function table(plan: PlanOf<'table'>, context: ExecContext): Relation {
  const found = context.tables.table(plan.name, plan.qualifier);
  if (found === undefined) {
    const name = plan.qualifier === undefined ? plan.name : `${plan.qualifier}.${plan.name}`;
    throw new KqlError('semantic', `There is no table '${name}'.`, plan);
  }
  return relationOf(found);
}

/** No rows. */
export function empty(plan: PlanOf<'empty'>): Relation {
  return { schema: plan.columns, chunks: [], serialized: false };
}

/** `datatable`: rows of literals; each takes the type of its column. */
export function datatable(plan: PlanOf<'datatable'>, context: ExecContext): Relation {
  const width = plan.columns.length;
  if (width === 0) throw semanticError('datatable needs a column.', plan);
  if (plan.values.length % width !== 0) {
    throw semanticError(`datatable has ${plan.values.length} values, which do not fill rows of ${width} columns.`, plan);
  }
  const length = plan.values.length / width;
  const columns = plan.columns.map(({ type }, i) => {
    const values: Value[] = [];
    for (let row = 0; row < length; row++) {
      const constantValue = context.constant(plan.values[row * width + i]!);
      values.push(cast(constantValue.value, constantValue.type, type));
    }
    return columnOf(type, values);
  });
  return chunked(plan.columns, columns, length, true);
}

function cast(value: Value, from: ScalarType, to: ScalarType): Value {
  if (from === to || value === null) return value;
  return to === 'dynamic' ? toDynamicValue(value, from) : convertValue(value, from, to);
}

/** `range`: values from `from` to `to` (inclusive), `step` apart. */
export function range(plan: PlanOf<'range'>, context: ExecContext): Relation {
  const from = context.constant(plan.from);
  const to = context.constant(plan.to);
  const step = context.constant(plan.step);
  const type = rangeType(from.type, to.type, step.type);
  if (type === undefined) {
    throw semanticError(`range cannot go from ${from.type} to ${to.type} in steps of ${step.type}.`, plan);
  }
  const stepType = type === 'datetime' ? 'timespan' : type;
  const first = cast(from.value, from.type, type);
  const last = cast(to.value, to.type, type);
  const each = cast(step.value, step.type, stepType);
  const schema = [{ name: plan.column, type }];
  if (first === null || last === null || each === null) return { schema, chunks: [], serialized: true };
  if (Number(each) === 0) throw semanticError('The step of range cannot be zero.', plan.step);
  const count = stepsBetween(first, last, each);
  return { schema, serialized: true, chunks: rangeChunks(type, first, each, count, context) };
}

function rangeType(from: ScalarType, to: ScalarType, step: ScalarType): ScalarType | undefined {
  if (isNumeric(from) && isNumeric(to) && isNumeric(step)) {
    const widest = Math.max(numericTypes.indexOf(from), numericTypes.indexOf(to), numericTypes.indexOf(step));
    return numericTypes[widest];
  }
  return from === to && step === 'timespan' && (from === 'datetime' || from === 'timespan') ? from : undefined;
}

/** How many values there are; decimals only count here and in `rangeChunks`, so they go through text once. */
function stepsBetween(first: Value, last: Value, step: Value): number {
  if (typeof first === 'bigint') {
    const distance = (last as bigint) - first;
    const by = step as bigint;
    return distance !== 0n && distance < 0n !== by < 0n ? 0 : Number(distance / by) + 1;
  }
  if (Decimal.isDecimal(first)) {
    const steps = (last as Decimal).minus(first).div(step as Decimal);
    return steps.isNegative() && !steps.isZero() ? 0 : steps.floor().toNumber() + 1;
  }
  const steps = ((last as number) - (first as number)) / (step as number);
  // A rounding error must not lose the last value of 0 to 1 in steps of 0.1.
  return Number.isNaN(steps) || steps < 0 ? 0 : Math.floor(steps + 1e-9) + 1;
}

function* rangeChunks(type: ScalarType, first: Value, step: Value, count: number, context: ExecContext): Iterable<Chunk> {
  for (let start = 0; start < count; start += chunkRows) {
    context.check();
    const length = Math.min(chunkRows, count - start);
    yield Chunk.of([rangeColumn(type, first, step, start, length)], length);
  }
}

function rangeColumn(type: ScalarType, first: Value, step: Value, start: number, length: number): Column {
  if (isInt64(type)) {
    const values = new BigInt64Array(length);
    let value = (first as bigint) + BigInt(start) * (step as bigint);
    for (let i = 0; i < length; i++, value += step as bigint) values[i] = value;
    return new Int64Column(type, values);
  }
  if (type === 'int')
    return new IntColumn(Int32Array.from({ length }, (_, i) => (first as number) + (start + i) * (step as number)));
  if (type === 'real')
    return new RealColumn(Float64Array.from({ length }, (_, i) => (first as number) + (start + i) * (step as number)));
  const writer = new ColumnWriter(type, length);
  for (let i = 0; i < length; i++) writer.set(i, (first as Decimal).plus((step as Decimal).times(start + i)));
  return writer.finish();
}
