import type { Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import {
  contains,
  coordinatesOf,
  lineEdges,
  pointShape,
  polygonEdges,
  readLines,
  readPolygons,
  type Chain,
  type Edge,
  type Polygon,
} from './shapes.js';
import { add, angle, edgeCrossing, same, unit, type Vector } from './sphere.js';

export const meet = (left: readonly Edge[], right: readonly Edge[]): boolean =>
  left.some(([a, b]) => right.some(([c, d]) => edgeCrossing(a, b, c, d) !== undefined));

export function linesMeetPolygons(lines: readonly Chain[], polygons: readonly Polygon[]): boolean {
  return lines.some((chain) => contains(polygons, chain[0]!)) || meet(lineEdges(lines), polygonEdges(polygons));
}

export function polygonsMeet(left: readonly Polygon[], right: readonly Polygon[]): boolean {
  return (
    meet(polygonEdges(left), polygonEdges(right)) ||
    left.some(({ shell }) => contains(right, shell[0]!)) ||
    right.some(({ shell }) => contains(left, shell[0]!))
  );
}

const nothing: Dynamic = { type: 'GeometryCollection', geometries: [] };

function crossings(left: readonly Chain[], right: readonly Chain[]): Dynamic {
  const points: Vector[] = [];
  for (const [a, b] of lineEdges(left)) {
    for (const [c, d] of lineEdges(right)) {
      const point = edgeCrossing(a, b, c, d);
      if (point !== undefined && !points.some((known) => same(known, point))) points.push(point);
    }
  }
  if (points.length === 0) return nothing;
  return points.length === 1 ? pointShape(points[0]!) : { type: 'MultiPoint', coordinates: points.map(coordinatesOf) };
}

/** The parts of lines that lie in polygons. */
function clip(lines: readonly Chain[], polygons: readonly Polygon[]): Vector[][] {
  const edges = polygonEdges(polygons);
  const parts: Vector[][] = [];
  for (const chain of lines) {
    let part: Vector[] | undefined;
    for (const [a, b] of lineEdges([chain])) {
      const cuts = edges
        .map(([c, d]) => edgeCrossing(a, b, c, d))
        .filter((point) => point !== undefined)
        .sort((p, q) => angle(a, p) - angle(a, q));
      const stops = [a, ...cuts, b].filter((point, i, all) => i === 0 || !same(point, all[i - 1]!));
      for (let i = 1; i < stops.length; i++) {
        const [from, to] = [stops[i - 1]!, stops[i]!];
        if (!contains(polygons, unit(add(from, to)))) part = undefined;
        else if (part === undefined) parts.push((part = [from, to]));
        else part.push(to);
      }
    }
  }
  return parts;
}

/** Two shapes read in two ways; null when one is not valid. */
function pairOf<A, B>(
  name: string,
  readA: (shape: Dynamic) => A | null,
  readB: (shape: Dynamic) => B | null,
  test: (a: A, b: B) => boolean,
): ScalarFunction {
  return {
    name,
    overloads: [
      overload(['dynamic', 'dynamic'], 'bool', (first, second) => {
        const a = readA(first);
        const b = readB(second);
        return a === null || b === null ? null : test(a, b);
      }),
    ],
  };
}

export const intersectionFunctions: readonly ScalarFunction[] = [
  pairOf('geo_intersects_2lines', readLines, readLines, (left, right) => meet(lineEdges(left), lineEdges(right))),
  pairOf('geo_intersects_line_with_polygon', readLines, readPolygons, linesMeetPolygons),
  pairOf('geo_intersects_2polygons', readPolygons, readPolygons, polygonsMeet),
  {
    name: 'geo_intersection_2lines',
    deviation: 'Parts that two lines share are given as the points where they meet, not as lines.',
    overloads: [
      overload(['dynamic', 'dynamic'], 'dynamic', (first, second) => {
        const left = readLines(first);
        const right = readLines(second);
        return left === null || right === null ? null : crossings(left, right);
      }),
    ],
  },
  {
    name: 'geo_intersection_line_with_polygon',
    overloads: [
      overload(['dynamic', 'dynamic'], 'dynamic', (first, second) => {
        const lines = readLines(first);
        const polygons = readPolygons(second);
        if (lines === null || polygons === null) return null;
        const parts = clip(lines, polygons).map((part) => part.map(coordinatesOf));
        if (parts.length === 0) return nothing;
        if (parts.length === 1) return { type: 'LineString', coordinates: parts[0]! };
        return { type: 'MultiLineString', coordinates: parts };
      }),
    ],
  },
];
