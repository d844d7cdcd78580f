import { execute } from '../../../../src/kql/engine/executor.js';
import type { JsonValue } from '../../../../src/kql/engine/result.js';
import type { ColumnDeclaration, Expr, NamedExpr, Plan, Query } from '../../../../src/kql/engine/plan.js';
import type { ScalarType } from '../../../../src/kql/engine/types.js';

/** Plans by hand, for operators without the language service. */
const at = { start: 0, length: 0 };

export const col = (name: string): Expr => ({ kind: 'column', name, ...at });
export const long = (value: number): Expr => ({ kind: 'literal', type: 'long', value: String(value), ...at });
export const text = (value: string): Expr => ({ kind: 'literal', type: 'string', value, ...at });
export const dynamic = (json: string | null): Expr => ({ kind: 'literal', type: 'dynamic', value: json, ...at });
export const yes: Expr = { kind: 'literal', type: 'bool', value: true, ...at };
export const call = (name: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', name, args, ...at });
export const member = (base: string, name: string): Expr => ({ kind: 'member', base: col(base), name, ...at });
export const named = (name: string, expr: Expr): NamedExpr => ({ name, expr });
export const context: Plan = { op: 'context', ...at };

/** A plan without its place in the text. */
export const plan = (value: Plan | (Record<string, unknown> & { readonly op: Plan['op'] })): Plan =>
  ({ ...at, ...value }) as Plan;

/** `rows('a:long, b:string', [1, 'x'], [2, 'y'])`; dynamic values as JSON text. */
export function rows(columns: string, ...values: readonly (readonly (string | number | null)[])[]): Plan {
  const declared = columns.split(', ').map((column): ColumnDeclaration => {
    const [name, type] = column.split(':');
    return { name: name!, type: type as ScalarType };
  });
  const literals = values.flat().map((value, i): Expr => {
    const { type } = declared[i % declared.length]!;
    return { kind: 'literal', type, value: type === 'long' && value !== null ? String(value) : value, ...at };
  });
  return plan({ op: 'datatable', columns: declared, values: literals });
}

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly JsonValue[])[];
  readonly more: readonly (readonly (readonly JsonValue[])[])[];
}

/** Columns as `name:type`, rows as JSON values. */
export function run(statement: Plan): Answer {
  const query: Query = { scalars: [], tables: [], statements: [statement] };
  const { primary, tables } = execute(query, { tables: { names: () => [], table: () => undefined }, now: 0n });
  return {
    columns: primary.columns.map(({ name, type }) => `${name}:${type}`),
    rows: primary.rows(),
    more: tables.map((table) => table.rows()),
  };
}
