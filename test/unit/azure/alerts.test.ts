import assert from 'node:assert/strict';
import { RequestBudget } from '../../../src/azure/requestBudget';
import { createStores } from '../../../src/azure/stores';
import { SourceError } from '../../../src/model/failure';
import { parseIso, toIso } from '../../../src/model/time';
import { denied, FakeAzure, type FakeRequest, first, second, subscriptionList, wireAlert } from './fakeAzure';

const window = { from: parseIso('2026-03-01T21:00:00Z'), to: parseIso('2026-03-02T09:00:00Z') };

async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => assert.fail('it did not reject'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SourceError, String(error));
  return error.failure;
}

describe('alert store', () => {
  const azure = new FakeAzure();
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => azure.reset());

  const stores = (subscriptions: readonly string[] = []) =>
    createStores(
      azure.connection,
      { subscriptions },
      { budget: new RequestBudget({ firstBackOff: 1, maxBackOff: 2 }), retryDelay: 1 },
    );
  const isAlertList = (request: FakeRequest, subscription: string) =>
    request.path === `/subscriptions/${subscription}/providers/Microsoft.AlertsManagement/alerts`;
  const nextLink = (subscription: string) =>
    `https://management.azure.com:443/subscriptions/${subscription}/providers/Microsoft.AlertsManagement/alerts?api-version=2019-03-01&skip=1`;

  it('follows pages in every subscription and streams them', async () => {
    azure.handler = (request) => {
      if (request.path === '/subscriptions') return subscriptionList(first, second);
      if (isAlertList(request, first)) {
        return request.query.has('skip')
          ? { body: { value: [wireAlert(first, 'b')] } }
          : { body: { value: [wireAlert(first, 'a')], nextLink: nextLink(first) } };
      }
      return { body: { value: [wireAlert(second, 'c')] } };
    };
    const pages: string[][] = [];
    const answer = await stores().alerts.list({ window }, undefined, (page) => pages.push(page.map(({ name }) => name)));
    assert.deepEqual(
      answer.value.map(({ name }) => name),
      ['rule-a', 'rule-b', 'rule-c'],
    );
    assert.deepEqual(answer.failures, []);
    assert.deepEqual(pages.sort(), [['rule-a'], ['rule-b'], ['rule-c']]);
    assert.equal(answer.provenance.length, 3);
    const asked = new URL(answer.provenance[0]!.request.url);
    assert.equal(asked.origin, 'https://management.azure.com');
    assert.equal(asked.searchParams.get('customTimeRange'), `${toIso(window.from)}/${toIso(window.to)}`);
    assert.equal(asked.searchParams.get('pageCount'), '250');
    assert.equal(asked.searchParams.get('api-version'), '2019-03-01');
    assert.ok(answer.provenance[1]!.request.url.includes('skip=1'));
  });

  it('sends the token, a correlation id of its own for each request, and tells the observer', async () => {
    azure.handler = (request) => (request.path === '/subscriptions' ? subscriptionList(first) : { body: { value: [] } });
    await stores().alerts.list({ window });
    const ids = azure.requests.map(({ headers }) => headers['x-ms-correlation-request-id']);
    assert.equal(new Set(ids).size, 2);
    assert.ok(azure.requests.every(({ headers }) => headers.authorization === 'Bearer test-token'));
    assert.ok(azure.requests.every(({ headers }) => headers['user-agent']?.startsWith('sre-workbench-azure/')));
    assert.deepEqual(
      azure.events.map(({ correlationId }) => correlationId),
      ids,
    );
    assert.ok(azure.events.every(({ status, url }) => status === 200 && url.startsWith('https://management.azure.com/')));
  });

  it('names a subscription that is forbidden and keeps the alerts of the other', async () => {
    azure.handler = (request) => {
      if (request.path === '/subscriptions') return subscriptionList(first, second);
      return isAlertList(request, first)
        ? { body: { value: [wireAlert(first, 'a')] } }
        : denied('Microsoft.AlertsManagement/alerts/read', `/subscriptions/${second}`);
    };
    const answer = await stores().alerts.list({ window });
    assert.deepEqual(
      answer.value.map(({ name }) => name),
      ['rule-a'],
    );
    assert.equal(answer.failures.length, 1);
    const failure = answer.failures[0]!;
    assert.equal(failure.kind, 'forbidden');
    assert.equal(failure.source, 'alerts');
    assert.equal(failure.resource, `/subscriptions/${second}`);
    assert.equal(failure.missingPermission, 'Microsoft.AlertsManagement/alerts/read');
    assert.equal(failure.suggestedRole, 'Reader');
    assert.match(failure.message, /sub-2.*Microsoft\.AlertsManagement\/alerts\/read/);
    assert.match(failure.nextAction, /"Reader"/);
    assert.equal(failure.correlationId, azure.requests.at(-1)?.headers['x-ms-correlation-request-id']);
  });

  it('rejects when every subscription fails', async () => {
    azure.handler = (request) =>
      request.path === '/subscriptions' ? subscriptionList(first) : denied('Microsoft.AlertsManagement/alerts/read', '/x');
    assert.equal((await failureOf(stores().alerts.list({ window }))).kind, 'forbidden');
  });

  it('rejects when no subscription is seen at all', async () => {
    azure.handler = () => subscriptionList();
    assert.equal((await failureOf(stores().alerts.list({ window }))).source, 'subscriptions');
  });

  it('keeps the pages before one that breaks off and says that the rest is missing', async () => {
    azure.handler = (request) => {
      if (request.path === '/subscriptions') return subscriptionList(first);
      return request.query.has('skip')
        ? { status: 400, body: { error: { code: 'BadRequest', message: 'The token is stale' } } }
        : { body: { value: [wireAlert(first, 'a')], nextLink: nextLink(first) } };
    };
    const answer = await stores().alerts.list({ window });
    assert.deepEqual(
      answer.value.map(({ name }) => name),
      ['rule-a'],
    );
    assert.equal(answer.failures.length, 1);
    assert.equal(answer.failures[0]!.kind, 'partial');
    assert.match(answer.failures[0]!.message, /The token is stale/);
  });

  it('names an alert that it cannot read and keeps the others', async () => {
    azure.handler = (request) =>
      request.path === '/subscriptions'
        ? subscriptionList(first)
        : { body: { value: [wireAlert(first, 'bad', { severity: 'Sev9' }), wireAlert(first, 'good')] } };
    const answer = await stores().alerts.list({ window });
    assert.deepEqual(
      answer.value.map(({ name }) => name),
      ['rule-good'],
    );
    assert.equal(answer.failures[0]!.kind, 'unexpectedShape');
    assert.match(answer.failures[0]!.message, /rule-bad.*Sev9/);
  });

  it('repeats a 429 after the time that it names, without losing anything', async () => {
    let refusals = 0;
    azure.handler = (request) => {
      if (request.path === '/subscriptions') return subscriptionList(first);
      return refusals++ < 2 ? { status: 429, headers: { 'retry-after-ms': '1' } } : { body: { value: [wireAlert(first, 'a')] } };
    };
    const answer = await stores().alerts.list({ window });
    assert.equal(answer.value.length, 1);
    assert.equal(refusals, 3);
    assert.equal(answer.provenance.length, 1);
  });

  it('repeats a 429 that names no time, and says so when it stays', async () => {
    azure.handler = (request) =>
      request.path === '/subscriptions'
        ? subscriptionList(first)
        : { status: 429, body: { error: { code: 'TooManyRequests', message: 'Slow down' } } };
    const failure = await failureOf(stores().alerts.list({ window }));
    assert.equal(failure.kind, 'throttled');
    assert.equal(failure.status, 429);
    assert.equal(failure.code, 'TooManyRequests');
    assert.equal(azure.requests.length, 1 + 4);
  });

  it('filters by several severities itself and by one at the service', async () => {
    azure.handler = (request) =>
      request.path === '/subscriptions'
        ? subscriptionList(first)
        : { body: { value: [wireAlert(first, 'a', { severity: 'Sev0' }), wireAlert(first, 'b', { severity: 'Sev3' })] } };
    const store = stores().alerts;
    assert.deepEqual(
      (await store.list({ window, severities: [0, 1] })).value.map(({ name }) => name),
      ['rule-a'],
    );
    assert.equal(azure.requests.at(-1)?.query.get('severity'), null);
    await store.list({ window, severities: [3] });
    assert.equal(azure.requests.at(-1)?.query.get('severity'), 'Sev3');
  });

  it('leaves out what fired outside the window', async () => {
    azure.handler = (request) =>
      request.path === '/subscriptions'
        ? subscriptionList(first)
        : {
            body: {
              value: [
                wireAlert(first, 'old', { startDateTime: '2026-03-01T20:59:59Z' }),
                wireAlert(first, 'at', { startDateTime: toIso(window.from) }),
              ],
            },
          };
    assert.deepEqual(
      (await stores().alerts.list({ window })).value.map(({ name }) => name),
      ['rule-at'],
    );
  });

  it('ends a request in flight when it is aborted', async () => {
    const controller = new AbortController();
    azure.handler = (request) => (request.path === '/subscriptions' ? subscriptionList(first) : 'hang');
    azure.arrived = () => {
      if (azure.requests.length === 2) controller.abort();
    };
    await assert.rejects(stores().alerts.list({ window }, controller.signal), { name: 'AbortError' });
  });

  it('asks nothing when it is aborted before', async () => {
    await assert.rejects(stores().alerts.list({ window }, AbortSignal.abort()), { name: 'AbortError' });
    assert.equal(azure.requests.length, 0);
  });

  it('reads one alert and its history', async () => {
    const wire = wireAlert(first, 'a');
    azure.handler = (request) =>
      request.path.endsWith('/history')
        ? {
            body: {
              properties: {
                modifications: [
                  {
                    modificationEvent: 'StateChange',
                    oldValue: 'New',
                    newValue: 'Closed',
                    modifiedAt: '2026-03-02T05:00:00Z',
                    modifiedBy: 'a@example.com',
                    comments: 'done',
                  },
                ],
              },
            },
          }
        : { body: wire };
    const { alerts } = stores();
    assert.equal((await alerts.get(String(wire['id']))).value.name, 'rule-a');
    const history = await alerts.history(String(wire['id']));
    assert.deepEqual(history.value, [
      {
        event: 'StateChange',
        at: parseIso('2026-03-02T05:00:00Z'),
        by: 'a@example.com',
        oldValue: 'New',
        newValue: 'Closed',
        comments: 'done',
      },
    ]);
    assert.equal(history.provenance[0]?.service, 'alertHistory');
  });

  it('replays a recorded request and gives the present answer', async () => {
    azure.handler = (request) => (request.path === '/subscriptions' ? subscriptionList(first) : { body: { value: [] } });
    const all = stores();
    const { provenance } = await all.alerts.list({ window });
    azure.handler = () => ({ status: 403, body: { error: { code: 'Later' } } });
    const replayed = await all.replayer.replay(provenance[0]!);
    assert.equal(replayed.status, 403);
    assert.match(replayed.body, /Later/);
    assert.equal(azure.requests.at(-1)?.path, azure.requests.at(-2)?.path);
    assert.equal(azure.requests.at(-1)?.headers.authorization, 'Bearer test-token');
  });

  it('refuses to replay writes and foreign addresses', async () => {
    const { replayer } = stores();
    const write = {
      method: 'POST' as const,
      url: 'https://management.azure.com/subscriptions/x/providers/Microsoft.AlertsManagement/alerts/a/changestate',
    };
    const foreign = { method: 'GET' as const, url: 'https://management.azure.com.example.org/subscriptions' };
    for (const request of [write, foreign]) {
      assert.equal((await failureOf(replayer.replay({ service: 'alerts', request }))).kind, 'badRequest');
    }
    assert.equal(azure.requests.length, 0);
  });
});

