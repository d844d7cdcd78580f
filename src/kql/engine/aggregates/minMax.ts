import type { AggregateFunction } from './definition.js';
import { wrongCount } from './arguments.js';
import { conditional } from './conditional.js';
import { extremes } from './extremes.js';

function extreme(name: string, largest: boolean): AggregateFunction {
  return {
    name,
    bind(args) {
      const wrong = wrongCount(name, args, 1);
      if (wrong !== undefined) return wrong;
      const { type } = args[0]!;
      return {
        outputs: [{ type }],
        create: () => {
          const state = extremes(type, largest);
          return {
            update: ([column], groups, groupCount, length) => {
              state.update(column!, groups, groupCount, length);
            },
            finish: (groupCount) => [state.finish(groupCount)],
          };
        },
      };
    },
  };
}

/** Null when a group has no value. */
export const min = extreme('min', false);
export const max = extreme('max', true);
export const minif = conditional('minif', min);
export const maxif = conditional('maxif', max);
