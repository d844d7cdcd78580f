import { BoolColumn, DictColumn, IntColumn, ValuesColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import { toDynamicValue } from '../convert.js';
import { dynamicLong, elements, isArray } from '../dynamic.js';
import type { Dynamic } from '../dynamic.js';
import { dynamicJson } from '../dynamicText.js';
import type { Argument } from '../functions/definition.js';
import type { ScalarType } from '../types.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { constantNumber, wrongCount } from './arguments.js';
import { conditional } from './conditional.js';
import { flat, realColumn } from './storage.js';

/** Elements of a list or set when no size is given. */
const defaultMaxSize = 1_048_576;

/** The dynamic value of each row: cheap for types that JSON has. */
function reader(argument: Column): (row: number) => Dynamic {
  const column = flat(argument);
  const { type } = column;
  if (column instanceof DictColumn) return (row) => column.get(row);
  if (column instanceof IntColumn || column instanceof BoolColumn) return (row) => column.get(row);
  if (type === 'string' || type === 'dynamic') return (row) => column.get(row) as Dynamic;
  if (type === 'long') {
    return (row) => {
      const value = column.get(row) as bigint | null;
      return value === null ? null : dynamicLong(value);
    };
  }
  return (row) => toDynamicValue(column.get(row), type);
}

/** Values in the order in which they came. Arrays add their elements. */
class Lists implements Aggregator {
  private readonly lists: Dynamic[][] = [];

  constructor(
    private readonly maxSize: number,
    private readonly keepNulls: boolean,
  ) {}

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const { lists, maxSize, keepNulls } = this;
    for (let group = lists.length; group < groupCount; group++) lists.push([]);
    const column = args[0]!;
    const read = reader(column);
    const mayHoldArrays = column.type === 'dynamic';
    for (let i = 0; i < length; i++) {
      const list = lists[groups[i]!]!;
      if (list.length >= maxSize) continue;
      const value = read(i);
      if (mayHoldArrays && isArray(value)) {
        for (const element of elements(value)) if (list.length < maxSize && (element !== null || keepNulls)) list.push(element);
      } else if (value !== null || keepNulls) list.push(value);
    }
  }

  finish(groupCount: number): readonly Column[] {
    return [new ValuesColumn('dynamic', listed(this.lists, groupCount))];
  }
}

/** Reals as they are: a series has no need of a box per element. */
class RealLists implements Aggregator {
  private readonly lists: number[][] = [];

  constructor(private readonly maxSize: number) {}

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const { lists, maxSize } = this;
    for (let group = lists.length; group < groupCount; group++) lists.push([]);
    const { values, valid } = realColumn(args[0]!);
    for (let i = 0; i < length; i++) {
      if (valid !== undefined && valid[i] === 0) continue;
      const list = lists[groups[i]!]!;
      if (list.length < maxSize) list.push(values[i]!);
    }
  }

  finish(groupCount: number): readonly Column[] {
    const values = Array.from({ length: groupCount }, (_, group) => Float64Array.from(this.lists[group] ?? []));
    return [new ValuesColumn('dynamic', values)];
  }
}

function setKeyOf(value: Dynamic): Dynamic {
  return typeof value === 'object' ? dynamicJson(value) : value;
}

/** Distinct values in the order in which they came. Arrays add their elements. */
class Sets implements Aggregator {
  private readonly lists: Dynamic[][] = [];
  private readonly seen: { values: Set<Dynamic>; texts: Set<string> }[] = [];

  constructor(private readonly maxSize: number) {}

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    for (let group = this.lists.length; group < groupCount; group++) {
      this.lists.push([]);
      this.seen.push({ values: new Set(), texts: new Set() });
    }
    const column = args[0]!;
    const read = reader(column);
    for (let i = 0; i < length; i++) {
      const value = read(i);
      if (column.type === 'dynamic' && isArray(value)) {
        for (const element of elements(value)) this.add(groups[i]!, element);
      } else {
        this.add(groups[i]!, value);
      }
    }
  }

  private add(group: number, value: Dynamic): void {
    if (value === null) return;
    const list = this.lists[group]!;
    if (list.length >= this.maxSize) return;
    const { values, texts } = this.seen[group]!;
    const key = setKeyOf(value);
    const known: Set<Dynamic> = typeof value === 'object' ? texts : values;
    if (known.has(key)) return;
    known.add(key);
    list.push(value);
  }

  finish(groupCount: number): readonly Column[] {
    return [new ValuesColumn('dynamic', listed(this.lists, groupCount))];
  }
}

function listed(lists: readonly Dynamic[][], groupCount: number): Dynamic[] {
  return Array.from({ length: groupCount }, (_, group) => lists[group] ?? []);
}

/** The constant size limit at `index`, or a refusal. */
export function maxSizeOf(name: string, args: readonly Argument[], index: number): number | string {
  if (args.length <= index) return defaultMaxSize;
  const size = constantNumber(args[index]);
  if (size === undefined) return `The maximum size of ${name}() must be a constant number.`;
  return size <= 0 ? defaultMaxSize : Math.min(size, defaultMaxSize);
}

function collection(
  name: string,
  aliases: readonly string[],
  most: number,
  create: (maxSize: number, type: ScalarType) => Aggregator,
): AggregateFunction {
  return {
    name,
    aliases,
    bind(args) {
      const wrong = wrongCount(name, args, 1, most);
      if (wrong !== undefined) return wrong;
      const size = maxSizeOf(name, args, 1);
      if (typeof size === 'string') return size;
      const { type } = args[0]!;
      return {
        outputs: [{ type: 'dynamic' }],
        create: () => create(size, type),
      };
    },
  };
}

export const makeList = collection('make_list', ['makelist'], 2, (size, type) =>
  type === 'real' ? new RealLists(size) : new Lists(size, false),
);
export const makeListWithNulls = collection('make_list_with_nulls', [], 1, (size) => new Lists(size, true));
export const makeSet = collection('make_set', ['makeset'], 2, (size) => new Sets(size));
export const makeListIf = conditional('make_list_if', makeList);
export const makeSetIf = conditional('make_set_if', makeSet);
