import { DAY, HOUR, MINUTE } from '../../../src/model/time';
import { localTime, type Maker, type Row, type Rows } from './names';

/** Logs of the platform's services, platform metrics, and a table of the company's own. */
export function platformTables(maker: Maker): Rows {
  return {
    AppServiceHTTPLogs: httpLogs(maker),
    AppServiceConsoleLogs: consoleLogs(maker),
    FunctionAppLogs: functionLogs(maker),
    AGWAccessLogs: gatewayLogs(maker),
    StorageBlobLogs: blobLogs(maker),
    AzureMetrics: metrics(maker),
    AzureActivity: activity(maker),
    AZKVAuditLogs: vaultLogs(maker),
    AzureDiagnostics: databaseDiagnostics(maker),
    SigninLogs: signIns(maker),
    Usage: usage(maker),
    [maker.names.customTable]: customScans(maker),
  };
}

const span = (maker: Maker, days: number, step: number): readonly number[] => [
  ...maker.times(maker.moments.now - days * DAY, maker.moments.now, step),
];

function httpLogs(maker: Maker): readonly Row[] {
  return span(maker, 2, 40_000).map((at) => {
    const slow = maker.isOutage(at);
    const status = maker.chance(slow ? 0.3 : 0.02) ? maker.pick([500, 502, 503]) : maker.chance(0.05) ? 404 : 200;
    return {
      TimeGenerated: at,
      CsHost: `${maker.names.portal}.azurewebsites.net`,
      CsMethod: maker.pick(['GET', 'GET', 'GET', 'POST']),
      CsUriStem: maker.pick(['/', '/track', '/track', '/login', '/assets/app.js']),
      CsUriQuery: '',
      ScStatus: status,
      TimeTaken: Math.round(maker.about(slow ? 4200 : 160, 0.8)),
      CIp: `203.0.113.${maker.whole(1, 12)}`,
      CsBytes: maker.whole(200, 2000),
      ScBytes: maker.whole(500, 90_000),
      UserAgent: maker.pick(['Mozilla/5.0 Chrome/129', 'curl/8.5', 'HealthCheck/1.0']),
      ComputerName: `RD0${maker.whole(1, 2)}`,
      SPort: '443',
      _ResourceId: maker.id('app', 'Microsoft.Web/sites', maker.names.portal),
    };
  });
}

function consoleLogs(maker: Maker): readonly Row[] {
  return span(maker, 1, 10 * MINUTE).map((at) => {
    const isError = maker.chance(0.15);
    return {
      TimeGenerated: at,
      Level: isError ? 'Error' : 'Informational',
      ResultDescription: isError ? 'npm ERR! connect ECONNREFUSED' : 'GET /track 200',
      Host: 'RD01',
      OperationName: 'Microsoft.Web/sites/log',
      Category: 'AppServiceConsoleLogs',
      _ResourceId: maker.id('app', 'Microsoft.Web/sites', maker.names.portal),
    };
  });
}

function functionLogs(maker: Maker): readonly Row[] {
  const { functionApp, functions } = maker.names;
  return span(maker, 2, 3 * MINUTE).map((at) => {
    const name = maker.pick([functions[0], functions[0], functions[1], functions[2]]);
    const failed = maker.chance(name === functions[1] ? 0.2 : 0.03);
    const level = failed ? 'Error' : maker.chance(0.1) ? 'Warning' : 'Information';
    return {
      TimeGenerated: at,
      AppName: functionApp,
      FunctionName: name,
      Level: level,
      LevelId: { Error: 4, Warning: 3, Information: 2 }[level],
      Category: `Function.${name}`,
      Message: failed ? `Executed 'Functions.${name}' (Failed, Id=${maker.guid()})` : `Executed 'Functions.${name}' (Succeeded)`,
      ExceptionType: failed ? maker.pick(['System.TimeoutException', 'Azure.RequestFailedException']) : '',
      ExceptionMessage: failed ? 'The operation was cancelled.' : '',
      FunctionInvocationId: maker.guid(),
      HostInstanceId: `host-${maker.whole(1, 2)}`,
      HostVersion: '4.35.1',
      _ResourceId: maker.id('app', 'Microsoft.Web/sites', functionApp),
    };
  });
}

