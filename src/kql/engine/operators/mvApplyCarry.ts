import type { Span } from '../errors.js';
import { scalarFunction } from '../functions/registry.js';
import type { Expr, Plan, SortKey } from '../plan.js';
import type { ColumnSpec } from '../types.js';

/** Column that carries the source row through a sub-query; no Kusto name can be the same. */
export const rowColumn: ColumnSpec = { name: '\u0000row', type: 'long' };
const rankName = '\u0000rank';

/** A sub-query that keeps the rows of different source rows apart by `rowColumn`. */
export interface Carried {
  readonly plan: Plan;
  /** A source row without result has the result of the sub-query over no rows. */
  readonly fillsEmpty: boolean;
}

interface State extends Carried {
  /** All rows of a source row may be gone here. */
  readonly mayLose: boolean;
}

/** The sub-query with the source row carried along, or undefined when it cannot be. */
export function carryRow(plan: Plan): Carried | undefined {
  return carry(plan);
}

function carry(plan: Plan): State | undefined {
  if (plan.op === 'context') return { plan, fillsEmpty: false, mayLose: false };
  if (!('input' in plan)) return undefined;
  const before = carry(plan.input);
  if (before === undefined) return undefined;
  const input = before.plan;
  switch (plan.op) {
    case 'extend':
      return plan.columns.every((column) => isRowwise(column.expr)) ? { ...before, plan: { ...plan, input } } : undefined;
    case 'project':
      return plan.columns.every((column) => isRowwise(column.expr))
        ? {
            ...before,
            plan: { ...plan, input, columns: [...plan.columns, { name: rowColumn.name, expr: reference(rowColumn.name, plan) }] },
          }
        : undefined;
    default:
      // After an aggregate of possibly no rows, only what keeps every row is the same for all source rows at once.
      return before.fillsEmpty ? undefined : carryRows(plan, input, before.mayLose);
  }
}

function carryRows(plan: Plan, input: Plan, mayLose: boolean): State | undefined {
  switch (plan.op) {
    case 'where':
      return isRowwise(plan.predicate) ? lossy({ ...plan, input }) : undefined;
    case 'mv-expand':
      return plan.columns.every((column) => isRowwise(column.expr)) ? lossy({ ...plan, input }) : undefined;
    case 'summarize': {
      if (![...plan.aggregates, ...plan.by].every((column) => isRowwise(column.expr))) return undefined;
      const by = [...plan.by, { name: rowColumn.name, expr: reference(rowColumn.name, plan) }];
      const isTotal = plan.by.length === 0;
      return { plan: { ...plan, input, by }, fillsEmpty: isTotal && mayLose, mayLose: !isTotal && mayLose };
    }
    case 'sort':
      return areRowwise(plan.keys) ? { plan: sorted(plan, input, plan.keys), fillsEmpty: false, mayLose } : undefined;
    case 'top':
      return areRowwise(plan.keys) && plan.count.kind === 'literal'
        ? lossy(firstOfEach(plan, input, plan.keys, plan.count))
        : undefined;
    case 'take':
      return plan.count.kind === 'literal' ? lossy(firstOfEach(plan, input, [], plan.count)) : undefined;
    default:
      return undefined;
  }
}

function lossy(plan: Plan): State {
  return { plan, fillsEmpty: false, mayLose: true };
}

function sorted({ start, length }: Span, input: Plan, keys: readonly SortKey[]): Plan {
  const byRow: SortKey = { expr: reference(rowColumn.name, { start, length }), descending: false, nullsFirst: true };
  return { op: 'sort', input, keys: [byRow, ...keys], start, length };
}

/** The first `count` rows of each source row. */
function firstOfEach({ start, length }: Span, input: Plan, keys: readonly SortKey[], count: Expr): Plan {
  const call = (name: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', name, args, start, length });
  const row = reference(rowColumn.name, { start, length });
  const one: Expr = { kind: 'literal', type: 'long', value: '1', start, length };
  const rank = call('row_number', one, call('!=', call('prev', row), row));
  const ranked: Plan = {
    op: 'extend',
    input: sorted({ start, length }, input, keys),
    columns: [{ name: rankName, expr: rank }],
    start,
    length,
  };
  const predicate = call('<=', reference(rankName, { start, length }), count);
  const chosen: Plan = { op: 'where', input: ranked, predicate, start, length };
  return { op: 'project-away', input: chosen, columns: [{ pattern: rankName, start, length }], start, length };
}

function reference(name: string, { start, length }: Span): Expr {
  return { kind: 'column', name, start, length };
}

function areRowwise(keys: readonly SortKey[]): boolean {
  return keys.every((key) => isRowwise(key.expr));
}

/** Reads the columns that it names in its own row, and nothing else. */
function isRowwise(expr: Expr): boolean {
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'scalarRef':
      return true;
    case 'member':
      return isRowwise(expr.base);
    case 'call':
      return expr.name !== 'pack_all' && !isWindowCall(expr.name) && expr.args.every(isRowwise);
    default:
      return false;
  }
}

const windowRules: ReadonlySet<string> = new Set(['prev', 'next', 'row_cumsum']);

function isWindowCall(name: string): boolean {
  const overloads = scalarFunction(name)?.overloads;
  if (overloads === undefined || typeof overloads === 'function') return windowRules.has(name);
  return overloads.some((overload) => overload.window);
}
