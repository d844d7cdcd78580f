import assert from 'node:assert/strict';
// The client that the product was asked to use.
/* eslint-disable @typescript-eslint/no-deprecated */
import { LogsQueryClient, LogsQueryResultStatus, type LogsQuerySuccessfulResult } from '@azure/monitor-query';
import { launchDemo } from '../../../src/demo/launch';
import { queriesInWorker } from '../../../src/demo/logs/queryClient';
import type { LogJob, QueryService } from '../../../src/demo/logs/queryJob';
import { mostCharacters } from '../../../src/demo/logs/logAnswer';
import { parseTimespan } from '../../../src/demo/routes/logQuery';
import { storyOf } from '../../../src/demo/story/catalog';
import { DAY, HOUR, MINUTE, parseIso, toIso } from '../../../src/model/time';
import { startSession, type Answer, type Loose, type Session } from './sdk';

const workerEntry = new URL('./queryWorkerEntry.mjs', import.meta.url);
const story = storyOf('contoso-hotels');
const { opensAt } = story.info;
const ofType = (type: string) => story.resources.find((resource) => resource.type === type)!;
const workspace = ofType('Microsoft.OperationalInsights/workspaces');
const component = ofType('Microsoft.Insights/components');
const machine = ofType('Microsoft.Compute/virtualMachines');
const workspaceId = String(workspace.properties['customerId']);
const hour = { startTime: new Date(opensAt - HOUR), endTime: new Date(opensAt) };