function gatewayLogs(maker: Maker): readonly Row[] {
  return span(maker, 1, 75_000).map((at) => {
    const bad = maker.chance(maker.isOutage(at) ? 0.4 : 0.02);
    const status = bad ? maker.pick([502, 504]) : maker.chance(0.06) ? maker.pick([403, 404]) : 200;
    return {
      TimeGenerated: at,
      ClientIp: `192.0.2.${maker.whole(1, 15)}`,
      Host: `www.${maker.names.portal}.example`,
      HttpMethod: maker.pick(['GET', 'GET', 'POST']),
      HttpStatus: status,
      ServerStatus: status,
      RequestUri: maker.pick(['/', '/track', '/api/quote', '/login']),
      TimeTaken: maker.about(bad ? 20 : 0.4, 0.7),
      ReceivedBytes: maker.whole(300, 3000),
      SentBytes: maker.whole(500, 50_000),
      BackendPoolName: maker.pick(['pool-web', 'pool-web', 'pool-api']),
      ListenerName: 'https',
      RuleName: 'default',
      UserAgent: 'Mozilla/5.0',
      InstanceId: `gw_${maker.whole(0, 1)}`,
      _ResourceId: maker.id('net', 'Microsoft.Network/applicationGateways', maker.names.gateway),
    };
  });
}

function blobLogs(maker: Maker): readonly Row[] {
  return span(maker, 2, 4 * MINUTE).map((at) => {
    const status = maker.chance(0.03) ? '503' : maker.chance(0.06) ? maker.pick(['403', '404']) : '200';
    const texts: Record<string, string> = {
      '200': 'Success',
      '403': 'AuthorizationFailure',
      '404': 'BlobNotFound',
      '503': 'ServerBusy',
    };
    const latency = maker.about(status === '503' ? 900 : 22, 0.8);
    return {
      TimeGenerated: at,
      AccountName: maker.names.storage,
      OperationName: maker.pick(['GetBlob', 'GetBlob', 'PutBlob', 'ListBlobs', 'DeleteBlob']),
      StatusCode: status,
      StatusText: texts[status],
      DurationMs: latency + 8,
      ServerLatencyMs: latency,
      RequestBodySize: maker.whole(0, 40_000),
      ResponseBodySize: maker.whole(100, 900_000),
      CallerIpAddress: `10.6.0.${maker.whole(1, 6)}:4431`,
      AuthenticationType: maker.pick(['OAuth', 'AccountKey', 'SAS']),
      Uri: `https://${maker.names.storage}.blob.core.windows.net/labels/${maker.whole(1, 99)}.pdf`,
      ServiceType: 'blob',
      Protocol: 'HTTPS',
      Category: 'StorageRead',
      _ResourceId: maker.id('data', 'Microsoft.Storage/storageAccounts', maker.names.storage),
    };
  });
}

