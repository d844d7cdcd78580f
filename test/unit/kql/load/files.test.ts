import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadFiles, tableName } from '../../../../src/kql/engine/load/files';
import { ResultTable } from '../../../../src/kql/engine/result';

describe('files', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kql-files-'));
  });
  after(() => rm(folder, { recursive: true }));

  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, content);
    return file;
  };

  it('names tables after files', () => {
    const names = ['a/AppRequests.csv', 'AppRequests.JSON.gz', 'my.events.ndjson', 'notes'].map(tableName);
    assert.deepEqual(names, ['AppRequests', 'AppRequests', 'my.events', 'notes']);
  });

  it('loads a folder: a table per file, gzip by content, format by extension and content', async () => {
    const data = join(folder, 'data');
    await mkdir(data);
    await writeFile(join(data, 'A.csv'), 'x\n1\n');
    await writeFile(join(data, 'A.tsv'), 'x\ty\n1\t2\n');
    await writeFile(join(data, 'B.json'), '{"x":1}\n{"x":2}\n');
    await writeFile(join(data, 'C.jsonl.gz'), gzipSync('{"x":1}\n'));
    await writeFile(join(data, 'D.json'), '[{"x":1}]');
    await writeFile(join(data, 'E.csv'), Buffer.from('\uFEFFx;y\r\nü;2\r\n', 'utf16le'));
    await writeFile(join(data, 'readme.md'), 'no table');
    const progress: number[] = [];
    const loaded = await loadFiles([data], {
      known: (name) => (name === 'B' ? [{ name: 'x', type: 'string' }] : undefined),
      onProgress: (done, total) => progress.push(done / total),
    });
    assert.deepEqual(
      loaded.map(({ name, format, table }) => [name, format, table.schema.map(({ type }) => type).join(), table.rowCount]),
      [
        ['A', 'csv', 'long', 1],
        ['A_2', 'tsv', 'long,long', 1],
        ['B', 'ndjson', 'string', 2],
        ['C', 'ndjson', 'long', 1],
        ['D', 'json', 'long', 1],
        ['E', 'csv', 'string,long', 1],
      ],
    );
    assert.deepEqual(new ResultTable(loaded[5]!.table).rows(), [['ü', 2]]);
    assert.equal(progress.at(-1), 1);
  });

  it('reads Parquet with exact integers, ticks, nested values and nulls', async () => {
    const file = join(folder, 'P.parquet');
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`COPY (
      SELECT * FROM (VALUES
        (9007199254740993::BIGINT, 'a', TIMESTAMP '2026-11-17 02:45:00.123456', {'k': 1, 'l': [1.5]}, true, 1.25::DOUBLE, 7::INTEGER),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL)
      ) t(n, s, t, d, b, r, i)) TO '${file}' (FORMAT parquet)`);
    connection.closeSync();
    const [loaded] = await loadFiles([file]);
    assert.deepEqual(
      loaded!.table.schema.map(({ name, type }) => `${name}:${type}`),
      ['n:long', 's:string', 't:datetime', 'd:dynamic', 'b:bool', 'r:real', 'i:int'],
    );
    assert.deepEqual(new ResultTable(loaded!.table).rows(), [
      ['9007199254740993', 'a', '2026-11-17T02:45:00.1234560Z', { k: 1, l: [1.5] }, true, 1.25, 7],
      [null, '', null, null, null, null, null],
    ]);
  });

  it('says what it cannot read', async () => {
    await assert.rejects(loadFiles([join(folder, 'absent.csv')]), { code: 'data', message: /absent\.csv/ });
    await assert.rejects(loadFiles([await write('broken.parquet', 'PAR1 and no more')]), { code: 'data' });
    const cut = gzipSync('{"x":1}\n'.repeat(1000)).subarray(0, 30);
    await assert.rejects(loadFiles([await write('cut.ndjson.gz', cut)]), { code: 'data', message: /cut/ });
  });
});
