import type { BinaryOperator, Expr, Named, Operator } from './ast';
import { and, call, or } from './build';

export const where = (condition: Expr): Operator => ({ kind: 'where', condition });

/** A column under its own name needs none. */
export const unnamed = (one: Named): Named =>
  one.expr.kind === 'column' && one.expr.name === one.name ? { expr: one.expr } : one;

/** All of them as operators of their own, which read line by line. */
export const wheres = (conditions: readonly (Expr | undefined)[]): Operator[] =>
  conditions.flatMap((condition) => (condition === undefined ? [] : [where(condition)]));

/** All of them; undefined when there are none. */
export const allOf = (conditions: readonly Expr[]): Expr | undefined =>
  conditions.length === 0 ? undefined : and(...conditions);

export const anyOf = (conditions: readonly Expr[]): Expr | undefined => (conditions.length === 0 ? undefined : or(...conditions));

const opposites: Partial<Record<BinaryOperator, BinaryOperator>> = {
  '==': '!=',
  '!=': '==',
  '=~': '!~',
  '!~': '=~',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  contains: '!contains',
  '!contains': 'contains',
  has: '!has',
  '!has': 'has',
  startswith: '!startswith',
  endswith: '!endswith',
};

/** The condition that holds where this one does not. */
export function negated(condition: Expr): Expr {
  if (condition.kind === 'binary') {
    const opposite = opposites[condition.operator];
    if (opposite !== undefined) return { ...condition, operator: opposite };
  }
  if (condition.kind === 'in' && condition.operator === 'in~') return { ...condition, operator: '!in~' };
  if (condition.kind === 'in' && condition.operator === 'in') return { ...condition, operator: '!in' };
  if (condition.kind === 'between') return { ...condition, negated: condition.negated !== true };
  return call('not', condition);
}

/** Columns that an expression reads. */
export function columnsOf(expr: Expr): readonly string[] {
  switch (expr.kind) {
    case 'column':
      return [expr.name];
    case 'path':
      return [expr.column];
    case 'list':
      return expr.items.flatMap(columnsOf);
    case 'call':
      return expr.args.flatMap(columnsOf);
    case 'binary':
      return [...columnsOf(expr.left), ...columnsOf(expr.right)];
    case 'between':
      return [expr.value, expr.low, expr.high].flatMap(columnsOf);
    case 'in':
      return [expr.value, ...expr.items].flatMap(columnsOf);
    case 'literal':
    case 'instant':
    case 'duration':
    case 'star':
      return [];
  }
}
