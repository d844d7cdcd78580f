import { any, contains, when, type Operand } from './build';
import type { Condition } from './types';

/** What the text of a message says, whatever the system that wrote it. `leftOut` are ids that the table says otherwise. */
export function textConditions(message: Operand, ...leftOut: readonly string[]): readonly Condition[] {
  const all = [
    when('timeout', any(contains(message, 'timeout'), contains(message, 'timed out'))),
    when(
      'outOfMemory',
      any(contains(message, 'OutOfMemory'), contains(message, 'out of memory'), contains(message, 'OOMKilled')),
    ),
    when('connection', any(contains(message, 'connection refused'), contains(message, 'connection reset'))),
    when('exception', contains(message, 'exception'), { only: 'exception' }),
  ];
  return all.filter(({ id }) => !leftOut.includes(id));
}
