import { Chunk, type Relation } from '../chunk.js';
import { Int64Column } from '../columns/column.js';
import { semanticError } from '../errors.js';
import type { PlanOf } from '../plan.js';
import { columnIndex } from '../types.js';
import type { ExecContext } from './context.js';
import { graphOf, graphRelation, type Graph } from './graph.js';

/** Nodes get the number of their component as a column; components are numbered from 0 in the order of their first node. */
export function graphMarkComponents(plan: PlanOf<'graph-mark-components'>, input: Relation, context: ExecContext): Relation {
  const graph = graphOf(input, plan);
  if (columnIndex(graph.nodeSchema, plan.name) >= 0)
    throw semanticError(`A column with the name '${plan.name}' is already declared.`, plan);
  context.check();
  const roots = plan.componentKind === 'weak' ? weakRoots(graph) : strongRoots(graph);
  const numbers = new Map<number, bigint>();
  const ids = BigInt64Array.from(roots, (root) => {
    let number = numbers.get(root);
    if (number === undefined) numbers.set(root, (number = BigInt(numbers.size)));
    return number;
  });
  const width = graph.nodeSchema.length;
  const column = new Int64Column('long', ids);
  return graphRelation({
    ...graph,
    nodeSchema: [...graph.nodeSchema, { name: plan.name, type: 'long' }],
    nodes: Chunk.lazy(width + 1, ids.length, (index) => (index < width ? graph.nodes.column(index) : column)),
  });
}

/** A node that stands for the component of each node, edges taken in both directions. */
function weakRoots({ nodes, sources, targets }: Graph): Int32Array {
  const parents = Int32Array.from({ length: nodes.length }, (_, node) => node);
  const rootOf = (node: number): number => {
    let root = node;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]!]!;
      root = parents[root]!;
    }
    return root;
  };
  sources.forEach((source, edge) => {
    parents[rootOf(source)] = rootOf(targets[edge]!);
  });
  return parents.map((_, node) => rootOf(node));
}

/** The same for components in which every node reaches every other: Tarjan's algorithm, without recursion. */
function strongRoots({ nodes, outgoing, targets }: Graph): Int32Array {
  const { length } = nodes;
  const roots = new Int32Array(length).fill(-1);
  const order = new Int32Array(length).fill(-1);
  const low = new Int32Array(length);
  const next = outgoing.starts.slice(0, length);
  const stack: number[] = [];
  const path: number[] = [];
  let visited = 0;
  const enter = (node: number): void => {
    order[node] = low[node] = visited++;
    stack.push(node);
    path.push(node);
  };
  for (let start = 0; start < length; start++) {
    if (order[start]! < 0) enter(start);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (next[node]! < outgoing.starts[node + 1]!) {
        const target = targets[outgoing.edges[next[node]!++]!]!;
        if (order[target]! < 0) enter(target);
        else if (roots[target]! < 0) low[node] = Math.min(low[node]!, order[target]!);
        continue;
      }
      path.pop();
      const before = path[path.length - 1];
      if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!);
      if (low[node] !== order[node]) continue;
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        roots[member] = node;
        if (member === node) break;
      }
    }
  }
  return roots;
}
