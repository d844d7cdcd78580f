import assert from 'node:assert/strict';
import { clouds } from '../../../src/azure/clouds';
import { RequestBudget } from '../../../src/azure/requestBudget';
import { createStores } from '../../../src/azure/stores';
import { clusterOrigin, listClusters } from '../../../src/environments/clusters';
import { FakeAzure, first } from './fakeAzure';

const inScope = 'https://one.westeurope.kusto.windows.net';

describe('the clusters that can be chosen', () => {
  const azure = new FakeAzure();
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => azure.reset());
  const environment = () => ({
    kind: 'azure' as const,
    clusters: [],
    connection: azure.connection,
    stores: createStores(
      azure.connection,
      { subscriptions: [first] },
      { budget: new RequestBudget({ firstBackOff: 1, maxBackOff: 2 }), retryDelay: 1 },
    ),
  });
  const found = (...uris: (string | null)[]) => {
    const columns = ['id', 'name', 'uri', 'state'].map((name) => ({ name, type: 'string' }));
    const rows = uris.map((uri, index) => [`/clusters/${index}`, `c${index}`, uri, 'Running']);
    return { body: { totalRecords: uris.length, count: uris.length, data: { columns, rows }, resultTruncated: 'false' } };
  };

  it('are those of the scope and those of the settings, each once', async () => {
    azure.handler = ({ path }) =>
      path === '/subscriptions'
        ? { body: { value: [{ subscriptionId: first, displayName: 's', state: 'Enabled' }] } }
        : found(inScope, null);
    const { value, failures, provenance } = await listClusters(environment(), [`${inScope}/`, 'Two.NorthEurope']);
    assert.deepEqual(value, [
      { origin: inScope, databases: [] },
      { origin: 'https://two.northeurope.kusto.windows.net', databases: [] },
    ]);
    assert.deepEqual([failures, provenance.length], [[], 1]);
    assert.match(azure.requests.at(-1)!.body, /microsoft\.kusto\/clusters/);
  });

  it('are still those of the settings when the scope cannot be read, and the reason is named', async () => {
    azure.handler = () => ({ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } });
    const { value, failures } = await listClusters(environment(), [inScope, 'not an address']);
    assert.deepEqual(value, [{ origin: inScope, databases: [] }]);
    assert.deepEqual(
      failures.map(({ source, kind }) => [source, kind]),
      [
        [failures[0]!.source, 'forbidden'],
        ['clusters', 'badRequest'],
      ],
    );
    assert.match(failures[1]!.message, /"not an address"/);
  });

  it('are not asked for where the environment is embedded', async () => {
    const clusters = [{ origin: inScope, databases: ['Db'] }];
    const { value } = await listClusters({ ...environment(), kind: 'demo', clusters }, []);
    assert.deepEqual([value, azure.requests.length], [clusters, 0]);
  });

  it('stops when it is cancelled', async () => {
    await assert.rejects(listClusters(environment(), [], AbortSignal.abort()), { name: 'AbortError' });
  });

  for (const [text, origin] of [
    ['https://a.westeurope.kusto.windows.net/Db?x=1', 'https://a.westeurope.kusto.windows.net'],
    ['a.westeurope.kusto.windows.net', 'https://a.westeurope.kusto.windows.net'],
    [' a.westeurope ', 'https://a.westeurope.kusto.windows.net'],
    ['http://a.westeurope.kusto.windows.net', undefined],
    ['https://user@a.westeurope.kusto.windows.net', undefined],
    ['a', undefined],
    ['a b.c', undefined],
    ['', undefined],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(clusterOrigin(text, clouds.public), origin));
  }

  it('completes a name as the cloud does', () =>
    assert.equal(clusterOrigin('a.usgovvirginia', clouds.usGov), 'https://a.usgovvirginia.kusto.usgovcloudapi.net'));
});
