import assert from 'node:assert/strict';
import { refusals } from '../../../../src/kql/engine/lower/diagnose';
import { analyze, globalsOf } from '../../../../src/kql/language/kusto';

const globals = globalsOf([{ name: 'T', schema: [{ name: 'a', type: 'long' }] }]);
const check = (text: string): ReturnType<typeof refusals> => refusals(analyze(text, globals).diagnostics, text);
// The grammar is built on first use, which takes longer than a test may.
check('T | count');

describe('errors of the language service', () => {
  const refused: readonly (readonly [text: string, code: string, at: string])[] = [
    ['T | where b > 1', 'KS142', 'b > 1'],
    ['T | extend first = a', 'KS228', 'first'],
    ['T | extend x = no_such_function(a)', 'KS211', 'no_such_function'],
    ['T | summarize sumif(a)', 'KS119', 'sumif'],
    ['T | count | top 1 by Count asc, Count', 'KS198', ', Count'],
  ];
  for (const [text, code, at] of refused) {
    it(text, () => {
      const { sure } = check(text);
      assert.equal(sure?.code, code);
      assert.ok(text.slice(sure.span.start).startsWith(at));
    });
  }

  for (const text of [
    'T | summarize count(a)',
    'print make_timespan(1, 2, 3, 4.5)',
    'union isfuzzy=true T, NoSuch*',
    'app("x").requests | take 1',
    'T | project d = bag_pack("a", a) | evaluate bag_unpack(d, "p_", "keep_source", dynamic(["b"]))',
    'T | make-graph a --> a with_node_id = n | graph-match (x)-[e*1..2]->(y) project ids = map(inner_nodes(e), n)',
    'T | make-graph a --> a with_node_id = n | graph-where-nodes n > 1 | graph-where-edges a > 1 | graph-to-table nodes',
  ]) {
    it(`lets through ${text}`, () => assert.equal(check(text).sure, undefined));
  }
});
