import { dynamicReal, type Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { edgesOf, lineEdges, pointShape, readLines, type Chain, type Edge } from './shapes.js';
import {
  add,
  angle,
  earthRadius,
  isPosition,
  nearestOnEdge,
  norm,
  scale,
  spheroidDistance,
  subtract,
  toDegrees,
  toVector,
  unit,
  type Vector,
} from './sphere.js';

const lengthOf = (edges: readonly Edge[]): number => edges.reduce((sum, [a, b]) => sum + angle(a, b), 0);

/** The nearest point of some edges, and which edge it is on. */
export function nearest(p: Vector, edges: readonly Edge[]): { point: Vector; edge: number } {
  let best = { point: edges[0]![0], edge: 0 };
  let least = Infinity;
  edges.forEach(([a, b], edge) => {
    const point = nearestOnEdge(p, a, b);
    const distance = norm(subtract(p, point));
    if (distance < least) {
      least = distance;
      best = { point, edge };
    }
  });
  return best;
}

/** The point at a share of the length of a line. */
function interpolate(chain: Chain, fraction: number): Vector {
  const edges = edgesOf(chain, false);
  let left = fraction * lengthOf(edges);
  for (const [a, b] of edges) {
    const length = angle(a, b);
    if (left > length) {
      left -= length;
      continue;
    }
    const towards = unit(subtract(b, scale(a, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
    return unit(add(scale(a, Math.cos(left)), scale(towards, Math.sin(left))));
  }
  return chain.at(-1)!;
}

function locate(chain: Chain, p: Vector): number {
  const edges = edgesOf(chain, false);
  const { point, edge } = nearest(p, edges);
  return (lengthOf(edges.slice(0, edge)) + angle(edges[edge]![0], point)) / lengthOf(edges);
}

/** As `locate`, lengths along the WGS-84 spheroid. */
function locateOnSpheroid(chain: Chain, p: Vector): number | null {
  const edges = edgesOf(chain, false);
  const { point, edge } = nearest(p, edges);
  const metres = (a: Vector, b: Vector): number => spheroidDistance(...toDegrees(a), ...toDegrees(b)) ?? NaN;
  const before = edges.slice(0, edge).reduce((sum, [a, b]) => sum + metres(a, b), 0) + metres(edges[edge]![0], point);
  const share = before / edges.reduce((sum, [a, b]) => sum + metres(a, b), 0);
  return Number.isNaN(share) ? null : share;
}

/** The line when it is one LineString. */
function single(shape: Dynamic): Chain | null {
  const lines = readLines(shape);
  return lines?.length === 1 ? lines[0]! : null;
}

export const lineFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_line_length',
    overloads: [
      overload(['dynamic'], 'real', (shape) => {
        const lines = readLines(shape);
        return lines === null ? null : lengthOf(lineEdges(lines)) * earthRadius;
      }),
    ],
  },
  {
    name: 'geo_line_centroid',
    overloads: [
      overload(['dynamic'], 'dynamic', (shape) => {
        const lines = readLines(shape);
        if (lines === null) return null;
        const sum = lineEdges(lines).reduce<Vector>(
          (total, [a, b]) => {
            const middle = add(a, b);
            return add(total, scale(middle, norm(subtract(a, b)) / norm(middle)));
          },
          [0, 0, 0],
        );
        return pointShape(sum);
      }),
    ],
  },
  {
    name: 'geo_line_interpolate_point',
    overloads: [
      overload(['dynamic', 'real'], 'dynamic', (shape, fraction) => {
        const chain = single(shape);
        return chain === null || !(fraction >= 0 && fraction <= 1) ? null : pointShape(interpolate(chain, fraction));
      }),
    ],
  },
  {
    name: 'geo_line_locate_point',
    overloads: [
      overload(['dynamic', 'real', 'real', 'bool?'], 'real', (shape, longitude, latitude, useSpheroid) => {
        const chain = single(shape);
        if (chain === null || !isPosition(longitude, latitude)) return null;
        const p = toVector(longitude, latitude);
        return useSpheroid === true ? locateOnSpheroid(chain, p) : locate(chain, p);
      }),
    ],
  },
  {
    name: 'geo_distance_point_to_line',
    overloads: [
      overload(['real', 'real', 'dynamic'], 'real', (longitude, latitude, shape) => {
        const lines = readLines(shape);
        if (lines === null || !isPosition(longitude, latitude)) return null;
        const p = toVector(longitude, latitude);
        return angle(p, nearest(p, lineEdges(lines)).point) * earthRadius;
      }),
    ],
  },
  {
    name: 'geo_closest_point_on_line',
    overloads: [
      overload(['real', 'real', 'dynamic'], 'dynamic', (longitude, latitude, shape) => {
        const lines = readLines(shape);
        if (lines === null || !isPosition(longitude, latitude)) return null;
        return pointShape(nearest(toVector(longitude, latitude), lineEdges(lines)).point);
      }),
    ],
  },
];

/** Degrees as a dynamic pair. */
export const pair = (longitude: number, latitude: number): Dynamic => [dynamicReal(longitude), dynamicReal(latitude)];
