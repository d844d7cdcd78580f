import { toDynamicValue } from '../../convert.js';
import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { overload, overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { identity } from './equality.js';

/** The distinct elements of an array in order, by identity; null when it is no array. */
function setOf(value: Dynamic): Map<unknown, Dynamic> | null {
  if (!isArray(value)) return null;
  const set = new Map<unknown, Dynamic>();
  for (const element of elements(value)) {
    const key = identity(element);
    if (!set.has(key)) set.set(key, element);
  }
  return set;
}

type Sets = readonly ReadonlyMap<unknown, Dynamic>[];

function onSets<T>(values: readonly Dynamic[], body: (first: ReadonlyMap<unknown, Dynamic>, rest: Sets) => T): T | null {
  const sets = values.map(setOf);
  if (!sets.every((set) => set !== null)) return null;
  return body(sets[0]!, sets.slice(1));
}

const keep = (set: ReadonlyMap<unknown, Dynamic>, test: (key: unknown) => boolean): Dynamic[] =>
  [...set].filter(([key]) => test(key)).map(([, value]) => value);

export const setFunctions: readonly ScalarFunction[] = [
  {
    name: 'set_difference',
    overloads: [
      overload(['dynamic', 'dynamic*'], 'dynamic', (...values) =>
        onSets(values, (first, rest) => keep(first, (key) => !rest.some((set) => set.has(key)))),
      ),
    ],
  },
  {
    name: 'set_intersect',
    overloads: [
      overload(['dynamic', 'dynamic*'], 'dynamic', (...values) =>
        onSets(values, (first, rest) => keep(first, (key) => rest.every((set) => set.has(key)))),
      ),
    ],
  },
  {
    name: 'set_union',
    overloads: [
      overload(['dynamic', 'dynamic*'], 'dynamic', (...values) =>
        onSets(values, (first, rest) => {
          const union = new Map(first);
          for (const set of rest) for (const [key, value] of set) if (!union.has(key)) union.set(key, value);
          return [...union.values()];
        }),
      ),
    ],
  },
  {
    name: 'set_equals',
    overloads: [
      overload(['dynamic', 'dynamic'], 'bool', (...values) =>
        onSets(values, (first, [second]) => first.size === second!.size && [...first.keys()].every((key) => second!.has(key))),
      ),
    ],
  },
  {
    name: 'set_has_element',
    overloads: (args) => {
      const type = args[1]?.type ?? 'dynamic';
      return overloadSeeingNulls(['dynamic', 'any'], 'bool', (set, value) => {
        if (!isArray(set)) return null;
        const wanted = identity(toDynamicValue(value, type));
        return elements(set).some((element) => identity(element) === wanted);
      });
    },
  },
  {
    name: 'jaccard_index',
    overloads: [
      overload(['dynamic', 'dynamic'], 'real', (...values) =>
        onSets(values, (first, [second]) => {
          const shared = keep(first, (key) => second!.has(key)).length;
          return shared / (first.size + second!.size - shared);
        }),
      ),
    ],
  },
];
