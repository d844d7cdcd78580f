import assert from 'node:assert/strict';
import { columnIndex } from '../../../../src/kql/engine/types';
import { loadCsv } from '../../../../src/kql/engine/load/csv';
import type { LoadOptions, Loaded } from '../../../../src/kql/engine/load/loadOptions';
import { ResultTable } from '../../../../src/kql/engine/result';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const load = (text: string, options?: LoadOptions, delimiter?: string): Promise<Loaded> =>
  loadCsv(() => [bytes(text)], options, delimiter);
const rowsOf = ({ table }: Loaded): unknown => new ResultTable(table).rows();
const typesOf = ({ table }: Loaded): string => table.schema.map(({ name, type }) => `${name}:${type}`).join(' ');

describe('CSV', () => {
  it('reads quotes, doubled quotes, line ends inside quotes, CR LF, empty fields and a last line without end', async () => {
    const loaded = await load('a,b,c\r\n"x, y","say ""hi""",\r\n\r\n"two\nlines",z,1\n,"",2');
    assert.deepEqual(rowsOf(loaded), [
      ['x, y', 'say "hi"', null],
      ['two\nlines', 'z', 1],
      ['', '', 2],
    ]);
    assert.equal(loaded.dirty.count, 0);
  });

  it('reads the same whatever the blocks are', async () => {
    const text = 'a,b\r\n"x, ""y""",1\r\n"ü\r\n",22\r\nlast,"3"';
    const whole = rowsOf(await load(text));
    const all = bytes(text);
    for (let size = 1; size < all.length; size++) {
      const blocks = Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
      // A head of less than a block is never complete: the sample sees the whole of such a small file all the same.
      assert.deepEqual(rowsOf(await loadCsv(() => blocks)), whole, `blocks of ${size}`);
    }
  });

  const inferred: readonly [name: string, column: string, values: readonly string[], type: string][] = [
    ['whole numbers', 'n', ['1', '-20', '9223372036854775807'], 'long'],
    ['beyond 64 bits', 'n', ['9223372036854775808'], 'string'],
    ['leading zeros', 'n', ['007', '12'], 'string'],
    ['ids', 'OrderId', ['1', '2'], 'string'],
    ['reals', 'n', ['1', '2.5', '1e3'], 'real'],
    ['datetimes', 't', ['2026-11-17T02:45:00Z', '2026-11-17 02:45:00.123'], 'datetime'],
    ['dates of a portal export', 't', ['11/17/2026, 2:45:00.123 AM'], 'datetime'],
    ['timespans', 't', ['00:05:00', '1.02:03:04.5'], 'timespan'],
    ['bools', 'b', ['true', 'False'], 'bool'],
    ['JSON', 'd', ['{"a":1}', '[1]'], 'dynamic'],
    ['text that only starts like JSON', 'd', ['{"a":1}', '[oops'], 'string'],
    ['a mix', 'm', ['1', 'x'], 'string'],
  ];
  for (const [name, column, values, type] of inferred) {
    it(`infers ${type} for ${name}`, async () => {
      const text = `${column}|y\n${values.map((value) => `"${value.replaceAll('"', '""')}"|1`).join('\n')}`;
      const { table } = await load(text, {}, '|');
      assert.equal(table.schema[columnIndex(table.schema, column)]?.type, type);
    });
  }

  it('takes known types first, adds known columns that are missing, and keeps digits exact', async () => {
    const loaded = await load('ResultCode,Id,Extra\n200,00000000000000000042,1\n', {
      schema: [
        { name: 'ResultCode', type: 'string' },
        { name: 'AppRoleName', type: 'string' },
        { name: 'DurationMs', type: 'real' },
      ],
    });
    assert.equal(typesOf(loaded), 'ResultCode:string Id:string Extra:long AppRoleName:string DurationMs:real');
    assert.deepEqual(rowsOf(loaded), [['200', '00000000000000000042', 1, '', null]]);
    assert.deepEqual(loaded.inferred, ['Id', 'Extra']);
  });

  it('reports rows that do not fit and goes on', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `${i},a`);
    rows[100] = 'oops,a';
    rows[200] = '1,2,3';
    const loaded = await load(`n,s\n${rows.join('\n')}\n"never closed`, { schema: [{ name: 'n', type: 'long' }] });
    assert.equal(loaded.table.rowCount, 300);
    assert.equal(loaded.dirty.count, 3);
    assert.deepEqual(
      loaded.dirty.samples.map(({ row, column, problem }) => [row, column, problem]),
      [
        [101, 'n', 'no long'],
        [201, undefined, '3 fields, not 2'],
        [301, undefined, 'a quote is not closed where the field ends'],
      ],
    );
  });

  it('turns a column to text when the rows after the sample are not what the sample was', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => (i < 4000 ? `${i}` : `x${i}`));
    const loaded = await load(`n,m\n${rows.map((row) => `${row},1`).join('\n')}`);
    assert.equal(typesOf(loaded), 'n:string m:long');
    assert.deepEqual(new ResultTable(loaded.table).rows(4999), [['x4999', 1]]);
    assert.equal(loaded.dirty.count, 0);
  });

  it('refuses more than the memory allowed and stops when cancelled', async () => {
    const row = `${'x'.repeat(20)},1\n`;
    const big = `a,b\n${row.repeat(70_000)}`;
    await assert.rejects(load(big, { maxBytes: 100_000, name: 'Big' }), { code: 'limit', message: /Big .*1 MiB/ });
    const blocks = Array.from({ length: 4 }, () => bytes(row.repeat(40_000)));
    await assert.rejects(
      loadCsv(() => blocks, { isCancelled: () => true }),
      { code: 'cancelled' },
    );
  });
});
