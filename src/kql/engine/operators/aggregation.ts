import { aggregateFunction } from '../aggregates/registry.js';
import type { Aggregator, BoundAggregate } from '../aggregates/definition.js';
import { Chunk } from '../chunk.js';
import { ConstColumn, constant, type Column } from '../columns/column.js';
import { convertColumn } from '../convert.js';
import { semanticError, withSpan } from '../errors.js';
import type { Argument } from '../functions/definition.js';
import type { Call, Expr, NamedExpr } from '../plan.js';
import type { ColumnSpec, Schema } from '../types.js';
import { argumentName } from './argumentName.js';
import type { Compiled, ExecContext } from './context.js';
import { bindEntries, type Entry, type EntryOutput } from './projection.js';

/** An aggregate call bound to the input. */
export interface AggregateCall {
  readonly expr: Call;
  readonly bound: BoundAggregate;
  readonly inputs: readonly Compiled[];
}

/** An entry of `summarize`: an aggregate alone, or an expression over several. */
export interface AggregateEntry {
  readonly named: NamedExpr;
  readonly outputs: readonly EntryOutput[];
  /** The place of the call in `calls` when the entry is an aggregate alone. */
  readonly call?: number;
  /** The columns of the entry from the finished columns of `calls` and the key columns, one row for each group. */
  finish(finished: readonly (readonly Column[])[], keys: readonly Column[], length: number): readonly Column[];
}

export interface Aggregates {
  readonly calls: readonly AggregateCall[];
  readonly entries: readonly AggregateEntry[];
}

/**
 * Binds the aggregate entries of `summarize` and `make-series`. `keys` are the columns that expressions may read beside aggregates;
 * `grouped` names the input columns that `*` leaves out.
 */
export function bindAggregates(
  entries: readonly NamedExpr[],
  schema: Schema,
  keys: Schema,
  grouped: ReadonlySet<string>,
  context: ExecContext,
): Aggregates {
  const calls: AggregateCall[] = [];
  const bind = (call: Call): number => {
    calls.push(bindCall(call, schema, grouped, context));
    return calls.length - 1;
  };
  const bound = entries.map((named): AggregateEntry => {
    const { expr } = named;
    if (expr.kind === 'call' && aggregateFunction(expr.name) !== undefined) {
      const index = bind(expr);
      return {
        named,
        outputs: aggregateOutputs(named, calls[index]!.bound),
        call: index,
        finish: (finished) => finished[index]!,
      };
    }
    return compound(named, keys, bind, calls, context);
  });
  return { calls, entries: bound };
}

function aggregateOutputs(named: NamedExpr, { outputs }: BoundAggregate): readonly EntryOutput[] {
  return outputs.map(({ type, name }, i) => {
    const written = named.names?.[i] ?? (i === 0 ? named.name : undefined);
    return { type, name: written ?? name ?? named.defaultName, declared: written !== undefined };
  });
}

/** An expression around aggregates: each is computed into a column of its own, which the expression then reads. */
function compound(
  named: NamedExpr,
  keys: Schema,
  bind: (call: Call) => number,
  calls: readonly AggregateCall[],
  context: ExecContext,
): AggregateEntry {
  const hidden: (ColumnSpec & { readonly call: number })[] = [];
  const replace = (expr: Expr): Expr => {
    if (expr.kind === 'member') return { ...expr, base: replace(expr.base) };
    if (expr.kind !== 'call') return expr;
    if (aggregateFunction(expr.name) === undefined) return { ...expr, args: expr.args.map(replace) };
    const call = bind(expr);
    const name = `\u0000${call}`;
    hidden.push({ name, type: calls[call]!.bound.outputs[0]!.type, call });
    return { kind: 'column', name, start: expr.start, length: expr.length };
  };
  const expr = replace(named.expr);
  const scope: Schema = [...keys, ...hidden];
  const entry: Entry = bindEntries([{ ...named, expr }], scope, context)[0]!;
  return {
    named,
    outputs: entry.outputs,
    finish: (finished, keyColumns, length) =>
      entry.evaluate(Chunk.of([...keyColumns, ...hidden.map(({ call }) => finished[call]![0]!)], length)),
  };
}

