import { DAY, HOUR, MINUTE, SECOND } from '../../../src/model/time';
import type { Maker, Row, Rows } from './names';

interface Operation {
  readonly role: string;
  readonly name: string;
  readonly duration: number;
  readonly weight: number;
}

const countries = ['Norway', 'Sweden', 'Denmark', 'Germany', 'United States'];
const browsers = ['Chrome 129.0', 'Edge 129.0', 'Firefox 130.0', 'Safari 17.5'];

/** Application Insights: requests, what they call, exceptions, traces, pages, tests, events. */
export function applicationTables(maker: Maker): Rows {
  const requests: Row[] = [];
  const dependencies: Row[] = [];
  const exceptions: Row[] = [];
  const traces: Row[] = [];
  for (const at of requestTimes(maker)) {
    const request = requestAt(maker, at);
    requests.push(request);
    dependencies.push(...dependenciesOf(maker, request));
    const failed = request['Success'] === false && Number(request['ResultCode']) >= 500;
    if (failed && maker.chance(0.8)) exceptions.push(exceptionOf(maker, request));
    if (maker.chance(0.3) || failed) traces.push(traceOf(maker, request, failed));
  }
  return {
    AppRequests: requests,
    AppDependencies: dependencies,
    AppExceptions: exceptions,
    AppTraces: traces,
    AppPageViews: pageViews(maker),
    AppEvents: events(maker),
    AppAvailabilityResults: availability(maker),
    AppBrowserTimings: [],
  };
}

/** Dense in the last day and a week before it, thin in the rest of 15 days. */
function* requestTimes(maker: Maker): Generator<number> {
  const { now } = maker.moments;
  const spans: readonly (readonly [number, number, number])[] = [
    [15, 8, 6 * MINUTE],
    [8, 6, 45 * SECOND],
    [6, 2, 5 * MINUTE],
    [2, 1, MINUTE],
    [1, 0, 20 * SECOND],
  ];
  for (const [from, to, step] of spans) yield* maker.times(now - from * DAY, now - to * DAY, step);
}

function operationsOf({ names }: Maker): readonly Operation[] {
  const { noun } = names;
  return [
    { role: names.portal, name: 'GET /', duration: 60, weight: 5 },
    { role: names.portal, name: 'GET /track', duration: 180, weight: 5 },
    { role: names.portal, name: 'POST /login', duration: 240, weight: 2 },
    { role: names.api, name: `GET /${noun}`, duration: 120, weight: 4 },
    { role: names.api, name: `POST /${noun}`, duration: 320, weight: 3 },
    { role: names.api, name: `GET /${noun}/{id}/label`, duration: 450, weight: 2 },
    { role: names.api, name: 'GET /healthz', duration: 5, weight: 2 },
    { role: names.pricing, name: 'POST /quote', duration: 200, weight: 3 },
    { role: names.pricing, name: 'GET /surcharges', duration: 80, weight: 1 },
  ];
}

function weighted(maker: Maker, operations: readonly Operation[]): Operation {
  let left = maker.random() * operations.reduce((sum, { weight }) => sum + weight, 0);
  return operations.find(({ weight }) => (left -= weight) < 0) ?? operations[0]!;
}

function requestAt(maker: Maker, at: number): Row {
  const { names, moments } = maker;
  const operation = weighted(maker, operationsOf(maker));
  const isHit = maker.isOutage(at) && operation.role === names.api && operation.name.startsWith('POST');
  const isSlow = at > moments.deploy && operation.role === names.pricing;
  const code = isHit && maker.chance(0.7) ? maker.pick(['503', '504']) : everydayCode(maker, operation.name);
  return {
    TimeGenerated: at,
    Name: operation.name,
    OperationName: operation.name,
    AppRoleName: operation.role,
    AppRoleInstance: `${operation.role}-${maker.whole(0, 1)}`,
    AppVersion: operation.role === names.pricing && at > moments.deploy ? '3.2.0' : '3.1.4',
    ResultCode: code,
    Success: Number(code) < 400,
    DurationMs: maker.about(operation.duration * (isHit ? 40 : isSlow ? 6 : 1), 0.6),
    ItemCount: operation.role === names.portal ? maker.pick([1, 2, 5]) : 1,
    OperationId: maker.guid(),
    Id: maker.guid().slice(0, 8),
    Url: `https://${operation.role}.example${operation.name.replace(/^\w+ /, '').replace('{id}', String(maker.whole(1000, 9999)))}`,
    ClientCountryOrRegion: maker.pick(countries),
    ClientBrowser: maker.pick(browsers),
    ClientType: operation.role === names.portal ? 'Browser' : 'PC',
    UserId: `u${maker.whole(1, 60)}`,
    SessionId: `s${maker.whole(1, 300)}`,
    Properties: { tenant: maker.pick(names.depots), attempt: maker.whole(1, 3) },
    Measurements: null,
    SDKVersion: 'dotnetc:2.22.0',
    _ResourceId: maker.id('app', 'microsoft.insights/components', names.component),
  };
}

