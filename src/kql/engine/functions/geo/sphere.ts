import { atan2, sinCos } from './precise.js';

/** A point on the unit sphere. */
export type Vector = readonly [number, number, number];

/** Metres; the mean radius that the engine's spherical measures use. */
export const earthRadius = 6_371_010;
const degree = Math.PI / 180;
const perRadian = 180 / Math.PI;

export const isPosition = (longitude: number, latitude: number): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

export function toVector(longitude: number, latitude: number): Vector {
  const phi = latitude * degree;
  const theta = longitude * degree;
  const cos = Math.cos(phi);
  return [Math.cos(theta) * cos, Math.sin(theta) * cos, Math.sin(phi)];
}

/** As `toVector`, rounded from the exact sines and cosines: for positions that are shown again. */
export function toVectorExactly(longitude: number, latitude: number): Vector {
  const [z, cos] = sinCos(latitude * degree);
  const [y, x] = sinCos(longitude * degree);
  return [x * cos, y * cos, z];
}

/** Longitude and latitude in degrees. */
export function toDegrees([x, y, z]: Vector): [number, number] {
  return [atan2(y, x) * perRadian, atan2(z, Math.sqrt(x * x + y * y)) * perRadian];
}

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
export const norm = (a: Vector): number => Math.sqrt(dot(a, a));
export const same = (a: Vector, b: Vector): boolean => a[0] === b[0] && a[1] === b[1] && a[2] === b[2];

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function unit(a: Vector): Vector {
  const length = norm(a);
  return length === 0 ? a : scale(a, 1 / length);
}

/** `a × b`, exact in direction for points that are close to each other. */
export const normal = (a: Vector, b: Vector): Vector => scale(cross(add(a, b), subtract(b, a)), 0.5);

/** Radians between two points. */
export const angle = (a: Vector, b: Vector): number => Math.atan2(norm(normal(a, b)), dot(a, b));

/** Above 0 when a, b, c turn left. */
export const turn = (a: Vector, b: Vector, c: Vector): number => dot(a, cross(subtract(b, a), subtract(c, a)));

/** Signed solid angle of a triangle, positive when counter-clockwise. */
export function triangleArea(a: Vector, b: Vector, c: Vector): number {
  return 2 * Math.atan2(turn(a, b, c), 1 + dot(a, b) + dot(b, c) + dot(c, a));
}

/** Great-circle distance in radians by the haversine formula; arguments in degrees. */
export function haversine(longitude1: number, latitude1: number, longitude2: number, latitude2: number): number {
  const phi1 = latitude1 * degree;
  const phi2 = latitude2 * degree;
  const sinPhi = Math.sin((phi2 - phi1) / 2);
  const sinLambda = Math.sin(((longitude2 - longitude1) * degree) / 2);
  return 2 * Math.asin(Math.sqrt(Math.min(1, sinPhi * sinPhi + Math.cos(phi1) * Math.cos(phi2) * sinLambda * sinLambda)));
}

/** Radians clockwise from north at the first point towards the second, in [0, 2π). Arguments in degrees. */
export function azimuth(longitude1: number, latitude1: number, longitude2: number, latitude2: number): number {
  const phi1 = latitude1 * degree;
  const phi2 = latitude2 * degree;
  const lambda = (longitude2 - longitude1) * degree;
  const bearing = Math.atan2(
    Math.sin(lambda) * Math.cos(phi2),
    Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(lambda),
  );
  return bearing < 0 ? bearing + 2 * Math.PI : bearing;
}

/** The point of the edge from a to b that is nearest to p. */
export function nearestOnEdge(p: Vector, a: Vector, b: Vector): Vector {
  const n = normal(a, b);
  const inside = dot(cross(n, a), p) > 0 && dot(cross(b, n), p) > 0;
  if (inside) return unit(subtract(p, scale(n, dot(p, n) / dot(n, n))));
  return norm(subtract(p, a)) <= norm(subtract(p, b)) ? a : b;
}

/** The point that two edges share, at an end or where they cross; undefined when they have none. */
export function edgeCrossing(a: Vector, b: Vector, c: Vector, d: Vector): Vector | undefined {
  if (same(a, c) || same(a, d)) return a;
  if (same(b, c) || same(b, d)) return b;
  const abc = turn(a, b, c);
  const abd = turn(a, b, d);
  const cda = turn(c, d, a);
  const cdb = turn(c, d, b);
  if (abc * abd > 0 || cda * cdb > 0 || (abc === 0 && abd === 0)) return undefined;
  const point = unit(cross(normal(a, b), normal(c, d)));
  const facing = dot(point, add(add(a, b), add(c, d))) < 0 ? scale(point, -1) : point;
  // Great circles cross twice: the crossing must lie on both edges.
  return dot(facing, add(a, b)) > 0 && dot(facing, add(c, d)) > 0 ? facing : undefined;
}

const flattening = 1 / 298.257223563;
const semiMajor = 6_378_137;
const semiMinor = semiMajor * (1 - flattening);

/** Metres on the WGS-84 spheroid (Vincenty's inverse formula); null where it does not settle. Arguments in degrees. */
export function spheroidDistance(longitude1: number, latitude1: number, longitude2: number, latitude2: number): number | null {
  const u1 = Math.atan((1 - flattening) * Math.tan(latitude1 * degree));
  const u2 = Math.atan((1 - flattening) * Math.tan(latitude2 * degree));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  const l = (longitude2 - longitude1) * degree;
  let lambda = l;
  for (let i = 0; i < 1000; i++) {
    const sinLambda = Math.sin(lambda);
    const cosLambda = Math.cos(lambda);
    const sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
    if (sinSigma === 0) return 0;
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
    const cosSqAlpha = 1 - sinAlpha * sinAlpha;
    const cos2SigmaM = cosSqAlpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosSqAlpha;
    const c = (flattening / 16) * cosSqAlpha * (4 + flattening * (4 - 3 * cosSqAlpha));
    const previous = lambda;
    const inner = cos2SigmaM + c * cosSigma * (2 * cos2SigmaM ** 2 - 1);
    lambda = l + (1 - c) * flattening * sinAlpha * (sigma + c * sinSigma * inner);
    if (Math.abs(lambda - previous) > 1e-13) continue;
    const uSq = (cosSqAlpha * (semiMajor ** 2 - semiMinor ** 2)) / semiMinor ** 2;
    const a = 1 + (uSq / 16384) * (4096 + uSq * (uSq * (320 - 175 * uSq) - 768));
    const b = (uSq / 1024) * (256 + uSq * (uSq * (74 - 47 * uSq) - 128));
    const third = (b / 6) * cos2SigmaM * (4 * sinSigma ** 2 - 3) * (4 * cos2SigmaM ** 2 - 3);
    const delta = b * sinSigma * (cos2SigmaM + (b / 4) * (cosSigma * (2 * cos2SigmaM ** 2 - 1) - third));
    return semiMinor * a * (sigma - delta);
  }
  return null;
}
