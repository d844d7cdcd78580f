import { DictColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import type { ScalarType } from '../types.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { wrongCount } from './arguments.js';
import { conditional } from './conditional.js';
import { RowPicks } from './rowPicks.js';

/** The first row of each group. */
class FirstRow implements Aggregator {
  protected readonly picks: RowPicks;

  constructor(types: readonly ScalarType[]) {
    this.picks = new RowPicks(types);
  }

  update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    this.picks.open(args, groupCount);
    for (let i = 0; i < length; i++) if (!this.picks.has(groups[i]!)) this.picks.pick(i, groups[i]!);
  }

  finish(groupCount: number): readonly Column[] {
    return this.picks.finish(groupCount);
  }
}

/** The first value that is not null (not empty for strings); a null when there is none. */
class FirstValue extends FirstRow {
  private readonly found: boolean[] = [];

  override update(args: readonly Column[], groups: Int32Array, groupCount: number, length: number): void {
    const column = args[0]!;
    this.picks.open(args, groupCount);
    const emptyCode = column instanceof DictColumn ? column.dictionary.indexOf('') : -1;
    for (let i = 0; i < length; i++) {
      const group = groups[i]!;
      if (this.found[group] === true) continue;
      const empty =
        column instanceof DictColumn
          ? column.codes[i]! < 0 || column.codes[i] === emptyCode
          : column.isNull(i) || (column.type === 'string' && column.get(i) === '');
      if (empty && this.picks.has(group)) continue;
      this.picks.pick(i, group);
      this.found[group] = !empty;
    }
  }
}

function anyRow(name: string, prefix: string): AggregateFunction {
  return {
    name,
    bind(args) {
      const wrong = wrongCount(name, args, 1, Infinity);
      if (wrong !== undefined) return wrong;
      const types = args.map(({ type }) => type);
      const single = args.length === 1;
      return {
        outputs: args.map(({ type, name: argument }, index) => {
          if (argument !== undefined) return { type, name: prefix + argument };
          return single && prefix !== '' ? { type, name: prefix } : { type, name: `any_arg${index}` };
        }),
        create: () => (single ? new FirstValue(types) : new FirstRow(types)),
      };
    },
  };
}

/** Of several columns, all come from one row; of a single one, a value that is not null or empty is preferred. */
export const takeAny = anyRow('take_any', '');
export const any = anyRow('any', 'any_');
export const takeAnyIf = conditional('take_anyif', takeAny);
export const anyIf = conditional('anyif', anyRow('any', 'anyif_'));

/** An internal aggregate of the language: the value of the single row of a group. */
export const passthrough: AggregateFunction = { ...takeAny, name: 'passthrough' };
