import type { Column } from './columns/column.js';
import type { Dynamic } from './dynamic.js';
import type { ScalarType, Value } from './types.js';

/** The explicit conversion `to<type>(value)`: null when it has no value in that type (a string never is null). */
export function convertValue(value: Value, from: ScalarType, to: ScalarType): Value {
  throw new Error(`not written: ${String(value)} ${from} ${to}`);
}

/** `convertValue` over a column; the same column when it already has the type. Dictionary columns convert once per distinct value. */
export function convertColumn(column: Column, to: ScalarType): Column {
  throw new Error(`not written: ${column.type} ${to}`);
}

/** A scalar as a dynamic value of the same meaning (`pack_array`, `make_list`, `todynamic` of a number). */
export function toDynamicValue(value: Value, type: ScalarType): Dynamic {
  throw new Error(`not written: ${String(value)} ${type}`);
}

/** What `tostring` gives: `True`, 7-digit ISO datetimes, .NET spellings of reals; "" for null. */
export function textOf(value: Value, type: ScalarType): string {
  throw new Error(`not written: ${String(value)} ${type}`);
}

/** True when an argument of type `from` is taken where `to` is asked for, without a cast: int → long → real → decimal; dynamic → any. */
export function isImplicit(from: ScalarType, to: ScalarType): boolean {
  throw new Error(`not written: ${from} ${to}`);
}
