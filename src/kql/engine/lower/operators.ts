import { semanticError, unsupported } from '../errors.js';
import type { Plan } from '../plan.js';
import { inlinePlan } from './functions.js';
import {
  lowerEvaluate,
  lowerFacet,
  lowerFork,
  lowerMvApply,
  lowerMvExpand,
  lowerPartition,
  lowerReduce,
  lowerTopNested,
} from './nested.js';
import { lowerExpr, lowerNamed, lowerNamedList } from './expressions.js';
import { lowerGraphMarkComponents, lowerGraphMatch, lowerGraphToTable, lowerGraphWhere, lowerMakeGraph } from './graph.js';
import { lowerJoin, lowerLookup } from './join.js';
import { spanOf } from './literals.js';
import { nameOf, need } from './names.js';
import { lowerParse, lowerParseKv } from './parse.js';
import { patternOf, renameOf, sortKeyOf, sortKeysOf } from './projections.js';
import { lowerRender } from './render.js';
import { lowerScan } from './scan.js';
import { declarationsOf } from './sources.js';
import { lowerSearch } from './search.js';
import { lowerMakeSeries } from './series.js';
import type { Context } from './scope.js';
import type { SyntaxNode } from './syntax.js';
import { lowerUnion, sourceOf, type Input } from './union.js';

type Lower = (node: SyntaxNode, input: Plan, context: Context) => Plan;

/** The plan of an operator after a pipe. */
export function lowerOperator(node: SyntaxNode, input: Plan, context: Context): Plan {
  const lower = lowerings[node.kind];
  if (lower === undefined) throw unsupported(`The operator '${node.text.split(/[\s(]/, 1)[0] ?? node.kind}'`, node);
  return lower(node, input, context);
}

