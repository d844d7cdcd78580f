import type { Chunk, Relation } from '../chunk.js';
import { semanticError, type Span } from '../errors.js';
import type { Schema } from '../types.js';

/** Edges of each node in one direction: those of node `n` are `edges[starts[n]]` up to `edges[starts[n + 1]]`, in input order. */
export interface Adjacency {
  readonly starts: Int32Array;
  readonly edges: Int32Array;
}

/** A graph in memory. Nodes and edges are numbered by their row. */
export interface Graph {
  readonly nodeSchema: Schema;
  readonly nodes: Chunk;
  readonly edgeSchema: Schema;
  readonly edges: Chunk;
  /** The node that each edge leaves, and the one it reaches. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly outgoing: Adjacency;
  readonly incoming: Adjacency;
}

/** A relation without rows keeps its graph by its schema, which stays the same object when a `let` keeps the relation as a table. */
const graphs = new WeakMap<Schema, Graph>();

/** A graph of these nodes and edges. */
export function graphFrom(graph: Omit<Graph, 'outgoing' | 'incoming'>): Graph {
  const { length } = graph.nodes;
  return { ...graph, outgoing: adjacency(graph.sources, length), incoming: adjacency(graph.targets, length) };
}

/** What `make-graph` gives: only graph operators can read it. */
export function graphRelation(graph: Graph): Relation {
  const schema: Schema = [];
  graphs.set(schema, graph);
  return { schema, chunks: [], serialized: false };
}

export function graphOf(relation: Relation, span: Span): Graph {
  const graph = graphs.get(relation.schema);
  if (graph === undefined) throw semanticError('This operator needs a graph: put make-graph before it.', span);
  return graph;
}

export function adjacency(ends: Int32Array, nodeCount: number): Adjacency {
  const starts = new Int32Array(nodeCount + 1);
  for (const node of ends) starts[node + 1]!++;
  for (let node = 0; node < nodeCount; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice(0, nodeCount);
  const edges = new Int32Array(ends.length);
  for (let edge = 0; edge < ends.length; edge++) edges[next[ends[edge]!]!++] = edge;
  return { starts, edges };
}
