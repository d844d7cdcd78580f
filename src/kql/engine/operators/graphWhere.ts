import type { Relation } from '../chunk.js';
import { semanticError } from '../errors.js';
import type { PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';
import { graphFrom, graphOf, graphRelation, type Graph } from './graph.js';
import { edgeElements, nodeElements, overElement } from './graphElements.js';
import { maskOf } from './graphFilters.js';

/** The graph without the nodes or edges for which the predicate does not hold; an edge goes with either of its nodes. */
export function graphWhere(plan: PlanOf<'graph-where'>, input: Relation, context: ExecContext): Relation {
  const graph = graphOf(input, plan);
  const { schema, chunk } = plan.element === 'nodes' ? nodeElements(graph) : edgeElements(graph);
  const predicate = overElement(plan.predicate, { variable: '', bareNames: true }, schema);
  if (predicate === undefined) {
    throw semanticError(`graph-where-${plan.element} can read the columns of ${plan.element} only.`, plan.predicate);
  }
  const compiled = context.compile(predicate, schema);
  if (compiled.type !== 'bool') throw semanticError('The condition must be of type bool.', plan.predicate);
  const mask = maskOf(compiled.evaluate(chunk));
  return graphRelation(plan.element === 'nodes' ? withNodes(graph, mask) : withEdges(graph, mask));
}

function withNodes(graph: Graph, mask: Uint8Array): Graph {
  const kept = rowsOf(mask);
  const newNumber = new Int32Array(mask.length).fill(-1);
  kept.forEach((node, i) => {
    newNumber[node] = i;
  });
  const edgeMask = Uint8Array.from(graph.sources, (source, edge) => mask[source]! & mask[graph.targets[edge]!]!);
  const { edges, sources, targets, edgeSchema, nodeSchema } = withEdges(graph, edgeMask);
  return graphFrom({
    nodeSchema,
    nodes: graph.nodes.gather(kept),
    edgeSchema,
    edges,
    sources: sources.map((node) => newNumber[node]!),
    targets: targets.map((node) => newNumber[node]!),
  });
}

function withEdges(graph: Graph, mask: Uint8Array): Graph {
  const kept = rowsOf(mask);
  return graphFrom({
    ...graph,
    edges: graph.edges.gather(kept),
    sources: kept.map((edge) => graph.sources[edge]!),
    targets: kept.map((edge) => graph.targets[edge]!),
  });
}

function rowsOf(mask: Uint8Array): Int32Array {
  const rows: number[] = [];
  mask.forEach((bit, row) => {
    if (bit === 1) rows.push(row);
  });
  return Int32Array.from(rows);
}
