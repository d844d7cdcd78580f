import { columnOf, Int64Column } from '../columns/column.js';
import type { Column, IntColumn } from '../columns/column.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { typeRefusal, wrongCount } from './arguments.js';
import { flat, grow } from './storage.js';

type Combine = (a: number, b: number) => number;

/** Word by word; null for a group without values. */
class BitAggregator implements Aggregator {
  private words = new Int32Array(0);
  private seen = new Uint8Array(0);

  constructor(
    private readonly type: 'int' | 'long',
    private readonly combine: Combine,
  ) {}

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const words = (this.words = grow(this.words, 2 * groupCount));
    const seen = (this.seen = grow(this.seen, groupCount));
    const column = flat(args[0]!) as Int64Column | IntColumn;
    const { combine } = this;
    for (let i = 0; i < length; i++) {
      if (column.isNull(i)) continue;
      const low = column instanceof Int64Column ? column.words[2 * i]! : column.values[i]!;
      const high = column instanceof Int64Column ? column.words[2 * i + 1]! : low >> 31;
      const at = 2 * groups[i]!;
      words[at] = seen[at / 2] === 1 ? combine(words[at]!, low) : low;
      words[at + 1] = seen[at / 2] === 1 ? combine(words[at + 1]!, high) : high;
      seen[at / 2] = 1;
    }
  }

  finish(groupCount: number): readonly Column[] {
    const values = Array.from({ length: groupCount }, (_, group) => {
      if (this.seen[group] !== 1) return null;
      if (this.type === 'int') return this.words[2 * group]!;
      return BigInt(this.words[2 * group + 1]!) * 4294967296n + BigInt(this.words[2 * group]! >>> 0);
    });
    return [columnOf(this.type, values)];
  }
}

function bits(name: string, combine: Combine): AggregateFunction {
  return {
    name,
    bind(args) {
      const wrong = wrongCount(name, args, 1);
      if (wrong !== undefined) return wrong;
      const { type, name: argument } = args[0]!;
      if (type !== 'int' && type !== 'long') return typeRefusal(name, type, 'whole numbers');
      return {
        outputs: [argument === undefined ? { type } : { type, name: argument }],
        create: () => new BitAggregator(type, combine),
      };
    },
  };
}

export const bitFunctions: readonly AggregateFunction[] = [
  bits('binary_all_and', (a, b) => a & b),
  bits('binary_all_or', (a, b) => a | b),
  bits('binary_all_xor', (a, b) => a ^ b),
];
