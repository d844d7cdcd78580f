import type { Decimal } from 'decimal.js';
import { BoolColumn, Int64Column, type Column } from '../../columns/column.js';
import { convertValue, textOf } from '../../convert.js';
import { dynamicJson } from '../../dynamicText.js';
import { elements, isArray, type Dynamic } from '../../dynamic.js';
import type { ScalarType, Value } from '../../types.js';
import { vectorOverload, type Argument, type Overload, type RowFunction, type ScalarFunction } from '../definition.js';
import { foldCase, hasTerm } from '../strings/terms.js';
import { CallSite } from '../lift.js';
import { arithmeticOperators } from './arithmetic.js';
import { commonType, compareColumns } from './comparison.js';
import { maxSafe, toDouble } from './int64.js';
import { logicOperators } from './logic.js';

/** The values of a list: a dynamic array among them stands for its elements. */
function flatten(list: readonly Value[], type: ScalarType): { values: Value[]; type: ScalarType } {
  if (type !== 'dynamic') return { values: [...list], type };
  const values: Value[] = [];
  for (const item of list as readonly Dynamic[]) {
    if (isArray(item)) values.push(...elements(item));
    else values.push(item);
  }
  return { values, type };
}

function keyOf(value: Value, type: ScalarType): unknown {
  if (type === 'decimal') return (value as Decimal).toString();
  if (type === 'dynamic') return dynamicJson(value as Dynamic);
  return value;
}

/** The test of a list operator for a whole list; undefined when value and list have no type in common. */
export function listPredicate(
  name: string,
  valueType: ScalarType,
  listType: ScalarType,
  list: readonly Value[],
): Overload | undefined {
  const negated = name.startsWith('!');
  const operator = negated ? name.slice(1) : name;
  const flat = flatten(list, listType);
  if (operator === 'has_any' || operator === 'has_all') {
    const terms = flat.values.map((term) => textOf(term, flat.type));
    const test = operator === 'has_any' ? terms.some.bind(terms) : terms.every.bind(terms);
    return {
      parameters: ['string'],
      returns: 'bool',
      row: (text: string) => test((term) => hasTerm(text, term, false)),
    };
  }
  const folded = operator === 'in~';
  const type = folded ? 'string' : flat.type === 'dynamic' ? valueType : commonType(valueType, flat.type);
  if (type === undefined) return undefined;
  const keys = new Set<unknown>();
  for (const item of flat.values) {
    const value = item === null ? null : convertValue(item, flat.type, type);
    if (value !== null) keys.add(folded ? foldCase(value as string) : keyOf(value, type));
  }
  const row = (value: Value): boolean => {
    const found = value !== null && keys.has(folded ? foldCase(value as string) : keyOf(value, type));
    return found !== negated;
  };
  const rowOverload: Overload = { parameters: [type], returns: 'bool', nulls: 'see', row: row };
  if (type !== 'long' && type !== 'datetime' && type !== 'timespan') return rowOverload;
  const site = new CallSite(rowOverload);
  return vectorOverload(
    [type],
    'bool',
    (args, length, context) => inInt64(args[0]!, keys as Set<bigint>, negated) ?? site.evaluate(args, length, context),
  );
}

/** Membership of 64-bit values without a BigInt per row. */
function inInt64(column: Column, keys: ReadonlySet<bigint>, negated: boolean): Column | undefined {
  if (!(column instanceof Int64Column)) return undefined;
  const doubles = new Set<number>();
  for (const key of keys) doubles.add(Number(key));
  const { words, valid, values } = column;
  const out = new Uint8Array(column.length);
  for (let i = 0; i < out.length; i++) {
    const near = toDouble(words, 2 * i);
    // A double may stand for several integers beyond 2^53: there the exact value decides.
    const found =
      (valid === undefined || valid[i] === 1) && doubles.has(near) && (Math.abs(near) <= maxSafe || keys.has(values[i]!));
    out[i] = found === negated ? 0 : 1;
  }
  return new BoolColumn(out);
}

function resolveList(name: string, args: readonly Argument[]): Overload | string {
  const [value, ...list] = args;
  if (value === undefined) return `'${name}' takes a value and a list.`;
  if (list.every((item) => item.isConstant)) {
    const type = listTypeOf(value.type, list);
    const values = list.flatMap((item) => {
      const flat = flatten([item.constant ?? null], item.type);
      return flat.values.map((one) => (one === null ? null : convertValue(one, flat.type, type)));
    });
    const made = listPredicate(name, value.type, type, values);
    if (made === undefined) return `'${name}' cannot compare ${value.type} with ${list.map((item) => item.type).join(', ')}.`;
    const site = new CallSite(made);
    return {
      ...made,
      parameters: [...made.parameters, ...list.map(() => 'any' as const)],
      row: undefined as never,
      vector: (columns, length, context) => site.evaluate([columns[0]!], length, context),
    };
  }
  return rowwise(name, value.type, list);
}

