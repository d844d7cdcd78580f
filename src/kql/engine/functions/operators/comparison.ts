import {
  BoolColumn,
  ConstColumn,
  DictColumn,
  Int64Column,
  RealColumn,
  Utf8Column,
  constant,
  type Column,
} from '../../columns/column.js';
import { isNumeric, type ScalarType, type Value } from '../../types.js';
import { vectorOverload, type Argument, type Overload, type ScalarFunction } from '../definition.js';
import { compareValues } from './compareValues.js';

/** The type in which two operands are compared; undefined when they cannot be. */
export function commonType(a: ScalarType, b: ScalarType): ScalarType | undefined {
  if (a === b) return a;
  if (a === 'dynamic') return b;
  if (b === 'dynamic') return a;
  const rank = (type: ScalarType): number => (type === 'bool' ? 0 : ['int', 'long', 'real', 'decimal'].indexOf(type) + 1);
  const numeric = (type: ScalarType): boolean => type === 'bool' || isNumeric(type);
  if (numeric(a) && numeric(b)) {
    const wider = rank(a) > rank(b) ? a : b;
    return wider === 'int' ? 'long' : wider;
  }
  if (a === 'string') return b;
  if (b === 'string') return a;
  const ticks = (type: ScalarType): boolean => type === 'long' || type === 'int' || type === 'datetime' || type === 'timespan';
  return ticks(a) && ticks(b) ? 'long' : undefined;
}

type Relational = '==' | '!=' | '<' | '<=' | '>' | '>=';

const holds: Record<Relational, (order: number) => boolean> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const mirrored: Record<Relational, Relational> = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function resolve(name: Relational, args: readonly Argument[]): Overload | string {
  const [left, right] = args;
  if (left === undefined || right === undefined || args.length > 2) return `'${name}' takes two operands.`;
  const type = commonType(left.type, right.type);
  if (type === undefined) return `'${name}' cannot compare ${left.type} with ${right.type}.`;
  const ordered = name !== '==' && name !== '!=';
  if (
    ordered &&
    (type === 'guid' || (type === 'string' && left.type !== right.type && left.type !== 'dynamic' && right.type !== 'dynamic'))
  ) {
    return `'${name}' cannot order values of type ${type}.`;
  }
  return vectorOverload([type, type], 'bool', (columns, length) => compareColumns(name, columns[0]!, columns[1]!, length));
}

/** Compares two columns of one type. With one null operand `==` is false, `!=` true, the others null; with two, all are null. */
export function compareColumns(name: Relational, left: Column, right: Column, length: number): Column {
  if (left instanceof ConstColumn && !(right instanceof ConstColumn)) return compareColumns(mirrored[name], right, left, length);
  if (right instanceof ConstColumn && right.value !== null) {
    const fast = compareWithConstant(name, left, right.value);
    if (fast !== undefined) return fast;
  }
  const test = holds[name];
  const values = new Uint8Array(length);
  let valid: Uint8Array | undefined;
  if (left instanceof RealColumn && right instanceof RealColumn && left.valid === undefined && right.valid === undefined) {
    const a = left.values;
    const b = right.values;
    for (let i = 0; i < length; i++) values[i] = compareReals(name, a[i]!, b[i]!);
    return new BoolColumn(values);
  }
  for (let i = 0; i < length; i++) {
    const a = left.get(i);
    const b = right.get(i);
    if (a !== null && b !== null) {
      if (test(compareValues(a, b, left.type))) values[i] = 1;
    } else if (name === '!=' && (a === null) !== (b === null)) {
      values[i] = 1;
    } else if (!(name === '==' && (a === null) !== (b === null))) {
      valid ??= new Uint8Array(length).fill(1);
      valid[i] = 0;
    }
  }
  return new BoolColumn(values, valid);
}

function compareReals(name: Relational, a: number, b: number): number {
  switch (name) {
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    case '<':
      return a < b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
  }
}

