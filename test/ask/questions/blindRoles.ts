import { HOUR } from '../../../src/model/time';
import { bin, d, blindGroup as group, h, list, percent, rows, top, type Bins, type Writer } from './question';

/** Resources by what they are; written without sight of what answers them. */
export const blindRoles: Writer = (k) => {
  const { n } = k;
  const q = k.query.bind(k);
  return [
    ...group('roles', list, [
      [
        `what errors did the web app log since midnight`,
        `web app errors since midnight`,
        [
          q('AppTraces', k.today, `AppRoleName == "${n.portal}" and SeverityLevel >= 3`, 'project TimeGenerated'),
          q('AppServiceConsoleLogs', k.today, `Level == "Error"`, 'project TimeGenerated'),
          q('AppServiceHTTPLogs', k.today, 'ScStatus >= 500', 'project TimeGenerated'),
          q('AppRequests', k.today, `AppRoleName == "${n.portal}" and Success == false`, 'project TimeGenerated'),
          q('AppExceptions', k.today, `AppRoleName == "${n.portal}"`, 'project TimeGenerated'),
        ],
      ],
      [
        `how many errors did the function app write today`,
        `function app error count today`,
        q('FunctionAppLogs', k.today, 'Level in ("Error", "Critical")', 'count'),
        rows,
      ],
      [
        `syslog errors on the linux box last 6h`,
        `linux server syslog errs past 6 hours`,
        ['("err", "error", "crit", "alert", "emerg")', '("err", "error")'].map((levels) =>
          q('Syslog', k.last(h(6)), `SeverityLevel in ${levels}`, 'project TimeGenerated, SyslogMessage'),
        ),
      ],
      [
        `how many 5xx did the gateway return in the last 3 hours`,
        `gateway 5xx count 3h`,
        q('AGWAccessLogs', k.last(h(3)), 'HttpStatus >= 500', 'count'),
        rows,
      ],
      [
        `who got a 403 from the vault today`,
        `vault 403s today`,
        [
          'project TimeGenerated, CallerIpAddress',
          'distinct CallerIpAddress',
          'summarize count() by CallerIpAddress',
          'count',
        ].map((rest) => q('AZKVAuditLogs', k.today, 'HttpStatusCode == 403', rest)),
      ],
      [
        `p95 of the web app since midnight`,
        `web app p95 latency today`,
        [
          ...['percentile(DurationMs, 95)', 'percentilew(DurationMs, ItemCount, 95)'].map((measure) =>
            q('AppRequests', k.today, `AppRoleName == "${n.portal}"`, `summarize ${measure}`),
          ),
          q('AppServiceHTTPLogs', k.today, '', 'summarize percentile(TimeTaken, 95)'),
        ],
        rows,
      ],
      [
        `how many times was the storage account throttled (503) in the last 2 days`,
        `storage account 503 count 2d`,
        q('StorageBlobLogs', k.last(d(2)), `StatusCode == "503"`, 'count'),
        rows,
      ],
      [
        `warning events from the cluster in the last 3h`,
        `cluster warnings last 3h`,
        [
          q('KubeEvents', k.last(h(3)), `KubeEventType == "Warning"`, 'project TimeGenerated, Name'),
          q('ContainerLogV2', k.last(h(3)), `LogLevel == "warning"`, 'project TimeGenerated, PodName'),
        ],
      ],
      [
        `how many hits per hour did the website get today`,
        `website hits hourly today`,
        [
          (b: Bins) => q('AppRequests', k.today, `AppRoleName == "${n.portal}"`, `summarize sum(ItemCount) by ${bin(b)}`),
          (b: Bins) => q('AppServiceHTTPLogs', k.today, '', `summarize count() by ${bin(b)}`),
          (b: Bins) => q('AppPageViews', k.today, '', `summarize sum(ItemCount) by ${bin(b)}`),
        ],
        { kind: 'trend', window: k.today, step: HOUR },
      ],
      [
        `deadlocks on the database since yesterday`,
        `db deadlocks since yesterday list`,
        q('AzureDiagnostics', k.since('00:00', 1), `Category == "Deadlocks"`, 'project TimeGenerated, Resource'),
      ],
      [
        `top 3 paths on the iis server today`,
        `3 most hit urls iis box today`,
        q('W3CIISLog', k.today, '', 'summarize m = count() by csUriStem'),
        top(3),
      ],
      [
        `failure rate of the function app in the last 24h`,
        `function app % errors 24h`,
        q('FunctionAppLogs', k.last(h(24)), '', 'summarize 100.0 * countif(Level in ("Error", "Critical")) / count()'),
        percent,
      ],
    ]),
  ];
};
