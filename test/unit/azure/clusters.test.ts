import assert from 'node:assert/strict';
import { clouds } from '../../../src/azure/clouds';
import {
  columns,
  dataTable,
  end,
  failureOf,
  fakeCluster,
  frames,
  head,
  management,
  one,
  oneApi,
  origin,
  query,
  token,
} from './fakeCluster';

describe('cluster store', function () {
  this.timeout(30_000);
  const { azure, scopes, connect, serve, sent } = fakeCluster();

  it('asks the database with token, limit of time and read-only mark, and tells nobody who runs it', async () => {
    serve(() => one);
    const { value, provenance, failures } = await connect().clusters.query({ ...query, timeoutSeconds: 90 });
    assert.deepEqual(value.tables, [{ name: 'PrimaryResult', columns: [{ name: 'a', type: 'long' }], rows: [[1]] }]);
    assert.deepEqual(failures, []);
    const [request] = sent();
    assert.deepEqual(
      [request!.host, request!.method, request!.path],
      ['telemetry.westeurope.kusto.windows.net', 'POST', '/v2/rest/query'],
    );
    assert.deepEqual(JSON.parse(request!.body), {
      db: 'Db',
      csl: 'T | take 1',
      properties: { Options: { servertimeout: '00:01:30.000', request_readonly: true } },
    });
    assert.equal(request!.headers.authorization, `Bearer ${token}`);
    assert.deepEqual([request!.headers['x-ms-user'], request!.headers['x-ms-app']], [undefined, 'sre-workbench-azure/0.1.0']);
    assert.match(String(request!.headers['x-ms-client-request-id']), /^SRE\.query;[0-9a-f-]{36}$/);
    assert.deepEqual(scopes, ['https://kusto.kusto.windows.net/.default']);
    assert.deepEqual(
      provenance.map(({ service, request: { method, url } }) => [service, method, url]),
      [['clusters', 'POST', `${origin}/v2/rest/query`]],
    );
    assert.ok(!JSON.stringify([provenance, azure.events]).includes('secret-part'));
    assert.equal(azure.requests[0]!.headers.authorization, undefined, 'the metadata is asked for without a token');
  });

  it('repeats a recorded request, and no other command than those that show', async () => {
    serve(() => one);
    const stores = connect();
    const { provenance } = await stores.clusters.query(query);
    const { status, body } = await stores.replayer.replay(provenance[0]!);
    assert.equal(status, 200);
    assert.match(body, /PrimaryResult/);
    assert.deepEqual([sent()[1]!.body, sent()[1]!.headers.authorization], [sent()[0]!.body, `Bearer ${token}`]);
    const url = `${origin}/v1/rest/mgmt`;
    const drop = { service: 'clusters', request: { method: 'POST', url, body: '{"db":"Db","csl":".drop table T"}' } } as const;
    assert.match((await failureOf(stores.replayer.replay(drop))).message, /might change something/);
    const shown = { service: 'clusters', request: { method: 'POST', url, body: '{"db":"Db","csl":".show tables"}' } } as const;
    assert.equal((await stores.replayer.replay(shown)).status, 200);
    const elsewhere = {
      service: 'clusters',
      request: { method: 'POST', url: 'https://a.example/v2/rest/query', body: '{}' },
    } as const;
    assert.match((await failureOf(stores.replayer.replay(elsewhere))).message, /not a host of Azure Data Explorer/);
    assert.equal(sent().length, 3);
  });

  it('keeps values exact', async () => {
    const types = ['long', 'long', 'datetime', 'timespan', 'dynamic', 'dynamic', 'real', 'decimal', 'guid', 'bool', 'string'];
    const row = `[9223372036854775807,-12,"2026-03-02T04:00:00.1234567Z","1.02:03:04.5000001","{\\"k\\":[1]}","plain","NaN","1.50","74be27de-1e4e-49d9-b579-fe0b331d3642",true,"9007199254740993 \\" 1"]`;
    const cols = columns(...types.map((type, index) => [`c${index}`, type] as const));
    serve(() => frames(head, dataTable('PrimaryResult', 1, cols, row), end));
    const { value } = await connect().clusters.query(query);
    assert.deepEqual(value.tables[0]!.rows, [
      [
        '9223372036854775807',
        -12,
        '2026-03-02T04:00:00.1234567Z',
        '1.02:03:04.5000001',
        { k: [1] },
        'plain',
        'NaN',
        '1.50',
        '74be27de-1e4e-49d9-b579-fe0b331d3642',
        true,
        '9007199254740993 " 1',
      ],
    ]);
    assert.deepEqual(
      value.tables[0]!.columns.map(({ type }) => type),
      types,
    );
  });

  it('gives the rendering and the statistics', async () => {
    const visualization = JSON.stringify({
      Visualization: 'timechart',
      Title: 'x',
      XColumn: 't',
      Kind: null,
      Ymin: 'NaN',
      Ymax: 9,
    });
    const payload = JSON.stringify({ ExecutionTime: 0.25, resource_usage: { memory: { peak_per_node: 9007199254740993 } } });
    serve(() =>
      frames(
        head,
        dataTable(
          'QueryProperties',
          0,
          columns(['TableId', 'int'], ['Key', 'string'], ['Value', 'dynamic']),
          JSON.stringify([1, 'Visualization', visualization]),
        ),
        dataTable('PrimaryResult', 1, columns(['a', 'long']), '[1]'),
        dataTable(
          'QueryCompletionInformation',
          2,
          columns(['EventTypeName', 'string'], ['Payload', 'string']),
          `["QueryInfo","{}"],${JSON.stringify(['QueryResourceConsumption', payload])}`,
        ),
        end,
      ),
    );
    const { value } = await connect().clusters.query(query);
    assert.deepEqual(value.render, { visualization: 'timechart', properties: { title: 'x', xColumn: 't', yMax: 9 } });
    assert.equal(value.statistics?.seconds, 0.25);
  });

  it('puts fragments together', async () => {
    const header = `{"FrameType":"TableHeader","TableId":1,"TableKind":"PrimaryResult","TableName":"PrimaryResult","Columns":${JSON.stringify(columns(['a', 'long']))}}`;
    const fragment = (type: string, rows: string): string =>
      `{"FrameType":"TableFragment","TableId":1,"TableFragmentType":"${type}","Rows":[${rows}]}`;
    const progress = '{"FrameType":"TableProgress","TableId":1,"TableProgress":50}';
    serve(() =>
      frames(
        head,
        header,
        fragment('DataAppend', '[1],[2]'),
        progress,
        fragment('DataReplace', '[3]'),
        fragment('DataAppend', '[4]'),
        '{"FrameType":"TableCompletion","TableId":1,"RowCount":2}',
        end,
      ),
    );
    assert.deepEqual((await connect().clusters.query(query)).value.tables[0]!.rows, [[3], [4]]);
  });

  const limit = {
    error: {
      code: 'LimitsExceeded',
      message: 'Request is invalid and cannot be executed.',
      '@message': 'Query execution has exceeded the allowed limits (80DA0003): too many records.',
      '@permanent': false,
    },
  };
  for (const [what, list] of [
    [
      'among the rows',
      [head, dataTable('PrimaryResult', 1, columns(['a', 'long']), `[1],{"OneApiErrors":[${JSON.stringify(limit)}]}`), end],
    ],
    [
      'at the end',
      [
        head,
        dataTable('PrimaryResult', 1, columns(['a', 'long']), '[1]'),
        `{"FrameType":"DataSetCompletion","HasErrors":true,"Cancelled":false,"OneApiErrors":[${JSON.stringify(limit)}]}`,
      ],
    ],
    [
      'at both places',
      [
        head,
        dataTable('PrimaryResult', 1, columns(['a', 'long']), `[1],{"OneApiErrors":[${JSON.stringify(limit)}]}`),
        `{"FrameType":"DataSetCompletion","HasErrors":true,"Cancelled":false,"OneApiErrors":[${JSON.stringify(limit)}]}`,
      ],
    ],
  ] as const) {
    it(`keeps the rows of a partial answer whose error stands ${what}`, async () => {
      serve(() => frames(...list));
      const { value, failures } = await connect().clusters.query(query);
      assert.deepEqual(value.tables[0]!.rows, [[1]]);
      assert.deepEqual(
        failures.map(({ kind, code, message }) => [kind, code, message]),
        [
          [
            'partial',
            'LimitsExceeded',
            'Could not query the database Db of the cluster telemetry whole: Query execution has exceeded the allowed limits (80DA0003): too many records.',
          ],
        ],
      );
    });
  }

  it('says when an answer stops before its end', async () => {
    serve(() => frames(head, dataTable('PrimaryResult', 1, columns(['a', 'long']), '[1]')));
    const { failures } = await connect().clusters.query(query);
    assert.match(failures[0]!.message, /ended before it was complete/);
  });

  it('rejects when there is an error and nothing else', async () => {
    serve(() => frames(head, `{"FrameType":"DataSetCompletion","HasErrors":true,"OneApiErrors":[${JSON.stringify(limit)}]}`));
    const failure = await failureOf(connect().clusters.query(query));
    assert.match(failure.message, /too many records/);
    assert.equal(failure.nextAction, 'Ask for less data or a shorter time window.');
  });

  for (const [what, body] of [
    ['no frames', '{}'],
    ['no JSON', '<html>'],
    ['rows of another width', `[${head},${dataTable('PrimaryResult', 1, columns(['a', 'long']), '[1,2]')},${end}]`],
  ] as const) {
    it(`does not take an answer with ${what} for an empty one`, async () => {
      serve(() => ({ body }));
      assert.equal((await failureOf(connect().clusters.query(query))).kind, 'unexpectedShape');
    });
  }

  it('repeats after a pause when there are too many queries', async () => {
    serve((_, attempt) => (attempt === 1 ? { status: 429, body: oneApi({}) } : one));
    assert.equal((await connect().clusters.query(query)).value.tables.length, 1);
    assert.equal(sent().length, 2);
  });

  it('asks for a token of the cloud that the cluster is in', async () => {
    serve(() => one, {
      LoginEndpoint: 'https://login.microsoftonline.us',
      KustoServiceResourceId: 'https://kusto.kusto.usgovcloudapi.net',
    });
    await connect(clouds.usGov).clusters.query({ ...query, cluster: 'https://telemetry.usgovvirginia.kusto.usgovcloudapi.net' });
    assert.deepEqual(scopes, ['https://kusto.kusto.usgovcloudapi.net/.default']);
  });

  it('asks for no token of another service, whatever the cluster says', async () => {
    serve(() => one, { KustoServiceResourceId: 'https://management.azure.com' });
    const failure = await failureOf(connect().clusters.query(query));
    assert.match(failure.message, /management\.azure\.com is not a host of Azure Data Explorer/);
    assert.deepEqual([sent().length, scopes.length], [0, 0]);
  });

  it('lists the databases', async () => {
    serve(() =>
      management(
        [
          { ColumnName: 'DatabaseName', DataType: 'String' },
          { ColumnName: 'IsCurrent', DataType: 'SByte' },
        ],
        [
          ['a', 0],
          ['B c', 1],
        ],
      ),
    );
    const { value, provenance } = await connect().clusters.databases(origin);
    assert.deepEqual(value, ['a', 'B c']);
    assert.equal((JSON.parse(sent()[0]!.body) as { csl: string }).csl, '.show databases');
    assert.equal(provenance[0]!.request.url, `${origin}/v1/rest/mgmt`);
  });

  it('names the role that lists databases', async () => {
    serve(() => ({ status: 403, body: oneApi({ '@message': 'Not authorized.' }) }));
    assert.equal((await failureOf(connect().clusters.databases(origin))).suggestedRole, 'AllDatabasesViewer');
  });

  it('lists tables and materialized views with their columns', async () => {
    const column = (Name: string, CslType: string, DocString = ''): object => ({ Name, Type: 'System.X', CslType, DocString });
    const schema = {
      Databases: {
        "It's": {
          Name: "It's",
          Tables: {
            T: { Name: 'T', DocString: 'All of it.', OrderedColumns: [column('t', 'datetime', 'When.'), column('n', 'long')] },
          },
          MaterializedViews: { V: { Name: 'V', OrderedColumns: [column('d', 'dynamic')] } },
          ExternalTables: { E: { Name: 'E', OrderedColumns: [] } },
        },
      },
    };
    serve(() => management([{ ColumnName: 'DatabaseSchema', ColumnType: 'string' }], [[JSON.stringify(schema)]]));
    const { value } = await connect().clusters.tables(origin, "It's");
    assert.deepEqual(value, [
      {
        name: 'T',
        description: 'All of it.',
        columns: [
          { name: 't', type: 'datetime', description: 'When.' },
          { name: 'n', type: 'long' },
        ],
      },
      { name: 'V', columns: [{ name: 'd', type: 'dynamic' }] },
    ]);
    assert.equal((JSON.parse(sent()[0]!.body) as { csl: string }).csl, ".show database ['It\\'s'] schema as json");
  });

  it('runs commands that show, and no others', async () => {
    serve(() => management([{ ColumnName: 'TableName', ColumnType: 'string' }], [['T']]));
    const { value } = await connect().clusters.query({ ...query, kql: '  .show tables' });
    assert.deepEqual([value.tables[0]!.rows, sent()[0]!.path], [[['T']], '/v1/rest/mgmt']);
    const failure = await failureOf(connect().clusters.query({ ...query, kql: '.drop table T' }));
    assert.match(failure.message, /only the commands that begin with \.show/);
    assert.equal(sent().length, 1);
  });

  it('keeps to five queries at once, and cancels without waiting for a place', async () => {
    const { clusters } = connect();
    serve(({ path }) => (path === '/v2/rest/query' ? 'hang' : management([{ ColumnName: 'a', ColumnType: 'string' }], [])));
    const controllers = Array.from({ length: 8 }, () => new AbortController());
    const arrived = new Promise<void>((resolve) => {
      azure.arrived = () => {
        if (sent().length === 5) resolve();
      };
    });
    const running = controllers.map(({ signal }) => clusters.query(query, signal));
    await arrived;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(sent().length, 5);
    const cancelled = new Promise<void>((resolve) => {
      azure.arrived = () => {
        if (sent().filter(({ path }) => path === '/v1/rest/mgmt').length === 5) resolve();
      };
    });
    const ids = sent().map(({ headers }) => String(headers['x-ms-client-request-id']));
    for (const controller of controllers.reverse()) controller.abort();
    for (const work of running) await assert.rejects(work, { name: 'AbortError' });
    await cancelled;
    const commands = sent().filter(({ path }) => path === '/v1/rest/mgmt');
    assert.deepEqual(
      commands.map(({ body }) => (JSON.parse(body) as { csl: string }).csl).sort(),
      ids.map((id) => `.cancel query "${id}"`).sort(),
    );
    assert.equal(commands.length, 5, 'what was never sent is not cancelled there');
    assert.equal((JSON.parse(commands[0]!.body) as { db: string }).db, 'Db');
  });

  it('sends nothing when it is cancelled before', async () => {
    serve(() => one);
    await assert.rejects(connect().clusters.query(query, AbortSignal.abort()), { name: 'AbortError' });
    assert.equal(sent().length, 0);
  });

  it('ends as an abort also when cancelling fails', async () => {
    const controller = new AbortController();
    serve(({ path }) => (path === '/v2/rest/query' ? 'hang' : { status: 403, body: oneApi({ '@message': 'No.' }) }));
    azure.arrived = () => {
      if (sent().length === 1) controller.abort();
    };
    await assert.rejects(connect().clusters.query(query, controller.signal), { name: 'AbortError' });
  });
});
