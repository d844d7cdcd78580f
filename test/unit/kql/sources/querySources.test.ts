import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchDemo } from '../../../../src/demo/launch';
import { contosoHotels } from '../../../../src/demo/stories';
import { createDemoEnvironment } from '../../../../src/environments/demo';
import type { Environment } from '../../../../src/environments/environment';
import { inProcessExecutor } from '../../../../src/kql/host/inProcess';
import { knownTables } from '../../../../src/kql/schema/knownTables';
import { mergeSchemas } from '../../../../src/kql/schema/mergeSchemas';
import { createQuerySources } from '../../../../src/kql/sources/createQuerySources';
import type { QuerySources, SourceQuery } from '../../../../src/kql/sources/querySources';
import type { QueryTable } from '../../../../src/model/query';
import type { QueryConnection } from '../../../../src/model/queryConnection';
import { HOUR } from '../../../../src/model/time';

describe('sources of queries', function () {
  this.timeout(60_000);
  let environment: Environment;
  let folder: string;
  let sources: QuerySources;
  let engines = 0;
  before(async () => {
    environment = createDemoEnvironment(await launchDemo(contosoHotels.id, { inProcess: true }));
    folder = await mkdtemp(join(tmpdir(), 'sources-'));
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'people.csv'), 'name,age\nAda,36\nBob,41\n');
    sources = createQuerySources({
      stores: () => Promise.resolve(environment.stores),
      startEngine: () => {
        engines += 1;
        return inProcessExecutor();
      },
      folder: () => folder,
      known: (dialect) => Promise.resolve(knownTables(dialect)),
      merge: (live, known) => Promise.resolve(mergeSchemas(live, known)),
      names: { environment: () => environment.name },
    });
  });
  after(async () => {
    await sources.dispose();
    await environment.dispose();
    await rm(folder, { recursive: true });
  });
  afterEach(() => environment.demo!.setFaults([]));

  const query = (connection: QueryConnection, kql: string, more: Partial<SourceQuery> = {}): SourceQuery => ({
    connection,
    kql,
    now: environment.clock.now(),
    ...more,
  });
  const rowsOf = async (connection: QueryConnection, kql: string, more: Partial<SourceQuery> = {}) =>
    (await sources.run(query(connection, kql, more))).tables[0]!.rows;

  describe('of Azure', () => {
    it('limit logs to the window', async () => {
      const now = environment.clock.now();
      const all = await rowsOf({ kind: 'logs' }, 'AppRequests | summarize count()', {
        window: { from: now - 4 * HOUR, to: now },
      });
      const hour = await rowsOf({ kind: 'logs' }, 'AppRequests | summarize count()', { window: { from: now - HOUR, to: now } });
      assert.ok(Number(all[0]![0]) > Number(hour[0]![0]) && Number(hour[0]![0]) > 0);
    });

    it('ask one workspace or resource by its ARM id', async () => {
      const { value } = await environment.stores.resources.list();
      const idOf = (type: string) => value.find((resource) => resource.type.toLowerCase() === type)!.id;
      const window = { from: environment.clock.now() - HOUR, to: environment.clock.now() };
      const workspace = { kind: 'workspace', id: idOf('microsoft.operationalinsights/workspaces') } as const;
      const component = { kind: 'resource', id: idOf('microsoft.insights/components') } as const;
      assert.ok(Number((await rowsOf(workspace, 'AppRequests | count', { window }))[0]![0]) > 0);
      assert.ok((await rowsOf(component, 'requests | take 1', { window })).length === 1);
    });

    it('count all rows of the graph', async () => {
      const answer = await sources.run(query({ kind: 'graph' }, 'resources | project id'));
      assert.equal(answer.totalRows, answer.tables[0]!.rows.length);
    });

    it('ask a cluster', async () => {
      const [cluster] = environment.clusters;
      assert.ok(cluster);
      const connection = { kind: 'adx', cluster: cluster.origin, database: cluster.databases[0]! } as const;
      assert.deepEqual(await rowsOf(connection, 'print x = 1'), [[1]]);
      assert.ok((await sources.schema(connection)).tables.length > 0);
    });

    it('pass failures on', async () => {
      await environment.demo!.setFaults([{ service: 'logs', fault: 'forbidden' }]);
      await assert.rejects(sources.run(query({ kind: 'logs' }, 'print 1')), { name: 'SourceError' });
    });

    it('keep what part of an answer is missing', async () => {
      await environment.demo!.setFaults([{ service: 'logs', fault: 'partial' }]);
      const answer = await sources.run(query({ kind: 'logs' }, 'AppRequests | take 10'));
      assert.equal(answer.failures[0]?.kind, 'partial');
    });

    it('know the tables once, and again when they are forgotten', async () => {
      const first = sources.schema({ kind: 'logs' });
      assert.equal(sources.schema({ kind: 'logs' }).constructor, Promise);
      const { tables } = await first;
      assert.ok(tables.find(({ name }) => name === 'AppRequests')?.columns.some(({ name }) => name === 'DurationMs'));
      assert.equal((await sources.schema({ kind: 'logs' })).tables, tables);
      sources.forget({ kind: 'logs' });
      assert.notEqual((await sources.schema({ kind: 'logs' })).tables, tables);
    });

    it('know the documented tables where theirs cannot be read, and say so', async () => {
      sources.forget();
      await environment.demo!.setFaults([{ service: 'logs', fault: 'forbidden' }]);
      const { tables, failures } = await sources.schema({ kind: 'logs' });
      assert.equal(failures[0]?.kind, 'forbidden');
      assert.ok(tables.some(({ name }) => name === 'AppRequests'));
    });
  });

  describe('of files', () => {
    const people: QueryConnection = { kind: 'files', paths: ['data/people.csv'] };

    it('are loaded once, and again when they change', async () => {
      const before = engines;
      assert.deepEqual(await rowsOf(people, 'people | count'), [[2]]);
      await writeFile(join(folder, 'data', 'people.csv'), 'name,age\nAda,36\nBob,41\nCid,52\n');
      assert.deepEqual(await rowsOf(people, 'people | count'), [[3]]);
      assert.equal(engines - before, 1);
      assert.deepEqual(
        (await sources.schema(people)).tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]),
        [['people', ['name', 'age']]],
      );
    });

    it('stand beside named results, which come and go', async () => {
      const ages: QueryTable = { name: 'ages', columns: [{ name: 'age', type: 'long' }], rows: [[36]] };
      const kql = 'people | join kind=inner ages on age | project name';
      assert.deepEqual(await rowsOf(people, kql, { tables: [ages] }), [['Ada']]);
      assert.deepEqual(await rowsOf(people, kql, { tables: [{ ...ages, rows: [[41]] }] }), [['Bob']]);
      await assert.rejects(sources.run(query(people, kql)), { name: 'KqlError' });
    });

    it('come back after a named result of the same name', async () => {
      const other: QueryTable = { name: 'people', columns: [{ name: 'x', type: 'long' }], rows: [[1]] };
      assert.deepEqual(await rowsOf(people, 'people', { tables: [other] }), [[1]]);
      assert.deepEqual(await rowsOf(people, 'people | take 1 | project name'), [['Ada']]);
    });

    it('are all tables of a folder', async () => {
      await writeFile(join(folder, 'data', 'towns.json'), '[{"town":"Bern"}]');
      assert.deepEqual(await rowsOf({ kind: 'files', paths: ['data'] }, 'towns'), [['Bern']]);
    });

    it('tell of rows that cannot be read', async () => {
      await writeFile(join(folder, 'dirty.csv'), `n\n${'1\n'.repeat(200)}`);
      await writeFile(join(folder, 'dirty.ndjson'), '{"n":1}\n{"n":\n{"n":2}\n');
      const { warnings } = await sources.run(query({ kind: 'files', paths: ['dirty.ndjson'] }, 'dirty'));
      assert.match(warnings[0] ?? '', /could not be read/);
    });

    const refused: readonly (readonly [path: string, message: RegExp])[] = [
      ['../secret.csv', /outside of the workspace folder/],
      ['data/../../secret.csv', /outside of the workspace folder/],
      ['/etc/passwd', /outside of the workspace folder/],
      ['link.csv', /outside of the workspace folder/],
      ['nowhere.csv', /There is no file or folder nowhere\.csv/],
      ['empty', /has no file with a table/],
    ];
    for (const [path, message] of refused) {
      it(`refuse ${path}`, async () => {
        await mkdir(join(folder, 'empty'), { recursive: true });
        await symlink('/etc/passwd', join(folder, 'link.csv')).catch((error: unknown) => assert.match(String(error), /EEXIST/));
        await assert.rejects(sources.run(query({ kind: 'files', paths: [path] }, 'print 1')), { name: 'KqlError', message });
      });
    }

    it('stop when they are cancelled', async () => {
      const abort = new AbortController();
      abort.abort();
      await assert.rejects(sources.run(query(people, 'people'), { signal: abort.signal }), { name: 'AbortError' });
      assert.deepEqual(await rowsOf(people, 'people | count'), [[3]]);
    });
  });

  const words: readonly (readonly [QueryConnection, string])[] = [
    [{ kind: 'logs' }, 'Log Analytics: Contoso Hotels'],
    [
      { kind: 'workspace', id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w' },
      'Log Analytics: w',
    ],
    [
      { kind: 'resource', id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Insights/components/c' },
      'Application Insights: c',
    ],
    [{ kind: 'resource', id: '/subscriptions/s/resourceGroups/g' }, 'Logs of g'],
    [{ kind: 'graph' }, 'Resource Graph'],
    [{ kind: 'adx', cluster: 'https://help.kusto.windows.net', database: 'Samples' }, 'Azure Data Explorer: help/Samples'],
    [{ kind: 'files', paths: [] }, 'Files: results of other cells'],
    [{ kind: 'files', paths: ['a', 'b', 'c', 'd'] }, 'Files: a, b, c and 1 more'],
  ];
  for (const [connection, text] of words) {
    it(`says "${text}"`, () => assert.equal(sources.describe(connection), text));
  }
});
