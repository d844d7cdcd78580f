import { KqlError, semanticError } from '../errors.js';
import type { Plan, Query } from '../plan.js';
import { spanOf } from './literals.js';
import { Context, QueryParts, Scope, type LowerEnvironment } from './scope.js';
import { lowerStatement } from './statements.js';
import type { SyntaxNode } from './syntax.js';

export { refusals } from './diagnose.js';
export type { LowerEnvironment } from './scope.js';

/** The plan of a query, from its official syntax tree. Throws `KqlError` with the place of what cannot be lowered. */
export function lowerQuery(root: SyntaxNode, environment: LowerEnvironment): Query {
  const parts = new QueryParts(environment);
  const context = new Context(parts, new Scope());
  const statements: Plan[] = [];
  try {
    if (root.kind !== 'QueryBlock') throw new KqlError('unsupported', 'Management commands are not queries.', root);
    for (const statement of root.list('Statements')) {
      const plan = lowerStatement(statement, context);
      if (plan !== undefined) statements.push(plan);
    }
  } catch (error) {
    if (error instanceof RangeError) throw new KqlError('limit', 'The query is nested too deeply.', spanOf(root));
    // Spans of errors are often nodes of the tree, which cannot leave the worker.
    if (error instanceof KqlError) throw new KqlError(error.code, error.message, spanOf(error.span));
    throw error;
  }
  if (statements.length === 0) throw semanticError('The query has no expression to run: it only declares names.', spanOf(root));
  return { scalars: parts.scalars, tables: parts.tables, statements };
}
