import { semanticError } from '../errors.js';
import type { Plan, PluginArgument, TopNestedLevel } from '../plan.js';
import { isTabular } from './classify.js';
import { lowerExpr, lowerNamed, lowerNamedList } from './expressions.js';
import { literal, spanOf } from './literals.js';
import { nameOf, need } from './names.js';
import { choiceOf, nameParameter, parametersOf } from './parameters.js';
import { lowerPlan } from './plans.js';
import { expandedOf, optionalExpr } from './projections.js';
import { Scope, type Context } from './scope.js';
import { declarationsOf } from './sources.js';
import type { SyntaxNode } from './syntax.js';

/** A sub-query that starts from the rows of the operator it is in. */
function subquery(node: SyntaxNode, context: Context): Plan {
  return lowerPlan(node, context.withRows({ op: 'context', start: node.start, length: 0 }));
}

export function lowerMvExpand(node: SyntaxNode, input: Plan, context: Context): Plan {
  const parameters = parametersOf(node);
  const kinds = ['bag', 'array'] as const;
  const itemIndex = nameParameter(parameters, 'with_itemindex');
  return {
    op: 'mv-expand',
    input,
    columns: node.list('Expressions').map((item) => expandedOf(item, context)),
    ...(itemIndex !== undefined && { itemIndex }),
    bagExpansion: choiceOf(parameters, 'bagexpansion', kinds, node) ?? choiceOf(parameters, 'kind', kinds, node) ?? 'bag',
    ...optionalExpr('limit', node.child('RowLimitClause')?.child('RowLimit'), context),
    ...spanOf(node),
  };
}

export function lowerMvApply(node: SyntaxNode, input: Plan, context: Context): Plan {
  const itemIndex = nameParameter(parametersOf(node), 'with_itemindex');
  return {
    op: 'mv-apply',
    input,
    columns: node.list('Expressions').map((item) => expandedOf(item, context)),
    ...(itemIndex !== undefined && { itemIndex }),
    ...optionalExpr('limit', node.child('RowLimitClause')?.child('RowLimit'), context),
    subquery: subquery(need(need(node, 'Subquery'), 'Expression'), context),
    ...spanOf(node),
  };
}

export function lowerPartition(node: SyntaxNode, input: Plan, context: Context): Plan {
  const operand = need(node, 'Operand');
  if (operand.kind === 'PartitionQuery') return lowerExplicitPartition(node, operand, input, context);
  return {
    op: 'partition',
    input,
    by: lowerNamed(need(node, 'ByExpression'), context),
    subquery: subquery(need(operand, 'Subquery'), context),
    ...spanOf(node),
  };
}

/** `{ T | where x == key }`: a query of its own for each key, which it can name as a value. */
function lowerExplicitPartition(node: SyntaxNode, operand: SyntaxNode, input: Plan, context: Context): Plan {
  const by = lowerNamed(need(node, 'ByExpression'), context);
  const query = need(operand, 'Query');
  const scope = new Scope(context.scope);
  const name = by.name ?? by.defaultName;
  const span = { start: operand.start, length: 0 };
  if (name !== undefined && !sourceHas(query, name)) {
    const first: Plan = { op: 'take', input: { op: 'context', ...span }, count: literal('long', '1', span), ...span };
    const plan: Plan = { op: 'project', input: first, columns: [by], ...span };
    scope.define(name, { kind: 'scalar', expr: { kind: 'toscalar', plan, ...span }, hidesColumn: true });
  }
  return { op: 'partition', input, by, subquery: lowerPlan(query, context.within(scope)), ...spanOf(node) };
}

/** Whether the table that a pipeline starts from has such a column. */
function sourceHas(node: SyntaxNode, name: string): boolean {
  const left = node.kind === 'PipeExpression' ? node.child('Expression') : undefined;
  if (left !== undefined) return sourceHas(left, name);
  return node.schema?.some((column) => column.name === name) ?? false;
}

export function lowerFork(node: SyntaxNode, input: Plan, context: Context): Plan {
  const branches = node.list('Expressions').map((branch) => {
    const name = branch.child('NameEquals')?.child('Name');
    const inner = need(branch, 'Expression');
    // `as` at the end of a branch names its result, too.
    const as = inner.kind === 'PipeExpression' ? inner.child('Operator') : inner;
    const given = name ?? (as?.kind === 'AsOperator' ? as.child('Name') : undefined);
    return { ...(given !== undefined && { name: nameOf(given) }), plan: subquery(inner, context) };
  });
  return { op: 'fork', input, branches, ...spanOf(node) };
}

export function lowerFacet(node: SyntaxNode, input: Plan, context: Context): Plan {
  const clause = node.child('WithClause');
  const inner = clause?.child('Expression') ?? clause?.child('Operator');
  return {
    op: 'facet',
    input,
    columns: lowerNamedList(node, 'Expressions', context),
    ...(inner !== undefined && { with: subquery(inner, context) }),
    ...spanOf(node),
  };
}

export function lowerReduce(node: SyntaxNode, input: Plan, context: Context): Plan {
  const clause = node.child('With');
  const given = clause === undefined ? new Map<string, SyntaxNode>() : parametersOf(clause);
  return {
    op: 'reduce',
    input,
    expr: lowerNamed(need(node, 'Expression'), context),
    ...optionalExpr('threshold', given.get('threshold'), context),
    ...optionalExpr('characters', given.get('characters'), context),
    reduceKind: choiceOf(parametersOf(node), 'kind', ['normal', 'source'], node) ?? 'normal',
    ...spanOf(node),
  };
}

export function lowerTopNested(node: SyntaxNode, input: Plan, context: Context): Plan {
  return { op: 'top-nested', input, levels: node.list('Clauses').map((clause) => lowerLevel(clause, context)), ...spanOf(node) };
}

function lowerLevel(node: SyntaxNode, context: Context): TopNestedLevel {
  const by = need(node, 'ByExpression');
  const ordering = by.kind === 'OrderedExpression' ? by.child('Ordering')?.child('AscOrDescKeyword') : undefined;
  return {
    ...optionalExpr('count', node.child('Expression'), context),
    column: lowerNamed(need(node, 'OfExpression'), context),
    ...optionalExpr('others', node.child('WithOthersClause')?.child('Expression'), context),
    by: lowerNamed(by, context),
    descending: ordering?.text.toLowerCase() !== 'asc',
  };
}

export function lowerEvaluate(node: SyntaxNode, input: Plan, context: Context): Plan {
  const call = need(node, 'FunctionCall');
  const schema = node.child('Schema')?.child('Schema');
  return {
    op: 'evaluate',
    input,
    plugin: nameOf(need(call, 'Name')),
    args: need(call, 'ArgumentList')
      .list('Expressions')
      .map((arg) => pluginArgument(arg, context)),
    ...(schema !== undefined && {
      schema: { columns: declarationsOf(schema), open: (schema.child('AsteriskToken')?.length ?? 0) > 0 },
    }),
    ...spanOf(node),
  };
}

function pluginArgument(node: SyntaxNode, context: Context): PluginArgument {
  if (node.kind === 'SimpleNamedExpression') {
    const value = need(node, 'Expression');
    if (isTabular(value, context)) throw semanticError('A named argument of a plugin is a value.', value);
    return { kind: 'expr', name: nameOf(need(node, 'Name')), expr: lowerExpr(value, context) };
  }
  if (isTabular(node, context)) return { kind: 'table', plan: lowerPlan(node, context.withRows(undefined)) };
  return { kind: 'expr', expr: lowerExpr(node, context) };
}
