import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { linesMeetPolygons, meet, polygonsMeet } from './intersections.js';
import { corners, deepest, sizeOf, tokenOf, type Cell } from './s2cell.js';
import { contains, edgesOf, lineEdges, polygonEdges, readLines, readPolygons, type Edge, type Polygon } from './shapes.js';
import { angle, earthRadius, nearestOnEdge } from './sphere.js';

/** The most cells that a covering may have; above that the engine gives null. */
const mostCells = 65_536;

const childrenOf = ({ face, i, j, level }: Cell): Cell[] => {
  const half = sizeOf(level + 1);
  return [0, 1, 2, 3].map((k) => ({ face, i: i + (k >> 1) * half, j: j + (k & 1) * half, level: level + 1 }));
};

type Test = (cell: readonly Polygon[]) => boolean;

/** The tokens of every cell of a level that a shape meets; null when there are too many. `holds` says a cell lies wholly inside. */
function covering(level: number, meets: Test, holds: Test): string[] | null {
  let cells = [0, 1, 2, 3, 4, 5].map((face) => ({ cell: { face, i: 0, j: 0, level: 0 }, inside: false }));
  for (let depth = 0; ; depth++) {
    cells = cells.flatMap(({ cell, inside }) => {
      if (inside) return [{ cell, inside }];
      const square = [{ shell: corners(cell), holes: [] }];
      return meets(square) ? [{ cell, inside: holds(square) }] : [];
    });
    if (cells.length > mostCells) return null;
    if (depth === level) return cells.map(({ cell }) => tokenOf(cell)).sort();
    cells = cells.flatMap(({ cell, inside }) => childrenOf(cell).map((child) => ({ cell: child, inside })));
  }
}

type NumberArgument = number | bigint | Decimal | undefined;

/** The level of the cells; null when it is none. */
function levelOf(level: NumberArgument): number | null {
  const number = plainNumber(level) ?? 11;
  return Number.isInteger(number) && number >= 0 && number <= deepest ? number : null;
}

/** The radius around the shape in radians; null when it is none. */
function radiusOf(radius: NumberArgument): number | null {
  const metres = plainNumber(radius) ?? 0;
  return metres >= 0 && Number.isFinite(metres) ? metres / earthRadius : null;
}

/** Whether a point of one of the edges is within a distance of one of the others. */
function within(left: readonly Edge[], right: readonly Edge[], distance: number): boolean {
  const close = (one: readonly Edge[], other: readonly Edge[]): boolean =>
    one.some(([p]) => other.some(([a, b]) => angle(p, nearestOnEdge(p, a, b)) <= distance));
  return distance > 0 && (close(left, right) || close(right, left));
}

/** Every edge both ways, so that both of its ends begin one. */
const bothWays = (edges: readonly Edge[]): Edge[] =>
  edges.flatMap(([a, b]): Edge[] => [
    [a, b],
    [b, a],
  ]);

export const coveringFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_polygon_to_s2cells',
    overloads: [
      overload(['dynamic', 'number?', 'number?'], 'dynamic', (shape, level, radius): Dynamic => {
        const polygons = readPolygons(shape);
        const depth = levelOf(level);
        const distance = radiusOf(radius);
        if (polygons === null || depth === null || distance === null) return null;
        const edges = polygonEdges(polygons);
        return covering(
          depth,
          (square) => polygonsMeet(square, polygons) || within(polygonEdges(square), edges, distance),
          ([square]) => contains(polygons, square!.shell[0]!) && !meet(edgesOf(square!.shell, true), edges),
        );
      }),
    ],
  },
  {
    name: 'geo_line_to_s2cells',
    overloads: [
      overload(['dynamic', 'number?', 'number?'], 'dynamic', (shape, level, radius): Dynamic => {
        const lines = readLines(shape);
        const depth = levelOf(level);
        const distance = radiusOf(radius);
        if (lines === null || depth === null || distance === null) return null;
        const edges = bothWays(lineEdges(lines));
        return covering(
          depth,
          (square) => linesMeetPolygons(lines, square) || within(polygonEdges(square), edges, distance),
          () => false,
        );
      }),
    ],
  },
];
