import assert from 'node:assert/strict';
import { mergeTables } from '../../../src/azure/logTables';
import { RequestBudget } from '../../../src/azure/requestBudget';
import { createStores } from '../../../src/azure/stores';
import type { Failure } from '../../../src/model/failure';
import type { LogStore } from '../../../src/model/stores';
import { FakeAzure, first, type FakeResponse, vmId } from './fakeAzure';

const workspaceId = (name: string): string =>
  `/subscriptions/${first}/resourceGroups/rg-a/providers/Microsoft.OperationalInsights/workspaces/${name}`;

describe('tables of logs', () => {
  const azure = new FakeAzure();
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => azure.reset());
  const logs = (...workspaces: string[]): LogStore =>
    createStores(
      azure.connection,
      { subscriptions: [], workspaces },
      { budget: new RequestBudget({ firstBackOff: 1, maxBackOff: 2 }), retryDelay: 1 },
    ).logs;
  const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.equal((error as Error | undefined)?.name, 'SourceError', String(error));
    assert.ok(!JSON.stringify(error).includes('test-token'));
    return (error as { failure: Failure }).failure;
  };
  /** An answer as the service writes it, with what else is in there. */
  const metadata = (...tables: object[]): FakeResponse => ({
    body: {
      tableGroups: [{ id: 'g/LogManagement', name: 'LogManagement', tables: ['t/Heartbeat'] }],
      tables,
      functions: [],
      workspaces: [{ id: 'ws-1', name: 'one', region: 'westeurope', related: { tables: ['t/Heartbeat'] } }],
    },
  });
  const heartbeat = {
    id: 't/Heartbeat',
    name: 'Heartbeat',
    description: 'Records of agents.',
    timespanColumn: 'TimeGenerated',
    columns: [
      { name: 'TimeGenerated', type: 'datetime', description: 'When.', isPreferredFacet: false },
      { name: 'Computer', type: 'string' },
      { name: 'Tags', type: 'dynamic' },
      { name: 'Flag', type: 'bool' },
      { name: 'Big', type: 'long' },
    ],
    labels: ['LogManagement'],
  };

  it('reads those of a workspace as the service writes them', async () => {
    azure.handler = () => metadata(heartbeat, { id: 't/Own_CL', name: 'Own_CL', columns: [{ name: 'x_d', type: 'real' }] });
    const { value, provenance, failures } = await logs().tables({ kind: 'workspace', id: 'ws-1' });
    assert.deepEqual(value, [
      {
        name: 'Heartbeat',
        description: 'Records of agents.',
        columns: [
          { name: 'TimeGenerated', type: 'datetime', description: 'When.' },
          { name: 'Computer', type: 'string' },
          { name: 'Tags', type: 'dynamic' },
          { name: 'Flag', type: 'bool' },
          { name: 'Big', type: 'long' },
        ],
      },
      { name: 'Own_CL', columns: [{ name: 'x_d', type: 'real' }] },
    ]);
    assert.deepEqual(failures, []);
    const [request] = azure.requests;
    assert.deepEqual(
      [request!.host, request!.method, request!.path],
      ['api.loganalytics.io', 'GET', '/v1/workspaces/ws-1/metadata'],
    );
    assert.equal(request!.headers.authorization, 'Bearer test-token');
    assert.deepEqual(provenance, [
      { service: 'logs', request: { method: 'GET', url: 'https://api.loganalytics.io/v1/workspaces/ws-1/metadata' } },
    ]);
  });

  it('reads those of a resource', async () => {
    azure.handler = () => metadata(heartbeat);
    await logs().tables({ kind: 'resource', id: vmId(first) });
    assert.equal(azure.requests[0]!.path, `/v1${vmId(first)}/metadata`);
  });

  it('joins the workspaces of the scope by the names of their tables, and names the one that cannot be read', async () => {
    azure.handler = ({ path }) => {
      if (path.includes('/three/')) return { status: 403, body: { error: { code: 'InsufficientAccessError', message: 'No.' } } };
      const more = {
        ...heartbeat,
        columns: [
          { name: 'Computer', type: 'long' },
          { name: 'Extra', type: 'guid' },
        ],
      };
      return path.includes('/two/') ? metadata({ name: 'Alpha', columns: [] }, more) : metadata(heartbeat);
    };
    const { value, provenance, failures } = await logs(workspaceId('one'), workspaceId('two'), workspaceId('three')).tables();
    assert.deepEqual(
      value.map(({ name, columns }) => [name, columns.map((column) => `${column.name}:${column.type}`).slice(-2)]),
      [
        ['Alpha', []],
        ['Heartbeat', ['Big:long', 'Extra:guid']],
      ],
    );
    assert.equal(provenance.length, 3);
    assert.deepEqual(
      failures.map(({ kind, resource, suggestedRole }) => [kind, resource, suggestedRole]),
      [['forbidden', workspaceId('three'), 'Log Analytics Reader']],
    );
  });

  for (const [what, response, kind, said] of [
    [
      'does not exist',
      { status: 404, body: { error: { code: 'WorkspaceNotFoundError', message: 'The workspace could not be found: ws-1' } } },
      'notFound',
      /^Could not read the tables of the workspace ws-1: The workspace could not be found: ws-1\.$/,
    ],
    [
      'is throttled',
      { status: 429, body: { error: { code: 'ThrottledError', message: 'Slow down.' } } },
      'throttled',
      /slow down/,
    ],
    ['has another form', { body: { value: [] } }, 'unexpectedShape', /list of tables is missing/],
  ] as const) {
    it(`says why it has none when the answer ${what}`, async () => {
      azure.handler = () => response;
      const failure = await failureOf(logs().tables({ kind: 'workspace', id: 'ws-1' }));
      assert.deepEqual([failure.source, failure.kind, failure.resource], ['logs', kind, 'ws-1']);
      assert.match(failure.message, said);
    });
  }

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    azure.handler = () => 'hang';
    azure.arrived = () => controller.abort();
    await assert.rejects(logs().tables({ kind: 'workspace', id: 'ws-1' }, controller.signal), { name: 'AbortError' });
  });

  it('keeps the first of two columns of a name', () => {
    assert.deepEqual(
      mergeTables([
        { name: 'b', columns: [{ name: 'x', type: 'int' }] },
        { name: 'a', columns: [] },
        {
          name: 'b',
          description: 'told',
          columns: [
            { name: 'x', type: 'string' },
            { name: 'y', type: 'bool' },
          ],
        },
      ]),
      [
        { name: 'a', columns: [] },
        {
          name: 'b',
          description: 'told',
          columns: [
            { name: 'x', type: 'int' },
            { name: 'y', type: 'bool' },
          ],
        },
      ],
    );
  });
});
