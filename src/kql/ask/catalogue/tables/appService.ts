import { all, any, atLeast, contains, filled, hasAny, isText, measure, namedAs, oneOfTexts, over, quantity, startsWith, table, under, when } from '../build';
import { httpConditions } from '../http';
import type { ColumnKnowledge, Condition, TableKnowledge } from '../types';

const sites = 'microsoft.web/sites, microsoft.web/sites/slots';
const level: ColumnKnowledge = namedAs('level, severity, log level', 'Critical', 'Error', 'Warning', 'Information', 'Informational', 'Verbose');

/** The level as text, whose case differs from one stack to another. */
const levels = (column: string): readonly Condition[] => [
  when('error', oneOfTexts(column, 'Error', 'Critical')),
  when('warning', oneOfTexts(column, 'Warning', 'Warn')),
  when('warningOrWorse', oneOfTexts(column, 'Warning', 'Warn', 'Error', 'Critical')),
  when('critical', oneOfTexts(column, 'Critical', 'Fatal')),
  when('informational', oneOfTexts(column, 'Informational', 'Information', 'Info')),
  when('verbose', oneOfTexts(column, 'Verbose', 'Debug', 'Trace')),
];

/** What a message says by its text. */
const inText = (column: string): readonly Condition[] => [
  when('timeout', any(contains(column, 'timeout'), contains(column, 'timed out'))),
  when('outOfMemory', any(contains(column, 'OutOfMemory'), contains(column, 'out of memory'))),
  when('connection', any(contains(column, 'connection refused'), contains(column, 'connection reset'))),
  when('exception', contains(column, 'exception'), { only: 'exception' }),
];

