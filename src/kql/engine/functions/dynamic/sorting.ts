import { Boxed, elements, isArray, type Dynamic } from '../../dynamic.js';
import type { Value } from '../../types.js';
import type { Argument, Overload, ScalarFunction } from '../definition.js';
import { tupleOverload } from '../tuple.js';

/** Values of different kinds sort kind by kind: numbers and times, strings, guids, all others. */
function kindOf(value: Dynamic): number {
  if (typeof value === 'number' || typeof value === 'bigint') return 0;
  if (typeof value === 'string') return 1;
  if (value instanceof Boxed) return value.is('guid') ? 2 : 0;
  return 3;
}

/** Within a kind; zero for values that have no order. */
export function compareDynamic(a: Dynamic, b: Dynamic): number {
  if (a instanceof Boxed) a = a.is('decimal') ? a.value.toNumber() : (a.value as number | bigint | string);
  if (b instanceof Boxed) b = b.is('decimal') ? b.value.toNumber() : (b.value as number | bigint | string);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if ((typeof a === 'number' || typeof a === 'bigint') && (typeof b === 'number' || typeof b === 'bigint')) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return 0;
}

/** The order of the elements of `array`; nulls go to one end whatever the direction. */
function orderOf(array: readonly Dynamic[], direction: 1 | -1, nullsLast: boolean): readonly number[] {
  return array
    .map((_, i) => i)
    .sort((i, j) => {
      const a = array[i] ?? null;
      const b = array[j] ?? null;
      if (a === null || b === null) return a === b ? 0 : (a === null) === nullsLast ? 1 : -1;
      return kindOf(a) - kindOf(b) || direction * compareDynamic(a, b);
    });
}

/** One sorted array per array given; null for one that is not as long as the first. */
export function sortArrays(arrays: readonly Dynamic[], direction: 1 | -1, nullsLast: boolean): readonly Dynamic[] {
  const first = arrays[0] ?? null;
  if (!isArray(first)) return arrays.map(() => null);
  const order = orderOf(elements(first), direction, nullsLast);
  return arrays.map((array) => {
    if (!isArray(array) || array.length !== first.length) return null;
    const members = elements(array);
    return order.map((i) => members[i]!);
  });
}

function sortOverload(direction: 1 | -1): (args: readonly Argument[]) => Overload | string {
  return (args) => {
    const hasFlag = args.at(-1)?.type === 'bool';
    const count = hasFlag ? args.length - 1 : args.length;
    if (count === 0) return 'array_sort_asc() and array_sort_desc() take one array or more.';
    const parameters = args.map((_, i) => (hasFlag && i === count ? 'bool' : 'dynamic'));
    const sortRow = (...values: Value[]): readonly Dynamic[] =>
      sortArrays(values.slice(0, count) as Dynamic[], direction, !hasFlag || values[count] !== false);
    if (count === 1) return { parameters, returns: 'dynamic', nulls: 'see', row: (...values: Value[]) => sortRow(...values)[0]! };
    const outputs = Array.from({ length: count }, (_, i) => ({ name: `array${i + 1}_sorted`, type: 'dynamic' as const }));
    return tupleOverload(parameters, outputs, sortRow);
  };
}

export const sortingFunctions: readonly ScalarFunction[] = [
  { name: 'array_sort_asc', overloads: sortOverload(1) },
  { name: 'array_sort_desc', overloads: sortOverload(-1) },
];
