import { overload, type ScalarFunction } from '../definition.js';

function bitwise(name: string, combine: (left: bigint, right: bigint) => bigint | null): ScalarFunction {
  return { name, overloads: [overload(['long', 'long'], 'long', combine)] };
}

/** Hexadecimal digits of an integer of `bits` bits in two's complement, with zeros before them to a length. */
function hexOf(value: bigint, bits: number, minLength: bigint): string {
  return BigInt.asUintN(bits, value)
    .toString(16)
    .padStart(Math.min(Number(minLength), 1024), '0');
}

/** Operations on the bits of 64-bit integers in two's complement. A shift counts modulo 64; a negative one gives null. */
export const bitFunctions: readonly ScalarFunction[] = [
  bitwise('binary_and', (left, right) => left & right),
  bitwise('binary_or', (left, right) => left | right),
  bitwise('binary_xor', (left, right) => left ^ right),
  bitwise('binary_shift_left', (value, shift) => (shift < 0n ? null : BigInt.asIntN(64, value << (shift % 64n)))),
  bitwise('binary_shift_right', (value, shift) => (shift < 0n ? null : value >> (shift % 64n))),
  { name: 'binary_not', overloads: [overload(['long'], 'long', (value) => ~value)] },
  {
    name: 'tohex',
    overloads: [
      overload(['int', 'long?'], 'string', (value, minLength = 0n) => hexOf(BigInt(value), 32, minLength)),
      overload(['long', 'long?'], 'string', (value, minLength = 0n) => hexOf(value, 64, minLength)),
    ],
  },
  {
    name: 'bitset_count_ones',
    overloads: [
      overload(['long'], 'long', (value) => {
        let count = 0n;
        for (let rest = BigInt.asUintN(64, value); rest > 0n; rest &= rest - 1n) count++;
        return count;
      }),
    ],
  },
];
