import { meaningOf } from '../catalogue/meaning';
import type { Expr } from '../compose/ast';
import { or } from '../compose/build';
import type { Filter, Frame } from '../interpret/frame';

/** True for the same expression. */
export const isSame = (a: Expr, b: Expr): boolean => JSON.stringify(a) === JSON.stringify(b);

/** True when a test stands in a filter or in the number of the frame, whole or as one of several alternatives. */
export const hasTest = ({ filters, result }: Frame, test: Expr): boolean =>
  [...filters.map((filter) => filter.test), ...numberTests(result)].some((expr) => contains(expr, test));

/** The frame with another test in the place of one; without it when there is no other, which leaves the tests of a number as they are. */
export function withTest(frame: Frame, old: Expr, test: Expr | undefined): Frame {
  const filters = frame.filters.flatMap((filter): readonly Filter[] => {
    if (!contains(filter.test, old)) return [filter];
    const changed = swapped(filter.test, old, test);
    return changed === undefined ? [] : [{ ...filter, test: changed, meaning: meaningOf(changed) }];
  });
  const { result } = frame;
  if (test === undefined || result.kind !== 'number') return { ...frame, filters };
  const { number } = result;
  if (number.kind !== 'ratio' && number.kind !== 'quotient') return { ...frame, filters };
  const swap = (expr: Expr): Expr => swapped(expr, old, test) ?? expr;
  const edited =
    number.kind === 'ratio'
      ? { ...number, part: swap(number.part) }
      : { ...number, part: swap(number.part), of: swap(number.of) };
  return { ...frame, filters, result: { kind: 'number', number: edited } };
}

/** The frame with a filter more, unless it has it. */
export function withFilter(frame: Frame, test: Expr | undefined, meaning: string): Frame {
  if (test === undefined || frame.filters.some((filter) => isSame(filter.test, test))) return frame;
  return { ...frame, filters: [...frame.filters, { id: `filter-${frame.filters.length + 1}`, test, meaning }] };
}

function numberTests(result: Frame['result']): readonly Expr[] {
  if (result.kind !== 'number') return [];
  const { number } = result;
  if (number.kind === 'ratio') return [number.part];
  return number.kind === 'quotient' ? [number.part, number.of] : [];
}

const contains = (expr: Expr, test: Expr): boolean =>
  isSame(expr, test) ||
  (expr.kind === 'binary' && expr.operator === 'or' && (contains(expr.left, test) || contains(expr.right, test)));

function swapped(expr: Expr, old: Expr, test: Expr | undefined): Expr | undefined {
  if (isSame(expr, old)) return test;
  if (expr.kind !== 'binary' || expr.operator !== 'or') return expr;
  const parts = [swapped(expr.left, old, test), swapped(expr.right, old, test)].flatMap((part) => part ?? []);
  return parts.length === 0 ? undefined : or(...parts);
}
