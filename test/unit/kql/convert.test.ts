import assert from 'node:assert/strict';
import { columnOf, constant, DictColumn, JsonColumn } from '../../../src/kql/engine/columns/column.js';
import { convertColumn, convertValue, isImplicit, textOf, toDynamicValue } from '../../../src/kql/engine/convert.js';
import { Decimal } from '../../../src/kql/engine/decimal.js';
import { Boxed } from '../../../src/kql/engine/dynamic.js';
import { parseDatetime } from '../../../src/kql/engine/ticks.js';
import type { ScalarType, Value } from '../../../src/kql/engine/types.js';

const day = 864_000_000_000n;

const conversions: readonly (readonly [value: Value, from: ScalarType, to: ScalarType, want: Value])[] = [
  ['true', 'string', 'bool', true],
  ['False', 'string', 'bool', false],
  ['1', 'string', 'bool', true],
  ['yes', 'string', 'bool', null],
  [-5n, 'long', 'bool', true],
  [0, 'real', 'bool', false],
  ['42', 'string', 'int', 42],
  [' 42 ', 'string', 'int', 42],
  ['2147483648', 'string', 'int', null],
  ['', 'string', 'long', null],
  ['2.5', 'string', 'long', null],
  ['0x1F', 'string', 'long', 31n],
  ['-9223372036854775808', 'string', 'long', -9_223_372_036_854_775_808n],
  ['9223372036854775808', 'string', 'long', null],
  [2.5, 'real', 'int', 2],
  [-3.5, 'real', 'int', -3],
  [2_147_483_648.9, 'real', 'long', 2_147_483_648n],
  [9_223_372_036_854_775_807, 'real', 'long', 9_223_372_036_854_775_807n],
  [1e20, 'real', 'long', null],
  [NaN, 'real', 'long', null],
  [true, 'bool', 'int', 1],
  [false, 'bool', 'real', 0],
  ['1e3', 'string', 'real', 1000],
  ['Infinity', 'string', 'real', Infinity],
  ['x', 'string', 'real', null],
  [day, 'timespan', 'long', day],
  [day, 'long', 'timespan', day],
  [-1n, 'long', 'datetime', null],
  [0n, 'long', 'datetime', 0n],
  ['{B9A15C1E-0000-0000-0000-00000000000F}', 'string', 'guid', 'b9a15c1e-0000-0000-0000-00000000000f'],
  ['b9a15c1e', 'string', 'guid', null],
  [null, 'long', 'string', ''],
  [7, 'dynamic', 'long', 7n],
  [2.7, 'dynamic', 'int', 2],
  ['8', 'dynamic', 'long', 8n],
  [[1], 'dynamic', 'long', null],
  [new Boxed('timespan', day), 'dynamic', 'timespan', day],
  [true, 'dynamic', 'bool', true],
];

const texts: readonly (readonly [value: Value, type: ScalarType, want: string])[] = [
  [true, 'bool', 'True'],
  [1, 'real', '1'],
  [1.5, 'real', '1.5'],
  [1e20, 'real', '1E+20'],
  [1.5e-5, 'real', '1.5E-05'],
  [123_456_789_012_345, 'real', '123456789012345'],
  [-Infinity, 'real', '-Infinity'],
  [new Decimal('1.50'), 'decimal', '1.5'],
  [new Decimal('1e33'), 'decimal', '1000000000000000000000000000000000'],
  [parseDatetime('2020-01-01'), 'datetime', '2020-01-01T00:00:00.0000000Z'],
  [day, 'timespan', '1.00:00:00'],
  [null, 'long', ''],
];

describe('convert', () => {
  for (const [value, from, to, want] of conversions) {
    const shown = typeof value === 'object' ? from : String(value);
    it(`turns ${from} ${shown} into ${to} ${want === null ? 'null' : textOf(want, to)}`, () => {
      assert.equal(convertValue(value, from, to), want);
    });
    it(`turns a column of ${from} ${shown} into ${to}`, () => {
      const result = convertColumn(columnOf(from, [value, null, value]), to);
      const null_ = to === 'string' ? '' : from === 'string' ? convertValue('', from, to) : null;
      assert.deepEqual([result.type, result.length, result.get(0), result.get(1), result.get(2)], [to, 3, want, null_, want]);
    });
  }

  for (const [value, type, want] of texts) {
    it(`writes ${type} ${want}`, () => {
      assert.equal(textOf(value, type), want);
    });
  }

  it('converts each distinct value of a dictionary, chunk after chunk', () => {
    const dictionary = ['1', 'x', '1.0', '2'];
    const first = convertColumn(new DictColumn(Int32Array.of(0, 1, 0, -1), dictionary), 'long');
    const second = convertColumn(new DictColumn(Int32Array.of(3, 0), dictionary), 'long');
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => first.get(row)),
      [1n, null, 1n, null],
    );
    assert.deepEqual(
      [0, 1].map((row) => second.get(row)),
      [2n, 1n],
    );
    const json = new JsonColumn(new DictColumn(Int32Array.of(0, 1, 2, -1), ['1', '"1"', '{"a":1}']));
    const text = convertColumn(json, 'string');
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => text.get(row)),
      ['1', '1', '{"a":1}', ''],
    );
    assert.ok(text instanceof DictColumn);
    assert.deepEqual(text.dictionary, ['1', '{"a":1}']);
  });

  it('keeps what needs no conversion', () => {
    const column = columnOf('long', [1n]);
    assert.equal(convertColumn(column, 'long'), column);
    assert.equal(convertColumn(constant('int', 3, 5), 'long').get(4), 3n);
  });

  it('boxes what JSON does not have', () => {
    assert.equal(toDynamicValue(5n, 'long'), 5);
    assert.deepEqual(toDynamicValue(1, 'real'), new Boxed('real', 1));
    assert.deepEqual(toDynamicValue(day, 'timespan'), new Boxed('timespan', day));
  });

  it('widens numbers and takes dynamic for anything', () => {
    assert.ok(isImplicit('int', 'real') && isImplicit('long', 'decimal') && isImplicit('dynamic', 'datetime'));
    assert.ok(!isImplicit('real', 'long') && !isImplicit('string', 'long'));
  });
});
