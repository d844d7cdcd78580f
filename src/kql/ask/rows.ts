import { isAbort, type Failure } from '../../model/failure';
import type { QueryTable } from '../../model/query';
import { failureOf, isKqlError } from '../notebook/sentText';
import type { SourceAnswer } from '../sources/querySources';

/** The rows of a query that is run for a question, beside the one that answers it. */
export interface Rows {
  readonly table: QueryTable;
  /** What of them is missing; then no rows is not "there are none". */
  readonly failures: readonly Failure[];
}

/** The first table of an answer. One that was cut is not whole. */
export function rowsOf({ tables, totalRows, failures }: SourceAnswer): Rows {
  const table = tables[0] ?? { name: 'PrimaryResult', columns: [], rows: [] };
  if (totalRows === undefined || totalRows <= table.rows.length) return { table, failures };
  const cut: Failure = {
    source: 'logs',
    kind: 'partial',
    message: `only ${table.rows.length} of ${totalRows} rows were read`,
    nextAction: 'Ask about a shorter time.',
  };
  return { table, failures: [...failures, cut] };
}

/** Why a query gave no rows. Throws the error when it is a cancellation, or no failure of a source or of a query. */
export function failureFrom(error: unknown, nextAction = ''): Failure {
  if (isAbort(error)) throw error;
  const failure = failureOf(error);
  if (failure !== undefined) return failure;
  if (!isKqlError(error)) throw error;
  return { source: 'logs', kind: 'badRequest', message: error.message, nextAction };
}

/**
 * Undefined when nothing could be read, and why is then among the failures. Rejects as `failureFrom` throws. `nextAction` is for a query that
 * is wrong.
 */
export async function orFailure<T>(reading: Promise<T>, failures: Failure[], nextAction?: string): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    failures.push(failureFrom(error, nextAction));
    return undefined;
  }
}
