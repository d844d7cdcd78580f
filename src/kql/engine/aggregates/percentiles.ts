import type { Column } from '../columns/column.js';
import type { ScalarType } from '../types.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { nameOf, wrongCount } from './arguments.js';
import { nearestRank, percentileColumns, percentileOutputs, percentilesOf } from './percentileResults.js';
import { samples } from './samples.js';
import { weightedPercentiles } from './weightedPercentiles.js';

/** Percentiles of decimals are reals. */
export function sampleType(type: ScalarType): ScalarType {
  return type === 'decimal' ? 'real' : type;
}

function percentileAggregator(type: ScalarType, percentiles: readonly number[], array: boolean): Aggregator {
  const state = samples(type);
  return {
    update: ([column], groups, _, length) => {
      state.add(column!, groups, length);
    },
    finish: (groupCount): Column[] => {
      const values = state.pick(
        groupCount,
        (count) => percentiles.map((percentile) => nearestRank(percentile, count)),
        percentiles.length,
      );
      return percentileColumns(values, type, groupCount, array);
    },
  };
}

const deviation = 'Exact nearest rank at every size; the real engine estimates percentiles of large sets.';

function percentileFunction(name: string, array: boolean, most: number): AggregateFunction {
  return {
    name,
    deviation,
    bind(args) {
      const wrong = wrongCount(name, args, 2, most);
      if (wrong !== undefined) return wrong;
      const percentiles = percentilesOf(name, args.slice(1));
      if (typeof percentiles === 'string') return percentiles;
      const type = sampleType(args[0]!.type);
      return {
        arguments: [type],
        outputs: percentileOutputs(type, nameOf(args[0]), percentiles, array),
        create: () => percentileAggregator(type, percentiles, array),
      };
    },
  };
}

export const percentileFunctions: readonly AggregateFunction[] = [
  percentileFunction('percentile', false, 2),
  percentileFunction('percentiles', false, Infinity),
  percentileFunction('percentiles_array', true, Infinity),
  ...weightedPercentiles,
];
