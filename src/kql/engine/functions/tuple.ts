import { columnOf, ConstColumn, type Column } from '../columns/column.js';
import type { ScalarType, Value } from '../types.js';
import type { Overload, Parameter } from './definition.js';

export interface TupleOutput {
  readonly name: string;
  readonly type: ScalarType;
}

/** An overload with several result columns, computed row by row. Nulls reach `compute`; its null makes every result of the row null. */
export function tupleOverload(
  parameters: readonly Parameter[],
  outputs: readonly TupleOutput[],
  compute: (...args: never[]) => readonly Value[] | null,
): Overload {
  const call = compute as unknown as (...args: readonly Value[]) => readonly Value[] | null;
  return {
    parameters,
    returns: outputs[0]!.type,
    nulls: 'see',
    outputs,
    tuple: (columns, length, context) => {
      const isConstant = columns.every((column) => column instanceof ConstColumn);
      const rows = isConstant ? Math.min(length, 1) : length;
      const results = outputs.map(() => new Array<Value>(rows).fill(null));
      for (let row = 0; row < rows; row++) {
        if (row % 256 === 0) context.check();
        const values = call(...columns.map((column) => column.get(row)));
        if (values !== null) for (let i = 0; i < results.length; i++) results[i]![row] = values[i] ?? null;
      }
      return results.map((values, i): Column => {
        const { type } = outputs[i]!;
        return isConstant ? new ConstColumn(type, values[0] ?? null, length) : columnOf(type, values);
      });
    },
  };
}