function compareWithConstant(name: Relational, column: Column, value: Value): Column | undefined {
  if (column instanceof RealColumn)
    return withNulls(name, compareRealConstant(name, column.values, value as number), column.valid);
  if (column instanceof Int64Column) return withNulls(name, compareWords(name, column.words, value as bigint), column.valid);
  if (column instanceof DictColumn) {
    const test = holds[name];
    const text = value as string;
    const table = new Uint8Array(column.dictionary.length + 1);
    for (let i = 0; i < column.dictionary.length; i++)
      table[i + 1] = test(compareValues(column.dictionary[i]!, text, 'string')) ? 1 : 0;
    table[0] = test(compareValues('', text, 'string')) ? 1 : 0;
    const values = new Uint8Array(column.length);
    for (let i = 0; i < values.length; i++) values[i] = table[column.codes[i]! + 1]!;
    return new BoolColumn(values);
  }
  if (column instanceof Utf8Column && (name === '==' || name === '!='))
    return equalsBytes(column, value as string, name === '!=' ? 1 : 0);
  if (column instanceof ConstColumn) {
    const result =
      column.value === null
        ? name === '!='
          ? true
          : name === '=='
            ? false
            : null
        : holds[name](compareValues(column.value, value, column.type));
    return constant('bool', result, column.length);
  }
  return undefined;
}

function compareRealConstant(name: Relational, a: Float64Array, b: number): Uint8Array {
  const out = new Uint8Array(a.length);
  switch (name) {
    case '==':
      for (let i = 0; i < a.length; i++) out[i] = a[i] === b ? 1 : 0;
      break;
    case '!=':
      for (let i = 0; i < a.length; i++) out[i] = a[i] !== b ? 1 : 0;
      break;
    case '<':
      for (let i = 0; i < a.length; i++) out[i] = a[i]! < b ? 1 : 0;
      break;
    case '<=':
      for (let i = 0; i < a.length; i++) out[i] = a[i]! <= b ? 1 : 0;
      break;
    case '>':
      for (let i = 0; i < a.length; i++) out[i] = a[i]! > b ? 1 : 0;
      break;
    case '>=':
      for (let i = 0; i < a.length; i++) out[i] = a[i]! >= b ? 1 : 0;
      break;
  }
  return out;
}

/** 64-bit comparison on words: the high ones signed, then the low ones unsigned. */
function compareWords(name: Relational, words: Int32Array, value: bigint): Uint8Array {
  const low = Number(BigInt.asUintN(32, value));
  const high = Number(BigInt.asIntN(32, value >> 32n));
  const length = words.length >> 1;
  const out = new Uint8Array(length);
  const whenLess = holds[name](-1) ? 1 : 0;
  const whenEqual = holds[name](0) ? 1 : 0;
  const whenGreater = holds[name](1) ? 1 : 0;
  for (let i = 0; i < length; i++) {
    const h = words[2 * i + 1]!;
    const l = words[2 * i]! >>> 0;
    out[i] = h < high ? whenLess : h > high ? whenGreater : l < low ? whenLess : l > low ? whenGreater : whenEqual;
  }
  return out;
}

/** Null rows of the column against a value: `==` false, `!=` true, the others null. */
function withNulls(name: Relational, values: Uint8Array, valid: Uint8Array | undefined): BoolColumn {
  if (valid === undefined) return new BoolColumn(values);
  for (let i = 0; i < values.length; i++) if (valid[i] === 0) values[i] = name === '!=' ? 1 : 0;
  return new BoolColumn(values, name === '==' || name === '!=' ? undefined : valid);
}

function equalsBytes(column: Utf8Column, text: string, flip: number): BoolColumn {
  const needle = new TextEncoder().encode(text);
  const { bytes, starts, ends } = column;
  const out = new Uint8Array(column.length);
  for (let i = 0; i < out.length; i++) {
    const start = starts[i]!;
    let equal = ends[i]! - start === needle.length;
    for (let k = 0; equal && k < needle.length; k++) equal = bytes[start + k] === needle[k];
    out[i] = (equal ? 1 : 0) ^ flip;
  }
  return new BoolColumn(out);
}

const names: readonly Relational[] = ['==', '!=', '<', '<=', '>', '>='];

export const comparisonOperators: readonly ScalarFunction[] = names.map((name) => ({
  name,
  overloads: (args) => resolve(name, args),
}));
