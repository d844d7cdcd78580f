import assert from 'node:assert/strict';
import { Boxed } from '../../../../src/kql/engine/dynamic.js';
import { call, callColumn, column, datetime, int, lit, long, real, text, timespan, type TestArgument } from './registryCall.js';

const cases: readonly (readonly [name: string, args: readonly TestArgument[], want: string])[] = [
  ['tolong', [text('0xa0')], 'long:160'],
  ['todouble', [text('NaN')], 'real:NaN'],
  ['toboolean', [text('true')], 'bool:True'],
  ['totime', [text('1.02:04:45')], 'timespan:1.02:04:45'],
  ['tostring', [lit('dynamic', null)], 'string:'],
  ['isnull', [lit('int', null)], 'bool:True'],
  ['isnull', [text('')], 'bool:False'],
  ['notnull', [long(42)], 'bool:True'],
  ['isempty', [text('')], 'bool:True'],
  ['isempty', [text(' ')], 'bool:False'],
  ['isempty', [lit('long', null)], 'bool:True'],
  ['notempty', [lit('dynamic', '')], 'bool:False'],
  ['gettype', [int(1)], 'string:int'],
  ['gettype', [lit('dynamic', null)], 'string:null'],
  ['gettype', [lit('dynamic', [1])], 'string:array'],
  ['gettype', [lit('dynamic', new Boxed('datetime', 0n))], 'string:datetime'],
  ['estimate_data_size', [text('1234567890'), long(1)], 'long:18'],
  ['hash', [text('World')], 'long:1846988464401551951'],
  ['hash', [text('World'), long(100)], 'long:51'],
  ['hash_xxhash64', [datetime('2015-01-01')], 'long:1380966698541616202'],
  ['hash_md5', [text('World')], 'string:f5a7924e621e84c9280a9a27e1bcb7f6'],
  ['hash_md5', [datetime('2020-01-01')], 'string:786c530672d1f8db31fee25ea8a9390b'],
  ['hash_sha1', [text('World')], 'string:70c07ec18ef89c5309bbb0937f3a6342411e1fdd'],
  ['hash_sha256', [text('World')], 'string:78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524'],
  ['hash_sha256', [text('a'.repeat(119))], 'string:31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb'],
  ['binary_and', [long(5), int(3)], 'long:1'],
  ['binary_or', [long(5), long(3)], 'long:7'],
  ['binary_xor', [long(5), long(3)], 'long:6'],
  ['binary_not', [long(100)], 'long:-101'],
  ['binary_shift_left', [long(1), long(63)], 'long:-9223372036854775808'],
  ['binary_shift_left', [long(1), long(65)], 'long:2'],
  ['binary_shift_right', [long(-8), long(1)], 'long:-4'],
  ['binary_shift_right', [long(1), long(-1)], 'long:null'],
  ['bitset_count_ones', [long(-1)], 'long:64'],
  ['tohex', [long(-256)], 'string:ffffffffffffff00'],
  ['tohex', [int(-256), long(8)], 'string:ffffff00'],
  ['tohex', [long(256), long(8)], 'string:00000100'],
  ['around', [long(100), long(99), long(2)], 'bool:True'],
  ['around', [datetime('2021-01-01 01:32'), datetime('2021-01-01 01:30'), timespan('1m')], 'bool:False'],
  ['around', [real(1.5), long(1), real(0.5)], 'bool:True'],
  ['assert', [lit('bool', true), text('is true')], 'bool:True'],
  ['ingestion_time', [], 'datetime:null'],
  ['rand', [], 'real:0.5'],
  ['rand', [long(100)], 'real:50'],
  ['new_guid', [], 'guid:80000000-8000-4000-8000-000080000000'],
];

describe('conversion functions', () => {
  for (const [name, args, want] of cases) {
    it(`${name}(${args.map((arg) => arg.type).join(', ')}) gives ${want.slice(0, 60)}`, () => {
      assert.equal(call(name, ...args), want);
    });
  }

  it('tests each row for null and empty', () => {
    const numbers = column('long', [1n, null]);
    assert.deepEqual(
      [0, 1].map((row) => callColumn('isnull', [numbers]).get(row)),
      [false, true],
    );
    const texts = column('string', ['', 'x']);
    assert.deepEqual(
      [0, 1].map((row) => callColumn('isempty', [texts]).get(row)),
      [true, false],
    );
    const spans = column('timespan', [null, 0n]);
    assert.deepEqual(
      [0, 1].map((row) => callColumn('isnotempty', [spans]).get(row)),
      [false, true],
    );
  });

  it('ends the query when an assertion does not hold', () => {
    assert.throws(() => call('assert', lit('bool', false), text('x must be positive')), /x must be positive/);
  });

  it('refuses to combine hashes and to hash a dynamic value', () => {
    assert.throws(() => call('hash_many', text('a'), text('b')), /not supported/);
    assert.throws(() => call('hash', lit('dynamic', [1])), /convert it/);
    assert.throws(() => call('bin', timespan('1h'), long(1)), /does not take timespan/);
    assert.equal(call('bin', real(1.5), long(-1)), 'real:null');
  });
});
