import { Chunk, type Relation } from '../chunk.js';
import { constant } from '../columns/column.js';
import { convertColumn } from '../convert.js';
import { unsupported } from '../errors.js';
import type { EvaluatePlan } from '../plan.js';
import { pluginNamed } from '../plugins/registry.js';
import { columnIndex, type Schema } from '../types.js';
import type { ExecContext } from './context.js';

/** Runs a plugin and brings its result to the declared schema, if there is one. */
export function evaluatePlugin(plan: EvaluatePlan, input: Relation, context: ExecContext): Relation {
  const plugin = pluginNamed(plan.plugin);
  if (plugin === undefined) throw unsupported(`The plugin ${plan.plugin}`, plan);
  const result = plugin.run(plan, input, context);
  return plan.schema === undefined ? result : withSchema(result, declared(plan.schema, input.schema, result.schema));
}

/** `*` stands for the columns of the input that the plugin leaves. */
function declared(schema: NonNullable<EvaluatePlan['schema']>, input: Schema, result: Schema): Schema {
  if (!schema.open) return schema.columns;
  const kept = result.filter((column) => columnIndex(input, column.name) >= 0 && columnIndex(schema.columns, column.name) < 0);
  return [...kept, ...schema.columns];
}

/** The columns asked for: converted where the type differs, null where the relation has none of that name. */
export function withSchema(relation: Relation, schema: Schema): Relation {
  const sources = schema.map((column) => columnIndex(relation.schema, column.name));
  return { schema, chunks: shaped(relation, schema, sources), serialized: relation.serialized };
}

function* shaped(relation: Relation, schema: Schema, sources: readonly number[]): Generator<Chunk> {
  for (const chunk of relation.chunks) {
    yield Chunk.lazy(schema.length, chunk.length, (index) => {
      const source = sources[index]!;
      const { type } = schema[index]!;
      return source < 0 ? constant(type, null, chunk.length) : convertColumn(chunk.column(source), type);
    });
  }
}
