import type { Compiled, ExecContext } from './operators/context.js';
import type { Expr } from './plan.js';
import type { Schema } from './types.js';

/** Binds an expression to a schema: resolves columns and overloads, folds constants. Errors carry the place of the expression. */
export function compileExpr(expr: Expr, schema: Schema, context: ExecContext): Compiled {
  throw new Error(`not written: ${expr.kind} ${schema.length} ${context.now}`);
}
