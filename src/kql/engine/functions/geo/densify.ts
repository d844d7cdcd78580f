import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { coordinatesOf, readLines, readPolygons, ringsOf, type Chain } from './shapes.js';
import { angle, earthRadius, nearestOnEdge, toDegrees, toVectorExactly, type Vector } from './sphere.js';

type NumberArgument = number | bigint | Decimal | undefined;

interface Options {
  readonly tolerance: number;
  /** Whether an edge may lead over the antimeridian, where that is the shorter way. */
  readonly crossing: boolean;
}

/** Metres between a straight line on the map and the geodesics that stand for it. */
const defaultTolerance = 10;

/** Adds points of the straight line on the map to an edge until each geodesic keeps within the tolerance; without the first point. */
function split(a: Vector, b: Vector, options: Options, into: Vector[]): void {
  const { tolerance, crossing } = options;
  const [longitudeA, latitudeA] = toDegrees(a);
  const [longitudeB, latitudeB] = toDegrees(b);
  const around = crossing && Math.abs(longitudeA - longitudeB) > 180 ? 180 : 0;
  const middle = toVectorExactly((longitudeA + longitudeB) / 2 + around, (latitudeA + latitudeB) / 2);
  if (angle(middle, nearestOnEdge(middle, a, b)) * earthRadius <= tolerance) {
    into.push(b);
    return;
  }
  split(a, middle, options, into);
  split(middle, b, options, into);
}

function densify(chain: Chain, options: Options): Dynamic {
  const points = [chain[0]!];
  for (let i = 1; i < chain.length; i++) split(chain[i - 1]!, chain[i]!, options, points);
  return points.map(coordinatesOf);
}

/** Null when the tolerance is out of range. */
function optionsOf(tolerance: NumberArgument, preserveCrossing: boolean | undefined): Options | null {
  const metres = plainNumber(tolerance) ?? defaultTolerance;
  return metres >= 0.1 && metres <= 10_000 ? { tolerance: metres, crossing: preserveCrossing === true } : null;
}

export const densifyFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_polygon_densify',
    overloads: [
      overload(['dynamic', 'number?', 'bool?'], 'dynamic', (shape, tolerance, preserveCrossing): Dynamic => {
        const polygons = readPolygons(shape);
        const options = optionsOf(tolerance, preserveCrossing);
        if (polygons === null || options === null) return null;
        const parts = polygons.map((one) => ringsOf(one).map((ring) => densify([...ring, ring[0]!], options)));
        return parts.length === 1 ? { type: 'Polygon', coordinates: parts[0]! } : { type: 'MultiPolygon', coordinates: parts };
      }),
    ],
  },
  {
    name: 'geo_line_densify',
    overloads: [
      overload(['dynamic', 'number?', 'bool?'], 'dynamic', (shape, tolerance, preserveCrossing): Dynamic => {
        const lines = readLines(shape);
        const options = optionsOf(tolerance, preserveCrossing);
        if (lines === null || options === null) return null;
        const parts = lines.map((chain) => densify(chain, options));
        return parts.length === 1
          ? { type: 'LineString', coordinates: parts[0]! }
          : { type: 'MultiLineString', coordinates: parts };
      }),
    ],
  },
];
