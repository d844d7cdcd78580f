import { textOf } from '../../convert.js';
import { unsupported } from '../../errors.js';
import type { ScalarType, Value } from '../../types.js';
import { overload, type Overload, type ScalarFunction } from '../definition.js';
import { md5, sha1, sha256 } from './digests.js';
import { xxHash64 } from './xxHash.js';

const encoder = new TextEncoder();

/** The bytes that `hash` reads: UTF-8 of a text, little-endian numbers and ticks. */
function bytesOf(value: Value, type: ScalarType): Uint8Array {
  if (value === null) return new Uint8Array(0);
  const view = new DataView(new ArrayBuffer(8));
  switch (type) {
    case 'bool':
      return Uint8Array.of(value === true ? 1 : 0);
    case 'int':
      view.setInt32(0, value as number, true);
      return new Uint8Array(view.buffer, 0, 4);
    case 'long':
    case 'datetime':
    case 'timespan':
      view.setBigInt64(0, value as bigint, true);
      return new Uint8Array(view.buffer);
    case 'real':
      view.setFloat64(0, value as number, true);
      return new Uint8Array(view.buffer);
    default:
      return encoder.encode(textOf(value, type));
  }
}

function hashValue(value: Value, type: ScalarType, modulus: bigint | undefined): bigint | null {
  const hash = xxHash64(bytesOf(value, type));
  if (modulus === undefined) return BigInt.asIntN(64, hash);
  return modulus <= 0n ? null : hash % modulus;
}

function hashOverload(type: ScalarType): Overload {
  return overload(['any', 'long?'], 'long', (value, modulus?: bigint) => hashValue(value, type, modulus));
}

function digest(name: string, of: (bytes: Uint8Array) => string): ScalarFunction {
  return {
    name,
    overloads: ([argument]) => {
      if (argument === undefined) return `${name}() takes one argument.`;
      const { type } = argument;
      return overload(['any'], 'string', (value) => of(encoder.encode(textOf(value, type))));
    },
  };
}

const xxHashOverloads = (args: readonly { readonly type: ScalarType }[]): Overload | string => {
  const [source] = args;
  if (source === undefined) return 'hash() takes a value and an optional modulus.';
  if (source.type === 'dynamic') return 'hash() does not take a dynamic value: convert it, for example with tostring().';
  return hashOverload(source.type);
};

/** The formula that joins hashes is not published: no result is better than another one. */
function unknownFormula(name: string): ScalarFunction {
  return {
    name,
    overloads: () => {
      throw unsupported(`${name}()`);
    },
    refused: 'the formula that combines hashes is not published',
  };
}

export const hashFunctions: readonly ScalarFunction[] = [
  { name: 'hash', aliases: ['hash_xxhash64'], overloads: xxHashOverloads },
  unknownFormula('hash_combine'),
  unknownFormula('hash_many'),
  digest('hash_md5', md5),
  digest('hash_sha1', sha1),
  digest('hash_sha256', sha256),
];
