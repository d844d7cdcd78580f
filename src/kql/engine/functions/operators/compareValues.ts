import type { Decimal } from 'decimal.js';
import { dynamicJson } from '../../dynamicText.js';
import type { Dynamic } from '../../dynamic.js';
import type { ScalarType, Value } from '../../types.js';

/**
 * Order of two values of the same type, neither null: negative, 0 or positive; NaN when a real is NaN. Strings are ordinal. Dynamic
 * values of different kinds are ordered by their JSON text.
 */
export function compareValues(a: Value, b: Value, type: ScalarType): number {
  if (type === 'decimal') return (a as Decimal).comparedTo(b as Decimal);
  if (type === 'dynamic') return compareDynamic(a as Dynamic, b as Dynamic);
  if (type === 'bool') return Number(a) - Number(b);
  if (type === 'real' || type === 'int') return (a as number) - (b as number) || (a === b ? 0 : (a as number) - (b as number));
  return a === b ? 0 : (a as string | bigint) < (b as string | bigint) ? -1 : 1;
}

function compareDynamic(a: Dynamic, b: Dynamic): number {
  const isNumber = (value: Dynamic): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';
  if (isNumber(a) && isNumber(b)) return a === b ? 0 : a < b ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : a < b ? -1 : 1;
  const left = dynamicJson(a);
  const right = dynamicJson(b);
  return left === right ? 0 : left < right ? -1 : 1;
}
