import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { overlay, type Loop } from './overlay.js';
import { polygonShape, readLines, readPolygons, type Chain, type Polygon } from './shapes.js';
import { add, cross, dot, earthRadius, isPosition, normal, scale, turn, toVector, unit, type Vector } from './sphere.js';

type NumberArgument = number | bigint | Decimal | undefined;

/** A buffer: its radius in radians, and the greatest angle between two points of an arc. */
interface Buffer {
  readonly radius: number;
  readonly step: number;
}

/** Metres that an arc may come closer than the radius. */
const defaultTolerance = 10;
const leastShare = 1e-6;

/** Null when the radius or the tolerance is out of range. */
function bufferOf(radius: NumberArgument, tolerance: NumberArgument): Buffer | null {
  const metres = plainNumber(radius) ?? NaN;
  const share = (plainNumber(tolerance) ?? defaultTolerance) / metres;
  if (!(metres > 0) || metres > (earthRadius * Math.PI) / 2 || !(share >= leastShare)) return null;
  return { radius: metres / earthRadius, step: 2 * Math.acos(Math.max(0, 1 - share)) };
}

/** The point at the radius from another, in the direction of a tangent there. */
const offset = (p: Vector, direction: Vector, radius: number): Vector =>
  unit(add(scale(p, Math.cos(radius)), scale(direction, Math.sin(radius))));

/** Points around `p` to the left from one tangent direction to another, both included. */
function arc(p: Vector, from: Vector, to: Vector, { radius, step }: Buffer): Vector[] {
  const side = cross(p, from);
  const left = Math.atan2(dot(side, to), dot(from, to));
  const total = left < 0 ? left + 2 * Math.PI : left;
  const points: Vector[] = [];
  for (let at = 0; at < total - 1e-9; at += step) {
    points.push(offset(p, add(scale(from, Math.cos(at)), scale(side, Math.sin(at))), radius));
  }
  points.push(offset(p, to, radius));
  return points;
}

/** The tangent direction to the right of an edge, at both of its ends. */
const rightOf = (a: Vector, b: Vector): Vector => unit(normal(b, a));

/** What follows the point `b` on the right side of a path: an arc on the outside of a turn, through the point itself on the inside. */
function corner(a: Vector, b: Vector, c: Vector, buffer: Buffer): Vector[] {
  const [before, after] = [rightOf(a, b), rightOf(b, c)];
  if (turn(a, b, c) >= 0) return arc(b, before, after, buffer);
  return [offset(b, before, buffer.radius), b, offset(b, after, buffer.radius)];
}

function aroundRing(ring: Chain, buffer: Buffer): Loop {
  const at = (i: number): Vector => ring[i % ring.length]!;
  const points = ring.flatMap((_, i) => corner(at(i), at(i + 1), at(i + 2), buffer));
  // From the end of the arc around the first point.
  return { points: [points.at(-1)!, ...points.slice(0, -1)] };
}

function aroundLine(chain: Chain, buffer: Buffer): Loop {
  const there = chain;
  const back = chain.toReversed();
  const half = (way: Chain): Vector[] => {
    const right = rightOf(way[0]!, way[1]!);
    const cap = arc(way[0]!, scale(right, -1), right, buffer);
    return [...cap, ...way.slice(1, -1).flatMap((point, i) => corner(way[i]!, point, way[i + 2]!, buffer))];
  };
  return { points: [...half(there), ...half(back)] };
}

const filled = (loops: readonly Loop[]): Dynamic => polygonShape(overlay([loops], ([turns]) => turns! > 0));

function pointBuffer(p: Vector, { radius, step }: Buffer): Dynamic {
  const count = Math.max(3, Math.ceil((2 * Math.PI) / step));
  const x = firstDirection(p);
  const y = cross(p, x);
  const shell = Array.from({ length: count }, (_, i) => {
    const at = (2 * Math.PI * i) / count;
    return offset(p, add(scale(x, Math.cos(at)), scale(y, Math.sin(at))), radius);
  });
  return polygonShape([{ shell, holes: [] }]);
}

/** The tangent direction of the first point of a circle: perpendicular to the axis before that of the greatest coordinate. */
function firstDirection(p: Vector): Vector {
  const sizes = p.map(Math.abs);
  const greatest = sizes.indexOf(Math.max(...sizes));
  const axis = [0, 1, 2].map((i) => (i === (greatest + 2) % 3 ? 1 : 0)) as [number, number, number];
  const y = unit(cross(p, axis));
  return cross(y, p);
}

const longEdges = 'Along an edge the buffer is bounded by one geodesic, which is a little farther away in the middle of a long edge.';

export const bufferFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_point_buffer',
    overloads: [
      overload(['real', 'real', 'number', 'number?'], 'dynamic', (longitude, latitude, radius, tolerance): Dynamic => {
        const buffer = bufferOf(radius, tolerance);
        return buffer === null || !isPosition(longitude, latitude) ? null : pointBuffer(toVector(longitude, latitude), buffer);
      }),
    ],
  },
  {
    name: 'geo_line_buffer',
    deviation: longEdges,
    overloads: [
      overload(['dynamic', 'number', 'number?'], 'dynamic', (shape, radius, tolerance): Dynamic => {
        const lines = readLines(shape);
        const buffer = bufferOf(radius, tolerance);
        return lines === null || buffer === null ? null : filled(lines.map((chain) => aroundLine(chain, buffer)));
      }),
    ],
  },
  {
    name: 'geo_polygon_buffer',
    deviation: longEdges,
    overloads: [
      overload(['dynamic', 'number', 'number?'], 'dynamic', (shape, radius, tolerance): Dynamic => {
        const polygons = readPolygons(shape);
        const buffer = bufferOf(radius, tolerance);
        if (polygons === null || buffer === null) return null;
        const rings = polygons.flatMap(({ shell, holes }: Polygon) => [shell, ...holes.map((hole) => hole.toReversed())]);
        return filled(rings.map((ring) => aroundRing(ring, buffer)));
      }),
    ],
  },
];
