import type { Decimal } from 'decimal.js';
import { overload, overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { plainNumber } from '../series/support.js';
import { boundaryOf } from './h3Boundary.js';
import { cellOfPoint, centerOfCell } from './h3Cells.js';
import { childrenOf, finest, parseCell, tokenOfCell, type H3Cell } from './h3Index.js';
import { neighborsOf, ringsAround } from './h3Rings.js';
import { pointShape, ringShape } from './shapes.js';
import { isPosition, toDegrees, toVector } from './sphere.js';

type NumberArgument = number | bigint | Decimal | null | undefined;

/** The engine refuses to go deeper at once. */
const deepestStep = 5;
const defaultResolution = 6;
const farthestRing = 142;
const pentagonOrder = 'Around one of the twelve pentagons of a resolution, the order of the cells may differ.';

/** A function of one cell; no cell gives null. */
function ofCell(name: string, body: (cell: H3Cell) => ReturnType<typeof pointShape>, deviation?: string): ScalarFunction {
  return {
    name,
    ...(deviation === undefined ? {} : { deviation }),
    overloads: [
      overload(['string'], 'dynamic', (token) => {
        const cell = parseCell(token);
        return cell === null ? null : body(cell);
      }),
    ],
  };
}

/** A whole number of a range; null when it is none. */
function whole(value: NumberArgument, least: number, most: number): number | null {
  const number = value === null ? null : plainNumber(value);
  return number !== null && number !== undefined && Number.isInteger(number) && number >= least && number <= most ? number : null;
}

export const h3Functions: readonly ScalarFunction[] = [
  {
    name: 'geo_point_to_h3cell',
    overloads: [
      overloadSeeingNulls(
        ['real', 'real', 'number?'],
        'string',
        (longitude, latitude, resolution = BigInt(defaultResolution)) => {
          const level = whole(resolution, 0, finest);
          if (longitude === null || latitude === null || level === null || !isPosition(longitude, latitude)) return '';
          return tokenOfCell(cellOfPoint(toVector(longitude, latitude), level));
        },
      ),
    ],
  },
  ofCell('geo_h3cell_to_central_point', (cell) => pointShape(centerOfCell(cell))),
  ofCell('geo_h3cell_to_polygon', (cell) => ringShape(boundaryOf(cell).map(toDegrees))),
  ofCell('geo_h3cell_neighbors', neighborsOf, 'The order of the neighbours is not documented.'),
  {
    name: 'geo_h3cell_rings',
    deviation: pentagonOrder,
    overloads: [
      overload(['string', 'number'], 'dynamic', (token, distance) => {
        const cell = parseCell(token);
        const rings = whole(distance, 0, farthestRing);
        return cell === null || rings === null ? null : ringsAround(cell, rings);
      }),
    ],
  },
  {
    name: 'geo_h3cell_level',
    overloads: [overload(['string'], 'int', (token) => parseCell(token)?.digits.length ?? null)],
  },
  {
    name: 'geo_h3cell_parent',
    overloads: [
      overload(['string', 'number?'], 'string', (token, resolution) => {
        const cell = parseCell(token);
        if (cell === null) return '';
        const level = resolution === undefined ? cell.digits.length - 1 : whole(resolution, 0, cell.digits.length);
        if (level === null || level < 0) return '';
        return tokenOfCell({ base: cell.base, digits: cell.digits.slice(0, level) });
      }),
    ],
  },
  {
    name: 'geo_h3cell_children',
    overloads: [
      overload(['string', 'number?'], 'dynamic', (token, resolution) => {
        const cell = parseCell(token);
        if (cell === null) return null;
        const own = cell.digits.length;
        const level = whole(resolution ?? own + 1, own + 1, Math.min(finest, own + deepestStep));
        if (level === null) return null;
        let cells = [cell];
        for (let step = own; step < level; step++) cells = cells.flatMap(childrenOf);
        return cells.map(tokenOfCell);
      }),
    ],
  },
];
