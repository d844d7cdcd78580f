import { constant, ConstColumn, DictColumn, JsonColumn, Utf8Column, ValuesColumn, type Column } from '../../columns/column.js';
import { convertValue, toDynamicValue } from '../../convert.js';
import type { Dynamic } from '../../dynamic.js';
import { dynamicText, parseDynamic, scanPath } from '../../dynamicText.js';
import { scalarTypes, type ScalarType, type Value } from '../../types.js';
import {
  overload,
  overloadSeeingNulls,
  vectorOverload,
  type Argument,
  type Overload,
  type ScalarFunction,
} from '../definition.js';
import { sortedJson } from './equality.js';
import { anyMember, parseJsonPath, valueAt, type PathStep } from './path.js';

/** A string column read as JSON, without parsing it yet. */
function jsonColumn(column: Column): Column {
  if (column instanceof DictColumn || column instanceof Utf8Column || column instanceof ValuesColumn)
    return new JsonColumn(column);
  if (column instanceof ConstColumn) return constant('dynamic', parseDynamic(column.value as string), column.length);
  const values = Array.from({ length: column.length }, (_, row) => parseDynamic(column.get(row) as string));
  return new ValuesColumn('dynamic', values);
}

function parseJson(args: readonly Argument[]): Overload | string {
  const [value] = args;
  if (value === undefined || args.length !== 1) return 'parse_json() takes one value.';
  const { type } = value;
  if (type === 'string') return vectorOverload(['string'], 'dynamic', ([column]) => jsonColumn(column!));
  if (type === 'dynamic') return vectorOverload(['dynamic'], 'dynamic', ([column]) => column!);
  return { parameters: ['any'], returns: 'dynamic', row: (scalar: Value) => toDynamicValue(scalar, type) };
}

const typeNames: Readonly<Record<string, ScalarType>> = {
  boolean: 'bool',
  double: 'real',
  date: 'datetime',
  time: 'timespan',
  uuid: 'guid',
  uniqueid: 'guid',
  int64: 'long',
  int32: 'int',
};

/** The type that a `typeof(…)` argument names. */
function typeArgument(argument: Argument): ScalarType | undefined {
  const name = argument.constant;
  if (typeof name !== 'string') return undefined;
  const plain = name.trim().replace(/^typeof\s*\(\s*(\w+)\s*\)$/, '$1');
  return typeNames[plain] ?? scalarTypes.find((type) => type === plain);
}

function extractor(): (path: string, text: string) => Dynamic {
  const parsed = new Map<string, readonly PathStep[] | null>();
  return (path, text) => {
    let steps = parsed.get(path);
    if (steps === undefined) {
      steps = parseJsonPath(path);
      parsed.set(path, steps);
    }
    if (steps === null) return null;
    if (steps.every((one): one is string | number => one !== anyMember)) return scanPath(text, steps);
    return valueAt(parseDynamic(text), steps) ?? null;
  };
}

function extractJson(args: readonly Argument[]): Overload | string {
  const extract = extractor();
  const [, , typeOf] = args;
  const type = typeOf === undefined ? 'string' : typeArgument(typeOf);
  if (type === undefined) return 'The third argument of extract_json() is a type: typeof(long).';
  return {
    parameters: ['string', 'string', 'any?'],
    returns: type,
    nulls: 'see',
    row: (path: string, text: string) => {
      const found = extract(path, text);
      if (type === 'string') return dynamicText(found);
      if (type === 'dynamic' || found === null) return found;
      return typeof found === 'string' ? convertValue(found, 'string', type) : convertValue(found, 'dynamic', type);
    },
  };
}

export const jsonFunctions: readonly ScalarFunction[] = [
  { name: 'parse_json', aliases: ['parsejson', 'todynamic', 'toobject'], overloads: parseJson },
  { name: 'extract_json', aliases: ['extractjson'], overloads: extractJson },
  {
    name: 'dynamic_to_json',
    overloads: (args) => {
      const type = args[0]?.type ?? 'dynamic';
      return overloadSeeingNulls(['any'], 'string', (value) => {
        const dynamic = toDynamicValue(value, type);
        return typeof dynamic === 'object' && dynamic !== null
          ? sortedJson(dynamic).replace(/^"(.*)"$/s, '$1')
          : dynamicText(dynamic);
      });
    },
  },
  { name: 'treepath', overloads: [overload(['dynamic'], 'dynamic', treePath)] },
];

/** Every path in a bag, keys as `['key']`; `[0]` stands for any element of an array. */
function treePath(value: Dynamic): Dynamic {
  const paths = new Set<string>();
  const visit = (node: Dynamic, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node) || node instanceof Float64Array) {
      for (const element of node as readonly Dynamic[]) {
        paths.add(`${path}[0]`);
        visit(element, `${path}[0]`);
      }
    } else if (Object.getPrototypeOf(node) === Object.prototype) {
      for (const [key, member] of Object.entries(node as Record<string, Dynamic>)) {
        const inner = `${path}['${key}']`;
        paths.add(inner);
        visit(member, inner);
      }
    }
  };
  visit(value, '');
  return paths.size === 0 ? null : [...paths];
}
