import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { unsupported } from '../../errors.js';
import { overload, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { coordinatesOf, readLines, readPolygons, ringsOf, type Chain } from './shapes.js';
import { angle, earthRadius, nearestOnEdge, toDegrees, toVector, type Vector } from './sphere.js';

type NumberArgument = number | bigint | Decimal | undefined;

/** Metres between a straight line on the map and the geodesics that stand for it. */
const defaultTolerance = 10;

/** Adds points of the straight line on the map to an edge until each geodesic keeps within the tolerance; without the first point. */
function split(a: Vector, b: Vector, tolerance: number, into: Vector[]): void {
  const [longitudeA, latitudeA] = toDegrees(a);
  const [longitudeB, latitudeB] = toDegrees(b);
  const middle = toVector((longitudeA + longitudeB) / 2, (latitudeA + latitudeB) / 2);
  if (angle(middle, nearestOnEdge(middle, a, b)) * earthRadius <= tolerance) {
    into.push(b);
    return;
  }
  split(a, middle, tolerance, into);
  split(middle, b, tolerance, into);
}

function densify(chain: Chain, tolerance: number): Dynamic {
  const points = [chain[0]!];
  for (let i = 1; i < chain.length; i++) split(chain[i - 1]!, chain[i]!, tolerance, points);
  return points.map(coordinatesOf);
}

/** Null when the tolerance is out of range. */
function toleranceOf(name: string, tolerance: NumberArgument, preserveCrossing: boolean | undefined): number | null {
  if (preserveCrossing === true) throw unsupported(`${name}() with preserve_crossing`);
  const metres = plainNumber(tolerance) ?? defaultTolerance;
  return metres >= 0.1 && metres <= 10_000 ? metres : null;
}

export const densifyFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_polygon_densify',
    overloads: [
      overload(['dynamic', 'number?', 'bool?'], 'dynamic', (shape, tolerance, preserveCrossing): Dynamic => {
        const polygons = readPolygons(shape);
        const metres = toleranceOf('geo_polygon_densify', tolerance, preserveCrossing);
        if (polygons === null || metres === null) return null;
        const parts = polygons.map((one) => ringsOf(one).map((ring) => densify([...ring, ring[0]!], metres)));
        return parts.length === 1 ? { type: 'Polygon', coordinates: parts[0]! } : { type: 'MultiPolygon', coordinates: parts };
      }),
    ],
  },
  {
    name: 'geo_line_densify',
    overloads: [
      overload(['dynamic', 'number?', 'bool?'], 'dynamic', (shape, tolerance, preserveCrossing): Dynamic => {
        const lines = readLines(shape);
        const metres = toleranceOf('geo_line_densify', tolerance, preserveCrossing);
        if (lines === null || metres === null) return null;
        const parts = lines.map((chain) => densify(chain, metres));
        return parts.length === 1
          ? { type: 'LineString', coordinates: parts[0]! }
          : { type: 'MultiLineString', coordinates: parts };
      }),
    ],
  },
];
