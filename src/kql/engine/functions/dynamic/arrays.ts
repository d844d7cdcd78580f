import { toDynamicValue } from '../../convert.js';
import { Boxed, elements, isArray, type Dynamic } from '../../dynamic.js';
import type { ScalarType, Value } from '../../types.js';
import { overload, overloadSeeingNulls, type Argument, type Overload, type ScalarFunction } from '../definition.js';
import { identity } from './equality.js';

function onArray(value: Dynamic, body: (array: readonly Dynamic[]) => Dynamic): Dynamic {
  return isArray(value) ? body(elements(value)) : null;
}

/** An index that may count from the end, kept inside `[0, length]`. */
function position(index: bigint, length: number): number {
  const at = Number(index);
  return Math.min(Math.max(at < 0 ? length + at : at, 0), length);
}

function slice(value: Dynamic, start: bigint, end: bigint): Dynamic {
  return onArray(value, (array) => {
    const last = Number(end) < 0 ? array.length + Number(end) : Number(end);
    return array.slice(position(start, array.length), Math.max(0, last + 1));
  });
}

function split(value: Dynamic, indices: readonly Dynamic[]): Dynamic {
  return onArray(value, (array) => {
    const parts: Dynamic[] = [];
    let from = 0;
    for (const index of indices) {
      if (typeof index !== 'number') return null;
      const to = Math.max(from, position(BigInt(index), array.length));
      parts.push(array.slice(from, to));
      from = to;
    }
    parts.push(array.slice(from));
    return parts;
  });
}

/** Left by `count`; elements that leave come back at the other end. */
function rotate(value: Dynamic, count: bigint): Dynamic {
  return onArray(value, (array) => {
    if (array.length === 0) return [];
    const length = BigInt(array.length);
    const by = Number(((count % length) + length) % length);
    return [...array.slice(by), ...array.slice(0, by)];
  });
}

/** Left by `count`; `fill` takes the places that come free. */
function shift(value: Dynamic, count: bigint, fill: Dynamic): Dynamic {
  return onArray(value, (array) => {
    const by = Number(count);
    return array.map((_, i) => {
      const from = i + by;
      return from >= 0 && from < array.length ? array[from]! : fill;
    });
  });
}

function shiftOverload(sign: bigint): (args: readonly Argument[]) => Overload {
  return (args) => {
    const type = args[2]?.type ?? 'dynamic';
    return overloadSeeingNulls(['dynamic', 'long', 'any?'], 'dynamic', (array, count, fill = null) =>
      count === null ? null : shift(array, sign * count, toDynamicValue(fill, type)),
    );
  };
}

/** 1, 0 or null (neither a bool nor a number) of a condition. */
function truth(value: Dynamic): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value) !== 0;
  return value instanceof Boxed && value.is('real') ? value.value !== 0 : null;
}

function arrayIff(args: readonly Argument[]): Overload {
  const pick = (value: Dynamic): ((i: number) => Dynamic) => {
    if (!isArray(value)) return () => value;
    const array = elements(value);
    return (i) => array[i] ?? null;
  };
  const [, trueType = 'dynamic', falseType = 'dynamic'] = args.map((argument) => argument.type);
  return overloadSeeingNulls(['dynamic', 'any', 'any'], 'dynamic', (conditions, whenTrue, whenFalse) =>
    onArray(conditions, (array) => {
      const yes = pick(toDynamicValue(whenTrue, trueType));
      const no = pick(toDynamicValue(whenFalse, falseType));
      return array.map((condition, i) => {
        const holds = truth(condition);
        return holds === null ? null : holds ? yes(i) : no(i);
      });
    }),
  );
}

function indexOf(array: readonly Dynamic[], wanted: Dynamic, start: number, length: number, occurrence: number): number {
  const from = start < 0 ? Math.max(0, array.length + start) : start;
  const to = length < 0 ? array.length : Math.min(array.length, from + length);
  const key = identity(wanted);
  let left = occurrence;
  for (let i = from; i < to; i++) if (identity(array[i]!) === key && --left === 0) return i;
  return -1;
}

