import { dynamicReal, elements, getKey, isArray, isBag, type Dynamic } from '../../dynamic.js';
import { numberOf } from '../series/support.js';
import {
  isPosition,
  same,
  toDegrees,
  toVectorExactly,
  triangleArea,
  turn,
  unit,
  cross,
  dot,
  subtract,
  scale,
  type Vector,
} from './sphere.js';

/** Points of a line in order, or of a ring without the repeated last point. */
export type Chain = readonly Vector[];

/** Rings are counter-clockwise around the smaller of the two parts that they cut the sphere into. */
export interface Polygon {
  readonly shell: Chain;
  readonly holes: readonly Chain[];
}

function position(value: Dynamic): Vector | null {
  if (!isArray(value)) return null;
  const [longitude, latitude] = elements(value).map(numberOf);
  if (longitude === undefined || latitude === undefined || !isPosition(longitude, latitude)) return null;
  return toVectorExactly(longitude, latitude);
}

/** Reads every element, or nothing. */
function all<T>(value: Dynamic | undefined, read: (element: Dynamic) => T | null): T[] | null {
  if (value === undefined || !isArray(value) || value.length === 0) return null;
  const result: T[] = [];
  for (const element of elements(value)) {
    const item = read(element);
    if (item === null) return null;
    result.push(item);
  }
  return result;
}

function line(value: Dynamic): Chain | null {
  const points = all(value, position);
  if (points === null || points.length < 2) return null;
  return points.some((point, i) => i > 0 && same(point, points[i - 1]!)) ? null : points;
}

/** Signed area of a ring in steradians, counter-clockwise positive. */
export function ringArea(ring: Chain): number {
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) sum += triangleArea(ring[0]!, ring[i]!, ring[i + 1]!);
  return sum;
}

function ring(value: Dynamic): Chain | null {
  const closed = line(value);
  if (closed === null || closed.length < 4 || !same(closed[0]!, closed.at(-1)!)) return null;
  const open = closed.slice(0, -1);
  return ringArea(open) < 0 ? open.toReversed() : open;
}

function polygon(value: Dynamic): Polygon | null {
  const rings = all(value, ring);
  return rings === null ? null : { shell: rings[0]!, holes: rings.slice(1) };
}

/** The lines of a GeoJSON LineString or MultiLineString; null when it is no valid one. */
export function readLines(shape: Dynamic): readonly Chain[] | null {
  if (!isBag(shape)) return null;
  const coordinates = getKey(shape, 'coordinates');
  const type = getKey(shape, 'type');
  if (type === 'MultiLineString') return all(coordinates, line);
  const one = type === 'LineString' && coordinates !== undefined ? line(coordinates) : null;
  return one === null ? null : [one];
}

/** The polygons of a GeoJSON Polygon or MultiPolygon; null when it is no valid one. */
export function readPolygons(shape: Dynamic): readonly Polygon[] | null {
  if (!isBag(shape)) return null;
  const coordinates = getKey(shape, 'coordinates');
  const type = getKey(shape, 'type');
  if (type === 'MultiPolygon') return all(coordinates, polygon);
  const one = type === 'Polygon' && coordinates !== undefined ? polygon(coordinates) : null;
  return one === null ? null : [one];
}

export type Edge = readonly [Vector, Vector];

export function edgesOf(chain: Chain, closed: boolean): Edge[] {
  const edges: Edge[] = [];
  for (let i = 1; i < chain.length; i++) edges.push([chain[i - 1]!, chain[i]!]);
  if (closed) edges.push([chain.at(-1)!, chain[0]!]);
  return edges;
}

export const lineEdges = (lines: readonly Chain[]): Edge[] => lines.flatMap((chain) => edgesOf(chain, false));
export const ringsOf = ({ shell, holes }: Polygon): readonly Chain[] => [shell, ...holes];
export const polygonEdges = (polygons: readonly Polygon[]): Edge[] =>
  polygons.flatMap((one) => ringsOf(one).flatMap((chain) => edgesOf(chain, true)));

/** Whether the ring goes around the point counter-clockwise. */
function ringContains(ringPoints: Chain, p: Vector): boolean {
  let turns = 0;
  for (const [a, b] of edgesOf(ringPoints, true)) {
    if (same(a, p)) return true;
    const fromA = subtract(a, scale(p, dot(a, p)));
    const fromB = subtract(b, scale(p, dot(b, p)));
    const sine = turn(p, a, b);
    // On the edge itself, and not at the other side of the Earth.
    if (sine === 0 && dot(fromA, fromB) < 0 && dot(p, a) + dot(p, b) > 0) return true;
    turns += Math.atan2(dot(p, cross(fromA, fromB)), dot(fromA, fromB));
  }
  return turns > Math.PI;
}

export function contains(polygons: readonly Polygon[], p: Vector): boolean {
  return polygons.some(({ shell, holes }) => ringContains(shell, p) && !holes.some((hole) => ringContains(hole, p)));
}

export function pointShape(point: Vector): Dynamic {
  return { type: 'Point', coordinates: coordinatesOf(unit(point)) };
}

export function coordinatesOf(point: Vector): Dynamic {
  return toDegrees(point).map(dynamicReal);
}

/** A polygon of one ring of longitude and latitude pairs, closed here. */
export function ringShape(points: readonly (readonly [number, number])[]): Dynamic {
  const closed = [...points, points[0]!];
  return { type: 'Polygon', coordinates: [closed.map((pair) => pair.map(dynamicReal))] };
}

const ringCoordinates = (ring: Chain): Dynamic => [...ring, ring[0]!].map(coordinatesOf);

/** No shape at all. */
export const emptyShape: Dynamic = { type: 'GeometryCollection', geometries: [] };

/** A Polygon, or a MultiPolygon of several. */
export function polygonShape(polygons: readonly Polygon[]): Dynamic {
  const parts = polygons.map((one) => ringsOf(one).map(ringCoordinates));
  if (parts.length === 0) return emptyShape;
  return parts.length === 1 ? { type: 'Polygon', coordinates: parts[0]! } : { type: 'MultiPolygon', coordinates: parts };
}

/** A LineString, or a MultiLineString of several. */
export function lineShape(lines: readonly Chain[]): Dynamic {
  const parts = lines.map((line) => line.map(coordinatesOf));
  if (parts.length === 0) return emptyShape;
  return parts.length === 1 ? { type: 'LineString', coordinates: parts[0]! } : { type: 'MultiLineString', coordinates: parts };
}
