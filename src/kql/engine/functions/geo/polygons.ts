import type { Dynamic } from '../../dynamic.js';
import { dynamicReal } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { polygonsMeet } from './intersections.js';
import { nearest } from './lines.js';
import { unionOf } from './overlay.js';
import { contains, edgesOf, pointShape, polygonEdges, readPolygons, ringArea, type Chain, type Polygon } from './shapes.js';
import { add, angle, earthRadius, isPosition, norm, normal, scale, toVector, type Vector } from './sphere.js';

function areaOf(polygons: readonly Polygon[]): number {
  return polygons.reduce(
    (sum, { shell, holes }) => sum + ringArea(shell) - holes.reduce((inner, hole) => inner + ringArea(hole), 0),
    0,
  );
}

/** The integral of the position over the inside of a ring, from its edges (Stokes). */
function moment(ring: Chain): Vector {
  return edgesOf(ring, true).reduce<Vector>(
    (sum, [a, b]) => {
      const n = normal(a, b);
      return add(sum, scale(n, angle(a, b) / (2 * norm(n))));
    },
    [0, 0, 0],
  );
}

function centroid(polygons: readonly Polygon[]): Vector {
  return polygons.reduce<Vector>(
    (sum, { shell, holes }) => holes.reduce((inner, hole) => add(inner, scale(moment(hole), -1)), add(sum, moment(shell))),
    [0, 0, 0],
  );
}

/** The polygons as they are, or their union when some overlap: those would count twice. */
function apart(polygons: readonly Polygon[]): readonly Polygon[] {
  const overlap = polygons.some((one, i) => polygons.slice(i + 1).some((other) => polygonsMeet([one], [other])));
  return overlap ? unionOf(polygons.map((one) => [one])) : polygons;
}

function measure(name: string, body: (polygons: readonly Polygon[]) => number): ScalarFunction {
  return {
    name,
    overloads: [
      overload(['dynamic'], 'real', (shape) => {
        const polygons = readPolygons(shape);
        return polygons === null ? null : body(apart(polygons));
      }),
    ],
  };
}

/** The point and the polygons, when both are valid. */
function pointAndPolygons(longitude: number, latitude: number, shape: Dynamic): [Vector, readonly Polygon[]] | null {
  const polygons = readPolygons(shape);
  return polygons === null || !isPosition(longitude, latitude) ? null : [toVector(longitude, latitude), polygons];
}

export const polygonFunctions: readonly ScalarFunction[] = [
  measure('geo_polygon_area', (polygons) => areaOf(polygons) * earthRadius ** 2),
  measure(
    'geo_polygon_perimeter',
    (polygons) => polygonEdges(polygons).reduce((sum, [a, b]) => sum + angle(a, b), 0) * earthRadius,
  ),
  {
    name: 'geo_polygon_centroid',
    overloads: [
      overload(['dynamic'], 'dynamic', (shape) => {
        const polygons = readPolygons(shape);
        return polygons === null ? null : pointShape(centroid(apart(polygons)));
      }),
    ],
  },
  {
    name: 'geo_point_in_polygon',
    overloads: [
      overload(['real', 'real', 'dynamic'], 'bool', (longitude, latitude, shape) => {
        const both = pointAndPolygons(longitude, latitude, shape);
        return both === null ? null : contains(both[1], both[0]);
      }),
    ],
  },
  {
    name: 'geo_distance_point_to_polygon',
    overloads: [
      overload(['real', 'real', 'dynamic'], 'real', (longitude, latitude, shape) => {
        const both = pointAndPolygons(longitude, latitude, shape);
        if (both === null) return null;
        const [p, polygons] = both;
        return contains(polygons, p) ? 0 : angle(p, nearest(p, polygonEdges(polygons)).point) * earthRadius;
      }),
    ],
  },
  {
    name: 'geo_closest_point_on_polygon',
    overloads: [
      overload(['real', 'real', 'dynamic'], 'dynamic', (longitude, latitude, shape) => {
        const both = pointAndPolygons(longitude, latitude, shape);
        if (both === null) return null;
        const [p, polygons] = both;
        if (contains(polygons, p)) return { type: 'Point', coordinates: [dynamicReal(longitude), dynamicReal(latitude)] };
        return pointShape(nearest(p, polygonEdges(polygons)).point);
      }),
    ],
  },
];
