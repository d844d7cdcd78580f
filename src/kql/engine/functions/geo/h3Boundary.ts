import { endsOfSide, overage, overSide, pointOnFace, reach, sideTowards, type FaceHex } from './h3Faces.js';
import { finer3twice, finer7, isSkewed, planeOf, plus, standard, type Hex } from './h3Hex.js';
import { placeOfCell } from './h3Cells.js';
import { isPentagon, type H3Cell } from './h3Index.js';
import type { Vector } from './sphere.js';

/** Corners around a centre, in steps of a grid that is finer by 3 (even resolutions) or by 3 and 7 (odd ones). */
const evenCorners: readonly Hex[] = [
  [2, 1, 0],
  [1, 2, 0],
  [0, 2, 1],
  [0, 1, 2],
  [1, 0, 2],
  [2, 0, 1],
];
const oddCorners: readonly Hex[] = [
  [5, 4, 0],
  [1, 5, 0],
  [0, 5, 4],
  [0, 1, 5],
  [4, 0, 5],
  [5, 0, 1],
];
const finer = 3;

type Pair = readonly [number, number];

/** Where two lines of the plane, each through two points, cross. */
function lineCrossing(a: Pair, b: Pair, c: Pair, d: Pair): [number, number] {
  const [abX, abY, cdX, cdY] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const share = (cdX * (a[1] - c[1]) - cdY * (a[0] - c[0])) / (cdY * abX - cdX * abY);
  return [a[0] + share * abX, a[1] + share * abY];
}

const close = (a: Pair, b: Pair): boolean => Math.abs(a[0] - b[0]) < 1e-7 && Math.abs(a[1] - b[1]) < 1e-7;

interface Corner {
  /** On the plane of the face of the centre. */
  readonly inner: FaceHex;
  /** On the face that the corner lies on. */
  readonly own: FaceHex;
  /** On a side between two faces: the edge to the next corner needs no point of its own. */
  readonly onSide: boolean;
}

function cornerOf(inner: FaceHex, resolution: number, pentagon: boolean): Corner {
  const limit = reach(resolution, finer);
  const isOnSide = ({ hex: [i, j, k] }: FaceHex): boolean => i + j + k === limit;
  let own = inner;
  while (!isOnSide(own)) {
    const next = overage(own, resolution, finer);
    if (next === null) break;
    own = next;
    if (!pentagon) break;
  }
  return { inner, own, onSide: isOnSide(own) };
}

/** The point where the edge between two corners goes over from one face to another; undefined at a corner itself. */
function sidePoint(face: number, a: Hex, b: Hex, other: number, resolution: number): Vector | undefined {
  const side = sideTowards(face, other);
  if (side === undefined) return undefined;
  const [from, to] = [planeOf(a), planeOf(b)];
  const [c, d] = endsOfSide(side, reach(resolution, finer));
  const at = lineCrossing(from, to, c!, d!);
  return close(at, from) || close(at, to) ? undefined : pointOnFace(face, at, resolution, finer);
}

/** Corners of a cell, counter-clockwise; cells of odd resolutions have more where their edges cross those of the icosahedron. */
export function boundaryOf(cell: H3Cell): Vector[] {
  const place = placeOfCell(cell);
  const odd = isSkewed(cell.digits.length);
  const pentagon = isPentagon(cell);
  const resolution = odd ? cell.digits.length + 1 : cell.digits.length;
  const coarse = finer3twice(place.hex);
  const center = odd ? finer7(coarse, false) : coarse;
  const around = (odd ? oddCorners : evenCorners).slice(0, pentagon ? 5 : 6);
  const corners = around.map((step) => cornerOf({ face: place.face, hex: standard(plus(center, step)) }, resolution, pentagon));
  const points: Vector[] = [];
  corners.forEach((corner, i) => {
    points.push(pointOnFace(corner.own.face, planeOf(corner.own.hex), resolution, finer));
    if (!odd) return;
    const next = corners[(i + 1) % corners.length]!;
    const extra = pentagon ? pentagonPoint(corner, next, resolution) : hexagonPoint(corner, next, resolution);
    if (extra !== undefined) points.push(extra);
  });
  return points;
}

function hexagonPoint(corner: Corner, next: Corner, resolution: number): Vector | undefined {
  if (next.own.face === corner.own.face || corner.onSide) return undefined;
  const { face } = corner.inner;
  const other = corner.own.face === face ? next.own.face : corner.own.face;
  return sidePoint(face, corner.inner.hex, next.inner.hex, other, resolution);
}

/** Every edge of a pentagon of an odd resolution goes over from one face to the next. */
function pentagonPoint(corner: Corner, next: Corner, resolution: number): Vector | undefined {
  const side = sideTowards(next.own.face, corner.own.face);
  if (side === undefined) return undefined;
  const moved = overSide(next.own, side, resolution, finer);
  return sidePoint(moved.face, corner.own.hex, moved.hex, next.own.face, resolution);
}
