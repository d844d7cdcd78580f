import { Chunk, type Relation } from '../chunk.js';
import { Groups } from '../hash/groups.js';
import type { NamedExpr, PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';
import { nameOutputs } from './projection.js';
import { bindKeys } from './summarize.js';

/** `distinct`: each combination of values once, in the order of first appearance; streams. */
export function distinct(plan: PlanOf<'distinct'>, input: Relation, context: ExecContext): Relation {
  const columns = plan.columns.flatMap((entry): readonly NamedExpr[] =>
    entry.expr.kind === 'star'
      ? input.schema.map(({ name }) => ({ expr: { kind: 'column', name, start: entry.expr.start, length: entry.expr.length } }))
      : [entry],
  );
  const entries = bindKeys(
    columns.map((entry) =>
      entry.expr.kind === 'column' && entry.name === undefined ? { ...entry, name: entry.expr.name } : entry,
    ),
    input.schema,
    context,
    'distinct',
  );
  const schema = nameOutputs(entries);
  return {
    schema,
    serialized: false,
    chunks: {
      *[Symbol.iterator]() {
        const groups = new Groups(schema.map((column) => column.type));
        for (const chunk of input.chunks) {
          context.check();
          if (chunk.length === 0) continue;
          const keys = entries.flatMap((entry) => entry.evaluate(chunk));
          let fresh: Int32Array | undefined;
          groups.add(keys, chunk.length, (rows) => (fresh = rows));
          if (fresh === undefined) continue;
          context.reserve(fresh.length * (16 + 16 * schema.length));
          yield Chunk.of(keys, chunk.length).gather(fresh);
        }
      },
    },
  };
}
