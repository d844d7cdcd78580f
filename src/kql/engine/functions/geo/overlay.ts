import { edgesOf, ringArea, type Chain, type Polygon } from './shapes.js';
import { add, angle, cross, dot, norm, normal, same, scale, subtract, turn, unit, type Vector } from './sphere.js';

/** A closed curve with the inside at its left; it may cross itself. */
export interface Loop {
  readonly points: Chain;
  /** How often it may go around a point: 1 for a shell, -1 for a hole, undefined for any curve. */
  readonly sign?: 1 | -1;
}

/** Loops that together go around each point of a region more than 0 times. */
export type Region = readonly Loop[];

/** Radians: points that are closer are one, as are a point and an edge. */
const tolerance = 1e-14;

interface Edge {
  readonly from: Vector;
  readonly to: Vector;
  readonly region: number;
  readonly loop: number;
  /** Rank among the edges of all regions. */
  readonly rank: number;
  readonly cuts: Vector[];
  /** Half of the length, and a little more. */
  readonly middle: Vector;
  readonly extent: number;
}

/** A part of an edge between points that no other edge crosses, by the numbers of its ends. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly edge: Edge;
}

function edgesOfRegions(regions: readonly Region[]): Edge[] {
  const edges: Edge[] = [];
  let loop = 0;
  regions.forEach((loops, region) => {
    for (const { points } of loops) {
      for (const [from, to] of edgesOf(points, true)) {
        if (same(from, to)) continue;
        const middle = unit(add(from, to));
        edges.push({
          from,
          to,
          region,
          loop,
          rank: edges.length,
          cuts: [],
          middle,
          extent: norm(subtract(from, middle)) * 1.01 + tolerance,
        });
      }
      loop++;
    }
  });
  return edges;
}

/** Cuts an edge at a point when it lies on it, not at an end. */
function cutAt(edge: Edge, point: Vector): void {
  const { from, to } = edge;
  if (norm(subtract(point, edge.middle)) > edge.extent) return;
  if (norm(subtract(point, from)) <= tolerance || norm(subtract(point, to)) <= tolerance) return;
  const n = unit(normal(from, to));
  if (Math.abs(dot(n, point)) <= tolerance && dot(cross(n, from), point) > 0 && dot(cross(to, n), point) > 0)
    edge.cuts.push(point);
}

/** Cuts two edges where they cross and where one ends on the other. */
function cutBoth(one: Edge, other: Edge): void {
  if (norm(subtract(one.middle, other.middle)) > one.extent + other.extent) return;
  for (const end of [other.from, other.to]) cutAt(one, end);
  for (const end of [one.from, one.to]) cutAt(other, end);
  const { from: a, to: b } = one;
  const { from: c, to: d } = other;
  if (turn(a, b, c) * turn(a, b, d) >= 0 || turn(c, d, a) * turn(c, d, b) >= 0) return;
  const line = unit(cross(unit(normal(a, b)), unit(normal(c, d))));
  const point = dot(line, one.middle) < 0 ? scale(line, -1) : line;
  if (dot(point, other.middle) <= 0) return;
  const ends = [a, b, c, d].filter((end) => norm(subtract(end, point)) <= tolerance);
  if (ends.length > 0) return;
  one.cuts.push(point);
  other.cuts.push(point);
}

/** Numbers the points so that those that are one have the same number. */
class Points {
  readonly all: Vector[] = [];
  readonly #numbers = new Map<Vector, number>();

  constructor(points: readonly Vector[]) {
    const kept: number[] = [];
    for (const point of [...points].sort((a, b) => a[0] - b[0])) {
      let number: number | undefined;
      for (let i = kept.length - 1; i >= 0 && number === undefined; i--) {
        const other = this.all[kept[i]!]!;
        if (point[0] - other[0] > tolerance) break;
        if (norm(subtract(point, other)) <= tolerance) number = kept[i];
      }
      if (number === undefined) {
        number = this.all.push(point) - 1;
        kept.push(number);
      }
      this.#numbers.set(point, number);
    }
  }

