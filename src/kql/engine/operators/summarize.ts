import { Chunk, type Relation } from '../chunk.js';
import { semanticError } from '../errors.js';
import { Groups } from '../hash/groups.js';
import type { NamedExpr, PlanOf } from '../plan.js';
import { slices } from '../relations.js';
import type { Schema } from '../types.js';
import { Accumulation, bindAggregates } from './aggregation.js';
import type { ExecContext } from './context.js';
import { bindEntries, nameOutputs, windowInput, type Entry } from './projection.js';

/** `summarize`: one row for each group; without `by` one row in all. */
export function summarize(plan: PlanOf<'summarize'>, input: Relation, context: ExecContext): Relation {
  const keys = bindKeys(plan.by, input.schema, context, 'summarize');
  const keySchema = nameOutputs(keys);
  const aggregates = bindAggregates(plan.aggregates, input.schema, keySchema, groupedColumns(plan.by), context);
  const schema = nameOutputs([...keys, ...aggregates.entries]);
  return {
    schema,
    serialized: false,
    chunks: {
      *[Symbol.iterator]() {
        const groups = new Groups(keySchema.map((column) => column.type));
        const accumulation = new Accumulation(aggregates, context);
        for (const chunk of windowInput(
          input,
          aggregates.calls.flatMap((call) => call.inputs),
          context,
        )) {
          context.check();
          if (chunk.length === 0) continue;
          const before = groups.size;
          const numbers = groups.add(
            keys.flatMap((key) => key.evaluate(chunk)),
            chunk.length,
          );
          context.reserve((groups.size - before) * (16 + 16 * schema.length));
          accumulation.update(chunk, numbers, groups.size);
        }
        const length = groups.size;
        if (length === 0) return;
        const columns = [...keySchema.map((_, i) => () => groups.key(i)), ...accumulation.columns(() => groups.keys(), length)];
        yield* slices(Chunk.lazy(columns.length, length, (index) => columns[index]!()));
      },
    },
  };
}

/** Binds the `by` list of an operator; dynamic keys are refused as Kusto does. */
export function bindKeys(by: readonly NamedExpr[], schema: Schema, context: ExecContext, operator: string): readonly Entry[] {
  const entries = bindEntries(by, schema, context);
  for (const { outputs, named } of entries) {
    if (outputs[0]?.type === 'dynamic') {
      throw semanticError(
        `${operator} cannot group by a dynamic value: convert it first, for example with tostring().`,
        named.expr,
      );
    }
  }
  return entries;
}

/** The input columns that the `by` list names as they are. */
export function groupedColumns(by: readonly NamedExpr[]): ReadonlySet<string> {
  return new Set(by.flatMap(({ expr }) => (expr.kind === 'column' ? [expr.name] : [])));
}
