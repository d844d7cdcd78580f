import { semanticError } from '../errors.js';
import type { ColumnPattern, Expr, NamedExpr, SortKey } from '../plan.js';
import type { ScalarType } from '../types.js';
import { lowerExpr, lowerNamed } from './expressions.js';
import { spanOf } from './literals.js';
import { nameOf, need, wildcardOf } from './names.js';
import type { Context } from './scope.js';
import { typeOf } from './sources.js';
import type { SyntaxNode } from './syntax.js';

const orders = ['asc', 'desc', 'granny-asc', 'granny-desc'] as const;

/** `name`, `a*` or `*`, with an order in `project-reorder`. */
export function patternOf(node: SyntaxNode): ColumnPattern {
  if (node.kind === 'OrderedExpression') {
    const word = node.child('Ordering')?.child('AscOrDescKeyword')?.text.toLowerCase();
    const order = orders.find((one) => one === word);
    return { ...patternOf(need(node, 'Expression')), ...(order !== undefined && { order }) };
  }
  const wildcard = wildcardOf(node);
  if (wildcard === undefined && node.kind !== 'NameReference') {
    throw semanticError(`'${node.text.slice(0, 40)}' is not the name of a column.`, node);
  }
  return { pattern: wildcard ?? nameOf(node), ...spanOf(node) };
}

export function renameOf(node: SyntaxNode): { name: string; from: string } {
  const from = node.child('Expression');
  if (node.kind !== 'SimpleNamedExpression' || from?.kind !== 'NameReference') {
    throw semanticError('A renaming is written new = old.', node);
  }
  return { name: nameOf(need(node, 'Name')), from: nameOf(from) };
}

/** Descending unless written otherwise; nulls last when descending, first when ascending. */
export function sortKeyOf(node: SyntaxNode, context: Context): SortKey {
  const ordering = node.kind === 'OrderedExpression' ? node.child('Ordering') : undefined;
  const descending = ordering?.child('AscOrDescKeyword')?.text.toLowerCase() !== 'asc';
  const nulls = ordering?.child('NullsClause')?.child('FirstOrLastKeyword')?.text.toLowerCase();
  return {
    expr: lowerExpr(node.kind === 'OrderedExpression' ? need(node, 'Expression') : node, context),
    descending,
    nullsFirst: nulls === undefined ? !descending : nulls === 'first',
  };
}

export function sortKeysOf(node: SyntaxNode, list: string, context: Context): SortKey[] {
  return node.list(list).map((key) => sortKeyOf(key, context));
}

/** A column of `mv-expand` and `mv-apply`: `x = expr to typeof(type)`. */
export function expandedOf(node: SyntaxNode, context: Context): NamedExpr & { readonly toType?: ScalarType } {
  const [type] = node.child('ToTypeOf')?.child('TypeOf')?.list('Types') ?? [];
  return { ...lowerNamed(need(node, 'Expression'), context), ...(type !== undefined && { toType: typeOf(type) }) };
}

/** A child as an expression, under a name; nothing when it is not there. */
export function optionalExpr<K extends string>(
  name: K,
  node: SyntaxNode | undefined,
  context: Context,
): Partial<Record<K, Expr>> {
  if (node === undefined) return {};
  return { [name]: lowerExpr(node, context) } as Partial<Record<K, Expr>>;
}
