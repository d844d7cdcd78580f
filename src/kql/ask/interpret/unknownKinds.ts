import type { AskContext } from '../answer';
import type { Expr } from '../compose/ast';
import type { TableView } from './columns';
import type { ConditionMatch } from './filterConditions';
import type { Interpretation } from './interpretTable';

/** Kinds of rows that a column is known not to have: the logs of a service that sends none. */
export function unknownKinds(
  { table }: TableView,
  conditions: readonly ConditionMatch[],
  { values }: AskContext,
): Interpretation['unknownValues'] {
  return conditions.flatMap(({ isKind, test, tokens, isNegated }) => {
    const wanted = isKind === true && !isNegated && table.store !== 'graph' ? wantedBy(test) : undefined;
    if (wanted === undefined) return [];
    const seen = values.find((one) => one.table === table.name && one.column === wanted.column);
    const isMissing =
      seen?.isComplete === true && !seen.values.some(({ value }) => wanted.texts.includes(String(value).toLowerCase()));
    return isMissing ? [{ tokens, column: wanted.column }] : [];
  });
}

/** The column and the values of a test for one of some texts, in lower case. */
function wantedBy(test: Expr): { readonly column: string; readonly texts: readonly string[] } | undefined {
  const [left, items] =
    test.kind === 'binary' && (test.operator === '==' || test.operator === '=~')
      ? [test.left, [test.right]]
      : test.kind === 'in' && (test.operator === 'in' || test.operator === 'in~')
        ? [test.value, test.items]
        : [undefined, []];
  if (left?.kind !== 'column') return undefined;
  const texts = items.map((item) =>
    item.kind === 'literal' && typeof item.value === 'string' ? item.value.toLowerCase() : undefined,
  );
  return texts.includes(undefined) ? undefined : { column: left.name, texts: texts.flatMap((text) => text ?? []) };
}
