import assert from 'node:assert/strict';
import { chunkRows } from '../../../../src/kql/engine/chunk';
import { DictColumn, JsonColumn, Utf8Column } from '../../../../src/kql/engine/columns/column';
import { readDatetime, readInteger, readReal, writeInteger } from '../../../../src/kql/engine/load/byteNumbers';
import { tableOfRows } from '../../../../src/kql/engine/load/tableBuilder';
import { parseDatetime } from '../../../../src/kql/engine/ticks';
import type { Value } from '../../../../src/kql/engine/types';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('table builder', () => {
  it('cuts chunks, shares one dictionary, falls back to UTF-8 for many distinct values, and keeps every value', () => {
    const count = chunkRows + 10;
    const row = (i: number): Value[] => [
      i % 3 === 0 ? null : BigInt(i),
      `role ${i % 5} ü`,
      `operation-${i}`,
      i % 2 === 0 ? null : { i },
    ];
    const table = tableOfRows(
      [
        { name: 'n', type: 'long' },
        { name: 'few', type: 'string' },
        { name: 'many', type: 'string' },
        { name: 'd', type: 'dynamic' },
      ],
      Array.from({ length: count }, (_, i) => row(i)),
    );
    assert.deepEqual(
      table.chunks.map(({ length }) => length),
      [chunkRows, 10],
    );
    const [first, second] = table.chunks.map((chunk) => [0, 1, 2, 3].map((i) => chunk.column(i)));
    assert.ok(first![1] instanceof DictColumn && second![1] instanceof DictColumn);
    assert.equal(first![1].dictionary, second![1].dictionary);
    assert.equal(first![1].dictionary.length, 5);
    assert.ok(first![2] instanceof Utf8Column && second![2] instanceof Utf8Column);
    assert.ok(first![3] instanceof JsonColumn);
    for (const i of [0, 1, chunkRows - 1])
      assert.deepEqual(
        first!.map((column) => column.get(i)),
        row(i),
      );
    for (const i of [0, 9])
      assert.deepEqual(
        second!.map((column) => column.get(i)),
        row(chunkRows + i),
      );
  });

  it('refuses more than the memory allowed, with the number of rows', () => {
    const rows = Array.from({ length: chunkRows }, (_, i): Value[] => [BigInt(i)]);
    assert.throws(() => tableOfRows([{ name: 'n', type: 'long' }], rows, { maxBytes: 1000, name: 'T' }), {
      code: 'limit',
      message: /^T needs .* 65536 rows/,
    });
  });

  it('reads numbers as JavaScript does, or leaves them to it', () => {
    for (const text of ['0', '-1', '12.5', '0.1', '-0.003', '123456789012345', '1.7976931348', '.5', '5.'])
      assert.equal(readReal(bytes(text), 0, text.length), Number(text), text);
    for (const text of ['', '-', '.', '1e5', '1234567890123456', '1.2.3', 'NaN', '1 '])
      assert.ok(Number.isNaN(readReal(bytes(text), 0, text.length)), text);
    for (const text of ['', '-', '1.0', '1234567890123456', 'x'])
      assert.ok(Number.isNaN(readInteger(bytes(text), 0, text.length)), text);
  });

  it('writes 64-bit integers without BigInt', () => {
    const longs = new BigInt64Array(1);
    for (const value of [0, 1, -1, 4294967296, -4294967297, 999999999999999, -999999999999999]) {
      writeInteger(value, new Int32Array(longs.buffer), 0);
      assert.equal(longs[0], BigInt(value));
    }
  });

  it('reads ISO datetimes as the engine does', () => {
    const longs = new BigInt64Array(1);
    const words = new Int32Array(longs.buffer);
    for (const text of [
      '2026-11-17T02:45:00Z',
      '2026-11-17 02:45:00.1234567',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59.9999999Z',
      '2024-02-29T12:00:00.5Z',
      '1900-03-01T00:00:00Z',
      '2026-11-17T02:45:00.123456Z',
    ]) {
      assert.ok(readDatetime(bytes(text), 0, text.length, words, 0), text);
      assert.equal(longs[0], parseDatetime(text), text);
    }
    for (const text of [
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-11-17',
      '2026-11-17T24:00:00Z',
      '2026-11-17T02:45:00+01:00',
    ])
      assert.ok(!readDatetime(bytes(text), 0, text.length, words, 0), text);
  });
});
