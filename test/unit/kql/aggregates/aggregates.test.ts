import assert from 'node:assert/strict';
import { Decimal } from 'decimal.js';
import { DictColumn, Utf8Column } from '../../../../src/kql/engine/columns/column.js';
import { dynamicJson } from '../../../../src/kql/engine/dynamicText.js';
import type { Value } from '../../../../src/kql/engine/types.js';
import { aggregate, always, values, type Input } from './aggregate.js';

const longs = values('long', 1n, 2n, null, 4n, 9_223_372_036_854_775_807n, 5n);
const groups = [0, 0, 0, 1, 2, 1];

function shown(value: Value): unknown {
  if (value instanceof Decimal) return value.toString();
  return typeof value === 'object' && value !== null ? dynamicJson(value) : value;
}

const cases: readonly (readonly [string, readonly Input[], readonly (readonly unknown[])[]])[] = [
  ['count', [], [[3n], [2n], [1n]]],
  ['count', [longs], [[3n], [2n], [1n]]],
  ['countif', [values('bool', true, null, false, true, true, true)], [[1n], [2n], [1n]]],
  ['sum', [longs], [[3n], [9n], [9_223_372_036_854_775_807n]]],
  ['sum', [values('int', 1, 2, null, -4, 2_147_483_647, 5)], [[3n], [1n], [2_147_483_647n]]],
  ['sum', [values('real', 0.5, 1, null, 2, 4, 8)], [[1.5], [10], [4]]],
  ['sum', [values('decimal', new Decimal('0.1'), new Decimal('0.2'), null, null, null, null)], [['0.3'], ['0'], ['0']]],
  ['sum', [always('long', 2n)], [[6n], [4n], [2n]]],
  ['sumif', [longs, values('bool', true, false, true, true, false, null)], [[1n], [4n], [0n]]],
  ['avg', [longs], [[1.5], [4.5], [9_223_372_036_854_775_807]]],
  ['avg', [values('real', null, null, null, 1, 2, 2)], [[NaN], [1.5], [2]]],
  ['avg', [values('timespan', 10n, 21n, null, null, 1n, null)], [[15n], [null], [1n]]],
  ['min', [longs], [[1n], [4n], [9_223_372_036_854_775_807n]]],
  [
    'max',
    [values('datetime', 4_294_967_296n, 4_294_967_295n, -1n, -2n, -4_294_967_297n, -3n)],
    [[4_294_967_296n], [-2n], [-4_294_967_297n]],
  ],
  ['min', [values('real', NaN, 3, 2, null, NaN, null)], [[2], [null], [NaN]]],
  ['max', [values('string', 'b', 'é', 'a', '', 'z', '')], [['é'], [''], ['z']]],
  ['maxif', [longs, values('bool', true, false, true, true, false, true)], [[1n], [5n], [null]]],
  ['dcount', [values('string', 'a', 'a', '', 'b', 'c', 'd')], [[2n], [2n], [1n]]],
  ['dcount', [values('real', 0, -0, null, NaN, 1, NaN)], [[1n], [1n], [1n]]],
  ['count_distinctif', [longs, values('bool', true, true, true, true, true, true)], [[2n], [2n], [1n]]],
  [
    'arg_max',
    [values('int', 1, 3, 2, null, 1, null), values('string', 'a', 'b', 'c', 'd', 'e', 'f')],
    [
      [3, 'b'],
      [null, 'd'],
      [1, 'e'],
    ],
  ],
  [
    'arg_min',
    [values('int', 1, 3, 1, 7, 1, 6), values('string', 'a', 'b', 'c', 'd', 'e', 'f')],
    [
      [1, 'a'],
      [6, 'f'],
      [1, 'e'],
    ],
  ],
  ['take_any', [values('string', '', 'b', 'c', '', 'e', '')], [['b'], [''], ['e']]],
  [
    'take_any',
    [values('string', '', 'b', 'c', '', 'e', ''), values('int', null, 1, 2, 3, 4, 5)],
    [
      ['', null],
      ['', 3],
      ['e', 4],
    ],
  ],
  ['make_list', [longs], [['[1,2]'], ['[4,5]'], ['[9223372036854775807]']]],
  ['make_list', [longs, always('long', 1n)], [['[1]'], ['[4]'], ['[9223372036854775807]']]],
  ['make_list_with_nulls', [values('int', 1, null, 2, null, null, null)], [['[1,null,2]'], ['[null,null]'], ['[null]']]],
  ['make_list', [values('real', 1, 1.5, null, 2, null, 3)], [['[1.0,1.5]'], ['[2.0,3.0]'], ['[]']]],
  ['make_set', [values('dynamic', [1, 2], [2, 'a'], 1, null, { a: 1 }, [])], [['[1,2,"a"]'], ['[]'], ['[{"a":1}]']]],
  [
    'make_bag',
    [values('dynamic', { a: 1 }, { a: 2, b: 3 }, 'x', null, { ['__proto__']: 1 }, null)],
    [['{"a":1,"b":3}'], ['{}'], ['{"__proto__":1}']],
  ],
  ['stdev', [values('real', 1.5, 2.5, 3.5, 7, 1, null)], [[1], [0], [0]]],
  ['variancep', [values('int', 1, 3, null, 7, 1, 9)], [[1], [1], [0]]],
  ['covariance', [values('real', 1, 2, 3, 1, 1, null), values('real', 2, 4, 6, 1, 1, 2)], [[2], [0], [0]]],
  ['binary_all_and', [values('int', 6, 3, -1, 12, null, 10)], [[2], [8], [null]]],
  ['binary_all_xor', [values('long', 1n, 2n, -1n, 4_294_967_296n, null, 1n)], [[-4n], [4_294_967_297n], [null]]],
  ['percentile', [longs, always('long', 50n)], [[1n], [4n], [9_223_372_036_854_775_807n]]],
  ['percentile', [values('real', 3, 1, 2, null, NaN, null), always('real', 50)], [[2], [null], [null]]],
  [
    'percentiles',
    [values('int', 9, 8, 7, 4, 1, 2), always('long', 0n), always('long', 100n)],
    [
      [7n, 9n],
      [2n, 4n],
      [1n, 1n],
    ],
  ],
  ['percentiles_array', [values('int', 9, 8, 7, 4, 1, 2), always('dynamic', [50, 100])], [['[8,9]'], ['[2,4]'], ['[1,1]']]],
  [
    'percentilew',
    [values('long', 10n, 20n, 30n, 1n, 2n, 3n), values('long', 8n, 6n, 3n, 1n, 0n, 5n), always('long', 75n)],
    [[20n], [3n], [null]],
  ],
  [
    'buildschema',
    [values('dynamic', { x: 1, y: 3.5 }, { x: 's', z: [1, 2] }, { y: { w: 'z' }, z: ['f'] }, [1], null, 1)],
    [
      ['{"x":["long","string"],"y":["double",{"w":"string"}],"z":{"`indexer`":["long","string"]}}'],
      ['["long",{"`indexer`":"long"}]'],
      [null],
    ],
  ],
];

