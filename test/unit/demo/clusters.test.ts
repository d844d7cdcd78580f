import assert from 'node:assert/strict';
import { clouds } from '../../../src/azure/clouds';
import { emulatorCredential, emulatorTransport } from '../../../src/azure/emulatorTransport';
import { createStores } from '../../../src/azure/stores';
import { clusterTables, describeTables } from '../../../src/demo/clusters/clusterTables';
import type { LoggedRequest } from '../../../src/demo/handle';
import { storyOf } from '../../../src/demo/story/catalog';
import type { SeriesCell, Story } from '../../../src/demo/story/types';
import type { Failure } from '../../../src/model/failure';
import type { LogAnswer } from '../../../src/model/query';
import type { Stores } from '../../../src/model/stores';
import { MINUTE } from '../../../src/model/time';
import { eachRow, millisecondsOf } from './logs/columns';
import { startSession, type Session } from './sdk';

const workerEntry = new URL('./queryWorkerEntry.mjs', import.meta.url);
const endless = 'range x from 1 to 1000000000 step 1 | summarize count() by x % 7';

/** The stores of the product, over an emulator. */
function storesOver(session: Session): Stores {
  const connection = {
    cloud: clouds.public,
    credential: emulatorCredential(session.token),
    transport: emulatorTransport(session.origin),
  };
  return createStores(connection, { subscriptions: session.story.subscriptions }, { retryDelay: 1 });
}

