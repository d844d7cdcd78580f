import type { StoryLogs } from '../story/logTypes';
import { clusters } from './clusterLogs';
import { databases, hosts } from './hostLogs';
import { at, backend, exportsStorage, logs as workspace, loyalty, span, vault, web } from './resources';

const visitors = ['192.0.2.17', '192.0.2.44', '192.0.2.90', '192.0.2.133', '203.0.113.61', '203.0.113.118', '198.51.100.9'].map(
  (address, index) => ({
    address,
    userAgent:
      index % 2 === 0
        ? 'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+Chrome/141.0+Safari/537.36'
        : 'Mozilla/5.0+(iPhone;+CPU+iPhone+OS+18_6+like+Mac+OS+X)+AppleWebKit/605.1.15+Version/18.6+Mobile+Safari/604.1',
  }),
);

const webVersions = [
  { from: span.from, version: '2.37.3' },
  { from: at(-6, '17:55'), version: '2.37.4' },
  { from: at(-3, '10:15'), version: '2.38.0' },
];
const nodeSdk = 'dst_node20.18:otel1.30.1:dst1.9.0';
const httpError = 'HttpError';
const fromFetch = [
  { method: 'fromFetch', file: 'file:///home/site/wwwroot/lib/errors.js', line: 31 },
  { method: 'call', file: 'file:///home/site/wwwroot/lib/errors.js', line: 15 },
];

/** The answer came with status 200, and stopped in the middle. */
const cutShort = {
  resultCode: '500',
  exception: {
    type: 'SyntaxError',
    message: 'Unexpected end of JSON input',
    assembly: 'contoso-web',
    method: 'BackendClient.#json',
    stack: [
      { method: 'JSON.parse' },
      { method: 'BackendClient.#json', file: 'file:///home/site/wwwroot/clients/backend.js', line: 38 },
    ],
  },
} as const;

