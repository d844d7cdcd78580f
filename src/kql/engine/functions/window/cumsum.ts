import { Decimal } from 'decimal.js';
import { ColumnWriter, type Column } from '../../columns/column.js';
import type { ScalarType, Value } from '../../types.js';
import { vectorOverload, type EvalContext, type ScalarFunction } from '../definition.js';
import { restartTest } from './restart.js';

/** `row_cumsum(term [, restart])`: running sum in the type of the term; a null term adds nothing. Integers wrap as in Kusto. */
export const rowCumsum: ScalarFunction = {
  name: 'row_cumsum',
  overloads: (args) => {
    const type = args[0]?.type ?? 'long';
    const add = additions[type];
    if (add === undefined) return `row_cumsum() takes a number or a timespan, not ${type}.`;
    return vectorOverload([type, 'bool?'], type, (columns, length, context) => running(type, add, columns, length, context), {
      window: true,
    });
  },
};

interface Addition {
  readonly zero: Value;
  readonly add: (sum: never, term: never) => Value;
}

const int64: Addition = { zero: 0n, add: (sum: bigint, term: bigint) => BigInt.asIntN(64, sum + term) };

const additions: Partial<Record<ScalarType, Addition>> = {
  int: { zero: 0, add: (sum: number, term: number) => (sum + term) | 0 },
  long: int64,
  timespan: int64,
  real: { zero: 0, add: (sum: number, term: number) => sum + term },
  decimal: { zero: new Decimal(0), add: (sum: Decimal, term: Decimal) => sum.plus(term) },
};

function running(
  type: ScalarType,
  { zero, add }: Addition,
  columns: readonly Column[],
  length: number,
  context: EvalContext,
): Column {
  const term = columns[0]!;
  const isRestart = restartTest(columns[1]);
  const writer = new ColumnWriter(type, length);
  let sum = zero;
  for (let row = 0; row < length; row++) {
    if ((row & 0xffff) === 0) context.check();
    if (isRestart(row)) sum = zero;
    const value = term.get(row);
    if (value !== null) sum = add(sum as never, value as never);
    writer.set(row, sum);
  }
  return writer.finish();
}
