import { Decimal } from 'decimal.js';
import type { Chunk } from '../chunk.js';
import type { Relation } from '../chunk.js';
import { columnOf } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import { dynamicJson } from '../dynamicText.js';
import { semanticError } from '../errors.js';
import type { Compiled, ExecContext } from '../operators/context.js';
import type { EvaluatePlan, Expr, Plan, PluginArgument } from '../plan.js';
import { chunked } from '../relations.js';
import { columnIndex } from '../types.js';
import type { ColumnSpec, Schema, Value } from '../types.js';

type ExprArgument = Extract<PluginArgument, { kind: 'expr' }>;

/** Reads the arguments of a plugin call; each reader refuses what is not of its kind. */
export class PluginArguments {
  /** Arguments without a name, in order. */
  readonly positional: readonly PluginArgument[];

  constructor(
    private readonly plan: EvaluatePlan,
    private readonly schema: Schema,
    private readonly context: ExecContext,
  ) {
    this.positional = plan.args.filter((arg) => arg.kind === 'table' || arg.name === undefined);
  }

  get count(): number {
    return this.positional.length;
  }

  refuse(message: string): Error {
    return semanticError(`${this.plan.plugin}: ${message}`, this.plan);
  }

  require(least: number, most = Infinity): void {
    if (this.count < least || this.count > most) throw this.refuse(`${this.count} arguments given, at least ${least} needed.`);
  }

  private argument(index: number, what: string): ExprArgument {
    const arg = this.positional[index];
    if (arg?.kind !== 'expr') throw this.refuse(`argument ${index + 1} must be ${what}.`);
    return arg;
  }

  expr(index: number): Expr {
    return this.argument(index, 'an expression').expr;
  }

  isColumn(index: number): boolean {
    const arg = this.positional[index];
    return arg?.kind === 'expr' && arg.expr.kind === 'column' && columnIndex(this.schema, arg.expr.name) >= 0;
  }

  /** A column of the input by its place. */
  column(index: number): ColumnSpec & { readonly index: number } {
    const { expr } = this.argument(index, 'a column');
    const at = expr.kind === 'column' ? columnIndex(this.schema, expr.name) : -1;
    if (at < 0) throw this.refuse(`argument ${index + 1} must be a column of the input.`);
    return { ...this.schema[at]!, index: at };
  }

  columns(from: number): (ColumnSpec & { readonly index: number })[] {
    return this.positional.slice(from).map((_, offset) => this.column(from + offset));
  }

  compiled(index: number): Compiled {
    return this.context.compile(this.expr(index), this.schema);
  }

  constant(index: number): Value {
    return this.context.constant(this.expr(index)).value;
  }

  optional(index: number): Value | undefined {
    return index < this.count ? this.constant(index) : undefined;
  }

  named(name: string): Value | undefined {
    const arg = this.plan.args.find((other): other is ExprArgument => other.kind === 'expr' && other.name === name);
    return arg === undefined ? undefined : this.context.constant(arg.expr).value;
  }

  /** A constant text; `fallback` when the argument is missing. */
  text(value: Value | undefined, fallback: string): string {
    if (value === undefined || value === null) return fallback;
    if (typeof value !== 'string') throw this.refuse('a text is expected.');
    return value;
  }

  number(index: number): number {
    const value = this.constant(index);
    const number = value === null || typeof value === 'object' || typeof value === 'string' ? NaN : Number(value);
    if (Number.isNaN(number)) throw this.refuse(`argument ${index + 1} must be a number.`);
    return number;
  }

  /** A constant datetime, timespan or whole number. */
  ticks(index: number): bigint {
    const value = this.constant(index);
    if (typeof value === 'bigint') return value;
    if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
    throw this.refuse(`argument ${index + 1} must be a datetime, timespan or whole number.`);
  }

  table(index: number): Plan {
    const arg = this.positional[index];
    if (arg?.kind !== 'table') throw this.refuse(`argument ${index + 1} must be a table.`);
    return arg.plan;
  }
}

/** A relation of rows. */
export function rowsRelation(schema: Schema, rows: readonly (readonly Value[])[], serialized = false): Relation {
  const columns = schema.map((column, index) =>
    columnOf(
      column.type,
      rows.map((row) => row[index] ?? null),
    ),
  );
  return chunked(schema, columns, rows.length, serialized);
}

/** The rows picked of a chunk, with columns added behind. */
export function widened(chunk: Chunk, rows: Int32Array, added: readonly Column[]): readonly Column[] {
  const picked = chunk.gather(rows);
  return [...Array.from({ length: chunk.columnCount }, (_, index) => picked.column(index)), ...added];
}

/** Text that is the same for the same values. */
export function keyOf(values: readonly Value[]): string {
  return values.map((value) => `${typeof value}:${keyText(value)}`).join('\u0001');
}

function keyText(value: Value): string {
  if (value instanceof Decimal) return value.toString();
  return typeof value === 'object' ? dynamicJson(value) : String(value);
}

/** The start of the bin of `value` among bins of `step` that begin at `origin`. */
export function binStart(value: bigint, step: bigint, origin: bigint): bigint {
  const offset = value - origin;
  const rest = offset % step;
  return value - (rest < 0n ? rest + step : rest);
}

/** A whole number of a timeline column back in its type. */
export function timelineValue(ticks: bigint, type: ColumnSpec['type']): Value {
  return type === 'int' ? Number(ticks) : ticks;
}