export const contosoLogs: StoryLogs = {
  workspace: workspace.id,
  roles: [
    {
      role: 'contoso-web',
      host: web.id,
      instance: 'lw0contoso-web',
      baseUrl: 'https://contoso-web.azurewebsites.net',
      sdk: nodeSdk,
      versions: webVersions,
    },
    {
      role: 'contoso-backend',
      host: backend.id,
      instance: 'contoso-backend',
      baseUrl: 'https://contoso-backend',
      sdk: 'dotnet:2.23.0-29',
      versions: [{ from: span.from, version: '5.12.1' }],
    },
    {
      role: 'contoso-loyalty',
      host: loyalty.id,
      instance: 'lw0contoso-loyalty',
      baseUrl: 'https://contoso-loyalty.azurewebsites.net',
      sdk: nodeSdk,
      versions: [
        { from: span.from, version: '4.10.1' },
        { from: at(-8, '11:30'), version: '4.10.2' },
        { from: at(-1, '20:05'), version: '4.11.0' },
      ],
    },
  ],
  operations: [
    { role: 'contoso-web', operation: 'GET /', path: '/', resultCode: '200', failures: [] },
    {
      role: 'contoso-web',
      operation: 'GET /rooms',
      path: '/rooms?hotelId=12&arrival=2026-12-04&departure=2026-12-07',
      resultCode: '200',
      failures: [{ share: 1, ...cutShort, log: 'GET /rooms: SyntaxError: Unexpected end of JSON input' }],
    },
    {
      role: 'contoso-web',
      operation: 'POST /checkout',
      path: '/checkout',
      resultCode: '201',
      failures: [
        { share: 1, ...cutShort, log: 'POST /checkout: SyntaxError: Unexpected end of JSON input' },
        {
          share: 2,
          resultCode: '500',
          exception: {
            type: 'TypeError',
            message: "Cannot read properties of undefined (reading 'total')",
            assembly: 'contoso-web',
            method: 'bookingsRouter',
            stack: [{ method: 'bookingsRouter', file: 'file:///home/site/wwwroot/routes/bookings.js', line: 28 }],
          },
          log: "POST /checkout: TypeError: Cannot read properties of undefined (reading 'total')",
        },
      ],
      log: 'Booking {id} confirmed',
    },
    {
      role: 'contoso-backend',
      operation: 'GET /exportData',
      path: '/exportData?from=2026-11-01&to=2026-12-01&after={id}',
      resultCode: '200',
      failures: [],
      log: 'Exported bookings from 2026-11-01 to 2026-12-01 behind id {id}',
    },
    {
      role: 'contoso-backend',
      operation: 'GET /availability',
      path: '/availability?hotelId=12&arrival=2026-12-04&departure=2026-12-07',
      resultCode: '200',
      failures: [],
      calledBy: { role: 'contoso-web', operation: 'GET /rooms' },
    },
    {
      role: 'contoso-backend',
      operation: 'POST /bookings',
      path: '/bookings',
      resultCode: '201',
      calledBy: { role: 'contoso-web', operation: 'POST /checkout' },
      failures: [
        {
          share: 1,
          resultCode: '500',
          exception: {
            type: 'Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException',
            message: 'The booking {id} was changed by someone else since it was read.',
            assembly: 'Contoso.Hotels.Backend',
            method: 'Contoso.Hotels.Backend.Controllers.BookingsController.Create',
            stack: [
              {
                method: 'Contoso.Hotels.Backend.Controllers.BookingsController.Create',
                file: 'C:\\build\\backend\\Controllers\\BookingsController.cs',
                line: 41,
              },
            ],
          },
          log: 'An unhandled exception has occurred while executing the request: booking {id} was changed by someone else.',
        },
      ],
    },
    { role: 'contoso-loyalty', operation: 'GET /points', path: '/points?guestId={id}', resultCode: '200', failures: [] },
  ],
  calls: [
    {
      role: 'contoso-web',
      target: 'contoso-backend',
      name: 'GET /availability',
      data: 'https://contoso-backend/availability?hotelId=12&arrival=2026-12-04&departure=2026-12-07',
      resultCode: '200',
      operations: ['GET /rooms', 'POST /checkout'],
      failures: [],
    },
    {
      role: 'contoso-web',
      target: 'api.payments.example',
      name: 'POST /v1/charges',
      data: 'https://api.payments.example/v1/charges',
      resultCode: '201',
      operations: ['POST /checkout'],
      failures: [
        {
          share: 1,
          resultCode: '0',
          exception: {
            type: httpError,
            message: 'payments did not answer within 5000 ms',
            assembly: 'contoso-web',
            method: 'fromFetch',
            stack: [
              ...fromFetch,
              { method: 'PaymentsClient.#post', file: 'file:///home/site/wwwroot/clients/payments.js', line: 27 },
              { method: 'PaymentsClient.charge', file: 'file:///home/site/wwwroot/clients/payments.js', line: 18 },
            ],
          },
          log: 'payments did not answer within 5000 ms: time-out for booking {id}, one more try',
        },
      ],
    },
    {
      role: 'contoso-backend',
      target: 'contoso-sql.database.windows.net | contoso-bookings',
      name: 'contoso-bookings',
      data: 'SELECT TOP(@p) [b].[Id], [b].[Arrival], [b].[Departure] FROM [Bookings] AS [b] WHERE [b].[Id] > @after',
      resultCode: '0',
      operations: ['GET /exportData', 'GET /availability', 'POST /bookings'],
      failures: [],
    },
    {
      role: 'contoso-backend',
      target: 'contosoexports.blob.core.windows.net',
      name: 'PUT contosoexports',
      data: 'https://contosoexports.blob.core.windows.net/exports/{id}.json',
      resultCode: '201',
      operations: ['GET /exportData'],
      failures: [],
    },
    {
      role: 'contoso-loyalty',
      target: 'contoso-messages.servicebus.windows.net',
      name: 'ServiceBusSender.send',
      data: 'sb://contoso-messages.servicebus.windows.net/orders',
      resultCode: '200',
      operations: ['GET /points'],
      failures: [],
    },
  ],
  messages: [
    { role: 'contoso-web', level: 2, message: 'loyalty answered 503 for booking {id}', perDay: 26 },
    { role: 'contoso-web', level: 2, message: 'Slow response: GET /rooms took longer than 2000 ms', perDay: 18 },
    {
      role: 'contoso-web',
      level: 3,
      message: 'Session store: write failed (EPIPE), session {id} is kept in memory',
      perDay: 40,
    },
    { role: 'contoso-web', level: 1, message: 'Currency rates refreshed', perDay: 96 },
    { role: 'contoso-backend', level: 2, message: 'The LINQ expression was evaluated in memory: sort by distance', perDay: 30 },
    { role: 'contoso-backend', level: 1, message: 'Health check of the database completed: Healthy', perDay: 288 },
    { role: 'contoso-loyalty', level: 2, message: 'Points of guest {id} were read from the cache: store is slow', perDay: 14 },
  ],
  webTests: [
    {
      name: 'contoso-web home page',
      app: web.id,
      role: 'contoso-web',
      locations: ['West Europe', 'North Europe', 'UK South', 'France Central', 'East US'],
    },
  ],
  hosts,
  httpLogs: [
    { app: web.id, role: 'contoso-web', from: at(-1, '21:00'), failedOnly: false, clients: visitors },
    { app: loyalty.id, role: 'contoso-loyalty', from: at(-1, '21:00'), failedOnly: false, clients: visitors.slice(0, 3) },
  ],
  databases,
  clusters,
  diagnostics: [
    ...['GetSecret', 'GetSecret', 'VaultGet'].map((OperationName, index) => ({
      table: 'AzureDiagnostics' as const,
      at: at(-1, `0${index + 7}:12`),
      resource: vault.id,
      values: { Category: 'AuditEvent', OperationName, ResultType: 'Success', CallerIPAddress: '203.0.113.24', DurationMs: '21' },
    })),
    {
      table: 'AzureDiagnostics',
      at: at(0, '03:58'),
      resource: vault.id,
      values: {
        Category: 'AuditEvent',
        OperationName: 'CertificateNearExpiryEventGridNotification',
        ResultType: 'Success',
        ResultDescription: 'Certificate contosohotels-example expires in 29 days.',
      },
    },
    ...Array.from({ length: 12 }, (_, index) => ({
      table: 'StorageBlobLogs' as const,
      at: at(0, '00:40') + index * 26_000,
      resource: exportsStorage.id,
      values: {
        Category: 'StorageRead',
        OperationName: 'GetBlob',
        StatusCode: '503',
        StatusText: 'ServerBusy',
        Uri: 'https://contosoexports.blob.core.windows.net/exports/latest.json',
        CallerIpAddress: '10.20.1.4',
        AuthenticationType: 'OAuth',
      },
    })),
  ],
  ingestion: {
    daily: {
      AppRequests: 2.1,
      AppDependencies: 3.4,
      AppTraces: 2.2,
      Perf: 1.6,
      InsightsMetrics: 1.1,
      AppServiceHTTPLogs: 3,
      W3CIISLog: 1.2,
    },
    over: [{ from: at(-8, '00:00'), factor: 1.5 }],
  },
};
