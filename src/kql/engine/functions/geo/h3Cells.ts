import {
  coarser7,
  digitTurnedLeft,
  digitTurnedRight,
  finer7,
  hexAt,
  isSkewed,
  planeOf,
  plus,
  rotated,
  sameHex,
  standard,
  unitHexes,
  type Hex,
} from './h3Hex.js';
import { faceOfPoint, overage, overSide, pointOnFace, reach, type FaceHex } from './h3Faces.js';
import { isPentagonBase, leadingDigit, type H3Cell } from './h3Index.js';
import { norm, subtract, type Vector } from './sphere.js';

/** Home of each base cell: the face, then its steps along the three axes there, as four digits in base 20 and 10. */
const homes =
  '1.100 2.110 1.000 2.100 0.200 1.110 1.001 2.000 0.100 2.010 1.010 1.011 3.100 3.110 11.200 4.100 0.000 6.010 0.001 2.011 7.001 ' +
  '2.001 0.110 6.001 10.200 6.000 3.000 11.100 4.110 3.010 0.011 4.000 5.010 0.010 7.010 11.110 7.000 10.100 12.200 6.101 7.101 ' +
  '4.001 3.001 3.011 4.010 6.100 11.000 8.001 5.001 14.200 5.000 12.100 10.110 4.011 12.110 7.100 11.010 10.000 13.200 10.001 ' +
  '11.001 9.010 8.010 6.200 8.000 9.001 14.100 5.101 16.011 8.101 5.100 12.000 7.200 12.010 10.010 9.000 13.100 16.001 15.011 ' +
  '15.010 16.010 14.110 13.110 5.200 8.100 14.000 9.101 14.001 17.001 12.001 16.000 17.011 15.001 16.101 9.100 15.000 13.000 ' +
  '8.200 13.010 17.101 19.010 14.010 19.011 17.010 13.001 17.000 16.100 9.200 15.101 15.100 18.011 18.001 19.001 17.100 19.000 ' +
  '18.010 18.101 19.200 19.100 18.000 19.101 18.100';

const homeOf: readonly FaceHex[] = homes.split(' ').map((home) => {
  const [face, hex] = home.split('.');
  const [i, j, k] = Array.from(hex!, Number);
  return { face: Number(face), hex: [i!, j!, k!] };
});

const centersOfBases = homeOf.map(({ face, hex }) => pointOnFace(face, planeOf(hex), 0));

/** Follows a place over the sides of faces until it is on its own face. `resolution` is even. */
function settled(place: FaceHex, resolution: number): FaceHex {
  let result = place;
  for (;;) {
    const next = overage(result, resolution);
    if (next === null) return result;
    result = next;
  }
}

/** The same place, on the face that it lies on. */
export function ownFace(place: FaceHex, resolution: number): FaceHex {
  if (!isSkewed(resolution)) return settled(place, resolution);
  const finer = { face: place.face, hex: finer7(place.hex, false) };
  const own = settled(finer, resolution + 1);
  return own === finer ? place : { face: own.face, hex: coarser7(own.hex, false) };
}

/** The place of a cell on the plane of the home face of its base cell, however far out. */
export function homePlace({ base, digits }: H3Cell): FaceHex {
  const turned = isPentagonBase(base) && leadingDigit(digits) === 5 ? digits.map(digitTurnedRight) : digits;
  let { hex } = homeOf[base]!;
  turned.forEach((digit, i) => (hex = standard(plus(finer7(hex, isSkewed(i + 1)), unitHexes[digit]!))));
  return { face: homeOf[base]!.face, hex };
}

/** The place of a cell on the face that it lies on. */
export function placeOfCell(cell: H3Cell): FaceHex {
  const home = homePlace(cell);
  const resolution = cell.digits.length;
  const skewed = isSkewed(resolution);
  const finer: FaceHex = skewed ? { face: home.face, hex: finer7(home.hex, false) } : home;
  const even = skewed ? resolution + 1 : resolution;
  let first = overage(finer, even);
  if (first === null) return home;
  // Beside the corner where a pentagon lacks a sixth of its surroundings.
  const [i, j, k] = finer.hex;
  if (isPentagonBase(cell.base) && leadingDigit(cell.digits) === 4 && k > 0 && j === 0) {
    const corner: Hex = [reach(even, 1), 0, 0];
    const closed = standard(plus(rotated(standard(plus([i, j, k], corner, -1)), 5), corner));
    first = overSide({ face: finer.face, hex: closed }, 1, even, 1);
  }
  const own = settled(first, even);
  return { face: own.face, hex: skewed ? coarser7(own.hex, false) : own.hex };
}

export function centerOfCell(cell: H3Cell): Vector {
  const { face, hex } = placeOfCell(cell);
  return pointOnFace(face, planeOf(hex), cell.digits.length);
}

/** The base cell at a place of resolution 0. */
function baseAt(place: FaceHex): number {
  const { face, hex } = settled(place, 0);
  const center = pointOnFace(face, planeOf(hex), 0);
  return centersOfBases.findIndex((other) => norm(subtract(other, center)) < 1e-6);
}

const digitOf = (hex: Hex): number => unitHexes.findIndex((one) => sameHex(one, hex));

function turnedLeft({ base, digits }: H3Cell): H3Cell {
  const turned = digits.map(digitTurnedLeft);
  return { base, digits: isPentagonBase(base) && leadingDigit(turned) === 1 ? turned.map(digitTurnedLeft) : turned };
}

/** The cell at a place; the place may lie somewhat beyond its face. */
export function cellAtPlace(place: FaceHex, resolution: number): H3Cell {
  const digits: number[] = [];
  let { hex } = place;
  for (let r = resolution; r > 0; r--) {
    const coarser = coarser7(hex, isSkewed(r));
    digits.unshift(digitOf(standard(plus(hex, finer7(coarser, isSkewed(r)), -1))));
    hex = coarser;
  }
  const base = baseAt({ face: place.face, hex });
  if (resolution === 0) return { base, digits };
  // The directions are those of this face: of their turns, the right one leads to the same place from the home face.
  const own = ownFace(place, resolution);
  const target = pointOnFace(own.face, planeOf(own.hex), resolution);
  const starts =
    isPentagonBase(base) && leadingDigit(digits) === 1 ? [digits.map(digitTurnedLeft), digits.map(digitTurnedRight)] : [digits];
  let best: H3Cell = { base, digits };
  let least = Infinity;
  for (const start of starts) {
    let cell: H3Cell = { base, digits: start };
    for (let turn = 0; turn < 6; turn++) {
      const distance = norm(subtract(centerOfCell(cell), target));
      if (distance < least) [best, least] = [cell, distance];
      cell = turnedLeft(cell);
    }
  }
  return best;
}

export function cellOfPoint(p: Vector, resolution: number): H3Cell {
  const { face, at } = faceOfPoint(p, resolution);
  return cellAtPlace({ face, hex: hexAt(at) }, resolution);
}
