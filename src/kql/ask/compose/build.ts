import type { Cell, ColumnType } from '../../../model/query';
import type { Instant, TimeWindow } from '../../../model/time';
import type { BinaryOperator, Expr, Named } from './ast';

/* Short constructors of the tree, for catalogues and composers. They check nothing: print.ts does. */

export const column = (name: string): Expr => ({ kind: 'column', name });

/** Into a dynamic column: `path('Properties', ['Level'])`; text unless another conversion is named, none at all for `null`. */
export function path(name: string, keys: readonly (string | number)[], as: PathConversion | null = 'tostring'): Expr {
  return { kind: 'path', column: name, keys, ...(as !== null && { as }) };
}

export type PathConversion = NonNullable<Extract<Expr, { kind: 'path' }>['as']>;

/** A value with its type: text, a whole number (`long`), another number (`real`), a truth value; else the type must be told. */
export function literal(value: Cell, type: ColumnType = typeOf(value)): Expr {
  return { kind: 'literal', value, type };
}

function typeOf(value: Cell): ColumnType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'long' : 'real';
  return 'dynamic';
}

export const instant = (at: Instant): Expr => ({ kind: 'instant', at });

export const duration = (milliseconds: number): Expr => ({ kind: 'duration', milliseconds });

export const list = (items: readonly Expr[]): Expr => ({ kind: 'list', items });

export const star: Expr = { kind: 'star' };

/** Of a function or an aggregate of functions.ts. */
export const call = (name: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', name, args });

export const binary = (left: Expr, operator: BinaryOperator, right: Expr): Expr => ({ kind: 'binary', operator, left, right });

export const eq = (left: Expr, right: Expr): Expr => binary(left, '==', right);
export const ne = (left: Expr, right: Expr): Expr => binary(left, '!=', right);
export const lt = (left: Expr, right: Expr): Expr => binary(left, '<', right);
export const le = (left: Expr, right: Expr): Expr => binary(left, '<=', right);
export const gt = (left: Expr, right: Expr): Expr => binary(left, '>', right);
export const ge = (left: Expr, right: Expr): Expr => binary(left, '>=', right);

/** All of them; the one when there is one. Throws a TypeError when there is none. */
export const and = (...conditions: readonly Expr[]): Expr => joined('and', conditions);

/** Any of them; the one when there is one. Throws a TypeError when there is none. */
export const or = (...conditions: readonly Expr[]): Expr => joined('or', conditions);

function joined(operator: 'and' | 'or', conditions: readonly Expr[]): Expr {
  const [first, ...others] = conditions;
  if (first === undefined) throw new TypeError(`nothing to join with ${operator}`);
  return others.reduce((left, right) => binary(left, operator, right), first);
}

export const not = (condition: Expr): Expr => call('not', condition);

/** Both bounds belong to it. */
export const between = (value: Expr, low: Expr, high: Expr): Expr => ({ kind: 'between', value, low, high });

/** `in` tells letters of another case apart, `in~` does not. Expressions, or plain values that become literals. */
export function inList(
  value: Expr,
  items: readonly (Expr | string | number | boolean)[],
  operator: Extract<Expr, { kind: 'in' }>['operator'] = 'in',
): Expr {
  return { kind: 'in', value, items: items.map((item) => (typeof item === 'object' ? item : literal(item))), operator };
}

/** In a half-open window, as all windows are: `>= from and < to`. */
export const within = (time: Expr, { from, to }: TimeWindow): Expr => and(ge(time, instant(from)), lt(time, instant(to)));

export const named = (name: string, expr: Expr): Named => ({ name, expr });
