import type { Relation } from '../chunk.js';
import type { PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';

/** Up to so many distinct values of a column: the first ones met. */
export function sampleDistinct(plan: PlanOf<'sample-distinct'>, input: Relation, context: ExecContext): Relation {
  const { start, length } = plan;
  const distinct = { op: 'distinct', input: { op: 'context', start, length }, columns: [plan.column], start, length } as const;
  return context.run({ op: 'take', input: distinct, count: plan.count, start, length }, input);
}
