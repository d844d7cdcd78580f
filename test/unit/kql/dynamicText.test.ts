import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { Boxed, type Dynamic } from '../../../src/kql/engine/dynamic.js';
import { dynamicJson, dynamicText, dynamicTypeName, parseDynamic, scanPath } from '../../../src/kql/engine/dynamicText.js';

describe('dynamic text', () => {
  const read: [string, Dynamic][] = [
    ['', null],
    ['null', null],
    ['hello', 'hello'],
    ['"hello"', 'hello'],
    ['[1, 2', '[1, 2'],
    ['{"a": tru}', '{"a": tru}'],
    ['01', '01'],
    [' 12 ', 12],
    ['9223372036854775807', 9223372036854775807n],
    ['9223372036854775808', new Boxed('real', 9223372036854775808)],
    ['[1.0,1e3,2.5,1.50]', [new Boxed('real', 1), new Boxed('real', 1000), 2.5, 1.5]],
    ['{"id":"4e53","n":12345678901234567}', { id: '4e53', n: 12345678901234567n }],
    ['{"a":"x\\u0041\\n","b":1.0}', { a: 'xA\n', b: new Boxed('real', 1) }],
    ['[1.0,]', '[1.0,]'],
    ['{"a":1.0} x', '{"a":1.0} x'],
  ];
  for (const [text, value] of read) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseDynamic(text), value);
    });
  }

  const written: [Dynamic, string, string][] = [
    [null, 'null', ''],
    ['a"b', '"a\\"b"', 'a"b'],
    [true, 'true', 'true'],
    [new Boxed('real', 1), '1.0', '1.0'],
    [new Boxed('real', 1e15), '1E+15', '1E+15'],
    [0.00001, '1E-05', '1E-05'],
    [NaN, '"NaN"', 'NaN'],
    [9007199254740993n, '9007199254740993', '9007199254740993'],
    [Float64Array.of(1, 2.5), '[1.0,2.5]', '[1.0,2.5]'],
    [{ a: [1, null, { b: 'c' }] }, '{"a":[1,null,{"b":"c"}]}', '{"a":[1,null,{"b":"c"}]}'],
  ];
  for (const [value, json, text] of written) {
    it(`writes ${json}`, () => {
      assert.equal(dynamicJson(value), json);
      assert.equal(dynamicText(value), text);
    });
  }

  it('names the type of a value', () => {
    const values: Dynamic[] = [
      null,
      true,
      1,
      1n,
      1.5,
      new Boxed('real', 1),
      'a',
      [],
      Float64Array.of(1),
      {},
      new Boxed('datetime', 0n),
    ];
    const names = ['null', 'bool', 'long', 'long', 'real', 'real', 'string', 'array', 'array', 'dictionary', 'datetime'];
    assert.deepEqual(values.map(dynamicTypeName), names);
  });

  it('finds a member without reading the rest', () => {
    const json = '{"a":{"b":[10,20,{"c":"d"}]},"x\\"y":1,"dup":1,"dup":2,"big":9223372036854775807}';
    assert.equal(scanPath(json, ['a', 'b', 2, 'c']), 'd');
    assert.equal(scanPath(json, ['a', 'b', -3]), 10);
    assert.equal(scanPath(json, ['x"y']), 1);
    assert.equal(scanPath(json, ['dup']), 2);
    assert.equal(scanPath(json, ['big']), 9223372036854775807n);
    assert.equal(scanPath(json, ['a', 'no']), null);
    assert.equal(scanPath('{"a":1,}', ['a']), null);
    assert.equal(scanPath('{"a":{"b":1},"a":3}', ['a', 'b']), null);
  });

  it('finds what reading and stepping finds, in any JSON', function () {
    this.timeout(20_000);
    const step = (value: unknown, key: string | number): unknown => {
      if (Array.isArray(value) && typeof key === 'number') return (value as unknown[])[key];
      if (typeof value === 'object' && value !== null && !Array.isArray(value) && typeof key === 'string') {
        return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      }
      return undefined;
    };
    const path = fc.array(fc.oneof(fc.nat(3), fc.constantFrom('a', 'b', '')), { minLength: 1, maxLength: 3 });
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.boolean(),
        fc.string(),
        fc.constant(null),
        tie('array'),
        tie('bag'),
      ),
      array: fc.array(tie('value'), { maxLength: 4 }),
      bag: fc.dictionary(fc.constantFrom('a', 'b', '', '"'), tie('value')),
    })).value;
    fc.assert(
      fc.property(json, path, fc.nat(2), (value, keys, indent) => {
        const expected = keys.reduce<unknown>(step, value) ?? null;
        assert.deepEqual(scanPath(JSON.stringify(value, null, indent), keys), JSON.parse(JSON.stringify(expected)));
      }),
    );
  });

  it('reads what it writes, with the exact parser as with JSON.parse', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        const wrapped = parseDynamic(`[1.0,${text}]`) as readonly Dynamic[];
        assert.equal(dynamicJson(wrapped[1]!), dynamicJson(parseDynamic(text)));
      }),
      { numRuns: 40 },
    );
  });
});
