import assert from 'node:assert/strict';
import { RequestBudget } from '../../../src/azure/requestBudget';
import { createStores } from '../../../src/azure/stores';
import { SourceError } from '../../../src/model/failure';
import { FakeAzure, type FakeResponse, first, second, subscriptionList } from './fakeAzure';

describe('resource graph store', () => {
  const azure = new FakeAzure();
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => azure.reset());
  const graph = () =>
    createStores(
      azure.connection,
      { subscriptions: [] },
      { budget: new RequestBudget({ firstBackOff: 1, maxBackOff: 2 }), retryDelay: 1 },
    ).resourceGraph;

  const columns = [
    { name: 'id', type: 'string' },
    { name: 'cpus', type: 'integer' },
    { name: 'tags', type: 'object' },
  ];
  const page = (ids: readonly string[], totalRecords: number, token?: string): FakeResponse => ({
    body: {
      totalRecords,
      count: ids.length,
      data: { columns, rows: ids.map((id) => [id, 4, { team: 'a' }]) },
      facets: [],
      resultTruncated: token === undefined ? 'false' : 'true',
      ...(token === undefined ? {} : { $skipToken: token }),
    },
  });
  const answer = (...pages: readonly FakeResponse[]) => {
    let next = 0;
    azure.handler = ({ path }) =>
      path === '/subscriptions' ? subscriptionList(first, second) : (pages[next++] ?? { status: 404 });
  };
  const bodies = () =>
    azure.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  it('asks all subscriptions of the scope and reads every page', async () => {
    answer(page(['a', 'b'], 3, 'next'), page(['c'], 3));
    const { value, failures, provenance } = await graph().query({ kql: 'resources' });
    assert.deepEqual(
      value.table.rows.map(([id]) => id),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(value.table.rows[0], ['a', 4, { team: 'a' }]);
    assert.deepEqual(
      value.table.columns.map(({ type }) => type),
      ['string', 'long', 'dynamic'],
    );
    assert.equal(value.totalRows, 3);
    assert.deepEqual(failures, []);
    assert.deepEqual(bodies(), [
      { subscriptions: [first, second], query: 'resources', options: { resultFormat: 'table', $top: 1000 } },
      { subscriptions: [first, second], query: 'resources', options: { resultFormat: 'table', $top: 1000, $skipToken: 'next' } },
    ]);
    assert.match(provenance.at(-1)!.request.url, /\/providers\/Microsoft\.ResourceGraph\/resources\?api-version=2024-04-01$/);
  });

  it('reads no more rows than asked for, and says how many there are', async () => {
    answer(page(['a', 'b'], 5, 'next'));
    const { value, failures } = await graph().query({ kql: 'resources', subscriptions: [first], mostRows: 2 });
    assert.deepEqual([value.table.rows.length, value.totalRows], [2, 5]);
    assert.match(failures[0]!.message, /^Only 2 of 5 rows/);
    assert.deepEqual(bodies()[0]!['subscriptions'], [first]);
  });

  it('keeps the pages before one that fails', async () => {
    answer(page(['a', 'b'], 3, 'next'), { status: 400, body: { error: { code: 'BadRequest', message: 'no' } } });
    const { value, failures } = await graph().query({ kql: 'resources' });
    assert.equal(value.table.rows.length, 2);
    assert.equal(failures[0]!.kind, 'partial');
    assert.match(failures[0]!.message, /no\. Only the first 2 rows were read\.$/);
  });

  it('names an answer that has more rows and no further page', async () => {
    answer({ body: { ...(page(['a'], 9).body as object), resultTruncated: 'true' } });
    const { failures } = await graph().query({ kql: 'resources | project name' });
    assert.match(failures[0]!.nextAction, /column id/);
  });

  it('says where a query is wrong', async () => {
    const details = [
      { code: 'InvalidQuery', message: 'Query is invalid.' },
      { code: 'ParserFailure', message: 'ParserFailure', line: 1, characterPositionInLine: 12, token: 'foo' },
    ];
    answer({ status: 400, body: { error: { code: 'BadRequest', message: 'Please provide …', details } } });
    await assert.rejects(graph().query({ kql: 'resources | foo' }), (error: unknown) => {
      assert.ok(error instanceof SourceError);
      const { source, kind, position } = error.failure;
      assert.deepEqual([source, kind, position], ['resourceGraph', 'badRequest', { line: 1, column: 12, token: 'foo' }]);
      return true;
    });
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    azure.handler = ({ path }) => (path === '/subscriptions' ? subscriptionList(first) : 'hang');
    azure.arrived = () => {
      if (azure.requests.length === 2) controller.abort();
    };
    await assert.rejects(graph().query({ kql: 'resources' }, controller.signal), { name: 'AbortError' });
  });
});
