import type { StoryLogs } from '../story/logTypes';
import { archive, at, gateway, ledger, logs as workspace, matching, reportsVm, settlement, span } from './resources';

const brokers = ['198.51.100.14', '198.51.100.30', '198.51.100.71', '203.0.113.12', '203.0.113.88'].map((address, index) => ({
  address,
  userAgent: index % 2 === 0 ? 'BrokerTerminal/7.1' : 'FixBridge/2.0',
}));
const nodeSdk = 'dst_node20.18:otel1.30.1:dst1.9.0';
const pythonSdk = 'lw_py3.12.7:otel1.29.0:dst1.6.4';
const version = [{ from: span.from, version: '6.4.2' }];

const timedOut = {
  type: 'TimeoutError',
  message: 'matching did not answer within 4000 ms',
  assembly: 'tradex-gateway',
  method: 'MatchingClient.openOrders',
  stack: [
    { method: 'MatchingClient.openOrders', file: 'file:///home/site/wwwroot/matching.js', line: 24 },
    { method: 'loginRouter', file: 'file:///home/site/wwwroot/routes/login.js', line: 19 },
  ],
};

export const tradexLogs: StoryLogs = {
  workspace: workspace.id,
  roles: [
    {
      role: 'tradex-gateway',
      host: gateway.id,
      instance: 'lw0tradex-gateway',
      baseUrl: 'https://tradex-gateway.azurewebsites.net',
      sdk: nodeSdk,
      versions: version,
    },
    {
      role: 'tradex-matching',
      host: matching.id,
      instance: 'lw0tradex-matching',
      baseUrl: 'https://tradex-matching.azurewebsites.net',
      sdk: pythonSdk,
      versions: version,
    },
    {
      role: 'tradex-settlement',
      host: settlement.id,
      instance: 'lw0tradex-settlement',
      baseUrl: 'https://tradex-settlement.azurewebsites.net',
      sdk: pythonSdk,
      versions: [
        { from: span.from, version: '3.2.0' },
        { from: at(-1, '20:40'), version: '3.2.1' },
      ],
    },
  ],
  operations: [
    {
      role: 'tradex-gateway',
      operation: 'POST /login',
      path: '/login',
      resultCode: '200',
      failures: [
        { share: 1, resultCode: '504', log: 'POST /login: session of broker {id} was not opened: open orders not read' },
      ],
    },
    {
      role: 'tradex-gateway',
      operation: 'POST /orders',
      path: '/orders',
      resultCode: '202',
      failures: [],
      log: 'Order {id} accepted',
    },
    {
      role: 'tradex-matching',
      operation: 'POST /match',
      path: '/match?instrument={id}',
      resultCode: '200',
      failures: [],
      calledBy: { role: 'tradex-gateway', operation: 'POST /orders' },
    },
    { role: 'tradex-settlement', operation: 'GET /settlements', path: '/settlements?day={id}', resultCode: '200', failures: [] },
  ],
  calls: [
    {
      role: 'tradex-gateway',
      target: 'tradex-matching.azurewebsites.net',
      name: 'POST /match',
      data: 'https://tradex-matching.azurewebsites.net/match?instrument={id}',
      resultCode: '200',
      operations: ['POST /orders', 'POST /login'],
      failures: [
        { share: 1, resultCode: '504', exception: timedOut, log: 'matching did not answer within 4000 ms: 8 of 8 workers busy' },
      ],
    },
    {
      role: 'tradex-gateway',
      target: 'tradex-orders.servicebus.windows.net',
      name: 'ServiceBusSender.send',
      data: 'sb://tradex-orders.servicebus.windows.net/orders',
      resultCode: '200',
      operations: ['POST /orders'],
      failures: [],
    },
    {
      role: 'tradex-matching',
      target: 'tradex-sql.database.windows.net | tradex-ledger',
      name: 'tradex-ledger',
      data: 'EXEC [dbo].[MatchInstrument] @instrument, @orders',
      resultCode: '0',
      operations: ['POST /match'],
      failures: [],
    },
    {
      role: 'tradex-settlement',
      target: 'tradexarchive.blob.core.windows.net',
      name: 'PUT tradexarchive',
      data: 'https://tradexarchive.blob.core.windows.net/settlements/{id}.json',
      resultCode: '201',
      operations: ['GET /settlements'],
      failures: [],
    },
  ],
  messages: [
    { role: 'tradex-matching', level: 2, message: 'queue of instrument {id} is longer than 200 orders', perDay: 20 },
    { role: 'tradex-matching', level: 1, message: 'heartbeat of the order queue', perDay: 288 },
    { role: 'tradex-gateway', level: 2, message: 'broker {id} sent a message with an old schema', perDay: 22 },
    { role: 'tradex-gateway', level: 3, message: 'connection of broker {id} reset by peer', perDay: 36 },
    { role: 'tradex-settlement', level: 2, message: 'settlement of day {id} tried again: archive was busy', perDay: 9 },
  ],
  webTests: [
    {
      name: 'tradex-gateway sign-in',
      app: gateway.id,
      role: 'tradex-gateway',
      locations: ['Central India', 'Southeast Asia', 'UAE North'],
    },
  ],
  hosts: [
    {
      resource: reportsVm.id,
      address: '10.40.2.4',
      cores: 4,
      memoryMb: 32_768,
      osName: 'Windows Server 2022 Datacenter',
      processes: [
        {
          name: 'ReportRunner',
          path: 'C:\\Program Files\\TradeX Reports\\ReportRunner.exe',
          commandLine: 'ReportRunner.exe --night',
          user: 'TRADEX\\svc-reports',
          description: 'TradeX Reports',
          share: 0.93,
          workingSetMb: 5200,
        },
        {
          name: 'MsMpEng',
          path: 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\MsMpEng.exe',
          commandLine: 'MsMpEng.exe',
          user: 'NT AUTHORITY\\SYSTEM',
          description: 'Antimalware Service Executable',
          share: 0.07,
          workingSetMb: 220,
        },
      ],
      disks: [{ mount: 'C:', sizeMb: 130_048, freePercent: { low: 44, high: 46, noise: 0.01 } }],
      events: [
        {
          log: 'System',
          source: 'Service Control Manager',
          id: 7036,
          level: 'Information',
          message: 'The Windows Update service entered the running state.',
          perDay: 6,
        },
        {
          log: 'Application',
          source: 'TradeX Reports',
          id: 310,
          level: 'Warning',
          message: 'A report took longer than its window and was continued in the next one.',
          perDay: 1.5,
        },
      ],
    },
  ],
  // The trading apps answer thousands of requests a minute: of theirs only the failed ones are kept.
  httpLogs: [
    { app: gateway.id, role: 'tradex-gateway', from: span.from, failedOnly: true, clients: brokers },
    {
      app: matching.id,
      role: 'tradex-matching',
      from: span.from,
      failedOnly: true,
      clients: [{ address: '10.40.1.4', userAgent: 'node' }],
    },
    { app: settlement.id, role: 'tradex-settlement', from: at(-1, '00:00'), failedOnly: false, clients: brokers.slice(0, 2) },
  ],
  databases: [
    {
      resource: ledger.id,
      cores: 16,
      queries: [
        { id: 12, text: 'EXEC [dbo].[MatchInstrument] @instrument, @orders', share: 0.7, perMinute: 2400 },
        {
          id: 18,
          text: 'SELECT [o].[Id], [o].[State] FROM [Orders] AS [o] WHERE [o].[Broker] = @broker',
          share: 0.3,
          perMinute: 300,
        },
        { id: 77, text: 'EXEC [dbo].[CloseDay] @day', share: 5, perMinute: 0.2, above: 70 },
      ],
      deadlocks: [at(-3, '10:02')],
      timeouts: [],
      insights: [
        {
          at: at(-1, '23:25'),
          minutes: 25,
          detection: 'ResourceLimits',
          cause: 'CPU rose while the day was closed (CloseDay) and fell when it was done.',
        },
      ],
    },
  ],
  clusters: [],
  diagnostics: [at(0, '00:25'), at(-4, '00:25')].flatMap((from, night) =>
    Array.from({ length: night === 0 ? 14 : 12 }, (_, index) => ({
      table: 'StorageBlobLogs' as const,
      at: from + index * 210_000,
      resource: archive.id,
      values: {
        Category: 'StorageWrite',
        OperationName: 'PutBlob',
        StatusCode: '503',
        StatusText: 'ServerBusy',
        Uri: 'https://tradexarchive.blob.core.windows.net/settlements/day.json',
        CallerIpAddress: '10.40.1.9',
        AuthenticationType: 'OAuth',
      },
    })),
  ),
  ingestion: { daily: { AppRequests: 6.2, AppDependencies: 9.1, AppTraces: 3.3, Perf: 0.7, InsightsMetrics: 0.4 }, over: [] },
};
