import { Chunk, type Relation } from '../chunk.js';
import type { PlanOf } from '../plan.js';
import { NameTable } from '../naming.js';
import type { ColumnSpec } from '../types.js';
import type { ExecContext } from './context.js';
import { applyEntries, bindEntries, nameOutputs, type Slot } from './projection.js';

/** `project`: only the columns given. */
export function project(plan: PlanOf<'project'>, input: Relation, context: ExecContext): Relation {
  const entries = bindEntries(plan.columns, input.schema, context);
  const slots = entries.flatMap((entry, i) => entry.outputs.map((_, output): Slot => ({ entry: i, output })));
  return applyEntries(input, entries, nameOutputs(entries), slots, context);
}

/**
 * `extend`: columns of the same name are replaced in place, others follow; the columns of a tuple that nobody has named replace none.
 * Every expression sees the input.
 */
export function extend(plan: PlanOf<'extend'>, input: Relation, context: ExecContext): Relation {
  const entries = bindEntries(plan.columns, input.schema, context);
  const schema: ColumnSpec[] = [...input.schema];
  const slots: Slot[] = schema.map((_, index) => ({ input: index }));
  const names = new NameTable(schema.map((column) => column.name));
  nameOutputs(entries.filter((entry) => entry.named.expr.kind !== 'column' || entry.named.name !== undefined));
  entries.forEach((entry, i) => {
    entry.outputs.forEach(({ name, type, declared }, output) => {
      const replaces = declared || entry.outputs.length === 1;
      const at = replaces ? schema.findIndex((column) => column.name === name) : -1;
      const index = at < 0 ? schema.length : at;
      schema[index] = { name: at < 0 ? (name === undefined ? names.unnamed() : names.unique(name)) : name!, type };
      slots[index] = { entry: i, output };
    });
  });
  return applyEntries(input, entries, schema, slots, context);
}

/** `serialize`: the order of rows counts from here on; may add columns. */
export function serialize(plan: PlanOf<'serialize'>, input: Relation, context: ExecContext): Relation {
  const ordered: Relation = { ...input, serialized: true };
  if (plan.columns.length === 0) return ordered;
  const entries = bindEntries(plan.columns, input.schema, context);
  const names = input.schema.map((column) => column.name);
  const schema = [...input.schema, ...nameOutputs(entries, names)];
  const slots: Slot[] = [
    ...names.map((_, index): Slot => ({ input: index })),
    ...entries.flatMap((entry, i) => entry.outputs.map((_, output): Slot => ({ entry: i, output }))),
  ];
  return applyEntries(ordered, entries, schema, slots, context);
}

/** `print`: one row; columns without a written name are `print_0`, `print_1` … by the place of their expression. */
export function print(plan: PlanOf<'print'>, context: ExecContext): Relation {
  const entries = bindEntries(plan.columns, [], context).map((entry, place) => ({
    ...entry,
    outputs: entry.outputs.map((output) =>
      output.declared || entry.outputs.length > 1 ? output : { ...output, name: `print_${place}` },
    ),
  }));
  const one: Relation = { schema: [], chunks: [Chunk.of([], 1)], serialized: true };
  const slots = entries.flatMap((entry, i) => entry.outputs.map((_, output): Slot => ({ entry: i, output })));
  return applyEntries(one, entries, nameOutputs(entries), slots, context);
}
