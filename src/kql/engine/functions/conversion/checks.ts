import { constant } from '../../columns/column.js';
import { KqlError } from '../../errors.js';
import { isNumeric, type ScalarType, type Value } from '../../types.js';
import { overload, vectorOverload, type Argument, type Overload, type ScalarFunction } from '../definition.js';

const widening: readonly ScalarType[] = ['int', 'long', 'real', 'decimal'];

function isAround<T extends number | bigint>(value: T, low: T, high: T): boolean {
  return value >= low && value <= high;
}

/** Whether a value is at most `delta` from a centre. */
function chooseAround(args: readonly Argument[]): Overload | string {
  const types = args.map((arg) => (arg.type === 'dynamic' ? 'real' : arg.type));
  const [value, center, delta] = types;
  if (value === undefined || center === undefined || delta === undefined || args.length > 3) {
    return 'around() takes a value, a centre and a distance.';
  }
  const ticks = (at: bigint, middle: bigint, distance: bigint): boolean => isAround(at, middle - distance, middle + distance);
  if (value === 'datetime' && center === 'datetime' && delta === 'timespan') {
    return overload(['datetime', 'datetime', 'timespan'], 'bool', ticks);
  }
  if (value === 'timespan' && center === 'timespan' && delta === 'timespan') {
    return overload(['timespan', 'timespan', 'timespan'], 'bool', ticks);
  }
  if (!types.every(isNumeric)) return `around() does not take ${value}, ${center} and ${delta}.`;
  switch (widening[Math.max(...types.map((type) => widening.indexOf(type)))]) {
    case 'real':
      return overload(['real', 'real', 'real'], 'bool', (at, middle, distance) =>
        isAround(at, middle - distance, middle + distance),
      );
    case 'decimal':
      return overload(['decimal', 'decimal', 'decimal'], 'bool', (at, middle, distance) =>
        at.minus(middle).abs().lessThanOrEqualTo(distance),
      );
    default:
      return overload(['long', 'long', 'long'], 'bool', ticks);
  }
}

function check(holds: boolean, message: string): boolean {
  if (!holds) throw new KqlError('runtime', `Assertion failed: ${message}`);
  return true;
}

/** A function about the storage of rows, which computed and loaded rows do not have: the empty value, as documented. */
function withoutStorage(name: string, returns: ScalarType, aliases: readonly string[] = []): ScalarFunction {
  const empty: Value = null;
  return {
    name,
    aliases,
    overloads: [vectorOverload([], returns, (_, length) => constant(returns, empty, length))],
    deviation: 'Always empty: rows of this engine have no storage properties.',
  };
}

export const checkFunctions: readonly ScalarFunction[] = [
  { name: 'around', overloads: chooseAround },
  { name: 'assert', overloads: [overload(['bool', 'string'], 'bool', check)] },
  withoutStorage('ingestion_time', 'datetime'),
  withoutStorage('extent_id', 'guid', ['extentid']),
  withoutStorage('extent_tags', 'dynamic'),
];
