import assert from 'node:assert/strict';
import { linesOf } from '../runKql';

const left = 'let L = datatable(k:long, s:string)[1,"a", 1,"b", 2,"c", long(null),"n"];';
const right = 'let R = datatable(k:long, v:long)[1,10, 3,30, long(null),0];';
const events = 'let T = datatable(g:string, n:long, r:real)["a",3,1.5, "b",1,real(nan), "a",long(null),real(null), "b",2,-1.0];';

/** Query, then the names of the columns, then the rows. */
const cases: readonly (readonly [string, ...string[]])[] = [
  ['print 1, a = 2, strlen("x")', 'print_0,a,print_2', '1,2,1'],
  ['print (a, b) = series_fit_line(dynamic([1, 2])), 5 | project print_1', 'print_1', '5'],
  [
    'print x = 1 | extend (a) = series_fit_line(dynamic([1, 2])), series_fit_line(dynamic([1, 3])) | project series_fit_line__slope, series_fit_line__slope1',
    'series_fit_line__slope,series_fit_line__slope1',
    '1,2',
  ],
  ['print d = dynamic([1, [2, null]]) | mv-expand d | summarize make_list(d)', 'list_d', '[1,2]'],
  ['print d = dynamic([[1, null], 2]) | mv-expand d | summarize l = make_list_with_nulls(d)', 'l', '[1,null,2]'],
  ['print x = 1 | assert-schema (x: long)', 'x', '1'],
  [
    'datatable(s:string, d:string)["a","b", "b","a", "b","c", "x","y"] | make-graph s --> d with_node_id = n | graph-mark-components | graph-to-table nodes',
    'n,ComponentId',
    '"a",0',
    '"b",0',
    '"c",0',
    '"x",1',
    '"y",1',
  ],
  [
    'datatable(s:string, d:string)["a","b", "b","a", "b","c"] | make-graph s --> d with_node_id = n | graph-mark-components kind = strong with_component_id = c | graph-to-table nodes',
    'n,c',
    '"a",0',
    '"b",0',
    '"c",1',
  ],
  [
    'datatable(s:string, d:string)["a","b", "b","a", "b","c"] | make-graph s --> d with_node_id = n | graph-where-nodes n != "a" | graph-to-table edges',
    's,d',
    '"b","c"',
  ],
  [
    'datatable(s:string, d:string, w:int)["a","b",1, "b","c",2] | make-graph s --> d with_node_id = n | graph-where-edges w > 1 | graph-match (p)-->(q) project p.n, node_degree_in(p)',
    'p_n,Column1',
    '"b",0',
  ],
  [
    'datatable(s:string, d:string, p:int)["a","b",1, "b","c",1, "b","d",2] | make-graph s --> d with_node_id = n partitioned-by p (graph-match (x)-->(y)-->(z) project x.n, z.n)',
    'x_n,z_n',
    '"a","c"',
  ],
  ['range x from 5 to 1 step -2', 'x', '5', '3', '1'],
  ['range x from 1 to 2 step 0.5', 'x', '1', '1.5', '2'],
  ['range d from datetime(2020-01-01) to datetime(2020-01-02) step 1d | count', 'Count', '2'],
  [`${events} T | where n > 1 | project n`, 'n', '3', '2'],
  [`${events} T | where n != 1 | count`, 'Count', '3'],
  [`${events} T | extend n = n * 2, n + 1 | take 1`, 'g,n,r,Column1', '"a",6,1.5,4'],
  [`${events} T | project-away r | project-rename group = g | take 1`, 'group,n', '"a",3'],
  [`${events} T | project-reorder n, * | take 1`, 'n,g,r', '3,"a",1.5'],
  ['print a10 = 1, a2 = 2, b = 3 | project-reorder a* granny-asc', 'a2,a10,b', '2,1,3'],
  ['print ab = 1, ac = 2, b = 3 | project-keep a*', 'ab,ac', '1,2'],
  // Null stands outside NaN, at the end where nulls go.
  [`${events} T | sort by r asc | project r`, 'r', 'null', '"NaN"', '-1', '1.5'],
  [`${events} T | sort by r desc | project r`, 'r', '1.5', '-1', '"NaN"', 'null'],
  [`${events} T | sort by g, n asc nulls last | project g, n`, 'g,n', '"b",1', '"b",2', '"a",3', '"a",null'],
  [`${events} T | top 2 by n | project n`, 'n', '3', '2'],
  [`${events} T | top 3 by g asc | project g, n`, 'g,n', '"a",3', '"a",null', '"b",1'],
  [`${events} T | summarize count(), sum(n) by g`, 'g,count_,sum_n', '"a",2,3', '"b",2,3'],
  [`${events} T | summarize by g`, 'g', '"a"', '"b"'],
  [`${events} T | take 0 | summarize count(), max(n)`, 'count_,max_n', '0,null'],
  [`${events} T | take 0 | summarize count() by g`, 'g,count_'],
  [`${events} T | summarize x = 1 + sum(n) * count(), g = dcount(g)`, 'x,g', '25,2'],
  [`${events} T | summarize arg_max(n, *) by g`, 'g,n,r', '"a",3,1.5', '"b",2,-1'],
  [
    'datatable(x:real)[real(nan), 0.0, -0.0, real(null), real(nan), real(null)] | summarize count() by x',
    'x,count_',
    '"NaN",2',
    '0,2',
    'null,2',
  ],
  [`${events} T | distinct g`, 'g', '"a"', '"b"'],
  [
    'print a = 1, b = "x" | getschema | project ColumnName, DataType',
    'ColumnName,DataType',
    '"a","System.Int64"',
    '"b","System.String"',
  ],
  [`${left}${right} L | join R on k`, 'k,s,k1,v', '1,"a",1,10'],
  [`${left}${right} L | join R on k | where s == "b"`, 'k,s,k1,v', '1,"b",1,10'],
  [`${left}${right} L | join kind=inner R on k`, 'k,s,k1,v', '1,"a",1,10', '1,"b",1,10'],
  [
    `${left}${right} L | join kind=leftouter R on k`,
    'k,s,k1,v',
    '1,"a",1,10',
    '1,"b",1,10',
    '2,"c",null,null',
    'null,"n",null,null',
  ],
  [`${left}${right} L | join kind=rightouter R on k`, 'k,s,k1,v', '1,"a",1,10', '1,"b",1,10', 'null,"",3,30', 'null,"",null,0'],
  [`${left}${right} L | join kind=fullouter R on k | count`, 'Count', '6'],
  [`${left}${right} L | join kind=leftsemi R on k`, 'k,s', '1,"a"', '1,"b"'],
  [`${left}${right} L | join kind=leftanti R on k`, 'k,s', '2,"c"', 'null,"n"'],
  [`${left}${right} L | join kind=rightanti R on k`, 'k,v', '3,30', 'null,0'],
  ['print k = "", a = 1 | join kind=inner (print k = "", b = 2) on k', 'k,a,k1,b', '"",1,"",2'],
  ['print k = 1, a = 2 | join kind=inner (print k = 1, k1 = 5) on k', 'k,a,k2,k1', '1,2,1,5'],
  ['print k = int(1) | join kind=inner (print q = 1) on $left.k == $right.q', 'k,q', '1,1'],
  [`${left}${right} L | lookup R on k`, 'k,s,v', '1,"a",10', '1,"b",10', '2,"c",null', 'null,"n",null'],
  ['union (print a = 1), (print a = "x", b = 2)', 'a_long,a_string,b', '1,"",null', 'null,"x",2'],
  [
    'union withsource = src (print x = 1), (print x = toint(2)), (print x_long = 3)',
    'src,x_long1,x_int,x_long',
    '"union_arg0",1,null,null',
    '"union_arg1",null,2,null',
    '"union_arg2",null,null,3',
  ],
  ['union withsource = src kind = inner (print a = 1, c = 1), (print a = 2)', 'src,a', '"union_arg0",1', '"union_arg1",2'],
  [
    'datatable(t:long, v:long, g:string)[1,10,"a", 3,30,"a", 1,5,"b"] | make-series s = sum(v), a = avg(v) default = real(null) on t from 1 to 6 step 2 by g',
    'g,s,a,t',
    '"a",[10,30,0],[10,30,null],[1,3,5]',
    '"b",[5,0,0],[5,null,null],[1,3,5]',
  ],
  [
    'datatable(t:datetime)[datetime(2020-01-01 01:30), datetime(2020-01-01 03:10)] | make-series count() on t step 1h',
    'count_,t',
    '[1,0,1],["2020-01-01T01:00:00.0000000Z","2020-01-01T02:00:00.0000000Z","2020-01-01T03:00:00.0000000Z"]',
  ],
  ['datatable(t:long)[] | make-series count() on t from 0 to 3 step 1', 'count_,t'],
  ['datatable(t:long)[] | make-series kind=nonempty count() on t from 0 to 3 step 1', 'count_,t', '[0,0,0],[0,1,2]'],
  ['datatable(t:long)[0,1,2,3] | make-series count() on t in range(0, 2, 1)', 'count_,t', '[1,1,1],[0,1,2]'],
  ['range x from 1 to 3 step 1 | serialize p = prev(x)', 'x,p', '1,null', '2,1', '3,2'],
  ['let a = toscalar(range x from 7 to 9 step 1); print a', 'print_0', '7'],
  ['let T = materialize(print x = rand()); T | join kind=inner T on x | count', 'Count', '1'],
];

describe('tabular operators', function () {
  this.timeout(20_000);
  for (const [query, ...expected] of cases) {
    it(query, async () => {
      assert.deepEqual(await linesOf(query), expected);
    });
  }

  for (const [query, message] of [
    ['datatable(d:dynamic)[1] | summarize count() by d', /dynamic/],
    ['print a = 1 | join (print b = "x") on $left.a == $right.b', /types/],
    ['datatable(x:long)[1] | take -1', /negative/],
    ['range x from 1 to 2 step toscalar(print 0)', /zero/],
    ['print x = 1 | assert-schema (x: int)', /columns are \(x:long\)/],
    [
      'datatable(s:string, d:string)[] | make-graph s --> d with_node_id = n | graph-where-nodes s == "a" | graph-to-table nodes',
      /nodes only/,
    ],
    ['print x = 1 | top 1 by x asc, x', /fragment/],
    ['union (print x = 1), (print x = 2) | extend p = prev(x)', /order/],
    ['externaldata(x:long)["https://example.com/a.csv"]', /externaldata/],
  ] as const) {
    it(`refuses ${query}`, async () => {
      await assert.rejects(linesOf(query), message);
    });
  }
});