function everydayCode(maker: Maker, name: string): string {
  if (name.includes('healthz')) return '200';
  const dice = maker.random();
  if (dice < 0.02) return maker.pick(['500', '500', '502']);
  if (dice < 0.05) return maker.pick(['404', '404', '400', '401']);
  return name.startsWith('POST') ? maker.pick(['200', '201']) : '200';
}

function dependenciesOf(maker: Maker, request: Row): readonly Row[] {
  const { names } = maker;
  const { portal, api, pricing, sqlServer, databases, storage } = names;
  const calls: Record<string, readonly (readonly [string, string, string, number])[]> = {
    [portal]: [['HTTP', `${api}.example`, `GET /${names.noun}`, 110]],
    [api]: [
      ['SQL', `${sqlServer}.database.windows.net | ${databases[0]}`, `SQL: ${sqlServer} | ${databases[0]}`, 35],
      ['HTTP', names.carrier, 'POST /v2/orders', 260],
      ['Azure blob', `${storage}.blob.core.windows.net`, 'GET label', 45],
    ],
    [pricing]: [
      ['SQL', `${sqlServer}.database.windows.net | ${databases[1]}`, `SQL: ${sqlServer} | ${databases[1]}`, 60],
      ['HTTP', names.maps, 'GET /distance', 90],
    ],
  };
  const at = Number(request['TimeGenerated']);
  return (calls[String(request['AppRoleName'])] ?? [])
    .filter(() => maker.chance(0.45))
    .map(([type, target, name, duration]) => {
      const isDown = target === names.carrier && maker.isOutage(at);
      const failed = isDown ? maker.chance(0.8) : maker.chance(0.015);
      return {
        TimeGenerated: at + maker.whole(1, 20),
        DependencyType: type,
        Target: target,
        Name: name,
        Data: type === 'SQL' ? 'SELECT TOP 100 * FROM Orders' : `https://${target}`,
        Success: !failed,
        ResultCode: failed ? (isDown ? '504' : type === 'SQL' ? '-2' : '500') : type === 'SQL' ? '0' : '200',
        DurationMs: maker.about(duration * (isDown ? 90 : 1), 0.6),
        ItemCount: request['ItemCount'],
        AppRoleName: request['AppRoleName'],
        AppRoleInstance: request['AppRoleInstance'],
        OperationName: request['OperationName'],
        OperationId: request['OperationId'],
        ParentId: request['Id'],
        _ResourceId: request['_ResourceId'],
      };
    });
}

const exceptionKinds: readonly (readonly [string, string])[] = [
  ['System.NullReferenceException', 'Object reference not set to an instance of an object.'],
  ['Microsoft.Data.SqlClient.SqlException', 'Execution Timeout Expired.'],
  ['System.ArgumentException', 'Postal code has the wrong form.'],
];

function exceptionOf(maker: Maker, request: Row): Row {
  const isCarrier = maker.isOutage(Number(request['TimeGenerated'])) && request['AppRoleName'] === maker.names.api;
  const [type, message] = isCarrier
    ? (['System.TimeoutException', `The call to ${maker.names.carrier} timed out after 30 s.`] as const)
    : maker.pick(exceptionKinds);
  return {
    TimeGenerated: Number(request['TimeGenerated']) + 3,
    ExceptionType: type,
    OuterType: type,
    InnermostType: type,
    OuterMessage: message,
    InnermostMessage: message,
    Message: '',
    ProblemId: `${type} at ${String(request['OperationName'])}`,
    SeverityLevel: 3,
    ItemCount: request['ItemCount'],
    AppRoleName: request['AppRoleName'],
    AppRoleInstance: request['AppRoleInstance'],
    OperationName: request['OperationName'],
    OperationId: request['OperationId'],
    ParentId: request['Id'],
    Details: [{ message, type }],
    _ResourceId: request['_ResourceId'],
  };
}

