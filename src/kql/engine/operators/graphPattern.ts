import { semanticError, type Span } from '../errors.js';
import type { GraphPatternPart } from '../plan.js';
import type { ExecContext } from './context.js';
import type { Graph } from './graph.js';

/** An edge of a pattern between two of its nodes. Variables are numbered: nodes and edges each from 0. */
export interface Hop {
  readonly left: number;
  readonly right: number;
  readonly edge: number;
  readonly direction: 'right' | 'left' | 'any';
  readonly min: number;
  readonly max: number;
}

export interface Pattern {
  readonly nodeNames: readonly string[];
  readonly edgeNames: readonly string[];
  /** By edge variable: it has a range, so that it stands for a path. */
  readonly isPath: readonly boolean[];
  readonly hops: readonly Hop[];
}

/** A path of a variable-length edge, from left to right: its edges, and the nodes between its ends. */
export interface Path {
  readonly edges: readonly number[];
  readonly innerNodes: readonly number[];
}

/** A match: the node of each node variable, and the path of each edge variable (of one edge where it has no range). */
export interface Match {
  readonly nodes: Int32Array;
  readonly paths: readonly Path[];
}

/** What may stand for each variable; absent: anything. */
export interface Masks {
  /** By node variable. */
  readonly nodes: readonly (Uint8Array | undefined)[];
  /** By edge variable: for every edge of the path. */
  readonly edges: readonly (Uint8Array | undefined)[];
  /** By edge variable: for every node between the ends of the path. */
  readonly innerNodes: readonly (Uint8Array | undefined)[];
}

export function patternOf(patterns: readonly (readonly GraphPatternPart[])[], span: Span): Pattern {
  const nodeNames: string[] = [];
  const edgeNames: string[] = [];
  const isPath: boolean[] = [];
  const hops: Hop[] = [];
  const nodeVariable = (name: string): number => {
    const known = name === '' ? -1 : nodeNames.indexOf(name);
    return known >= 0 ? known : nodeNames.push(name) - 1;
  };
  for (const parts of patterns) {
    let left: number | undefined;
    let waiting: Extract<GraphPatternPart, { kind: 'edge' }> | undefined;
    for (const part of parts) {
      if (part.kind === 'edge') {
        waiting = part;
        continue;
      }
      const right = nodeVariable(part.name);
      if (waiting !== undefined && left !== undefined) {
        const edge = edgeNames.push(waiting.name) - 1;
        const { direction, range } = waiting;
        isPath.push(range !== undefined);
        hops.push({ left, right, edge, direction, min: range?.min ?? 1, max: range?.max ?? 1 });
      }
      left = right;
      waiting = undefined;
    }
    if (waiting !== undefined || left === undefined) throw semanticError('A graph pattern begins and ends with a node.', span);
  }
  return { nodeNames, edgeNames, isPath, hops };
}

/** Every match of a pattern. `cycles`: `none` repeats no node, `unique_edges` repeats no edge, `all` may repeat both. */
export class Matcher {
  private readonly bound: Int32Array;
  private readonly paths: Path[];
  private readonly usedEdges = new Set<number>();
  private readonly usedNodes = new Map<number, number>();
  private readonly found: Match[] = [];
  private steps = 0;

  constructor(
    private readonly graph: Graph,
    private readonly pattern: Pattern,
    private readonly masks: Masks,
    private readonly cycles: 'all' | 'none' | 'unique_edges',
    private readonly context: ExecContext,
  ) {
    this.bound = new Int32Array(pattern.nodeNames.length).fill(-1);
    this.paths = pattern.edgeNames.map(() => ({ edges: [], innerNodes: [] }));
  }

  matches(): readonly Match[] {
    this.next(this.pattern.hops);
    return this.found;
  }

  private tick(): void {
    if ((++this.steps & 0x3fff) === 0) this.context.check();
  }

  private next(hops: readonly Hop[]): void {
    this.tick();
    const connected = hops.find((hop) => this.bound[hop.left]! >= 0 || this.bound[hop.right]! >= 0);
    if (connected !== undefined) {
      this.follow(
        connected,
        hops.filter((hop) => hop !== connected),
      );
      return;
    }
    const free = this.freeVariable(hops);
    if (free === undefined) {
      this.context.reserve(64 + 8 * this.bound.length);
      this.found.push({ nodes: this.bound.slice(), paths: [...this.paths] });
      return;
    }
    for (let node = 0; node < this.graph.nodes.length; node++) this.bind(free, node, hops);
  }

