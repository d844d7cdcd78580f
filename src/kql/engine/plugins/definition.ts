import type { Relation } from '../chunk.js';
import type { ExecContext } from '../operators/context.js';
import type { EvaluatePlan } from '../plan.js';

/** One row of the plugin registry: `evaluate name(…)`. It may read its input whole; its schema may depend on the data. */
export interface Plugin {
  readonly name: string;
  run(plan: EvaluatePlan, input: Relation, context: ExecContext): Relation;
  readonly since?: string;
  readonly deviation?: string;
  /** Why it is known and not run; for the support table. */
  readonly refused?: string;
}
