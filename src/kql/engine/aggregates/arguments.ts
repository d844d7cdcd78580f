import { Decimal } from 'decimal.js';
import type { Argument } from '../functions/definition.js';
import type { ScalarType } from '../types.js';

/** The message for a wrong number of arguments; absent when it is right. */
export function wrongCount(name: string, args: readonly Argument[], least: number, most = least): string | undefined {
  if (args.length >= least && args.length <= most) return undefined;
  const expected = least === most ? String(least) : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  return `${name}() takes ${expected} argument${expected === '1' ? '' : 's'}, not ${args.length}.`;
}

export function typeRefusal(name: string, type: ScalarType, expected: string): string {
  return `${name}() takes ${expected}, not ${type}.`;
}

const summable: readonly ScalarType[] = ['int', 'long', 'real', 'decimal', 'timespan', 'datetime'];

export function isSummable(type: ScalarType): boolean {
  return summable.includes(type);
}

/** A constant argument as a number; absent when it is none. */
export function constantNumber(arg: Argument | undefined): number | undefined {
  const value = arg?.constant;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value !== null && typeof value === 'object' && value instanceof Decimal) {
    return value.toNumber();
  }
  return undefined;
}

/** The default name of an argument, "" when it has none. */
export function nameOf(arg: Argument | undefined): string {
  return arg?.name ?? '';
}
