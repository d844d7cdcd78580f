import type { ColumnSpec, ScalarType, Schema } from '../../kql/engine/types';
import { classicTables } from './schemasOfClassic';
import { applicationTables } from './schemasOfApplications';
import { platformTables } from './schemasOfPlatform';

export type WorkspaceTable = keyof typeof applicationTables | keyof typeof platformTables;
export type ClassicTable = keyof typeof classicTables;
export type LogTableName = WorkspaceTable | ClassicTable;

const types: Readonly<Record<string, ScalarType>> = {
  '': 'string',
  b: 'bool',
  i: 'int',
  l: 'long',
  r: 'real',
  t: 'datetime',
  j: 'dynamic',
  g: 'guid',
};

/** Reads a compact list of columns: `Name`, `DurationMs:r`, … */
export function parseSchema(text: string): Schema {
  return text
    .trim()
    .split(/\s+/)
    .map((part): ColumnSpec => {
      const [name = '', letter = ''] = part.split(':');
      const type = types[letter];
      if (type === undefined) throw new RangeError(`unknown type in ${part}`);
      return { name, type };
    });
}

/** What every table of a workspace has around its own columns. */
const before = 'TenantId TimeGenerated:t';
const after = 'SourceSystem Type _ResourceId _SubscriptionId _ItemId _TimeReceived:t _BilledSize:r _IsBillable';

const schemas = new Map<string, Schema>();
for (const [name, text] of Object.entries({ ...applicationTables, ...platformTables }))
  schemas.set(name, parseSchema(`${before} ${text} ${after}`));
for (const [name, text] of Object.entries(classicTables)) schemas.set(name, parseSchema(text));

export const tableNames = [...schemas.keys()] as readonly LogTableName[];

/** Whether a table has a name and columns of Application Insights itself. */
export const isClassicTable = (name: LogTableName): name is ClassicTable => Object.hasOwn(classicTables, name);

export function schemaOf(name: LogTableName): Schema {
  const schema = schemas.get(name);
  if (schema === undefined) throw new RangeError(`no table ${name}`);
  return schema;
}
