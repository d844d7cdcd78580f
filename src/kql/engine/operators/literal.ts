import type { Span } from '../errors.js';
import type { Dynamic } from '../dynamic.js';
import { dynamicJson } from '../dynamicText.js';
import type { Expr, Literal, LiteralValue } from '../plan.js';
import type { ScalarType, Value } from '../types.js';

/** A value as a literal of the plan. */
export function literalOf(value: Value, type: ScalarType, { start, length }: Span): Literal {
  return { kind: 'literal', type, value: literalValue(value, type), start, length };
}

function literalValue(value: Value, type: ScalarType): LiteralValue {
  if (value === null) return null;
  if (type === 'dynamic') return dynamicJson(value as Dynamic);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : (value as bigint).toString();
}

/** The expression with every node for which `replace` gives another replaced; what it gives is not looked into again. */
export function rewrite(expr: Expr, replace: (expr: Expr) => Expr | undefined): Expr {
  const replaced = replace(expr);
  if (replaced !== undefined) return replaced;
  switch (expr.kind) {
    case 'call':
      return { ...expr, args: expr.args.map((arg) => rewrite(arg, replace)) };
    case 'member':
      return { ...expr, base: rewrite(expr.base, replace) };
    case 'inQuery':
      return { ...expr, value: rewrite(expr.value, replace) };
    default:
      return expr;
  }
}

export function andAll(parts: readonly Expr[], span: Span): Expr {
  return combineAll('and', parts, { kind: 'literal', type: 'bool', value: true, start: span.start, length: span.length });
}

export function orAll(parts: readonly Expr[], span: Span): Expr {
  return combineAll('or', parts, { kind: 'literal', type: 'bool', value: false, start: span.start, length: span.length });
}

function combineAll(name: string, parts: readonly Expr[], none: Expr): Expr {
  return (
    parts.reduce<Expr | undefined>(
      (left, right) =>
        left === undefined ? right : { kind: 'call', name, args: [left, right], start: none.start, length: none.length },
      undefined,
    ) ?? none
  );
}
