import assert from 'node:assert/strict';
import type { Value } from '../../../../src/kql/engine/types.js';
import { callColumn, column, datetime, int, lit, long, timespan, type TestArgument } from './registryCall.js';

const bools = (...values: readonly (boolean | null)[]): TestArgument => column('bool', values);
const longs = (...values: readonly (number | null)[]): TestArgument =>
  column(
    'long',
    values.map((value) => (value === null ? null : BigInt(value))),
  );
const strings = (...values: readonly string[]): TestArgument => column('string', values);
const valuesOf = (name: string, ...args: readonly TestArgument[]): readonly Value[] => {
  const result = callColumn(name, args);
  return Array.from({ length: result.length }, (_, row) => result.get(row));
};

describe('window functions', () => {
  const cases: readonly (readonly [string, readonly TestArgument[], readonly Value[]])[] = [
    ['row_number', [long(7), bools(false, false, true, null)], [7n, 8n, 7n, 8n]],
    ['prev', [longs(1, null, 3)], [null, 1n, null]],
    ['prev', [strings('a', 'b')], ['', 'a']],
    ['prev', [longs(1, 2, 3), int(2), long(-9)], [-9n, -9n, 1n]],
    ['next', [longs(1, 2, 3), long(1), long(0)], [2n, 3n, 0n]],
    ['next', [longs(1, 2, 3), long(-1)], [null, 1n, 2n]],
    ['row_cumsum', [longs(1, null, 3, 4)], [1n, 1n, 4n, 8n]],
    ['row_cumsum', [column('int', [1, 2, 3]), bools(true, false, true)], [1, 3, 3]],
    ['row_rank_dense', [longs(2, 3, 3, 5)], [1n, 2n, 2n, 3n]],
    ['row_rank_min', [longs(2, 3, 3, 5)], [1n, 2n, 2n, 4n]],
    ['row_rank_min', [longs(2, 2, 2, 5), bools(false, false, true, false)], [1n, 1n, 1n, 2n]],
  ];
  for (const [name, args, expected] of cases) {
    it(`${name} gives ${expected.map(String).join(', ')}`, () => {
      assert.deepEqual(valuesOf(name, ...args), expected);
    });
  }

  it('row_window_session begins a session after too long a gap or too long a session', () => {
    const minutes = [0, 4, 8, 12, 30, 31];
    const [start] = valuesOf('prev', datetime('2024-04-11T10:00:00Z'), lit('long', 0n));
    const times = minutes.map((minute) => (start as bigint) + BigInt(minute) * 600_000_000n);
    const sessions = valuesOf('row_window_session', column('datetime', times), timespan('00:10:00'), timespan('00:05:00'));
    assert.deepEqual(
      sessions.map((value) => minutes[times.indexOf(value as bigint)]),
      [0, 0, 0, 12, 30, 30],
    );
  });

  it('refuses the sum of texts', () => {
    assert.throws(() => valuesOf('row_cumsum', strings('a')), /number/);
  });
});
