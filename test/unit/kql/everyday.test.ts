import assert from 'node:assert/strict';
import { KqlError } from '../../../src/kql/engine/errors';
import type { QueryRunner } from '../../../src/kql/runQuery';
import { now, randomData, runnerOver } from './fixtures';

/**
 * What operations people write every day and no recorded answer of the service covers: query, then the rows that the documentation of
 * the language asks for. `now()` is 2026-11-17T08:00:00Z.
 */
const cases: readonly (readonly [query: string, rows: readonly (readonly unknown[])[]])[] = [
  ['print now(), now(-1h)', [['2026-11-17T08:00:00.0000000Z', '2026-11-17T07:00:00.0000000Z']]],
  ['print ago(1d), ago(90m)', [['2026-11-16T08:00:00.0000000Z', '2026-11-17T06:30:00.0000000Z']]],
  ['print a = now() == now(), b = ago(0s) == now()', [[true, true]]],
  ["print replace('a+', 'x', 'caaat'), replace(@'(\\d)', @'<\\1>', 'a1b2')", [['cxt', 'a<1>b<2>']]],
  ["print extractjson('$.a.b', '{\"a\":{\"b\":5}}', typeof(long)), extractjson('$.x', '{}')", [[5, '']]],
  ["print notempty('a'), notempty(''), toboolean('true'), toboolean('0'), toboolean('x')", [[true, false, true, false, null]]],
  ["print s = 'a.log' !endswith '.LOG', t = 'a.log' !endswith_cs '.LOG'", [[false, true]]],
  ['print parse_xml(\'<a id="1"><b>x</b><b>2</b></a>\')', [[{ a: { '@id': '1', b: ['x', 2] } }]]],
  ["print parse_xml('no xml')", [[null]]],
  ["datatable(a:string)['\\ufeffx'] | where a == '\\ufeffx' | extend n = strlen(a)", [['\ufeffx', 2]]],
  ['print repeat(1, 3), repeat("a", 0), repeat(dynamic(null), 2)', [[[1, 1, 1], [], [null, null]]]],
  [
    "datatable(a:long)[1] | extend b = column_ifexists('a', 0), c = column_ifexists('z', 'none'), d = columnifexists('z', a + 1)",
    [[1, 1, 'none', 2]],
  ],
  ["table('AppRequests') | count", [[20]]],
  [
    "datatable(k:string, g:string, v:long)['a', 'x', 1, 'a', 'y', 2, 'b', 'x', 5] | evaluate pivot(g, sum(v), k) | order by k asc",
    [
      ['a', 1, 2],
      ['b', 5, 0],
    ],
  ],
  ["datatable(k:string, g:string)['a', 'x', 'a', 'y', 'a', 'x'] | evaluate pivot(g)", [['a', 2, 1]]],
  [
    "datatable(a:long, b:string)[1, 'x', 2, 'y'] | evaluate narrow() | where Row == 1",
    [
      [1, 'a', '2'],
      [1, 'b', 'y'],
    ],
  ],
  [
    "datatable(k:string, v:long)['a', 1, 'a', 9, 'b', 2] | summarize x = take_anyif(v, v > 5), n = countif(v > 5) by k | order by k asc",
    [
      ['a', 9, 1],
      ['b', null, 0],
    ],
  ],
  [
    'datatable(v:long)[3, 3, 4] | summarize makeset(v), makelist(v), any(v) | project array_length(set_v), array_length(list_v), any_v in (3, 4)',
    [[2, 3, true]],
  ],
  [
    'print x = dynamic([1,1,1,1,1,1,1,1,1,20,1,1,1,1,1,1,1,1]) | extend (flag, score, base) = series_decompose_anomalies(x, 1.5, 0) | project flag',
    [[[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]]],
  ],
  [
    'print y = dynamic([1, 2, 3, 4, 20, 18, 16, 14]) | extend f = series_fit_2lines_dynamic(y) | project split = tolong(f.split_idx), fits = toreal(f.rsquare) > 0.999',
    [[4, true]],
  ],
  [
    "let edges = datatable(a:string, b:string)['web', 'api', 'api', 'db', 'job', 'db']; let nodes = datatable(id:string)['web', 'api', 'db', 'job']; edges | make-graph a --> b with nodes on id | graph-match (s)-[e*1..3]->(t) where s.id == 'web' project s = s.id, t = t.id | order by t asc",
    [
      ['web', 'api'],
      ['web', 'db'],
    ],
  ],
  // make-series: gaps take the default, the end is exclusive, no row gives no series unless it is asked for.
  [
    'datatable(t:datetime, v:long)[datetime(2026-11-17 00:10), 1, datetime(2026-11-17 02:20), 5] | make-series n = count(), s = sum(v) default = -1 on t from datetime(2026-11-17) to datetime(2026-11-17 03:00) step 1h',
    [
      [
        [1, 0, 1],
        [1, -1, 5],
        ['2026-11-17T00:00:00.0000000Z', '2026-11-17T01:00:00.0000000Z', '2026-11-17T02:00:00.0000000Z'],
      ],
    ],
  ],
  ['datatable(t:datetime)[] | make-series count() on t from datetime(2026-11-17) to datetime(2026-11-18) step 12h by x = 1', []],
  [
    'datatable(t:datetime)[] | make-series kind=nonempty n = count() on t from datetime(2026-11-17) to datetime(2026-11-18) step 12h',
    [
      [
        [0, 0],
        ['2026-11-17T00:00:00.0000000Z', '2026-11-17T12:00:00.0000000Z'],
      ],
    ],
  ],
  [
    "datatable(x:long, g:string)[0, 'a', 3, 'a', 4, 'b'] | make-series n = count() on x from 0 to 6 step 2 by g | order by g asc",
    [
      ['a', [1, 1, 0], [0, 2, 4]],
      ['b', [0, 0, 1], [0, 2, 4]],
    ],
  ],
  [
    'datatable(t:datetime)[datetime(2026-11-16 23:59), datetime(2026-11-17 00:00), datetime(2026-11-17 02:00)] | make-series n = count() on t from datetime(2026-11-17) to datetime(2026-11-17 02:00) step 1h | project n',
    [[[1, 0]]],
  ],
];