/** Of the database, the site and the storage account: every five minutes of a day. */
function metrics(maker: Maker): readonly Row[] {
  const { names } = maker;
  const database = maker.id('data', 'Microsoft.Sql/servers', `${names.sqlServer}/databases/${names.databases[0]}`);
  const other = maker.id('data', 'Microsoft.Sql/servers', `${names.sqlServer}/databases/${names.databases[1]}`);
  const site = maker.id('app', 'Microsoft.Web/sites', names.portal);
  const account = maker.id('data', 'Microsoft.Storage/storageAccounts', names.storage);
  const busyFrom = localTime(names, '01:45');
  const kinds: readonly (readonly [string, string, string, number])[] = [
    [database, 'cpu_percent', 'Percent', 22],
    [other, 'cpu_percent', 'Percent', 9],
    [database, 'dtu_consumption_percent', 'Percent', 31],
    [database, 'storage_percent', 'Percent', 64],
    [database, 'connection_failed', 'Count', 1],
    [site, 'AverageResponseTime', 'Seconds', 0.3],
    [site, 'Http5xx', 'Count', 2],
    [site, 'CpuTime', 'Seconds', 14],
    [account, 'UsedCapacity', 'Bytes', 8_000_000_000],
    [account, 'Transactions', 'Count', 240],
  ];
  return kinds.flatMap(([id, metric, unit, middle]) =>
    span(maker, 1, 5 * MINUTE).map((at) => {
      const isPeak = metric === 'cpu_percent' && id === database && at >= busyFrom && at < busyFrom + 30 * MINUTE;
      const value = maker.about(isPeak ? 88 : middle, metric === 'storage_percent' ? 0.02 : 0.2);
      const parts = id.split('/');
      return {
        TimeGenerated: at,
        MetricName: metric,
        UnitName: unit,
        Average: value,
        Maximum: Math.round(value * 11) / 10,
        Minimum: Math.round(value * 8) / 10,
        Total: unit === 'Count' ? Math.round(value * 5) : value,
        Count: 5,
        TimeGrain: 'PT1M',
        Resource: (parts.at(-1) ?? '').toUpperCase(),
        ResourceGroup: (parts[4] ?? '').toUpperCase(),
        ResourceProvider: (parts[6] ?? '').toUpperCase(),
        ResourceId: id.toUpperCase(),
        SubscriptionId: names.subscription,
        _ResourceId: id.toLowerCase(),
      };
    }),
  );
}

