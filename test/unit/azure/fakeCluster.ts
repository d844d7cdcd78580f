import assert from 'node:assert/strict';
import { clouds } from '../../../src/azure/clouds';
import type { AzureConnection } from '../../../src/azure/connection';
import { RequestBudget } from '../../../src/azure/requestBudget';
import { createStores } from '../../../src/azure/stores';
import type { Failure } from '../../../src/model/failure';
import type { Stores } from '../../../src/model/stores';
import { FakeAzure, type FakeRequest, type FakeResponse } from './fakeAzure';

export const origin = 'https://telemetry.westeurope.kusto.windows.net';
export const query = { cluster: origin, database: 'Db', kql: 'T | take 1' };
export const token = 'eyJ0ZXN0.secret-part.of-a-token';

const metadataPath = '/v1/rest/auth/metadata';

/** A server that stands in for a cluster, and the product's stores over it; set up and taken down with the tests around it. */
export function fakeCluster() {
  const azure = new FakeAzure();
  /** What tokens were asked for. */
  const scopes: string[] = [];
  before(() => azure.start());
  after(() => azure.stop());
  beforeEach(() => {
    azure.reset();
    scopes.length = 0;
  });
  const connect = (cloud: AzureConnection['cloud'] = clouds.public): Stores =>
    createStores(
      {
        ...azure.connection,
        cloud,
        credential: {
          getToken: (wanted) => {
            scopes.push(...[wanted].flat());
            return Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 });
          },
        },
      },
      { subscriptions: [] },
      { budget: new RequestBudget({ firstBackOff: 1, maxBackOff: 2 }), retryDelay: 1 },
    );
  /** Answers how people sign in, with what is `told` besides, and everything else as given. */
  const serve = (answer: (request: FakeRequest, attempt: number) => FakeResponse | 'hang', told: object = {}): void => {
    let attempts = 0;
    azure.handler = (request) => (request.path === metadataPath ? metadata(told) : answer(request, ++attempts));
  };
  const sent = (): FakeRequest[] => azure.requests.filter(({ path }) => path !== metadataPath);
  return { azure, scopes, connect, serve, sent };
}

function metadata(told: object): FakeResponse {
  return {
    body: {
      AzureAD: {
        LoginEndpoint: 'https://login.microsoftonline.com',
        LoginMfaRequired: false,
        KustoServiceResourceId: 'https://kusto.kusto.windows.net',
        ...told,
      },
    },
  };
}

/** The failure that the work rejects with; checks that no token is in it. */
export const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  // A class that is reached by two ways of importing exists twice.
  assert.equal((error as Error | undefined)?.name, 'SourceError', String(error));
  assert.ok(!JSON.stringify(error).includes('secret-part') && !String((error as Error).stack).includes('secret-part'));
  return (error as { failure: Failure }).failure;
};

export const columns = (...list: readonly (readonly [string, string])[]): object[] =>
  list.map(([ColumnName, ColumnType]) => ({ ColumnName, ColumnType }));
export const head = '{"FrameType":"DataSetHeader","IsProgressive":false,"Version":"v2.0"}';
export const end = '{"FrameType":"DataSetCompletion","HasErrors":false,"Cancelled":false}';
export const dataTable = (kind: string, id: number, cols: object[], rows: string): string =>
  `{"FrameType":"DataTable","TableId":${id},"TableKind":"${kind}","TableName":"${kind}","Columns":${JSON.stringify(cols)},"Rows":[${rows}]}`;
export const frames = (...list: string[]): FakeResponse => ({ body: `[${list.join(',\r\n')}]` });
export const one = frames(head, dataTable('PrimaryResult', 1, columns(['a', 'long']), '[1]'), end);
export const management = (cols: object[], rows: unknown[]): FakeResponse => ({
  body: { Tables: [{ TableName: 'Table_0', Columns: cols, Rows: rows }] },
});

/** An error as a cluster writes it. */
export const oneApi = (more: object): FakeResponse['body'] => ({
  error: { code: 'General_BadRequest', message: 'Request is invalid and cannot be executed.', '@permanent': true, ...more },
});
