import type { Expr, Plan } from '../plan.js';
import type { ScalarType, Value } from '../types.js';
import { literalOf, rewrite } from './literal.js';

/**
 * In `partition by k { T | … }` the sub-query has a source of its own and `toscalar(k)` means the key of the partition: that key becomes
 * a literal. A sub-query over the rows of the partition stays as it is: there `k` is a column.
 */
export function bindPartitionKey(plan: Plan, name: string, type: ScalarType, value: Value): Plan {
  if (readsContext(plan)) return plan;
  return mapExpressions(plan, (expr) =>
    rewrite(expr, (node) => (isKey(node, name) ? literalOf(value, type, node) : undefined)),
  ) as Plan;
}

function isKey(node: Expr, name: string): boolean {
  if (node.kind === 'call' && node.name === 'toscalar') return node.args.length === 1 && isKey(node.args[0]!, name);
  return node.kind === 'column' && node.name === name;
}

function readsContext(plan: Plan): boolean {
  if (plan.op === 'context') return true;
  return 'input' in plan && readsContext(plan.input);
}

/** Every expression in a plan passed through `change`. Plans are plain data, so this needs no knowledge of the operators. */
function mapExpressions(node: unknown, change: (expr: Expr) => Expr): unknown {
  if (Array.isArray(node)) return node.map((element) => mapExpressions(element, change));
  if (typeof node !== 'object' || node === null) return node;
  if (isExpr(node)) return change(node);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapExpressions(value, change)]));
}

const expressionKinds: readonly unknown[] = [
  'literal',
  'column',
  'call',
  'member',
  'star',
  'toscalar',
  'inQuery',
  'scalarRef',
] satisfies Expr['kind'][];

function isExpr(node: object): node is Expr {
  return 'kind' in node && 'start' in node && expressionKinds.includes(node.kind);
}
