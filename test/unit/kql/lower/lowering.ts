import { lowerQuery } from '../../../../src/kql/engine/lower/lowerQuery';
import type { Expr, Plan, Query } from '../../../../src/kql/engine/plan';
import type { Schema } from '../../../../src/kql/engine/types';
import { analyze, globalsOf } from '../../../../src/kql/language/kusto';

const schemas: Readonly<Record<string, Schema>> = {
  Requests: [
    { name: 'at', type: 'datetime' },
    { name: 'name', type: 'string' },
    { name: 'took', type: 'real' },
    { name: 'size', type: 'int' },
    { name: 'bag', type: 'dynamic' },
  ],
  Hosts: [
    { name: 'name', type: 'string' },
    { name: 'region', type: 'string' },
  ],
  HostGroups: [{ name: 'group', type: 'string' }],
};
const globals = globalsOf(Object.entries(schemas).map(([name, schema]) => ({ name, schema })));
// The grammar is built on first use, which takes longer than a test may.
analyze('print 1', globals);

export function lower(text: string): Query {
  return lowerQuery(analyze(text, globals).root, {
    tableNames: () => Object.keys(schemas),
    hasTable: (name) => name in schemas,
  });
}

/** The value without the places in the text. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'start' && key !== 'length');
  return Object.fromEntries(entries.map(([key, item]) => [key, bare(item)]));
}

/** The plan of the last statement. */
export function planOf(text: string): Plan {
  return lower(text).statements.at(-1)!;
}

/** The expression of `print x = …`, lets in place. */
export function exprOf(text: string): Expr {
  const plan = planOf(`print x = ${text}`);
  if (plan.op !== 'print') throw new Error('no print');
  return plan.columns[0]!.expr;
}

/** An expression as text, such as `+(x, 1:long)`. */
export function show(expr: Expr): string {
  switch (expr.kind) {
    case 'literal':
      return `${String(expr.value)}:${expr.type}`;
    case 'column':
      return expr.side === undefined ? expr.name : `$${expr.side}.${expr.name}`;
    case 'call':
      return `${expr.name}(${expr.args.map(show).join(', ')})`;
    case 'member':
      return `${show(expr.base)}.${expr.name}`;
    case 'star':
      return '*';
    case 'toscalar':
      return `toscalar<${showPlan(expr.plan)}>`;
    case 'inQuery':
      return `${expr.name}(${show(expr.value)}, <${showPlan(expr.plan)}>)`;
    case 'scalarRef':
      return `#${expr.id}`;
  }
}

/** The operators of a plan, the source first. */
export function showPlan(plan: Plan): string {
  const own = plan.op === 'table' ? plan.name : plan.op === 'ref' ? `@${plan.id}` : plan.op;
  return 'input' in plan ? `${showPlan(plan.input)} | ${own}` : own;
}