  /** The unbound variable with the fewest candidates among those of the hops; a node without hops comes last. */
  private freeVariable(hops: readonly Hop[]): number | undefined {
    const variables = hops.length > 0 ? hops.flatMap((hop) => [hop.left, hop.right]) : this.pattern.nodeNames.map((_, i) => i);
    let best: number | undefined;
    let fewest = Infinity;
    for (const variable of variables) {
      if (this.bound[variable]! >= 0) continue;
      const count = this.candidateCount(variable);
      if (count < fewest) {
        best = variable;
        fewest = count;
      }
    }
    return best;
  }

  private readonly counts = new Map<number, number>();
  private candidateCount(variable: number): number {
    let count = this.counts.get(variable);
    if (count === undefined) {
      const mask = this.masks.nodes[variable];
      count = mask === undefined ? this.graph.nodes.length : mask.reduce((sum, bit) => sum + bit, 0);
      this.counts.set(variable, count);
    }
    return count;
  }

  /** Binds a node variable and goes on, if the node may stand for it. */
  private bind(variable: number, node: number, hops: readonly Hop[]): void {
    const known = this.bound[variable]!;
    if (known >= 0) {
      if (known === node) this.next(hops);
      return;
    }
    const mask = this.masks.nodes[variable];
    if (mask !== undefined && mask[node] === 0) return;
    if (this.cycles === 'none' && this.usedNodes.has(node)) return;
    this.bound[variable] = node;
    this.use(node, 1);
    this.next(hops);
    this.use(node, -1);
    this.bound[variable] = -1;
  }

  private use(node: number, change: 1 | -1): void {
    const count = (this.usedNodes.get(node) ?? 0) + change;
    if (count === 0) this.usedNodes.delete(node);
    else this.usedNodes.set(node, count);
  }

  private follow(hop: Hop, rest: readonly Hop[]): void {
    const isForward = this.bound[hop.left]! >= 0;
    this.walk({
      hop,
      rest,
      isForward,
      goal: isForward ? hop.right : hop.left,
      edges: [],
      nodes: [this.bound[isForward ? hop.left : hop.right]!],
    });
  }

  private walk(walk: Walk): void {
    this.tick();
    const { hop, rest, isForward, goal, edges, nodes } = walk;
    const here = nodes.at(-1)!;
    if (edges.length >= hop.min) {
      const outer = this.paths[hop.edge]!;
      const inner = nodes.slice(1, -1);
      this.paths[hop.edge] = isForward
        ? { edges: [...edges], innerNodes: inner }
        : { edges: [...edges].reverse(), innerNodes: inner.reverse() };
      this.bind(goal, here, rest);
      this.paths[hop.edge] = outer;
    }
    if (edges.length >= hop.max) return;
    // Only a node that is passed through has to be a permitted inner node.
    const innerMask = this.masks.innerNodes[hop.edge];
    const isInner = edges.length > 0;
    if (isInner && innerMask !== undefined && innerMask[here] === 0) return;
    if (isInner && this.cycles === 'none' && this.usedNodes.has(here)) return;
    if (isInner) this.use(here, 1);
    for (const { edge, node } of this.steppingFrom(here, hop, isForward)) {
      if (this.cycles !== 'all' && this.usedEdges.has(edge)) continue;
      const isNew = !this.usedEdges.has(edge);
      if (isNew) this.usedEdges.add(edge);
      edges.push(edge);
      nodes.push(node);
      this.walk(walk);
      nodes.pop();
      edges.pop();
      if (isNew) this.usedEdges.delete(edge);
    }
    if (isInner) this.use(here, -1);
  }

  private *steppingFrom(node: number, hop: Hop, isForward: boolean): Generator<{ readonly edge: number; readonly node: number }> {
    const { graph } = this;
    const mask = this.masks.edges[hop.edge];
    const along = hop.direction === 'any' || (hop.direction === 'right') === isForward;
    if (along) {
      const { starts, edges } = graph.outgoing;
      for (let i = starts[node]!; i < starts[node + 1]!; i++) {
        const edge = edges[i]!;
        if (mask === undefined || mask[edge] === 1) yield { edge, node: graph.targets[edge]! };
      }
    }
    if (!along || hop.direction === 'any') {
      const { starts, edges } = graph.incoming;
      for (let i = starts[node]!; i < starts[node + 1]!; i++) {
        const edge = edges[i]!;
        // A loop was met on the way out already.
        if (along && graph.sources[edge] === node) continue;
        if (mask === undefined || mask[edge] === 1) yield { edge, node: graph.sources[edge]! };
      }
    }
  }
}

interface Walk {
  readonly hop: Hop;
  readonly rest: readonly Hop[];
  /** From left to right. */
  readonly isForward: boolean;
  /** The node variable at the far end. */
  readonly goal: number;
  readonly edges: number[];
  readonly nodes: number[];
}
