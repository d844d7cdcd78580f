import assert from 'node:assert/strict';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { loadParquet } from '../../../../src/kql/engine/load/parquet';
import { ResultTable } from '../../../../src/kql/engine/result';
import type { ExportFormat } from '../../../../src/model/cellResult';
import type { Cell, QueryTable } from '../../../../src/model/query';
import { copyText } from '../../../../src/results/formats/copyText';
import { exportPieces, type ExportLosses, type Piece } from '../../../../src/results/formats/exportPieces';
import { selectRows, type Selection } from '../../../../src/results/formats/selection';
import { everyType } from './sampleTable';

const all = (table: QueryTable): Selection =>
  selectRows(
    table,
    table.columns.map(({ name }) => name),
  );

async function written(
  selection: Selection,
  format: ExportFormat,
): Promise<{ bytes: Uint8Array; pieces: Piece[]; losses: ExportLosses }> {
  const pieces: Piece[] = [];
  const run = exportPieces(selection, format);
  let next = await run.next();
  for (; next.done !== true; next = await run.next()) pieces.push(next.value);
  return { bytes: Buffer.concat(pieces.map(({ data }) => Buffer.from(data))), pieces, losses: next.value };
}

const text = async (selection: Selection, format: ExportFormat): Promise<string> =>
  (await written(selection, format)).bytes.toString();

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** A table whose rows are made when they are asked for: a large file must not need them all. */
function long(rowCount: number): Selection {
  return {
    columns: [
      { name: 'n', type: 'long' },
      { name: 'text', type: 'string' },
    ],
    rowCount,
    row: (index) => [index, `row ${index}`],
  };
}

describe('a selection of a table', () => {
  const table: QueryTable = {
    name: 't',
    columns: [
      { name: 'a', type: 'long' },
      { name: 'b', type: 'string' },
      { name: 'a', type: 'bool' },
    ],
    rows: [
      [1, 'x', true],
      [2, 'y', false],
      [3, 'z', null],
    ],
  };
  const rowsOf = (selection: Selection): unknown => Array.from({ length: selection.rowCount }, (_, i) => selection.row(i));

  it('has columns and rows in the order that is asked for', () => {
    const selection = selectRows(table, ['b', 'a'], [2, 0]);
    assert.deepEqual(selection.columns, [
      { name: 'b', type: 'string' },
      { name: 'a', type: 'long' },
    ]);
    assert.deepEqual(rowsOf(selection), [
      ['z', 3],
      ['x', 1],
    ]);
  });

  it('takes the next column of a name that comes again', () => {
    assert.deepEqual(rowsOf(selectRows(table, ['a', 'a'])), [
      [1, true],
      [2, false],
      [3, null],
    ]);
  });

  it('refuses what is not there', () => {
    assert.throws(() => selectRows(table, ['c']), /no column "c"/);
    assert.throws(() => selectRows(table, ['b', 'b']), /no column "b"/);
    assert.throws(() => selectRows(table, ['a'], [0, 3]), /no row 3/);
    assert.throws(() => selectRows(table, ['a'], [Number.NaN]), /no row/);
  });
});

describe('a table as a file', () => {
  for (const format of ['csv', 'json', 'markdown'] as const) {
    it(`is in ${format} what is copied`, async () => {
      assert.equal(await text(all(everyType), format), copyText(everyType, format));
    });
  }

  it('has an object per line as newline-delimited JSON', async () => {
    const lines = (await text(all(everyType), 'ndjson')).trimEnd().split('\n');
    const names = everyType.columns.map(({ name }) => name);
    assert.deepEqual(
      lines.map((line) => Object.values(JSON.parse(line) as Readonly<Record<string, Cell>>)),
      everyType.rows,
    );
    assert.deepEqual(Object.keys(JSON.parse(lines[0]!) as object), names);
  });

  it('comes in pieces that stay small, with the rows so far', async () => {
    const { pieces, bytes } = await written(long(100_000), 'csv');
    assert.ok(pieces.length > 4);
    assert.ok(pieces.every(({ data }) => data.length < 400_000));
    assert.deepEqual(
      pieces.map(({ rows }) => rows),
      pieces.map(({ rows }) => rows).sort((a, b) => a - b),
    );
    assert.equal(pieces.at(-1)!.rows, 100_000);
    assert.equal(bytes.toString().split('\r\n')[99_999], '99998,row 99998');
  });
});

describe('a table as Parquet', () => {
  it('keeps every type, cuts a tenth of a microsecond and says so', async () => {
    const { bytes, losses } = await written(all(everyType), 'parquet');
    const { table } = await loadParquet({ byteLength: bytes.length, slice: (from, to) => bufferOf(bytes.subarray(from, to)) });
    const read = new ResultTable(table);
    const types = everyType.columns.map(({ name, type }) => ({
      name,
      type: type === 'decimal' || type === 'timespan' ? 'string' : type,
    }));
    assert.deepEqual(read.columns, types);
    const expected = everyType.rows.map((row) =>
      row.map((cell) => (cell === '0001-01-01T00:00:00.0000001Z' ? '0001-01-01T00:00:00.0000000Z' : cell)),
    );
    // A string has no null for the engine; decimals and timespans are text in the file.
    const emptied = expected.map((row) => row.map((cell, i) => (types[i]!.type === 'string' && cell === null ? '' : cell)));
    assert.deepEqual(read.rows(), emptied);
    assert.deepEqual(losses, { cutDatetimes: 1 });
  });

  it('is read by others with nulls as nulls', async () => {
    const { bytes } = await written(all(everyType), 'parquet');
    const file = bufferOf(bytes);
    const { schema } = await parquetMetadataAsync(file);
    assert.deepEqual(
      schema.slice(1).map(({ logical_type, converted_type, type }) => logical_type?.type ?? converted_type ?? type),
      ['BOOLEAN', 'INT32', 'INT64', 'DOUBLE', 'STRING', 'TIMESTAMP', 'STRING', 'STRING', 'UUID', 'JSON'],
    );
    const rows = await parquetReadObjects({ file });
    assert.deepEqual(
      Object.values(rows[2]!).filter((value) => value !== null),
      [''],
    );
    assert.equal(rows[1]!['big'], -9223372036854775808n);
    assert.deepEqual(rows[0]!['at'], new Date('2026-06-09T07:00:00Z'));
    assert.deepEqual(rows[0]!['bag'], everyType.rows[0]!.at(-1));
    assert.ok(Number.isNaN(rows[1]!['odd name']));
  });

  it('is written in groups, each a piece', async function () {
    this.timeout(20_000);
    const { bytes, pieces } = await written(long(45_000), 'parquet');
    assert.deepEqual(
      pieces.map(({ rows }) => rows),
      [10_000, 20_000, 30_000, 40_000, 45_000, 45_000],
    );
    const file = bufferOf(bytes);
    const rows = await parquetReadObjects({ file, rowStart: 44_999, rowEnd: 45_000 });
    assert.deepEqual(rows, [{ n: 44_999n, text: 'row 44999' }]);
  });

  it('has its columns when it has no rows', async () => {
    const { bytes } = await written(all({ ...everyType, rows: [] }), 'parquet');
    const { num_rows, schema } = await parquetMetadataAsync(bufferOf(bytes));
    assert.deepEqual([num_rows, schema.length], [0n, everyType.columns.length + 1]);
  });

  it('refuses a datetime that is none rather than dropping it', async () => {
    const table: QueryTable = { name: 't', columns: [{ name: 'at', type: 'datetime' }], rows: [['yesterday']] };
    await assert.rejects(written(all(table), 'parquet'), /not a datetime: "yesterday"/);
  });
});