function traceOf(maker: Maker, request: Row, failed: boolean): Row {
  const level = failed ? maker.pick([3, 3, 4]) : maker.pick([0, 1, 1, 1, 1, 2]);
  const messages: Record<number, readonly string[]> = {
    0: ['cache lookup'],
    1: ['request handled', 'message published to queue', 'user signed in'],
    2: ['retrying call to carrier', 'slow query detected', 'cache miss ratio is high'],
    3: [`timeout while calling ${maker.names.carrier}`, 'could not write label', 'deadlock victim'],
    4: ['out of memory in worker', 'unhandled error in pipeline'],
  };
  return {
    TimeGenerated: Number(request['TimeGenerated']) + 5,
    Message: maker.pick(messages[level] ?? ['']),
    SeverityLevel: level,
    ItemCount: request['ItemCount'],
    AppRoleName: request['AppRoleName'],
    AppRoleInstance: request['AppRoleInstance'],
    OperationName: request['OperationName'],
    OperationId: request['OperationId'],
    ParentId: request['Id'],
    Properties: { CategoryName: maker.pick(['Orders', 'Http', 'Storage']) },
    _ResourceId: request['_ResourceId'],
  };
}

function pageViews(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  const pages = ['Home', 'Track parcel', 'Sign in', 'Prices', 'Help'];
  return [...maker.times(now - 3 * DAY, now, 3 * MINUTE)].map((at) => ({
    TimeGenerated: at,
    Name: maker.pick(pages),
    Url: `https://${maker.names.portal}.example/`,
    DurationMs: maker.about(900, 0.7),
    ItemCount: 1,
    AppRoleName: maker.names.portal,
    ClientBrowser: maker.pick(browsers),
    ClientCountryOrRegion: maker.pick(countries),
    ClientOS: maker.pick(['Windows 11', 'iOS 18', 'Android 15']),
    ClientType: 'Browser',
    UserId: `u${maker.whole(1, 60)}`,
    SessionId: `s${maker.whole(1, 300)}`,
    _ResourceId: maker.id('app', 'microsoft.insights/components', maker.names.component),
  }));
}

function events(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  const kinds = ['OrderPlaced', 'OrderPlaced', 'OrderCancelled', 'LabelPrinted', 'CheckoutAbandoned'];
  return [...maker.times(now - 3 * DAY, now, 5 * MINUTE)].map((at) => ({
    TimeGenerated: at,
    Name: maker.pick(kinds),
    ItemCount: 1,
    AppRoleName: maker.names.portal,
    UserId: `u${maker.whole(1, 60)}`,
    SessionId: `s${maker.whole(1, 300)}`,
    Properties: { depot: maker.pick(maker.names.depots) },
    _ResourceId: maker.id('app', 'microsoft.insights/components', maker.names.component),
  }));
}

/** Two tests from two places every 15 minutes; one fails in the outage. */
function availability(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  const rows: Row[] = [];
  for (const name of ['ping-home', 'ping-login']) {
    for (const place of ['West Europe', 'North Europe']) {
      for (const at of maker.times(now - 3 * DAY, now, HOUR / 4)) {
        const failed = maker.isOutage(at) ? name === 'ping-login' : maker.chance(0.01);
        rows.push({
          TimeGenerated: at,
          Name: name,
          Location: place,
          Success: !failed,
          Message: failed ? 'Response status code was 503' : 'Passed',
          DurationMs: maker.about(failed ? 4000 : 350),
          ItemCount: 1,
          AppRoleName: maker.names.portal,
          _ResourceId: maker.id('app', 'microsoft.insights/components', maker.names.component),
        });
      }
    }
  }
  return rows;
}