  numberOf(point: Vector): number {
    return this.#numbers.get(point)!;
  }
}

function segmentsOf(edges: readonly Edge[], points: Points): Segment[] {
  return edges.flatMap((edge) => {
    const inner = [...edge.cuts].sort((p, q) => angle(edge.from, p) - angle(edge.from, q));
    const stops = [edge.from, ...inner, edge.to].map((point) => points.numberOf(point));
    return stops.slice(1).flatMap((to, i) => (to === stops[i] ? [] : [{ from: stops[i]!, to, edge }]));
  });
}

/** The angle in which an edge is seen from a point, positive when it goes around it to the left. */
function seen(p: Vector, a: Vector, b: Vector): number {
  const fromA = subtract(a, scale(p, dot(a, p)));
  const fromB = subtract(b, scale(p, dot(b, p)));
  return Math.atan2(dot(p, cross(fromA, fromB)), dot(fromA, fromB));
}

/** A piece of boundary with the inside at its left. */
interface Kept {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
}

/** The segments that part the inside of the result from its outside. */
function boundary(
  regions: readonly Region[],
  segments: readonly Segment[],
  points: Points,
  inside: (turns: readonly number[]) => boolean,
): Kept[] {
  const loops = regions.flatMap((region, i) => region.map(({ sign }) => ({ region: i, sign })));
  const groups = new Map<string, Segment[]>();
  for (const segment of segments) {
    const key = segment.from < segment.to ? `${segment.from} ${segment.to}` : `${segment.to} ${segment.from}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [segment]);
    else group.push(segment);
  }
  const kept: Kept[] = [];
  for (const group of groups.values()) {
    const { from, to } = group[0]!;
    const middle = unit(add(points.all[from]!, points.all[to]!));
    const angles = loops.map(() => 0);
    const net = loops.map(() => 0);
    const own = new Set(group);
    for (const segment of segments) {
      if (own.has(segment)) net[segment.edge.loop]! += segment.from === from ? 1 : -1;
      else angles[segment.edge.loop]! += seen(middle, points.all[segment.from]!, points.all[segment.to]!);
    }
    const sideInside = (side: number): boolean => {
      const turns = regions.map(() => 0);
      loops.forEach(({ region, sign }, i) => {
        const around = Math.round((angles[i]! + side * net[i]! * Math.PI) / (2 * Math.PI));
        // A loop on the other side of the Earth seems to go around the wrong way.
        if (sign === undefined || around * sign > 0) turns[region]! += around;
      });
      return inside(turns);
    };
    const [left, right] = [sideInside(1), sideInside(-1)];
    const rank = Math.min(...group.map(({ edge }) => edge.rank));
    if (left && !right) kept.push({ from, to, rank });
    if (right && !left) kept.push({ from: to, to: from, rank });
  }
  return kept;
}

/** Follows the boundary, the sharpest turn to the left at each point; each loop passes a point once. */
function loopsOf(kept: readonly Kept[], points: Points): Kept[][] {
  const leaving = new Map<number, Kept[]>();
  for (const piece of kept) leaving.set(piece.from, [...(leaving.get(piece.from) ?? []), piece]);
  const used = new Set<Kept>();
  const loops: Kept[][] = [];
  const next = (piece: Kept): Kept | undefined => {
    const open = (leaving.get(piece.to) ?? []).filter((one) => !used.has(one));
    const at = points.all[piece.to]!;
    const back = points.all[piece.from]!;
    const clockwise = (one: Kept): number => {
      const left = -seen(at, back, points.all[one.to]!);
      return left <= 0 ? left + 2 * Math.PI : left;
    };
    return open.sort((a, b) => clockwise(a) - clockwise(b))[0];
  };
  for (const start of [...kept].sort((a, b) => a.rank - b.rank)) {
    const path: Kept[] = [];
    for (let piece: Kept | undefined = used.has(start) ? undefined : start; piece !== undefined; piece = next(piece)) {
      used.add(piece);
      path.push(piece);
      const { to } = piece;
      const first = path.findIndex((one) => one.from === to);
      if (first >= 0) loops.push(path.splice(first));
      if (path.length === 0) break;
    }
  }
  return loops;
}

/** The loop from the piece after the one of the highest rank, so that a loop that was not cut starts where it did. */
function ordered(loop: readonly Kept[]): Kept[] {
  let last = 0;
  let gap = false;
  loop.forEach(({ rank }, i) => {
    if (i === 0) return;
    if (rank < loop[last]!.rank) gap = true;
    else if (rank > loop[last]!.rank || !gap) [last, gap] = [i, false];
  });
  return [...loop.slice(last + 1), ...loop.slice(0, last + 1)];
}

/** How often a ring goes around a point. */
function surrounds(ring: Chain, p: Vector): boolean {
  return edgesOf(ring, true).reduce((sum, [a, b]) => sum + seen(p, a, b), 0) > Math.PI;
}

function polygonsOf(loops: readonly Chain[]): Polygon[] {
  const shells = loops.filter((loop) => ringArea(loop) > 0).map((shell) => ({ shell, holes: [] as Chain[] }));
  for (const hole of loops.filter((loop) => ringArea(loop) < 0)) {
    const inner = unit(add(hole[0]!, hole[1]!));
    const around = shells.filter(({ shell }) => surrounds(shell, inner)).sort((a, b) => ringArea(a.shell) - ringArea(b.shell));
    around[0]?.holes.push(hole.toReversed());
  }
  return shells;
}

/** The polygons of all points for which `inside` holds of the turns of each region around them. */
export function overlay(regions: readonly Region[], inside: (turns: readonly number[]) => boolean): Polygon[] {
  const edges = edgesOfRegions(regions);
  edges.forEach((edge, i) => {
    for (let j = i + 1; j < edges.length; j++) cutBoth(edge, edges[j]!);
  });
  const points = new Points(edges.flatMap(({ from, to, cuts }) => [from, to, ...cuts]));
  const kept = boundary(regions, segmentsOf(edges, points), points, inside);
  const loops = loopsOf(kept, points).map(ordered);
  loops.sort((a, b) => a[0]!.rank - b[0]!.rank);
  return polygonsOf(loops.map((loop) => loop.map(({ from }) => points.all[from]!)));
}

export const regionOf = (polygons: readonly Polygon[]): Region =>
  polygons.flatMap(({ shell, holes }) => [
    { points: shell, sign: 1 as const },
    ...holes.map((hole) => ({ points: hole.toReversed(), sign: -1 as const })),
  ]);

const size = (polygons: readonly Polygon[]): number =>
  polygons.reduce((sum, { shell, holes }) => sum + holes.reduce((inner, hole) => inner + hole.length, shell.length), 0);

/** The union, two at a time with the smallest first: the order in which its rings start depends on it. */
export function unionOf(shapes: readonly (readonly Polygon[])[]): readonly Polygon[] {
  const queue = shapes.map((polygons) => ({ polygons, size: size(polygons) })).sort((a, b) => a.size - b.size);
  for (let first = queue.shift(); first !== undefined; first = queue.shift()) {
    const second = queue.shift();
    if (second === undefined) return first.polygons;
    const polygons = overlay([regionOf(first.polygons), regionOf(second.polygons)], ([a, b]) => a! > 0 || b! > 0);
    const entry = { polygons, size: size(polygons) };
    const at = queue.findIndex((other) => other.size > entry.size);
    queue.splice(at < 0 ? queue.length : at, 0, entry);
  }
  return [];
}

export const intersectionOf = (left: readonly Polygon[], right: readonly Polygon[]): readonly Polygon[] =>
  overlay([regionOf(left), regionOf(right)], ([a, b]) => a! > 0 && b! > 0);
