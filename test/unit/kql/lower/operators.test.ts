import assert from 'node:assert/strict';
import { KqlError } from '../../../../src/kql/engine/errors';
import type { Plan } from '../../../../src/kql/engine/plan';
import { bare, lower, planOf, show, showPlan } from './lowering';

/** What a plan must have, without input and places. */
const shapes: readonly (readonly [text: string, shape: object])[] = [
  ['take 5', { op: 'take' }],
  ['limit 5', { op: 'take' }],
  ['count', { op: 'count', name: 'Count' }],
  ['count as n', { op: 'count', name: 'n' }],
  ['project-away a*, name', { columns: [{ pattern: 'a*' }, { pattern: 'name' }] }],
  ['project-reorder name, * granny-asc', { columns: [{ pattern: 'name' }, { pattern: '*', order: 'granny-asc' }] }],
  [
    "project-rename n = name, ['t 1'] = took",
    {
      columns: [
        { name: 'n', from: 'name' },
        { name: 't 1', from: 'took' },
      ],
    },
  ],
  [
    'render timechart with (title="x", series=a, b, ymin=-3)',
    { visualization: 'timechart', properties: { title: 'x', series: ['a', 'b'], ymin: -3 } },
  ],
  ['render piechart', { visualization: 'piechart', properties: {} }],
  [
    'parse kind=regex flags=Ui name with "a" x: long * "b" y',
    {
      op: 'parse',
      mode: 'regex',
      flags: 'Ui',
      parts: [
        { kind: 'text', text: 'a' },
        { kind: 'column', name: 'x', type: 'long' },
        { kind: 'star' },
        { kind: 'text', text: 'b' },
        { kind: 'column', name: 'y', type: 'string' },
      ],
    },
  ],
  ['parse-where name with "a" x', { op: 'parse-where', mode: 'simple', flags: '' }],
  [
    `parse-kv name as (a: long, b: double) with (pair_delimiter=';', kv_delimiter='=', quote="'", greedy=true)`,
    {
      columns: [
        { name: 'a', type: 'long' },
        { name: 'b', type: 'real' },
      ],
      properties: { pairDelimiter: ';', kvDelimiter: '=', quotes: ["'"], greedy: true },
    },
  ],
  ['mv-expand bag', { op: 'mv-expand', bagExpansion: 'bag' }],
  ['mv-expand kind=array with_itemindex=i bag to typeof(long)', { bagExpansion: 'array', itemIndex: 'i' }],
  ['reduce kind=source by name', { op: 'reduce', reduceKind: 'source' }],
  [
    'evaluate pivot(name, sum(took)) : (*, a: long)',
    { plugin: 'pivot', schema: { columns: [{ name: 'a', type: 'long' }], open: true } },
  ],
  ['join kind=leftantisemi Hosts on name', { op: 'join', joinKind: 'leftanti' }],
  ['join Hosts on name', { joinKind: 'innerunique' }],
  ['lookup Hosts on name', { op: 'lookup', joinKind: 'leftouter' }],
  ['make-series n = count() on at from ago(1d) to now() step 1h', { op: 'make-series', inRange: false, nonEmpty: false, by: [] }],
  ['make-series kind=nonempty count() on at in range(ago(1d), now(), 1h)', { inRange: true, nonEmpty: true }],
];

