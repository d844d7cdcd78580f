import assert from 'node:assert/strict';
import { RequestBudget } from '../../../src/azure/requestBudget';
import { createStores } from '../../../src/azure/stores';
import { parseExact } from '../../../src/azure/exactJson';
import { SourceError, type Failure } from '../../../src/model/failure';
import type { LogQuery } from '../../../src/model/query';
import { parseIso } from '../../../src/model/time';
import { FakeAzure, first, type FakeResponse, subscriptionList, vmId } from './fakeAzure';

const window = { from: parseIso('2026-03-02T04:00:00Z'), to: parseIso('2026-03-02T04:05:00Z') };
const workspaceId = (name: string): string =>
  `/subscriptions/${first}/resourceGroups/rg-a/providers/Microsoft.OperationalInsights/workspaces/${name}`;

describe('log store', () => {
  const azure = new FakeAzure();
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => azure.reset());
  const logs = (...workspaces: string[]) =>
    createStores(
      azure.connection,
      { subscriptions: [], workspaces },
      { budget: new RequestBudget({ firstBackOff: 1, maxBackOff: 2 }), retryDelay: 1 },
    ).logs;
  const inWorkspace: LogQuery = { kql: 'T | take 1', window, target: { kind: 'workspace', id: 'ws-1' } };
  const answerWith = (columns: readonly (readonly [string, string])[], row: string, more: object = {}): FakeResponse => ({
    body: `{"tables":[{"name":"PrimaryResult","columns":${JSON.stringify(columns.map(([name, type]) => ({ name, type })))},"rows":[${row}]}]${JSON.stringify(
      more,
    )
      .replace(/^\{(.+)\}$/, ',$1')
      .replace('{}', '')}}`,
  });
  const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof SourceError, String(error));
    return error.failure;
  };

  it('asks a workspace with the window and what it prefers', async () => {
    azure.handler = () => answerWith([['a', 'long']], '[1]');
    const { provenance, failures } = await logs().query({ ...inWorkspace, timeoutSeconds: 30 });
    const [request] = azure.requests;
    assert.deepEqual(
      [request!.host, request!.method, request!.path],
      ['api.loganalytics.io', 'POST', '/v1/workspaces/ws-1/query'],
    );
    assert.deepEqual(JSON.parse(request!.body), {
      query: 'T | take 1',
      timespan: '2026-03-02T04:00:00.000Z/2026-03-02T04:05:00.000Z',
    });
    assert.equal(request!.headers['prefer'], 'wait=30,include-statistics=true,include-render=true');
    assert.equal(request!.headers.authorization, 'Bearer test-token');
    assert.deepEqual(failures, []);
    assert.equal(provenance[0]!.service, 'logs');
    assert.equal(provenance[0]!.request.url, 'https://api.loganalytics.io/v1/workspaces/ws-1/query');
    assert.match(provenance[0]!.request.body ?? '', /T \| take 1/);
  });

  it('asks a resource, also without a window', async () => {
    azure.handler = () => answerWith([['a', 'long']], '[1]');
    await logs().query({ kql: 'T', target: { kind: 'resource', id: vmId(first) } });
    assert.equal(azure.requests[0]!.path, `/v1/${vmId(first)}/query`.replace('//', '/').replace(/^\/v1\/\//, '/v1/'));
    assert.equal((JSON.parse(azure.requests[0]!.body) as { timespan: string }).timespan, '');
  });

  it('asks the chosen workspaces together, and else those of the subscriptions', async () => {
    azure.handler = () => answerWith([['a', 'long']], '[1]');
    await logs(workspaceId('one'), workspaceId('two')).query({ kql: 'T', window });
    assert.match(azure.requests[0]!.path, /workspaces\/one\/query$/);
    assert.deepEqual((JSON.parse(azure.requests[0]!.body) as { workspaces: string[] }).workspaces, [workspaceId('two')]);

    azure.reset();
    azure.handler = ({ path }) =>
      path === '/subscriptions'
        ? subscriptionList(first)
        : path.endsWith('/resources')
          ? { body: { value: [{ id: workspaceId('seen'), name: 'seen', type: 'Microsoft.OperationalInsights/workspaces' }] } }
          : answerWith([['a', 'long']], '[1]');
    const store = logs();
    await store.query({ kql: 'T', window });
    await store.query({ kql: 'T', window });
    const queries = azure.requests.filter(({ host }) => host.startsWith('api.'));
    assert.equal(queries.length, 2);
    assert.match(queries[0]!.path, /workspaces\/seen\/query$/);
    assert.equal(azure.requests.length, 4);
  });

  it('says so when there is no workspace', async () => {
    azure.handler = ({ path }) => (path === '/subscriptions' ? subscriptionList(first) : { body: { value: [] } });
    const failure = await failureOf(logs().query({ kql: 'T', window }));
    assert.deepEqual([failure.source, failure.kind], ['logs', 'notFound']);
    assert.match(failure.message, /no Log Analytics workspace/);
  });

  it('keeps values exact', async () => {
    const columns = [
      ['l', 'long'],
      ['m', 'long'],
      ['t', 'datetime'],
      ['d', 'dynamic'],
      ['e', 'dynamic'],
      ['r', 'real'],
      ['n', 'long'],
      ['b', 'bool'],
      ['s', 'string'],
    ] as const;
    const row =
      '[9223372036854775807,"12","2026-03-02T04:00:00.1234567Z","{\\"k\\":[1]}","plain","NaN",null,true,"id 12345678901234567890 \\" 1234567890123456789"]';
    azure.handler = () => answerWith(columns, row);
    const { value } = await logs().query(inWorkspace);
    assert.deepEqual(value.tables[0]!.rows[0], [
      '9223372036854775807',
      12,
      '2026-03-02T04:00:00.1234567Z',
      { k: [1] },
      'plain',
      'NaN',
      null,
      true,
      'id 12345678901234567890 " 1234567890123456789',
    ]);
    assert.deepEqual(value.tables[0]!.columns.slice(0, 3), [
      { name: 'l', type: 'long' },
      { name: 'm', type: 'long' },
      { name: 't', type: 'datetime' },
    ]);
  });

  it('gives statistics and the rendering', async () => {
    const more = {
      statistics: { query: { executionTime: 0.25 } },
      render: { visualization: 'timechart', title: 'x', kind: null },
    };
    azure.handler = () => answerWith([['a', 'long']], '[1]', more);
    const { value } = await logs().query(inWorkspace);
    assert.equal(value.statistics?.seconds, 0.25);
    assert.deepEqual(value.render, { visualization: 'timechart', properties: { title: 'x' } });
  });

  it('keeps the rows of a partial answer and names what is missing', async () => {
    const innererror = { code: '-2133196797', message: 'Too many records.', severity: 2 };
    const error = { code: 'PartialError', message: 'Errors.', details: [{ code: 'EngineError', message: 'Wrong.', innererror }] };
    azure.handler = () => answerWith([['a', 'long']], '[1]', { error });
    const { value, failures } = await logs().query(inWorkspace);
    assert.deepEqual(value.tables[0]!.rows, [[1]]);
    assert.deepEqual([failures.length, failures[0]!.kind, failures[0]!.code], [1, 'partial', '-2133196797']);
    assert.match(failures[0]!.message, /Too many records\./);
  });

  it('says where a query is wrong', async () => {
    const innermost = { code: 'SEM0100', message: "Failed to resolve 'foo'", line: 2, pos: 8, token: 'foo' };
    const innererror = { code: 'SemanticError', message: 'A semantic error occurred.', innererror: innermost };
    const error = { message: 'The request had some invalid properties', code: 'BadArgumentError', innererror };
    azure.handler = () => ({ status: 400, body: { error } });
    const failure = await failureOf(logs().query(inWorkspace));
    assert.equal(failure.kind, 'badRequest');
    assert.deepEqual(failure.position, { line: 2, column: 8, token: 'foo' });
    assert.match(failure.message, /^Could not query the workspace ws-1: Failed to resolve 'foo'\.$/);
    assert.equal(failure.nextAction, 'Correct the query and run it again.');
    assert.equal(azure.requests.length, 1);
  });

  it('names the permission that the service does not name', async () => {
    azure.handler = () => ({ status: 403, body: { error: { code: 'InsufficientAccessError', message: 'insufficient access' } } });
    const failure = await failureOf(logs().query(inWorkspace));
    assert.equal(failure.kind, 'forbidden');
    assert.equal(failure.missingPermission, 'Microsoft.OperationalInsights/workspaces/query/read');
    assert.equal(failure.suggestedRole, 'Log Analytics Reader');
    const ofResource = await failureOf(logs().query({ kql: 'T', window, target: { kind: 'resource', id: vmId(first) } }));
    assert.deepEqual([ofResource.missingPermission, ofResource.suggestedRole], ['Microsoft.Insights/logs/read', 'Reader']);
  });

  it('waits as asked when there are too many queries', async () => {
    azure.handler = () =>
      azure.requests.length === 1
        ? { status: 429, headers: { 'retry-after-ms': '1' }, body: { error: { code: 'ThrottledError' } } }
        : answerWith([['a', 'long']], '[1]');
    assert.equal((await logs().query(inWorkspace)).value.tables.length, 1);
    assert.equal(azure.requests.length, 2);
  });

  it('does not send a query again that ran out of time', async () => {
    azure.handler = () => ({ status: 504, body: { error: { code: 'GatewayTimeout', message: 'The query ran too long' } } });
    const failure = await failureOf(logs().query(inWorkspace));
    assert.deepEqual([failure.kind, failure.status], ['timeout', 504]);
    assert.equal(azure.requests.length, 1);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    azure.handler = () => 'hang';
    azure.arrived = () => controller.abort();
    await assert.rejects(logs().query(inWorkspace, controller.signal), { name: 'AbortError' });
  });

  it('does not take an answer of another form for an empty one', async () => {
    azure.handler = () => answerWith([['a', 'long']], '[1, 2]');
    assert.equal((await failureOf(logs().query(inWorkspace))).kind, 'unexpectedShape');
  });
});

describe('exact JSON', () => {
  for (const [text, value] of [
    ['{"a":9007199254740993,"b":-9223372036854775808}', { a: '9007199254740993', b: '-9223372036854775808' }],
    [
      '[1000000000000000, 12345678901234567e2, 0.12345678901234567]',
      [1000000000000000, 12345678901234567e2, 0.12345678901234567],
    ],
    [
      String.raw`["9007199254740993", "\"9007199254740993", "\\", 9007199254740993]`,
      ['9007199254740993', '"9007199254740993', '\\', '9007199254740993'],
    ],
  ] as const) {
    it(`reads ${text}`, () => assert.deepEqual(parseExact(text), value));
  }
});
