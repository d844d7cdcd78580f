import { BoolColumn, ColumnWriter, type Column } from '../../columns/column.js';
import { convertColumn, toDynamicValue } from '../../convert.js';
import { isNumeric, type ScalarType, type Value } from '../../types.js';
import { vectorOverload, type Argument, type Overload, type ScalarFunction } from '../definition.js';
import { compareValues } from './compareValues.js';

/**
 * The type of a choice between values, as the binder has it: the widest number, the one type that is not dynamic, or dynamic for a mix.
 */
export function choiceType(types: readonly ScalarType[]): ScalarType {
  const typed = types.filter((type) => type !== 'dynamic');
  const first = typed[0];
  if (first === undefined) return 'dynamic';
  if (typed.every((type) => type === first)) return first;
  if (!typed.every(isNumeric)) return 'dynamic';
  return (['decimal', 'real', 'long'] as const).find((type) => typed.includes(type)) ?? 'int';
}

/** A branch in the type of the choice. Into dynamic a value goes as it is, not through text. */
export function asChoice(column: Column, type: ScalarType): Column {
  if (column.type === type) return column;
  if (type !== 'dynamic') return convertColumn(column, type);
  const writer = new ColumnWriter('dynamic', column.length);
  for (let i = 0; i < column.length; i++) {
    const value = column.get(i);
    if (value !== null) writer.set(i, toDynamicValue(value, column.type));
  }
  return writer.finish();
}

/** Takes each row from the branch that `pick` names; -1 gives null. */
function choose(type: ScalarType, branches: readonly Column[], pick: Int8Array | Int16Array, length: number): Column {
  const writer = new ColumnWriter(type, length);
  for (let i = 0; i < length; i++) {
    const branch = pick[i]!;
    if (branch >= 0) writer.set(i, branches[branch]!.get(i));
  }
  return writer.finish();
}

function isTrue(column: Column, row: number): boolean {
  return column instanceof BoolColumn ? column.values[row] === 1 : column.get(row) === true;
}

/** `case(condition, value, …, else)`; `iff` is the case of one condition. A null condition counts as false. */
function caseOverload(args: readonly Argument[]): Overload | string {
  if (args.length < 3 || args.length % 2 === 0)
    return 'case() takes pairs of a condition and a value, then a value for the rest.';
  const conditions = args.filter((_, i) => i % 2 === 0 && i < args.length - 1);
  if (conditions.some((condition) => condition.type !== 'bool' && condition.type !== 'dynamic'))
    return 'A condition must be a bool.';
  const types = args.filter((_, i) => i % 2 === 1 || i === args.length - 1).map((arg) => arg.type);
  const type = choiceType(types);
  const parameters = args.map((_, i) => (i % 2 === 0 && i < args.length - 1 ? ('bool' as const) : ('any' as const)));
  return vectorOverload(parameters, type, (columns, length) => {
    const branches = columns.filter((_, i) => i % 2 === 1 || i === columns.length - 1).map((column) => asChoice(column, type));
    const pick = new Int16Array(length).fill(branches.length - 1);
    for (let c = branches.length - 2; c >= 0; c--) {
      const condition = columns[2 * c]!;
      for (let i = 0; i < length; i++) if (isTrue(condition, i)) pick[i] = c;
    }
    return choose(type, branches, pick, length);
  });
}

/** The first operand that is not null (for strings: not empty). */
function coalesceOverload(args: readonly Argument[]): Overload | string {
  if (args.length === 0) return 'coalesce() takes at least one value.';
  const type = choiceType(args.map((arg) => arg.type));
  return vectorOverload(['any*'], type, (columns, length) => {
    const branches = columns.map((column) => asChoice(column, type));
    const pick = new Int16Array(length).fill(-1);
    for (let c = branches.length - 1; c >= 0; c--) {
      const branch = branches[c]!;
      for (let i = 0; i < length; i++) {
        if (type === 'string' ? branch.get(i) !== '' : !branch.isNull(i)) pick[i] = c;
      }
    }
    return choose(type, branches, pick, length);
  });
}

/** The largest (`sign` 1) or smallest (-1) of the operands; nulls are passed over. */
function extremeOverload(name: string, sign: 1 | -1) {
  return (args: readonly Argument[]): Overload | string => {
    if (args.length === 0) return `${name}() takes at least one value.`;
    const type = choiceType(args.map((arg) => arg.type));
    if (type === 'dynamic' || type === 'guid') return `${name}() cannot order values of type ${type}.`;
    return vectorOverload(['any*'], type, (columns, length) => {
      const branches = columns.map((column) => asChoice(column, type));
      const writer = new ColumnWriter(type, length);
      for (let i = 0; i < length; i++) {
        let best: Value = null;
        for (const branch of branches) {
          const value = branch.get(i);
          if (value !== null && (best === null || compareValues(value, best, type) * sign > 0)) best = value;
        }
        writer.set(i, best);
      }
      return writer.finish();
    });
  };
}

export const conditionalFunctions: readonly ScalarFunction[] = [
  {
    name: 'iff',
    aliases: ['iif'],
    overloads: (args) => (args.length === 3 ? caseOverload(args) : 'iff() takes a condition and two values.'),
  },
  { name: 'case', overloads: caseOverload },
  { name: 'coalesce', overloads: coalesceOverload },
  { name: 'max_of', overloads: extremeOverload('max_of', 1) },
  { name: 'min_of', overloads: extremeOverload('min_of', -1) },
];