const refused: readonly (readonly [query: string, code: RegExp, at: string])[] = [
  ["externaldata(a:string)[h'https://files.example/x.csv']", /unsupported/, 'externaldata'],
  ['AppRequests | where NoSuchColumn == 1', /KS142/, 'NoSuchColumn'],
  ['AppRequests | summarize no_such_aggregate(Name)', /KS211/, 'no_such_aggregate'],
  ['AppRequests | evaluate python(typeof(*), "x")', /unsupported|KS/, 'evaluate'],
  ['NoSuchTable | count', /KS204|KS142/, 'NoSuchTable'],
  ['AppRequests | where Name ==', /KS00/, ''],
  ["print parse_json('{}') | project-away nothing_here", /KS142/, 'nothing_here'],
  ['AppRequests | extend r = row_number()', /semantic/, 'extend'],
  ["print extract('(?=a)', 0, 'a')", /semantic|runtime/, 'extract'],
];

describe('what people write every day', function () {
  this.timeout(60_000);
  let runner: QueryRunner;
  before(async () => {
    runner = await runnerOver(randomData(1, 20));
  });

  for (const [query, rows] of cases) {
    it(query.slice(0, 110), () => {
      const { primary } = runner.run({ text: query, now });
      assert.deepEqual(primary.rows(), rows);
    });
  }

  for (const [query, code, at] of refused) {
    it(`refuses ${query.slice(0, 90)}`, () => {
      assert.throws(
        () => runner.run({ text: query, now }).primary.rows(),
        (error) => error instanceof KqlError && code.test(error.code) && query.slice(error.span.start).startsWith(at),
      );
    });
  }
});
