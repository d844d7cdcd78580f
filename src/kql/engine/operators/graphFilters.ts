import type { Column } from '../columns/column.js';
import type { Expr } from '../plan.js';
import type { ExecContext } from './context.js';
import { overElement, type ElementBinding, type Elements } from './graphElements.js';
import type { Masks, Pattern } from './graphPattern.js';
import type { MatchScope } from './graphScope.js';

/** A `where` split in what one node or edge decides alone, tested before matching, and the rest, tested on matches. */
export interface Filters {
  readonly masks: Masks;
  readonly rest: readonly Expr[];
}

export function filtersOf(where: Expr | undefined, pattern: Pattern, scope: MatchScope, context: ExecContext): Filters {
  const nodes = pattern.nodeNames.map((): Uint8Array | undefined => undefined);
  const edges = pattern.edgeNames.map((): Uint8Array | undefined => undefined);
  const innerNodes = pattern.edgeNames.map((): Uint8Array | undefined => undefined);
  const test = (expr: Expr, binding: ElementBinding, elements: Elements): Uint8Array | undefined => {
    const over = overElement(expr, binding, elements.schema);
    if (over === undefined) return undefined;
    return maskOf(context.compile(over, elements.schema).evaluate(elements.chunk));
  };
  const add = (masks: (Uint8Array | undefined)[], index: number, mask: Uint8Array | undefined): boolean => {
    if (mask !== undefined) masks[index] = both(masks[index], mask);
    return mask !== undefined;
  };
  const isPushed = (expr: Expr): boolean => {
    for (const [index, name] of pattern.nodeNames.entries()) {
      if (name !== '' && reads(expr, name) && add(nodes, index, test(expr, { variable: name, bareNames: false }, scope.nodes)))
        return true;
    }
    for (const [index, name] of pattern.edgeNames.entries()) {
      if (name === '') continue;
      if (pattern.isPath[index] === false && reads(expr, name)) {
        if (add(edges, index, test(expr, { variable: name, bareNames: false }, scope.edges))) return true;
      }
      if (expr.kind !== 'call' || expr.name !== 'all' || expr.args.length !== 2) continue;
      const [over, inner] = expr.args as [Expr, Expr];
      if (over.kind === 'column' && over.name === name) {
        if (add(edges, index, test(inner, { variable: name, bareNames: true }, scope.edges))) return true;
      }
      if (over.kind === 'call' && over.name === 'inner_nodes' && over.args[0]?.kind === 'column' && over.args[0].name === name) {
        if (add(innerNodes, index, test(inner, { variable: '', bareNames: true }, scope.nodes))) return true;
      }
    }
    return false;
  };
  const rest = conjuncts(where).filter((expr) => !isPushed(expr));
  return { masks: { nodes, edges, innerNodes }, rest };
}

function conjuncts(expr: Expr | undefined): readonly Expr[] {
  if (expr === undefined) return [];
  if (expr.kind === 'call' && expr.name === 'and') return expr.args.flatMap(conjuncts);
  return [expr];
}

/** True when the expression names the variable anywhere; without that a constant would be tested on the wrong elements. */
function reads(expr: Expr, name: string): boolean {
  switch (expr.kind) {
    case 'column':
      return expr.name === name;
    case 'member':
      return reads(expr.base, name);
    case 'call':
      return expr.args.some((arg) => reads(arg, name));
    case 'inQuery':
      return reads(expr.value, name);
    default:
      return false;
  }
}

export function maskOf(column: Column): Uint8Array {
  const mask = new Uint8Array(column.length);
  for (let row = 0; row < mask.length; row++) mask[row] = column.get(row) === true ? 1 : 0;
  return mask;
}

function both(left: Uint8Array | undefined, right: Uint8Array): Uint8Array {
  return left === undefined ? right : right.map((bit, i) => bit & left[i]!);
}
