import {
  all,
  any,
  atLeast,
  binary,
  call,
  column,
  contains,
  filled,
  has,
  is,
  isText,
  measure,
  oneFrom,
  oneOf,
  over,
  quantity,
  startsWith,
  table,
  when,
} from '../build';
import { httpConditions } from '../http';
import type { ColumnKnowledge, Condition, TableKnowledge } from '../types';

/** Columns that all tables of Application Insights have. */
const common: Readonly<Record<string, string | ColumnKnowledge>> = {
  AppRoleName: 'role, service, app, application, role name, cloud role, microservice, component',
  AppRoleInstance: 'instance, role instance, host, server, machine',
  AppVersion: 'version, app version, application version, release, build',
  OperationName: 'operation name, operation',
  OperationId: 'operation id, trace id, correlation id',
  ClientIP: 'client ip, ip, ip address, client address, caller ip, client',
  ClientCity: 'city, client city',
  ClientStateOrProvince: 'state, province',
  ClientCountryOrRegion: 'country, client country, country or region',
  ClientBrowser: 'browser, client browser',
  ClientOS: 'operating system, os, client os',
  ClientModel: 'device, device model',
  ClientType: 'client type',
  UserId: 'user, user id, visitor',
  SessionId: 'session, session id',
  SDKVersion: 'sdk, sdk version',
};

const severity = oneFrom(
  'severity, severity level, log level, level',
  [0, 'verbose, debug'],
  [1, 'information, info, informational'],
  [2, 'warning, warn'],
  [3, 'error'],
  [4, 'critical, fatal'],
);

/** What the severity of a line says: 0 verbose to 4 critical. */
const levels: readonly Condition[] = [
  when('error', atLeast('SeverityLevel', 3)),
  when('warning', is('SeverityLevel', 2)),
  when('warningOrWorse', atLeast('SeverityLevel', 2)),
  when('critical', is('SeverityLevel', 4)),
  when('informational', is('SeverityLevel', 1)),
  when('verbose', is('SeverityLevel', 0)),
];

const synthetic = when('synthetic', filled('SyntheticSource'));
const from = 'microsoft.insights/components';
const entities = {
  role: 'AppRoleName',
  resource: '_ResourceId',
  host: 'AppRoleInstance',
  user: 'UserId',
  client: 'ClientIP',
} as const;
const app = { of: from, weight: 'ItemCount' } as const;

