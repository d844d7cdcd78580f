import type { TableSource } from './operators/context.js';
import type { PlanOf, Query } from './plan.js';

/** How often each tabular declaration is named anywhere in the query. */
export function countReferences(query: Query): readonly number[] {
  const counts = new Array<number>(query.tables.length).fill(0);
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item);
    } else if (typeof node === 'object' && node !== null) {
      if ('op' in node && node.op === 'ref' && 'id' in node) counts[node.id as number] = (counts[node.id as number] ?? 0) + 1;
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(query);
  return counts;
}

/** Rows of the tables that are named anywhere in the query, once for each time they are named. */
export function countRows(query: Query, tables: TableSource): number {
  let rows = 0;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === 'object' && node !== null) {
      if ('op' in node && node.op === 'table') {
        const { name, qualifier } = node as PlanOf<'table'>;
        rows += tables.table(name, qualifier)?.rowCount ?? 0;
      }
      Object.values(node).forEach(visit);
    }
  };
  visit(query);
  return rows;
}

/** Keys of sub-plans that get rows of their own. */
const ownRows = new Set(['subquery', 'with', 'branches']);

const known = new WeakMap<object, boolean>();

/** True when a plan starts from the rows of the sub-query that it stands in. */
export function readsContext(plan: object): boolean {
  let result = known.get(plan);
  if (result === undefined) known.set(plan, (result = visit(plan)));
  return result;
}

function visit(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(visit);
  if (typeof node !== 'object' || node === null) return false;
  if ('op' in node && node.op === 'context') return true;
  return Object.entries(node).some(([key, child]) => !ownRows.has(key) && visit(child));
}
