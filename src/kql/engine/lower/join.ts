import { semanticError } from '../errors.js';
import type { Expr, JoinKind, Plan } from '../plan.js';
import { lowerExpr } from './expressions.js';
import { spanOf } from './literals.js';
import { need } from './names.js';
import { choiceOf, parametersOf } from './parameters.js';
import { lowerPlan } from './plans.js';
import type { Context } from './scope.js';
import type { SyntaxNode } from './syntax.js';

/** What may be written for a kind of join, older spellings too. */
const joinKinds: Readonly<Record<string, JoinKind>> = {
  innerunique: 'innerunique',
  inner: 'inner',
  leftouter: 'leftouter',
  rightouter: 'rightouter',
  fullouter: 'fullouter',
  outer: 'fullouter',
  leftsemi: 'leftsemi',
  rightsemi: 'rightsemi',
  leftanti: 'leftanti',
  leftantisemi: 'leftanti',
  anti: 'leftanti',
  rightanti: 'rightanti',
  rightantisemi: 'rightanti',
};

interface Pair {
  readonly left: Expr;
  readonly right: Expr;
}

export function lowerJoin(node: SyntaxNode, input: Plan, context: Context): Plan {
  const kind = choiceOf(parametersOf(node), 'kind', Object.keys(joinKinds), node) ?? 'innerunique';
  const right = lowerPlan(need(node, 'Expression'), context);
  const clause = node.child('ConditionClause');
  const on = clause === undefined ? [] : clause.list('Expressions').flatMap((item) => pairsOf(item, context));
  return { op: 'join', input, right, joinKind: joinKinds[kind] ?? 'innerunique', on, ...spanOf(node) };
}

export function lowerLookup(node: SyntaxNode, input: Plan, context: Context): Plan {
  const kind = choiceOf(parametersOf(node), 'kind', ['leftouter', 'inner'], node) ?? 'leftouter';
  const right = lowerPlan(need(node, 'Expression'), context);
  const clause = node.child('LookupClause');
  const on = clause === undefined ? [] : clause.list('Expressions').flatMap((item) => pairsOf(item, context));
  return { op: 'lookup', input, right, joinKind: kind, on, ...spanOf(node) };
}

/** `x` and `$left.a == $right.b`, in either order, also with `and` between. */
function pairsOf(node: SyntaxNode, context: Context): Pair[] {
  if (node.kind === 'ParenthesizedExpression') return pairsOf(need(node, 'Expression'), context);
  if (node.kind === 'AndExpression') return [...pairsOf(need(node, 'Left'), context), ...pairsOf(need(node, 'Right'), context)];
  if (node.kind === 'EqualExpression') {
    const left = lowerExpr(need(node, 'Left'), context);
    const right = lowerExpr(need(node, 'Right'), context);
    if (sideOf(left) === 'right' && sideOf(right) === 'left') return [{ left: right, right: left }];
    if (sideOf(left) === 'left' && sideOf(right) === 'right') return [{ left, right }];
    throw semanticError('The two sides of a join condition are $left.column and $right.column.', node);
  }
  const key = lowerExpr(node, context);
  if (key.kind !== 'column' || key.side !== undefined) {
    throw semanticError('A join condition is a column or $left.column == $right.column.', node);
  }
  return [{ left: { ...key, side: 'left' }, right: { ...key, side: 'right' } }];
}

function sideOf(expr: Expr): 'left' | 'right' | undefined {
  return expr.kind === 'column' ? expr.side : undefined;
}
