import { Decimal } from 'decimal.js';
import type { Dynamic } from '../dynamic.js';
import { dynamicText } from '../dynamicText.js';
import type { ScalarType, Value } from '../types.js';

/** Order of two values of a type, ascending; null before anything else, NaN next. */
export function compareValues(left: Value, right: Value, type: ScalarType): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  if (left instanceof Decimal && right instanceof Decimal) return left.comparedTo(right);
  if (type === 'dynamic') return compareText(dynamicText(left as Dynamic), dynamicText(right as Dynamic));
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1;
  if (Number.isNaN(right)) return 1;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** By UTF-16 code unit. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
