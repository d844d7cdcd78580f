import { Int64Column, IntColumn, RealColumn, type Column } from '../columns/column.js';
import type { Argument } from '../functions/definition.js';
import type { ScalarType } from '../types.js';
import type { AggregateFunction, AggregateOutput, Aggregator } from './definition.js';
import { nameOf, wrongCount } from './arguments.js';
import { extremes } from './extremes.js';
import type { Extremes } from './extremes.js';
import { RowPicks } from './rowPicks.js';

function mayBeNull(column: Column): boolean {
  if (column instanceof Int64Column || column instanceof RealColumn || column instanceof IntColumn)
    return column.valid !== undefined;
  return column.type !== 'string';
}

class ArgExtreme implements Aggregator {
  private readonly keys: Extremes;
  private readonly picks: RowPicks;

  constructor(types: readonly ScalarType[], largest: boolean) {
    this.keys = extremes(types[0]!, largest);
    this.picks = new RowPicks(types);
  }

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const { picks } = this;
    picks.open(args, groupCount);
    // When every key of a group is null, its first row is the answer.
    if (mayBeNull(args[0]!)) {
      for (let i = 0; i < length; i++) if (!picks.has(groups[i]!)) picks.pick(i, groups[i]!);
    }
    this.keys.update(args[0]!, groups, groupCount, length, (row, group) => {
      picks.pick(row, group);
    });
  }

  finish(groupCount: number): readonly Column[] {
    return this.picks.finish(groupCount);
  }

  columns(groupCount: number): readonly (() => Column)[] {
    return this.picks.columns(groupCount);
  }
}

/** `arg_max(x, a, b)` gives x, a, b; an expression without a name is `max_`, `max_x_arg1`. */
function plainNames(prefix: string, args: readonly Argument[]): AggregateOutput[] {
  const [first, ...rest] = args;
  const key = first?.name ?? `${prefix}_`;
  const stem = `${prefix}_${nameOf(first)}`;
  return [
    { type: first!.type, name: key },
    ...rest.map((arg, index) => ({ type: arg.type, name: arg.name ?? `${stem}_arg${index + 1}` })),
  ];
}

/** `argmax(x, a)` gives max_x, max_x_a. */
function prefixedNames(prefix: string, args: readonly Argument[]): AggregateOutput[] {
  const stem = `${prefix}_${nameOf(args[0])}`;
  return args.map((arg, index) => ({
    type: arg.type,
    name: index === 0 ? stem : `${stem}_${arg.name ?? `arg${index}`}`,
  }));
}

function argExtreme(
  name: string,
  largest: boolean,
  names: (prefix: string, args: readonly Argument[]) => AggregateOutput[],
): AggregateFunction {
  return {
    name,
    bind(args) {
      const wrong = wrongCount(name, args, 1, Infinity);
      if (wrong !== undefined) return wrong;
      return {
        outputs: names(largest ? 'max' : 'min', args),
        create: () =>
          new ArgExtreme(
            args.map(({ type }) => type),
            largest,
          ),
      };
    },
  };
}

export const argMaxFunctions: readonly AggregateFunction[] = [
  argExtreme('arg_max', true, plainNames),
  argExtreme('arg_min', false, plainNames),
  argExtreme('argmax', true, prefixedNames),
  argExtreme('argmin', false, prefixedNames),
];
