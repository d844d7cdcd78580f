import assert from 'node:assert/strict';
import { attachChanges } from '../../../src/incidents/changes';
import { TopologyIndex } from '../../../src/incidents/topology';
import type { Change } from '../../../src/model/resource';
import { HOUR } from '../../../src/model/time';
import { edge, resource, resourceId, T0 } from './support';

const index = new TopologyIndex({
  resources: ['web', 'api', 'db'].map((name) => resource(name, {}, name)),
  edges: [edge('web', 'api', 1, 'calls', ['web', 'api'])],
});

function change(id: string, on: string, hoursBefore: number, more: Partial<Change> = {}): Change {
  const base = {
    operation: 'Test.Things/things/config/write',
    caller: 'someone',
    status: 'Succeeded',
    category: 'Administrative',
    summary: '',
    properties: {},
  };
  return { id, at: T0 - hoursBefore * HOUR, resourceId: resourceId(on, on), ...base, ...more };
}

describe('attached changes', () => {
  it('ranks by topology, recency and kind over a whole day and leaves the rest out', () => {
    const changes = [
      change('tooOld', 'api', 25),
      change('after', 'api', -0.1),
      change('unrelated', 'db', 1),
      change('read', 'web', 1, { operation: 'Test.Things/things/listKeys/action' }),
      change('role', 'web', 1, { operation: 'Microsoft.Authorization/roleAssignments/write' }),
      change('nineHours', 'web', 9.5),
      change('callee', 'api', 9.5),
      change('fresh', 'web', 0.5),
    ];
    const attached = attachChanges(T0, [resourceId('web', 'web')], changes, index);
    assert.deepEqual(
      attached.map((one) => [one.change.id, one.hops]),
      [
        ['fresh', 0],
        ['nineHours', 0],
        ['callee', 1],
        ['role', 0],
      ],
    );
    assert.ok(attached.every((one) => one.rank > 0 && one.rank <= 1));
  });
});

describe('topology', () => {
  it('counts hops over a common callee up to four, hosting as half, in either order', () => {
    const names = ['a', 'b', 'plan', 'x', 'y', 'z', 'q'];
    const link = (from: string, to: string, weight = 1) => edge(from, to, weight, 'calls', [from, to]);
    const own = new TopologyIndex({
      resources: names.map((name) => resource(name, {}, name)),
      edges: [
        link('a', 'plan', 0.5),
        link('b', 'plan', 0.5),
        link('x', 'a', 2),
        link('y', 'x', 2),
        link('z', 'y', 0.5),
        link('a', 'x', 2),
      ],
    });
    const hops = (one: string, other: string) => own.relation(resourceId(one, one), resourceId(other, other).toUpperCase())?.hops;
    assert.deepEqual(
      [hops('a', 'b'), hops('b', 'a'), hops('a', 'a'), hops('y', 'a'), hops('z', 'a'), hops('a', 'q')],
      [1, 1, 0, 4, undefined, undefined],
    );
    assert.match(own.relation(resourceId('a', 'a'), resourceId('b', 'b'))?.via ?? '', /a and b both depend on plan/);
  });
});
