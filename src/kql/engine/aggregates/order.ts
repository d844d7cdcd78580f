import { Decimal } from 'decimal.js';
import { Boxed } from '../dynamic.js';
import type { Dynamic } from '../dynamic.js';
import { dynamicText } from '../dynamicText.js';
import type { Value } from '../types.js';

/** Order of two values of the same type, neither null: negative, 0 or positive. NaN is below every number. */
export function compareValues(a: Value, b: Value): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.comparedTo(b);
  if (typeof a === 'number' && typeof b === 'number') {
    if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
    return a < b ? -1 : a > b || Number.isNaN(b) ? 1 : 0;
  }
  if (typeof a === typeof b && (typeof a === 'string' || typeof a === 'bigint' || typeof a === 'boolean')) {
    return a < b! ? -1 : a > b! ? 1 : 0;
  }
  return compareDynamic(a as Dynamic, b as Dynamic);
}

function numberOf(value: Dynamic): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (!(value instanceof Boxed)) return undefined;
  if (value.is('real')) return value.value;
  if (value.is('decimal')) return value.value.toNumber();
  if (value.is('datetime')) return value.value;
  return value.is('timespan') ? value.value : undefined;
}

/** Numbers by value, everything else by its text. */
function compareDynamic(a: Dynamic, b: Dynamic): number {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : 0;
  const left = dynamicText(a);
  const right = dynamicText(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
