import { Decimal } from 'decimal.js';
import { Int64Column, type Column } from '../../columns/column.js';
import type { Value } from '../../types.js';
import { vectorOverload, type ScalarFunction } from '../definition.js';
import { restartTest } from './restart.js';

/** `row_number([start [, restart]])`: 1-based by default, from `start` again at a restart. */
export const rowNumber: ScalarFunction = {
  name: 'row_number',
  overloads: [
    vectorOverload(
      ['long?', 'bool?'],
      'long',
      ([start, restart], length, context) => {
        const isRestart = restartTest(restart);
        const values = new BigInt64Array(length);
        const first = start === undefined || length === 0 ? 1n : ((start.get(0) as bigint | null) ?? 1n);
        let next = first;
        for (let row = 0; row < length; row++) {
          if ((row & 0xffff) === 0) context.check();
          if (isRestart(row)) next = first;
          values[row] = next++;
        }
        return new Int64Column('long', values);
      },
      { window: true },
    ),
  ],
};

/** `row_rank_dense(term [, restart])`: one more at each row whose term differs from that of the row before. */
export const rowRankDense: ScalarFunction = {
  name: 'row_rank_dense',
  aliases: ['row_rank'],
  overloads: [rankOverload((rank) => rank + 1)],
};

/** `row_rank_min(term [, restart])`: the row number of the first row of a run of equal terms. */
export const rowRankMin: ScalarFunction = {
  name: 'row_rank_min',
  overloads: [rankOverload((_rank, rowNumberInSequence) => rowNumberInSequence)],
};

function rankOverload(next: (rank: number, rowNumberInSequence: number) => number) {
  return vectorOverload(
    ['any', 'bool?'],
    'long',
    ([term, restart], length, context) => {
      const isRestart = restartTest(restart);
      const values = new BigInt64Array(length);
      let rank = 0;
      let sequenceStart = 0;
      for (let row = 0; row < length; row++) {
        if ((row & 0xffff) === 0) context.check();
        if (row === 0 || isRestart(row)) {
          sequenceStart = row;
          rank = 1;
        } else if (!sameValue(term!, row - 1, row)) {
          rank = next(rank, row - sequenceStart + 1);
        }
        values[row] = BigInt(rank);
      }
      return new Int64Column('long', values);
    },
    { window: true },
  );
}

function sameValue(column: Column, left: number, right: number): boolean {
  const a: Value = column.get(left);
  const b: Value = column.get(right);
  if (a instanceof Decimal && b instanceof Decimal) return a.equals(b);
  return Object.is(a, b) || a === b;
}
