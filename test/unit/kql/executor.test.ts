import assert from 'node:assert/strict';
import { Chunk, chunkRows, type Table } from '../../../src/kql/engine/chunk';
import { columnOf, DictColumn, Utf8Column, type Column } from '../../../src/kql/engine/columns/column';
import { concatColumns } from '../../../src/kql/engine/columns/concat';
import { KeyTable } from '../../../src/kql/engine/hash/keyTable';
import { KqlError } from '../../../src/kql/engine/errors';
import { orderWords, sortedRows } from '../../../src/kql/engine/operators/ordering';
import { linesOf, runKql } from './runKql';

function utf8(...texts: readonly string[]): Utf8Column {
  const parts = texts.map((text) => Buffer.from(text));
  const ends = Uint32Array.from(parts, (_, i) => parts.slice(0, i + 1).reduce((sum, part) => sum + part.length, 0));
  const starts = Uint32Array.from(parts, (part, i) => ends[i]! - part.length);
  return new Utf8Column(Buffer.concat(parts), starts, ends);
}

/** Several chunks: `n` counts up, `g` has three values with a dictionary of its own in each chunk. */
function severalChunks(rows: number): Table {
  const chunks: Chunk[] = [];
  for (let from = 0; from < rows; from += chunkRows) {
    const length = Math.min(chunkRows, rows - from);
    const numbers = columnOf(
      'long',
      Array.from({ length }, (_, i) => BigInt(from + i)),
    );
    const codes = Int32Array.from({ length }, (_, i) => (from + i) % 3);
    const turned = chunks.length % 2 === 1;
    const groups = new DictColumn(turned ? codes.map((code) => 2 - code) : codes, turned ? ['c', 'b', 'a'] : ['a', 'b', 'c']);
    chunks.push(Chunk.of([numbers, groups], length));
  }
  return {
    schema: [
      { name: 'n', type: 'long' },
      { name: 'g', type: 'string' },
    ],
    chunks,
    rowCount: rows,
  };
}

describe('execution', function () {
  this.timeout(20_000);
  const tables = { Big: severalChunks(200_000) };

  it('groups, joins and sorts across chunks', async () => {
    assert.deepEqual(await linesOf('Big | summarize count(), max(n) by g | sort by g asc', { tables }), [
      'g,count_,max_n',
      '"a",66667,199998',
      '"b",66667,199999',
      '"c",66666,199997',
    ]);
    assert.deepEqual(
      await linesOf('Big | join kind=inner (Big | where n % 50000 == 7) on n | project n, g1 | sort by n desc', { tables }),
      ['n,g1', '150007,"b"', '100007,"c"', '50007,"a"', '7,"b"'],
    );
    assert.deepEqual(await linesOf('Big | top 2 by g desc', { tables }), ['n,g', '2,"c"', '5,"c"']);
    assert.deepEqual(await linesOf('Big | sort by g asc, n desc | take 2', { tables }), ['n,g', '199998,"a"', '199995,"a"']);
  });

  it('gives window functions all rows in order', async () => {
    assert.deepEqual(await linesOf('Big | sort by n desc | extend p = prev(n) | where p - n != 1 or isnull(p)', { tables }), [
      'n,g,p',
      '199999,"b",null',
    ]);
  });

  it('says when rows were left out', async () => {
    const result = await runKql('Big', { tables, limits: { rows: 70_000 } });
    assert.equal(result.primary.rowCount, 70_000);
    assert.deepEqual(result.truncated, { reason: 'rows', limit: 70_000 });
    assert.deepEqual(result.primary.rows(65_535, 65_537), [
      [65_535, 'a'],
      [65_536, 'b'],
    ]);
  });

  it('stops at the limit of memory and when it is cancelled', async () => {
    await assert.rejects(
      runKql('Big | sort by g', { tables, limits: { bytes: 1000 } }),
      (error) => error instanceof KqlError && error.code === 'limit',
    );
    let calls = 0;
    await assert.rejects(
      runKql('Big | summarize count() by n', { tables, isCancelled: () => ++calls > 2 }),
      (error) => error instanceof KqlError && error.code === 'cancelled',
    );
  });

  it('answers with the last of several statements', async () => {
    const result = await runKql('print a = 1; print b = 2 | render timechart');
    assert.deepEqual(result.primary.rows(), [[2]]);
    assert.deepEqual(
      result.tables.map((table) => table.rows()),
      [[[1]]],
    );
    assert.equal(result.render?.visualization, 'timechart');
  });

  it('writes values as the command line promises', async () => {
    assert.deepEqual(
      await linesOf(
        'print 9007199254740993, real(nan), -real(+inf), 1.5, decimal(1.50), 1d, datetime(2020-01-01), guid(74BE27DE-1E4E-49D9-B579-FE0B331D3642), dynamic({"a":[1,null]})',
      ),
      [
        'print_0,print_1,print_2,print_3,print_4,print_5,print_6,print_7,print_8',
        '"9007199254740993","NaN","-Infinity",1.5,"1.5","1.00:00:00","2020-01-01T00:00:00.0000000Z","74be27de-1e4e-49d9-b579-fe0b331d3642",{"a":[1,null]}',
      ],
    );
  });
});

