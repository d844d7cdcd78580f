import type { Dynamic } from '../../dynamic.js';
import type { Value } from '../../types.js';
import type { ScalarFunction } from '../definition.js';
import { tupleOverload } from '../tuple.js';
import { readNumbers } from './support.js';

interface Complex {
  readonly real: Float64Array;
  readonly imag: Float64Array;
}

/** The discrete Fourier transform of any length; `sign` 1 goes back (without the division by the length). */
export function transform(input: Complex, sign: 1 | -1): Complex {
  const n = input.real.length;
  if (n < 2) return { real: input.real.slice(), imag: input.imag.slice() };
  return (n & (n - 1)) === 0 ? radix2(input, sign) : anyLength(input, sign);
}

function radix2(input: Complex, sign: 1 | -1): Complex {
  const n = input.real.length;
  const real = new Float64Array(n);
  const imag = new Float64Array(n);
  const bits = Math.log2(n);
  for (let i = 0; i < n; i++) {
    let reversed = 0;
    for (let b = 0; b < bits; b++) reversed |= ((i >> b) & 1) << (bits - 1 - b);
    real[reversed] = input.real[i]!;
    imag[reversed] = input.imag[i]!;
  }
  const cos = Float64Array.from({ length: n / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / n));
  const sin = Float64Array.from({ length: n / 2 }, (_, i) => sign * Math.sin((2 * Math.PI * i) / n));
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const step = n / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < half; k++) {
        const a = start + k;
        const b = a + half;
        const c = cos[k * step]!;
        const s = sin[k * step]!;
        const re = real[b]! * c - imag[b]! * s;
        const im = real[b]! * s + imag[b]! * c;
        real[b] = real[a]! - re;
        imag[b] = imag[a]! - im;
        real[a]! += re;
        imag[a]! += im;
      }
    }
  }
  return { real, imag };
}

/** Bluestein: a transform of any length as a convolution of a power of two. */
function anyLength(input: Complex, sign: 1 | -1): Complex {
  const n = input.real.length;
  let size = 1;
  while (size < 2 * n) size *= 2;
  const cos = new Float64Array(n);
  const sin = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const angle = (Math.PI * ((i * i) % (2 * n))) / n;
    cos[i] = Math.cos(angle);
    sin[i] = -sign * Math.sin(angle);
  }
  const a = { real: new Float64Array(size), imag: new Float64Array(size) };
  const b = { real: new Float64Array(size), imag: new Float64Array(size) };
  for (let i = 0; i < n; i++) {
    a.real[i] = input.real[i]! * cos[i]! + input.imag[i]! * sin[i]!;
    a.imag[i] = input.imag[i]! * cos[i]! - input.real[i]! * sin[i]!;
    for (const at of i === 0 ? [0] : [i, size - i]) {
      b.real[at] = cos[i]!;
      b.imag[at] = sin[i]!;
    }
  }
  const fa = radix2(a, -1);
  const fb = radix2(b, -1);
  const product = {
    real: fa.real.map((re, i) => re * fb.real[i]! - fa.imag[i]! * fb.imag[i]!),
    imag: fa.real.map((re, i) => re * fb.imag[i]! + fa.imag[i]! * fb.real[i]!),
  };
  const back = radix2(product, 1);
  return {
    real: cos.map((c, i) => (back.real[i]! * c + back.imag[i]! * sin[i]!) / size),
    imag: cos.map((c, i) => (back.imag[i]! * c - back.real[i]! * sin[i]!) / size),
  };
}

const outputs = [
  { name: 'real', type: 'dynamic' },
  { name: 'imag', type: 'dynamic' },
] as const;

function fourier(sign: 1 | -1) {
  return tupleOverload(['dynamic', 'dynamic?'], outputs, (realPart: Dynamic, imagPart?: Dynamic): readonly Value[] | null => {
    const real = readNumbers(realPart);
    if (real === null) return null;
    const imag = imagPart === undefined || imagPart === null ? new Float64Array(real.length) : readNumbers(imagPart);
    if (imag === null || imag.length !== real.length) return null;
    const result = transform({ real, imag }, sign);
    if (sign === -1) return [result.real, result.imag];
    const scaled = (values: Float64Array): Float64Array => values.map((value) => value / real.length);
    return [scaled(result.real), scaled(result.imag)];
  });
}

export const fourierFunctions: readonly ScalarFunction[] = [
  { name: 'series_fft', overloads: [fourier(-1)] },
  { name: 'series_ifft', overloads: [fourier(1)] },
];
