import assert from 'node:assert/strict';
import type { Expr } from '../../../../src/kql/engine/plan.js';
import { call, col, long, plan, rows, run, text } from './plans.js';

const first = rows('a:string, n:long, d:dynamic', ['alpha beta', 5, '{"k":"delta"}'], ['gamma', 4624, null]);
const second = rows('a:string, n:string, z:long', ['beta', 'x', 1], ['alphabet', 'y', 2]);
const inputs = [
  { plan: first, source: 'T' },
  { plan: second, source: 'U' },
];
const term = (value: string): Expr => call('search.term', text(value));
const search = (predicate: Expr, more: Record<string, unknown> = {}) =>
  run(plan({ op: 'search', inputs, caseSensitive: false, predicate, projectSmart: false, withSource: '$table', ...more }));
const find = (predicate: Expr, more: Record<string, unknown> = {}) =>
  run(plan({ op: 'find', inputs, caseSensitive: false, predicate, projectSmart: true, withSource: 'source_', ...more }));

describe('search', () => {
  const found = (predicate: Expr, more?: Record<string, unknown>) => search(predicate, more).rows.map((row) => row[1]);

  it('has the columns of an outer union', () => {
    const { columns, rows: result } = search(term('BETA'));
    assert.deepEqual(columns, ['$table:string', 'a:string', 'n_long:long', 'n_string:string', 'd:dynamic', 'z:long']);
    assert.deepEqual(result, [
      ['T', 'alpha beta', 5, '', { k: 'delta' }, null],
      ['U', 'beta', null, 'x', null, 1],
    ]);
  });

  it('reads terms, wildcards and numbers', () => {
    assert.deepEqual(found(term('alpha')), ['alpha beta']);
    assert.deepEqual(found(term('alpha*')), ['alpha beta', 'alphabet']);
    assert.deepEqual(found(term('*ta')), ['alpha beta', 'beta']);
    assert.deepEqual(found(term('*mm*')), ['gamma']);
    assert.deepEqual(found(term('al*bet')), ['alphabet']);
    assert.deepEqual(found(term('delta')), ['alpha beta']);
    assert.deepEqual(found(term('4624')), ['gamma']);
    assert.deepEqual(found(term('BETA'), { caseSensitive: true }), []);
    assert.equal(found({ kind: 'star', start: 0, length: 0 }).length, 4);
  });

  it('takes a comparison of a column that a table lacks as false', () => {
    assert.deepEqual(found(call('or', call('>', col('z'), long(1)), term('gamma'))), ['gamma', 'alphabet']);
  });
});

describe('find', () => {
  it('gives common and named columns, and packs the rest', () => {
    const { columns, rows: result } = find(call('has', col('a'), text('beta')));
    assert.deepEqual(columns, ['source_:string', 'a:string', 'n:dynamic', 'pack_:dynamic']);
    assert.deepEqual(result, [
      ['T', 'alpha beta', 5, { d: { k: 'delta' } }],
      ['U', 'beta', 'x', { z: 1 }],
    ]);
  });

  it('leaves out tables that have none of the columns of the predicate', () => {
    const { columns, rows: result } = find(call('>', col('z'), long(1)));
    assert.deepEqual(columns, ['source_:string', 'a:string', 'n:string', 'z:long']);
    assert.deepEqual(result, [['U', 'alphabet', 'y', 2]]);
  });

  it('projects and converts', () => {
    const star: Expr = { kind: 'star', start: 0, length: 0 };
    const project = [
      { expr: col('n'), toType: 'string', defaultName: 'n' },
      { expr: col('z'), defaultName: 'z' },
      { expr: call('pack', star), defaultName: 'pack_' },
    ];
    const { columns, rows: result } = find(term('beta'), { project });
    assert.deepEqual(columns, ['source_:string', 'n:string', 'z:long', 'pack_:dynamic']);
    assert.deepEqual(result, [
      ['T', '5', null, { a: 'alpha beta', d: { k: 'delta' } }],
      ['U', 'x', 1, { a: 'beta' }],
    ]);
  });
});