describe('KeyTable', () => {
  const dictionary = (...texts: readonly string[]): Column =>
    new DictColumn(
      Int32Array.from(texts, (_, i) => i),
      texts,
    );

  it('numbers equal strings alike, however they are held', () => {
    const table = new KeyTable(['string']);
    assert.deepEqual([...table.insert([dictionary('x', 'é', '')])], [0, 1, 2]);
    assert.deepEqual([...table.insert([utf8('é', 'new', '', 'x')])], [1, 3, 2, 0]);
    assert.deepEqual([...table.insert([columnOf('string', ['new', 'y'])])], [3, 4]);
    assert.deepEqual([...table.find([utf8('y', 'z')])], [4, -1]);
    assert.equal(table.size, 5);
  });

  it('keeps its numbers when it grows', () => {
    const table = new KeyTable(['long', 'int']);
    const longs = columnOf(
      'long',
      Array.from({ length: 5000 }, (_, i) => BigInt(i) << 33n),
    );
    const ints = columnOf(
      'int',
      Array.from({ length: 5000 }, (_, i) => i % 7),
    );
    const numbers = table.insert([longs, ints]);
    assert.deepEqual(
      [...numbers],
      Array.from({ length: 5000 }, (_, i) => i),
    );
    assert.deepEqual([...table.find([longs, ints])], [...numbers]);
    assert.equal(table.find([longs.slice(0, 1), ints.slice(1, 2)])[0], -1);
  });

  it('gives null a number of its own, or none', () => {
    const longs = columnOf('long', [1n, null, 0n, null]);
    assert.deepEqual([...new KeyTable(['long']).insert([longs])], [0, 1, 2, 1]);
    const joining = new KeyTable(['long'], false);
    assert.deepEqual([...joining.insert([longs])], [0, -1, 1, -1]);
    assert.equal(joining.size, 2);
  });
});

describe('sortedRows', () => {
  it('agrees with a plain stable sort, also for many rows', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => ((i * 7919) % 1000) - 500.5);
    const words = orderWords(columnOf('real', values), { descending: true, nullsFirst: false });
    const expected = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b);
    assert.deepEqual([...sortedRows([words], values.length)], expected);
  });
});

describe('concatColumns', () => {
  it('keeps values and nulls of mixed columns', () => {
    const texts = concatColumns([new DictColumn(Int32Array.of(0, -1), ['a']), utf8('b'), columnOf('string', ['c'])]);
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => texts.get(row)),
      ['a', '', 'b', 'c'],
    );
    const longs = concatColumns([columnOf('long', [1n, null]), columnOf('long', [2n])]);
    assert.deepEqual(
      [0, 1, 2].map((row) => longs.get(row)),
      [1n, null, 2n],
    );
  });
});
