import { semanticError } from '../errors.js';
import type { GraphPatternPart, GraphToTablePlan, MakeGraphPlan, Plan } from '../plan.js';
import { lowerExpr, lowerNamedList } from './expressions.js';
import { spanOf } from './literals.js';
import { nameOf, need } from './names.js';
import { choiceOf, nameParameter, parametersOf, scalarOf } from './parameters.js';
import { lowerPlan } from './plans.js';
import type { Context } from './scope.js';
import type { SyntaxNode } from './syntax.js';

export function lowerMakeGraph(node: SyntaxNode, input: Plan, context: Context): Plan {
  const partitioned = node.child('PartitionedByClause');
  if (partitioned !== undefined) return lowerPartitioned(node, partitioned, input, context);
  return graphOf(node, input, context);
}

/** A graph for each value of a column of edges and nodes, and the rows that the operators in parentheses make of each. */
function lowerPartitioned(node: SyntaxNode, clause: SyntaxNode, input: Plan, context: Context): Plan {
  const column = need(clause, 'Entity');
  const name = nameOf(column);
  const span = spanOf(node);
  const graph = graphOf(node, { op: 'context', ...span }, context);
  return {
    op: 'partition',
    input,
    by: { expr: { kind: 'column', name, ...spanOf(column) } },
    subquery: lowerPlan(need(clause, 'Subquery'), context.withRows({ ...graph, partitionColumn: name })),
    ...span,
  };
}

function graphOf(node: SyntaxNode, input: Plan, context: Context): MakeGraphPlan {
  const source = nameOf(need(node, 'SourceColumn'));
  const target = nameOf(need(node, 'TargetColumn'));
  const clause = node.child('WithClause');
  const reversed = need(node, 'DirectionToken').text.startsWith('<');
  const nodeId = clause?.kind === 'MakeGraphWithImplicitIdClause' ? nameOf(need(clause, 'Name')) : undefined;
  const nodes =
    clause?.list('TablesAndKeys').map((item) => ({
      plan: lowerPlan(need(item, 'Table'), context),
      key: nameOf(need(item, 'Column')),
    })) ?? [];
  return {
    op: 'make-graph',
    input,
    source: reversed ? target : source,
    target: reversed ? source : target,
    nodes,
    ...(nodeId !== undefined && { nodeId }),
    ...spanOf(node),
  };
}

export function lowerGraphMatch(node: SyntaxNode, input: Plan, context: Context): Plan {
  const isShortest = node.kind === 'GraphShortestPathsOperator';
  const parameters = parametersOf(node);
  const output = isShortest ? choiceOf(parameters, 'output', ['any', 'all'], node) : undefined;
  const condition = node.child('WhereClause')?.child('Condition');
  const project = node.child('ProjectClause');
  let unnamed = 0;
  const newName = (): string => `$${unnamed++}`;
  return {
    op: isShortest ? 'graph-shortest-paths' : 'graph-match',
    input,
    patterns: node.list('Patterns').map((pattern) => pattern.list('PatternElements').map((part) => partOf(part, newName))),
    ...(condition !== undefined && { where: lowerExpr(condition, context) }),
    project: project === undefined ? [] : lowerNamedList(project, 'Expressions', context),
    cycles: choiceOf(parameters, 'cycles', ['all', 'none', 'unique_edges'], node) ?? 'unique_edges',
    ...(output !== undefined && { output }),
    ...spanOf(node),
  };
}

/** Nodes and edges that the pattern leaves without a name get one that no query can spell. */
function partOf(node: SyntaxNode, newName: () => string): GraphPatternPart {
  const given = node.child('Name');
  const name = given === undefined || given.length === 0 ? newName() : nameOf(given);
  if (node.kind === 'GraphMatchPatternNode') return { kind: 'node', name };
  const first = need(node, 'FirstToken').text;
  const last = node.child('LastToken')?.text ?? first;
  const left = first.startsWith('<');
  const right = last.endsWith('>');
  const range = node.child('Range');
  return {
    kind: 'edge',
    name,
    direction: left === right ? 'any' : left ? 'left' : 'right',
    ...(range !== undefined && { range: { min: hops(range, 'RangeStart'), max: hops(range, 'RangeEnd') } }),
  };
}

function hops(range: SyntaxNode, name: string): number {
  const value = scalarOf(need(range, name));
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw semanticError('The hops of an edge are whole numbers.', range);
  return value;
}

export function lowerGraphToTable(node: SyntaxNode, input: Plan, context: Context): Plan {
  const graph = context.parts.tableRef(input, node);
  const outputs = node.list('OutputClause').map((clause) => {
    const plan = outputOf(clause, graph, node);
    const alias = clause.child('AsClause')?.child('Name');
    if (alias === undefined) return plan;
    const name = nameOf(alias);
    const ref = context.parts.tableRef(plan, clause);
    context.scope.define(name, { kind: 'tabular', plan: ref, source: name });
    return ref;
  });
  const [only] = outputs;
  if (only === undefined) throw semanticError('graph-to-table needs nodes or edges.', node);
  if (outputs.length === 1) return only;
  // Several tables: each is an answer of its own, and the statements after it know them by name.
  const names = node.list('OutputClause').map((clause) => clause.child('AsClause')?.child('Name'));
  const branches = outputs.map((plan, i) => ({ ...(names[i] !== undefined && { name: nameOf(names[i]) }), plan }));
  return { op: 'fork', input: { op: 'empty', columns: [], ...spanOf(node) }, branches, ...spanOf(node) };
}

function outputOf(clause: SyntaxNode, input: Plan, node: SyntaxNode): GraphToTablePlan {
  const parameters = parametersOf(clause);
  const idName = nameParameter(parameters, 'with_node_id');
  const sourceIdName = nameParameter(parameters, 'with_source_id');
  const targetIdName = nameParameter(parameters, 'with_target_id');
  return {
    op: 'graph-to-table',
    input,
    output: need(clause, 'EntityKeyword').text.toLowerCase() === 'nodes' ? 'nodes' : 'edges',
    ...(idName !== undefined && { idName }),
    ...(sourceIdName !== undefined && { sourceIdName }),
    ...(targetIdName !== undefined && { targetIdName }),
    ...spanOf(node),
  };
}

export function lowerGraphWhere(node: SyntaxNode, input: Plan, context: Context): Plan {
  return {
    op: 'graph-where',
    input,
    element: node.kind === 'GraphWhereNodesOperator' ? 'nodes' : 'edges',
    predicate: lowerExpr(need(node, 'Condition'), context),
    ...spanOf(node),
  };
}

export function lowerGraphMarkComponents(node: SyntaxNode, input: Plan): Plan {
  const parameters = parametersOf(node);
  return {
    op: 'graph-mark-components',
    input,
    componentKind: choiceOf(parameters, 'kind', ['weak', 'strong'], node) ?? 'weak',
    name: nameParameter(parameters, 'with_component_id') ?? 'ComponentId',
    ...spanOf(node),
  };
}
