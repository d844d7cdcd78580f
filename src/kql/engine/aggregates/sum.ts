import { Decimal } from 'decimal.js';
import { columnOf, Int64Column, RealColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import type { Int64Type, ScalarType } from '../types.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { isSummable, typeRefusal, wrongCount } from './arguments.js';
import { conditional } from './conditional.js';
import { flat, grow, numberColumn, realColumn } from './storage.js';
import { WideSum } from './wideSum.js';

/** Sums and counts of the values that are not null, per group. */
class RealSum {
  sums = new Float64Array(0);
  counts = new Float64Array(0);

  add(column: Column, groups: Int32Array, groupCount: number, length: number): void {
    const sums = (this.sums = grow(this.sums, groupCount));
    const counts = (this.counts = grow(this.counts, groupCount));
    const { values, valid } = realColumn(column);
    for (let i = 0; i < length; i++) {
      if (valid !== undefined && valid[i] === 0) continue;
      const group = groups[i]!;
      sums[group]! += values[i]!;
      counts[group]!++;
    }
  }
}

class DecimalSum {
  readonly sums: (Decimal | undefined)[] = [];
  readonly counts: number[] = [];

  add(column: Column, groups: Int32Array, length: number): void {
    for (let i = 0; i < length; i++) {
      const value = column.get(i) as Decimal | null;
      if (value === null) continue;
      const group = groups[i]!;
      this.sums[group] = this.sums[group]?.plus(value) ?? value;
      this.counts[group] = (this.counts[group] ?? 0) + 1;
    }
  }
}

function addIntegers(sum: WideSum, column: Column, groups: Int32Array, groupCount: number, length: number): void {
  const values = flat(column);
  if (values instanceof Int64Column) sum.addWords(values.words, values.valid, groups, groupCount, length);
  else {
    const ints = numberColumn(values);
    sum.addInts(ints.values, ints.valid, groups, groupCount, length);
  }
}

function bySize<T>(groupCount: number, value: (group: number) => T): T[] {
  return Array.from({ length: groupCount }, (_, group) => value(group));
}

function sumAggregator(type: ScalarType, result: ScalarType): Aggregator {
  if (type === 'real') {
    const sum = new RealSum();
    return {
      update: ([column], groups, groupCount, length) => {
        sum.add(column!, groups, groupCount, length);
      },
      finish: (groupCount) => [new RealColumn(grow(sum.sums, groupCount).slice(0, groupCount))],
    };
  }
  if (type === 'decimal') {
    const sum = new DecimalSum();
    return {
      update: ([column], groups, _, length) => {
        sum.add(column!, groups, length);
      },
      finish: (groupCount) => [
        columnOf(
          'decimal',
          bySize(groupCount, (group) => sum.sums[group] ?? new Decimal(0)),
        ),
      ],
    };
  }
  const sum = new WideSum();
  return {
    update: ([column], groups, groupCount, length) => {
      addIntegers(sum, column!, groups, groupCount, length);
    },
    finish: (groupCount) => {
      const values = new BigInt64Array(groupCount);
      for (let group = 0; group < groupCount; group++) values[group] = BigInt.asIntN(64, sum.total(group));
      return [new Int64Column(result as Int64Type, values)];
    },
  };
}

/** The sum of nothing is 0. Sums of 64-bit integers wrap around like those of the real engine. */
export const sum: AggregateFunction = {
  name: 'sum',
  bind(args) {
    const wrong = wrongCount('sum', args, 1);
    if (wrong !== undefined) return wrong;
    const { type } = args[0]!;
    if (!isSummable(type)) return typeRefusal('sum', type, 'a number, timespan or datetime');
    const result = type === 'int' ? 'long' : type;
    return { outputs: [{ type: result }], create: () => sumAggregator(type, result) };
  },
};

function averageAggregator(type: ScalarType): Aggregator {
  if (type === 'real') {
    const sum = new RealSum();
    return {
      update: ([column], groups, groupCount, length) => {
        sum.add(column!, groups, groupCount, length);
      },
      finish: (groupCount) => {
        const values = new Float64Array(groupCount);
        for (let group = 0; group < groupCount; group++) values[group] = (sum.sums[group] ?? 0) / (sum.counts[group] ?? 0);
        return [new RealColumn(values)];
      },
    };
  }
  if (type === 'decimal') {
    const sum = new DecimalSum();
    return {
      update: ([column], groups, _, length) => {
        sum.add(column!, groups, length);
      },
      finish: (groupCount) => [
        columnOf(
          'decimal',
          bySize(groupCount, (group) => sum.sums[group]?.div(sum.counts[group]!) ?? null),
        ),
      ],
    };
  }
  const sum = new WideSum();
  return {
    update: ([column], groups, groupCount, length) => {
      addIntegers(sum, column!, groups, groupCount, length);
    },
    finish: (groupCount) => {
      if (type === 'int' || type === 'long') {
        const values = new Float64Array(groupCount);
        for (let group = 0; group < groupCount; group++) values[group] = sum.approximate(group) / sum.count(group);
        return [new RealColumn(values)];
      }
      return [
        columnOf(
          type,
          bySize(groupCount, (group) => (sum.count(group) === 0 ? null : sum.total(group) / BigInt(sum.count(group)))),
        ),
      ];
    },
  };
}

/** The average of nothing is NaN for numbers, null for other types. */
export const avg: AggregateFunction = {
  name: 'avg',
  bind(args) {
    const wrong = wrongCount('avg', args, 1);
    if (wrong !== undefined) return wrong;
    const { type } = args[0]!;
    if (!isSummable(type)) return typeRefusal('avg', type, 'a number, timespan or datetime');
    const result = type === 'int' || type === 'long' ? 'real' : type;
    return { outputs: [{ type: result }], create: () => averageAggregator(type) };
  },
};

export const sumif = conditional('sumif', sum);
export const avgif = conditional('avgif', avg);
