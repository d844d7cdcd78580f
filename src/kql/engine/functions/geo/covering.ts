import type { Decimal } from 'decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { unsupported } from '../../errors.js';
import { overload, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { linesMeetPolygons, meet, polygonsMeet } from './intersections.js';
import { corners, deepest, sizeOf, tokenOf, type Cell } from './s2cell.js';
import { contains, edgesOf, polygonEdges, readLines, readPolygons, type Polygon } from './shapes.js';

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

/** The level of the cells; null when it is none. A radius around the shape is not supported. */
function levelOf(name: string, level: NumberArgument, radius: NumberArgument): number | null {
  if ((plainNumber(radius) ?? 0) !== 0) throw unsupported(`${name}() with a radius`);
  const number = plainNumber(level) ?? 11;
  return Number.isInteger(number) && number >= 0 && number <= deepest ? number : null;
}

export const coveringFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_polygon_to_s2cells',
    overloads: [
      overload(['dynamic', 'number?', 'number?'], 'dynamic', (shape, level, radius): Dynamic => {
        const polygons = readPolygons(shape);
        const depth = levelOf('geo_polygon_to_s2cells', level, radius);
        if (polygons === null || depth === null) return null;
        const edges = polygonEdges(polygons);
        return covering(
          depth,
          (square) => polygonsMeet(square, polygons),
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
        const depth = levelOf('geo_line_to_s2cells', level, radius);
        if (lines === null || depth === null) return null;
        return covering(
          depth,
          (square) => linesMeetPolygons(lines, square),
          () => false,
        );
      }),
    ],
  },
];
