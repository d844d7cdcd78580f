import type { Column } from '../columns/column.js';
import type { AggregateFunction, Aggregator, BoundAggregate } from './definition.js';
import { boolColumn } from './storage.js';
import { typeRefusal, wrongCount } from './arguments.js';

/** Passes on the rows whose predicate is true. */
class ConditionalAggregator implements Aggregator {
  constructor(
    private readonly inner: Aggregator,
    private readonly predicate: number,
  ) {}

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const test = boolColumn(args[this.predicate]!);
    const rows = new Int32Array(length);
    let kept = 0;
    for (let i = 0; i < length; i++) {
      if (test.values[i] === 1 && (test.valid === undefined || test.valid[i] === 1)) rows[kept++] = i;
    }
    const others = args.filter((_, index) => index !== this.predicate);
    if (kept === length) {
      this.inner.update(others, groups, groupCount, length);
      return;
    }
    const picked = rows.subarray(0, kept);
    const pickedGroups = new Int32Array(kept);
    for (let i = 0; i < kept; i++) pickedGroups[i] = groups[picked[i]!]!;
    this.inner.update(
      others.map((column) => column.gather(picked)),
      pickedGroups,
      groupCount,
      kept,
    );
  }

  finish(groupCount: number): readonly Column[] {
    return this.inner.finish(groupCount);
  }
}

/** The variant of an aggregate that takes a predicate at argument `predicate` and counts only rows for which it is true. */
export function conditional(
  name: string,
  inner: AggregateFunction,
  predicate = 1,
  aliases: readonly string[] = [],
): AggregateFunction {
  return {
    name,
    aliases,
    ...(inner.deviation === undefined ? {} : { deviation: inner.deviation }),
    bind(args): BoundAggregate | string {
      const wrong = wrongCount(name, args, predicate + 1, Infinity);
      if (wrong !== undefined) return wrong;
      const test = args[predicate]!;
      if (test.type !== 'bool' && test.type !== 'dynamic') return typeRefusal(name, test.type, 'a predicate of type bool');
      const others = args.filter((_, index) => index !== predicate);
      const bound = inner.bind(others);
      if (typeof bound === 'string') return bound.replace(`${inner.name}()`, `${name}()`);
      const types = others.map((_, index) => bound.arguments?.[index] ?? 'any');
      types.splice(predicate, 0, 'bool');
      return {
        arguments: types,
        outputs: bound.outputs,
        create: (context) => new ConditionalAggregator(bound.create(context), predicate),
      };
    },
  };
}