function activity(maker: Maker): readonly Row[] {
  const { names, moments } = maker;
  const [first, second, pipeline] = names.people;
  const site = maker.id('app', 'Microsoft.Web/sites', names.portal);
  const machine = maker.id('app', 'Microsoft.Compute/virtualMachines', names.hosts[1]);
  const vault = maker.id('data', 'Microsoft.KeyVault/vaults', names.vault);
  const group = `/subscriptions/${names.subscription}/resourceGroups/${names.groups.app}`;
  type Entry = readonly [number, string, string, string, string, string];
  const entries: readonly Entry[] = [
    [moments.deploy, pipeline, 'MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE', group, 'Success', 'Administrative'],
    [moments.deploy + MINUTE, pipeline, 'MICROSOFT.WEB/SITES/WRITE', site, 'Success', 'Administrative'],
    [moments.now - 2 * DAY, pipeline, 'MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE', group, 'Failure', 'Administrative'],
    [
      localTime(names, '16:05', 1),
      first,
      'MICROSOFT.COMPUTE/VIRTUALMACHINES/RESTART/ACTION',
      machine,
      'Success',
      'Administrative',
    ],
    [localTime(names, '17:20', 1), second, 'MICROSOFT.WEB/SITES/CONFIG/WRITE', site, 'Success', 'Administrative'],
    [localTime(names, '08:15'), first, 'MICROSOFT.KEYVAULT/VAULTS/DELETE', vault, 'Failure', 'Administrative'],
    [localTime(names, '03:00'), '', 'Microsoft.Insights/AlertRules/Activated/Action', site, 'Success', 'Alert'],
    [moments.now - 5 * DAY, second, 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE', group, 'Success', 'Administrative'],
  ];
  return entries.flatMap(([at, caller, operation, id, status, category]) => {
    const correlation = maker.guid();
    return (category === 'Alert' ? [status] : ['Start', status]).map((value, index) => ({
      TimeGenerated: at + index * 4_321 + 11,
      Caller: caller,
      OperationNameValue: operation,
      OperationName: operation,
      ActivityStatusValue: value,
      ActivityStatus: value === 'Success' ? 'Succeeded' : value === 'Failure' ? 'Failed' : 'Started',
      CategoryValue: category,
      Category: category,
      Level: value === 'Failure' ? 'Error' : 'Information',
      CorrelationId: correlation,
      CallerIpAddress: '198.51.100.77',
      ResourceGroup: id.split('/')[4] ?? '',
      Resource: id.split('/').at(-1) ?? '',
      ResourceProviderValue: operation.split('/')[0] ?? '',
      SubscriptionId: names.subscription,
      _ResourceId: id.toLowerCase(),
    }));
  });
}

function vaultLogs(maker: Maker): readonly Row[] {
  return span(maker, 1, 12 * MINUTE).map((at) => {
    const denied = maker.chance(0.1);
    return {
      TimeGenerated: at,
      OperationName: maker.pick(['SecretGet', 'SecretGet', 'SecretList', 'KeySign']),
      ResultType: denied ? 'Failed' : 'Success',
      ResultSignature: denied ? 'Forbidden' : 'OK',
      HttpStatusCode: denied ? 403 : 200,
      CallerIpAddress: `10.7.0.${maker.whole(1, 5)}`,
      DurationMs: maker.whole(10, 90),
      _ResourceId: maker.id('data', 'Microsoft.KeyVault/vaults', maker.names.vault),
    };
  });
}

/** SQL errors and deadlocks, as the databases send them. */
function databaseDiagnostics(maker: Maker): readonly Row[] {
  const { names } = maker;
  return span(maker, 2, 35 * MINUTE).map((at) => {
    const database = maker.pick(names.databases);
    const isDeadlock = maker.chance(0.2);
    return {
      TimeGenerated: at,
      Category: isDeadlock ? 'Deadlocks' : 'Errors',
      ResourceType: 'SERVERS/DATABASES',
      ResourceProvider: 'MICROSOFT.SQL',
      Resource: database.toUpperCase(),
      ResourceGroup: names.groups.data.toUpperCase(),
      OperationName: isDeadlock ? 'DeadlockEvent' : 'ErrorEvent',
      Level: 'Error',
      Message: isDeadlock ? 'Deadlock' : maker.pick(['Login failed for user', 'Execution timeout expired']),
      _ResourceId: maker.id('data', 'Microsoft.Sql/servers', `${names.sqlServer}/databases/${database}`).toLowerCase(),
    };
  });
}

function signIns(maker: Maker): readonly Row[] {
  const { people } = maker.names;
  return span(maker, 3, 25 * MINUTE).map((at) => {
    const code = maker.chance(0.15) ? maker.pick(['50126', '50053']) : '0';
    return {
      TimeGenerated: at,
      UserPrincipalName: maker.pick(people.slice(0, 2)),
      AppDisplayName: maker.pick(['Azure Portal', 'Office 365', 'Grafana']),
      ResultType: code,
      ResultDescription: code === '0' ? '' : 'Invalid username or password.',
      IPAddress: `198.51.100.${maker.whole(20, 26)}`,
      Location: maker.pick(['NO', 'NO', 'SE', 'US']),
      IsRisky: code === '50053',
      OperationName: 'Sign-in activity',
      Category: 'SignInLogs',
    };
  });
}

/** Megabytes per table and hour. */
function usage(maker: Maker): readonly Row[] {
  const sizes = { AppRequests: 220, AppTraces: 640, ContainerLogV2: 910, Perf: 150, AppServiceHTTPLogs: 75 };
  return Object.entries(sizes).flatMap(([table, size]) =>
    span(maker, 8, HOUR).map((at) => ({
      TimeGenerated: at,
      StartTime: at - HOUR,
      EndTime: at,
      DataType: table,
      Quantity: maker.about(size, 0.2),
      QuantityUnit: 'MBytes',
      IsBillable: true,
      Solution: 'LogManagement',
    })),
  );
}

/** Scans at depots: the company's own table. */
function customScans(maker: Maker): readonly Row[] {
  return span(maker, 3, 5 * MINUTE).map((at) => ({
    TimeGenerated: at,
    Depot_s: maker.pick(maker.names.depots),
    Scanner_s: `scanner-${maker.whole(1, 6)}`,
    Outcome_s: maker.chance(0.08) ? 'Misread' : 'Ok',
    Weight_d: maker.about(4.2, 0.9),
    Belt_d: maker.whole(1, 4),
  }));
}

export const customColumns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Depot_s', type: 'string' },
  { name: 'Scanner_s', type: 'string' },
  { name: 'Outcome_s', type: 'string' },
  { name: 'Weight_d', type: 'real' },
  { name: 'Belt_d', type: 'real' },
  { name: 'Type', type: 'string' },
  { name: '_ResourceId', type: 'string' },
] as const;
