import { overload, overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { pointShape, ringShape } from './shapes.js';
import { isPosition, toDegrees, toVector, unit, type Vector } from './sphere.js';

/** A cell of the S2 grid: its face, the smallest coordinates on it (of 2^30) and its level. */
export interface Cell {
  readonly face: number;
  readonly i: number;
  readonly j: number;
  readonly level: number;
}

export const deepest = 30;
const gridSize = 2 ** deepest;

/** Along the Hilbert curve: place of a quadrant by orientation, and back; how the orientation changes in it. */
const placeOfQuadrant = [
  [0, 1, 3, 2],
  [0, 3, 1, 2],
  [2, 3, 1, 0],
  [2, 1, 3, 0],
] as const;
const quadrantOfPlace = [
  [0, 1, 3, 2],
  [0, 2, 3, 1],
  [3, 2, 0, 1],
  [3, 1, 0, 2],
] as const;
const orientationChange = [1, 0, 0, 3] as const;

type Quadrant = 0 | 1 | 2 | 3;

export const sizeOf = (level: number): number => 2 ** (deepest - level);
const stToUv = (s: number): number => (s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3);
const uvToSt = (u: number): number => (u >= 0 ? 0.5 * Math.sqrt(1 + 3 * u) : 1 - 0.5 * Math.sqrt(1 - 3 * u));
const stToGrid = (s: number): number => Math.max(0, Math.min(gridSize - 1, Math.floor(gridSize * s)));

function faceToVector(face: number, u: number, v: number): Vector {
  switch (face) {
    case 0:
      return [1, u, v];
    case 1:
      return [-u, 1, v];
    case 2:
      return [-u, -v, 1];
    case 3:
      return [-1, -v, -u];
    case 4:
      return [v, -1, -u];
    default:
      return [v, u, -1];
  }
}

function vectorToFace([x, y, z]: Vector): { face: number; u: number; v: number } {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  if (ax > ay && ax > az) return x > 0 ? { face: 0, u: y / x, v: z / x } : { face: 3, u: z / x, v: y / x };
  if (ay > ax && ay > az) return y > 0 ? { face: 1, u: -x / y, v: z / y } : { face: 4, u: z / y, v: -x / y };
  return z > 0 ? { face: 2, u: -x / z, v: -y / z } : { face: 5, u: -y / z, v: -x / z };
}

/** The cell of a level that holds a place on a face. */
function cellAt(face: number, i: number, j: number, level: number): Cell {
  const size = sizeOf(level);
  return { face, i: Math.floor(i / size) * size, j: Math.floor(j / size) * size, level };
}

function cellOfPoint(p: Vector, level: number): Cell {
  const { face, u, v } = vectorToFace(p);
  return cellAt(face, stToGrid(uvToSt(u)), stToGrid(uvToSt(v)), level);
}

/** The token: the id in hexadecimal without the zeros at its end. */
export function tokenOf({ face, i, j, level }: Cell): string {
  let orientation = face & 1;
  let id = BigInt(face);
  for (let k = deepest - 1; k >= deepest - level; k--) {
    const quadrant = ((((i >> k) & 1) << 1) | ((j >> k) & 1)) as Quadrant;
    const place = placeOfQuadrant[orientation as Quadrant][quadrant];
    id = (id << 2n) | BigInt(place);
    orientation ^= orientationChange[place];
  }
  id = ((id << 1n) | 1n) << BigInt(2 * (deepest - level));
  return id.toString(16).padStart(16, '0').replace(/0+$/, '');
}

/** The cell of a token; null when it is none. */
function cellOfToken(token: string): Cell | null {
  if (!/^[0-9a-f]{1,16}$/i.test(token)) return null;
  const id = BigInt(`0x${token.padEnd(16, '0')}`);
  const face = Number(id >> 61n);
  let zeros = 0;
  while (zeros < 61 && ((id >> BigInt(zeros)) & 1n) === 0n) zeros++;
  if (face > 5 || zeros % 2 !== 0 || zeros > 2 * deepest) return null;
  const level = deepest - zeros / 2;
  let orientation = face & 1;
  let [i, j] = [0, 0];
  for (let k = 0; k < level; k++) {
    const place = Number((id >> BigInt(59 - 2 * k)) & 3n) as Quadrant;
    const quadrant = quadrantOfPlace[orientation as Quadrant][place];
    i = i * 2 + (quadrant >> 1);
    j = j * 2 + (quadrant & 1);
    orientation ^= orientationChange[place];
  }
  return { face, i: i * sizeOf(level), j: j * sizeOf(level), level };
}

function pointOn(face: number, i: number, j: number): Vector {
  return unit(faceToVector(face, stToUv(i / gridSize), stToUv(j / gridSize)));
}

const center = ({ face, i, j, level }: Cell): Vector => pointOn(face, i + sizeOf(level) / 2, j + sizeOf(level) / 2);

/** Corners, counter-clockwise from the smallest coordinates. */
export function corners({ face, i, j, level }: Cell): Vector[] {
  const size = sizeOf(level);
  return [pointOn(face, i, j), pointOn(face, i + size, j), pointOn(face, i + size, j + size), pointOn(face, i, j + size)];
}

/** The cell at a place that may lie just beyond the edge of the face. */
function wrapped(face: number, i: number, j: number, level: number): Cell {
  if (i >= 0 && j >= 0 && i < gridSize && j < gridSize) return cellAt(face, i, j, level);
  // One step beyond the edge, on the plane of the face, leads onto the right neighbour face.
  const limit = 1 + Number.EPSILON;
  const clamp = (at: number): number => {
    const near = Math.max(-1, Math.min(gridSize, at));
    return Math.max(-limit, Math.min(limit, (2 * near + 1 - gridSize) / gridSize));
  };
  const next = vectorToFace(faceToVector(face, clamp(i), clamp(j)));
  return cellAt(next.face, stToGrid(0.5 * (next.u + 1)), stToGrid(0.5 * (next.v + 1)), level);
}

/** Steps along both coordinates to the neighbours, in the order of the engine. */
const around = [
  [1, 1],
  [1, 0],
  [-1, 0],
  [0, -1],
  [-1, 1],
  [1, -1],
  [0, 1],
  [-1, -1],
] as const;

export function neighborTokens(token: string): string[] | null {
  const cell = cellOfToken(token);
  if (cell === null) return null;
  const size = sizeOf(cell.level);
  const tokens = around.map(([x, y]) => tokenOf(wrapped(cell.face, cell.i + x * size, cell.j + y * size, cell.level)));
  return [...new Set(tokens)];
}

export const s2Functions: readonly ScalarFunction[] = [
  {
    name: 'geo_point_to_s2cell',
    overloads: [
      overloadSeeingNulls(['real', 'real', 'long?'], 'string', (longitude, latitude, level = 11n) => {
        if (longitude === null || latitude === null || level === null || !isPosition(longitude, latitude)) return '';
        return level < 0n || level > deepest ? '' : tokenOf(cellOfPoint(toVector(longitude, latitude), Number(level)));
      }),
    ],
  },
  {
    name: 'geo_s2cell_to_central_point',
    overloads: [
      overload(['string'], 'dynamic', (token) => {
        const cell = cellOfToken(token);
        return cell === null ? null : pointShape(center(cell));
      }),
    ],
  },
  {
    name: 'geo_s2cell_to_polygon',
    overloads: [
      overload(['string'], 'dynamic', (token) => {
        const cell = cellOfToken(token);
        return cell === null ? null : ringShape(corners(cell).map(toDegrees));
      }),
    ],
  },
  {
    name: 'geo_s2cell_neighbors',
    deviation: 'The order of the neighbours is not documented.',
    overloads: [overload(['string'], 'dynamic', neighborTokens)],
  },
];
