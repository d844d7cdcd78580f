import type { Chunk, Relation } from '../chunk.js';
import type { PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';
import { expansion, type Expansion } from './expand.js';

/** One row per element of an array or property of a bag; several columns go side by side, shorter ones end in nulls. */
export function mvExpand(plan: PlanOf<'mv-expand'>, input: Relation, context: ExecContext): Relation {
  const expanded = expansion(plan, input.schema, context);
  return { schema: expanded.schema, chunks: expandAll(input, expanded), serialized: input.serialized };
}

function* expandAll(input: Relation, expanded: Expansion): Generator<Chunk> {
  for (const chunk of input.chunks) {
    for (const part of expanded.expand(chunk)) yield part.chunk;
  }
}
