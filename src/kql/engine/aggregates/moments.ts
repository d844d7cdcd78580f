import { RealColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { isSummable, nameOf, typeRefusal, wrongCount } from './arguments.js';
import { conditional } from './conditional.js';
import { grow, realColumn } from './storage.js';

/** From the sum of squared differences and the count; 0 for less than two values. */
type Finish = (squares: number, count: number) => number;

const variances: Readonly<Record<string, Finish>> = {
  variance: (squares, count) => (count < 2 ? 0 : squares / (count - 1)),
  variancep: (squares, count) => (count < 1 ? 0 : squares / count),
  stdev: (squares, count) => (count < 2 ? 0 : Math.sqrt(squares / (count - 1))),
  stdevp: (squares, count) => (count < 1 ? 0 : Math.sqrt(squares / count)),
};

/** Welford's method over pairs (a variance is the covariance of a column with itself). */
class Moments implements Aggregator {
  private counts = new Float64Array(0);
  private meansX = new Float64Array(0);
  private meansY = new Float64Array(0);
  private products = new Float64Array(0);

  constructor(private readonly result: Finish) {}

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const counts = (this.counts = grow(this.counts, groupCount));
    const meansX = (this.meansX = grow(this.meansX, groupCount));
    const meansY = (this.meansY = grow(this.meansY, groupCount));
    const products = (this.products = grow(this.products, groupCount));
    const x = realColumn(args[0]!);
    const y = args.length > 1 ? realColumn(args[1]!) : x;
    for (let i = 0; i < length; i++) {
      if (x.isNull(i) || y.isNull(i)) continue;
      const group = groups[i]!;
      const count = ++counts[group]!;
      const difference = x.values[i]! - meansX[group]!;
      meansX[group]! += difference / count;
      meansY[group]! += (y.values[i]! - meansY[group]!) / count;
      products[group]! += difference * (y.values[i]! - meansY[group]!);
    }
  }

  finish(groupCount: number): readonly Column[] {
    const values = new Float64Array(groupCount);
    for (let group = 0; group < groupCount; group++) {
      values[group] = this.result(this.products[group] ?? 0, this.counts[group] ?? 0);
    }
    return [new RealColumn(values)];
  }
}

/** Datetimes and timespans, whose ticks are taken as numbers. */
class TickMoments extends Moments {
  override update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    super.update(args.map(asReals), groups, groupCount, length);
  }
}

function asReals(column: Column): Column {
  if (column.type === 'real') return column;
  const values = new Float64Array(column.length);
  const valid = new Uint8Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const value = column.get(i);
    if (value === null) continue;
    values[i] = Number(value);
    valid[i] = 1;
  }
  return new RealColumn(values, valid);
}

function moments(name: string, result: Finish, width: 1 | 2): AggregateFunction {
  return {
    name,
    bind(args) {
      const wrong = wrongCount(name, args, width);
      if (wrong !== undefined) return wrong;
      const refused = args.find(({ type }) => !isSummable(type));
      if (refused !== undefined) return typeRefusal(name, refused.type, 'numbers, timespans or datetimes');
      const ticks = args.some(({ type }) => type === 'datetime' || type === 'timespan');
      const named = args.every((arg) => arg.name !== undefined);
      return {
        ...(ticks ? {} : { arguments: args.map(() => 'real' as const) }),
        outputs: [width === 2 && named ? { type: 'real', name: [name, ...args.map(nameOf)].join('_') } : { type: 'real' }],
        create: () => (ticks ? new TickMoments(result) : new Moments(result)),
      };
    },
  };
}

/** With the name of the variant in the name of the result. */
function withPredicate(name: string, result: Finish, width: 1 | 2): AggregateFunction {
  return conditional(name, moments(name, result, width), width);
}

export const momentFunctions: readonly AggregateFunction[] = [
  ...Object.entries(variances).flatMap(([name, result]) => [moments(name, result, 1), withPredicate(`${name}if`, result, 1)]),
  ...(['covariance', 'covariancep'] as const).flatMap((name) => {
    const result = name === 'covariance' ? variances['variance']! : variances['variancep']!;
    return [moments(name, result, 2), withPredicate(`${name}if`, result, 2)];
  }),
];
