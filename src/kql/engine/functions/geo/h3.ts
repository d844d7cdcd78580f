import { overload, type ScalarFunction } from '../definition.js';

const deepest = 15n;
const resolutionShift = 52n;
/** Base cells with five sides: they have no child in direction 1. */
const pentagons = new Set([4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117]);

/** The index of a cell; null when the text is none. */
function cellIndex(text: string): bigint | null {
  if (!/^[0-9a-f]{15}$/i.test(text)) return null;
  const index = BigInt(`0x${text}`);
  const resolution = resolutionOf(index);
  if (index >> 59n !== 1n || ((index >> 56n) & 7n) !== 0n || baseCell(index) > 121) return null;
  let leading = true;
  for (let r = 1n; r <= deepest; r++) {
    const digit = digitAt(index, r);
    if (r > resolution ? digit !== 7 : digit === 7) return null;
    if (r <= resolution && leading && digit !== 0) {
      if (digit === 1 && pentagons.has(baseCell(index))) return null;
      leading = false;
    }
  }
  return index;
}

const resolutionOf = (index: bigint): bigint => (index >> resolutionShift) & 15n;
const baseCell = (index: bigint): number => Number((index >> 45n) & 127n);
const digitAt = (index: bigint, resolution: bigint): number => Number((index >> ((deepest - resolution) * 3n)) & 7n);
const withResolution = (index: bigint, resolution: bigint): bigint =>
  (index & ~(15n << resolutionShift)) | (resolution << resolutionShift);

/** True when the cell is one of the twelve of its resolution with five sides. */
function isPentagon(index: bigint): boolean {
  if (!pentagons.has(baseCell(index))) return false;
  for (let r = 1n; r <= resolutionOf(index); r++) if (digitAt(index, r) !== 0) return false;
  return true;
}

function parent(index: bigint, resolution: bigint): bigint {
  let result = withResolution(index, resolution);
  for (let r = resolution + 1n; r <= deepest; r++) result |= 7n << ((deepest - r) * 3n);
  return result;
}

function children(index: bigint): bigint[] {
  const resolution = resolutionOf(index) + 1n;
  const shift = (deepest - resolution) * 3n;
  const base = withResolution(index, resolution) & ~(7n << shift);
  const digits = isPentagon(index) ? [0n, 2n, 3n, 4n, 5n, 6n] : [0n, 1n, 2n, 3n, 4n, 5n, 6n];
  return digits.map((digit) => base | (digit << shift));
}

const textOf = (index: bigint): string => index.toString(16);
/** The engine refuses to go deeper at once. */
const deepestStep = 5n;

export const h3Functions: readonly ScalarFunction[] = [
  {
    name: 'geo_h3cell_level',
    overloads: [
      overload(['string'], 'int', (text) => {
        const index = cellIndex(text);
        return index === null ? null : Number(resolutionOf(index));
      }),
    ],
  },
  {
    name: 'geo_h3cell_parent',
    overloads: [
      overload(['string', 'long?'], 'string', (text, resolution) => {
        const index = cellIndex(text);
        if (index === null) return '';
        const wanted = resolution ?? resolutionOf(index) - 1n;
        return wanted < 0n || wanted > resolutionOf(index) ? '' : textOf(parent(index, wanted));
      }),
    ],
  },
  {
    name: 'geo_h3cell_children',
    overloads: [
      overload(['string', 'long?'], 'dynamic', (text, resolution) => {
        const index = cellIndex(text);
        if (index === null) return null;
        const wanted = resolution ?? resolutionOf(index) + 1n;
        const steps = wanted - resolutionOf(index);
        if (wanted > deepest || steps < 1n || steps > deepestStep) return null;
        let cells = [index];
        for (let step = 0n; step < steps; step++) cells = cells.flatMap(children);
        return cells.map(textOf);
      }),
    ],
  },
];