function bindCall(expr: Call, schema: Schema, grouped: ReadonlySet<string>, context: ExecContext): AggregateCall {
  const definition = aggregateFunction(expr.name)!;
  const args = expandStar(expr, schema, grouped);
  const inputs = args.map((arg) => context.compile(arg, schema));
  const bound = definition.bind(
    inputs.map((input, i): Argument => {
      const name = argumentName(args[i]);
      return {
        type: input.type,
        isConstant: input.isConstant,
        ...(input.constant !== undefined && { constant: input.constant }),
        ...(name !== undefined && { name }),
      };
    }),
  );
  if (typeof bound === 'string') throw semanticError(bound, expr);
  return { expr, bound, inputs };
}

/** `*` stands for the columns that are neither grouped by nor the argument before it. */
function expandStar(expr: Call, schema: Schema, grouped: ReadonlySet<string>): readonly Expr[] {
  if (!expr.args.some((arg) => arg.kind === 'star')) return expr.args;
  if (expr.name === 'count' || expr.name === 'countif') return expr.args.filter((arg) => arg.kind !== 'star');
  const named = new Set(expr.args.flatMap((arg) => (arg.kind === 'column' ? [arg.name] : [])));
  return expr.args.flatMap((arg): readonly Expr[] =>
    arg.kind === 'star'
      ? schema
          .filter((column) => !grouped.has(column.name) && !named.has(column.name))
          .map((column) => ({ kind: 'column', name: column.name, start: arg.start, length: arg.length }))
      : [arg],
  );
}

/** The running aggregates of one operator. */
export class Accumulation {
  private readonly aggregators: readonly Aggregator[];

  constructor(
    private readonly aggregates: Aggregates,
    context: ExecContext,
  ) {
    this.aggregators = aggregates.calls.map(({ bound }) => bound.create(context));
  }

  update(chunk: Chunk, groups: Int32Array, groupCount: number): void {
    this.aggregates.calls.forEach(({ inputs, bound, expr }, i) => {
      try {
        const args = inputs.map((input, k) => converted(input.evaluate(chunk), bound.arguments?.[k]));
        this.aggregators[i]!.update(args, groups, groupCount, chunk.length);
      } catch (error) {
        throw withSpan(error, expr);
      }
    });
  }

  /** The output columns of every entry, in order. */
  finish(keys: readonly Column[], groupCount: number): readonly Column[] {
    const finished = this.aggregators.map((aggregator) => aggregator.finish(groupCount));
    return this.aggregates.entries.flatMap((entry) => entry.finish(finished, keys, groupCount));
  }

  /** The same columns, those of aggregates alone each made when it is asked for. */
  columns(keys: () => readonly Column[], groupCount: number): readonly (() => Column)[] {
    const makers = this.aggregators.map(
      (aggregator) => aggregator.columns?.(groupCount) ?? aggregator.finish(groupCount).map((column) => () => column),
    );
    return this.aggregates.entries.flatMap((entry) => {
      if (entry.call !== undefined) return makers[entry.call]!;
      const finished = makers.map((columns) => columns.map((make) => make()));
      return entry.finish(finished, keys(), groupCount).map((column) => () => column);
    });
  }
}

type ArgumentTypes = NonNullable<BoundAggregate['arguments']>;

function converted(column: Column, to: ArgumentTypes[number] | undefined): Column {
  if (to === undefined || to === 'any' || to === column.type) return column;
  if (column instanceof ConstColumn)
    return constant(to, convertColumn(constant(column.type, column.value, 1), to).get(0), column.length);
  return convertColumn(column, to);
}
