import { Chunk, type Relation } from '../chunk.js';
import type { PlanOf } from '../plan.js';
import { emptyChunk } from '../relations.js';
import type { ExecContext } from './context.js';
import { bindJoin, build, firstOfEachKey, held, matches, rightColumns, semiJoin, type BoundJoin } from './equiJoin.js';

/**
 * `join`: null keys match nothing, "" matches "". `innerunique` keeps the first left row of each key. The smaller side is hashed where
 * the kind allows.
 */
export function join(plan: PlanOf<'join'>, input: Relation, context: ExecContext): Relation {
  const right = context.run(plan.right);
  const bound = bindJoin(plan.on, input, right, context);
  const { left: leftSide, right: rightSide, types } = bound;
  const semi = (kept: Relation, chunks: () => Iterable<Chunk>): Relation => ({
    schema: kept.schema,
    serialized: false,
    chunks: { [Symbol.iterator]: () => chunks()[Symbol.iterator]() },
  });
  switch (plan.joinKind) {
    case 'leftsemi':
    case 'leftanti':
      return semi(input, () => semiJoin(leftSide, rightSide, types, plan.joinKind === 'leftsemi', context));
    case 'rightsemi':
    case 'rightanti':
      return semi(right, () => semiJoin(rightSide, leftSide, types, plan.joinKind === 'rightsemi', context));
    default: {
      const schema = [...input.schema, ...rightColumns(input.schema, right.schema)];
      return { schema, serialized: false, chunks: pairs(plan.joinKind, bound, context) };
    }
  }
}

type PairKind = Exclude<PlanOf<'join'>['joinKind'], 'leftsemi' | 'rightsemi' | 'leftanti' | 'rightanti'>;

function* pairs(kind: PairKind, bound: BoundJoin, context: ExecContext): Iterable<Chunk> {
  const { types } = bound;
  const leftWidth = bound.left.input.schema.length;
  const width = leftWidth + bound.right.input.schema.length;
  const joined = (left: Chunk, leftRows: Int32Array, right: Chunk, rightRows: Int32Array): Chunk =>
    Chunk.lazy(width, leftRows.length, (index) =>
      index < leftWidth ? left.column(index).gather(leftRows) : right.column(index - leftWidth).gather(rightRows),
    );
  const buildLeft = {
    output: joined,
    emptyProbe: emptyChunk(bound.right.input.schema),
    probeOuter: kind === 'rightouter' || kind === 'fullouter',
    buildOuter: kind === 'leftouter' || kind === 'fullouter',
  };
  const buildRight = {
    output: (right: Chunk, rightRows: Int32Array, left: Chunk, leftRows: Int32Array) => joined(left, leftRows, right, rightRows),
    emptyProbe: emptyChunk(bound.left.input.schema),
    probeOuter: buildLeft.buildOuter,
    buildOuter: buildLeft.probeOuter,
  };
  if (kind === 'innerunique') {
    yield* matches(firstOfEachKey(bound.left, types, context), bound.right, types, buildLeft, context);
    return;
  }
  const left = held(bound.left, context);
  const right = held(bound.right, context);
  if (left.rowCount * 2 < right.rowCount) yield* matches(build(left.side, types, context), right.side, types, buildLeft, context);
  else yield* matches(build(right.side, types, context), left.side, types, buildRight, context);
}
