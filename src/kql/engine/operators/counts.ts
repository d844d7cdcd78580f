import { Chunk, type Relation } from '../chunk.js';
import { columnOf } from '../columns/column.js';
import type { PlanOf } from '../plan.js';
import { chunked } from '../relations.js';
import type { ScalarType, Schema } from '../types.js';
import type { ExecContext } from './context.js';

/** `count`: the number of rows. */
export function count(plan: PlanOf<'count'>, input: Relation, context: ExecContext): Relation {
  return {
    schema: [{ name: plan.name, type: 'long' }],
    serialized: false,
    chunks: {
      *[Symbol.iterator]() {
        let rows = 0;
        for (const chunk of input.chunks) {
          context.check();
          rows += chunk.length;
        }
        yield Chunk.of([columnOf('long', [BigInt(rows)])], 1);
      },
    },
  };
}

/** `consume`: reads every value and gives nothing. */
export function consume(_plan: PlanOf<'consume'>, input: Relation, context: ExecContext): Relation {
  return {
    schema: [],
    serialized: false,
    chunks: {
      *[Symbol.iterator]() {
        for (const chunk of input.chunks) {
          context.check();
          for (let i = 0; i < chunk.columnCount; i++) chunk.column(i);
        }
      },
    },
  };
}

const dotnetTypes: Readonly<Record<ScalarType, string>> = {
  bool: 'System.SByte',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  string: 'System.String',
  guid: 'System.Guid',
  dynamic: 'System.Object',
};

const schemaOfSchema: Schema = [
  { name: 'ColumnName', type: 'string' },
  { name: 'ColumnOrdinal', type: 'long' },
  { name: 'DataType', type: 'string' },
  { name: 'ColumnType', type: 'string' },
];

/** `getschema`: one row for each column. */
export function getSchema(_plan: PlanOf<'getschema'>, input: Relation): Relation {
  const columns = [
    columnOf(
      'string',
      input.schema.map(({ name }) => name),
    ),
    columnOf(
      'long',
      input.schema.map((_, i) => BigInt(i)),
    ),
    columnOf(
      'string',
      input.schema.map(({ type }) => dotnetTypes[type]),
    ),
    columnOf(
      'string',
      input.schema.map(({ type }) => type),
    ),
  ];
  return chunked(schemaOfSchema, columns, input.schema.length, true);
}
