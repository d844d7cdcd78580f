import type { Chunk, Relation } from '../chunk.js';
import { Chunk as ChunkOf } from '../chunk.js';
import { columnOf, type Column } from '../columns/column.js';
import { textOf } from '../convert.js';
import type { PlanOf } from '../plan.js';
import { chunked, singleChunk } from '../relations.js';
import type { Schema } from '../types.js';
import type { ExecContext } from './context.js';
import { findPatterns, type Pattern } from './reducePatterns.js';

const patternColumns: Schema = [
  { name: 'Pattern', type: 'string' },
  { name: 'Count', type: 'long' },
  { name: 'Representative', type: 'string' },
];

const defaultThreshold = 0.1;

/**
 * Groups strings by the pattern they share, `*` for the parts that vary. The real engine's patterns come from an unpublished miner: these
 * agree on texts of the same shape and may differ elsewhere.
 */
export function reduce(plan: PlanOf<'reduce'>, input: Relation, context: ExecContext): Relation {
  const chunk = singleChunk(input, context);
  const text = context.compile(plan.expr.expr, input.schema).evaluate(chunk);
  const threshold =
    plan.threshold === undefined ? defaultThreshold : Number(context.constant(plan.threshold).value ?? defaultThreshold);
  const breaking = plan.characters === undefined ? '' : textOf(context.constant(plan.characters).value, 'string');
  const texts = Array.from({ length: chunk.length }, (_, row) => textOf(text.get(row), text.type));
  context.check();
  const { patterns, patternOfRow } = findPatterns(texts, threshold, breaking);
  if (plan.reduceKind === 'source') {
    const columns = columnsOf(Array.from(patternOfRow, (id) => patterns[id]!));
    const width = input.schema.length;
    const rows: Chunk = ChunkOf.lazy(width + columns.length, chunk.length, (i) =>
      i < width ? chunk.column(i) : columns[i - width]!,
    );
    return { schema: [...input.schema, ...patternColumns], chunks: [rows], serialized: input.serialized };
  }
  const sorted = [...patterns].sort((a, b) => Number(a.isOthers) - Number(b.isOthers) || b.count - a.count);
  return chunked(patternColumns, columnsOf(sorted), sorted.length);
}

function columnsOf(patterns: readonly Pattern[]): readonly Column[] {
  return [
    columnOf(
      'string',
      patterns.map((pattern) => pattern.text),
    ),
    columnOf(
      'long',
      patterns.map((pattern) => BigInt(pattern.count)),
    ),
    columnOf(
      'string',
      patterns.map((pattern) => pattern.representative),
    ),
  ];
}
