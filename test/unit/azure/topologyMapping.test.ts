import assert from 'node:assert/strict';
import { parseResourceId } from '../../../src/azure/resourceId';
import { callEdges, hostingEdges, parentEdges, resourceOfRole, resourceOfTarget } from '../../../src/azure/topologyMapping';
import type { Resource } from '../../../src/model/resource';

const base = '/subscriptions/s/resourceGroups/g/providers';

function resource(path: string): Resource {
  const id = `${base}/${path}`;
  const { type, name } = parseResourceId(id);
  return { id, name, type, resourceGroup: 'g', subscriptionId: 's', location: '', tags: {} };
}

const api = resource('Microsoft.Compute/virtualMachines/shop-api');
const web = resource('Microsoft.Web/sites/shop-web');
const plan = resource('Microsoft.Web/serverfarms/shop-web');
const server = resource('Microsoft.Sql/servers/shop-sql');
const database = resource('Microsoft.Sql/servers/shop-sql/databases/orders');
const all = [api, plan, web, server, database];

describe('topology mapping', () => {
  for (const [role, expected] of [
    ['shop-api', api],
    ['SHOP-API', api],
    ['shop-web', web],
    ['shop-api.internal.example.org', api],
    ['someone-else', undefined],
    ['', undefined],
  ] as const) {
    it(`finds the resource of the role "${role}"`, () => assert.equal(resourceOfRole(role, all)?.id, expected?.id));
  }

  for (const [target, expected] of [
    ['shop-api', api],
    ['shop-api:8080', api],
    ['https://shop-web.azurewebsites.net/x?y=1', web],
    ['tcp:shop-sql.database.windows.net,1433', server],
    ['shop-sql.database.windows.net | orders', database],
    ['shop-sql.database.windows.net | unknown', server],
    ['pay.example.org', undefined],
    ['10.0.0.4', undefined],
    ['', undefined],
    ['|', undefined],
  ] as const) {
    it(`finds the resource behind the target "${target}"`, () => assert.equal(resourceOfTarget(target, all)?.id, expected?.id));
  }

  it('does not guess between two resources that fit equally well', () => {
    const twin = { ...api, id: api.id.replace('/g/', '/other/') };
    assert.equal(resourceOfRole('shop-api', [api, twin]), undefined);
  });

  it('ties a child to its parent', () => {
    assert.deepEqual(parentEdges(all), [
      { from: database.id.toLowerCase(), to: server.id.toLowerCase(), weight: 0.5, reason: 'orders is part of shop-sql.' },
    ]);
    assert.deepEqual(parentEdges([database]), []);
  });

  it('makes no edge for a site without a plan', () => {
    assert.deepEqual(hostingEdges([{ id: web.id }, { serverFarmId: plan.id }, { id: web.id, serverFarmId: '' }]), []);
  });

  it('adds up calls, and leaves out calls to itself and counts of zero', () => {
    const call = (role: string, target: string, count: number) => ({ role, target, count, component: 'insights' });
    const edges = callEdges(
      [
        call('shop-web', 'shop-api', 1),
        call('shop-web', 'shop-api:80', 2),
        call('shop-api', 'shop-api', 9),
        call('shop-api', 'shop-sql', 0),
      ],
      all,
    );
    assert.deepEqual(edges, [
      {
        from: web.id.toLowerCase(),
        to: api.id.toLowerCase(),
        weight: 1,
        reason: 'shop-web called shop-api 3 times, says insights.',
      },
    ]);
  });
});
