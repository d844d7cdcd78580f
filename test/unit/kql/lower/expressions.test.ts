import assert from 'node:assert/strict';
import type { Expr, Plan } from '../../../../src/kql/engine/plan';
import { planOf, show } from './lowering';

function predicate(text: string): Expr {
  const plan = planOf(`Requests | where ${text}`);
  if (plan.op !== 'where') throw new Error('no where');
  return plan.predicate;
}

const predicates: readonly (readonly [text: string, shown: string])[] = [
  ['name == "a" and took > 1', 'and(==(name, a:string), >(took, 1:long))'],
  ['name <> "a"', '!=(name, a:string)'],
  ['name =~ "a" or name !~ "b"', 'or(=~(name, a:string), !~(name, b:string))'],
  ['name !has_cs "a"', '!has_cs(name, a:string)'],
  ['name matches regex "a"', 'matches regex(name, a:string)'],
  ['name !startswith_cs "a"', '!startswith_cs(name, a:string)'],
  ['name in~ ("a", "b")', 'in~(name, a:string, b:string)'],
  ['name !in ("a")', '!in(name, a:string)'],
  ['name in (Hosts)', 'in(name, <Hosts>)'],
  ['name !in~ ((Hosts | project name))', '!in~(name, <Hosts | project>)'],
  ['name has_any ("a", "b")', 'has_any(name, a:string, b:string)'],
  ['name has_all (dynamic(["a"]))', 'has_all(name, ["a"]:dynamic)'],
  ['at between (ago(1d) .. now())', 'between(at, ago(864000000000:timespan), now())'],
  ['size !between (1 .. 5)', '!between(size, 1:long, 5:long)'],
  ['not(isempty(name))', 'not(isempty(name))'],
  ['-size < 1', '<(-(size), 1:long)'],
  ['bag.a.b == 1', '==(bag.a.b, 1:long)'],
  ['bag["a b"][0] == bag[-1]', '==([]([](bag, a b:string), 0:long), [](bag, -1:long))'],
  ["bag.['a b'] == 1", '==(bag.a b, 1:long)'],
  ["['name'] == 'x'", '==(name, x:string)'],
  ['* has "x"', 'has(*, x:string)'],
  ['took > toscalar(Requests | summarize avg(took))', '>(took, toscalar<Requests | summarize>)'],
  ['isnotempty(column_ifexists("other", ""))', 'isnotempty(column_ifexists(other:string, :string))'],
];

describe('expressions', () => {
  for (const [text, shown] of predicates) {
    it(text, () => assert.equal(show(predicate(text)), shown));
  }

  const names: readonly (readonly [expression: string, name: string | undefined])[] = [
    ['took', 'took'],
    ['took + 1', undefined],
    ['bin(at, 1h)', 'at'],
    ['tostring(bag.a)', 'bag_a'],
    ['bag.a.b', 'bag_a_b'],
    ['bag["q"]', 'bag_q'],
    ['strlen(name)', 'strlen_name'],
    ['column_ifexists("name", "")', 'name'],
    ['column_ifexists("other", "")', undefined],
  ];
  for (const [expression, name] of names) {
    it(`project ${expression} is named ${name ?? 'by its place'}`, () => {
      const plan = planOf(`Requests | project ${expression}`);
      assert.equal((plan as Plan & { op: 'project' }).columns[0]?.defaultName, name);
    });
  }

  it('takes the names of a tuple from the binder', () => {
    const plan = planOf('Requests | extend series_fit_line(bag)') as Plan & { op: 'extend' };
    assert.deepEqual(plan.columns[0]?.defaultNames?.slice(0, 2), ['series_fit_line_bag_rsquare', 'series_fit_line_bag_slope']);
  });
});
