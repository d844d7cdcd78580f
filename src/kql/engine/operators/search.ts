import { Chunk, type Relation } from '../chunk.js';
import { constant } from '../columns/column.js';
import { NameTable } from '../naming.js';
import type { PlanOf } from '../plan.js';
import { columnIndex, type Schema } from '../types.js';
import type { ExecContext } from './context.js';
import { where } from './filter.js';
import { findRows } from './find.js';
import { bindPredicate, predicateColumns } from './searchPredicate.js';
import { unionColumns } from './union.js';

/** A table that is searched. */
export interface Searched {
  readonly source: string;
  readonly relation: Relation;
}

/** `search` and `find`: rows of several tables that a predicate holds for, with the name of their table. */
export function search(plan: PlanOf<'search' | 'find'>, context: ExecContext): Relation {
  const inputs = plan.inputs.map(({ plan: input, source }) => ({ source, relation: context.run(input) }));
  return plan.op === 'find' ? findRows(plan, withPredicateColumns(plan, inputs), context) : searchRows(plan, inputs, context);
}

/** The columns of a `union` of the tables, after the name of the table. */
function searchRows(plan: PlanOf<'search' | 'find'>, inputs: readonly Searched[], context: ExecContext): Relation {
  const columns = unionColumns(
    inputs.map((input) => input.relation.schema),
    'outer',
  );
  const sourceName = new NameTable(columns.map((column) => column.name)).unique(plan.withSource);
  const schema: Schema = [{ name: sourceName, type: 'string' }, ...columns.map(({ name, type }) => ({ name, type }))];
  return { schema, serialized: false, chunks: rows() };

  function* rows(): Generator<Chunk> {
    for (const input of inputs) {
      const own = input.relation.schema;
      const places = columns.map(({ from, type }) => own.findIndex((column) => column.name === from && column.type === type));
      for (const chunk of matching(plan, input, context).chunks) {
        yield Chunk.lazy(schema.length, chunk.length, (index) => {
          if (index === 0) return constant('string', input.source, chunk.length);
          const place = places[index - 1]!;
          return place < 0 ? constant(schema[index]!.type, null, chunk.length) : chunk.column(place);
        });
      }
    }
  }
}

/** The rows of a table that the predicate holds for. */
export function matching(plan: PlanOf<'search' | 'find'>, { relation }: Searched, context: ExecContext): Relation {
  const { start, length } = plan;
  const predicate = bindPredicate(plan.predicate, relation.schema, plan.caseSensitive);
  if (predicate === undefined) return relation;
  return where({ op: 'where', input: { op: 'context', start, length }, predicate, start, length }, relation, context);
}

/** `find` leaves out tables that have none of the columns that its predicate names. */
function withPredicateColumns(plan: PlanOf<'search' | 'find'>, inputs: readonly Searched[]): readonly Searched[] {
  const { names, readsAny } = predicateColumns(plan.predicate);
  if (names.length === 0 || readsAny) return inputs;
  return inputs.filter(({ relation }) => names.some((name) => columnIndex(relation.schema, name) >= 0));
}
