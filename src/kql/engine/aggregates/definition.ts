import type { Column } from '../columns/column.js';
import type { Argument, EvalContext } from '../functions/definition.js';
import type { ScalarType } from '../types.js';

/** State of one aggregate over all groups of a `summarize`. */
export interface Aggregator {
  /**
   * Takes one chunk. `groups[row]` is the group of each row, below `groupCount`, which only grows from call to call; arguments are
   * already of the types asked for by `arguments`. Row order is the order of the input.
   */
  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void;
  /** One column per output, `groupCount` rows each. A group without rows (only in `summarize` of nothing) has the empty value. */
  finish(groupCount: number): readonly Column[];
  /** The same columns, each made when it is asked for: where making one is costly and it may not be read. */
  columns?(groupCount: number): readonly (() => Column)[];
}

/** An aggregate bound to argument types. */
export interface BoundAggregate {
  /** Types that the arguments are converted to before `update`; absent: as they are. */
  readonly arguments?: readonly (ScalarType | 'any')[];
  /** Suffixes make names for several outputs (`percentile_x_50`); a single output has the name of the call. */
  readonly outputs: readonly AggregateOutput[];
  create(context: EvalContext): Aggregator;
}

export interface AggregateOutput {
  readonly type: ScalarType;
  /** The full default name of this output, when the call's own (`sum_x`) is not right: `percentile_x_5`, `x`, `y`. */
  readonly name?: string;
}

/** One row of the aggregate registry. */
export interface AggregateFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  /**
   * Binds to argument types, or refuses with a message. `Argument.name` is the default name of the argument. A `*` (`arg_max(x, *)`)
   * was already replaced by the columns that are not in `by` and not the first argument.
   */
  bind(args: readonly Argument[]): BoundAggregate | string;
  readonly since?: string;
  readonly deviation?: string;
}
