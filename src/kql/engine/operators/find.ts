import { Chunk, type Relation } from '../chunk.js';
import { constant, ValuesColumn, type Column } from '../columns/column.js';
import { convertColumn, toDynamicValue } from '../convert.js';
import { setKey, type MutableBag } from '../dynamic.js';
import { semanticError } from '../errors.js';
import { NameTable } from '../naming.js';
import type { PlanOf } from '../plan.js';
import { columnIndex, type ColumnSpec, type ScalarType, type Schema } from '../types.js';
import type { ExecContext } from './context.js';
import { matching, type Searched } from './search.js';
import { predicateColumns } from './searchPredicate.js';

type FindPlan = PlanOf<'search' | 'find'>;

/** A column of the result: of the same name in the tables, or (`pack`) a bag of all columns that are not in the result. */
interface FindColumn extends ColumnSpec {
  readonly from: string;
  readonly isPack: boolean;
}

/** The rows of `find`: name of the table, then the projected columns or those of `project-smart`. */
export function findRows(plan: FindPlan, inputs: readonly Searched[], context: ExecContext): Relation {
  const schemas = inputs.map((input) => input.relation.schema);
  const columns = plan.project === undefined ? smartColumns(plan, schemas) : projected(plan.project, schemas);
  const names = new NameTable();
  const sourceName = names.unique(plan.withSource);
  const schema: Schema = [
    { name: sourceName, type: 'string' },
    ...columns.map(({ name, type }): ColumnSpec => ({ name: names.unique(name), type })),
  ];
  const shown = new Set(columns.filter((column) => !column.isPack).map((column) => column.from));
  return { schema, serialized: false, chunks: rows() };

  function* rows(): Generator<Chunk> {
    for (const input of inputs) {
      const own = input.relation.schema;
      for (const chunk of matching(plan, input, context).chunks) {
        yield Chunk.lazy(schema.length, chunk.length, (index) => {
          if (index === 0) return constant('string', input.source, chunk.length);
          const column = columns[index - 1]!;
          return column.isPack ? packed(chunk, own, shown) : named(chunk, own, column);
        });
      }
    }
  }
}

/** Columns common to all tables, columns that the predicate names, and a bag of the rest where there is any. */
function smartColumns(plan: FindPlan, schemas: readonly Schema[]): readonly FindColumn[] {
  const names = (schemas[0] ?? [])
    .map((column) => column.name)
    .filter((name) => schemas.every((schema) => columnIndex(schema, name) >= 0));
  for (const name of predicateColumns(plan.predicate).names) {
    if (!names.includes(name) && typeIn(schemas, name) !== undefined) names.push(name);
  }
  const away = (plan.projectAway ?? []).map(({ pattern }) => matcher(pattern));
  const kept = names.filter((name) => !away.some((matches) => matches(name)));
  const columns = kept.map((name): FindColumn => ({ name, from: name, type: typeIn(schemas, name)!, isPack: false }));
  const packsAny = schemas.some((schema) => schema.some((column) => !names.includes(column.name)));
  return packsAny && !away.some((matches) => matches('pack_')) ? [...columns, packColumn('pack_')] : columns;
}

function projected(entries: NonNullable<FindPlan['project']>, schemas: readonly Schema[]): readonly FindColumn[] {
  return entries.map((entry): FindColumn => {
    const { expr } = entry;
    if (expr.kind === 'call' && expr.args.every((arg) => arg.kind === 'star')) {
      return packColumn(entry.name ?? 'pack_');
    }
    if (expr.kind !== 'column') throw semanticError('find can project columns and pack(*) only.', expr);
    const type = entry.toType ?? typeIn(schemas, expr.name);
    if (type === undefined) throw semanticError(`No table that is searched has the column '${expr.name}'.`, expr);
    return { name: entry.name ?? expr.name, from: expr.name, type, isPack: false };
  });
}

function packColumn(name: string): FindColumn {
  return { name, from: '', type: 'dynamic', isPack: true };
}

/** The type of a column; dynamic when the tables disagree. */
function typeIn(schemas: readonly Schema[], name: string): ScalarType | undefined {
  const types = new Set(schemas.flatMap((schema) => schema.filter((column) => column.name === name).map(({ type }) => type)));
  const [type] = types;
  return types.size > 1 ? 'dynamic' : type;
}

function matcher(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const regex = new RegExp(`^${parts.join('.*')}$`, 's');
  return (name) => regex.test(name);
}

function named(chunk: Chunk, own: Schema, { from, type }: FindColumn): Column {
  const place = columnIndex(own, from);
  return place < 0 ? constant(type, null, chunk.length) : convertColumn(chunk.column(place), type);
}

function packed(chunk: Chunk, own: Schema, shown: ReadonlySet<string>): Column {
  const rest = own.flatMap(({ name, type }, index) => (shown.has(name) ? [] : [{ name, type, column: chunk.column(index) }]));
  return new ValuesColumn(
    'dynamic',
    Array.from({ length: chunk.length }, (_, row) => {
      const bag: MutableBag = {};
      for (const { name, type, column } of rest) setKey(bag, name, toDynamicValue(column.get(row), type));
      return bag;
    }),
  );
}
