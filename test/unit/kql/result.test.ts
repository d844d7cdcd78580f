import assert from 'node:assert/strict';
import { Boxed, type Dynamic } from '../../../src/kql/engine/dynamic';
import { jsonValue, type JsonValue } from '../../../src/kql/engine/result';
import { parseDynamic } from '../../../src/kql/engine/dynamicText';

describe('values of an answer as JSON', () => {
  const cases: readonly [name: string, value: Dynamic, json: JsonValue][] = [
    ['a long beyond 2^53 inside an array', [9007199254740993n, 1], ['9007199254740993', 1]],
    ['a long beyond 2^53 inside a bag', { a: { b: -9007199254740993n } }, { a: { b: '-9007199254740993' } }],
    ['the largest safe long', [9007199254740991], [9007199254740991]],
    ['an integral real', [new Boxed('real', 1)], [1]],
    ['a large integral real', new Boxed('real', 1e300), 1e300],
    ['reals that are no numbers', [NaN, { x: Infinity }], ['NaN', { x: 'Infinity' }]],
    ['a series', new Float64Array([1, 0.5, NaN, -Infinity]), [1, 0.5, 'NaN', '-Infinity']],
    ['times', [new Boxed('datetime', 0n), new Boxed('timespan', 10_000_000n)], ['0001-01-01T00:00:00.0000000Z', '00:00:01']],
    ['nothing', [null, true, ''], [null, true, '']],
  ];
  for (const [name, value, json] of cases) {
    it(name, () => assert.deepEqual(jsonValue(value, 'dynamic'), json));
  }

  it('a key that is the name of the prototype', () => {
    const json = JSON.stringify(jsonValue(parseDynamic('{"__proto__":{"a":1}}'), 'dynamic'));
    assert.equal(json, '{"__proto__":{"a":1}}');
  });
});