describe('aggregates', () => {
  for (const [name, inputs, expected] of cases) {
    it(`${name}(${inputs.map(({ type }) => type).join(', ')})`, () => {
      assert.deepEqual(
        aggregate(name, inputs, groups).groups.map((row) => row.map(shown)),
        expected,
      );
    });
  }

  it('has the empty values of summarize over nothing', () => {
    const none = values('long');
    const empty = (name: string, ...more: Input[]): unknown => shown(aggregate(name, [none, ...more], [], 1).groups[0]![0]!);
    assert.deepEqual(
      {
        sum: empty('sum'),
        avg: empty('avg'),
        min: empty('min'),
        stdev: empty('stdev'),
        dcount: empty('dcount'),
        list: empty('make_list'),
        set: empty('make_set'),
        any: empty('take_any'),
        arg: empty('arg_max'),
        percentile: empty('percentile', always('long', 5n)),
        hll: empty('hll'),
        tdigest: empty('tdigest'),
      },
      {
        sum: 0n,
        avg: NaN,
        min: null,
        stdev: 0,
        dcount: 0n,
        list: '[]',
        set: '[]',
        any: null,
        arg: null,
        percentile: null,
        hll: null,
        tdigest: null,
      },
    );
  });

  it('counts strings alike in every encoding', () => {
    const texts = ['a', 'straße', '😀', 'a', '', 'b'];
    const dictionary = [...new Set(texts)];
    const dict = new DictColumn(
      Int32Array.from(texts, (text) => dictionary.indexOf(text)),
      dictionary,
    );
    const bytes = new TextEncoder().encode(texts.join(''));
    const lengths = texts.map((text) => new TextEncoder().encode(text).length);
    const ends = Uint32Array.from(lengths, (_, i) => lengths.slice(0, i + 1).reduce((sum, length) => sum + length, 0));
    const starts = ends.map((end, i) => end - lengths[i]!);
    const expected = aggregate('hll', [values('string', ...texts)], groups).groups;
    for (const column of [dict, new Utf8Column(bytes, starts, ends)]) {
      assert.deepEqual(aggregate('hll', [column], groups).groups, expected);
      assert.deepEqual(aggregate('dcount', [column], groups).groups, [[3n], [2n], [1n]]);
    }
  });

  it('sums and picks 64-bit integers exactly', () => {
    const list = Array.from({ length: 500 }, (_, i) => BigInt.asIntN(64, BigInt(i * 7919 + 1) * 1_234_567_890_123_456_789n));
    const of = list.map((_, i) => i % 7);
    const sums = aggregate('sum', [values('long', ...list)], of).groups.map((row) => row[0]);
    const medians = aggregate('percentile', [values('long', ...list), always('real', 50)], of).groups.map((row) => row[0]);
    for (let group = 0; group < 7; group++) {
      const members = list.filter((_, i) => of[i] === group);
      assert.equal(
        sums[group],
        BigInt.asIntN(
          64,
          members.reduce((sum, value) => sum + value, 0n),
        ),
      );
      const sorted = members.sort((a, b) => (a < b ? -1 : 1));
      assert.equal(medians[group], sorted[Math.ceil(sorted.length / 2) - 1]);
    }
  });

  it('names the columns of aggregates with several', () => {
    const x = values('int');
    assert.deepEqual(aggregate('arg_max', [x, x], [], 1).names, ['x', 'y']);
    assert.deepEqual(aggregate('argmin', [x, x], [], 1).names, ['min_x', 'min_x_y']);
    assert.deepEqual(aggregate('any', [x, x], [], 1).names, ['any_x', 'any_y']);
    assert.deepEqual(aggregate('percentiles', [x, always('real', 99.9), always('long', 5n)], [], 1).names, [
      'percentile_x_99_9',
      'percentile_x_5',
    ]);
  });

  it('refuses what the engine refuses', () => {
    for (const [name, inputs] of [
      ['sum', [values('string')]],
      ['avg', [values('bool')]],
      ['percentile', [values('long'), values('long')]],
      ['percentile', [values('long'), always('long', 101n)]],
      ['dcount', [values('long'), always('long', 9n)]],
      ['make_bag', [values('long')]],
      ['countif', [values('long')]],
      ['min', []],
    ] as const) {
      assert.throws(() => aggregate(name, inputs, [], 1), new RegExp(name));
    }
  });
});
