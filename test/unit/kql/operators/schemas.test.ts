import assert from 'node:assert/strict';
import { Catalog } from '../../../../src/kql/catalog';
import type { SyntaxNode } from '../../../../src/kql/engine/lower/syntax';
import type { Schema } from '../../../../src/kql/engine/types';
import { QueryRunner } from '../../../../src/kql/runQuery';

const schemaOf = (text: string): Schema =>
  text.split(', ').map((column) => {
    const [name, type] = column.split(':');
    return { name: name!, type: type as Schema[number]['type'] };
  });

/** Queries whose columns the official language service knows. */
const queries = `
T | project x = series_stats(d)
T | extend (p) = series_stats(d), c = 1
T | extend c + 1, c + 2, strlen(b), b, z = b
T | extend bin(c, 1)
T | project bin(c, 1), c
T | project tostring(d.x), d.x, d['q'], d[0], c + 1, strcat(b, 'x'), bin(c, 1), now(), round(c), -c
T | summarize arg_max(c, *) by b
T | summarize x = arg_max(c, *) by y = b
T | summarize arg_max(c, *) by bin(a, 1h)
T | summarize (x, y) = arg_max(c, b, a), percentiles(c, 5, 50), p = percentile(c, 50) by k
T | summarize arg_max(c + 1, *), max(c), min(c), sum(c) + 1, x = count() * 2, round(avg(c), 1), k = count() by b
T | summarize take_any(*) by k
T | summarize by k, bin(a, 1h), tostring(d.x)
T | summarize max(k), max(k) by k, bin(k, 2)
T | summarize sum(k), dcount(b), make_list(k), make_set(b), stdev(c), percentile(c, 99), countif(true), avgif(c, true)
T | summarize make_list(d.x), count_distinct(b), make_list_if(k, true), arg_min(c, b), variance(c)
T | distinct b, tostring(d.x), z = 1
T | join U on k
T | join kind=rightouter U on k
T | join kind=leftsemi U on k
T | join kind=rightanti U on k
T | join kind=inner (U | extend k1 = 1) on k
T | lookup U on k
T | lookup kind=inner U on $left.k == $right.c
union T, U
union withsource=s T, U
union T, U, (print c = dynamic(1))
T | make-series x = count() default = 0, avg(c), max(k) on a from datetime(2020-01-01) to datetime(2020-02-01) step 1d by b, tostring(d.x)
T | make-series count() on bin(a, 1h) step 1h
T | getschema
T | count as X
T | project-reorder k, *, b
T | project-away a*, d
T | project-keep d, a*
T | project-rename x = b
range x from 1 to 10 step 2.5
range x from datetime(2020-01-01) to datetime(2020-02-01) step 1d
print 1, a = 2, strlen('x'), now()
T | serialize rn = row_number(), prev(k)
T | top 3 by strlen(b)
`
  .trim()
  .split('\n');

describe('result schemas', function () {
  this.timeout(20_000);
  let runner: QueryRunner;
  before(async () => {
    const catalog = new Catalog();
    catalog.declare('T', schemaOf('a:datetime, b:string, c:real, d:dynamic, k:long'));
    catalog.declare('U', schemaOf('b:string, c:long, k:long, z1:int'));
    runner = await QueryRunner.create(catalog);
  });

  for (const text of queries) {
    it(text, () => {
      const { root } = runner.language.analyze(text, runner.globalsOfCatalog());
      const expected = tabular(root)?.schema;
      assert.ok(expected !== undefined && expected.length > 0, 'the binder knows the columns');
      const { primary } = runner.run({ text, now: 0n });
      const plain = (schema: Schema) => schema.map(({ name, type }) => `${name}:${type}`);
      assert.deepEqual(plain(primary.columns), plain(expected));
    });
  }
});

/** The outermost node that gives rows. */
function tabular(node: SyntaxNode): SyntaxNode | undefined {
  if (node.isTabular && node.schema !== undefined) return node;
  for (const child of node.children) {
    const found = tabular(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
