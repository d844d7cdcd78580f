import assert from 'node:assert/strict';
import { createStores } from '../../../src/azure/stores';
import type { Failure } from '../../../src/model/failure';
import type { FakeResponse } from './fakeAzure';
import { failureOf, fakeCluster, oneApi, origin, query } from './fakeCluster';

describe('refusals of a cluster', function () {
  this.timeout(30_000);
  const { azure, scopes, connect, serve, sent } = fakeCluster();

  const refusals: readonly (readonly [
    what: string,
    response: FakeResponse,
    expected: Partial<Failure>,
    said: RegExp,
    requests: number,
  ])[] = [
    [
      'a syntax error, with its place in the words',
      {
        status: 400,
        body: oneApi({
          '@message': "Syntax error: SYN0002: A recognition error occurred. [line:position=1:8]. Query: 'T | wher x'",
        }),
      },
      {
        kind: 'badRequest',
        code: 'SYN0002',
        position: { line: 1, column: 8 },
        nextAction: 'Correct the query and run it again.',
      },
      /: Syntax error: SYN0002: A recognition error occurred\.$/,
      1,
    ],
    [
      'a syntax error that names what stands there',
      {
        status: 400,
        body: oneApi({
          '@message': "Syntax error: Query could not be parsed at 'wher' on line [2,18]\nToken: wher\nLine: 2\nPosition: 18",
        }),
      },
      { kind: 'badRequest', position: { line: 2, column: 18, token: 'wher' } },
      /could not be parsed at 'wher' on line \[2,18\]\.$/,
      1,
    ],
    [
      'a semantic error inside',
      {
        status: 400,
        body: oneApi({
          '@message': 'Semantic error: SEM0100',
          innererror: { code: 'SEM0100', '@message': "Failed to resolve 'foo'", '@line': 3, '@pos': 4, '@token': 'foo' },
        }),
      },
      { kind: 'badRequest', code: 'SEM0100', position: { line: 3, column: 4, token: 'foo' } },
      /: Failed to resolve 'foo'\.$/,
      1,
    ],
    [
      'a missing right',
      {
        status: 403,
        body: oneApi({ code: 'Forbidden', '@message': "Principal 'aaduser=1' is not authorized to read database 'Db'." }),
      },
      {
        kind: 'forbidden',
        suggestedRole: 'Database Viewer',
        nextAction: `Ask an admin for the role "Database Viewer" on the database Db, or "AllDatabasesViewer" on the cluster ${origin}, then run it again.`,
      },
      /access was denied\. Principal/,
      1,
    ],
    [
      'a missing right that is told as 401',
      { status: 401, body: oneApi({ '@message': "Principal 'aaduser=1' is not authorized to read database 'Db'." }) },
      { kind: 'forbidden', suggestedRole: 'Database Viewer' },
      /access was denied/,
      1,
    ],
    [
      'an expired token',
      { status: 401, body: 'Unauthorized' },
      { kind: 'signedOut', nextAction: 'Sign in to Azure and refresh.' },
      /not signed in/,
      1,
    ],
    [
      'an unknown database',
      {
        status: 400,
        body: oneApi({ code: 'BadRequest_EntityNotFound', '@message': "Entity ID 'Db' of kind 'Database' was not found." }),
      },
      { kind: 'notFound', nextAction: 'Choose another database, or check its name; names are case-sensitive.' },
      /'Database' was not found/,
      1,
    ],
    [
      'too many requests',
      { status: 429, body: oneApi({ code: 'Too many requests', '@message': 'Throttled.', '@permanent': false }) },
      { kind: 'throttled' },
      /Azure asked to slow down/,
      4,
    ],
    [
      'a failing service',
      { status: 500, body: oneApi({ '@message': 'Broken.', '@permanent': false }) },
      { kind: 'server', status: 500 },
      /failed/,
      4,
    ],
    [
      'a failure that will stay',
      { status: 500, body: oneApi({ '@message': 'Broken for good.' }) },
      { kind: 'server' },
      /Broken for good/,
      1,
    ],
    [
      'a query that ran out of time',
      { status: 504, body: oneApi({ '@message': 'Timed out.', '@permanent': false }) },
      { kind: 'timeout', nextAction: 'Ask for less data or a shorter time window, or allow the query more time.' },
      /did not answer in time/,
      1,
    ],
    ['a body that is no JSON', { status: 400, body: 'Bad Request' }, { kind: 'badRequest', status: 400 }, /Could not query/, 1],
  ];
  for (const [what, response, expected, said, requests] of refusals) {
    it(`words ${what}`, async () => {
      serve(() => response);
      const failure = await failureOf(connect().clusters.query(query));
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, failure[key as keyof Failure]])), expected);
      assert.match(failure.message, said);
      assert.deepEqual([failure.source, failure.resource, sent().length], ['clusters', origin, requests]);
    });
  }

  it('says what to check when there is no cluster of that name', async () => {
    const stores = createStores(
      {
        ...azure.connection,
        transport: {
          sendRequest: () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })),
        },
      },
      { subscriptions: [] },
      { retryDelay: 1 },
    );
    const failure = await failureOf(stores.clusters.query(query));
    assert.equal(failure.kind, 'network');
    assert.equal(
      failure.nextAction,
      `Check the name of the cluster (${origin}), that it is not stopped, and the network connection.`,
    );
  });

  for (const address of [
    'https://evil.example',
    'https://telemetry.kusto.windows.net.evil.example',
    'http://telemetry.westeurope.kusto.windows.net',
    'https://localhost:1234',
    'https://127.0.0.1',
    'https://[::1]:80',
    'https://user:pass@telemetry.westeurope.kusto.windows.net',
    'https://telemetry.kusto.usgovcloudapi.net',
    'telemetry',
  ]) {
    it(`sends nothing to ${address}`, async () => {
      const failure = await failureOf(connect().clusters.query({ ...query, cluster: address }));
      assert.equal(failure.kind, 'badRequest');
      assert.deepEqual([azure.requests.length, scopes.length], [0, 0]);
    });
  }
});