export const appServiceTables: readonly TableKnowledge[] = [
  table('AppServiceHTTPLogs', {
    words:
      'http log, web server log, access log, http request, web request, request, web app request, web app log, app service request, app service log, site log, web log, log, error log, hit, traffic',
    row: 'A request as the front end of App Service saw it.',
    of: sites,
    entities: {
      resource: '_ResourceId',
      host: 'ComputerName',
      operation: 'CsUriStem',
      user: 'CsUsername',
      client: 'CIp',
      role: 'CsHost',
      code: 'ScStatus',
    },
    conditions: [
      when('failed', atLeast('ScStatus', 500), { words: 'error, errored' }),
      when('succeeded', under('ScStatus', 400)),
      when('slow', over('TimeTaken', 1000), { words: 'slower than a second' }),
      ...httpConditions('ScStatus'),
    ],
    measures: [
      measure('duration', 'TimeTaken', { unit: 'ms' }),
      measure('requestSize', 'CsBytes', { unit: 'bytes', usual: 'sum' }),
      measure('responseSize', 'ScBytes', { unit: 'bytes', usual: 'sum' }),
    ],
    columns: {
      CsUriStem: 'url, uri, path, page, endpoint, route, api, uri stem',
      CsUriQuery: 'query string, uri query',
      CsMethod: 'method, http method, verb',
      CsHost: 'host, host name, site, web app, domain',
      ScStatus: 'status, status code, http status, response code, http code, result code',
      ScSubStatus: 'substatus, sub status',
      ScWin32Status: 'win32 status, win32 status code',
      CIp: 'client ip, ip, client, ip address, caller, source ip, machine',
      UserAgent: 'user agent, browser',
      Referer: 'referer, referrer',
      CsUsername: 'user, user name',
      SPort: 'port, server port',
      ComputerName: 'computer, instance, server, worker',
      TimeTaken: quantity('time taken, duration, response time', 'ms'),
      CsBytes: quantity('request size, bytes received', 'bytes'),
      ScBytes: quantity('response size, bytes sent', 'bytes'),
      Result: 'result',
    },
    shown: 'TimeGenerated CsHost CsMethod CsUriStem ScStatus TimeTaken CIp UserAgent _ResourceId',
  }),
  table('AppServiceConsoleLogs', {
    words: 'console log, stdout, stderr, console output, standard output, console message, container output, app console log, log, error log',
    row: 'What an app on App Service wrote to its standard output or error.',
    of: sites,
    entities: { resource: '_ResourceId', host: 'Host', container: 'ContainerId', message: 'ResultDescription', level: 'Level' },
    conditions: [...levels('Level'), ...inText('ResultDescription')],
    columns: { ResultDescription: 'message, text, output, log message', Level: level, Host: 'host, instance', ContainerId: 'container, container id' },
    shown: 'TimeGenerated Level ResultDescription Host _ResourceId',
  }),
  table('AppServiceAppLogs', {
    words: 'app service application log, application log, app log, web app application log, log, error log, log message',
    row: 'A log line that an app on App Service wrote through its logging.',
    of: sites,
    entities: { resource: '_ResourceId', host: 'Host', container: 'ContainerId', message: 'Message', level: 'Level', type: 'ExceptionClass' },
    conditions: [...levels('Level'), ...inText('Message').filter(({ id }) => id !== 'exception'), when('exception', any(contains('ExceptionClass', 'exception'), contains('Message', 'exception')), { only: 'exception' })],
    columns: {
      Message: 'message, text, log message',
      Level: level,
      CustomLevel: 'severity, log severity, custom level',
      Host: 'host, instance',
      Logger: 'logger',
      ExceptionClass: 'exception, exception class, exception type',
      Source: 'source',
      Method: 'method',
    },
    shown: 'TimeGenerated Level Message ExceptionClass Source Host _ResourceId',
  }),
  table('AppServicePlatformLogs', {
    words: 'platform log, app service platform log, container log of the app, deployment log, container startup log, docker log, web app platform log, platform event',
    row: 'What App Service did with an app: starts, stops, pulls of containers.',
    of: sites,
    entities: { resource: '_ResourceId', host: 'Host', container: 'ContainerId', operation: 'OperationName', message: 'Message', level: 'Level' },
    conditions: [
      ...levels('Level'),
      when('restart', contains('Message', 'restart'), { words: 'recycle, recycled' }),
      when('stopped', any(contains('Message', 'stopping'), contains('Message', 'stopped'))),
      when('started', any(contains('Message', 'starting'), contains('Message', 'started'))),
      when('failed', hasAny('Message', 'failed', 'failure')),
    ],
    columns: { Message: 'message, text', Level: level, OperationName: 'operation, operation name', Host: 'host, instance', DeploymentId: 'deployment, deployment id' },
    shown: 'TimeGenerated Level OperationName Message Host ContainerId _ResourceId',
  }),
  table('AppServiceAuditLogs', {
    words: 'app service audit log, publishing login, ftp login, kudu login, scm login, publishing user, deployment login, publish',
    row: 'A sign-in of a publisher to an app through FTP, WebDeploy or the site of Kudu.',
    of: sites,
    entities: { resource: '_ResourceId', user: 'UserDisplayName', client: 'UserAddress', operation: 'OperationName', type: 'Protocol' },
    columns: { User: 'user id', UserDisplayName: 'user, user name, display name, who', UserAddress: 'address, ip, ip address, client ip', Protocol: 'protocol', OperationName: 'operation' },
    shown: 'TimeGenerated OperationName Protocol UserDisplayName UserAddress _ResourceId',
  }),
  table('AppServiceIPSecAuditLogs', {
    words: 'ip restriction, access restriction, ip security, ip filter, ip rule, ip security audit log, ipsec audit log',
    row: 'A request that the access restrictions of an app decided.',
    of: sites,
    entities: { resource: '_ResourceId', client: 'CIp', role: 'CsHost', code: 'Result' },
    conditions: [when('denied', isText('Result', 'Denied')), when('allowed', isText('Result', 'Allowed'))],
    columns: { CIp: 'client ip, ip, ip address, client', CsHost: 'host, host name, site', Result: namedAs('result, decision', 'Allowed', 'Denied'), Details: 'details, reason' },
    shown: 'TimeGenerated CsHost CIp Result Details ServiceEndpoint _ResourceId',
  }),
  table('AppServiceAuthenticationLogs', {
    words: 'easy auth log, app service authentication, authentication log of the app, site authentication, easy auth',
    row: 'What the built-in authentication of App Service did.',
    of: sites,
    entities: { resource: '_ResourceId', host: 'HostName', message: 'Message', level: 'Level', code: 'StatusCode', operation: 'TaskName' },
    conditions: [...levels('Level'), ...httpConditions('StatusCode')],
    columns: { StatusCode: 'status, status code, http status', Message: 'message, text', Level: level, TaskName: 'task', SiteName: 'site, app', HostName: 'host' },
    shown: 'TimeGenerated Level SiteName StatusCode Message Details _ResourceId',
  }),
  table('FunctionAppLogs', {
    words: 'function log, function app log, azure function log, function, function execution, function invocation, function host log, functions, log, error log',
    row: 'A log line of Azure Functions or of their host.',
    of: sites,
    entities: {
      resource: '_ResourceId',
      host: 'HostInstanceId',
      role: 'AppName',
      operation: 'FunctionName',
      message: 'Message',
      level: 'Level',
      type: 'Category',
    },
    conditions: [
      ...levels('Level'),
      when('exception', any(filled('ExceptionType'), filled('ExceptionMessage')), { only: 'exception' }),
      // The host closes an execution with "Executed 'Functions.Name' (Failed, Id=…, Duration=…ms)".
      when('failed', all(startsWith('Message', 'Executed '), contains('Message', '(Failed'))),
      when('succeeded', all(startsWith('Message', 'Executed '), contains('Message', '(Succeeded'))),
      when('timeout', any(contains('Message', 'timeout'), contains('Message', 'timed out'), contains('ExceptionType', 'Timeout'))),
    ],
    columns: {
      FunctionName: 'function, function name',
      AppName: 'function app, app, app name',
      Message: 'message, text, log message',
      Level: level,
      Category: 'category, log category',
      ExceptionType: 'exception, exception type',
      ExceptionMessage: 'exception message',
      EventName: 'event, event name',
      HostInstanceId: 'host, instance, host instance',
      HostVersion: 'host version, runtime version',
      FunctionInvocationId: 'invocation, invocation id',
    },
    shown: 'TimeGenerated Level FunctionName Message ExceptionType ExceptionMessage AppName _ResourceId',
  }),
];
