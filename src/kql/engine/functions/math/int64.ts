import { Int64Column } from '../../columns/column.js';
import { floorDivide } from '../../calendar.js';
import type { Int64Type } from '../../types.js';

const twoTo32 = 4_294_967_296;

/** Each value less its remainder by `step` (positive), toward minus infinity, without BigInt per row where the step allows. */
export function floorToStep(column: Int64Column, step: bigint, type: Int64Type = column.type): Int64Column {
  const { words, values, length } = column;
  const result = new BigInt64Array(length);
  const out = new Int32Array(result.buffer);
  let zeros = 0;
  while (zeros < 31 && (step >> BigInt(zeros)) % 2n === 0n) zeros++;
  const odd = Number(step >> BigInt(zeros));
  if (zeros >= 10 && step < 9_007_199_254_740_992n) {
    // The value without its low bits is exact in a double.
    const scale = 2 ** zeros;
    const highScale = 2 ** (32 - zeros);
    const lowMask = scale - 1;
    const inverse = 1 / odd;
    for (let i = 0; i < length; i++) {
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      const rest = remainder(high * highScale + (low >>> zeros), odd, inverse);
      subtract(out, i, low, high, rest * scale + (low & lowMask));
    }
  } else if (step < 137_438_953_472n) {
    // Remainders of 16 bits at a time stay exact below 2^37.
    const divisor = Number(step);
    const inverse = 1 / divisor;
    for (let i = 0; i < length; i++) {
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      let rest = remainder(high, divisor, inverse);
      rest = remainder(rest * 65_536 + (low >>> 16), divisor, inverse);
      rest = remainder(rest * 65_536 + (low & 65_535), divisor, inverse);
      subtract(out, i, low, high, rest);
    }
  } else {
    for (let i = 0; i < length; i++) result[i] = floorDivide(values[i]!, step) * step;
  }
  return new Int64Column(type, result, column.valid);
}

/** The remainder toward minus infinity. The product with the inverse may be off by one; `%` on doubles is several times slower. */
function remainder(value: number, divisor: number, inverse: number): number {
  const rest = value - Math.floor(value * inverse) * divisor;
  return rest < 0 ? rest + divisor : rest >= divisor ? rest - divisor : rest;
}

/** Writes value - rest to row `i`; `rest` is below 2^53. */
function subtract(out: Int32Array, i: number, low: number, high: number, rest: number): void {
  const restHigh = Math.floor(rest / twoTo32);
  const difference = (low >>> 0) - (rest - restHigh * twoTo32);
  out[2 * i] = difference;
  out[2 * i + 1] = high - restHigh - (difference < 0 ? 1 : 0);
}
