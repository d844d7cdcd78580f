/** A cell of the H3 grid: one of the 122 cells of resolution 0, then the direction of the child for each finer resolution. */
export interface H3Cell {
  readonly base: number;
  readonly digits: readonly number[];
}

export const finest = 15;
export const baseCells = 122;
const cellMode = 1n;
const unused = 7;

/** Base cells with five sides: they have no child in direction 1. */
const pentagons = new Set([4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117]);
export const isPentagonBase = (base: number): boolean => pentagons.has(base);

/** The first digit that is not 0; 0 when there is none. */
export const leadingDigit = (digits: readonly number[]): number => digits.find((digit) => digit !== 0) ?? 0;

/** True when the cell is one of the twelve of its resolution with five sides. */
export const isPentagon = ({ base, digits }: H3Cell): boolean => isPentagonBase(base) && leadingDigit(digits) === 0;

/** The cell of a token; null when it is none. */
export function parseCell(token: string): H3Cell | null {
  if (!/^[0-9a-f]{15}$/i.test(token)) return null;
  const index = BigInt(`0x${token}`);
  const resolution = Number((index >> 52n) & 15n);
  const base = Number((index >> 45n) & 127n);
  if (index >> 59n !== cellMode || ((index >> 56n) & 7n) !== 0n || base >= baseCells) return null;
  const digits = Array.from({ length: finest }, (_, i) => Number((index >> BigInt((finest - 1 - i) * 3)) & 7n));
  if (digits.some((digit, i) => (i < resolution ? digit === unused : digit !== unused))) return null;
  const cell = { base, digits: digits.slice(0, resolution) };
  return isPentagonBase(base) && leadingDigit(cell.digits) === 1 ? null : cell;
}

export function tokenOfCell({ base, digits }: H3Cell): string {
  let index = (cellMode << 59n) | (BigInt(digits.length) << 52n) | (BigInt(base) << 45n);
  for (let i = 0; i < finest; i++) index |= BigInt(digits[i] ?? unused) << BigInt((finest - 1 - i) * 3);
  return index.toString(16);
}

export function childrenOf(cell: H3Cell): H3Cell[] {
  const digits = isPentagon(cell) ? [0, 2, 3, 4, 5, 6] : [0, 1, 2, 3, 4, 5, 6];
  return digits.map((digit) => ({ base: cell.base, digits: [...cell.digits, digit] }));
}
