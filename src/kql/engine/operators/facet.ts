import type { Relation } from '../chunk.js';
import type { NamedExpr, Plan, PlanOf } from '../plan.js';
import { collect, relationOf } from '../relations.js';
import type { ExecContext } from './context.js';
import { severalTables, type NamedRelation } from './severalTables.js';

/** A table of counts for each column, after the result of the `with` sub-query if there is one. */
export function facet(plan: PlanOf<'facet'>, input: Relation, context: ExecContext): Relation {
  const table = collect(input, context);
  const rows = (): Relation => relationOf(table, input.serialized);
  const tables: NamedRelation[] = [];
  if (plan.with !== undefined) tables.push({ name: 'Results', relation: context.run(plan.with, rows()) });
  plan.columns.forEach((column, i) => {
    tables.push({ name: i === 0 ? 'Facet' : `Facet_${i + 1}`, relation: context.run(counts(plan, column), rows()) });
  });
  return severalTables(tables, context);
}

function counts({ start, length }: PlanOf<'facet'>, column: NamedExpr): Plan {
  const name = column.name ?? column.defaultName ?? 'Column1';
  return {
    op: 'summarize',
    input: { op: 'context', start, length },
    aggregates: [{ name: `count_${name}`, expr: { kind: 'call', name: 'count', args: [], start, length } }],
    by: [{ ...column, name }],
    start,
    length,
  };
}
