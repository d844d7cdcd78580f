import type { TableSchema } from '../../../model/query';
import { scalarTypes } from '../../engine/types';
import { graphDiagnostics } from '../../language/graphDialect.js';
import { analyzeRecent, type Globals } from '../../language/kusto.js';
import { KnownTables } from '../../language/schemaStore.js';
import { gate, type GateLimits, type GateResult } from './gate.js';

/** A table as questions know it: types by their names. */
export interface CheckedTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface DraftCheck {
  readonly result: GateResult;
  /** What Resource Graph may not support: no reason to refuse it. */
  readonly warnings: readonly {
    readonly code: string;
    readonly message: string;
    readonly start: number;
    readonly length: number;
  }[];
}

/** By the columns of a table, so that a context which was only counted anew declares nothing anew. */
const schemas = new WeakMap<CheckedTable['columns'], TableSchema>();
const kept = new WeakMap<readonly CheckedTable[], Map<string, Globals>>();

/**
 * What names mean among these tables; of a given text, among those that it may name: declaring hundreds takes longer than reading a
 * question. Kept for as long as the array is. A text with a pattern of names may mean any table.
 */
export function globalsFor(tables: readonly CheckedTable[], text?: string): Globals {
  const mayNameAny = text === undefined || /\w\*|\*\w/.test(text);
  const named = mayNameAny ? tables : tables.filter(({ name }) => text.includes(name));
  const key = named.map(({ name }) => name).join('\n');
  let known = kept.get(tables);
  if (known === undefined) kept.set(tables, (known = new Map<string, Globals>()));
  let globals = known.get(key);
  if (globals === undefined) {
    if (known.size >= MOST_KEPT) known.clear();
    globals = new KnownTables(named.map(schemaOf)).globals(true);
    known.set(key, globals);
  }
  return globals;
}

/** Sets of tables whose names are kept. */
const MOST_KEPT = 50;

function schemaOf({ name, columns }: CheckedTable): TableSchema {
  let schema = schemas.get(columns);
  if (schema?.name !== name) {
    schema = {
      name,
      columns: columns.map((column) => ({
        name: column.name,
        type: scalarTypes.find((type) => type === column.type) ?? 'dynamic',
      })),
    };
    schemas.set(columns, schema);
  }
  return schema;
}

/**
 * What is wrong with a draft: the diagnostics of the language service and the gate. Some milliseconds for the same array of tables.
 */
export function checkDraft(
  kql: string,
  tables: readonly CheckedTable[],
  limits: GateLimits & { readonly isGraph?: boolean } = {},
): DraftCheck {
  const globals = globalsFor(tables, kql);
  const result = gate(kql, globals, limits);
  const isGraph = limits.isGraph === true && result.ok;
  return { result, warnings: isGraph ? graphDiagnostics(analyzeRecent(kql, globals).root) : [] };
}
