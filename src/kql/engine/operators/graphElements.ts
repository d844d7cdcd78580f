import { Chunk } from '../chunk.js';
import { Int64Column } from '../columns/column.js';
import type { Expr } from '../plan.js';
import { columnIndex, type Schema } from '../types.js';
import type { Adjacency, Graph } from './graph.js';
import { rewrite } from './literal.js';

/** Nodes or edges as rows, for expressions about one of them. Nodes have their degrees as columns that no Kusto name can clash with. */
export interface Elements {
  readonly schema: Schema;
  readonly chunk: Chunk;
}

export const degreeColumns = { node_degree_in: '\u0000in', node_degree_out: '\u0000out' } as const;

export function isDegree(name: string): name is keyof typeof degreeColumns {
  return Object.hasOwn(degreeColumns, name);
}

export function nodeElements(graph: Graph): Elements {
  const width = graph.nodeSchema.length;
  const count = graph.nodes.length;
  return {
    schema: [
      ...graph.nodeSchema,
      { name: degreeColumns.node_degree_in, type: 'long' },
      { name: degreeColumns.node_degree_out, type: 'long' },
    ],
    chunk: Chunk.lazy(width + 2, count, (index) => {
      if (index < width) return graph.nodes.column(index);
      return degrees(index === width ? graph.incoming : graph.outgoing, count);
    }),
  };
}

export function edgeElements(graph: Graph): Elements {
  return { schema: graph.edgeSchema, chunk: graph.edges };
}

function degrees({ starts }: Adjacency, count: number): Int64Column {
  return new Int64Column(
    'long',
    BigInt64Array.from({ length: count }, (_, node) => BigInt(starts[node + 1]! - starts[node]!)),
  );
}

export interface ElementBinding {
  /** Name of the variable that stands for the element; "" when there is none. */
  readonly variable: string;
  /** Bare names are properties of the element, as in `all(edge, property > 1)`. */
  readonly bareNames: boolean;
}

/** The expression over the columns of an element, or undefined when it reads anything else of a match. */
export function overElement(expr: Expr, { variable, bareNames }: ElementBinding, schema: Schema): Expr | undefined {
  const foreign: Expr[] = [];
  const isElement = (node: Expr | undefined): boolean => node?.kind === 'column' && node.name === variable && variable !== '';
  const bound = rewrite(expr, (node) => {
    if (node.kind === 'member' && isElement(node.base)) {
      if (columnIndex(schema, node.name) < 0) foreign.push(node);
      return { kind: 'column', name: node.name, start: node.start, length: node.length };
    }
    if (node.kind === 'column') {
      if (!bareNames || columnIndex(schema, node.name) < 0) foreign.push(node);
      return node;
    }
    if (node.kind === 'call' && isDegree(node.name)) {
      const name = degreeColumns[node.name];
      const isOwn = node.args.length === 0 ? bareNames : isElement(node.args[0]);
      if (!isOwn || columnIndex(schema, name) < 0) foreign.push(node);
      return { kind: 'column', name, start: node.start, length: node.length };
    }
    if (node.kind === 'call' && graphFunctions.has(node.name)) foreign.push(node);
    return undefined;
  });
  return foreign.length > 0 ? undefined : bound;
}

/** Functions about elements of a match, `node_degree_in` and `node_degree_out` aside. */
export const graphFunctions: ReadonlySet<string> = new Set(['all', 'any', 'map', 'inner_nodes', 'labels', 'node_id']);
