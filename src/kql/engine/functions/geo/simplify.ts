import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { unsupported } from '../../errors.js';
import { overload, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { unionOf } from './overlay.js';
import { edgesOf, lineShape, polygonShape, readLines, readPolygons, ringsOf, type Chain, type Polygon } from './shapes.js';
import { angle, cross, dot, earthRadius, nearestOnEdge, same, unit, type Vector } from './sphere.js';
import { readPolygonArray } from './unions.js';

type NumberArgument = number | bigint | Decimal | undefined;

const defaultTolerance = 10;
const mostMetres = 7_800_000;

/** Radians; null when the tolerance is out of range. */
function toleranceOf(tolerance: NumberArgument): number | null {
  const metres = plainNumber(tolerance) ?? defaultTolerance;
  return metres > 0 && metres <= mostMetres ? metres / earthRadius : null;
}

/** An interval of directions, by its middle and half of its width; undefined when every direction will do. */
type Wedge = { readonly middle: number; readonly half: number } | undefined;

const around = (from: number, to: number): number => {
  const difference = (to - from) % (2 * Math.PI);
  return difference > Math.PI ? difference - 2 * Math.PI : difference < -Math.PI ? difference + 2 * Math.PI : difference;
};

function narrowed(wedge: Wedge, middle: number, half: number): Wedge {
  if (wedge === undefined) return { middle, half };
  const offset = around(wedge.middle, middle);
  const low = Math.max(-wedge.half, offset - half);
  const high = Math.min(wedge.half, offset + half);
  return { middle: wedge.middle + (low + high) / 2, half: (high - low) / 2 };
}

/** The last point that one edge from the point at `start` can reach without leaving the tolerance of those between. */
function farthest(chain: Chain, start: number, tolerance: number): number {
  const origin = chain[start]!;
  const x = unit(cross(origin, Math.abs(origin[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  const y = cross(origin, x);
  let wedge: Wedge;
  let last = 0;
  let index = start + 1;
  for (; index < chain.length; index++) {
    const point = chain[index]!;
    const distance = angle(origin, point);
    if ((distance > Math.PI / 2 && last > 0) || (distance < last && last > tolerance)) break;
    last = distance;
    // So near, a point allows every direction.
    if (distance <= tolerance) continue;
    const direction = Math.atan2(dot(point, y), dot(point, x));
    if (wedge !== undefined && Math.abs(around(wedge.middle, direction)) > wedge.half) break;
    wedge = narrowed(wedge, direction, Math.asin(Math.min(1, Math.sin(tolerance) / Math.sin(distance))));
  }
  return index - 1;
}

function simplifyLine(chain: Chain, tolerance: number): Chain {
  const kept = [chain[0]!];
  for (let index = 0; index + 1 < chain.length;) {
    const next = farthest(chain, index, tolerance);
    if (!same(chain[next]!, chain[index]!)) kept.push(chain[next]!);
    index = next;
  }
  return kept;
}

/** Whether all points are so close that they become one. */
const vanish = (points: readonly Vector[], tolerance: number): boolean =>
  points.every((p, i) => points.slice(i + 1).every((q) => angle(p, q) <= tolerance));

/** Whether no point is close to another, nor to an edge that does not end at it, nor to the line between those beside it. */
function isSimple(polygons: readonly Polygon[], tolerance: number): boolean {
  const rings = polygons.flatMap(ringsOf);
  const edges = rings.flatMap((ring) => edgesOf(ring, true));
  return rings.every((ring) =>
    ring.every((p, i) => {
      const [before, after] = [ring[(i + ring.length - 1) % ring.length]!, ring[(i + 1) % ring.length]!];
      const apart = (a: Vector, b: Vector): boolean => angle(p, nearestOnEdge(p, a, b)) > tolerance;
      return apart(before, after) && edges.every(([a, b]) => same(a, p) || same(b, p) || apart(a, b));
    }),
  );
}

function simplifyPolygons(name: string, polygons: readonly Polygon[], tolerance: number): Dynamic {
  const points = polygons.flatMap((one) => ringsOf(one).flat());
  if (vanish(points, tolerance)) return null;
  if (isSimple(polygons, tolerance)) return polygonShape(polygons);
  throw unsupported(`${name}() of polygons whose points or edges are within the tolerance of each other`);
}

const onlyPlain = 'Refused when a point of the polygons is within the tolerance of another point or edge.';

export const simplifyFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_line_simplify',
    deviation: 'Points are kept greedily from the first on; the real engine may keep others within the same tolerance.',
    overloads: [
      overload(['dynamic', 'number?'], 'dynamic', (shape, tolerance): Dynamic => {
        const lines = readLines(shape);
        const radians = toleranceOf(tolerance);
        if (lines === null || radians === null) return null;
        return lineShape(lines.map((chain) => simplifyLine(chain, radians)));
      }),
    ],
  },
  {
    name: 'geo_polygon_simplify',
    deviation: onlyPlain,
    overloads: [
      overload(['dynamic', 'number?'], 'dynamic', (shape, tolerance): Dynamic => {
        const polygons = readPolygons(shape);
        const radians = toleranceOf(tolerance);
        return polygons === null || radians === null ? null : simplifyPolygons('geo_polygon_simplify', polygons, radians);
      }),
    ],
  },
  {
    name: 'geo_simplify_polygons_array',
    deviation: onlyPlain,
    overloads: [
      overload(['dynamic', 'number?'], 'dynamic', (shapes, tolerance): Dynamic => {
        const polygons = readPolygonArray(shapes);
        const radians = toleranceOf(tolerance);
        if (polygons === null || radians === null) return null;
        return simplifyPolygons('geo_simplify_polygons_array', unionOf(polygons), radians);
      }),
    ],
  },
];
