import type { Column } from '../columns/column.js';
import type { ScalarType, Value } from '../types.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { nameOf, typeRefusal, wrongCount } from './arguments.js';
import { compareValues } from './order.js';
import { percentileColumns, percentileOutputs, percentilesOf } from './percentileResults.js';

/** Values with weights; the percentile is the first value whose cumulated weight reaches that share of the total. */
class WeightedPercentiles implements Aggregator {
  private readonly entries: { readonly value: Value; readonly weight: number }[][] = [];

  constructor(
    private readonly type: ScalarType,
    private readonly percentiles: readonly number[],
    private readonly array: boolean,
  ) {}

  update(args: readonly Column[], groups: Int32Array, _groupCount: number, length: number): void {
    const [values, weights] = args;
    for (let i = 0; i < length; i++) {
      const value = values!.get(i);
      const weight = Number((weights!.get(i) as bigint | null) ?? 0n);
      if (value === null || weight <= 0) continue;
      (this.entries[groups[i]!] ??= []).push({ value, weight });
    }
  }

  finish(groupCount: number): readonly Column[] {
    const result = this.percentiles.map(() => new Array<Value>(groupCount).fill(null));
    for (let group = 0; group < groupCount; group++) {
      const entries = this.entries[group]?.sort((a, b) => compareValues(a.value, b.value));
      if (entries === undefined) continue;
      const total = entries.reduce((sum, { weight }) => sum + weight, 0);
      this.percentiles.forEach((percentile, p) => {
        let left = (percentile * total) / 100;
        const found = entries.find(({ weight }) => (left -= weight) <= 0) ?? entries.at(-1)!;
        result[p]![group] = this.type === 'int' ? BigInt(found.value as number) : found.value;
      });
    }
    return percentileColumns(result, this.type, groupCount, this.array);
  }
}

function weighted(name: string, array: boolean, most: number): AggregateFunction {
  return {
    name,
    bind(args) {
      const wrong = wrongCount(name, args, 3, most);
      if (wrong !== undefined) return wrong;
      const weight = args[1]!.type;
      if (weight !== 'long' && weight !== 'int' && weight !== 'dynamic')
        return typeRefusal(name, weight, 'a whole number as weight');
      const percentiles = percentilesOf(name, args.slice(2));
      if (typeof percentiles === 'string') return percentiles;
      const type = args[0]!.type === 'decimal' ? 'real' : args[0]!.type;
      return {
        arguments: [type, 'long'],
        outputs: percentileOutputs(type, nameOf(args[0]), percentiles, array),
        create: () => new WeightedPercentiles(type, percentiles, array),
      };
    },
  };
}

export const weightedPercentiles: readonly AggregateFunction[] = [
  weighted('percentilew', false, 3),
  weighted('percentilesw', false, Infinity),
  weighted('percentilesw_array', true, Infinity),
];
