import { any, contains, hasAny, is, measure, namedAs, oneFrom, oneOf, over, quantity, startsWith, table, when } from '../build';
import { httpConditions } from '../http';
import { textConditions } from '../text';
import type { ColumnKnowledge, TableKnowledge } from '../types';
import { computerWords, machineTypes } from './machineWords';

/** Levels of the Windows event log. */
const windowsLevel: ColumnKnowledge = namedAs(
  'level, event level, severity',
  'Error',
  'Warning',
  'Information',
  'Critical',
  'Verbose',
);

const severe = ['err', 'crit', 'alert', 'emerg'] as const;

export const machineLogTables: readonly TableKnowledge[] = [
  table('Syslog', {
    words: 'syslog, system log, linux log, linux event, linux message, syslog message, syslog event, log, error log',
    row: 'A message of the system log of a Linux machine.',
    of: machineTypes,
    entities: {
      host: 'Computer',
      resource: '_ResourceId',
      process: 'ProcessName',
      message: 'SyslogMessage',
      level: 'SeverityLevel',
      client: 'HostIP',
      type: 'Facility',
    },
    conditions: [
      when('error', oneOf('SeverityLevel', ...severe), { meaning: 'SeverityLevel is err or worse' }),
      when('warning', oneOf('SeverityLevel', 'warning', 'warn')),
      when('warningOrWorse', oneOf('SeverityLevel', ...severe, 'warning', 'warn'), {
        meaning: 'SeverityLevel is warning or worse',
      }),
      when('critical', oneOf('SeverityLevel', 'crit', 'alert', 'emerg'), { words: 'critical or worse' }),
      when('informational', is('SeverityLevel', 'info')),
      when('verbose', is('SeverityLevel', 'debug')),
      when(
        'failedLogin',
        any(contains('SyslogMessage', 'failed password'), contains('SyslogMessage', 'authentication failure')),
        {
          only: 'failed login, failed logon, failed ssh, failed ssh login, authentication failure, failed password, brute force, login failure',
        },
      ),
      when('acceptedLogin', contains('SyslogMessage', 'accepted '), {
        only: 'successful login, ssh login, accepted password, logged in',
      }),
      when('sudo', is('ProcessName', 'sudo'), { only: 'sudo, sudo command, privilege escalation' }),
      when('failed', hasAny('SyslogMessage', 'failed', 'failure')),
      ...textConditions('SyslogMessage', 'outOfMemory', 'exception'),
      when('outOfMemory', any(contains('SyslogMessage', 'oom-killer'), contains('SyslogMessage', 'out of memory')), {
        words: 'oom killer',
      }),
    ],
    columns: {
      Computer: computerWords,
      Facility: oneFrom(
        'facility, syslog facility',
        ['auth', 'auth'],
        ['authpriv', 'authpriv'],
        ['cron', 'cron, scheduled job'],
        ['daemon', 'daemon'],
        ['kern', 'kern, kernel'],
        ['lpr', 'lpr'],
        ['mail', 'mail'],
        ['news', 'news'],
        ['syslog', 'syslog'],
        ['user', 'user facility'],
        ['uucp', 'uucp'],
        ['ftp', 'ftp'],
        ...Array.from({ length: 8 }, (_, index) => [`local${index}`, `local${index}`] as const),
      ),
      SeverityLevel: oneFrom(
        'severity, severity level, level, log level',
        ['emerg', 'emergency, emerg'],
        ['alert', 'alert'],
        ['crit', 'critical, crit'],
        ['err', 'error, err'],
        ['warning', 'warning, warn'],
        ['notice', 'notice'],
        ['info', 'informational, info, information'],
        ['debug', 'debug'],
      ),
      ProcessName: 'process, process name, program, daemon, service',
      ProcessID: 'process id, pid',
      SyslogMessage: 'message, text, syslog message',
      HostIP: 'ip, ip address, host ip',
    },
    shown: 'TimeGenerated Computer Facility SeverityLevel ProcessName SyslogMessage',
  }),
  table('Event', {
    words:
      'windows event, event, event log, eventlog, windows log, windows event log, event log entry, application event log, system event log, log, error log',
    row: 'An entry of an event log of a Windows machine.',
    of: machineTypes,
    entities: {
      host: 'Computer',
      resource: '_ResourceId',
      user: 'UserName',
      process: 'Source',
      message: 'RenderedDescription',
      level: 'EventLevelName',
      code: 'EventID',
      type: 'EventLog',
    },
    conditions: [
      when('error', oneOf('EventLevelName', 'Error', 'Critical')),
      when('warning', is('EventLevelName', 'Warning')),
      when('warningOrWorse', oneOf('EventLevelName', 'Warning', 'Error', 'Critical')),
      when('critical', is('EventLevelName', 'Critical')),
      when('informational', is('EventLevelName', 'Information')),
      // 1074: a user or process asked for it; 6005, 6006: the event log service starts and stops; 6008, 41: it was not asked for.
      when('restart', oneOf('EventID', 1074, 6005, 6006, 6008, 41)),
      when('unexpectedShutdown', oneOf('EventID', 6008, 41), {
        only: 'unexpected shutdown, unexpected restart, unexpected reboot, dirty shutdown',
      }),
      when('crash', oneOf('EventID', 1000, 1001, 1026), { words: 'application crash, app crash, application error' }),
      when('serviceFailure', oneOf('EventID', 7031, 7034, 7000, 7009, 7011), {
        only: 'service crash, service failure, service terminated, service stopped unexpectedly, service failed to start',
      }),
      when('outOfMemory', is('EventID', 2004), { words: 'resource exhaustion, low virtual memory' }),
      when('applicationLog', is('EventLog', 'Application'), { only: 'application log, application event log' }),
      when('systemLog', is('EventLog', 'System'), { only: 'system log, system event log' }),
    ],
    columns: {
      Computer: computerWords,
      EventLog: namedAs('event log, log, log name, channel', 'Application', 'System'),
      EventLevelName: windowsLevel,
      Source: 'source, provider, event source',
      EventID: 'event id, id, code, event code',
      RenderedDescription: 'message, description, text, rendered description',
      UserName: 'user, user name, account',
    },
    shown: 'TimeGenerated Computer EventLog EventLevelName Source EventID RenderedDescription',
    twins: 'WindowsEvent',
  }),
  table('WindowsEvent', {
    words: 'windows event, forwarded windows event, windows event log',
    row: 'An entry of an event log of a Windows machine, as collected for security.',
    of: machineTypes,
    entities: {
      host: 'Computer',
      resource: '_ResourceId',
      process: 'Provider',
      level: 'EventLevelName',
      code: 'EventID',
      type: 'Channel',
    },
    conditions: [
      when('error', oneOf('EventLevelName', 'Error', 'Critical')),
      when('warning', is('EventLevelName', 'Warning')),
      when('critical', is('EventLevelName', 'Critical')),
      when('informational', is('EventLevelName', 'Information')),
    ],
    columns: {
      Computer: computerWords,
      Channel: 'channel, log, log name',
      EventLevelName: windowsLevel,
      Provider: 'provider, source',
      EventID: 'event id, id, code',
    },
    shown: 'TimeGenerated Computer Channel EventLevelName Provider EventID EventData',
    twins: 'Event',
  }),
  table('W3CIISLog', {
    words: 'iis log, iis request, iis, web server log, web server request, w3c log, iis web request',
    row: 'A request as IIS logged it.',
    of: machineTypes,
    entities: {
      host: 'Computer',
      resource: '_ResourceId',
      operation: 'csUriStem',
      user: 'csUserName',
      client: 'cIP',
      code: 'scStatus',
      role: 'sSiteName',
    },
    conditions: [
      when('failed', startsWith('scStatus', '5'), { words: 'error, errored' }),
      when('slow', over('TimeTaken', 1000)),
      ...httpConditions('scStatus', true),
    ],
    measures: [
      measure('duration', 'TimeTaken', { unit: 'ms' }),
      measure('requestSize', 'csBytes', { unit: 'bytes', usual: 'sum' }),
      measure('responseSize', 'scBytes', { unit: 'bytes', usual: 'sum' }),
    ],
    columns: {
      Computer: computerWords,
      csUriStem: 'url, uri, path, page, endpoint, uri stem',
      csUriQuery: 'query string, uri query',
      csMethod: 'method, http method, verb',
      csHost: 'host header, site host',
      sSiteName: 'site, site name, web site',
      scStatus: 'status, status code, http status, response code',
      cIP: 'client ip, ip, client, ip address',
      csUserAgent: 'user agent, browser',
      csReferer: 'referer, referrer',
      csUserName: 'user, user name',
      sPort: 'port, server port',
      TimeTaken: quantity('time taken, duration, response time', 'ms'),
    },
    shown: 'TimeGenerated Computer sSiteName csMethod csUriStem scStatus TimeTaken cIP',
  }),
];
