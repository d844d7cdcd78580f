import type { Column } from '../columns/column.js';
import type { Schema, ScalarType, Value, ValueOfType } from '../types.js';

/** What a function may know beside its arguments. One per query. */
export interface EvalContext {
  /** Ticks; the same for the whole query. */
  readonly now: bigint;
  /** In [0, 1); seeded by the host, so that a run can be repeated. */
  random(): number;
  /** Throws when the query was cancelled or is past a limit. Call it between blocks of work of some milliseconds. */
  check(): void;
}

/** A type of a parameter: `any` takes every type as it is; `number` takes int, long, real or decimal as it is. */
export type ParameterType = ScalarType | 'any' | 'number';

/** `long?` may be left out (the function gets `undefined`); `string*` last takes the rest, none included. */
export type Parameter = ParameterType | `${ParameterType}?` | `${ParameterType}*`;

type ValueOfParameter<T> = T extends keyof ValueOfType
  ? ValueOfType[T]
  : T extends 'number'
    ? ValueOfType['int' | 'long' | 'real' | 'decimal']
    : Value;

/** The JavaScript arguments of a row function for its parameters. With `nulls: 'see'` each may also be null. */
export type ArgumentsOf<P extends readonly Parameter[], Null> = P extends readonly [infer Head, ...infer Tail extends Parameter[]]
  ? Head extends `${infer T}*`
    ? (ValueOfParameter<T> | Null)[]
    : Head extends `${infer T}?`
      ? [(ValueOfParameter<T> | Null)?, ...ArgumentsOf<Tail, Null>]
      : [ValueOfParameter<Head> | Null, ...ArgumentsOf<Tail, Null>]
  : [];

export interface Argument {
  readonly type: ScalarType;
  /** The value when the argument is a constant of the query. */
  readonly constant?: Value;
  /** True for a bare literal null such as `int(null)` or `dynamic(null)`. */
  readonly isConstant: boolean;
  /** Name of the column, when the argument is one: for `pack_all` and messages. */
  readonly name?: string;
}

/** Row by row on JavaScript values. Called once per distinct value for a dictionary column, once for constants: it must be pure. */
export type RowFunction = (...args: never[]) => Value;

/** Over columns of one chunk. Arguments have the parameter types already; some may be `ConstColumn`. */
export type VectorFunction = (args: readonly Column[], length: number, context: EvalContext) => Column;

/** One way to call a function. */
export interface Overload {
  readonly parameters: readonly Parameter[];
  readonly returns: ScalarType;
  /** `propagate` (default): a null argument gives null ("" for a string result) without a call. `see`: the function gets nulls. */
  readonly nulls?: 'propagate' | 'see';
  readonly row?: RowFunction;
  readonly vector?: VectorFunction;
  /** Not the same for the same arguments (`rand`, `new_guid`): evaluated per row, never folded. */
  readonly volatile?: boolean;
  /** Reads other rows (`row_number`, `prev`): needs an ordered input, and gets the whole input as one chunk. */
  readonly window?: boolean;
  /** Several result columns (`series_fit_line`): suffix `rsquare` becomes `series_fit_line_x_rsquare`; see `tuple`. */
  readonly outputs?: readonly { readonly name: string; readonly type: ScalarType }[];
  /** For a function with `outputs`: one column each. Nested in another expression, the first counts. */
  readonly tuple?: (args: readonly Column[], length: number, context: EvalContext) => readonly Column[];
}

/** One row of the function registry. */
export interface ScalarFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The overloads, or a rule that picks or makes one for the argument types. A string is a refusal: it is shown to the person. */
  readonly overloads: readonly Overload[] | ((args: readonly Argument[], schema: Schema) => Overload | string);
  /** Version of this engine in which it came; for the support table. */
  readonly since?: string;
  /** Where results may differ from the real engine; for the support table. */
  readonly deviation?: string;
  /** Why it is known and not run; for the support table. */
  readonly refused?: string;
}

/**
 * An overload from a row function, its JavaScript argument types checked against the parameters:
 * `overload(['string', 'long?'], 'string', (text, start = 0n) => …)`.
 */
export function overload<const P extends readonly Parameter[], R extends ScalarType>(
  parameters: P,
  returns: R,
  row: (...args: ArgumentsOf<P, never>) => ValueOfType[R] | null,
  options: Omit<Overload, 'parameters' | 'returns' | 'row' | 'nulls'> = {},
): Overload {
  return { parameters, returns, row: row as RowFunction, ...options };
}

/** Like `overload`, for a function that sees null arguments. */
export function overloadSeeingNulls<const P extends readonly Parameter[], R extends ScalarType>(
  parameters: P,
  returns: R,
  row: (...args: ArgumentsOf<P, null>) => ValueOfType[R] | null,
  options: Omit<Overload, 'parameters' | 'returns' | 'row' | 'nulls'> = {},
): Overload {
  return { parameters, returns, row: row as RowFunction, nulls: 'see', ...options };
}

/** An overload over whole columns. Nulls reach it as they are. */
export function vectorOverload(
  parameters: readonly Parameter[],
  returns: ScalarType,
  vector: VectorFunction,
  options: Omit<Overload, 'parameters' | 'returns' | 'vector'> = {},
): Overload {
  return { parameters, returns, vector, ...options };
}
