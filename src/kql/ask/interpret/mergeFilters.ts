import type { Expr } from '../compose/ast';
import { inList } from '../compose/build';
import type { Filter, Group } from './frame';
import type { Reading } from './reading';

type Plain = Omit<Filter, 'id'>;

/** Values of one column that are named one by one, "the api and the portal", are alternatives: no row has both. */
export function merged(filters: readonly Plain[]): readonly Plain[] {
  const result: Plain[] = [];
  for (const filter of filters) {
    const key = columnOf(filter.test);
    const at = key === undefined ? -1 : result.findIndex(({ test }) => columnOf(test) === key);
    const other = result[at];
    if (other === undefined) result.push(filter);
    else result[at] = { ...other, test: together(other.test, filter.test), meaning: `${other.meaning} or ${filter.meaning}` };
  }
  return result.filter((filter) => !isSaidExactly(filter, result));
}

/** "errors with status 418": the number that is named takes the place of what an error usually is, in that column. */
function isSaidExactly({ test }: Plain, all: readonly Plain[]): boolean {
  if (test.kind !== 'binary' || !/^[<>]=?$/.test(test.operator)) return false;
  const left = JSON.stringify(test.left);
  return all.some(
    (other) =>
      other.test.kind === 'binary' &&
      other.test.operator === '==' &&
      other.test.right.kind === 'literal' &&
      JSON.stringify(other.test.left) === left,
  );
}

/** "compare the error rate of A and B": what is compared is a column of which two values are named. */
export function comparedGroup({ cues, times }: Reading, groups: readonly Group[], filters: readonly Plain[]): Group | undefined {
  const isOfTimes =
    times.comparison !== undefined || times.windows.length > 1 || times.windows.some(({ against }) => against !== undefined);
  if (cues.compare === undefined || isOfTimes || cues.ratio?.value === 'percentage') return undefined;
  for (const { test } of merged(filters)) {
    if (test.kind !== 'in' || test.items.length < 2 || test.operator.startsWith('!')) continue;
    const { value } = test;
    const name = value.kind === 'column' ? value.name : value.kind === 'path' ? String(value.keys.at(-1)) : undefined;
    if (name !== undefined && !groups.some((group) => group.name === name)) return { name, expr: value };
  }
  return undefined;
}

/** The column or path that a test of equality is of. */
function columnOf(test: Expr): string | undefined {
  const left = test.kind === 'binary' && /^(?:==|=~)$/.test(test.operator) ? test.left : isAny(test) ? test.value : undefined;
  if (left === undefined || (left.kind !== 'column' && left.kind !== 'path')) return undefined;
  return valuesOf(test).every((item) => item.kind === 'literal' && item.type === 'string') ? JSON.stringify(left) : undefined;
}

const isAny = (test: Expr): test is Expr & { readonly kind: 'in' } =>
  test.kind === 'in' && (test.operator === 'in' || test.operator === 'in~');

const valuesOf = (test: Expr): readonly Expr[] => (test.kind === 'binary' ? [test.right] : test.kind === 'in' ? test.items : []);

function together(a: Expr, b: Expr): Expr {
  const value = a.kind === 'binary' ? a.left : a.kind === 'in' ? a.value : undefined;
  if (value === undefined) throw new TypeError(`no test of equality: ${a.kind}`);
  const items = [...valuesOf(a), ...valuesOf(b)];
  const isExact = [a, b].every((test) =>
    test.kind === 'binary' ? test.operator === '==' : test.kind === 'in' && test.operator === 'in',
  );
  return inList(value, unique(items), isExact ? 'in' : 'in~');
}

function unique(items: readonly Expr[]): readonly Expr[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(JSON.stringify(item)) && seen.add(JSON.stringify(item)));
}
