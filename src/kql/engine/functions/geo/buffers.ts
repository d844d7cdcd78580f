import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { overlay, type Loop } from './overlay.js';
import { polygonShape, readLines, readPolygons, type Chain, type Polygon } from './shapes.js';
import { add, angle, cross, dot, earthRadius, isPosition, normal, scale, turn, toVector, unit, type Vector } from './sphere.js';

type NumberArgument = number | bigint | Decimal | undefined;

/** A buffer in radians. */
interface Buffer {
  readonly radius: number;
  /** The greatest angle between two points of an arc around a point. */
  readonly step: number;
  /** The greatest length of an edge that one geodesic at the radius stands for. */
  readonly edgeStep: number;
}

/** Metres that an arc may come closer than the radius. */
const defaultTolerance = 10;
const leastShare = 1e-6;
/** A circle has at least three points. */
const longestStep = (2 * Math.PI) / 3 + 1e-15;

/** The greatest angle of a chord whose ends are at a distance from a point and whose middle is closer by the error at most. */
function chordAngle(radius: number, error: number): number {
  const least = radius - error;
  return least <= 0 ? longestStep : Math.min(longestStep, 2 * Math.acos(Math.tan(least) / Math.tan(radius)));
}

/** Null when the radius or the tolerance is out of range. */
function bufferOf(metres: NumberArgument, tolerance: NumberArgument): Buffer | null {
  const radius = (plainNumber(metres) ?? NaN) / earthRadius;
  // The engine keeps the share in single precision.
  const share = Math.fround((plainNumber(tolerance) ?? defaultTolerance) / (radius * earthRadius));
  if (!(radius > 0) || radius >= Math.PI / 2 || !(share >= leastShare)) return null;
  const error = Math.min(1, share) * radius;
  return { radius, step: chordAngle(radius, error), edgeStep: chordAngle(Math.PI / 2 - radius, error) };
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

/** The right side of an edge from its first point to its last. */
function side(a: Vector, b: Vector, { radius, edgeStep }: Buffer): Vector[] {
  const right = rightOf(a, b);
  const along = cross(a, right);
  const points = [offset(a, right, radius)];
  const length = angle(a, b);
  for (let at = edgeStep; at < length; at += edgeStep) {
    points.push(offset(add(scale(a, Math.cos(at)), scale(along, Math.sin(at))), right, radius));
  }
  return [...points, offset(b, right, radius)];
}

/** What joins two edges on the right side of a path: an arc on the outside of a turn, the point itself on the inside. */
function joint(a: Vector, b: Vector, c: Vector, buffer: Buffer): Vector[] {
  return turn(a, b, c) < 0 ? [b] : arc(b, rightOf(a, b), rightOf(b, c), buffer).slice(1, -1);
}

function aroundRing(ring: Chain, buffer: Buffer): Loop {
  const at = (i: number): Vector => ring[i % ring.length]!;
  return { points: ring.flatMap((_, i) => [...side(at(i), at(i + 1), buffer), ...joint(at(i), at(i + 1), at(i + 2), buffer)]) };
}

function aroundLine(chain: Chain, buffer: Buffer): Loop {
  const half = (way: Chain): Vector[] => {
    const right = rightOf(way[0]!, way[1]!);
    const cap = arc(way[0]!, scale(right, -1), right, buffer).slice(1, -1);
    const last = way.length - 2;
    return [
      ...cap,
      ...way
        .slice(1)
        .flatMap((to, i) => [...side(way[i]!, to, buffer), ...(i === last ? [] : joint(way[i]!, to, way[i + 2]!, buffer))]),
    ];
  };
  // From the end of the way back.
  const points = [...half(chain), ...half(chain.toReversed())];
  return { points: [points.at(-1)!, ...points.slice(0, -1)] };
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

/** The tangent direction of the first point of a circle, as the engine's library picks one that is perpendicular to a point. */
function firstDirection(p: Vector): Vector {
  const sizes = p.map(Math.abs);
  const before = (sizes.indexOf(Math.max(...sizes)) + 2) % 3;
  const [x, y, z] = [0.012, 0.0053, 0.00457].map((small, i) => (i === before ? 1 : small));
  return unit(cross(p, [x!, y!, z!]));
}

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
