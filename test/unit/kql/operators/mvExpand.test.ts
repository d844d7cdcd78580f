import assert from 'node:assert/strict';
import { call, col, context, long, named, plan, rows, run, text, yes } from './plans.js';

const source = rows(
  'id:long, d:dynamic, e:dynamic',
  [1, '[10,20]', '["x"]'],
  [2, null, null],
  [3, '[]', '[]'],
  [4, '{"k":1,"l":2}', '"s"'],
);

describe('mv-expand', () => {
  it('puts arrays side by side, keeps a null and drops an empty array', () => {
    const { columns, rows: result } = run(
      plan({
        op: 'mv-expand',
        input: source,
        columns: [
          { expr: col('d'), defaultName: 'd' },
          { expr: col('e'), defaultName: 'e' },
        ],
        bagExpansion: 'bag',
      }),
    );
    assert.deepEqual(columns, ['id:long', 'd:dynamic', 'e:dynamic']);
    assert.deepEqual(result, [
      [1, 10, 'x'],
      [1, 20, null],
      [2, null, null],
      [4, { k: 1 }, 's'],
      [4, { l: 2 }, null],
    ]);
  });

  it('converts items, numbers them, stops at the limit and gives pairs of a bag', () => {
    const { columns, rows: result } = run(
      plan({
        op: 'mv-expand',
        input: source,
        columns: [{ name: 'x', expr: col('d'), toType: 'string' }],
        itemIndex: 'i',
        bagExpansion: 'array',
        limit: long(1),
      }),
    );
    assert.deepEqual(columns, ['id:long', 'd:dynamic', 'e:dynamic', 'x:string', 'i:long']);
    assert.deepEqual(
      result.map((row) => [row[0], row[3], row[4]]),
      [
        [1, '10', 0],
        [2, '', 0],
        [4, '["k",1]', 0],
      ],
    );
  });
});

describe('mv-apply', () => {
  const input = rows('id:long, d:dynamic', [1, '[5,1,3]'], [2, '[4,10]'], [3, '[]']);
  const apply = (subquery: ReturnType<typeof plan>, column = 'x') =>
    run(plan({ op: 'mv-apply', input, columns: [{ name: column, expr: col('d'), toType: 'long' }], subquery }));

  it('runs the sub-query for each row', () => {
    const best = plan({
      op: 'top',
      input: context,
      count: long(1),
      keys: [{ expr: col('x'), descending: true, nullsFirst: false }],
    });
    const { columns, rows: result } = apply(best);
    assert.deepEqual(columns, ['id:long', 'd:dynamic', 'x:long']);
    assert.deepEqual(
      result.map((row) => [row[0], row[2]]),
      [
        [1, 5],
        [2, 10],
      ],
    );
  });

  it('keeps row columns, and the expanded one only when the sub-query has it', () => {
    const sum = plan({ op: 'summarize', input: context, aggregates: [named('s', call('sum', col('d')))], by: [] });
    const { columns, rows: result } = apply(sum, 'd');
    assert.deepEqual(columns, ['id:long', 's:long']);
    assert.deepEqual(result, [
      [1, 9],
      [2, 14],
    ]);
  });

  it('gives the same answer for row-wise sub-queries, which run once for all rows', () => {
    const doubled = plan({
      op: 'project',
      input: plan({ op: 'where', input: context, predicate: call('>', col('x'), long(3)) }),
      columns: [named('y', call('*', col('x'), long(2))), named('id', text('new'))],
    });
    const { columns, rows: result } = apply(doubled);
    assert.deepEqual(columns, ['id:string', 'd:dynamic', 'y:long']);
    assert.deepEqual(
      result.map((row) => [row[0], row[2]]),
      [
        ['new', 10],
        ['new', 8],
        ['new', 20],
      ],
    );
    const numbered = plan({
      op: 'extend',
      input: plan({ op: 'where', input: context, predicate: yes }),
      columns: [named('n', call('row_number'))],
    });
    assert.deepEqual(
      apply(numbered).rows.map((row) => row[3]),
      [1, 2, 3, 1, 2],
    );
  });

  it('counts nothing for a row that has no items left, and takes the first of each row', () => {
    const small = plan({ op: 'where', input: context, predicate: call('<', col('x'), long(4)) });
    const count = plan({ op: 'summarize', input: small, aggregates: [named('n', call('count'))], by: [] });
    assert.deepEqual(
      apply(count).rows.map((row) => [row[0], row[2]]),
      [
        [1, 2],
        [2, 0],
      ],
    );
    const first = plan({ op: 'take', input: context, count: long(1) });
    assert.deepEqual(
      apply(first).rows.map((row) => row[2]),
      [5, 4],
    );
  });
});
