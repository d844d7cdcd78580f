import { ColumnWriter, constant, type Column } from '../../columns/column.js';
import type { Dynamic } from '../../dynamic.js';
import { dynamicJson, dynamicTypeName } from '../../dynamicText.js';
import type { ScalarType } from '../../types.js';
import { overloadSeeingNulls, vectorOverload, type ScalarFunction } from '../definition.js';

const encoder = new TextEncoder();

const fixedSizes: Partial<Record<ScalarType, number>> = {
  bool: 1,
  int: 4,
  long: 8,
  real: 8,
  datetime: 8,
  timespan: 8,
  decimal: 16,
  guid: 16,
};

/** Bytes of a value before encoding and compression. */
function sizeOf(column: Column, row: number): number {
  const fixed = fixedSizes[column.type];
  if (fixed !== undefined) return fixed;
  const value = column.get(row);
  if (value === null) return 0;
  return encoder.encode(column.type === 'string' ? (value as string) : dynamicJson(value as Dynamic)).length;
}

export const typeFunctions: readonly ScalarFunction[] = [
  {
    name: 'gettype',
    overloads: ([argument]) => {
      if (argument === undefined) return 'gettype() takes one argument.';
      if (argument.type === 'dynamic') return overloadSeeingNulls(['dynamic'], 'string', dynamicTypeName);
      return vectorOverload(['any'], 'string', ([value], length) => constant('string', value!.type, length));
    },
  },
  {
    name: 'estimate_data_size',
    overloads: [
      vectorOverload(['any*'], 'long', (columns, length) => {
        const writer = new ColumnWriter('long', length);
        for (let row = 0; row < length; row++) {
          let size = 0;
          for (const column of columns) size += sizeOf(column, row);
          writer.set(row, BigInt(size));
        }
        return writer.finish();
      }),
    ],
    deviation: 'Sizes of dynamic values are those of their JSON text.',
  },
];
