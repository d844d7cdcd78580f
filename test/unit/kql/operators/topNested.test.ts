import assert from 'node:assert/strict';
import type { TopNestedLevel } from '../../../../src/kql/engine/plan.js';
import { call, col, context, long, named, plan, rows, run, text } from './plans.js';

const sales = rows(
  'cat:string, sub:string, v:long',
  ['a', 'x', 10],
  ['a', 'x', 20],
  ['a', 'y', 5],
  ['b', 'x', 30],
  ['c', 'z', 1],
  ['c', 'q', 2],
);
const level = (column: string, count?: number, more: Partial<TopNestedLevel> = {}): TopNestedLevel => ({
  ...(count !== undefined && { count: long(count) }),
  column: { expr: col(column), defaultName: column },
  by: { expr: call('sum', col('v')) },
  descending: true,
  ...more,
});

describe('top-nested', () => {
  it('nests the best values and names their aggregates', () => {
    const { columns, rows: result } = run(plan({ op: 'top-nested', input: sales, levels: [level('cat', 2), level('sub', 1)] }));
    assert.deepEqual(columns, ['cat:string', 'aggregated_cat:long', 'sub:string', 'aggregated_sub:long']);
    assert.deepEqual(result, [
      ['a', 35, 'x', 30],
      ['b', 30, 'x', 30],
    ]);
  });

  it('adds others, also below others', () => {
    const levels = [level('cat', 1, { others: text('rest') }), level('sub', 1, { others: text('other subs') })];
    const { rows: result } = run(plan({ op: 'top-nested', input: sales, levels }));
    assert.deepEqual(result, [
      ['a', 35, 'x', 30],
      ['a', 35, 'other subs', 5],
      ['rest', 33, 'other subs', 33],
    ]);
    const inner = [level('cat', 1, { others: text('rest') }), level('sub', 1)];
    assert.deepEqual(run(plan({ op: 'top-nested', input: sales, levels: inner })).rows.at(-1), ['rest', 33, '', null]);
  });

  it('takes the least with asc, and all without a count', () => {
    const ascending = [level('cat', 1, { descending: false })];
    assert.deepEqual(run(plan({ op: 'top-nested', input: sales, levels: ascending })).rows, [['c', 3]]);
    assert.equal(run(plan({ op: 'top-nested', input: sales, levels: [level('cat'), level('sub')] })).rows.length, 5);
  });
});

describe('operators by value', () => {
  it('top-hitters counts, or sums a column', () => {
    const column = { expr: col('cat'), defaultName: 'cat' };
    const counted = run(plan({ op: 'top-hitters', input: sales, count: long(1), column }));
    assert.deepEqual([counted.columns, counted.rows], [['cat:string', 'approximate_count_cat:long'], [['a', 3]]]);
    const summed = run(
      plan({ op: 'top-hitters', input: sales, count: long(2), column, by: { expr: col('v'), defaultName: 'v' } }),
    );
    assert.deepEqual(summed.columns, ['cat:string', 'approximate_sum_v:long']);
    assert.deepEqual(summed.rows, [
      ['a', 35],
      ['b', 30],
    ]);
  });

  it('sample-distinct gives so many different values', () => {
    const { rows: result } = run(
      plan({ op: 'sample-distinct', input: sales, count: long(2), column: { expr: col('cat'), defaultName: 'cat' } }),
    );
    assert.equal(new Set(result.map((row) => row[0])).size, 2);
  });

  it('partition runs its sub-query per key; without rows it still has columns', () => {
    const subquery = plan({ op: 'summarize', input: context, aggregates: [named('n', call('count'))], by: [] });
    const by = { expr: col('cat'), defaultName: 'cat' };
    assert.deepEqual(run(plan({ op: 'partition', input: sales, by, subquery })).rows, [[3], [1], [2]]);
    assert.deepEqual(run(plan({ op: 'partition', input: rows('cat:string'), by, subquery })).columns, ['n:long']);
  });

  it('partition with a source of its own sees the key through toscalar()', () => {
    const subquery = plan({ op: 'where', input: sales, predicate: call('==', col('sub'), call('toscalar', col('key'))) });
    const keys = rows('key:string', ['y'], ['q']);
    const { rows: result } = run(plan({ op: 'partition', input: keys, by: { expr: col('key'), defaultName: 'key' }, subquery }));
    assert.deepEqual(result, [
      ['a', 'y', 5],
      ['c', 'q', 2],
    ]);
  });

  it('fork and facet give several tables', () => {
    const count = plan({ op: 'count', input: context, name: 'Count' });
    const forked = run(plan({ op: 'fork', input: sales, branches: [{ plan: count }, { plan: count, name: 'again' }] }));
    assert.deepEqual([forked.rows, forked.more], [[[6]], [[[6]]]]);
    const faceted = run(plan({ op: 'facet', input: sales, columns: [{ expr: col('cat'), defaultName: 'cat' }], with: count }));
    assert.deepEqual(faceted.rows, [[6]]);
    assert.deepEqual(new Set(faceted.more[0]!.map((row) => JSON.stringify(row))), new Set(['["a",3]', '["b",1]', '["c",2]']));
  });

  it('reduce replaces what varies, and keeps rows with kind=source', () => {
    const lines = rows('line:string', ...Array.from({ length: 9 }, (_, i): [string] => [`disk ${i * 7} is full`]), [
      'other thing altogether here now',
    ]);
    const expr = { expr: col('line'), defaultName: 'line' };
    assert.deepEqual(run(plan({ op: 'reduce', input: lines, expr, reduceKind: 'normal' })).rows, [
      ['disk * is full', 9, 'disk 0 is full'],
      ['others', 1, ''],
    ]);
    const source = run(plan({ op: 'reduce', input: lines, expr, reduceKind: 'source' }));
    assert.deepEqual(source.columns, ['line:string', 'Pattern:string', 'Count:long', 'Representative:string']);
    assert.equal(source.rows.length, 10);
  });
});
