import { constant, type Column } from '../../../../src/kql/engine/columns/column.js';
import { convertValue, textOf } from '../../../../src/kql/engine/convert.js';
import type { Dynamic } from '../../../../src/kql/engine/dynamic.js';
import { dynamicJson, parseDynamic } from '../../../../src/kql/engine/dynamicText.js';
import type { Argument, EvalContext, ScalarFunction } from '../../../../src/kql/engine/functions/definition.js';
import { CallSite } from '../../../../src/kql/engine/functions/lift.js';
import { resolveOverload } from '../../../../src/kql/engine/functions/resolve.js';
import type { ScalarType, Value } from '../../../../src/kql/engine/types.js';

export type TypedValue = readonly [type: ScalarType, value: Value];

/** A dynamic argument from JSON text. */
export const json = (text: string): TypedValue => ['dynamic', parseDynamic(text)];
export const long = (value: number): TypedValue => ['long', BigInt(value)];
export const real = (value: number): TypedValue => ['real', value];
export const text = (value: string): TypedValue => ['string', value];
export const bool = (value: boolean): TypedValue => ['bool', value];
export const nothing: TypedValue = ['dynamic', null];

const context: EvalContext = { now: 0n, random: () => 0.5, check: () => undefined };

function columnsOf(functions: readonly ScalarFunction[], name: string, args: readonly TypedValue[]): readonly Column[] {
  const definition = functions.find((one) => one.name === name || one.aliases?.includes(name) === true);
  if (definition === undefined) throw new Error(`There is no function ${name}.`);
  const described = args.map(([type, value]): Argument => ({ type, constant: value, isConstant: true }));
  const { overload, argumentTypes } = resolveOverload(definition, described, [], { start: 0, length: 0 });
  const columns = args.map(([type, value], i) => {
    const to = argumentTypes[i] ?? type;
    return constant(to, to === type ? value : convertValue(value, type, to), 1);
  });
  if (overload.tuple !== undefined) return overload.tuple(columns, 1, context);
  return [new CallSite(overload).evaluate(columns, 1, context)];
}

function shown(column: Column): string {
  const value = column.get(0);
  return column.type === 'dynamic' ? dynamicJson(value as Dynamic) : value === null ? 'null' : textOf(value, column.type);
}

/** The results of a call as text: JSON for dynamic values. */
export function callAll(functions: readonly ScalarFunction[], name: string, ...args: readonly TypedValue[]): string[] {
  return columnsOf(functions, name, args).map(shown);
}

export function call(functions: readonly ScalarFunction[], name: string, ...args: readonly TypedValue[]): string {
  return callAll(functions, name, ...args)[0]!;
}
