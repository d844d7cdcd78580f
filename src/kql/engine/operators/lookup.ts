import { Chunk, type Relation } from '../chunk.js';
import type { PlanOf } from '../plan.js';
import { emptyChunk } from '../relations.js';
import type { ExecContext } from './context.js';
import { bindJoin, build, matches, rightColumns } from './equiJoin.js';

/** `lookup`: the left rows with the columns of the matching right rows, the right keys left out. */
export function lookup(plan: PlanOf<'lookup'>, input: Relation, context: ExecContext): Relation {
  const right = context.run(plan.right);
  const { left: leftSide, right: rightSide, types } = bindJoin(plan.on, input, right, context);
  const keys = new Set(plan.on.flatMap((pair) => (pair.right.kind === 'column' ? [pair.right.name] : [])));
  const kept = right.schema.map((_, i) => i).filter((i) => !keys.has(right.schema[i]!.name));
  const added = rightColumns(
    input.schema,
    kept.map((i) => right.schema[i]!),
  );
  const leftWidth = input.schema.length;
  return {
    schema: [...input.schema, ...added],
    serialized: false,
    chunks: {
      *[Symbol.iterator]() {
        const options = {
          probeOuter: plan.joinKind === 'leftouter',
          buildOuter: false,
          emptyProbe: emptyChunk(input.schema),
          output: (rightChunk: Chunk, rightRows: Int32Array, leftChunk: Chunk, leftRows: Int32Array) =>
            Chunk.lazy(leftWidth + kept.length, leftRows.length, (index) =>
              index < leftWidth
                ? leftChunk.column(index).gather(leftRows)
                : rightChunk.column(kept[index - leftWidth]!).gather(rightRows),
            ),
        };
        yield* matches(build(rightSide, types, context), leftSide, types, options, context);
      },
    },
  };
}
