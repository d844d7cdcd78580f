/** A hexagon of a plane by its steps along three axes 120° apart; in standard form none is negative and one is 0. */
export type Hex = readonly [number, number, number];

export function standard([i, j, k]: Hex): Hex {
  const least = Math.min(i, j, k);
  return [i - least, j - least, k - least];
}

export const plus = (a: Hex, b: Hex, times = 1): Hex => [a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times];
export const sameHex = (a: Hex, b: Hex): boolean => a[0] === b[0] && a[1] === b[1] && a[2] === b[2];

/** One step in the direction of each digit. */
export const unitHexes: readonly Hex[] = [
  [0, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
  [0, 1, 1],
  [1, 0, 0],
  [1, 0, 1],
  [1, 1, 0],
];

const combined = ([i, j, k]: Hex, ofI: Hex, ofJ: Hex, ofK: Hex): Hex =>
  standard(plus(plus(plus([0, 0, 0], ofI, i), ofJ, j), ofK, k));

/** Turned 60° to the left a number of times. */
export function rotated(hex: Hex, turns: number): Hex {
  let result = hex;
  for (let turn = 0; turn < turns; turn++) result = combined(result, [1, 1, 0], [0, 1, 1], [1, 0, 1]);
  return result;
}

/** Digits of the directions, turned 60° to the left and to the right. */
const leftOfDigit = [0, 5, 3, 1, 6, 4, 2] as const;
const rightOfDigit = [0, 3, 6, 2, 5, 1, 4] as const;
export const digitTurnedLeft = (digit: number): number => leftOfDigit[digit]!;
export const digitTurnedRight = (digit: number): number => rightOfDigit[digit]!;

/** Odd resolutions are turned against the faces. */
export const isSkewed = (resolution: number): boolean => resolution % 2 === 1;

/** The same place on the grid that is finer by 7; `skewed` when that one is of an odd resolution. */
export function finer7(hex: Hex, skewed: boolean): Hex {
  return skewed ? combined(hex, [3, 0, 1], [1, 3, 0], [0, 1, 3]) : combined(hex, [3, 1, 0], [0, 3, 1], [1, 0, 3]);
}

/** The nearest place on the grid that is coarser by 7; `skewed` when the given one is of an odd resolution. */
export function coarser7([i, j, k]: Hex, skewed: boolean): Hex {
  const [a, b] = [i - k, j - k];
  return skewed
    ? standard([Math.round((3 * a - b) / 7), Math.round((a + 2 * b) / 7), 0])
    : standard([Math.round((2 * a + b) / 7), Math.round((3 * b - a) / 7), 0]);
}

/** The same place on the grid that is finer by 3, twice: not turned. */
export function finer3twice(hex: Hex): Hex {
  return combined(combined(hex, [2, 0, 1], [1, 2, 0], [0, 1, 2]), [2, 1, 0], [0, 2, 1], [1, 0, 2]);
}

const sine60 = Math.sqrt(3) / 2;

/** The centre of a hexagon on the plane, in steps. */
export function planeOf([i, j, k]: Hex): [number, number] {
  return [i - k - (j - k) / 2, (j - k) * sine60];
}

/** The hexagon that holds a place on the plane. */
export function hexAt([x, y]: readonly [number, number]): Hex {
  const r = y / sine60;
  // Steps along the axes of a cube whose sum is 0: q = i - j, r = j - k, s = k - i.
  const q = x - r / 2;
  let [roundQ, roundR] = [Math.round(q), Math.round(r)];
  const roundS = Math.round(-q - r);
  const [offQ, offR, offS] = [Math.abs(roundQ - q), Math.abs(roundR - r), Math.abs(roundS + q + r)];
  if (offQ > offR && offQ > offS) roundQ = -roundR - roundS;
  else if (offR > offS) roundR = -roundQ - roundS;
  return standard([roundQ + roundR, roundR, 0]);
}
