import type { EvalContext } from '../functions/definition.js';
import type { Expr, Plan } from '../plan.js';
import type { Relation, Table } from '../chunk.js';
import type { ScalarType, Schema, Value } from '../types.js';
import type { Column } from '../columns/column.js';
import type { Chunk } from '../chunk.js';

/** Where tables come from. */
export interface TableSource {
  /** The names there are, for wildcards in `union` and `find`. */
  names(): readonly string[];
  /** Absent when there is no such table. */
  table(name: string, qualifier?: string): Table | undefined;
}

/** An expression bound to a schema. */
export interface Compiled {
  readonly type: ScalarType;
  /** Set when the value does not depend on the row. */
  readonly constant?: Value;
  readonly isConstant: boolean;
  /** Reads other rows: evaluate it on the whole input as one chunk. */
  readonly isWindow: boolean;
  /** Set for a tuple function such as `series_fit_line`: all its columns. */
  readonly outputs?: readonly { readonly name: string; readonly type: ScalarType }[];
  readonly evaluateTuple?: (chunk: Chunk) => readonly Column[];
  evaluate(chunk: Chunk): Column;
}

/** What operators and plugins work with; one per query. */
export interface ExecContext extends EvalContext {
  readonly tables: TableSource;
  /** Runs a sub-plan. `context` gives the rows that a `context` plan in it stands for. */
  run(plan: Plan, context?: Relation): Relation;
  compile(expr: Expr, schema: Schema): Compiled;
  /** The value of an expression that may not depend on a row (`take n`, `step`); refuses others. */
  constant(expr: Expr): { readonly type: ScalarType; readonly value: Value };
  /** Reserves memory that an operator holds; throws a `limit` error past the budget. */
  reserve(bytes: number): void;
  /** Gives a further result table beside the answer (`fork`, `facet`); read at once. */
  emit(relation: Relation, name?: string): void;
  /** A note for the person that does not stop the query, e.g. rows cut by a documented limit. */
  warn(message: string): void;
}
