import type { Relation } from '../chunk.js';
import type { PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';
import { addParsedColumns } from './parsedColumns.js';
import { patternColumns, patternParser } from './parsePattern.js';

/** `parse` and `parse-where`: columns read from a text by a pattern. */
export function parse(plan: PlanOf<'parse' | 'parse-where'>, input: Relation, context: ExecContext): Relation {
  return addParsedColumns(input, plan.expr, patternColumns(plan.parts), patternParser(plan), plan.op === 'parse-where', context);
}
