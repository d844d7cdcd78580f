import { semanticError, unsupported } from '../errors.js';
import type { Plan } from '../plan.js';
import { isTabular, parameterName } from './classify.js';
import { lowerExpr } from './expressions.js';
import { scalarBinding } from './functions.js';
import { nameOf, need } from './names.js';
import { declarePattern } from './patterns.js';
import { lowerPlan } from './plans.js';
import type { Context } from './scope.js';
import type { SyntaxNode } from './syntax.js';

/** Declares what a statement declares. The rows of an expression statement are returned. */
export function lowerStatement(node: SyntaxNode, context: Context): Plan | undefined {
  switch (node.kind) {
    case 'LetStatement':
      lowerLet(node, context);
      return undefined;
    case 'QueryParametersStatement':
      lowerQueryParameters(node, context);
      return undefined;
    case 'SetOptionStatement':
      return undefined;
    case 'ExpressionStatement':
      return lowerAnswer(need(node, 'Expression'), context);
    case 'RestrictStatement':
      throw unsupported('restrict access', node);
    case 'PatternStatement':
      declarePattern(node, context);
      return undefined;
    case 'AliasStatement':
      throw unsupported('alias database', node);
    default:
      throw unsupported(`The statement '${node.text.slice(0, 40)}'`, node);
  }
}

/** A query that is a single value is a table of one row, as `print` makes it. */
function lowerAnswer(node: SyntaxNode, context: Context): Plan {
  if (isTabular(node, context)) return lowerPlan(node, context);
  if (node.kind === 'NameReference' && context.scope.lookup(nameOf(node)) === undefined) return lowerPlan(node, context);
  const { start, length } = node;
  const defaultName = node.resultName;
  const column = { ...(defaultName !== undefined && { defaultName }), expr: lowerExpr(node, context) };
  return { op: 'print', columns: [column], start, length };
}

function lowerLet(node: SyntaxNode, context: Context): void {
  const name = nameOf(need(node, 'Name'));
  const value = need(node, 'Expression');
  const { scope, parts } = context;
  if (value.kind === 'FunctionDeclaration') {
    scope.define(name, {
      kind: 'function',
      name,
      parameters: value.child('Parameters')?.list('Parameters') ?? [],
      body: need(value, 'Body'),
      scope,
      isView: value.child('ViewKeyword') !== undefined && value.child('ViewKeyword')?.length !== 0,
    });
  } else if (value.kind === 'EntityGroupExpression') {
    throw unsupported('entity_group', value);
  } else if (isTabular(value, context)) {
    scope.define(name, { kind: 'tabular', plan: parts.tableRef(lowerPlan(value, context), value) });
  } else {
    const known = value.kind === 'NameReference' ? scope.lookup(nameOf(value)) : undefined;
    if (known?.kind === 'function') scope.define(name, known);
    else scope.define(name, { kind: 'scalar', expr: scalarBinding(lowerExpr(value, context), context, value) });
  }
}

function lowerQueryParameters(node: SyntaxNode, context: Context): void {
  for (const parameter of node.list('Parameters')) {
    const name = parameterName(parameter);
    const value = parameter.child('DefaultValue')?.child('Value');
    if (value === undefined) throw semanticError(`The query parameter ${name} has no value.`, parameter);
    context.scope.define(name, { kind: 'scalar', expr: context.parts.scalarRef(lowerExpr(value, context), value) });
  }
}
