import { columnOf, constant, type Column } from '../../../../src/kql/engine/columns/column.js';
import { convertColumn, textOf } from '../../../../src/kql/engine/convert.js';
import type { EvalContext } from '../../../../src/kql/engine/functions/definition.js';
import { evaluateOverload } from '../../../../src/kql/engine/functions/lift.js';
import { scalarFunction } from '../../../../src/kql/engine/functions/registry.js';
import { resolveOverload } from '../../../../src/kql/engine/functions/resolve.js';
import { parseDatetime, parseTimespan } from '../../../../src/kql/engine/ticks.js';
import type { ScalarType, Value } from '../../../../src/kql/engine/types.js';

/** An argument: its type and its value, or a value per row. */
export interface TestArgument {
  readonly type: ScalarType;
  readonly values: readonly Value[];
  readonly isConstant: boolean;
}

export function lit(type: ScalarType, value: Value): TestArgument {
  return { type, values: [value], isConstant: true };
}

export function column(type: ScalarType, values: readonly Value[]): TestArgument {
  return { type, values, isConstant: false };
}

export const long = (value: number | bigint): TestArgument => lit('long', BigInt(value));
export const int = (value: number): TestArgument => lit('int', value);
export const real = (value: number): TestArgument => lit('real', value);
export const text = (value: string): TestArgument => lit('string', value);
export const datetime = (value: string): TestArgument => lit('datetime', parseDatetime(value));
export const timespan = (value: string): TestArgument => lit('timespan', parseTimespan(value));

export const testContext: EvalContext = {
  now: parseDatetime('2026-11-17T02:45:00Z')!,
  random: () => 0.5,
  check: () => undefined,
};

/** The result column of a function of the registry, resolved and converted as in a query. */
export function callColumn(name: string, args: readonly TestArgument[]): Column {
  const definition = scalarFunction(name);
  if (definition === undefined) throw new Error(`no function ${name}`);
  const length = Math.max(1, ...args.map((arg) => arg.values.length));
  const described = args.map(({ type, isConstant, values }) =>
    isConstant ? { type, isConstant, constant: values[0] ?? null } : { type, isConstant },
  );
  const { overload, argumentTypes } = resolveOverload(definition, described, [], { start: 0, length: 0 });
  const columns = args.map((arg, i) => {
    const made = arg.isConstant ? constant(arg.type, arg.values[0] ?? null, length) : columnOf(arg.type, arg.values);
    const wanted = argumentTypes[i];
    return wanted === undefined ? made : convertColumn(made, wanted);
  });
  return evaluateOverload(overload, columns, length, testContext);
}

/** The result of the first row as `type:text`; `type:null` for null. */
export function call(name: string, ...args: readonly TestArgument[]): string {
  const result = callColumn(name, args);
  return `${result.type}:${result.isNull(0) ? 'null' : textOf(result.get(0), result.type)}`;
}

/** A value for the title of a test. */
export function describeValue(value: Value | undefined): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner));
}