function indexOfOverload(args: readonly Argument[]): Overload {
  const type = args[1]?.type ?? 'dynamic';
  return overloadSeeingNulls(
    ['dynamic', 'any', 'long?', 'long?', 'long?'],
    'long',
    (array, value, start = 0n, length = -1n, occurrence = 1n) => {
      if (!isArray(array) || start === null || length === null || occurrence === null) return null;
      const wanted = toDynamicValue(value, type);
      return BigInt(indexOf(elements(array), wanted, Number(start), Number(length), Number(occurrence)));
    },
  );
}

function concat(...arrays: (Dynamic | null)[]): Dynamic {
  const result: Dynamic[] = [];
  let any = false;
  for (const array of arrays) {
    if (array === null) continue;
    if (!isArray(array)) return null;
    any = true;
    for (const element of elements(array)) result.push(element);
  }
  return any ? result : null;
}

function zip(...values: Dynamic[]): Dynamic {
  if (!values.every(isArray)) return null;
  const arrays = values.map((value) => elements(value as readonly Dynamic[]));
  const length = Math.max(...arrays.map((array) => array.length));
  return Array.from({ length }, (_, i) => arrays.map((array) => array[i] ?? null));
}

function packArray(args: readonly Argument[]): Overload {
  const types: readonly ScalarType[] = args.map((argument) => argument.type);
  return {
    parameters: types.map(() => 'any'),
    returns: 'dynamic',
    nulls: 'see',
    row: (...values: Value[]) => values.map((value, i) => toDynamicValue(value, types[i]!)),
  };
}

/** The most values that `repeat()` gives. */
const mostRepeats = 1_048_576;

function repeat(args: readonly Argument[]): Overload {
  const type = args[0]?.type ?? 'dynamic';
  return overloadSeeingNulls(['any', 'long'], 'dynamic', (value, count) => {
    if (count === null || count < 0n) return null;
    const length = Math.min(Number(count), mostRepeats);
    return new Array<Dynamic>(length).fill(toDynamicValue(value, type));
  });
}

export const arrayFunctions: readonly ScalarFunction[] = [
  { name: 'array_concat', overloads: [overloadSeeingNulls(['dynamic', 'dynamic*'], 'dynamic', concat)] },
  { name: 'array_iff', aliases: ['array_iif'], overloads: arrayIff },
  { name: 'array_index_of', overloads: indexOfOverload },
  {
    name: 'array_length',
    aliases: ['arraylength'],
    overloads: [overload(['dynamic'], 'long', (array) => (isArray(array) ? BigInt(array.length) : null))],
  },
  {
    name: 'array_reverse',
    overloads: [overload(['dynamic'], 'dynamic', (value) => onArray(value, (array) => array.toReversed()))],
  },
  { name: 'array_rotate_left', overloads: [overload(['dynamic', 'long'], 'dynamic', rotate)] },
  { name: 'array_rotate_right', overloads: [overload(['dynamic', 'long'], 'dynamic', (array, count) => rotate(array, -count))] },
  { name: 'array_shift_left', overloads: shiftOverload(1n) },
  { name: 'array_shift_right', overloads: shiftOverload(-1n) },
  { name: 'array_slice', overloads: [overload(['dynamic', 'long', 'long'], 'dynamic', slice)] },
  {
    name: 'array_split',
    overloads: (args) =>
      args[1]?.type === 'dynamic'
        ? overload(['dynamic', 'dynamic'], 'dynamic', (array, at) => split(array, isArray(at) ? elements(at) : [at]))
        : overload(['dynamic', 'long'], 'dynamic', (array, index) => split(array, [Number(index)])),
  },
  { name: 'pack_array', overloads: packArray },
  { name: 'repeat', overloads: repeat },
  { name: 'zip', overloads: [overload(['dynamic', 'dynamic*'], 'dynamic', zip)] },
];
