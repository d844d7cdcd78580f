import assert from 'node:assert/strict';
import { clouds } from '../../../src/azure/clouds';
import { createAzureEnvironment } from '../../../src/environments/azure';
import { createDemoEnvironment } from '../../../src/environments/demo';
import { discover } from '../../../src/environments/discovery';
import type { DemoHandle } from '../../../src/demo/handle';
import { FakeAzure, first, second, subscriptionList } from '../azure/fakeAzure';

describe('environments', () => {
  const azure = new FakeAzure();
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => azure.reset());

  it('builds an embedded environment on the handle', async () => {
    let now = 5;
    let closed = false;
    const handle: DemoHandle = {
      story: {
        id: 'story',
        name: 'Story',
        description: '',
        timeZone: 'Europe/Dublin',
        opensAt: 0,
        tenantId: 't',
        subscriptions: [first],
        sample: '',
      },
      origin: azure.origin,
      token: 'story-token',
      now: () => now,
      moveClock: () => Promise.resolve(),
      faults: [],
      setFaults: () => Promise.resolve(),
      addAlerts: () => Promise.resolve(),
      requestLog: () => Promise.resolve([]),
      reset: () => Promise.resolve(),
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    };
    azure.handler = () => subscriptionList(first);
    const environment = createDemoEnvironment(handle);
    assert.equal(environment.id, 'demo:story');
    assert.equal(environment.timeZone, 'Europe/Dublin');
    now = 6;
    assert.equal(environment.clock.now(), 6);
    assert.equal((await environment.stores.resources.subscriptions()).value[0]?.id, first);
    assert.equal(azure.requests[0]?.headers.authorization, 'Bearer story-token');
    assert.equal(azure.requests[0].host, 'management.azure.com');
    await environment.dispose();
    assert.ok(closed);
  });

  it('builds an environment of a real cloud without asking for a token', () => {
    const credential = { getToken: () => assert.fail('nobody asked') };
    const scope = { subscriptions: [first], workspaces: [] };
    const environment = createAzureEnvironment({ cloud: clouds.china, tenant: 't1', name: 'Work', scope, credential });
    assert.equal(environment.id, 'azure:t1');
    assert.equal(environment.kind, 'azure');
    assert.equal(environment.scope.tenantId, 't1');
    assert.equal(environment.connection.cloud.resourceManager, 'https://management.chinacloudapi.cn');
    assert.equal(environment.demo, undefined);
  });

  it('lists what can be looked at and names the tenant that cannot be read', async () => {
    const tenant = (tenantId: string) => ({
      id: `/tenants/${tenantId}`,
      tenantId,
      displayName: `Tenant ${tenantId}`,
      defaultDomain: `${tenantId}.example.org`,
    });
    const workspace = `/subscriptions/${first}/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w`;
    azure.handler = (request) => {
      if (request.path === '/tenants') return { body: { value: [tenant('a'), tenant('b')] } };
      if (request.headers.authorization === 'Bearer b')
        return { status: 401, body: { error: { code: 'InvalidAuthenticationTokenTenant', message: 'wrong' } } };
      if (request.path === '/subscriptions') return subscriptionList(first, second);
      if (request.path.includes(second)) return { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no' } } };
      return { body: { value: [{ id: workspace, name: 'w', location: 'westeurope' }] } };
    };
    const connect = (tenantId = 'home') => ({
      ...azure.connection,
      credential: { getToken: () => Promise.resolve({ token: tenantId, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    });
    const { tenants, skipped, failures } = await discover(connect);
    assert.deepEqual(
      tenants.map(({ tenant: found }) => found.name),
      ['Tenant a'],
    );
    assert.deepEqual(
      tenants[0]?.subscriptions.map(({ id }) => id),
      [first, second],
    );
    assert.deepEqual(
      tenants[0].workspaces.map(({ id }) => id),
      [workspace],
    );
    assert.deepEqual(
      skipped.map(({ tenant: { name }, failure }) => [name, failure.kind]),
      [['Tenant b', 'wrongTenant']],
    );
    assert.deepEqual(
      failures.map(({ kind, resource }) => [kind, resource]),
      [['forbidden', `/subscriptions/${second}`]],
    );
  });
});
