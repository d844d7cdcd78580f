import { Chunk, type Relation } from '../chunk.js';
import { constant } from '../columns/column.js';
import { NameTable } from '../naming.js';
import type { PlanOf } from '../plan.js';
import type { ColumnSpec, ScalarType, Schema } from '../types.js';
import type { ExecContext } from './context.js';

/** `union`: all rows of all inputs. A name that has several types becomes one column each: `x_long`, `x_string`. */
export function union(plan: PlanOf<'union'>, context: ExecContext): Relation {
  const inputs = plan.inputs.map(({ plan: input, source }) => ({ relation: context.run(input), source }));
  const columns = unionColumns(
    inputs.map((input) => input.relation.schema),
    plan.unionKind,
  );
  const names = new NameTable(columns.map((column) => column.name));
  const withSource = plan.withSource === undefined ? [] : [{ name: names.unique(plan.withSource), type: 'string' as const }];
  return {
    schema: [...withSource, ...columns.map(({ name, type }) => ({ name, type }))],
    serialized: false,
    chunks: rows(inputs, columns, withSource.length > 0, context),
  };
}

interface UnionColumn extends ColumnSpec {
  /** Its name in the inputs. */
  readonly from: string;
}

/** The columns of a union, in the order in which names appear. */
export function unionColumns(schemas: readonly Schema[], kind: 'outer' | 'inner'): readonly UnionColumn[] {
  const typesOf = new Map<string, ScalarType[]>();
  const counts = new Map<string, number>();
  for (const schema of schemas) {
    for (const { name, type } of schema) {
      const types = typesOf.get(name);
      if (types === undefined) typesOf.set(name, [type]);
      else if (!types.includes(type)) types.push(type);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const kept = [...typesOf].filter(([name]) => kind === 'outer' || counts.get(name) === schemas.length);
  // A name that the inputs have goes before one made of name and type: `x_long` stays, the long `x` becomes `x_long1`.
  const names = new NameTable(kept.flatMap(([from, types]) => (types.length === 1 ? [from] : [])));
  return kept.flatMap(([from, types]) =>
    types.map((type) => ({ from, type, name: types.length === 1 ? from : names.unique(`${from}_${type}`) })),
  );
}

function* rows(
  inputs: readonly { readonly relation: Relation; readonly source: string }[],
  columns: readonly UnionColumn[],
  withSource: boolean,
  context: ExecContext,
): Iterable<Chunk> {
  for (const { relation, source } of inputs) {
    const places = columns.map(({ from, type }) => relation.schema.findIndex((own) => own.name === from && own.type === type));
    const shift = withSource ? 1 : 0;
    for (const chunk of relation.chunks) {
      context.check();
      yield Chunk.lazy(columns.length + shift, chunk.length, (index) => {
        if (index < shift) return constant('string', source, chunk.length);
        const place = places[index - shift]!;
        return place < 0 ? constant(columns[index - shift]!.type, null, chunk.length) : chunk.column(place);
      });
    }
  }
}