export const applicationInsightsTables: readonly TableKnowledge[] = [
  table('AppRequests', {
    ...app,
    words:
      'request, http request, web request, incoming request, server request, api request, api call, call to us, transaction, hit, traffic, response time, latency, slow operation, slowest operation, operation latency, failing operation, failed operation, operation fail, per operation, by operation, slow endpoint, slowest endpoint, endpoint latency, by endpoint, per endpoint',
    row: 'A request that an application received.',
    entities: { ...entities, operation: 'Name', code: 'ResultCode' },
    conditions: [
      when('failed', is('Success', false), { words: 'error, errored, unsuccessful request' }),
      when('succeeded', is('Success', true)),
      when('slow', over('DurationMs', 1000), { words: 'slower than a second' }),
      ...httpConditions('ResultCode', true),
      synthetic,
    ],
    measures: [measure('duration', 'DurationMs', { unit: 'ms' })],
    columns: {
      ...common,
      Name: 'name, request name, operation, endpoint, route, api, page, method',
      Url: 'url, uri, address, path',
      ResultCode: 'result code, response code, status code, http status, http code, status, code',
      DurationMs: quantity('duration, response time, latency', 'ms'),
      Success: oneFrom('success, outcome', [true, 'successful'], [false, 'failed']),
      PerformanceBucket: 'performance bucket, duration bucket, duration range',
      Source: 'source',
    },
    shown: 'TimeGenerated AppRoleName Name ResultCode DurationMs Success Url OperationId',
  }),
  table('AppDependencies', {
    ...app,
    words:
      'dependency, dependency call, outgoing call, outbound call, call to dependency, external call, external api call, downstream call, database call, sql call, outgoing request, remote call, call to, call, api call',
    row: 'A call that an application made to a database, a queue, another service or the web.',
    entities: { ...entities, operation: 'Name', target: 'Target', code: 'ResultCode', type: 'DependencyType' },
    conditions: [
      when('failed', is('Success', false), { words: 'error, errored' }),
      when('succeeded', is('Success', true)),
      when('slow', over('DurationMs', 1000), { words: 'slower than a second' }),
      ...httpConditions('ResultCode', true, 'timeout'),
      // SqlClient reports -2 for a command that ran out of time; an HTTP call that got no answer failed without a status.
      when(
        'timeout',
        any(
          oneOf('ResultCode', '408', '504', '-2'),
          contains('ResultCode', 'timeout'),
          contains('ResultCode', 'timed out'),
          all(is('Success', false), startsWith('DependencyType', 'HTTP'), oneOf('ResultCode', '', '0', 'Canceled')),
        ),
      ),
      when('sql', contains('DependencyType', 'SQL'), {
        only: 'sql, sql query, sql call, sql dependency, database call, database query, database dependency, db call',
      }),
      when('httpCalls', startsWith('DependencyType', 'HTTP'), { only: 'http call, http dependency' }),
      synthetic,
    ],
    measures: [measure('duration', 'DurationMs', { unit: 'ms' })],
    columns: {
      ...common,
      Name: 'name, dependency name, call',
      Target: 'target, dependency target, external service, remote host, downstream service, called service, dependency',
      DependencyType: 'type, dependency type, kind',
      Data: 'data, statement, query text, command, url',
      ResultCode: 'result code, response code, status code, http status, status, code',
      DurationMs: quantity('duration, response time, latency', 'ms'),
      Success: oneFrom('success, outcome', [true, 'successful'], [false, 'failed']),
      PerformanceBucket: 'performance bucket, duration bucket, duration range',
    },
    shown: 'TimeGenerated AppRoleName DependencyType Target Name ResultCode DurationMs Success OperationId',
  }),
  table('AppExceptions', {
    ...app,
    words: 'exception, unhandled exception, thrown exception, stack trace, error, application error, app error, crash',
    row: 'An exception that an application threw or reported.',
    entities: { ...entities, operation: 'OperationName', message: 'OuterMessage', level: 'SeverityLevel', type: 'ExceptionType' },
    conditions: [
      when('critical', is('SeverityLevel', 4)),
      when('warning', is('SeverityLevel', 2)),
      when('unhandled', isText('HandledAt', 'Unhandled'), { only: 'unhandled, uncaught' }),
      when(
        'timeout',
        any(contains('ExceptionType', 'timeout'), contains('OuterMessage', 'timeout'), contains('OuterMessage', 'timed out')),
      ),
      when('timeoutException', contains('ExceptionType', 'timeout'), { only: 'timeout exception' }),
      when('outOfMemory', any(contains('ExceptionType', 'OutOfMemory'), has('OuterMessage', 'OutOfMemory'))),
      when('sql', any(contains('ExceptionType', 'Sql'), contains('OuterMessage', 'sql')), {
        only: 'sql, sql exception, sql error, database exception, database error',
      }),
      when('nullReference', any(contains('ExceptionType', 'NullReference'), contains('ExceptionType', 'NullPointer')), {
        only: 'null reference, null pointer, nullreference, nullpointer',
      }),
      synthetic,
    ],
    columns: {
      ...common,
      ExceptionType: 'type, exception type, exception class, kind, exception',
      ProblemId: 'problem, problem id',
      OuterMessage: 'message, outer message, exception message, text',
      InnermostMessage: 'innermost message, root cause, inner message',
      InnermostType: 'innermost type, inner type',
      Message: 'reported message',
      Method: 'method',
      Assembly: 'assembly, module',
      SeverityLevel: severity,
    },
    shown: 'TimeGenerated AppRoleName ExceptionType OuterMessage ProblemId OperationName SeverityLevel OperationId',
  }),
  table('AppTraces', {
    ...app,
    words:
      'trace, log, log line, log message, log entry, application log, app log, service log, application trace, trace message, error log',
    row: 'A log line of an application.',
    entities: { ...entities, operation: 'OperationName', message: 'Message', level: 'SeverityLevel' },
    conditions: [
      ...levels,
      when('timeout', any(contains('Message', 'timeout'), contains('Message', 'timed out'))),
      when('outOfMemory', any(contains('Message', 'OutOfMemory'), contains('Message', 'out of memory'))),
      when('connection', any(contains('Message', 'connection refused'), contains('Message', 'connection reset'))),
      synthetic,
    ],
    columns: { ...common, Message: 'message, text, log message', SeverityLevel: severity },
    shown: 'TimeGenerated AppRoleName SeverityLevel Message OperationName OperationId',
  }),
  table('AppEvents', {
    ...app,
    words: 'custom event, event, business event, app event, application event, telemetry event, user action, feature usage',
    row: 'An event that an application reports by itself.',
    entities: { ...entities, operation: 'OperationName', type: 'Name' },
    conditions: [synthetic],
    columns: { ...common, Name: 'event name, name, event, event type' },
    shown: 'TimeGenerated AppRoleName Name UserId SessionId OperationName Properties',
  }),
  table('AppPageViews', {
    ...app,
    words: 'page view, pageview, page, page visit, page load, visit, page hit, view',
    row: 'A page that a browser opened.',
    entities: { ...entities, operation: 'Name' },
    conditions: [when('slow', over('DurationMs', 3000), { words: 'slower than three seconds' }), synthetic],
    measures: [measure('duration', 'DurationMs', { unit: 'ms', words: 'page load time, load time, page duration' })],
    columns: {
      ...common,
      Name: 'page, page name, name, title',
      Url: 'url, uri, address, path',
      DurationMs: quantity('duration, load time, page load time', 'ms'),
      PerformanceBucket: 'performance bucket, duration bucket, duration range',
    },
    shown: 'TimeGenerated AppRoleName Name Url DurationMs ClientBrowser ClientCountryOrRegion',
  }),
  table('AppBrowserTimings', {
    ...app,
    words: 'browser timing, page load timing, client side timing, client performance, browser performance, page timing',
    row: 'How long a browser took to load a page, by phase.',
    entities: { ...entities, operation: 'Name' },
    conditions: [when('slow', over('TotalDurationMs', 3000), { words: 'slower than three seconds' }), synthetic],
    measures: [
      measure('duration', 'TotalDurationMs', { unit: 'ms', words: 'page load time, load time, total duration' }),
      measure('networkDuration', 'NetworkDurationMs', { unit: 'ms', words: 'network time, network duration, connect time' }),
      measure('receiveDuration', 'ReceiveDurationMs', { unit: 'ms', words: 'receive time, receive duration, receiving time' }),
      measure('sendDuration', 'SendDurationMs', { unit: 'ms', words: 'send time, send duration, sending time' }),
      measure('clientDuration', 'ProcessingDurationMs', {
        unit: 'ms',
        words: 'client processing time, dom processing time, rendering time',
      }),
    ],
    columns: { ...common, Name: 'page, page name, name', Url: 'url, uri, address, path' },
    shown:
      'TimeGenerated AppRoleName Name TotalDurationMs NetworkDurationMs SendDurationMs ReceiveDurationMs ProcessingDurationMs',
  }),
  table('AppAvailabilityResults', {
    ...app,
    words:
      'availability, availability test, availability result, web test, ping test, url ping test, uptime, uptime check, availability check, synthetic test, probe',
    row: 'A run of an availability test from one location.',
    entities: { ...entities, operation: 'Name', message: 'Message' },
    conditions: [
      when('failed', is('Success', false), { words: 'down, outage, error, unavailable' }),
      when('succeeded', is('Success', true), { words: 'passed, up' }),
      when('slow', over('DurationMs', 1000), { words: 'slower than a second' }),
    ],
    measures: [
      measure('duration', 'DurationMs', { unit: 'ms' }),
      measure('availability', binary('*', call('toint', column('Success')), 100), {
        unit: '%',
        words: 'availability, availability percentage, uptime percentage, uptime, success rate',
        bad: 'low',
      }),
    ],
    columns: {
      ...common,
      Name: 'test, test name, name',
      Location: 'location, test location, region',
      Message: 'message, result message, text',
      DurationMs: quantity('duration, response time', 'ms'),
      Success: oneFrom('success, outcome', [true, 'successful, passed'], [false, 'failed']),
    },
    shown: 'TimeGenerated Name Location Success DurationMs Message',
  }),
  table('AppMetrics', {
    of: from,
    words: 'custom metric, application metric, app metric, telemetry metric',
    row: 'A metric that an application reports, summed up over a minute or so.',
    entities: { ...entities, type: 'Name' },
    measures: [
      measure('value', binary('/', 'Sum', column('ItemCount')), { unit: '', words: 'value, mean value, average value' }),
      measure('sum', 'Sum', { unit: '', words: 'sum, total', usual: 'sum' }),
    ],
    columns: { ...common, Name: 'metric, metric name, name', Sum: 'sum, total', Min: 'minimum', Max: 'maximum' },
    shown: 'TimeGenerated AppRoleName Name Sum ItemCount Min Max',
  }),
  table('AppPerformanceCounters', {
    of: from,
    words: 'application performance counter, app performance counter, process counter, application counter',
    row: 'A counter of the process or the machine that an application runs on.',
    entities: { ...entities, type: 'Name' },
    measures: [
      // Both `% Processor Time` and its normalised twin exist for a process; the normalised one is a share of all cores.
      measure('processCpu', 'Value', {
        unit: '%',
        only: is('Name', '% Processor Time Normalized'),
        words: 'process cpu, process cpu usage, cpu of the process, app cpu, application cpu',
      }),
      measure('cpu', 'Value', { unit: '%', only: all(is('Category', 'Processor'), is('Name', '% Processor Time')) }),
      measure('memoryFree', 'Value', { unit: 'bytes', only: is('Name', 'Available Bytes'), bad: 'low' }),
      measure('processMemory', 'Value', {
        unit: 'bytes',
        only: is('Name', 'Private Bytes'),
        words: 'process memory, private bytes, memory of the process, app memory, application memory, memory, memory usage',
      }),
      measure('requestRate', 'Value', {
        unit: 'count/s',
        only: is('Name', 'Requests/Sec'),
        words: 'request rate, requests per second, requests/sec',
      }),
      measure('processIo', 'Value', { unit: 'bytes', only: is('Name', 'IO Data Bytes/sec'), words: 'process io, io rate' }),
    ],
    columns: {
      ...common,
      Name: 'counter, counter name, performance counter, name',
      Category: 'category, object',
      Instance: 'counter instance',
      Value: 'value, counter value',
    },
    shown: 'TimeGenerated AppRoleName AppRoleInstance Category Name Instance Value',
  }),
];
