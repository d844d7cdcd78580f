import type { Relation } from '../chunk.js';
import type { Call, Expr, Plan, PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';

/** The values with the most rows, or the largest sum of `by`. Counted exactly, where the real engine estimates. */
export function topHitters(plan: PlanOf<'top-hitters'>, input: Relation, context: ExecContext): Relation {
  const { start, length } = plan;
  const call = (name: string, args: readonly Expr[]): Call => ({ kind: 'call', name, args, start, length });
  const column = plan.column.name ?? plan.column.defaultName ?? 'Column1';
  const weight = plan.by?.name ?? plan.by?.defaultName ?? '';
  const name = plan.by === undefined ? `approximate_count_${column}` : `approximate_sum_${weight}`;
  const rows: Plan = { op: 'context', start, length };
  const counted: Plan = {
    op: 'summarize',
    input: rows,
    aggregates: [{ name, expr: plan.by === undefined ? call('count', []) : call('sum', [plan.by.expr]) }],
    by: [{ ...plan.column, name: column }],
    start,
    length,
  };
  const key = { expr: { kind: 'column', name, start, length }, descending: true, nullsFirst: false } as const;
  return context.run({ op: 'top', input: counted, count: plan.count, keys: [key], start, length }, input);
}
