import type { BinaryOperator, Expr } from '../compose/ast';
import { binary, literal } from '../compose/build';

type Scalar = string | number | boolean;

/** A test of one column with one or several literals. */
export interface ValueTest {
  readonly left: Expr;
  /** Like `ColumnValues.column`: a column, or a path into a dynamic one. */
  readonly column: string;
  readonly values: readonly Scalar[];
  /** Whether it compares sizes, looks for a part of a text, or tells values apart. */
  readonly kind: 'size' | 'part' | 'value';
  readonly operator: BinaryOperator;
  readonly isNegated: boolean;
}

const sizes: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const parts: ReadonlySet<string> = new Set([
  'contains',
  'has',
  'startswith',
  'endswith',
  '!contains',
  '!has',
  '!startswith',
  '!endswith',
]);
const equalities: ReadonlySet<string> = new Set(['==', '=~', '!=', '!~']);

/** Undefined for a test of several columns, of a function, or with no literal. */
export function valueTestOf(test: Expr): ValueTest | undefined {
  if (test.kind === 'in') {
    const column = columnOf(test.value);
    const values = test.items.flatMap((item) => (isScalar(item) ? [item.value] : []));
    if (column === undefined || values.length !== test.items.length || test.operator.startsWith('has')) return undefined;
    const isNegated = test.operator.startsWith('!');
    return { left: test.value, column, values, kind: 'value', operator: isNegated ? '!=' : '==', isNegated };
  }
  if (test.kind !== 'binary' || !isScalar(test.right)) return undefined;
  const { left, operator, right } = test;
  const column = columnOf(left);
  if (column === undefined) return undefined;
  const kind = sizes.has(operator) ? 'size' : parts.has(operator) ? 'part' : equalities.has(operator) ? 'value' : undefined;
  return kind && { left, column, values: [right.value], kind, operator, isNegated: operator.startsWith('!') };
}

/** The one column or path that all of a test reads; undefined when it reads several. */
export function soleColumn(test: Expr): string | undefined {
  const names = new Set(columnsRead(test));
  return names.size === 1 ? [...names][0] : undefined;
}

/** The same test of another value: by the same operator for one that the column was not seen to have, else for being it. */
export function withValue({ left, operator, kind, isNegated }: ValueTest, value: Scalar, isSeen: boolean): Expr {
  const keeps = kind === 'size' || !isSeen;
  return binary(left, keeps ? operator : isNegated ? '!=' : '==', literal(isText(left) ? String(value) : value));
}

const isScalar = (expr: Expr): expr is Extract<Expr, { kind: 'literal' }> & { readonly value: Scalar } =>
  expr.kind === 'literal' && ['string', 'number', 'boolean'].includes(typeof expr.value);

/** What is read as text is compared with text. */
const isText = (left: Expr): boolean =>
  left.kind === 'path' ? left.as === 'tostring' : left.kind === 'call' && left.name === 'tostring';

function columnOf(expr: Expr): string | undefined {
  if (expr.kind === 'column') return expr.name;
  if (expr.kind === 'path') return [expr.column, ...expr.keys].join('.');
  return expr.kind === 'call' && expr.args.length === 1 && expr.name.startsWith('to') && expr.args[0] !== undefined
    ? columnOf(expr.args[0])
    : undefined;
}

function columnsRead(expr: Expr): readonly string[] {
  const own = columnOf(expr);
  if (own !== undefined) return [own];
  switch (expr.kind) {
    case 'binary':
      return [expr.left, expr.right].flatMap(columnsRead);
    case 'call':
      return expr.args.flatMap(columnsRead);
    case 'between':
      return [expr.value, expr.low, expr.high].flatMap(columnsRead);
    case 'in':
      return [expr.value, ...expr.items].flatMap(columnsRead);
    default:
      return [];
  }
}
