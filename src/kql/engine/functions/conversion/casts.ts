import { convertColumn } from '../../convert.js';
import type { ScalarType } from '../../types.js';
import { vectorOverload, type ScalarFunction } from '../definition.js';

function cast(name: string, to: ScalarType, aliases: readonly string[] = []): ScalarFunction {
  return { name, aliases, overloads: [vectorOverload(['any'], to, ([value]) => convertColumn(value!, to))] };
}

/** The explicit conversions: null where a value has none. */
export const casts: readonly ScalarFunction[] = [
  cast('tobool', 'bool', ['toboolean']),
  cast('toint', 'int'),
  cast('tolong', 'long'),
  cast('toreal', 'real', ['todouble']),
  cast('todecimal', 'decimal'),
  cast('todatetime', 'datetime'),
  cast('totimespan', 'timespan', ['totime']),
  cast('tostring', 'string'),
  cast('toguid', 'guid'),
];
