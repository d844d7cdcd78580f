import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { intersectionOf, unionOf } from './overlay.js';
import { lineEdges, lineShape, polygonShape, readLines, readPolygons, type Chain, type Edge, type Polygon } from './shapes.js';
import type { Vector } from './sphere.js';

/** What each shape of an array holds; null when one is not valid. */
function readEach<T>(shapes: Dynamic, read: (shape: Dynamic) => T | null): T[] | null {
  if (!isArray(shapes) || shapes.length === 0) return null;
  const result: T[] = [];
  for (const shape of elements(shapes)) {
    const one = read(shape);
    if (one === null) return null;
    result.push(one);
  }
  return result;
}

/** The polygons of each shape of an array; null when one is not valid. */
export const readPolygonArray = (shapes: Dynamic): (readonly Polygon[])[] | null => readEach(shapes, readPolygons);

const keyOf = (p: Vector): string => p.join();

/** The lines joined to longer ones, each edge once. A line ends where others begin, end or branch. */
function joinLines(lines: readonly Chain[]): Chain[] {
  const seen = new Set<string>();
  const edges = lineEdges(lines).filter(([a, b]) => {
    const [from, to] = [keyOf(a), keyOf(b)];
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    return !seen.has(key) && seen.add(key);
  });
  const leaving = new Map<string, Edge[]>();
  const entering = new Map<string, number>();
  for (const edge of edges) {
    const [from, to] = edge.map(keyOf);
    leaving.set(from!, [...(leaving.get(from!) ?? []), edge]);
    entering.set(to!, (entering.get(to!) ?? 0) + 1);
  }
  const passes = (p: Vector): boolean => leaving.get(keyOf(p))?.length === 1 && entering.get(keyOf(p)) === 1;
  const used = new Set<Edge>();
  const follow = (start: Edge): Chain => {
    const chain = [start[0]];
    for (let edge: Edge | undefined = start; edge !== undefined && !used.has(edge);) {
      used.add(edge);
      chain.push(edge[1]);
      edge = passes(edge[1]) ? leaving.get(keyOf(edge[1]))![0] : undefined;
    }
    return chain;
  };
  const starts = [...edges.filter(([from]) => !passes(from)), ...edges];
  return starts.filter((edge) => !used.has(edge)).flatMap((edge) => (used.has(edge) ? [] : [follow(edge)]));
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
    name: 'geo_union_lines_array',
    deviation: 'Lines that overlap without sharing their points are not joined.',
    overloads: [
      overload(['dynamic'], 'dynamic', (shapes): Dynamic => {
        const lines = readEach(shapes, readLines);
        return lines === null ? null : lineShape(joinLines(lines.flat()));
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
