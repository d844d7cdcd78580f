import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonColumn, Utf8Column } from '../../../../src/kql/engine/columns/column';
import { convertColumn, convertValue } from '../../../../src/kql/engine/convert';
import { scanPath } from '../../../../src/kql/engine/dynamicText';
import { JsonSpans } from '../../../../src/kql/engine/functions/operators/jsonSpans';
import { SharedSpans } from '../../../../src/kql/engine/functions/operators/sharedSpans';
import type { ScalarType } from '../../../../src/kql/engine/types';

function utf8(rows: readonly string[]): Utf8Column {
  const parts = rows.map((row) => new TextEncoder().encode(row));
  const ends = Uint32Array.from(
    parts.map(
      (
        (sum) => (part: Uint8Array) =>
          (sum += part.length)
      )(0),
    ),
  );
  return new Utf8Column(Uint8Array.from(parts.flatMap((part) => [...part])), Uint32Array.from([0, ...ends].slice(0, -1)), ends);
}

const paths: (string | number)[][] = [['a'], ['b'], ['a', 'b'], ['a', 0], ['a', -1, 'b'], ['ключ'], ['say "x"']];

const rows = [
  '{"a":"x","b":1}',
  '{"a":"x","b":1} ',
  '{"a":"x","b":2,}',
  '{ "a" : { "b" : [1, 2] } }',
  '{"a":{"b":1},"a":2}',
  '{"a":[{"b":1},{"b":"z\\n"}]}',
  '{"\\u0061":"escaped key"}',
  '{"say \\"x\\"":true,"ключ":"значение"}',
  '{"a":1.50,"b":-0}',
  '{"a":01}',
  '{"a":"tab\there"}',
  '{"a":nul}',
  '{"a":null,"b":false}',
  '[{"a":1}]',
  'plain text',
  '',
  '{"a":"open',
  '{"a":12345678901234567890,"b":9007199254740993}',
];

describe('JSON values found in bytes', () => {
  for (const path of paths) {
    it(`are those of the text at ${JSON.stringify(path)}`, () => {
      const found = new JsonColumn(new JsonSpans([path]).read(utf8(rows))[0]!);
      rows.forEach((row, i) => {
        assert.deepEqual(found.get(i), scanPath(row, path), row);
        assert.equal(found.isNull(i), found.get(i) === null, row);
      });
    });
  }

  it('are those of the text for several paths at once', () => {
    const found = new JsonSpans(paths).read(utf8(rows));
    paths.forEach((path, number) => {
      const column = new JsonColumn(found[number]!);
      rows.forEach((row, i) => {
        assert.deepEqual(column.get(i), scanPath(row, path), `${JSON.stringify(path)} of ${row}`);
      });
    });
  });

  it('are found by readers of one query, whatever columns they read in which order', () => {
    const columns = [rows, [...rows].reverse(), rows.slice(3), rows.slice(5)].map(utf8);
    const query = {};
    const readers = [['a'], ['b'], ['a'], ['a', 'b']].map((path) => ({ path, spans: new SharedSpans(path, query) }));
    const reads = fc.array(fc.tuple(fc.nat(readers.length - 1), fc.nat(columns.length - 1)), { maxLength: 12 });
    fc.assert(
      fc.property(reads, (order) => {
        for (const [reader, number] of order) {
          const { path, spans } = readers[reader]!;
          const column = columns[number]!;
          const found = new JsonColumn(spans.read(column));
          for (let i = 0; i < column.length; i++) assert.deepEqual(found.get(i), scanPath(column.get(i), path));
        }
      }),
    );
  });

  it('are those of the text for any JSON', () => {
    const bag = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a"b'), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(fc.array(bag, { minLength: 1, maxLength: 8 }), fc.constantFrom(undefined, 1), (bags, indent) => {
        const texts = bags.map((value) => JSON.stringify(value, undefined, indent));
        const several = [['a'], ['b', 'a'], ['b'], ['c', 0], ['c', -1, 'a'], ['c', 'b']];
        const found = new JsonSpans(several).read(utf8(texts));
        several.forEach((path, number) => {
          const column = new JsonColumn(found[number]!);
          texts.forEach((text, i) => {
            assert.deepEqual(column.get(i), scanPath(text, path), text);
          });
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('conversions of JSON text', () => {
  const values = [
    '"x"',
    '"a\\"b"',
    '""',
    '12',
    '-0',
    '-7',
    '007',
    '1.5',
    '2.0',
    '1e3',
    'true',
    'null',
    '',
    '[1, 2]',
    '{"k":1}',
    '"12"',
  ];
  for (const type of ['string', 'long', 'real', 'int', 'bool'] as ScalarType[]) {
    it(`to ${type} are those of the values`, () => {
      const column = new JsonColumn(utf8(values));
      const converted = convertColumn(column, type);
      values.forEach((text, i) => {
        assert.deepEqual(converted.get(i), convertValue(column.get(i), 'dynamic', type), text);
      });
    });
  }
});