describe('operators', () => {
  for (const [text, shape] of shapes) {
    it(text, () => {
      const plan = bare(planOf(`Requests | ${text}`)) as Record<string, unknown>;
      for (const [key, value] of Object.entries(shape)) assert.deepEqual(plan[key], value, key);
      assert.deepEqual(plan['input'], { op: 'table', name: 'Requests' });
    });
  }

  it('sorts descending, with nulls last, unless told otherwise', () => {
    const plan = planOf('Requests | sort by at, took asc, size asc nulls last, name desc nulls first') as Plan & { op: 'sort' };
    const keys = plan.keys.map(({ descending, nullsFirst }) => `${descending ? 'desc' : 'asc'} ${nullsFirst ? 'first' : 'last'}`);
    assert.deepEqual(keys, ['desc last', 'asc first', 'asc last', 'desc first']);
  });

  it('reads join conditions in either order and with and', () => {
    const plan = planOf('Requests | join Hosts on name, $right.region == $left.name and $left.name == $right.name');
    const pairs = (plan as Plan & { op: 'join' }).on.map(({ left, right }) => `${show(left)} ${show(right)}`);
    assert.deepEqual(pairs, ['$left.name $right.name', '$left.name $right.region', '$left.name $right.name']);
  });

  it('starts sub-queries at the rows of their operator', () => {
    const apply = planOf('Requests | mv-apply x = bag on (where isnotnull(x) | take 1)') as Plan & { op: 'mv-apply' };
    assert.equal(showPlan(apply.subquery), 'context | where | take');
    const fork = planOf('Requests | fork few = (take 1) (count)') as Plan & { op: 'fork' };
    assert.deepEqual(
      fork.branches.map(({ name, plan }) => `${name ?? '-'} ${showPlan(plan)}`),
      ['few context | take', '- context | count'],
    );
    const facet = planOf('Requests | facet by name with (top 1 by at)') as Plan & { op: 'facet' };
    assert.equal(showPlan(facet.with!), 'context | top');
    const partition = planOf('Requests | partition hint.strategy=native by name (top 1 by at)') as Plan & { op: 'partition' };
    assert.equal(showPlan(partition.subquery), 'context | top');
  });

  it('gives the key of a partition in braces as a value', () => {
    const plan = planOf('Hosts | partition by region { Requests | where name == region }') as Plan & { op: 'partition' };
    const where = plan.subquery as Plan & { op: 'where' };
    assert.equal(show(where.predicate), '==(name, toscalar<context | take | project>)');
  });

  it('names the inputs of a union as the real engine does', () => {
    const sources = (text: string): string[] => (planOf(text) as Plan & { op: 'union' }).inputs.map(({ source }) => source);
    assert.deepEqual(sources('union Host*'), ['Hosts', 'HostGroups']);
    assert.deepEqual(sources('let V = view () { Hosts }; union Requests, V, (Hosts | take 1), (Hosts | take 1 | as Few)'), [
      'Requests',
      'V',
      'union_arg2',
      'Few',
    ]);
    assert.deepEqual(sources('Requests | where took > 1 | union isfuzzy=true Hosts, Missing, (Absent | take 1)'), [
      'union_arg0',
      'Hosts',
    ]);
  });

  it('searches every table, or those that are listed', () => {
    const all = planOf('search "x"') as Plan & { op: 'search' };
    assert.deepEqual(
      all.inputs.map(({ source }) => source),
      ['Requests', 'Hosts', 'HostGroups'],
    );
    assert.equal(show(all.predicate), 'search.term(x:string)');
    const some = planOf('search kind=case_sensitive in (Hosts) name:"web*" and ("a" or region == "b")') as Plan & {
      op: 'search';
    };
    assert.equal(show(some.predicate), 'and(hasprefix_cs(name, web:string), or(search.term(a:string), ==(region, b:string)))');
    assert.equal(some.caseSensitive, true);
    const find = planOf(
      'find withsource=src in (Hosts, Requests) where name has "x" project name, took: long, pack(*)',
    ) as Plan & { op: 'find' };
    assert.deepEqual(
      find.project?.map(({ defaultName, toType }) => [defaultName, toType]),
      [
        ['name', undefined],
        ['took', 'long'],
        ['pack_', undefined],
      ],
    );
    assert.equal(find.withSource, 'src');
  });

  it('reads graph patterns', () => {
    const graph = 'Requests | make-graph name --> took with Hosts on name';
    const plan = planOf(`${graph} | graph-match cycles=none (a)-[e*1..3]->(b)<-[f]-(), (b)--(c) where a.x == 1 project a.x`);
    assert.deepEqual((plan as Plan & { op: 'graph-match' }).patterns, [
      [
        { kind: 'node', name: 'a' },
        { kind: 'edge', name: 'e', direction: 'right', range: { min: 1, max: 3 } },
        { kind: 'node', name: 'b' },
        { kind: 'edge', name: 'f', direction: 'left' },
        { kind: 'node', name: '$0' },
      ],
      [
        { kind: 'node', name: 'b' },
        { kind: 'edge', name: '$1', direction: 'any' },
        { kind: 'node', name: 'c' },
      ],
    ]);
  });

  it('reads the steps of a scan', () => {
    const plan = planOf(
      'Requests | sort by at asc | scan with_match_id=m declare (n: long = 0) with (step a optional output=last: true => n = a.n + 1; step b: took > 1;)',
    ) as Plan & { op: 'scan' };
    assert.deepEqual(
      plan.steps.map(({ name, optional, output, assignments }) => [
        name,
        optional,
        output,
        assignments.map((one) => show(one.expr)),
      ]),
      [
        ['a', true, 'last', ['+(a.n, 1:long)']],
        ['b', false, 'all', []],
      ],
    );
    assert.equal(plan.withMatchId, 'm');
  });

  it('keeps what qualifies a table', () => {
    assert.deepEqual(bare(planOf('app("shop").requests')), { op: 'table', name: 'requests', qualifier: 'app("shop")' });
    assert.deepEqual(bare(planOf('cluster("c").database("d").T')), {
      op: 'table',
      name: 'T',
      qualifier: 'cluster("c").database("d")',
    });
    assert.throws(() => planOf('arg("").Resources'), /another service/);
    assert.throws(() => planOf('app("shop") | take 1'), KqlError);
  });

  it('says where a construct is that the engine does not have', () => {
    const text = 'Requests | where took > 1 | summarize count() by took bin = 5';
    assert.throws(
      () => lower(text),
      (error) => error instanceof KqlError && error.code === 'unsupported' && text.slice(error.span.start).startsWith('bin'),
    );
  });

  it('makes plans that JSON keeps whole', () => {
    for (const text of [
      'Requests | summarize arg_max(at, *), n = count() by bin(at, 1h), name | as X | join X on name',
      ...shapes.map(([text]) => `Requests | ${text}`),
    ]) {
      const query = lower(text);
      assert.deepEqual(JSON.parse(JSON.stringify(query)), query, text);
    }
  });
});
