import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Catalog } from '../../../../src/kql/catalog';
import { QueryRunner } from '../../../../src/kql/runQuery';
import type { QueryTable } from '../../../../src/model/query';
import { copyText } from '../../../../src/results/formats/copyText';
import { kqlName } from '../../../../src/results/formats/kqlName';
import { uniqueNames } from '../../../../src/results/formats/uniqueNames';
import { everyType, tables } from './sampleTable';

describe('a table as a datatable', function () {
  this.timeout(20_000);
  let runner: QueryRunner;
  before(async () => {
    runner = await QueryRunner.create(new Catalog());
  });

  const reads = (text: string): { columns: readonly unknown[]; rows: readonly unknown[] } => {
    const { primary } = runner.run({ text, now: 0n });
    return { columns: primary.columns.map(({ name, type }) => ({ name, type })), rows: primary.rows() };
  };

  it('gives every type again, with nulls and extremes', () => {
    const { columns, rows } = reads(copyText(everyType, 'datatable'));
    assert.deepEqual(columns, everyType.columns);
    assert.deepEqual(
      rows,
      everyType.rows.map((row) => row.map((cell) => (cell === '12.50' ? '12.5' : cell))),
    );
  });

  it('gives any table again', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { columns, rows } = reads(copyText(table, 'datatable'));
        const names = uniqueNames(table.columns.map(({ name }) => name));
        assert.deepEqual(
          columns,
          table.columns.map(({ type }, i) => ({ name: names[i], type })),
        );
        assert.deepEqual(rows, table.rows);
      }),
      { numRuns: 150 },
    );
  });

  it('reads as a person would write it', () => {
    const table: QueryTable = {
      name: 'few',
      columns: [
        { name: 'a', type: 'long' },
        { name: 'odd name', type: 'string' },
      ],
      rows: [
        [1, "it's"],
        [null, 'x\ny'],
      ],
    };
    assert.equal(
      copyText(table, 'datatable'),
      "datatable(a:long, ['odd name']:string)\n[\n  1, 'it\\'s',\n  long(null), 'x\\ny'\n]\n",
    );
  });

  it('has no rows when there are none', () => {
    assert.deepEqual(reads(copyText({ ...everyType, rows: [] }, 'datatable')).rows, []);
  });

  it('brackets what is no plain name, and words of the language', () => {
    const names = ['plain', '_x1', 'odd name', "it's", '1st', 'by', 'where', 'kind', 'title', 'ñ', 'a-b', 'print', 'Count'];
    for (const name of names) {
      const quoted = kqlName(name);
      const { columns, rows } = reads(`datatable(${quoted}:long)[1] | where ${quoted} == 1 | project ${quoted}`);
      assert.deepEqual([columns, rows], [[{ name, type: 'long' }], [[1]]], name);
    }
    assert.deepEqual(
      names.filter((name) => kqlName(name) === name),
      ['plain', '_x1', 'Count'],
    );
  });
});
