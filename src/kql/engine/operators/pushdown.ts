import { scalarFunction } from '../functions/registry.js';
import { windowFunctions } from '../functions/window/index.js';
import type { Expr } from '../plan.js';
import { conjuncts } from './filter.js';

const windows = new Set(windowFunctions.map((definition) => definition.name));

/** A predicate in two: the terms that read only the columns given, and the rest. */
export function splitByColumns(
  predicate: Expr,
  columns: ReadonlySet<string>,
): { readonly inside?: Expr; readonly outside?: Expr } {
  const inside: Expr[] = [];
  const outside: Expr[] = [];
  for (const term of conjuncts(predicate)) (readsOnly(term, columns) ? inside : outside).push(term);
  const joined = (terms: readonly Expr[]): Expr | undefined =>
    terms.length === 0
      ? undefined
      : terms.reduce((left, right) => ({
          kind: 'call',
          name: 'and',
          args: [left, right],
          start: left.start,
          length: left.length,
        }));
  const [within, rest] = [joined(inside), joined(outside)];
  return { ...(within !== undefined && { inside: within }), ...(rest !== undefined && { outside: rest }) };
}

/** Sub-queries, functions of other rows and functions that differ from call to call stay where they are. */
function readsOnly(expr: Expr, columns: ReadonlySet<string>): boolean {
  switch (expr.kind) {
    case 'literal':
    case 'scalarRef':
      return true;
    case 'column':
      return columns.has(expr.name);
    case 'member':
      return readsOnly(expr.base, columns);
    case 'call': {
      const overloads = scalarFunction(expr.name)?.overloads;
      const isPlain =
        typeof overloads === 'function' || overloads?.every((one) => one.volatile !== true && one.window !== true) === true;
      return (
        isPlain && !windows.has(expr.name) && expr.name !== 'column_ifexists' && expr.args.every((arg) => readsOnly(arg, columns))
      );
    }
    default:
      return false;
  }
}
