import { Chunk, type Relation } from '../chunk.js';
import type { Column } from '../columns/column.js';
import { semanticError } from '../errors.js';
import { NameTable, outputNames } from '../naming.js';
import { argumentName } from './argumentName.js';
import type { NamedExpr } from '../plan.js';
import { singleChunk } from '../relations.js';
import type { ColumnSpec, ScalarType, Schema } from '../types.js';
import type { Compiled, ExecContext } from './context.js';

/** One column that an entry gives, its name not yet made unique; absent when Kusto has none for it. */
export interface EntryOutput {
  readonly name: string | undefined;
  readonly type: ScalarType;
  /** The person wrote the name, or the entry is a bare column. */
  readonly declared: boolean;
}

/** An entry of `project`, `extend` … bound to the input. */
export interface Entry {
  readonly named: NamedExpr;
  readonly outputs: readonly EntryOutput[];
  readonly compiled: Compiled;
  /** One column for each output. */
  evaluate(chunk: Chunk): readonly Column[];
}

export function bindEntries(entries: readonly NamedExpr[], schema: Schema, context: ExecContext): readonly Entry[] {
  return entries.map((named) => bindEntry(named, context.compile(named.expr, schema)));
}

function bindEntry(named: NamedExpr, compiled: Compiled): Entry {
  const { outputs, evaluateTuple } = compiled;
  if (outputs === undefined || evaluateTuple === undefined) {
    const [name] = outputNames(named, undefined);
    const declared = named.name !== undefined || named.names !== undefined || named.expr.kind === 'column';
    return {
      named,
      compiled,
      outputs: [{ name, type: compiled.type, declared }],
      evaluate: (chunk) => [compiled.evaluate(chunk)],
    };
  }
  const prefix =
    named.defaultName ?? (named.expr.kind === 'call' ? `${named.expr.name}_${argumentName(named.expr.args[0]) ?? ''}` : 'Column');
  const names = outputNames(
    named,
    outputs.map((output, i) => named.defaultNames?.[i] ?? `${prefix}_${output.name}`),
  );
  return {
    named,
    compiled,
    outputs: outputs.map(({ type }, i) => ({
      name: names[i],
      type,
      declared: named.names?.[i] !== undefined || (i === 0 && named.name !== undefined),
    })),
    evaluate: (chunk) => evaluateTuple(chunk),
  };
}

/** Names in the order of the outputs; a name declared twice is refused, others get a number. */
export function nameOutputs(entries: readonly Pick<Entry, 'named' | 'outputs'>[], taken: readonly string[] = []): ColumnSpec[] {
  const names = new NameTable(taken);
  const declaredNames = new Set<string>();
  return entries.flatMap((entry) =>
    entry.outputs.map(({ name, type, declared }) => {
      if (declared && name !== undefined) {
        if (declaredNames.has(name))
          throw semanticError(`A column with the name '${name}' is already declared.`, entry.named.expr);
        declaredNames.add(name);
      }
      return { name: name === undefined ? names.unnamed() : names.unique(name), type };
    }),
  );
}

/** Where a result column comes from: a column of the input, or an output of an entry. */
export type Slot = { readonly input: number } | { readonly entry: number; readonly output: number };

/** Adds columns chunk by chunk, each computed when it is first read; window functions get all rows as one chunk. */
export function applyEntries(
  input: Relation,
  entries: readonly Entry[],
  schema: Schema,
  slots: readonly Slot[],
  context: ExecContext,
): Relation {
  const chunks = windowInput(
    input,
    entries.map((entry) => entry.compiled),
    context,
  );
  return { schema, serialized: input.serialized, chunks: mapChunks(chunks, entries, slots, context) };
}

function* mapChunks(
  chunks: Iterable<Chunk>,
  entries: readonly Entry[],
  slots: readonly Slot[],
  context: ExecContext,
): Iterable<Chunk> {
  for (const chunk of chunks) {
    context.check();
    const made: (readonly Column[] | undefined)[] = entries.map((entry) =>
      entry.compiled.isWindow ? entry.evaluate(chunk) : undefined,
    );
    yield Chunk.lazy(slots.length, chunk.length, (index) => {
      const slot = slots[index]!;
      if ('input' in slot) return chunk.column(slot.input);
      const columns = (made[slot.entry] ??= entries[slot.entry]!.evaluate(chunk));
      return columns[slot.output]!;
    });
  }
}

/** The chunks to evaluate expressions on: all rows as one when one of them is a window function. */
export function windowInput(input: Relation, compiled: readonly Compiled[], context: ExecContext): Iterable<Chunk> {
  if (!compiled.some((expression) => expression.isWindow)) return input.chunks;
  if (!input.serialized) {
    throw semanticError('A window function needs rows in a known order: put sort, top or serialize before it.');
  }
  return {
    *[Symbol.iterator]() {
      const chunk = singleChunk(input, context);
      if (chunk.length > 0) yield chunk;
    },
  };
}
