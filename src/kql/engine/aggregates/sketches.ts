import { ValuesColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import type { Dynamic } from '../dynamic.js';
import { addHash, hllOf, mergeHll, mixedHash, newHll, precisionOf, writeHll } from '../functions/sketches/hll.js';
import type { Hll } from '../functions/sketches/hll.js';
import {
  buildDigest,
  datetimeNumber,
  digestNumber,
  digestOf,
  digestType,
  mergeDigests,
  writeDigest,
} from '../functions/sketches/tdigest.js';
import type { Digest } from '../functions/sketches/tdigest.js';
import type { ScalarType } from '../types.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { constantNumber, isSummable, typeRefusal, wrongCount } from './arguments.js';
import { conditional } from './conditional.js';
import { eachKey } from './hashing.js';

function stateColumn<T>(states: readonly (T | undefined)[], groupCount: number, write: (state: T) => Dynamic): Column {
  return new ValuesColumn(
    'dynamic',
    Array.from({ length: groupCount }, (_, group) => {
      const state = states[group];
      return state === undefined ? null : write(state);
    }),
  );
}

class HllAggregator implements Aggregator {
  private readonly states: (Hll | undefined)[] = [];

  constructor(private readonly precision: number) {}

  update(args: readonly Column[], groups: Int32Array, _groupCount: number, length: number): void {
    eachKey(args[0]!, length, (row, low, high) => {
      addHash((this.states[groups[row]!] ??= newHll(this.precision)), mixedHash(low, high));
    });
  }

  finish(groupCount: number): readonly Column[] {
    return [stateColumn(this.states, groupCount, writeHll)];
  }
}

const hllFunction = (name: string): AggregateFunction => ({
  name,
  bind(args) {
    const wrong = wrongCount(name, args, 1, 2);
    if (wrong !== undefined) return wrong;
    const accuracy = args.length === 2 ? constantNumber(args[1]) : 1;
    if (accuracy === undefined || !Number.isInteger(accuracy) || accuracy < 0 || accuracy > 4) {
      return `The accuracy of ${name}() must be a constant from 0 to 4.`;
    }
    return { outputs: [{ type: 'dynamic' }], create: () => new HllAggregator(precisionOf(accuracy)) };
  },
});

export const hll = hllFunction('hll');
export const hllIf = conditional('hll_if', hll);

/** Merges the states of a group; states are collected and merged once. */
function mergeFunction<T>(
  name: string,
  aliases: readonly string[],
  read: (value: Dynamic) => T,
  merge: (states: readonly T[]) => T,
  write: (state: T) => Dynamic,
): AggregateFunction {
  return {
    name,
    aliases,
    bind(args) {
      const wrong = wrongCount(name, args, 1);
      if (wrong !== undefined) return wrong;
      if (args[0]!.type !== 'dynamic') return typeRefusal(name, args[0]!.type, 'a dynamic state');
      return {
        outputs: [{ type: 'dynamic' }],
        create: (): Aggregator => {
          const states: (T[] | undefined)[] = [];
          return {
            update: ([column], groups, _, length) => {
              for (let i = 0; i < length; i++) {
                const value = column!.get(i) as Dynamic;
                if (value !== null) (states[groups[i]!] ??= []).push(read(value));
              }
            },
            finish: (groupCount) => [stateColumn(states, groupCount, (group) => write(merge(group)))],
          };
        },
      };
    },
  };
}

interface Entry {
  readonly mean: number;
  readonly weight: number;
}

/** Entries of a group before they are merged into a digest again. */
const mostPending = 65_536;

class TdigestAggregator implements Aggregator {
  private readonly pending: (Entry[] | undefined)[] = [];
  private readonly digests: (Digest | undefined)[] = [];

  constructor(private readonly type: ScalarType) {}

  update(args: readonly Column[], groups: Int32Array, _groupCount: number, length: number): void {
    const [values, weights] = args;
    for (let i = 0; i < length; i++) {
      const value = values!.get(i);
      const weight = weights === undefined ? 1 : Number((weights.get(i) as bigint | null) ?? 0n);
      if (value === null || weight <= 0) continue;
      const mean = this.type === 'datetime' ? datetimeNumber(value as bigint) : digestNumber(value);
      if (Number.isNaN(mean)) continue;
      const group = groups[i]!;
      const entries = (this.pending[group] ??= []);
      entries.push({ mean, weight });
      if (entries.length >= mostPending) this.flush(group);
    }
  }

  private flush(group: number): Digest | undefined {
    const entries = this.pending[group];
    if (entries === undefined) return this.digests[group];
    const digest = buildDigest(digestType(this.type), entries);
    this.pending[group] = undefined;
    const before = this.digests[group];
    return (this.digests[group] = before === undefined ? digest : mergeDigests([before, digest]));
  }

  finish(groupCount: number): readonly Column[] {
    for (let group = 0; group < groupCount; group++) this.flush(group);
    return [stateColumn(this.digests, groupCount, writeDigest)];
  }
}

export const tdigest: AggregateFunction = {
  name: 'tdigest',
  bind(args) {
    const wrong = wrongCount('tdigest', args, 1, 2);
    if (wrong !== undefined) return wrong;
    const { type } = args[0]!;
    if (!isSummable(type)) return typeRefusal('tdigest', type, 'a number, timespan or datetime');
    return {
      arguments: args.length === 2 ? ['any', 'long'] : ['any'],
      outputs: [{ type: 'dynamic' }],
      create: () => new TdigestAggregator(type),
    };
  },
};

export const hllMerge = mergeFunction('hll_merge', [], hllOf, mergeHll, writeHll);
export const tdigestMerge = mergeFunction(
  'tdigest_merge',
  ['merge_tdigest', 'merge_tdigests'],
  digestOf,
  mergeDigests,
  writeDigest,
);
