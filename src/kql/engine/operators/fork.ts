import type { PlanOf } from '../plan.js';
import type { Relation } from '../chunk.js';
import { collect, relationOf } from '../relations.js';
import type { ExecContext } from './context.js';
import { severalTables } from './severalTables.js';

/** Several sub-queries over the same rows, each with a result table of its own. */
export function fork(plan: PlanOf<'fork'>, input: Relation, context: ExecContext): Relation {
  const table = collect(input, context);
  return severalTables(
    plan.branches.map((branch, i) => ({
      name: branch.name ?? (i === 0 ? 'Results' : `Results_${i + 1}`),
      relation: context.run(branch.plan, relationOf(table, input.serialized)),
    })),
    context,
  );
}
