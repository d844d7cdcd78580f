import type { ExecContext } from './context.js';
import type { Graph } from './graph.js';
import { Matcher, type Hop, type Masks, type Match, type Pattern } from './graphPattern.js';

interface Search {
  readonly graph: Graph;
  readonly pattern: Pattern;
  readonly masks: Masks;
  /** The matches that pass what the masks do not test. */
  readonly keep: (matches: readonly Match[]) => readonly Match[];
  readonly isFiltered: boolean;
  /** `any`: one path per pair of ends; `all`: every path of the least length. */
  readonly output: 'any' | 'all';
}

/** The shortest matches for each choice of the named nodes of the pattern. */
export function shortestMatches(search: Search, context: ExecContext): readonly Match[] {
  const [hop, ...others] = search.pattern.hops;
  if (hop !== undefined && others.length === 0 && hop.min <= 1 && hop.left !== hop.right && !search.isFiltered) {
    return breadthFirst(search, hop, context);
  }
  const { graph, pattern, masks, output } = search;
  const matches = search.keep(new Matcher(graph, pattern, masks, 'unique_edges', context).matches());
  return leastPerEnds(matches, output);
}

function leastPerEnds(matches: readonly Match[], output: 'any' | 'all'): readonly Match[] {
  const best = new Map<string, { readonly hops: number; readonly matches: Match[] }>();
  for (const match of matches) {
    const key = match.nodes.join(' ');
    const hops = match.paths.reduce((sum, path) => sum + path.edges.length, 0);
    const known = best.get(key);
    if (known === undefined || hops < known.hops) best.set(key, { hops, matches: [match] });
    else if (hops === known.hops && output === 'all') known.matches.push(match);
  }
  return [...best.values()].flatMap((entry) => entry.matches);
}

/** How a node was first reached: over which edges, from which nodes. */
interface Arrival {
  readonly distance: number;
  readonly from: { readonly edge: number; readonly node: number }[];
}

function breadthFirst({ graph, masks, output }: Search, hop: Hop, context: ExecContext): readonly Match[] {
  const startMask = masks.nodes[hop.left];
  const goalMask = masks.nodes[hop.right];
  const innerMask = masks.innerNodes[hop.edge];
  const found: Match[] = [];
  for (let start = 0; start < graph.nodes.length; start++) {
    if (startMask !== undefined && startMask[start] === 0) continue;
    const arrivals = new Map<number, Arrival>();
    let front = [start];
    for (let distance = 1; distance <= hop.max && front.length > 0; distance++) {
      context.check();
      const next: number[] = [];
      for (const node of front) {
        if (distance > 1 && innerMask !== undefined && innerMask[node] === 0) continue;
        for (const { edge, node: reached } of steps(graph, node, hop, masks.edges[hop.edge])) {
          const arrival = arrivals.get(reached);
          if (arrival === undefined) {
            arrivals.set(reached, { distance, from: [{ edge, node }] });
            next.push(reached);
          } else if (arrival.distance === distance && output === 'all') arrival.from.push({ edge, node });
        }
      }
      front = next;
    }
    for (const [goal, arrival] of arrivals) {
      if (goalMask !== undefined && goalMask[goal] === 0) continue;
      for (const { edges, nodes } of pathsTo(goal, arrival.distance, arrivals)) {
        const ends = new Int32Array(2);
        ends[hop.left] = start;
        ends[hop.right] = goal;
        found.push({ nodes: ends, paths: [{ edges, innerNodes: nodes.slice(1, -1) }] });
      }
    }
  }
  return found;
}

function* pathsTo(
  goal: number,
  distance: number,
  arrivals: ReadonlyMap<number, Arrival>,
): Generator<{ readonly edges: readonly number[]; readonly nodes: readonly number[] }> {
  if (distance === 0) {
    yield { edges: [], nodes: [goal] };
    return;
  }
  for (const { edge, node } of arrivals.get(goal)!.from) {
    for (const { edges, nodes } of pathsTo(node, distance - 1, arrivals))
      yield { edges: [...edges, edge], nodes: [...nodes, goal] };
  }
}

function* steps(
  graph: Graph,
  node: number,
  hop: Hop,
  mask: Uint8Array | undefined,
): Generator<{ readonly edge: number; readonly node: number }> {
  if (hop.direction !== 'left') {
    const { starts, edges } = graph.outgoing;
    for (let i = starts[node]!; i < starts[node + 1]!; i++) {
      const edge = edges[i]!;
      if (mask === undefined || mask[edge] === 1) yield { edge, node: graph.targets[edge]! };
    }
  }
  if (hop.direction !== 'right') {
    const { starts, edges } = graph.incoming;
    for (let i = starts[node]!; i < starts[node + 1]!; i++) {
      const edge = edges[i]!;
      if (mask === undefined || mask[edge] === 1) yield { edge, node: graph.sources[edge]! };
    }
  }
}