/** The type that the members of a literal list are compared in. */
function listTypeOf(value: ScalarType, list: readonly Argument[]): ScalarType {
  const types = list.map((item) => item.type).filter((type) => type !== 'dynamic');
  let type = value;
  for (const next of types) type = commonType(type, next) ?? next;
  return type;
}

/** A list with members that depend on the row. */
function rowwise(name: string, type: ScalarType, list: readonly Argument[]): Overload | string {
  const negated = name.startsWith('!');
  const operator = negated ? name.slice(1) : name;
  if (operator === 'has_any' || operator === 'has_all' || operator === 'in~' || list.some((item) => item.type === 'dynamic')) {
    const listTypes = list.map((item) => item.type);
    const row = (value: Value, ...members: readonly Value[]): boolean => {
      const values = members.flatMap((member, i) => {
        const flat = flatten([member], listTypes[i]!);
        return flat.values.map((one) => textOf(one, flat.type));
      });
      const made = listPredicate(name, 'string', 'string', values)!;
      return (made.row as unknown as (text: string) => boolean)(textOf(value, type));
    };
    return { parameters: ['any', 'any*'], returns: 'bool', nulls: 'see', row: row as unknown as RowFunction };
  }
  const common = list.reduce<ScalarType | undefined>((at, item) => (at === undefined ? at : commonType(at, item.type)), type);
  if (common === undefined) return `'${name}' cannot compare ${type} with ${list.map((item) => item.type).join(', ')}.`;
  return vectorOverload([common, `${common}*`], 'bool', (columns, length) => {
    const out = new Uint8Array(length).fill(negated ? 1 : 0);
    for (const member of columns.slice(1)) {
      const equal = compareColumns('==', columns[0]!, member, length);
      for (let i = 0; i < length; i++) if (equal.get(i) === true) out[i] = negated ? 0 : 1;
    }
    return new BoolColumn(out);
  });
}

/** `x between (low .. high)`, both inclusive; for a datetime `high` may be a timespan from `low` on. */
function resolveBetween(name: string, args: readonly Argument[]): Overload | string {
  const [value, low, high] = args;
  if (value === undefined || low === undefined || high === undefined) return `'${name}' takes a value and a range.`;
  const fromLow = value.type === 'datetime' && high.type === 'timespan';
  const type = fromLow ? 'datetime' : commonType(commonType(value.type, low.type) ?? value.type, high.type);
  if (type === undefined || type === 'string' || type === 'guid' || type === 'bool') {
    return `'${name}' cannot compare ${value.type} with ${low.type} .. ${high.type}.`;
  }
  return vectorOverload([type, type, fromLow ? 'timespan' : type], 'bool', (columns, length, context) => {
    const end = fromLow ? plus.evaluate([columns[1]!, columns[2]!], length, context) : columns[2]!;
    const above = compareColumns('>=', columns[0]!, columns[1]!, length);
    const below = compareColumns('<=', columns[0]!, end, length);
    const both = and.evaluate([above, below], length, context);
    return name === 'between' ? both : not.evaluate([both], length, context);
  });
}

function siteOf(list: readonly ScalarFunction[], name: string, args: readonly Argument[]): CallSite {
  const { overloads } = list.find((definition) => definition.name === name)!;
  const found = typeof overloads === 'function' ? overloads(args, []) : overloads[0]!;
  return new CallSite(found as Overload);
}

const plus = siteOf(arithmeticOperators, '+', [
  { type: 'datetime', isConstant: false },
  { type: 'timespan', isConstant: false },
]);
const and = siteOf(logicOperators, 'and', []);
const not = siteOf(logicOperators, 'not', []);

export const membershipOperators: readonly ScalarFunction[] = [
  ...['in', '!in', 'in~', '!in~', 'has_any', 'has_all', '!has_any', '!has_all'].map((name): ScalarFunction => ({
    name,
    overloads: (args) => resolveList(name, args),
  })),
  ...['between', '!between'].map((name): ScalarFunction => ({ name, overloads: (args) => resolveBetween(name, args) })),
];
