import { toDynamicValue } from '../../convert.js';
import { elements, getKey, isArray, isBag, setKey, type Bag, type Dynamic, type MutableBag } from '../../dynamic.js';
import type { Value } from '../../types.js';
import { overload, overloadSeeingNulls, type Argument, type Overload, type ScalarFunction } from '../definition.js';
import { bagPath } from './path.js';

function bagPack(args: readonly Argument[]): Overload | string {
  if (args.length === 0 || args.length % 2 !== 0) return 'bag_pack() takes pairs: a key and its value.';
  const types = args.map((argument) => argument.type);
  return {
    parameters: types.map((_, i) => (i % 2 === 0 ? 'string' : 'any')),
    returns: 'dynamic',
    nulls: 'see',
    row: (...values: Value[]) => {
      const bag: MutableBag = {};
      for (let i = 0; i < values.length; i += 2) {
        const key = (values[i] ?? '') as string;
        if (key !== '') setKey(bag, key, toDynamicValue(values[i + 1] ?? null, types[i + 1]!));
      }
      return bag;
    },
  };
}

/** A bag of the columns given, by their names. */
function packColumns(columns: readonly Argument[], options: { flagAt?: number; skipEmpty?: boolean } = {}): Overload {
  const { flagAt, skipEmpty = false } = options;
  return {
    parameters: columns.map(() => 'any'),
    returns: 'dynamic',
    nulls: 'see',
    row: (...values: Value[]) => {
      const bag: MutableBag = {};
      for (let i = 0; i < values.length; i++) {
        if (i === flagAt) continue;
        const value = toDynamicValue(values[i]!, columns[i]!.type);
        if (!skipEmpty || !isEmpty(value)) setKey(bag, columns[i]!.name ?? `Column${i + 1}`, value);
      }
      return bag;
    },
  };
}

function isEmpty(value: Dynamic): boolean {
  if (value === null || value === '') return true;
  if (isArray(value)) return value.length === 0;
  return isBag(value) && Object.keys(value).length === 0;
}

/** Gets every column of the row, and the flag `ignore_null_empty` beside them when it is given. */
function packAll(args: readonly Argument[], width: number): Overload | string {
  if (args.length <= width && args.every((argument) => argument.name !== undefined)) return packColumns(args);
  const unnamed = args.findIndex((argument) => argument.name === undefined);
  const flagAt = unnamed >= 0 ? unnamed : args.length - 1;
  const flag = args[flagAt]!.constant;
  if (flag !== true && flag !== false && flag !== undefined && flag !== null) return 'pack_all() takes true or false.';
  return packColumns(args, { flagAt, skipEmpty: flag === true });
}

function without(bag: Bag, path: readonly string[], depth = 0): Bag {
  const key = path[depth]!;
  const member = getKey(bag, key);
  if (member === undefined) return bag;
  const rest: MutableBag = {};
  for (const name of Object.keys(bag)) {
    if (name !== key) setKey(rest, name, bag[name]!);
    else if (depth + 1 < path.length) setKey(rest, name, isBag(member) ? without(member, path, depth + 1) : member);
  }
  return rest;
}

function withKey(bag: Bag, path: readonly string[], value: Dynamic, depth = 0): Bag {
  const key = path[depth]!;
  const result: MutableBag = {};
  for (const name of Object.keys(bag)) setKey(result, name, bag[name]!);
  const inner = getKey(bag, key);
  const last = depth + 1 === path.length;
  setKey(result, key, last ? value : withKey(inner !== undefined && isBag(inner) ? inner : {}, path, value, depth + 1));
  return result;
}

function bagMerge(...bags: (Dynamic | null)[]): Dynamic {
  const merged: MutableBag = {};
  let any = false;
  for (const bag of bags) {
    if (!isBag(bag)) continue;
    any = true;
    for (const key of Object.keys(bag)) if (!Object.hasOwn(merged, key)) setKey(merged, key, bag[key]!);
  }
  return any ? merged : null;
}

function bagZip(keys: Dynamic, values: Dynamic): Dynamic {
  if (!isArray(keys) || !isArray(values)) return null;
  const members = elements(values);
  const bag: MutableBag = {};
  elements(keys).forEach((key, i) => {
    if (typeof key === 'string') setKey(bag, key, members[i] ?? null);
  });
  return bag;
}

export const bagFunctions: readonly ScalarFunction[] = [
  { name: 'bag_pack', aliases: ['pack', 'pack_dictionary'], overloads: bagPack },
  {
    name: 'bag_pack_columns',
    overloads: (args) => {
      if (args.some((argument) => argument.name === undefined)) return 'bag_pack_columns() takes columns.';
      return packColumns(args);
    },
  },
  { name: 'pack_all', overloads: (args, schema) => packAll(args, schema.length) },
  { name: 'bag_keys', overloads: [overload(['dynamic'], 'dynamic', (bag) => (isBag(bag) ? Object.keys(bag) : null))] },
  {
    name: 'bag_has_key',
    overloads: [
      overload(['dynamic', 'string'], 'bool', (bag, key) => {
        if (!isBag(bag)) return null;
        const path = bagPath(key);
        if (path === null) return false;
        let current: Dynamic | undefined = bag;
        for (const step of path) {
          if (current === undefined || !isBag(current)) return false;
          current = getKey(current, step);
        }
        return current !== undefined;
      }),
    ],
  },
  { name: 'bag_merge', overloads: [overloadSeeingNulls(['dynamic', 'dynamic*'], 'dynamic', bagMerge)] },
  {
    name: 'bag_remove_keys',
    overloads: [
      overload(['dynamic', 'dynamic'], 'dynamic', (bag, keys) => {
        if (!isBag(bag) || !isArray(keys)) return null;
        let rest = bag;
        for (const key of elements(keys)) {
          const path = typeof key === 'string' ? bagPath(key) : null;
          if (path !== null) rest = without(rest, path);
        }
        return rest;
      }),
    ],
  },
  {
    name: 'bag_set_key',
    overloads: (args) => {
      const type = args[2]?.type ?? 'dynamic';
      return overloadSeeingNulls(['dynamic', 'string', 'any'], 'dynamic', (bag, key, value) => {
        const path = bagPath(key ?? '');
        return isBag(bag) && path !== null ? withKey(bag, path, toDynamicValue(value, type)) : null;
      });
    },
  },
  { name: 'bag_zip', overloads: [overload(['dynamic', 'dynamic'], 'dynamic', bagZip)] },
];