describe('log queries against the embedded environment', function () {
  this.timeout(60_000);
  let session: Session;
  let client: LogsQueryClient;
  before(async () => {
    session = await startSession(story, workerEntry);
    client = new LogsQueryClient(session.credential, session.options);
  });
  after(() => session.close());
  afterEach(() => session.send('PUT', '/__control/faults', { faults: [] }));

  const inWorkspace = async (kql: string, timespan: Parameters<LogsQueryClient['queryWorkspace']>[2] = hour) =>
    whole(await client.queryWorkspace(workspaceId, kql, timespan));
  const inResource = async (id: string, kql: string) => whole(await client.queryResource(id, kql, hour));
  const fault = (kind: string) => session.send('PUT', '/__control/faults', { faults: [{ service: 'logs', fault: kind }] });
  const post = async (path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${session.origin}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session.token}`, 'x-original-host': 'api.loganalytics.io', ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Loose };
  };
  const ask = (query: string, more: object = {}): Promise<Answer> =>
    post(`/v1/workspaces/${workspaceId}/query`, { query, ...more });

  it('gives every type as the SDK reads it', async () => {
    const { tables } = await inWorkspace(
      `print a = true, b = int(1), c = 2, d = 2.5, e = datetime(2026-11-17T02:45:00Z), f = 90s, g = 'x', h = dynamic({"k": [1]}),
       i = toguid('74be27de-1e4e-49d9-b579-fe0b331d3642'), j = decimal(1.50), k = real(nan), l = dynamic("text"), m = int(null)`,
    );
    assert.equal(tables[0]!.name, 'PrimaryResult');
    assert.deepEqual(
      tables[0]!.columnDescriptors.map(({ type }) => type),
      ['bool', 'int', 'long', 'real', 'datetime', 'timespan', 'string', 'dynamic', 'guid', 'decimal', 'real', 'dynamic', 'int'],
    );
    assert.deepEqual(tables[0]!.rows[0], [
      true,
      1,
      2,
      2.5,
      new Date('2026-11-17T02:45:00Z'),
      '00:01:30',
      'x',
      { k: [1] },
      '74be27de-1e4e-49d9-b579-fe0b331d3642',
      '1.5',
      'NaN',
      'text',
      null,
    ]);
  });

  it('writes a fraction of a second only where there is one', async () => {
    const { body } = await ask('print datetime(2026-11-17T02:45:00Z), datetime(2026-11-17T02:45:00.0500000Z), datetime(null)');
    assert.deepEqual(body['tables']?.[0]?.['rows'], [['2026-11-17T02:45:00Z', '2026-11-17T02:45:00.05Z', null]]);
  });

  it('applies the timespan beside the filter of the query, and shows nothing of the future', async () => {
    const span = 'Heartbeat | summarize min(TimeGenerated), max(TimeGenerated)';
    const [first, last] = (await inWorkspace(span)).tables[0]!.rows[0] as [Date, Date];
    assert.ok(first.getTime() >= opensAt - HOUR && first.getTime() < opensAt - HOUR + 2 * MINUTE, toIso(first.getTime()));
    assert.ok(last.getTime() <= opensAt && last.getTime() > opensAt - 2 * MINUTE, toIso(last.getTime()));
    const both = `Heartbeat | where TimeGenerated < datetime(${toIso(opensAt - HOUR / 2)}) | summarize count(), max(TimeGenerated)`;
    const [count, latest] = (await inWorkspace(both)).tables[0]!.rows[0] as [number, Date];
    assert.ok(count > 0 && latest.getTime() < opensAt - HOUR / 2);
    const [, unbound] = (await inWorkspace(span, { duration: 'P30D' })).tables[0]!.rows[0] as [Date, Date];
    assert.ok(unbound.getTime() <= opensAt);
  });

  it('has the clock of the environment', async () => {
    const { tables } = await inWorkspace('print now(), ago(1h)');
    assert.deepEqual(tables[0]!.rows[0], [new Date(opensAt), new Date(opensAt - HOUR)]);
  });

  it('shows a resource its own rows only', async () => {
    const owners = 'union withsource = T Heartbeat, Perf, AppRequests | summarize count() by _ResourceId';
    const all = (await inWorkspace(owners)).tables[0]!.rows.map(([id]) => id);
    assert.ok(all.length > 1 && all.includes(machine.id.toLowerCase()), JSON.stringify(all));
    const { tables } = await inResource(machine.id, owners);
    assert.deepEqual(
      tables[0]!.rows.map(([id]) => id),
      [machine.id.toLowerCase()],
    );
    const group = `/subscriptions/${machine.subscriptionId}/resourceGroups/${machine.resourceGroup}`;
    const inside = (await inResource(group, owners)).tables[0]!.rows.map(([id]) => id as string);
    assert.ok(inside.length > 1 && inside.every((id) => id.startsWith(group.toLowerCase())), inside.join());
    assert.deepEqual(new Set((await inResource(workspace.id, owners)).tables[0]!.rows.map(([id]) => id)), new Set(all));
  });

  it('knows the classic names for an Application Insights component, and for it alone', async () => {
    const count = async (kql: string) => (await inResource(component.id, kql)).tables[0]!.rows[0]![0];
    assert.equal(await count('requests | summarize sum(itemCount)'), await count('AppRequests | summarize sum(ItemCount)'));
    const classic = await post(
      `/v1/apps/${String(component.properties['AppId'])}/query`,
      { query: 'requests | count', timespan: 'PT1H' },
      { 'x-original-host': 'api.applicationinsights.io' },
    );
    assert.equal(classic.status, 200);
    assert.ok(Number(classic.body['tables']?.[0]?.['rows']?.[0]?.[0]) > 0);
    await assert.rejects(inWorkspace('requests | count'), { statusCode: 400 });
  });

  it('gives statistics and the rendering when they are preferred', async () => {
    const kql = 'Heartbeat | summarize count() by bin(TimeGenerated, 5m) | render timechart with (title = "Beats")';
    const options = { includeQueryStatistics: true, includeVisualization: true, serverTimeoutInSeconds: 60 };
    const { statistics, visualization } = whole(await client.queryWorkspace(workspaceId, kql, hour, options));
    const { executionTime } = statistics?.['query'] as { executionTime: number };
    assert.ok(executionTime > 0);
    assert.equal(visualization?.['visualization'], 'timechart');
    assert.equal(visualization['title'], 'Beats');
    const plain = (await ask(kql)).body;
    assert.deepEqual(Object.keys(plain), ['tables']);
  });

  it('gives one table per statement', async () => {
    const { tables } = await inWorkspace('print a = 1; print b = 2');
    assert.deepEqual(
      tables.map(({ rows }) => rows),
      [[[1]], [[2]]],
    );
  });

  it('takes further workspaces by name, and names one that does not exist', async () => {
    const more = (additionalWorkspaces: string[]) =>
      client.queryWorkspace(workspaceId, 'print 1', hour, { additionalWorkspaces });
    assert.equal((await more([workspace.name, workspace.id])).status, LogsQueryResultStatus.Success);
    await assert.rejects(more(['atlantis']), { statusCode: 404, code: 'WorkspaceNotFoundError' });
    await assert.rejects(client.queryWorkspace('00000000-0000-0000-0000-000000000000', 'print 1', hour), {
      statusCode: 404,
      code: 'WorkspaceNotFoundError',
    });
  });

  for (const [kql, kind, code, line, pos, token] of [
    ['Heartbeat\n| where foo == 1', 'SemanticError', 'SEM0100', 2, 8, 'foo'],
    ['Nowhere | take 1', 'SemanticError', 'SEM0100', 1, 0, 'Nowhere'],
    ['print nofunction(1)', 'SemanticError', 'SEM0260', 1, 6, 'nofunction'],
    ['Heartbeat | where', 'SyntaxError', 'SYN0002', 1, 17, '<EOF>'],
    ['Heartbeat | wher x', 'SyntaxError', 'SYN0002', 1, 12, 'wher'],
  ] as const) {
    it(`says where it cannot read ${JSON.stringify(kql)}`, async () => {
      const { status, body } = await ask(kql);
      const { code: outer, innererror } = body['error']!;
      assert.deepEqual([status, outer, innererror!['code']], [400, 'BadArgumentError', kind]);
      const { message, ...rest } = innererror!['innererror']!;
      assert.deepEqual(rest, { code, line, pos, token });
      assert.match(String(message), kind === 'SyntaxError' ? /^Query could not be parsed at / : new RegExp(`'${token}'`));
    });
  }

  it('refuses an empty query and a timespan that is none', async () => {
    assert.equal((await ask(' ')).status, 400);
    assert.equal((await ask('print 1', { timespan: 'yesterday' })).body['error']?.['code'], 'BadArgumentError');
  });

  it('cuts an answer at 500,000 rows and says so', async () => {
    const result = await client.queryWorkspace(workspaceId, 'range x from 1 to 600000 step 1', hour);
    assert.equal(result.status, LogsQueryResultStatus.PartialFailure);
    assert.equal(result.partialTables[0]!.rows.length, 500_000);
    assert.equal(result.partialError.code, 'PartialError');
    const { body } = await ask('range x from 1 to 600000 step 1 | project x, strrep("long text ", 20)');
    assert.match(String(body['error']?.['details']?.[0]?.['innererror']?.['message']), new RegExp(`limit ${mostCharacters} `));
  });

  it('gives up after the time that the client waits', async () => {
    const slow = 'range x from 1 to 100000000 step 1 | extend y = tostring(x) | summarize dcount(y)';
    const { status, body } = await post(`/v1/workspaces/${workspaceId}/query`, { query: slow }, { prefer: 'wait=1' });
    assert.deepEqual([status, body['error']?.['code']], [504, 'GatewayTimeout']);
  });

  it('answers each query of a batch by itself, in order', async () => {
    const query = (kql: string, id = workspaceId) => ({ workspaceId: id, query: kql, timespan: hour });
    const results = await client.queryBatch([
      query('print 1'),
      query('nothing here'),
      query('print 3'),
      query('print 4', 'atlantis'),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['Success', 'Failure', 'Success', 'Failure'],
    );
    assert.deepEqual((results[2] as LogsQuerySuccessfulResult).tables[0]!.rows, [[3]]);
  });

  it('fails as told', async () => {
    await fault('forbidden');
    await assert.rejects(inWorkspace('print 1'), { statusCode: 403, code: 'InsufficientAccessError' });
    await fault('throttled');
    const throttled = await ask('print 1');
    assert.deepEqual([throttled.status, throttled.headers.get('retry-after')], [429, '1']);
    await fault('throttledWithoutRetryAfter');
    assert.equal((await ask('print 1')).headers.get('retry-after'), null);
    await fault('serverError');
    await assert.rejects(inWorkspace('print 1'), { statusCode: 500 });
  });

  it('keeps half of the rows, or none, as told', async () => {
    const kql = 'range x from 1 to 10 step 1';
    await fault('partial');
    const result = await client.queryWorkspace(workspaceId, kql, hour);
    assert.equal(result.status, LogsQueryResultStatus.PartialFailure);
    assert.equal(result.partialTables[0]!.rows.length, 5);
    await fault('empty');
    assert.deepEqual((await inWorkspace(kql)).tables[0]!.rows, []);
  });
});

describe('timespans', () => {
  const now = parseIso('2026-11-17T08:00:00Z');
  for (const [text, from, to] of [
    ['PT1H', now - HOUR, now],
    ['P1DT12H', now - 1.5 * DAY, now],
    ['P1W', now - 7 * DAY, now],
    ['2026-11-16T00:00:00Z/2026-11-17T00:00:00Z', now - 32 * HOUR, now - 8 * HOUR],
    ['2026-11-16T08:00:00Z/PT30M', now - DAY, now - DAY + 30 * MINUTE],
    ['PT30M/2026-11-17T08:00:00Z', now - 30 * MINUTE, now],
  ] as const) {
    it(`reads ${text}`, () => assert.deepEqual(parseTimespan(text, now), { from, to }));
  }
  for (const text of [
    'P',
    'PT',
    '1h',
    '2026-11-16T00:00:00Z',
    'a/b',
    '2026-11-17T00:00:00Z/2026-11-16T00:00:00Z',
    'PT1H/PT1H',
    'a/b/c',
  ]) {
    it(`refuses ${text}`, () => assert.throws(() => parseTimespan(text, now), { code: 'BadArgumentError', status: 400 }));
  }
});

describe('the query worker', function () {
  this.timeout(60_000);
  let queries: QueryService;
  before(() => (queries = queriesInWorker(workerEntry, story.info.id, { graceMilliseconds: 500 })));
  after(() => queries.close());

  const job = (text: string): LogJob => ({
    kind: 'logs',
    text,
    now: opensAt,
    view: { kind: 'workspace' },
    milliseconds: 60_000,
    statistics: false,
    render: false,
  });
  const never = new AbortController().signal;
  const endless = job('range x from 1 to 1000000000 step 1 | summarize count() by x % 7');

  it('answers queries in their order', async () => {
    const answers = await Promise.all([queries.answer(job('print 1'), never), queries.answer(job('print 2'), never)]);
    assert.deepEqual(
      answers.map(({ body }) => (JSON.parse(body) as Loose)['tables']?.[0]?.['rows']),
      [[[1]], [[2]]],
    );
  });

  it('stops when the client leaves, and is free for the next', async () => {
    const client = new AbortController();
    const left = queries.answer(endless, client.signal);
    const queued = new AbortController();
    const waiting = queries.answer(job('print 1'), queued.signal);
    queued.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    setTimeout(() => client.abort(), 50);
    await assert.rejects(left, { name: 'AbortError' });
    assert.equal((await queries.answer(job('print 3'), never)).status, 200);
  });

  it('answers with a time-out instead of the rest', async () => {
    const { status } = await queries.answer({ ...endless, milliseconds: 100 }, never);
    assert.equal(status, 504);
  });

  it('names what kept it from starting', async () => {
    const broken = queriesInWorker(new URL('./absent.mjs', import.meta.url), story.info.id);
    const { status, body } = await broken.answer(job('print 1'), never);
    assert.equal(status, 500);
    assert.match(body, /absent/);
    await broken.close();
  });
});

describe('a client of the embedded environment that leaves', () => {
  it('gets an AbortError, and the environment goes on', async function () {
    this.timeout(60_000);
    const demo = await launchDemo(story.info.id, { inProcess: true });
    try {
      await demo.setFaults([{ service: 'logs', fault: 'slow' }]);
      const controller = new AbortController();
      const headers = { authorization: `Bearer ${demo.token}`, 'x-original-host': 'api.loganalytics.io' };
      const asked = fetch(`${demo.origin}/v1/workspaces/${workspaceId}/query`, {
        method: 'POST',
        headers,
        body: '{"query":"print 1"}',
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(), 50);
      await assert.rejects(asked, { name: 'AbortError' });
      assert.ok((await demo.requestLog()).every(({ status }) => status !== 200));
    } finally {
      await demo.close();
    }
  });
});

function whole(result: Awaited<ReturnType<LogsQueryClient['queryWorkspace']>>): LogsQuerySuccessfulResult {
  assert.ok(result.status === LogsQueryResultStatus.Success);
  return result;
}
