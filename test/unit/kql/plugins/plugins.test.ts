import assert from 'node:assert/strict';
import type { Expr, Plan, PluginArgument } from '../../../../src/kql/engine/plan.js';
import { plugins } from '../../../../src/kql/engine/plugins/registry.js';
import { call, col, dynamic, long, plan, rows, run, text } from '../operators/plans.js';

const at = { start: 0, length: 0 };
const arg = (expr: Expr, name?: string): PluginArgument => ({ kind: 'expr', expr, ...(name === undefined ? {} : { name }) });
const table = (value: Plan): PluginArgument => ({ kind: 'table', plan: value });
const real = (value: number): Expr => ({ kind: 'literal', type: 'real', value, ...at });
const yes: Expr = { kind: 'literal', type: 'bool', value: true, ...at };

function evaluate(plugin: string, input: Plan, ...args: readonly (PluginArgument | Expr)[]): ReturnType<typeof run> {
  const list = args.map((value) => ('kind' in value && (value.kind === 'expr' || value.kind === 'table') ? value : arg(value)));
  return run(plan({ op: 'evaluate', plugin, args: list, input, ...at }));
}

const bags = rows('Name:string, d:dynamic', ['old', '{"Name":"John","Age":20}'], ['older', '{"Age":40,"Tall":null}']);
const sales = rows('s:string, e:string, n:long', ['a', 'x', 1], ['b', 'x', 2], ['a', 'y', 3], ['a', 'x', 4]);
/** The log of the example for activity plugins: users by day. */
const log = rows(
  'u:string, t:long',
  ...'11A 11D 11J 11B 12C 12T 12J 13H 13T 13T 13J 13B 13S 14S'
    .split(' ')
    .map((entry): [string, number] => [entry.slice(2), Number(entry.slice(0, 2))]),
);