describe('alert writer', () => {
  const azure = new FakeAzure();
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => azure.reset());
  const writer = () => createStores(azure.connection, { subscriptions: [] }, { retryDelay: 1 }).alertWriter;
  const id = String(wireAlert(first, 'a')['id']);

  it('sends the new state and the comment, and gives the correlation id', async () => {
    azure.handler = () => ({ body: wireAlert(first, 'a') });
    const { correlationId } = await writer().changeState(id, 'Acknowledged', 'looking');
    const request = azure.requests[0]!;
    assert.equal(request.method, 'POST');
    assert.ok(request.path.endsWith('/alerts/a/changestate'));
    assert.equal(request.query.get('newState'), 'Acknowledged');
    assert.deepEqual(JSON.parse(request.body), { comments: 'looking' });
    assert.equal(correlationId, request.headers['x-ms-correlation-request-id']);
  });

  for (const response of [
    { status: 500 },
    { status: 503, headers: { 'retry-after-ms': '1' } },
    { status: 429, headers: { 'retry-after-ms': '1' } },
    { status: 429 },
    { status: 408 },
  ]) {
    it(`sends a failing write once (${response.status}${response.headers === undefined ? '' : ', with a time to wait'})`, async () => {
      azure.handler = () => response;
      assert.equal((await failureOf(writer().changeState(id, 'Closed', ''))).status, response.status);
      assert.equal(azure.requests.length, 1);
    });
  }

  it('names the missing permission and the role that has it', async () => {
    azure.handler = () => denied('Microsoft.AlertsManagement/alerts/changestate/action', '/subscriptions/x');
    const failure = await failureOf(writer().changeState(id, 'Closed', ''));
    assert.equal(failure.suggestedRole, 'Monitoring Contributor');
    assert.match(failure.message, /close the alert/);
  });

  it('refuses an id that is not one of an alert without sending anything', async () => {
    assert.equal((await failureOf(writer().changeState('/subscriptions/x/../y', 'Closed', ''))).kind, 'badRequest');
    assert.equal(azure.requests.length, 0);
  });
});
