import type { Relation } from '../chunk.js';
import { semanticError } from '../errors.js';
import type { PlanOf } from '../plan.js';
import type { ColumnSpec } from '../types.js';

/** `assert-schema`: the rows as they are, when their columns are exactly the declared ones in that order. */
export function assertSchema(plan: PlanOf<'assert-schema'>, input: Relation): Relation {
  const text = (columns: readonly ColumnSpec[]): string => columns.map(({ name, type }) => `${name}:${type}`).join(', ');
  const [want, have] = [text(plan.columns), text(input.schema)];
  if (want !== have) throw semanticError(`assert-schema: the columns are (${have}), not (${want}).`, plan);
  return input;
}
