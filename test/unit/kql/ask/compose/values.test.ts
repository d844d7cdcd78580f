import assert from 'node:assert/strict';
import { and, column, eq, inList, path, literal } from '../../../../../src/kql/ask/compose/build';
import { print } from '../../../../../src/kql/ask/compose/print';
import type { Expr } from '../../../../../src/kql/ask/compose/ast';
import { Catalog } from '../../../../../src/kql/catalog';
import { tableOfRows } from '../../../../../src/kql/engine/load/tableBuilder';
import type { Schema } from '../../../../../src/kql/engine/types';
import { QueryRunner } from '../../../../../src/kql/runQuery';
import { now } from '../../fixtures';
import { poisoned } from './poisoned';

// Half a pair is no text in UTF-8, and a byte order mark before a text is no part of it for many a reader: stores have neither.
const values = poisoned.filter((text) => !/^\ufeff|\p{Surrogate}/u.test(text));
const schema: Schema = [
  { name: 'Id', type: 'long' },
  { name: 'Text', type: 'string' },
  { name: 'Bag', type: 'dynamic' },
];

describe('printed values', function () {
  this.timeout(120_000);
  let runner: QueryRunner;

  before(async () => {
    const catalog = new Catalog();
    const rows = values.map((text, i) => [BigInt(i), text, Object.fromEntries([[text, i]])]);
    catalog.set('T', tableOfRows(schema, rows));
    runner = await QueryRunner.create(catalog);
  });

  function idsWhere(condition: Expr): unknown[] {
    const operators = [{ kind: 'where', condition } as const, { kind: 'project', columns: [{ expr: column('Id') }] } as const];
    const text = print({ lets: [], body: { source: { kind: 'table', name: 'T' }, operators } });
    return runner
      .run({ text, now })
      .primary.rows()
      .map(([id]) => Number(id));
  }

  it('find the row that has them and no other: as a literal, in a list, as a key', () => {
    for (const [i, text] of values.entries()) {
      const isText = and(eq(column('Text'), literal(text)), inList(column('Text'), [text, 'not there']));
      assert.deepEqual(idsWhere(and(isText, eq(path('Bag', [text], 'tolong'), literal(i)))), [i], text);
      assert.deepEqual(idsWhere(eq(path('Bag', [text], 'tolong'), literal(i))), [i], text);
    }
  });
});
