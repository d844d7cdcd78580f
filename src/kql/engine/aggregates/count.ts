import type { Column } from '../columns/column.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { typeRefusal, wrongCount } from './arguments.js';
import { boolColumn, countsColumn, grow } from './storage.js';

class Count implements Aggregator {
  private counts = new Float64Array(0);

  update(_args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const counts = (this.counts = grow(this.counts, groupCount));
    if (groupCount === 1) counts[0]! += length;
    else for (let i = 0; i < length; i++) counts[groups[i]!]!++;
  }

  finish(groupCount: number): readonly Column[] {
    return [countsColumn(this.counts, groupCount)];
  }
}

class CountIf implements Aggregator {
  private counts = new Float64Array(0);

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const counts = (this.counts = grow(this.counts, groupCount));
    const { values, valid } = boolColumn(args[0]!);
    for (let i = 0; i < length; i++) {
      if (valid === undefined || valid[i] === 1) counts[groups[i]!]! += values[i]!;
    }
  }

  finish(groupCount: number): readonly Column[] {
    return [countsColumn(this.counts, groupCount)];
  }
}

const outputs = [{ type: 'long' }] as const;

/** `count()` counts rows; so does `count(x)`, whatever `x` is, unless it is a predicate. */
export const count: AggregateFunction = {
  name: 'count',
  aliases: ['cnt'],
  bind(args) {
    if (args.length === 1 && args[0]!.type === 'bool') return { arguments: ['bool'], outputs, create: () => new CountIf() };
    return wrongCount('count', args, 0, 1) ?? { outputs, create: () => new Count() };
  },
};

export const countif: AggregateFunction = {
  name: 'countif',
  bind(args) {
    const wrong = wrongCount('countif', args, 1);
    if (wrong !== undefined) return wrong;
    const { type } = args[0]!;
    if (type !== 'bool' && type !== 'dynamic') return typeRefusal('countif', type, 'a predicate of type bool');
    return { arguments: ['bool'], outputs, create: () => new CountIf() };
  },
};
