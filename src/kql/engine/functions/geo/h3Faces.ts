import { add, cross, dot, norm, scale, subtract, toVector, unit, type Vector } from './sphere.js';
import { isSkewed, planeOf, plus, rotated, standard, type Hex } from './h3Hex.js';

/** A place of the grid on the plane of a face of the icosahedron. */
export interface FaceHex {
  readonly face: number;
  readonly hex: Hex;
}

const degree = 180 / Math.PI;

/** Centre of each face (latitude, longitude) and the azimuth of its first axis there, in radians: the published orientation of H3. */
const orientations = [
  [0.803582649718989942, 1.248397419617396099, 5.619958268523939882],
  [1.307747883455638156, 2.536945009877921159, 5.760339081714187279],
  [1.054751253523952054, -1.347517358900396623, 0.780213654393430055],
  [0.600191595538186799, -0.450603909469755746, 0.430469363979999913],
  [0.491715428198773866, 0.401988202911306943, 6.1302691233351114],
  [0.172745327415618701, 1.678146885280433686, 2.692877706530642877],
  [0.60592932157135069, 2.953923329812411617, 2.982963003477243874],
  [0.427370518328979641, -1.888876200336285401, 3.532912002790141181],
  [-0.079066118549212831, -0.733429513380867741, 3.494305004259568154],
  [-0.230961644455383637, 0.506495587332349035, 3.003214169499538391],
  [0.079066118549212831, 2.408163140208925497, 5.930472956509811562],
  [0.230961644455383637, -2.635097066257444203, 0.138378484090254847],
  [-0.172745327415618701, -1.463445768309359553, 0.448714947059150361],
  [-0.60592932157135069, -0.187669323777381622, 0.158629650112549365],
  [-0.427370518328979641, 1.252716453253507838, 5.891865957979238535],
  [-0.600191595538186799, 2.690988744120037492, 2.711123289609793325],
  [-0.491715428198773866, -2.739604450678486295, 3.294508837434268316],
  [-0.803582649718989942, -1.893195233972397139, 3.804819692245439833],
  [-1.307747883455638156, -0.60464764371187208, 3.664438879055192436],
  [-1.054751253523952054, 1.794075294689396615, 2.361378999196363184],
] as const;

interface Face {
  readonly center: Vector;
  /** Tangents at the centre: along the first axis, and a quarter turn to the left of it. */
  readonly x: Vector;
  readonly y: Vector;
}

const faces: readonly Face[] = orientations.map(([latitude, longitude, azimuth]) => {
  const center = toVector(longitude * degree, latitude * degree);
  const east = unit(cross([0, 0, 1], center));
  const north = cross(center, east);
  const x = add(scale(north, Math.cos(azimuth)), scale(east, Math.sin(azimuth)));
  return { center, x, y: cross(center, x) };
});

/** Length of a step of resolution 0 on the plane that touches the sphere at the centre of a face. */
const coarsestStep = 0.38196601125010500003;
/** Turn of the odd resolutions against the even ones. */
const skew = Math.asin(Math.sqrt(3 / 28));
const sqrt7 = Math.sqrt(7);

function turned([x, y]: readonly [number, number], by: number): [number, number] {
  return [x * Math.cos(by) - y * Math.sin(by), x * Math.sin(by) + y * Math.cos(by)];
}

/** The point of a place on the plane of a face; `finer` is how many steps of the plane make one of the resolution. */
export function pointOnFace(face: number, at: readonly [number, number], resolution: number, finer = 1): Vector {
  const step = coarsestStep / (sqrt7 ** resolution * finer);
  const [x, y] = isSkewed(resolution) ? turned(at, skew) : at;
  const { center, x: right, y: up } = faces[face]!;
  return unit(add(center, add(scale(right, x * step), scale(up, y * step))));
}

/** The face that a point lies on, and where on its plane. */
export function faceOfPoint(p: Vector, resolution: number): { face: number; at: [number, number] } {
  let face = 0;
  faces.forEach(({ center }, i) => {
    if (dot(center, p) > dot(faces[face]!.center, p)) face = i;
  });
  const { center, x, y } = faces[face]!;
  const step = (dot(p, center) * coarsestStep) / sqrt7 ** resolution;
  const at: [number, number] = [dot(p, x) / step, dot(p, y) / step];
  return { face, at: isSkewed(resolution) ? turned(at, -skew) : at };
}

/** Sides of a face by the two axes that end there: the third coordinate of a place beyond it is 0. */
const sides = [
  [0, 1],
  [2, 0],
  [1, 2],
] as const;

interface Neighbour {
  readonly face: number;
  readonly turns: number;
  readonly shift: Hex;
}

const axis = (i: number, length: number): Hex => [i === 0 ? length : 0, i === 1 ? length : 0, i === 2 ? length : 0];
/** The distance of the corners of a face from its centre, in steps of resolution 0. */
const cornerSteps = 2;

const cornersOfFaces = faces.map((_, face) => [0, 1, 2].map((i) => pointOnFace(face, planeOf(axis(i, cornerSteps)), 0)));

/** How the plane of a face goes over into that of the face at one of its sides: turns of 60° to the left, then a shift. */
function neighbourAt(face: number, side: readonly [number, number]): Neighbour {
  const ends = side.map((i) => cornersOfFaces[face]![i]!);
  for (let other = 0; other < faces.length; other++) {
    const [a, b] = ends.map((end) => cornersOfFaces[other]!.findIndex((corner) => norm(subtract(corner, end)) < 1e-6));
    if (other === face || a === undefined || b === undefined || a < 0 || b < 0) continue;
    for (let turns = 0; turns < 6; turns++) {
      const [from, to] = side.map((i) => rotated(axis(i, cornerSteps), turns));
      const shift = standard(plus(axis(a, cornerSteps), from!, -1));
      if (String(standard(plus(to!, shift))) === String(axis(b, cornerSteps))) return { face: other, turns, shift };
    }
  }
  throw new Error('The icosahedron is not closed');
}

const neighbours = faces.map((_, face) => sides.map((side) => neighbourAt(face, side)));

const sideBeyond = ([, j, k]: Hex): number => (k === 0 ? 0 : j === 0 ? 1 : 2);

/** Steps from the centre of a face to a corner, of an even resolution. */
export const reach = (resolution: number, finer: number): number => cornerSteps * 7 ** (resolution / 2) * finer;

/** The same place on the plane of the face at a side; `resolution` is even. */
export function overSide({ face, hex }: FaceHex, side: number, resolution: number, finer: number): FaceHex {
  const { face: next, turns, shift } = neighbours[face]![side]!;
  const steps = 7 ** (resolution / 2) * finer;
  const [i, j, k] = shift;
  return { face: next, hex: standard(plus(rotated(hex, turns), [i * steps, j * steps, k * steps])) };
}

/** The side of a face that leads to another; undefined when they do not touch along one. */
export function sideTowards(face: number, other: number): number | undefined {
  const side = neighbours[face]!.findIndex((one) => one.face === other);
  return side < 0 ? undefined : side;
}

/** The place on the next face when it lies beyond a side of its own; null when it does not. */
export function overage(place: FaceHex, resolution: number, finer = 1): FaceHex | null {
  const [i, j, k] = place.hex;
  return i + j + k > reach(resolution, finer) ? overSide(place, sideBeyond(place.hex), resolution, finer) : null;
}

/** Ends of a side of a face on its plane. */
export function endsOfSide(side: number, length: number): [number, number][] {
  return sides[side]!.map((i) => planeOf(axis(i, length)));
}
