import { ColumnWriter } from '../../columns/column.js';
import { vectorOverload, type ScalarFunction } from '../definition.js';
import { restartTest } from './restart.js';

/**
 * `row_window_session(time, maxFromFirst, maxBetweenNeighbours [, restart])`: the start of the session that each row belongs to. A session
 * ends at a restart, or when a row is further than `maxFromFirst` from its start or than `maxBetweenNeighbours` from the row before.
 */
export const rowWindowSession: ScalarFunction = {
  name: 'row_window_session',
  overloads: [
    vectorOverload(
      ['datetime', 'timespan', 'timespan', 'bool?'],
      'datetime',
      (columns, length, context) => {
        const [time, maxFromFirst, maxBetween, restart] = columns;
        const isRestart = restartTest(restart);
        const writer = new ColumnWriter('datetime', length);
        let start: bigint | null = null;
        let previous: bigint | null = null;
        for (let row = 0; row < length; row++) {
          if ((row & 0xffff) === 0) context.check();
          const value = time!.get(row) as bigint | null;
          if (isRestart(row)) start = previous = null;
          if (value === null) continue;
          const fromFirst = maxFromFirst!.get(row) as bigint | null;
          const between = maxBetween!.get(row) as bigint | null;
          if (
            start === null ||
            previous === null ||
            (fromFirst !== null && value - start > fromFirst) ||
            (between !== null && value - previous > between)
          ) {
            start = value;
          }
          previous = value;
          writer.set(row, start);
        }
        return writer.finish();
      },
      { window: true },
    ),
  ],
};
