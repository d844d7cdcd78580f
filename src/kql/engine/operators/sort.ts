import type { Chunk, Relation } from '../chunk.js';
import { semanticError } from '../errors.js';
import type { PlanOf, SortKey } from '../plan.js';
import { singleChunk, slices } from '../relations.js';
import type { Schema } from '../types.js';
import type { Compiled, ExecContext } from './context.js';
import { orderWords, sortedRows, type OrderWords } from './ordering.js';

/** `sort`: all rows in the order of the keys. */
export function sort(plan: PlanOf<'sort'>, input: Relation, context: ExecContext): Relation {
  const keys = bindSortKeys(plan.keys, input.schema, context);
  return {
    schema: input.schema,
    serialized: true,
    chunks: {
      *[Symbol.iterator]() {
        const chunk = singleChunk(input, context);
        context.reserve(chunk.length * 16);
        yield* slices(chunk.gather(sortedRows(wordsOf(keys, chunk), chunk.length)));
      },
    },
  };
}

export interface BoundSortKey extends SortKey {
  readonly compiled: Compiled;
}

export function bindSortKeys(keys: readonly SortKey[], schema: Schema, context: ExecContext): readonly BoundSortKey[] {
  return keys.map((key) => {
    const compiled = context.compile(key.expr, schema);
    if (compiled.type === 'dynamic') {
      throw semanticError('Rows cannot be sorted by a dynamic value: convert it first, for example with tostring().', key.expr);
    }
    return { ...key, compiled };
  });
}

export function wordsOf(keys: readonly BoundSortKey[], chunk: Chunk): readonly OrderWords[] {
  return keys.map((key) => orderWords(key.compiled.evaluate(chunk), key));
}
