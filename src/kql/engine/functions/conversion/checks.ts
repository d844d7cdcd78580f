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

/** A function about the service that runs the query, which is this program here: refused, as any answer would be made up. */
function aboutService(name: string, what: string, aliases: readonly string[] = []): ScalarFunction {
  return {
    name,
    aliases,
    overloads: () => `${name}() tells ${what}; the embedded engine has none.`,
    refused: `tells ${what}, which is not here`,
  };
}

const databaseName = 'default';

export const checkFunctions: readonly ScalarFunction[] = [
  { name: 'around', overloads: chooseAround },
  { name: 'assert', overloads: [overload(['bool', 'string'], 'bool', check)] },
  withoutStorage('ingestion_time', 'datetime'),
  withoutStorage('extent_id', 'guid', ['extentid']),
  withoutStorage('extent_tags', 'dynamic'),
  {
    name: 'current_database',
    overloads: [vectorOverload([], 'string', (_, length) => constant('string', databaseName, length))],
    deviation: "Always 'default'.",
  },
  aboutService('current_cluster_endpoint', 'the address of a cluster'),
  aboutService('current_principal', 'who is signed in'),
  aboutService('current_principal_details', 'who is signed in'),
  aboutService('current_principal_is_member_of', 'the groups of who is signed in'),
  aboutService('current_node_id', 'the node of a cluster'),
  aboutService('row_id', 'the place of a row in storage'),
  aboutService('cursor_after', 'which rows came after a database cursor'),
  aboutService('cursor_before_or_at', 'which rows came before a database cursor'),
  aboutService('cursor_current', 'the database cursor', ['current_cursor']),
  aboutService('rowstore_ordinal_range', 'a range of a row store'),
];