const lowerings: Readonly<Record<string, Lower>> = {
  FilterOperator: (node, input, context) => ({
    op: 'where',
    input,
    predicate: lowerExpr(need(node, 'Condition'), context),
    ...spanOf(node),
  }),
  ProjectOperator: (node, input, context) => ({
    op: 'project',
    input,
    columns: lowerNamedList(node, 'Expressions', context),
    ...spanOf(node),
  }),
  ExtendOperator: (node, input, context) => ({
    op: 'extend',
    input,
    columns: lowerNamedList(node, 'Expressions', context),
    ...spanOf(node),
  }),
  SerializeOperator: (node, input, context) => ({
    op: 'serialize',
    input,
    columns: lowerNamedList(node, 'Expressions', context),
    ...spanOf(node),
  }),
  DistinctOperator: (node, input, context) => ({
    op: 'distinct',
    input,
    columns: lowerNamedList(node, 'Expressions', context),
    ...spanOf(node),
  }),
  ProjectAwayOperator: (node, input) => ({
    op: 'project-away',
    input,
    columns: node.list('Expressions').map(patternOf),
    ...spanOf(node),
  }),
  ProjectKeepOperator: (node, input) => ({
    op: 'project-keep',
    input,
    columns: node.list('Expressions').map(patternOf),
    ...spanOf(node),
  }),
  ProjectReorderOperator: (node, input) => ({
    op: 'project-reorder',
    input,
    columns: node.list('Expressions').map(patternOf),
    ...spanOf(node),
  }),
  ProjectRenameOperator: (node, input) => ({
    op: 'project-rename',
    input,
    columns: node.list('Expressions').map(renameOf),
    ...spanOf(node),
  }),
  ProjectByNamesOperator: (node, input, context) => ({
    op: 'project-by-names',
    input,
    columns: node.list('Expressions').map((name) => lowerExpr(name, context)),
    ...spanOf(node),
  }),
  SummarizeOperator: lowerSummarize,
  SortOperator: (node, input, context) => ({
    op: 'sort',
    input,
    keys: sortKeysOf(node, 'Expressions', context),
    ...spanOf(node),
  }),
  TopOperator: (node, input, context) => ({
    op: 'top',
    input,
    count: lowerExpr(need(node, 'Expression'), context),
    keys: [sortKeyOf(need(node, 'ByExpression'), context)],
    ...spanOf(node),
  }),
  TakeOperator: (node, input, context) => ({
    op: 'take',
    input,
    count: lowerExpr(need(node, 'Expression'), context),
    ...spanOf(node),
  }),
  SampleOperator: (node, input, context) => ({
    op: 'sample',
    input,
    count: lowerExpr(need(node, 'Expression'), context),
    ...spanOf(node),
  }),
  SampleDistinctOperator: (node, input, context) => ({
    op: 'sample-distinct',
    input,
    count: lowerExpr(need(node, 'Expression'), context),
    column: lowerNamed(need(node, 'OfExpression'), context),
    ...spanOf(node),
  }),
  TopHittersOperator: (node, input, context) => {
    const by = node.child('ByClause')?.child('Expression');
    return {
      op: 'top-hitters',
      input,
      count: lowerExpr(need(node, 'Expression'), context),
      column: lowerNamed(need(node, 'OfExpression'), context),
      ...(by !== undefined && { by: lowerNamed(by, context) }),
      ...spanOf(node),
    };
  },
  CountOperator: (node, input) => {
    const name = node.child('AsIdentifier')?.child('Identifier');
    return { op: 'count', input, name: name?.text ?? 'Count', ...spanOf(node) };
  },
  GetSchemaOperator: (node, input) => ({ op: 'getschema', input, ...spanOf(node) }),
  AssertSchemaOperator: (node, input) => ({
    op: 'assert-schema',
    input,
    columns: declarationsOf(need(node, 'Schema')),
    ...spanOf(node),
  }),
  ConsumeOperator: (node, input) => ({ op: 'consume', input, ...spanOf(node) }),
  ExecuteAndCacheOperator: (_node, input) => input,
  AsOperator: lowerAs,
  InvokeOperator: lowerInvoke,
  UnionOperator: (node, input, context) => lowerUnion(node, asInput(node, input, context), context),
  SearchOperator: (node, input, context) => lowerSearch(node, asInput(node, input, context), context),
  RenderOperator: lowerRender,
  JoinOperator: lowerJoin,
  LookupOperator: lowerLookup,
  MvExpandOperator: lowerMvExpand,
  MvApplyOperator: lowerMvApply,
  PartitionOperator: lowerPartition,
  ForkOperator: lowerFork,
  FacetOperator: lowerFacet,
  ReduceByOperator: lowerReduce,
  TopNestedOperator: lowerTopNested,
  EvaluateOperator: lowerEvaluate,
  MakeSeriesOperator: lowerMakeSeries,
  ParseOperator: lowerParse,
  ParseWhereOperator: lowerParse,
  ParseKvOperator: lowerParseKv,
  ScanOperator: lowerScan,
  MakeGraphOperator: lowerMakeGraph,
  GraphMatchOperator: lowerGraphMatch,
  GraphShortestPathsOperator: lowerGraphMatch,
  GraphToTableOperator: lowerGraphToTable,
  GraphWhereNodesOperator: lowerGraphWhere,
  GraphWhereEdgesOperator: lowerGraphWhere,
  GraphMarkComponentsOperator: lowerGraphMarkComponents,
};

/** What comes before the pipe, with the name that `withsource` gives it. */
function asInput(node: SyntaxNode, plan: Plan, context: Context): Input {
  const source = sourceOf(node, plan, context);
  return { plan, ...(source !== undefined && { source }) };
}

function lowerSummarize(node: SyntaxNode, input: Plan, context: Context): Plan {
  const by = node.child('ByClause');
  const bin = by?.child('BinClause');
  if (bin !== undefined) throw unsupported('bin= after the keys of summarize', bin);
  return {
    op: 'summarize',
    input,
    aggregates: lowerNamedList(node, 'Aggregates', context),
    by: by === undefined ? [] : lowerNamedList(by, 'Expressions', context),
    ...spanOf(node),
  };
}

function lowerAs(node: SyntaxNode, input: Plan, context: Context): Plan {
  const name = nameOf(need(node, 'Name'));
  const plan = context.parts.tableRef(input, node);
  context.scope.define(name, { kind: 'tabular', plan, source: name });
  return plan;
}

function lowerInvoke(node: SyntaxNode, input: Plan, context: Context): Plan {
  const call = need(node, 'Function');
  const name = call.kind === 'FunctionCallExpression' ? need(call, 'Name') : call;
  const binding = context.scope.lookup(nameOf(name));
  if (binding?.kind !== 'function') throw semanticError(`There is no function '${nameOf(name)}' to invoke.`, call);
  return inlinePlan(call, binding, context, context.parts.tableRef(input, node));
}
