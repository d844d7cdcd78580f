import type { Overload, ScalarFunction } from '../definition.js';

/** A function with one overload that takes arguments of any type, converted to the parameter types as by `tostring`, `tolong` …. */
export function converting(
  name: string,
  overload: Overload,
  extra: Omit<ScalarFunction, 'name' | 'overloads'> = {},
): ScalarFunction {
  return { name, overloads: () => overload, ...extra };
}
