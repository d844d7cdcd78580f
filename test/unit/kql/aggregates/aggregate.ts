import assert from 'node:assert/strict';
import { aggregateFunction } from '../../../../src/kql/engine/aggregates/registry.js';
import { columnOf, constant, type Column } from '../../../../src/kql/engine/columns/column.js';
import { convertColumn } from '../../../../src/kql/engine/convert.js';
import type { Argument, EvalContext } from '../../../../src/kql/engine/functions/definition.js';
import type { ScalarType, Value } from '../../../../src/kql/engine/types.js';

const context: EvalContext = { now: 0n, random: () => 0.5, check: () => undefined };

/** An argument of an aggregate: the values of a column, a ready column, or a constant. */
export type Input =
  | { readonly type: ScalarType; readonly values: readonly Value[] }
  | Column
  | { readonly type: ScalarType; readonly constant: Value };

export const values = (type: ScalarType, ...list: readonly Value[]): Input => ({ type, values: list });
export const always = (type: ScalarType, value: Value): Input => ({ type, constant: value });

export interface Aggregated {
  readonly types: readonly ScalarType[];
  readonly names: readonly (string | undefined)[];
  /** `groups[g][output]`. */
  readonly groups: readonly (readonly Value[])[];
}

function columnFor(input: Input, length: number): Column {
  if ('constant' in input) return constant(input.type, input.constant, length);
  return 'values' in input && Array.isArray(input.values)
    ? columnOf(input.type, input.values as readonly Value[])
    : (input as Column);
}

/** Runs an aggregate over rows cut into chunks of three, to cross chunk borders. */
export function aggregate(
  name: string,
  inputs: readonly Input[],
  groups: readonly number[],
  groupCount = Math.max(0, ...groups) + 1,
): Aggregated {
  const definition = aggregateFunction(name);
  assert.ok(definition, name);
  const args = inputs.map((input, index): Argument =>
    'constant' in input
      ? { type: input.type, isConstant: true, constant: input.constant }
      : { type: input.type, isConstant: false, name: 'xyz'[index]! },
  );
  const bound = definition.bind(args);
  if (typeof bound === 'string') throw new Error(bound);
  const columns = inputs.map((input, index) => {
    const column = columnFor(input, groups.length);
    const type = bound.arguments?.[index] ?? 'any';
    return type === 'any' ? column : convertColumn(column, type);
  });
  const state = bound.create(context);
  for (let from = 0; from < groups.length; from += 3) {
    const to = Math.min(groups.length, from + 3);
    const part = Int32Array.from(groups.slice(from, to));
    state.update(
      columns.map((column) => column.slice(from, to)),
      part,
      groupCount,
      to - from,
    );
  }
  const results = state.finish(groupCount);
  return {
    types: bound.outputs.map((output) => output.type),
    names: bound.outputs.map((output) => output.name),
    groups: Array.from({ length: groupCount }, (_, group) => results.map((column) => column.get(group))),
  };
}
