import type { AskContext } from './answer';
import type { Expr } from './compose/ast';
import type { Frame } from './interpret/frame';

type Seen = AskContext['values'][number]['values'];

/**
 * False when all values of a column are known and none of them passes a filter of the frame: there is nothing to show. True when one does,
 * or when it cannot be told.
 */
export function mayHaveRows({ table, filters }: Frame, values: AskContext['values']): boolean {
  const columns = values.filter((one) => one.table === table.name && one.isComplete);
  return filters.every(({ test }) => passes(test, columns) !== false);
}

/** Undefined when it cannot be told. */
function passes(test: Expr, columns: AskContext['values']): boolean | undefined {
  if (test.kind === 'binary' && (test.operator === 'and' || test.operator === 'or')) {
    const [left, right] = [passes(test.left, columns), passes(test.right, columns)];
    const decisive = test.operator === 'or';
    if (left === decisive || right === decisive) return decisive;
    return left === undefined || right === undefined ? undefined : !decisive;
  }
  if (test.kind === 'binary' && test.left.kind === 'column' && test.right.kind === 'literal') {
    const { operator, right } = test;
    return anyOf(seenOf(test.left.name, columns), (value) => compare(operator, value, right.value));
  }
  if (test.kind === 'in' && test.value.kind === 'column' && (test.operator === 'in' || test.operator === 'in~')) {
    const wanted = test.items.map((item) => (item.kind === 'literal' ? lower(item.value) : undefined));
    return anyOf(seenOf(test.value.name, columns), (value) => wanted.includes(lower(value)));
  }
  return undefined;
}

const seenOf = (name: string, columns: AskContext['values']): Seen | undefined =>
  columns.find(({ column }) => column === name)?.values;

function anyOf(seen: Seen | undefined, test: (value: unknown) => boolean | undefined): boolean | undefined {
  if (seen === undefined) return undefined;
  const results = seen.map(({ value }) => test(value));
  return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
}

function compare(operator: string, value: unknown, wanted: unknown): boolean | undefined {
  switch (operator) {
    case '==':
    case '=~':
      return lower(value) === lower(wanted);
    case '>=':
      return Number(value) >= Number(wanted);
    case '>':
      return Number(value) > Number(wanted);
    case '<':
      return Number(value) < Number(wanted);
    case '<=':
      return Number(value) <= Number(wanted);
    case 'contains':
      return lower(value).includes(lower(wanted));
    default:
      return undefined;
  }
}

const lower = (value: unknown): string => String(value).toLowerCase();
