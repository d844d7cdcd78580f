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

const kept = new WeakMap<readonly CheckedTable[], Globals>();

/** What names mean among these tables; kept for as long as the array is. */
export function globalsFor(tables: readonly CheckedTable[]): Globals {
  let globals = kept.get(tables);
  if (globals === undefined) {
    globals = new KnownTables(tables.map(schemaOf)).globals(true);
    kept.set(tables, globals);
  }
  return globals;
}

function schemaOf({ name, columns }: CheckedTable): TableSchema {
  return {
    name,
    columns: columns.map((column) => ({
      name: column.name,
      type: scalarTypes.find((type) => type === column.type) ?? 'dynamic',
    })),
  };
}

/**
 * What is wrong with a draft: the diagnostics of the language service and the gate. Some milliseconds for the same array of tables; the
 * first call for it takes as long as declaring them.
 */
export function checkDraft(
  kql: string,
  tables: readonly CheckedTable[],
  limits: GateLimits & { readonly isGraph?: boolean } = {},
): DraftCheck {
  const globals = globalsFor(tables);
  const result = gate(kql, globals, limits);
  const isGraph = limits.isGraph === true && result.ok;
  return { result, warnings: isGraph ? graphDiagnostics(analyzeRecent(kql, globals).root) : [] };
}
