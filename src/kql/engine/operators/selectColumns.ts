import { Chunk, type Relation } from '../chunk.js';
import { isArray } from '../dynamic.js';
import { semanticError, type Span } from '../errors.js';
import type { ColumnPattern, PlanOf } from '../plan.js';
import type { Schema, Value } from '../types.js';
import type { ExecContext } from './context.js';

/** `project-away`: all columns but these. */
export function projectAway(plan: PlanOf<'project-away'>, input: Relation): Relation {
  const gone = matched(plan.columns, input.schema);
  return select(
    input,
    input.schema.map((_, i) => i).filter((i) => !gone.has(i)),
  );
}

/** `project-keep`: these columns, in the order of the input. */
export function projectKeep(plan: PlanOf<'project-keep'>, input: Relation): Relation {
  return select(
    input,
    [...matched(plan.columns, input.schema)].sort((a, b) => a - b),
  );
}

/** `project-reorder`: these columns first. */
export function projectReorder(plan: PlanOf<'project-reorder'>, input: Relation): Relation {
  const placed = new Set<number>();
  for (const pattern of plan.columns) {
    const found = matching(pattern, input.schema).filter((i) => !placed.has(i));
    if (pattern.order !== undefined) {
      const compare = pattern.order.startsWith('granny') ? compareNatural : compareOrdinal;
      const sign = pattern.order.endsWith('desc') ? -1 : 1;
      found.sort((a, b) => sign * compare(input.schema[a]!.name, input.schema[b]!.name));
    }
    for (const index of found) placed.add(index);
  }
  input.schema.forEach((_, i) => placed.add(i));
  return select(input, [...placed]);
}

/** `project-rename`: new names in place. */
export function projectRename(plan: PlanOf<'project-rename'>, input: Relation): Relation {
  const schema = [...input.schema];
  for (const { name, from } of plan.columns) {
    const index = input.schema.findIndex((column) => column.name === from);
    if (index < 0) throw noColumn(from, plan);
    schema[index] = { ...schema[index]!, name };
  }
  const names = new Set(schema.map((column) => column.name));
  if (names.size < schema.length) throw semanticError('project-rename gives two columns the same name.', plan);
  return { ...input, schema };
}

/** `project-by-names`: columns by computed names or patterns; names that do not exist are passed over. */
export function projectByNames(plan: PlanOf<'project-by-names'>, input: Relation, context: ExecContext): Relation {
  const names = plan.columns.flatMap((expr) => {
    const { value } = context.constant(expr);
    return isArray(value as never) ? [...(value as Iterable<Value>)] : [value];
  });
  const found = new Set<number>();
  for (const name of names) {
    if (typeof name !== 'string') throw semanticError('project-by-names takes names as strings or arrays of strings.', plan);
    const test = patternTest(name);
    input.schema.forEach((column, i) => {
      if (test(column.name)) found.add(i);
    });
  }
  return select(input, [...found]);
}

/** The input with only some of its columns, in the order given. */
export function select(input: Relation, indexes: readonly number[]): Relation {
  return {
    schema: indexes.map((i) => input.schema[i]!),
    serialized: input.serialized,
    chunks: {
      *[Symbol.iterator]() {
        for (const chunk of input.chunks) {
          yield Chunk.lazy(indexes.length, chunk.length, (index) => chunk.column(indexes[index]!));
        }
      },
    },
  };
}

function matched(patterns: readonly ColumnPattern[], schema: Schema): Set<number> {
  return new Set(patterns.flatMap((pattern) => matching(pattern, schema)));
}

function matching(pattern: ColumnPattern, schema: Schema): number[] {
  const test = patternTest(pattern.pattern);
  const found = schema.flatMap((column, i) => (test(column.name) ? [i] : []));
  if (found.length === 0 && !pattern.pattern.includes('*')) throw noColumn(pattern.pattern, pattern);
  return found;
}

/** A test for a name or a pattern with `*`; case counts. */
export function patternTest(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name === pattern;
  const regex = new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`, 's');
  return (name) => regex.test(name);
}

function noColumn(name: string, span: Span): Error {
  return semanticError(`There is no column '${name}' here.`, span);
}

function compareOrdinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

/** Runs of digits count as numbers: `a2` before `a10`. */
function compareNatural(a: string, b: string): number {
  return natural.compare(a, b);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