interface Case {
  readonly what: string;
  readonly answer: () => ReturnType<typeof run>;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const cases: readonly Case[] = [
  {
    what: 'bag_unpack sorts slots by name and takes their types',
    answer: () => evaluate('bag_unpack', bags, col('d'), text('p_')),
    columns: ['Name:string', 'p_Age:long', 'p_Name:string', 'p_Tall:dynamic'],
    rows: [
      ['old', 20, 'John', null],
      ['older', 40, '', null],
    ],
  },
  {
    what: 'bag_unpack replaces or keeps a column of the same name',
    answer: () =>
      evaluate(
        'bag_unpack',
        bags,
        col('d'),
        arg(text('replace_source'), 'columnsConflict'),
        arg(dynamic('["Tall"]'), 'ignoredProperties'),
      ),
    columns: ['Name:string', 'Age:long'],
    rows: [
      ['John', 20],
      ['', 40],
    ],
  },
  {
    what: 'pivot counts, 0 in empty cells',
    answer: () => evaluate('pivot', sales, col('s'), call('count'), col('e')),
    columns: ['e:string', 'a:long', 'b:long'],
    rows: [
      ['x', 2, 1],
      ['y', 1, 0],
    ],
  },
  {
    what: 'pivot groups by the columns that are left',
    answer: () => evaluate('pivot', sales, col('s'), call('max', col('n'))),
    columns: ['e:string', 'a:long', 'b:long'],
    rows: [
      ['x', 4, 2],
      ['y', 3, null],
    ],
  },
  {
    what: 'narrow',
    answer: () => evaluate('narrow', rows('s:string, n:long', ['a', 1], ['b', null])),
    columns: ['Row:long', 'Column:string', 'Value:string'],
    rows: [
      [0, 's', 'a'],
      [0, 'n', '1'],
      [1, 's', 'b'],
      [1, 'n', ''],
    ],
  },
  {
    what: 'rows_near joins neighbourhoods that touch',
    answer: () =>
      evaluate('rows_near', rows('n:long', [1], [2], [3], [4], [5], [6]), call('in', col('n'), long(2), long(3)), long(1)),
    columns: ['n:long'],
    rows: [[1], [2], [3], [4]],
  },
  {
    what: 'ipv4_lookup gives every network, and null for none when asked',
    answer: () =>
      evaluate(
        'ipv4_lookup',
        rows('ip:string', ['10.1.2.3'], ['8.8.8.8']),
        table(rows('network:string, ip:long', ['10.0.0.0/8', 1], ['10.1.0.0/16', 2])),
        col('ip'),
        col('network'),
        arg(yes, 'return_unmatched'),
      ),
    columns: ['ip:string', 'network:string', 'ip1:long'],
    rows: [
      ['10.1.2.3', '10.0.0.0/8', 1],
      ['10.1.2.3', '10.1.0.0/16', 2],
      ['8.8.8.8', '', null],
    ],
  },
  {
    what: 'activity_counts_metrics',
    answer: () => evaluate('activity_counts_metrics', log, col('u'), col('t'), long(11), long(14), long(1)),
    columns: ['t:long', 'count:long', 'dcount:long', 'new_dcount:long', 'aggregated_dcount:long'],
    rows: [
      [11, 4, 4, 4, 4],
      [12, 3, 3, 2, 6],
      [13, 6, 5, 2, 8],
      [14, 1, 1, 0, 8],
    ],
  },
  {
    what: 'activity_metrics',
    answer: () => evaluate('activity_metrics', log, col('u'), col('t'), long(11), long(14), long(1)),
    columns: ['t:long', 'dcount_values:long', 'dcount_newvalues:long', 'retention_rate:real', 'churn_rate:real'],
    rows: [
      [11, 4, 4, 'NaN', 'NaN'],
      [12, 3, 2, 0.25, 0.75],
      [13, 5, 2, 2 / 3, 1 - 2 / 3],
      [14, 1, 0, 0.2, 0.8],
    ],
  },
  {
    what: 'activity_engagement',
    answer: () => evaluate('activity_engagement', log, col('u'), col('t'), long(11), long(14), long(1), long(2)),
    columns: ['t:long', 'dcount_activities_inner:long', 'dcount_activities_outer:long', 'activity_ratio:real'],
    rows: [
      [11, 4, 4, 1],
      [12, 3, 6, 0.5],
      [13, 5, 6, 5 / 6],
      [14, 1, 5, 0.2],
    ],
  },
  {
    what: 'sliding_window_counts gives bins without events',
    answer: () => evaluate('sliding_window_counts', log, col('u'), col('t'), long(13), long(15), long(2), long(1)),
    columns: ['t:long', 'Count:long', 'Dcount:long'],
    rows: [
      [13, 9, 6],
      [14, 7, 5],
      [15, 1, 1],
    ],
  },
  {
    what: 'session_count starts a session after a gap',
    answer: () =>
      evaluate(
        'session_count',
        rows('u:string, t:long', ['a', 1], ['a', 2], ['a', 6], ['b', 2]),
        col('u'),
        col('t'),
        long(1),
        long(10),
        long(5),
        long(3),
      ),
    columns: ['t:long', 'count_sessions:long'],
    rows: [
      [1, 2],
      [6, 1],
    ],
  },
  {
    what: 'rolling_percentile looks back over its bins',
    answer: () =>
      evaluate(
        'rolling_percentile',
        rows('i:long, v:long', [1, 10], [2, 20], [3, 5], [4, 1]),
        col('v'),
        long(50),
        col('i'),
        long(2),
        long(2),
      ),
    columns: ['i:long', 'rolling_2_percentile_v_50:long'],
    rows: [
      [0, 10],
      [2, 10],
      [4, 5],
    ],
  },
  {
    what: 'sequence_detect',
    answer: () =>
      evaluate(
        'sequence_detect',
        rows('t:long, s:string', [1, 'a'], [3, 'b'], [4, 'a'], [9, 'b']),
        col('t'),
        long(3),
        long(5),
        arg(call('==', col('s'), text('a')), 'first'),
        arg(call('==', col('s'), text('b')), 'then'),
      ),
    columns: ['first_t:long', 'then_t:long', 'Duration:long'],
    rows: [[1, 3, 2]],
  },
  {
    what: 'funnel_sequence_completion counts ids by step and period',
    answer: () =>
      evaluate(
        'funnel_sequence_completion',
        rows('u:string, t:long, s:string', ['x', 1, 'a'], ['x', 3, 'b'], ['y', 1, 'a'], ['y', 9, 'b']),
        col('u'),
        col('t'),
        long(0),
        long(20),
        long(20),
        col('s'),
        dynamic('["a","b"]'),
        dynamic('[5]'),
      ),
    columns: ['t:long', 's:string', 'Period:long', 'dcount:long'],
    rows: [
      [0, 'a', 5, 2],
      [0, 'b', 5, 1],
    ],
  },
  {
    what: 'basket gives every frequent pattern, the most frequent first',
    answer: () => evaluate('basket', rows('s:string, e:string', ['a', 'x'], ['a', 'x'], ['a', 'y'], ['b', 'y']), real(0.5)),
    columns: ['SegmentId:long', 'Count:long', 'Percent:real', 's:string', 'e:string'],
    rows: [
      [0, 3, 75, 'a', ''],
      [1, 2, 50, 'a', 'x'],
      [2, 2, 50, '', 'x'],
      [3, 2, 50, '', 'y'],
    ],
  },
  {
    what: 'diffpatterns compares shares',
    answer: () =>
      evaluate('diffpatterns', rows('k:long, e:string', [1, 'x'], [1, 'x'], [2, 'y'], [2, 'x']), col('k'), long(1), long(2)),
    columns: [
      'SegmentId:long',
      'CountA:long',
      'CountB:long',
      'PercentA:real',
      'PercentB:real',
      'PercentDiffAB:real',
      'k:long',
      'e:string',
    ],
    rows: [
      [0, 2, 1, 100, 50, 50, null, 'x'],
      [1, 0, 1, 0, 50, 50, null, 'y'],
    ],
  },
];

describe('plugins', () => {
  for (const { what, answer, columns, rows: expected } of cases) {
    it(what, () => {
      const result = answer();
      assert.deepEqual(result.columns, columns);
      assert.deepEqual(result.rows, expected);
    });
  }

  it('autocluster covers the rows with few patterns', () => {
    const data = rows(
      's:string, e:string',
      ...Array.from({ length: 40 }, (_, i): [string, string] => [i < 30 ? 'main' : `s${i}`, i < 38 ? 'hot' : 'cold']),
    );
    const result = evaluate('autocluster', data);
    assert.deepEqual(result.rows[0], [0, 30, 75, 'main', 'hot']);
  });

  it('new_activity_metrics follows a cohort', () => {
    const result = evaluate('new_activity_metrics', log, col('u'), col('t'), long(11), long(14), long(1));
    assert.deepEqual(result.rows.slice(0, 3), [
      [11, 11, 4, 4, 0, 1, 0],
      [11, 12, 2, 1, 3, 0.25, 0.75],
      [11, 13, 3, 2, 2, 0.5, 0.5],
    ]);
  });

  it('refuses a bag slot that is a column already, and code and access from outside', () => {
    assert.throws(() => evaluate('bag_unpack', bags, col('d')), /Name/);
    for (const name of ['python', 'http_request', 'sql_request']) assert.throws(() => evaluate(name, bags), /not supported/);
  });

  it('has each name once', () => {
    assert.equal(new Set(plugins.map(({ name }) => name)).size, plugins.length);
  });
});
