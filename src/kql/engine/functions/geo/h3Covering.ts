import type { Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { boundaryOf } from './h3Boundary.js';
import { centerOfCell } from './h3Cells.js';
import { baseCells, childrenOf, finest, tokenOfCell, type H3Cell } from './h3Index.js';
import { nearest } from './lines.js';
import { contains, polygonEdges, readPolygons, type Polygon } from './shapes.js';
import { angle, earthRadius, type Vector } from './sphere.js';

/** The most cells that a polygon may have; above that the engine gives null. */
const mostCells = 65_536;
const defaultResolution = 6;
/** How far the descendants of a cell may lie from its centre, in distances of its corners. */
const spread = 1.5;

/** The cells of a resolution whose centre is within a distance of the polygons; null when there are too many. */
function cellsWithin(polygons: readonly Polygon[], resolution: number, radius: number): H3Cell[] | null {
  const edges = polygonEdges(polygons);
  const within = (p: Vector, distance: number): boolean =>
    contains(polygons, p) || (distance > 0 && angle(p, nearest(p, edges).point) <= distance);
  let cells: H3Cell[] = Array.from({ length: baseCells }, (_, base) => ({ base, digits: [] }));
  for (let depth = 0; depth < resolution; depth++) {
    cells = cells
      .filter((cell) => {
        const center = centerOfCell(cell);
        const reach = Math.max(...boundaryOf(cell).map((corner) => angle(center, corner)));
        return within(center, radius + reach * spread);
      })
      .flatMap(childrenOf);
    if (cells.length > mostCells * 8) return null;
  }
  const found = cells.filter((cell) => within(centerOfCell(cell), radius));
  return found.length > mostCells ? null : found;
}

export const h3CoveringFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_polygon_to_h3cells',
    deviation: 'Gives the cells whose centre lies in the polygon, in the order of the grid; the real order is not documented.',
    overloads: [
      overload(['dynamic', 'number?', 'number?'], 'dynamic', (shape, resolution, radius): Dynamic => {
        const polygons = readPolygons(shape);
        const level = plainNumber(resolution) ?? defaultResolution;
        const metres = plainNumber(radius) ?? 0;
        if (polygons === null || !Number.isInteger(level) || level < 0 || level > finest || !(metres >= 0)) return null;
        return cellsWithin(polygons, level, metres / earthRadius)?.map(tokenOfCell) ?? null;
      }),
    ],
  },
];
