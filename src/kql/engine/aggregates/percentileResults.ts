import { columnOf, ValuesColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import { toDynamicValue } from '../convert.js';
import type { Argument } from '../functions/definition.js';
import type { ScalarType, Value } from '../types.js';
import type { AggregateOutput } from './definition.js';
import { constantNumber } from './arguments.js';
import { isArray } from '../dynamic.js';
import type { Dynamic } from '../dynamic.js';

/** 1-based rank of a percentile among `count` sorted values: the smallest that has at least `percentile` % at or below it. */
export function nearestRank(percentile: number, count: number): number {
  return Math.min(count, Math.max(1, Math.ceil((percentile * count) / 100)));
}

/** Percentiles from constant arguments (numbers, or one array of numbers), or a refusal. */
export function percentilesOf(name: string, args: readonly Argument[]): readonly number[] | string {
  const values: (number | undefined)[] = [];
  for (const arg of args) {
    const value = arg.constant;
    if (isArray(value as Dynamic)) {
      for (const element of value as Iterable<Dynamic>) {
        values.push(constantNumber({ type: 'real', isConstant: true, constant: element as Value }));
      }
    } else {
      values.push(constantNumber(arg));
    }
  }
  const numbers = values.filter((value): value is number => value !== undefined && value >= 0 && value <= 100);
  if (numbers.length < values.length || numbers.length === 0)
    return `The percentiles of ${name}() must be constants from 0 to 100.`;
  return numbers;
}

/** `percentile_x_99_9`. */
export function percentileName(argument: string, percentile: number): string {
  return `percentile_${argument}_${String(percentile).replace('.', '_')}`;
}

/** The type of a percentile of values of a type. */
export function percentileType(type: ScalarType): ScalarType {
  return type === 'int' ? 'long' : type === 'decimal' ? 'real' : type;
}

export function percentileOutputs(
  type: ScalarType,
  argument: string,
  percentiles: readonly number[],
  array: boolean,
): AggregateOutput[] {
  if (array) return [{ type: 'dynamic', name: `percentiles_${argument}` }];
  return percentiles.map((percentile) => ({ type: percentileType(type), name: percentileName(argument, percentile) }));
}

/** `values[p][group]` as one column per percentile, or as one column of arrays (null for a group without values). */
export function percentileColumns(
  values: readonly (readonly Value[])[],
  type: ScalarType,
  groupCount: number,
  array: boolean,
): Column[] {
  const result = percentileType(type);
  if (!array) return values.map((column) => columnOf(result, column));
  return [
    new ValuesColumn(
      'dynamic',
      Array.from({ length: groupCount }, (_, group) => {
        const row = values.map((column) => column[group] ?? null);
        return row[0] === null ? null : row.map((value) => toDynamicValue(value, result));
      }),
    ),
  ];
}
