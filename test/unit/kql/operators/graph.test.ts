import assert from 'node:assert/strict';
import type { Expr, GraphPatternPart, Plan } from '../../../../src/kql/engine/plan.js';
import { call, col, long, member, named, plan, rows, run, text } from './plans.js';

const employees = rows('name:string, age:long', ['Alice', 32], ['Bob', 31], ['Eve', 27], ['Joe', 29], ['Chris', 45], ['Ben', 23]);
const reports = rows(
  'employee:string, manager:string',
  ['Bob', 'Alice'],
  ['Chris', 'Alice'],
  ['Eve', 'Bob'],
  ['Ben', 'Chris'],
  ['Joe', 'Alice'],
  ['Zoe', 'Joe'],
);
const staff = plan({
  op: 'make-graph',
  input: reports,
  source: 'employee',
  target: 'manager',
  nodes: [{ plan: employees, key: 'name' }],
});
const lines: readonly (readonly [string, string])[] = [
  ['South-West', 'South'],
  ['South-West', 'West'],
  ['South', 'Central'],
  ['West', 'Central'],
  ['Central', 'South'],
  ['Central', 'North'],
];
const stations = plan({
  op: 'make-graph',
  input: rows('from:string, to:string', ...lines),
  source: 'from',
  target: 'to',
  nodes: [],
  nodeId: 'station',
});

const node = (name: string): GraphPatternPart => ({ kind: 'node', name });
const edge = (name: string, direction: 'right' | 'left' | 'any', min?: number, max?: number): GraphPatternPart =>
  min === undefined ? { kind: 'edge', name, direction } : { kind: 'edge', name, direction, range: { min, max: max! } };
const inner = (name: string): Expr => call('inner_nodes', col(name));
const match = (input: Plan, patterns: readonly (readonly GraphPatternPart[])[], more: Record<string, unknown>) =>
  run(plan({ op: 'graph-match', input, patterns, cycles: 'unique_edges', ...more }));
const texts = (answer: { readonly rows: readonly (readonly unknown[])[] }) =>
  answer.rows.map((row) => JSON.stringify(row)).sort();

describe('graph-match', () => {
  const down = [[node('manager'), edge('reports', 'left', 1, 5), node('employee')]];

  it('follows variable-length edges and tests inner nodes', () => {
    const young = call('all', inner('reports'), call('<', col('age'), long(40)));
    const answer = match(staff, down, {
      where: call('and', call('==', member('manager', 'name'), text('Alice')), young),
      project: [
        { expr: member('employee', 'name'), defaultName: 'employee_name' },
        named('path', call('map', inner('reports'), col('name'))),
      ],
    });
    assert.deepEqual(answer.columns, ['employee_name:string', 'path:dynamic']);
    assert.deepEqual(texts(answer), ['["Bob",[]]', '["Chris",[]]', '["Eve",["Bob"]]', '["Joe",[]]', '["Zoe",["Joe"]]']);
  });

  it('gives the same answer when nothing can be tested before matching', () => {
    const condition = call(
      'or',
      call('==', member('manager', 'name'), text('Bob')),
      call('==', member('employee', 'name'), text('Ben')),
    );
    const answer = match(staff, down, {
      where: condition,
      project: [
        named('m', member('manager', 'name')),
        named('e', member('employee', 'name')),
        named('ids', call('map', col('reports'), col('employee'))),
      ],
    });
    assert.deepEqual(texts(answer), ['["Alice","Ben",["Chris","Ben"]]', '["Bob","Eve",["Eve"]]', '["Chris","Ben",["Ben"]]']);
  });

  it('joins several patterns on shared nodes and compares their properties', () => {
    const patterns = [
      [node('a'), edge('', 'right'), node('boss')],
      [node('b'), edge('', 'right'), node('boss')],
    ];
    const answer = match(staff, patterns, {
      where: call('<', member('a', 'name'), member('b', 'name')),
      project: [
        named('a', member('a', 'name')),
        named('b', member('b', 'name')),
        named('in', call('node_degree_in', col('boss'))),
      ],
    });
    assert.deepEqual(texts(answer), ['["Bob","Chris",3]', '["Bob","Joe",3]', '["Chris","Joe",3]']);
  });

  it('keeps nodes that only edges name, with nothing but their id', () => {
    const answer = match(staff, [[node('x')]], {
      where: call('isnull', member('x', 'age')),
      project: [named('x', member('x', 'name'))],
    });
    assert.deepEqual(answer.rows, [['Zoe']]);
  });

  it('matches edges in any direction', () => {
    const answer = match(stations, [[node('x'), edge('e', 'any'), node('y')]], {
      where: call('==', member('x', 'station'), text('West')),
      project: [named('y', member('y', 'station')), named('e', member('e', 'from'))],
    });
    assert.deepEqual(texts(answer), ['["Central","West"]', '["South-West","South-West"]']);
  });

  for (const [cycles, count] of [
    ['none', 2],
    ['unique_edges', 3],
    ['all', 4],
  ] as const) {
    it(`cycles=${cycles} gives ${count} ways north`, () => {
      const ends = call(
        'and',
        call('==', member('x', 'station'), text('South-West')),
        call('==', member('y', 'station'), text('North')),
      );
      const answer = match(stations, [[node('x'), edge('e', 'right', 1, 5), node('y')]], {
        cycles,
        where: ends,
        project: [named('path', call('map', col('e'), col('to')))],
      });
      assert.equal(answer.rows.length, count, JSON.stringify(answer.rows));
    });
  }
});

describe('graph-shortest-paths', () => {
  const run1 = (output: 'any' | 'all') =>
    run(
      plan({
        op: 'graph-shortest-paths',
        input: stations,
        patterns: [[node('x'), edge('e', 'right', 1, 5), node('y')]],
        cycles: 'none',
        output,
        where: call(
          'and',
          call('==', member('x', 'station'), text('South-West')),
          call('==', member('y', 'station'), text('North')),
        ),
        project: [named('path', call('strcat_array', call('map', col('e'), col('to')), text('>')))],
      }),
    );

  it('gives one path, or all of the least length', () => {
    assert.deepEqual(run1('any').rows, [['South>Central>North']]);
    assert.deepEqual(texts(run1('all')), ['["South>Central>North"]', '["West>Central>North"]']);
  });
});

describe('graph-to-table', () => {
  it('gives nodes and edges with ids', () => {
    const nodes = run(plan({ op: 'graph-to-table', input: staff, output: 'nodes', idName: 'id' }));
    assert.deepEqual(nodes.columns, ['id:long', 'name:string', 'age:long']);
    assert.equal(nodes.rows.length, 7);
    const edges = run(plan({ op: 'graph-to-table', input: staff, output: 'edges', sourceIdName: 's', targetIdName: 't' }));
    assert.deepEqual(edges.columns, ['s:long', 't:long', 'employee:string', 'manager:string']);
    const names = new Map(nodes.rows.map((row) => [row[0], row[1]]));
    for (const [source, target, employee, manager] of edges.rows)
      assert.deepEqual([names.get(source), names.get(target)], [employee, manager]);
  });

  it('needs a graph', () => {
    assert.throws(() => run(plan({ op: 'graph-to-table', input: reports, output: 'nodes' })), /needs a graph/);
  });
});
