import { RealColumn, ValuesColumn } from '../../columns/column.js';
import { vectorOverload, type EvalContext, type ScalarFunction } from '../definition.js';

/** A random guid (version 4) from the generator of the query. */
function randomGuid(context: EvalContext): string {
  let hex = '';
  for (let i = 0; i < 4; i++)
    hex += Math.floor(context.random() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

export const randomFunctions: readonly ScalarFunction[] = [
  {
    name: 'new_guid',
    overloads: [
      vectorOverload(
        [],
        'guid',
        (_, length, context) =>
          new ValuesColumn(
            'guid',
            Array.from({ length }, () => randomGuid(context)),
          ),
        { volatile: true },
      ),
    ],
  },
  {
    name: 'rand',
    overloads: [
      vectorOverload([], 'real', (_, length, context) => new RealColumn(Float64Array.from({ length }, () => context.random())), {
        volatile: true,
      }),
      vectorOverload(
        ['long'],
        'real',
        ([limit], length, context) =>
          new RealColumn(
            Float64Array.from({ length }, (_, row) =>
              Math.floor(context.random() * Number((limit!.get(row) as bigint | null) ?? 1n)),
            ),
          ),
        { volatile: true },
      ),
    ],
  },
];