/** Asks for the log of requests until it holds such an entry. */
async function logged(session: Session, matches: (entry: LoggedRequest) => boolean): Promise<LoggedRequest> {
  for (;;) {
    const { body } = await session.get('/__control/requests');
    const found = (body['requests'] as unknown as LoggedRequest[]).find(matches);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.equal((error as Error | undefined)?.name, 'SourceError', String(error));
  return (error as { failure: Failure }).failure;
};

for (const id of ['contoso-hotels', 'tradex-exchange']) {
  const story = storyOf(id);
  const [cluster] = story.clusters ?? [];
  const [database] = cluster?.databases ?? [];

  describe(`the cluster of ${id}`, function () {
    this.timeout(60_000);
    let session: Session;
    let stores: Stores;
    before(async () => {
      session = await startSession(story, workerEntry);
      stores = storesOver(session);
    });
    after(() => session.close());
    beforeEach(() => session.send('POST', '/__control/reset'));
    const { origin } = cluster!;
    const ask = async (kql: string, signal?: AbortSignal): Promise<LogAnswer> =>
      (await stores.clusters.query({ cluster: origin, database: database!.name, kql }, signal)).value;
    const fault = (kind: string) => session.send('PUT', '/__control/faults', { faults: [{ service: 'clusters', fault: kind }] });

    it('is where the story says, and Resource Graph knows it', async () => {
      assert.deepEqual(story.info.clusters, [{ origin, databases: [database!.name] }]);
      assert.deepEqual((await stores.clusters.databases(origin)).value, [database!.name]);
      const kql = "resources | where type =~ 'microsoft.kusto/clusters' | project id, uri = tostring(properties.uri)";
      assert.deepEqual((await stores.resourceGraph.query({ kql })).value.table.rows, [[cluster!.resource, origin]]);
    });

    it('lists its tables with the columns that they have', async () => {
      const { value } = await stores.clusters.tables(origin, database!.name);
      assert.deepEqual(value, describeTables(database!));
      const inLogs = new Set((await stores.logs.tables()).value.map(({ name }) => name));
      assert.ok(value.length >= 3 && value.every(({ name }) => !inLogs.has(name)));
      for (const { name, columns } of value) {
        const { tables } = await ask(`${name} | take 1`);
        assert.deepEqual(
          tables[0]!.columns,
          columns.map((column) => ({ name: column.name, type: column.type })),
        );
        assert.equal(tables[0]!.rows.length, 1);
      }
    });

    it('shows nothing of the future', async () => {
      for (const { name } of database!.tables) {
        const [latest] = (await ask(`${name} | summarize max(Timestamp)`)).tables[0]!.rows[0] as [string];
        assert.ok(Date.parse(latest) <= story.info.opensAt, `${name}: ${latest}`);
      }
    });

    it('answers with values, rendering and statistics', async () => {
      const answer = await ask(
        'print x = 9223372036854775807, d = dynamic({"a": 1}), n = real(nan) | render table with (title="t")',
      );
      assert.deepEqual(answer.tables[0]!.rows, [['9223372036854775807', { a: 1 }, 'NaN']]);
      assert.deepEqual([answer.render?.visualization, answer.render?.properties['title']], ['table', 't']);
      assert.ok((answer.statistics?.seconds ?? -1) >= 0);
    });

    it('says where a query is wrong', async () => {
      const table = database!.tables[0]!.name;
      for (const [kql, position] of [
        [`\n  ${table} | wher x`, { line: 2, column: table.length + 5, token: 'wher' }],
        [`${table}\n| where foo == 1`, { line: 2, column: 8 }],
        [`.show nothing`, undefined],
      ] as const) {
        const failure = await failureOf(ask(kql));
        assert.deepEqual([failure.kind, failure.position], ['badRequest', position]);
      }
      const elsewhere = await failureOf(stores.clusters.query({ cluster: origin, database: 'Nowhere', kql: 'print 1' }));
      assert.equal(elsewhere.kind, 'notFound');
      const nowhere = await failureOf(stores.clusters.databases('https://nowhere.westeurope.kusto.windows.net'));
      assert.equal(nowhere.kind, 'notFound');
    });

    for (const [kind, expected] of [
      ['forbidden', { kind: 'forbidden', suggestedRole: 'Database Viewer' }],
      ['serverError', { kind: 'server' }],
    ] as const) {
      it(`fails as a cluster does: ${kind}`, async () => {
        await fault(kind);
        const failure = await failureOf(ask('print 1'));
        assert.deepEqual({ ...failure, ...expected }, failure);
        assert.ok(!failure.message.includes(session.token));
      });
    }

    it('is throttled, incomplete and empty when told so', async () => {
      await fault('throttled');
      assert.equal((await failureOf(ask('print 1'))).kind, 'throttled');
      const rows = 'range x from 1 to 10 step 1';
      await fault('partial');
      const partial = await stores.clusters.query({ cluster: origin, database: database!.name, kql: rows });
      assert.deepEqual([partial.value.tables[0]!.rows.length, partial.failures.map(({ kind }) => kind)], [5, ['partial']]);
      await fault('empty');
      assert.deepEqual((await ask(rows)).tables[0]!.rows, []);
      assert.deepEqual((await stores.clusters.tables(origin, database!.name)).value, []);
    });
  });

  describe(`the tables of ${id} agree with its series`, function () {
    this.timeout(60_000);
    const tables = clusterTables(story, database!);
    for (const table of database!.tables) {
      it(table.name, () => {
        if (table.kind === 'events') {
          const counted = new Map<string, number>();
          eachRow(tables.table(table.name), ['Timestamp', table.outcome.name], (at, outcome) => {
            const key = `${String(outcome)}|${Math.floor((millisecondsOf(at) - story.from) / MINUTE)}`;
            counted.set(key, (counted.get(key) ?? 0) + 1);
          });
          const expected = new Map<string, number>();
          for (const [outcome, success] of [
            [table.outcome.success, 'True'],
            [table.outcome.failure, 'False'],
          ] as const) {
            cellOf(story, 'requests/count', table.role, table.operation, success)
              .values()
              .forEach((count, minute) => {
                if (count > 0) expected.set(`${outcome}|${minute}`, count);
              });
          }
          assert.ok(expected.size > 1000);
          assert.deepEqual(counted, expected);
        } else if (table.kind === 'history') {
          let rows = 0;
          eachRow(
            tables.table(table.name),
            ['Timestamp', 'Application', 'Operation', 'Requests', 'Failed'],
            (at, role, name, all, failed) => {
              const end = Math.round((millisecondsOf(at) - story.from) / MINUTE);
              const [good, bad] = (['True', 'False'] as const).map((success) =>
                cellOf(story, 'requests/count', String(role), String(name), success)
                  .values()
                  .subarray(end - table.minutes, end)
                  .reduce((sum, count) => sum + count, 0),
              );
              assert.deepEqual([Number(all), Number(failed)], [good! + bad!, bad], `${String(name)} ${end}`);
              rows++;
            },
          );
          assert.ok(rows > 1000);
        } else {
          const told = new Set<string>();
          eachRow(tables.table(table.name), ['Timestamp', 'Application', 'Version'], (at, application, version) =>
            told.add(`${millisecondsOf(at)}|${String(application)}|${String(version)}`),
          );
          const deployed = story.activity.filter(({ operation }) => operation === 'Microsoft.Resources/deployments/write');
          assert.ok(deployed.length > 0 && told.size === deployed.length + table.older.length);
          for (const { at, resourceId, properties } of deployed)
            assert.ok(told.has(`${at}|${resourceId.split('/').at(-1) ?? ''}|${properties['version'] ?? ''}`));
        }
      });
    }
  });
}

function cellOf(story: Story, metric: string, role: string, operation: string, success: string): SeriesCell {
  const cell = story.series
    .filter((series) => series.metric === metric)
    .flatMap(({ cells }) => cells)
    .find(
      ({ dimensions }) =>
        dimensions['cloud/roleName'] === role &&
        dimensions['operation/name'] === operation &&
        dimensions['request/success'] === success,
    );
  assert.ok(cell, `${role} ${operation}`);
  return cell;
}

describe('a query that a person cancels', function () {
  this.timeout(60_000);
  const story = storyOf('contoso-hotels');
  const { origin, databases } = story.clusters![0]!;
  const database = databases[0]!.name;
  let session: Session;
  let stores: Stores;
  before(async () => {
    session = await startSession(story, workerEntry);
    stores = storesOver(session);
    // The worker is warm, so that what follows is about queries that run.
    await stores.logs.query({ kql: 'print 1' });
    await stores.clusters.query({ cluster: origin, database, kql: 'print 1' });
  });
  after(() => session.close());
  beforeEach(() => session.send('POST', '/__control/reset'));

  const sources = {
    logs: (kql: string, signal?: AbortSignal) => stores.logs.query({ kql }, signal),
    clusters: (kql: string, signal?: AbortSignal) => stores.clusters.query({ cluster: origin, database, kql }, signal),
  } as const;
  for (const service of ['logs', 'clusters'] as const) {
    const isQuery = ({ path }: LoggedRequest): boolean => path.endsWith('/query');
    for (const [what, kql, fault] of [
      ['that runs', endless, undefined],
      ['that is slow', 'print 1', 'slow'],
    ] as const) {
      it(`ends at once on the side of the service: ${service}, ${what}`, async () => {
        if (fault !== undefined) await session.send('PUT', '/__control/faults', { faults: [{ service, fault }] });
        const controller = new AbortController();
        const work = sources[service](kql, controller.signal);
        setTimeout(() => controller.abort(), 300);
        await assert.rejects(work, { name: 'AbortError' });
        const entry = await logged(session, (request) => isQuery(request) && request.cancelled !== undefined);
        assert.ok(entry.status === 499 || entry.status === 400, String(entry.status));
        await session.send('PUT', '/__control/faults', { faults: [] });
        assert.deepEqual((await sources[service]('print 2')).value.tables[0]!.rows, [[2]], 'the worker is free again');
      });
    }
  }

  it('is told so by the cluster when someone else cancels it by its id', async () => {
    const send = (path: string, id: string, csl: string): Promise<Response> =>
      fetch(`${session.origin}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${session.token}`,
          'x-original-host': new URL(origin).host,
          'x-ms-client-request-id': id,
        },
        body: JSON.stringify({ db: database, csl }),
      });
    assert.equal((await send('/v1/rest/mgmt', 'c0', '.cancel query "absent"')).status, 400);
    const work = send('/v2/rest/query', 'mine', endless);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal((await send('/v1/rest/mgmt', 'c1', '.cancel query "mine"')).status, 200);
    const response = await work;
    assert.equal(response.status, 400);
    assert.match(await response.text(), /cancelled/);
    const entry = await logged(session, ({ path, cancelled }) => path === '/v2/rest/query' && cancelled !== undefined);
    assert.equal(entry.status, 400);
  });

  it('leaves room for others: twenty log queries at once, and none is refused', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => stores.logs.query({ kql: `print ${index}` })));
    assert.deepEqual(
      answers.map(({ value }) => value.tables[0]!.rows[0]),
      Array.from({ length: 20 }, (_, index) => [index]),
    );
    const { body } = await session.get('/__control/requests');
    const queries = (body['requests'] as unknown as LoggedRequest[]).filter(({ path }) => path.endsWith('/query'));
    assert.deepEqual([queries.length, queries.filter(({ status }) => status !== 200)], [20, []]);
  });

  it('is refused with a time to wait when there were more than 200 in 30 seconds', async () => {
    const host = 'api.loganalytics.io';
    const id = String(
      story.resources.find(({ type }) => type === 'Microsoft.OperationalInsights/workspaces')!.properties['customerId'],
    );
    const statuses: number[] = [];
    for (let index = 0; index < 201; index++) {
      const response = await fetch(`${session.origin}/v1/workspaces/${id}/query`, {
        method: 'POST',
        headers: { authorization: `Bearer ${session.token}`, 'x-original-host': host },
        body: '{"query":""}',
      });
      statuses.push(response.status);
      if (response.status === 429)
        assert.ok(Number(response.headers.get('retry-after')) >= 1 && /ThrottledError/.test(await response.text()));
      else await response.text();
    }
    assert.deepEqual([statuses.filter((status) => status === 400).length, statuses.at(-1)], [200, 429]);
    const { body } = await session.get('/__control/requests');
    assert.equal((body['requests'] as unknown as LoggedRequest[]).filter(({ status }) => status === 429).length, 1);
  });
});
