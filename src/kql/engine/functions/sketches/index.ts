import { convertValue } from '../../convert.js';
import { isArray } from '../../dynamic.js';
import type { Dynamic } from '../../dynamic.js';
import { KqlError } from '../../errors.js';
import { scalarTypes } from '../../types.js';
import type { ScalarType, Value } from '../../types.js';
import type { Argument, Overload, ScalarFunction } from '../definition.js';
import { overload } from '../definition.js';
import { countHll, hllOf, mergeHll, readHll, writeHll } from './hll.js';
import {
  datetimeNumber,
  digestDynamic,
  digestNumber,
  digestOf,
  digestPercentile,
  digestRank,
  digestTotal,
  mergeDigests,
  readDigest,
  writeDigest,
} from './tdigest.js';
import type { Digest } from './tdigest.js';

/** The type that `typeof(…)` names. */
function typeArgument(arg: Argument | undefined): ScalarType | undefined {
  return scalarTypes.find((type) => type === arg?.constant);
}

function percentileIn(digest: Digest, percentile: number): Value {
  if (!(percentile >= 0 && percentile <= 100)) throw new KqlError('runtime', 'A percentile must be from 0 to 100.');
  return digestPercentile(digest, percentile);
}

const percentileTdigest: ScalarFunction = {
  name: 'percentile_tdigest',
  overloads: (args): Overload | string => {
    if (args.length < 2 || args.length > 3) return `percentile_tdigest() takes 2 to 3 arguments, not ${args.length}.`;
    if (args.length === 2) {
      return overload(['dynamic', 'real'], 'dynamic', (state, percentile) => {
        const digest = digestOf(state);
        return digestDynamic(percentileIn(digest, percentile), digest.type);
      });
    }
    const type = typeArgument(args[2]);
    if (type === undefined) return 'The third argument of percentile_tdigest() must be a type, such as typeof(long).';
    return overload(['dynamic', 'real', 'string'], type, (state, percentile) => {
      const digest = digestOf(state);
      return convertValue(percentileIn(digest, percentile), digest.type, type);
    });
  },
};

/** The percentiles that the arguments name: numbers, or one array of them. */
function percentilesIn(values: readonly Value[]): number[] {
  return values.flatMap((value) => {
    const dynamic = value as Dynamic;
    if (!isArray(dynamic)) return [Number(value)];
    return Array.from(dynamic as Iterable<Dynamic>, (element) => Number(convertValue(element, 'dynamic', 'real')));
  });
}

const percentilesArrayTdigest: ScalarFunction = {
  name: 'percentiles_array_tdigest',
  overloads: [
    overload(['dynamic', 'any*'], 'dynamic', (state, ...values) => {
      const digest = digestOf(state);
      return percentilesIn(values).map((percentile) => digestDynamic(percentileIn(digest, percentile), digest.type));
    }),
  ],
};

function rankFunction(name: string, result: (rank: number, total: number) => number): ScalarFunction {
  return {
    name,
    overloads: (args) =>
      args.length !== 2
        ? `${name}() takes 2 arguments, not ${args.length}.`
        : overload(['dynamic', 'any'], 'real', (state, value) => {
            const digest = digestOf(state);
            const number = args[1]!.type === 'datetime' ? datetimeNumber(value as bigint) : digestNumber(value);
            return result(digestRank(digest, number), digestTotal(digest));
          }),
  };
}

/** Functions over the states that the aggregates `hll` and `tdigest` give. */
export const sketchesFunctions: readonly ScalarFunction[] = [
  {
    name: 'dcount_hll',
    deviation: 'Exact up to 16,384 distinct values; the real engine estimates.',
    overloads: [overload(['dynamic'], 'long', (state) => BigInt(countHll(hllOf(state))))],
  },
  {
    name: 'hll_merge',
    overloads: [overload(['dynamic', 'dynamic*'], 'dynamic', (...states) => writeHll(mergeHll(states.map(hllOf))))],
  },
  {
    name: 'hll_isvalid',
    overloads: [overload(['dynamic'], 'bool', (state) => readHll(state) !== undefined)],
  },
  {
    name: 'merge_tdigest',
    aliases: ['tdigest_merge'],
    overloads: [overload(['dynamic', 'dynamic*'], 'dynamic', (...states) => writeDigest(mergeDigests(states.map(digestOf))))],
  },
  {
    name: 'tdigest_isvalid',
    overloads: [overload(['dynamic'], 'bool', (state) => readDigest(state) !== undefined)],
  },
  percentileTdigest,
  percentilesArrayTdigest,
  rankFunction('rank_tdigest', (rank) => rank),
  rankFunction('percentrank_tdigest', (rank, total) => (100 * rank) / total),
];
