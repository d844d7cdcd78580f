import type { AskContext } from './answer';
import type { Expr, Operator, QueryTree } from './compose/ast';
import { columnsOf } from './compose/composeExpr';
import { print } from './compose/print';
import { meaningOf } from './catalogue/meaning';

/** The query without one of its filters, to see whether that is what left nothing. */
export interface Relaxation {
  /** Which `where` of the body it leaves out. */
  readonly index: number;
  readonly condition: Expr;
  /** In words: `SeverityLevel is 3 or more`. */
  readonly meaning: string;
  /** Gives at most one row. */
  readonly kql: string;
}

/** One query for each filter of a query that gave no rows, cheap to run. The first filter, the window, is kept: it is never widened. */
export function relaxations({ lets, body }: QueryTree): readonly Relaxation[] {
  const filters = filtersOf(body.operators);
  return filters.slice(1).map(({ index, condition }) => {
    const operators = filters.filter((filter) => filter.index !== index).map(({ operator }) => operator);
    const kql = print({ lets, body: { source: body.source, operators: [...operators, { kind: 'take', count: 1 }] } });
    return { index, condition, meaning: meaningOf(condition), kql };
  });
}

interface WhereAt {
  readonly index: number;
  readonly condition: Expr;
  readonly operator: Operator;
}

/** The filters before anything else happens to the rows. */
function filtersOf(operators: readonly Operator[]): readonly WhereAt[] {
  const filters: WhereAt[] = [];
  for (const [index, operator] of operators.entries()) {
    if (operator.kind !== 'where') break;
    filters.push({ index, condition: operator.condition, operator });
  }
  return filters;
}

export interface EmptyFilter {
  readonly meaning: string;
  /** Values that its columns were seen to have, the most frequent first, at most five of each. */
  readonly existing: readonly { readonly column: string; readonly values: readonly string[] }[];
  readonly sentence: string;
}

/**
 * Which filters emptied the result: those without which there is a row. `hasRows` is told for each relaxation in order. None when no
 * single filter is to blame: the window has no such rows at all.
 */
export function explainZeroRows(
  tried: readonly Relaxation[],
  hasRows: readonly boolean[],
  table: string,
  values: AskContext['values'],
): readonly EmptyFilter[] {
  return tried.flatMap(({ condition, meaning }, index) => {
    if (hasRows[index] !== true) return [];
    const existing = [...new Set(columnsOf(condition))].flatMap((column) => {
      const seen = values.find((one) => one.table === table && (one.column === column || one.column.startsWith(`${column}.`)));
      return seen === undefined
        ? []
        : [{ column: seen.column, values: seen.values.slice(0, 5).map(({ value }) => String(value)) }];
    });
    const known = existing.map(({ column, values: some }) => ` ${column} has ${some.join(', ')}.`).join('');
    return [{ meaning, existing, sentence: `Without "${meaning}" there are rows.${known}` }];
  });
}
