import { nameOf } from '../../engine/lower/names.js';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import type { Constants } from './constants.js';

/** A moment, or `unknown` where there is a bound that cannot be worked out. */
export type Bound = number | 'unknown';

/** What a condition says of a time; both bounds belong to it. */
export interface Bounds {
  readonly from?: Bound;
  readonly to?: Bound;
}

/** Both hold. */
export function both(a: Bounds, b: Bounds): Bounds {
  return make(tighter(a.from, b.from, Math.max), tighter(a.to, b.to, Math.min));
}

/** One of them holds. */
function either(a: Bounds, b: Bounds): Bounds {
  return make(wider(a.from, b.from, Math.min), wider(a.to, b.to, Math.max));
}

function make(from: Bound | undefined, to: Bound | undefined): Bounds {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function tighter(a: Bound | undefined, b: Bound | undefined, choose: (a: number, b: number) => number): Bound | undefined {
  if (typeof a === 'number' && typeof b === 'number') return choose(a, b);
  return typeof a === 'number' ? a : typeof b === 'number' ? b : (a ?? b);
}

function wider(a: Bound | undefined, b: Bound | undefined, choose: (a: number, b: number) => number): Bound | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === 'unknown' || b === 'unknown' ? 'unknown' : choose(a, b);
}

/** What a condition says of any of the named columns; only comparisons of the bare column count. */
export function boundsIn(condition: SyntaxNode | undefined, times: ReadonlySet<string>, constants: Constants): Bounds {
  if (condition === undefined) return {};
  const [left, right] = [condition.child('Left'), condition.child('Right')];
  const isTime = (node: SyntaxNode | undefined): boolean => isColumn(node, times);
  const compare = (kind: 'from' | 'to', bound: SyntaxNode | undefined): Bounds => {
    const value = boundOf(bound, constants);
    return value === undefined ? {} : { [kind]: value };
  };
  switch (condition.kind) {
    case 'ParenthesizedExpression':
      return boundsIn(condition.child('Expression'), times, constants);
    case 'AndExpression':
      return both(boundsIn(left, times, constants), boundsIn(right, times, constants));
    case 'OrExpression':
      return either(boundsIn(left, times, constants), boundsIn(right, times, constants));
    case 'GreaterThanExpression':
    case 'GreaterThanOrEqualExpression':
      return isTime(left) ? compare('from', right) : isTime(right) ? compare('to', left) : {};
    case 'LessThanExpression':
    case 'LessThanOrEqualExpression':
      return isTime(left) ? compare('to', right) : isTime(right) ? compare('from', left) : {};
    case 'EqualExpression': {
      const value = isTime(left) ? right : isTime(right) ? left : undefined;
      return both(compare('from', value), compare('to', value));
    }
    case 'BetweenExpression': {
      const couple = condition.children.find(({ kind }) => kind === 'ExpressionCouple');
      if (!isTime(left) || couple === undefined) return {};
      return couplesBounds(couple, constants);
    }
    default:
      return {};
  }
}

/** `between (from .. to)`, or `between (from .. 1h)`, which goes on for that long. */
function couplesBounds(couple: SyntaxNode, constants: Constants): Bounds {
  const [low, high] = couple.children.filter(({ kind }) => !/(?:Token|Keyword)$/.test(kind));
  const from = boundOf(low, constants);
  const last = constants.of(high);
  if (last?.kind !== 'timespan') return make(from, boundOf(high, constants));
  return make(from, typeof from === 'number' ? from + last.value : from);
}

/** A column is no bound: it depends on the row. */
function boundOf(node: SyntaxNode | undefined, constants: Constants): Bound | undefined {
  if (node === undefined || hasColumn(node)) return undefined;
  const constant = constants.of(node);
  if (constant === undefined) return 'unknown';
  return constant.kind === 'datetime' ? constant.value : undefined;
}

export function isColumn(node: SyntaxNode | undefined, names: ReadonlySet<string>): boolean {
  if (node?.kind === 'ParenthesizedExpression') return isColumn(node.child('Expression'), names);
  return node?.kind === 'NameReference' && node.symbol?.kind === 'Column' && names.has(nameOf(node));
}

/** Rows of another query inside (`toscalar(…)`) decide too, though they are the same for every row. */
function hasColumn(node: SyntaxNode): boolean {
  if (node.kind === 'ToScalarExpression') return false;
  if (node.kind === 'NameReference') return node.symbol?.kind === 'Column';
  return node.children.some(hasColumn);
}

/** What `make-series … on time from … to …` reads. */
export function seriesBounds(operator: SyntaxNode, times: ReadonlySet<string>, constants: Constants): Bounds {
  const on = inside(operator, 'MakeSeriesOnClause')?.children.find(({ kind }) => kind === 'NameReference');
  if (!isColumn(on, times)) return {};
  const value = (kind: string): Bound | undefined => {
    const clause = inside(operator, kind);
    return boundOf(
      clause?.children.find((child) => !/(?:Token|Keyword)$/.test(child.kind)),
      constants,
    );
  };
  return make(value('MakeSeriesFromClause'), value('MakeSeriesToClause'));
}

function inside(node: SyntaxNode, kind: string): SyntaxNode | undefined {
  for (const child of node.children) {
    const found = child.kind === kind ? child : inside(child, kind);
    if (found !== undefined) return found;
  }
  return undefined;
}
