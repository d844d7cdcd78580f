import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { intersectionOf, unionOf } from './overlay.js';
import { polygonShape, readPolygons, type Polygon } from './shapes.js';

/** The polygons of each shape of an array; null when one is not valid. */
export function readPolygonArray(shapes: Dynamic): (readonly Polygon[])[] | null {
  if (!isArray(shapes)) return null;
  const result: (readonly Polygon[])[] = [];
  for (const shape of elements(shapes)) {
    const polygons = readPolygons(shape);
    if (polygons === null) return null;
    result.push(polygons);
  }
  return result.length === 0 ? null : result;
}

export const unionFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_union_polygons_array',
    overloads: [
      overload(['dynamic'], 'dynamic', (shapes): Dynamic => {
        const polygons = readPolygonArray(shapes);
        return polygons === null ? null : polygonShape(unionOf(polygons));
      }),
    ],
  },
  {
    name: 'geo_intersection_2polygons',
    overloads: [
      overload(['dynamic', 'dynamic'], 'dynamic', (first, second): Dynamic => {
        const left = readPolygons(first);
        const right = readPolygons(second);
        return left === null || right === null ? null : polygonShape(intersectionOf(left, right));
      }),
    ],
  },
];
