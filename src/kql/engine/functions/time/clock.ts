import { datetimeOrNull } from '../../calendar.js';
import { constant, columnOf, ConstColumn, type Column } from '../../columns/column.js';
import { vectorOverload, type EvalContext, type ScalarFunction } from '../definition.js';

/** The time of the query, and a timespan from it. */
function fromNow(spans: Column | undefined, length: number, context: EvalContext, sign: 1n | -1n): Column {
  if (spans === undefined) return constant('datetime', context.now, length);
  const at = (span: bigint | null): bigint | null => (span === null ? null : datetimeOrNull(context.now + sign * span));
  if (spans instanceof ConstColumn) return constant('datetime', at(spans.value as bigint | null), length);
  return columnOf(
    'datetime',
    Array.from({ length }, (_, row) => at(spans.get(row) as bigint | null)),
  );
}

/** The clock is the query's: the same in every row and call. */
export const clockFunctions: readonly ScalarFunction[] = [
  {
    name: 'now',
    overloads: [vectorOverload(['timespan?'], 'datetime', ([span], length, context) => fromNow(span, length, context, 1n))],
  },
  {
    name: 'ago',
    overloads: [vectorOverload(['timespan'], 'datetime', ([span], length, context) => fromNow(span, length, context, -1n))],
  },
];
