import assert from 'node:assert/strict';
import { DictColumn, Utf8Column } from '../../../../src/kql/engine/columns/column';
import { KeyTable } from '../../../../src/kql/engine/hash/keyTable';
import { keysOf } from '../../../../src/kql/engine/aggregates/hashing';
import { PairSet } from '../../../../src/kql/engine/aggregates/pairSet';

function utf8(rows: readonly string[]): Utf8Column {
  const bytes = new TextEncoder().encode(rows.join(''));
  const starts = new Uint32Array(rows.length);
  const ends = new Uint32Array(rows.length);
  let at = 0;
  rows.forEach((row, i) => {
    starts[i] = at;
    at += new TextEncoder().encode(row).length;
    ends[i] = at;
  });
  return new Utf8Column(bytes, starts, ends);
}

/** Texts of every length around whole words, each several times. */
const rows = Array.from({ length: 60_000 }, (_, i) => `${'é'.repeat(i % 3)}key ${(i * 7919) % 25_000}${'x'.repeat(i % 5)}`);

describe('distinct strings', () => {
  it('are numbered in the order of first appearance, as bytes or as dictionary', () => {
    const known = new Map<string, number>();
    const expected = rows.map((row) => known.get(row) ?? (known.set(row, known.size), known.size - 1));
    const table = new KeyTable(['string']);
    assert.deepEqual([...table.insert([utf8(rows)])], expected);
    assert.equal(table.size, known.size);
    assert.deepEqual([...table.find([utf8(['nothing', rows[5]!, ''])])], [-1, expected[5], -1]);
    assert.deepEqual([...table.find([new DictColumn(Int32Array.of(0, -1), [rows[9]!])])], [expected[9], -1]);
  });

  it('count the same in one group and in many', () => {
    const groups = Int32Array.from(rows, (_, i) => i % 3);
    const pairs = new PairSet();
    const keys = keysOf(utf8(rows), rows.length);
    for (let time = 0; time < 3; time++) pairs.add(groups, keys, rows.length);
    const expected = [0, 1, 2].map((group) => new Set(rows.filter((_, i) => i % 3 === group)).size);
    assert.deepEqual([...pairs.counts(3)], expected);
  });
});
