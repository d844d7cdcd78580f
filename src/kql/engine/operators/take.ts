import type { Chunk, Relation } from '../chunk.js';
import { semanticError } from '../errors.js';
import type { Expr, PlanOf } from '../plan.js';
import { singleChunk } from '../relations.js';
import type { ExecContext } from './context.js';

/** A count of rows: a whole number, not negative. */
export function rowCount(expr: Expr, context: ExecContext): number {
  const { value, type } = context.constant(expr);
  if ((type !== 'long' && type !== 'int') || value === null)
    throw semanticError('The number of rows must be a whole number.', expr);
  const count = Number(value);
  if (count < 0) throw semanticError('The number of rows cannot be negative.', expr);
  return count;
}

/** `take`: the first rows as they come. */
export function take(plan: PlanOf<'take'>, input: Relation, context: ExecContext): Relation {
  const count = rowCount(plan.count, context);
  return count === 0 ? { ...input, chunks: [] } : { ...input, chunks: firstRows(input.chunks, count) };
}

function* firstRows(chunks: Iterable<Chunk>, count: number): Iterable<Chunk> {
  let left = count;
  for (const chunk of chunks) {
    yield chunk.length <= left ? chunk : chunk.slice(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

/** `sample`: rows at random, each at most once, in the order of the input. */
export function sample(plan: PlanOf<'sample'>, input: Relation, context: ExecContext): Relation {
  const count = rowCount(plan.count, context);
  return {
    schema: input.schema,
    serialized: false,
    chunks: {
      *[Symbol.iterator]() {
        const chunk = singleChunk(input, context);
        if (chunk.length <= count) yield chunk;
        else yield chunk.gather(chosen(chunk.length, count, context));
      },
    },
  };
}

/** Floyd's algorithm: `count` distinct numbers below `length`, ascending. */
function chosen(length: number, count: number, context: ExecContext): Int32Array {
  const picked = new Set<number>();
  for (let top = length - count; top < length; top++) {
    const candidate = Math.floor(context.random() * (top + 1));
    picked.add(picked.has(candidate) ? top : candidate);
  }
  return Int32Array.from(picked).sort();
}
