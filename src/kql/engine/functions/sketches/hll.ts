import type { Dynamic } from '../../dynamic.js';
import { isArray } from '../../dynamic.js';
import { KqlError } from '../../errors.js';

/**
 * A HyperLogLog state as a dynamic value: `["hll", precision, content]`. Content is an array of the distinct 53-bit hashes while there
 * are few (the count is then exact), later a string of 2^precision registers, one character each (code 48 + register).
 */
export interface Hll {
  readonly precision: number;
  /** Distinct hashes, or undefined once they are too many. */
  hashes: Set<number> | undefined;
  registers: Uint8Array | undefined;
}

/** Hashes kept before registers take over. */
const mostHashes = 16_384;
const firstCode = 48;

/** Bits of the register index for the accuracy argument of `hll` and `dcount`. */
export function precisionOf(accuracy: number): number {
  return [12, 14, 16, 17, 18][accuracy] ?? 14;
}

export function newHll(precision: number): Hll {
  return { precision, hashes: new Set(), registers: undefined };
}

/** 53 well-mixed bits of two 32-bit words. */
export function mixedHash(low: number, high: number): number {
  let a = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high, 0x9e3779b1);
  let b = Math.imul(high ^ (high >>> 15), 0x2c1b3c6d) ^ Math.imul(low, 0xc2b2ae35);
  a = Math.imul(a ^ (a >>> 13), 0xc2b2ae35) ^ b;
  b = Math.imul(b ^ (b >>> 16), 0x7feb352d) ^ a;
  a ^= a >>> 16;
  b ^= b >>> 15;
  return (a >>> 0) * 2097152 + (b >>> 11);
}

export function addHash(state: Hll, hash: number): void {
  if (state.hashes !== undefined) {
    state.hashes.add(hash);
    if (state.hashes.size > mostHashes) toRegisters(state);
  } else {
    addToRegisters(state.registers!, state.precision, hash);
  }
}

function toRegisters(state: Hll): void {
  const registers = new Uint8Array(2 ** state.precision);
  for (const hash of state.hashes!) addToRegisters(registers, state.precision, hash);
  state.registers = registers;
  state.hashes = undefined;
}

function addToRegisters(registers: Uint8Array, precision: number, hash: number): void {
  const high = Math.floor(hash / 2097152);
  const low = hash % 2097152;
  const index = high >>> (32 - precision);
  const rest = (high << precision) >>> 0;
  const zeros = rest !== 0 ? Math.clz32(rest) : 32 - precision + Math.clz32(low) - 11;
  if (zeros + 1 > registers[index]!) registers[index] = zeros + 1;
}

/** Registers of a lower precision. */
function folded(registers: Uint8Array, from: number, to: number): Uint8Array {
  if (from === to) return registers;
  const result = new Uint8Array(2 ** to);
  const shift = from - to;
  for (let i = 0; i < registers.length; i++) {
    if (registers[i] === 0) continue;
    const below = i & (2 ** shift - 1);
    const rank = below === 0 ? registers[i]! + shift : Math.clz32(below) - (32 - shift) + 1;
    if (rank > result[i >>> shift]!) result[i >>> shift] = rank;
  }
  return result;
}

export function mergeHll(states: readonly Hll[]): Hll {
  const precision = Math.min(...states.map((state) => state.precision));
  const result = newHll(precision);
  for (const { hashes, registers, precision: own } of states) {
    if (hashes !== undefined) for (const hash of hashes) addHash(result, hash);
    if (registers === undefined) continue;
    if (result.hashes !== undefined) toRegisters(result);
    const other = folded(registers, own, precision);
    const into = result.registers!;
    for (let i = 0; i < into.length; i++) if (other[i]! > into[i]!) into[i] = other[i]!;
  }
  return result;
}

/** The number of distinct values, rounded: exact while hashes are kept, else the HyperLogLog estimate with linear counting. */
export function countHll(state: Hll): number {
  if (state.hashes !== undefined) return state.hashes.size;
  const registers = state.registers!;
  const size = registers.length;
  let sum = 0;
  let zeros = 0;
  for (const register of registers) {
    sum += 2 ** -register;
    if (register === 0) zeros++;
  }
  const estimate = ((0.7213 / (1 + 1.079 / size)) * size * size) / sum;
  return Math.round(estimate <= 2.5 * size && zeros > 0 ? size * Math.log(size / zeros) : estimate);
}

export function writeHll({ precision, hashes, registers }: Hll): Dynamic {
  if (hashes !== undefined) return ['hll', precision, [...hashes]];
  return ['hll', precision, Array.from(registers!, (register) => String.fromCharCode(firstCode + register)).join('')];
}

/** Undefined when the value is no state. */
export function readHll(value: Dynamic): Hll | undefined {
  if (!isArray(value) || value.length !== 3 || value[0] !== 'hll' || typeof value[1] !== 'number') return undefined;
  const precision = value[1];
  const content = value[2] as Dynamic;
  if (isArray(content)) return { precision, hashes: new Set(content as Iterable<number>), registers: undefined };
  if (typeof content !== 'string' || content.length !== 2 ** precision) return undefined;
  const registers = Uint8Array.from(content, (character) => character.charCodeAt(0) - firstCode);
  return { precision, hashes: undefined, registers };
}

/** Like `readHll`; refuses what is no state. */
export function hllOf(value: Dynamic): Hll {
  const state = readHll(value);
  if (state === undefined) throw new KqlError('runtime', 'The value is no state of hll().');
  return state;
}
