import { HOUR } from '../../../src/model/time';
import { bin, both, d, group, h, list, min, percent, rows, top, type Bins, type Writer } from './question';

const started = 'todatetime(properties.essentials.startDateTime)';
const severity = 'tostring(properties.essentials.severity)';

/** More of each group, by another pen. */
export const second: Writer = (k) => {
  const { n } = k;
  const cpu = 'ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total"';
  const trend = (window: { from: number; to: number }, step?: number) =>
    ({ kind: 'trend', window, ...(step !== undefined && { step }) }) as const;
  const of = (...args: Parameters<typeof group>) => group(args[0], args[1], args[2], 'second-');
  return [
    ...of('list', list, [
      [
        `list requests to ${n.pricing} that returned 500 since 8 am yesterday`,
        `${n.pricing} 500s since 8am yesterday`,
        `AppRequests | where ${k.in(k.since('08:00', 1))} and AppRoleName == "${n.pricing}" and ResultCode == "500" | project TimeGenerated, Name`,
      ],
      [
        `show the critical traces of the past 12 hours`,
        `critical level traces last 12h`,
        `AppTraces | where ${k.in(k.last(h(12)))} and SeverityLevel >= 4 | project TimeGenerated, Message`,
      ],
      [
        `show BackOff events in the cluster over the last day`,
        `k8s events reason BackOff last 24h`,
        `KubeEvents | where ${k.in(k.last(h(24)))} and Reason == "BackOff" | project TimeGenerated, Name`,
      ],
      [
        `show warnings from the windows event log on ${n.hosts[1]} in the last 2 days`,
        `event log warnings ${n.hosts[1]} last 2d`,
        `Event | where ${k.in(k.last(d(2)))} and Computer == "${n.hosts[1]}" and EventLevelName == "Warning" | project TimeGenerated, Source`,
      ],
      [
        `failed sql calls of ${n.api} in the last 24 hours`,
        `show sql dependency failures ${n.api} last 24h`,
        `AppDependencies | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.api}" and DependencyType == "SQL" and Success == false | project TimeGenerated, Target`,
      ],
      [
        `get error entries of function ${n.functions[0]} since midnight`,
        `${n.functions[0]} errors since midnight`,
        `FunctionAppLogs | where ${k.in(k.today)} and FunctionName == "${n.functions[0]}" and Level in ("Error", "Critical") | project TimeGenerated, Message`,
      ],
    ]),
    ...of('count', rows, [
      [
        `how many exceptions per app since midnight`,
        `exceptions by role since midnight`,
        `AppExceptions | where ${k.in(k.today)} | summarize sum(ItemCount) by AppRoleName`,
      ],
      [
        `how many requests did each app serve in the past 12 hours`,
        `request count by role 12h`,
        `AppRequests | where ${k.in(k.last(h(12)))} | summarize sum(ItemCount) by AppRoleName`,
      ],
      [
        `how many slow requests over 5 seconds between 2:30 and 3:10 am`,
        `count reqs slower than 5s 02:30-03:10`,
        `AppRequests | where ${k.in(k.clock('02:30', '03:10'))} and DurationMs > 5000 | summarize sum(ItemCount)`,
      ],
      [
        `how many error events per computer in the last 3 days`,
        `windows error events by computer last 3 days`,
        `Event | where ${k.in(k.last(d(3)))} and EventLevelName == "Error" | summarize count() by Computer`,
      ],
      [
        `number of ssh failures on ${n.linuxHost} in the last 24 hours (sshd)`,
        `sshd error msgs ${n.linuxHost} last 24h count`,
        [
          `Syslog | where ${k.in(k.last(h(24)))} and Computer == "${n.linuxHost}" and ProcessName == "sshd" | count`,
          `Syslog | where ${k.in(k.last(h(24)))} and Computer == "${n.linuxHost}" and ProcessName == "sshd" and SeverityLevel == "err" | count`,
        ],
      ],
      [
        `how many kubernetes events per reason in the last 2 days`,
        `k8s events by reason last 2d`,
        `KubeEvents | where ${k.in(k.last(d(2)))} | summarize count() by Reason`,
      ],
      [
        `count of traces per severity level in the last 3 hours`,
        `traces by severity last 3h`,
        `AppTraces | where ${k.in(k.last(h(3)))} | summarize sum(ItemCount) by SeverityLevel`,
      ],
      [
        `how many http requests per method did ${n.portal} get today in the http logs`,
        `http logs ${n.portal} by method today`,
        `AppServiceHTTPLogs | where ${k.in(k.today)} and _ResourceId has "${n.portal}" | summarize count() by CsMethod`,
      ],
    ]),
    ...of('trend', rows, [
      [
        `chart failed dependency calls every 10 minutes between 2 and 4 am`,
        `failed dependencies per 10 min 2am-4am graph`,
        (b: Bins) =>
          `AppDependencies | where ${k.in(k.clock('02:00', '04:00'))} and Success == false | summarize sum(ItemCount) by ${bin(b)}`,
        trend(k.clock('02:00', '04:00'), min(10)),
      ],
      [
        `requests per hour by app for the last 12 hours`,
        `hourly requests by role past 12 hours`,
        (b: Bins) => `AppRequests | where ${k.in(k.last(h(12)))} | summarize sum(ItemCount) by ${bin(b)}, AppRoleName`,
        trend(k.last(h(12)), HOUR),
      ],
      [
        `cpu trend of all vms for the last 6 hours`,
        `cpu over time by computer last 6h`,
        (b: Bins) => `Perf | where ${k.in(k.last(h(6)))} and ${cpu} | summarize avg(CounterValue) by ${bin(b)}, Computer`,
        trend(k.last(h(6))),
      ],
      [
        `plot page views per hour over the last 2 days`,
        `hourly pageviews last 2 days`,
        (b: Bins) => `AppPageViews | where ${k.in(k.last(d(2)))} | summarize sum(ItemCount) by ${bin(b)}`,
        trend(k.last(d(2)), HOUR),
      ],
    ]),
    ...of('top', top(3), [
      [
        `top 3 operations by request count in the last 6 hours`,
        `3 busiest operations last 6h`,
        `AppRequests | where ${k.in(k.last(h(6)))} | summarize m = sum(ItemCount) by Name`,
      ],
      [
        `which 3 countries send the most requests to ${n.portal}, last 24h`,
        `top 3 countries by requests ${n.portal} last 24h`,
        `AppRequests | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.portal}" | summarize m = sum(ItemCount) by ClientCountryOrRegion`,
      ],
      [
        `top 3 slowest dependency targets overnight on average`,
        `slowest 3 dependency targets overnight avg`,
        ['avg(DurationMs)', 'sum(DurationMs * ItemCount) / sum(ItemCount)'].map(
          (measure) => `AppDependencies | where ${k.in(k.overnight)} | summarize m = ${measure} by Target`,
        ),
      ],
      [
        `which function logs the most errors in the last 2 days`,
        `function with most errors last 2 days`,
        `FunctionAppLogs | where ${k.in(k.last(d(2)))} and Level in ("Error", "Critical") | summarize m = count() by FunctionName`,
        top(1),
      ],
      [
        `top 2 syslog processes by number of messages in the last 24 hours`,
        `2 chattiest processes syslog last 24h`,
        `Syslog | where ${k.in(k.last(h(24)))} | summarize m = count() by ProcessName`,
        top(2),
      ],
    ]),
    ...of('percentile', rows, [
      [
        `p95 duration of POST /quote since 7 am`,
        `POST /quote p95 since 7am`,
        ['percentile(DurationMs, 95)', 'percentilew(DurationMs, ItemCount, 95)'].map(
          (measure) => `AppRequests | where ${k.in(k.since('07:00'))} and Name == "POST /quote" | summarize ${measure}`,
        ),
      ],
      [
        `p99 time taken in the http logs of ${n.portal} for the last 12 hours`,
        `${n.portal} http logs p99 time taken 12h`,
        `AppServiceHTTPLogs | where ${k.in(k.last(h(12)))} and _ResourceId has "${n.portal}" | summarize percentile(TimeTaken, 99)`,
      ],
      [
        `median page load duration per browser over the last 3 days`,
        `p50 page view duration by browser last 3d`,
        `AppPageViews | where ${k.in(k.last(d(3)))} | summarize percentile(DurationMs, 50) by ClientBrowser`,
      ],
    ]),
    ...of('rate', percent, [
      [
        `what was the error rate of ${n.pricing} since midnight`,
        `${n.pricing} error rate since midnight`,
        `AppRequests | where ${k.in(k.today)} and AppRoleName == "${n.pricing}" | summarize 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount)`,
      ],
      [
        `failure rate per function in the last 2 days`,
        `% errors per function last 2d`,
        `FunctionAppLogs | where ${k.in(k.last(d(2)))} | summarize 100.0 * countif(Level in ("Error", "Critical")) / count() by FunctionName`,
      ],
      [
        `availability per test location in the last 2 days`,
        `availability % by location last 2 days`,
        `AppAvailabilityResults | where ${k.in(k.last(d(2)))} | summarize 100.0 * countif(Success == true) / count() by Location`,
      ],
    ]),
    ...of('ratio', percent, [
      [
        `ratio of failed to successful dependency calls overnight`,
        `failed vs ok dependencies ratio overnight`,
        `AppDependencies | where ${k.in(k.overnight)} | summarize 100.0 * sumif(ItemCount, Success == false) / sumif(ItemCount, Success == true)`,
      ],
    ]),
    ...of('share', percent, [
      [
        `share of requests by result code in the last 12 hours`,
        `result code distribution in % last 12h`,
        `AppRequests | where ${k.in(k.last(h(12)))} | summarize c = sum(ItemCount) by ResultCode | as T | extend total = toscalar(T | summarize sum(c)) | project ResultCode, 100.0 * c / total`,
      ],
      [
        `what percentage of dependency calls took over 1 second between 2 and 4 am`,
        `% of dependencies slower than 1s 2am to 4am`,
        `AppDependencies | where ${k.in(k.clock('02:00', '04:00'))} | summarize 100.0 * sumif(ItemCount, DurationMs > 1000) / sum(ItemCount)`,
      ],
    ]),
    ...of('distinct', rows, [
      [
        `which user agents show up in the http logs of ${n.portal} today`,
        `distinct user agents ${n.portal} http logs today`,
        `AppServiceHTTPLogs | where ${k.in(k.today)} and _ResourceId has "${n.portal}" | distinct UserAgent`,
      ],
      [
        `how many different operations were called on ${n.api} today`,
        `number of unique operations ${n.api} today`,
        [
          `AppRequests | where ${k.in(k.today)} and AppRoleName == "${n.api}" | summarize dcount(Name)`,
          `AppRequests | where ${k.in(k.today)} and AppRoleName == "${n.api}" | distinct Name`,
        ],
      ],
      [
        `which users failed to sign in during the last 3 days`,
        `users w/ failed sign-ins last 3 days`,
        [
          `SigninLogs | where ${k.in(k.last(d(3)))} and ResultType != "0" | distinct UserPrincipalName`,
          `SigninLogs | where ${k.in(k.last(d(3)))} and ResultType != "0" | summarize count() by UserPrincipalName`,
        ],
      ],
    ]),
    ...of('last-seen', rows, [
      [
        `last perf sample per computer in the past day`,
        `when did each host last send perf data (24h)`,
        `Perf | where ${k.in(k.last(h(24)))} | summarize max(TimeGenerated) by Computer`,
      ],
      [
        `when was the last failed request of ${n.portal}`,
        `last failure on ${n.portal} requests when`,
        `AppRequests | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.portal}" and Success == false | summarize max(TimeGenerated)`,
      ],
    ]),
    ...of('first-seen', rows, [
      [
        `when did node aks-pool-1 first become NotReady since 2 am`,
        `first NotReady of aks-pool-1 since 2am`,
        `KubeNodeInventory | where ${k.in(k.since('02:00'))} and Computer == "aks-pool-1" and Status == "NotReady" | summarize min(TimeGenerated)`,
      ],
      [
        `first timeout exception since 2 am`,
        `when did TimeoutException first occur since 2am`,
        ['ExceptionType has "TimeoutException"', 'ExceptionType has "TimeoutException" or OuterMessage has "timeout"'].map(
          (test) => `AppExceptions | where ${k.in(k.since('02:00'))} and (${test}) | summarize min(TimeGenerated)`,
        ),
      ],
    ]),
    ...of('missing', rows, [
      [
        `which servers are not sending heartbeats any more`,
        `servers gone silent`,
        `Heartbeat | where ${k.in(k.last(h(24)))} | summarize seen = max(TimeGenerated) by Computer | where seen < datetime(${new Date(k.now - min(30)).toISOString()}) | project Computer`,
      ],
    ]),
    ...of('compare', both(), [
      [
        `compare the number of exceptions today with yesterday until the same time`,
        `exceptions today vs yesterday`,
        [
          `print a = toscalar(AppExceptions | where ${k.in(k.today)} | summarize sum(ItemCount)), b = toscalar(AppExceptions | where ${k.in(k.shifted(k.today, d(1)))} | summarize sum(ItemCount))`,
          `print a = toscalar(AppExceptions | where ${k.in(k.today)} | summarize sum(ItemCount)), b = toscalar(AppExceptions | where ${k.in(k.yesterday)} | summarize sum(ItemCount))`,
        ],
      ],
      [
        `requests by app in the last 2 hours versus same time last week`,
        `requests per role last 2h compared to last week`,
        `AppRequests | where ${k.in(k.last(h(2)))} | summarize a = sum(ItemCount) by AppRoleName | join kind=leftouter (AppRequests | where ${k.in(k.shifted(k.last(h(2)), d(7)))} | summarize b = sum(ItemCount) by AppRoleName) on AppRoleName | project AppRoleName, a, b`,
        both(1),
      ],
    ]),
    ...of('latest', list, [
      [
        `the most recent 5 deadlocks`,
        `last 5 deadlocks sql`,
        `AzureDiagnostics | where ${k.in(k.last(h(24)))} and Category == "Deadlocks" | project Resource, TimeGenerated`,
        top(5),
      ],
      [
        `show the last 10 syslog messages of ${n.linuxHost}`,
        `latest 10 syslog lines ${n.linuxHost}`,
        `Syslog | where ${k.in(k.last(h(24)))} and Computer == "${n.linuxHost}" | project SyslogMessage, TimeGenerated`,
        top(10),
      ],
    ]),
    ...of('inventory', rows, [
      [
        `list all sql databases`,
        `which sql databases exist`,
        `resources | where type =~ "microsoft.sql/servers/databases" | project name`,
      ],
      [
        `how many alerts fired yesterday`,
        `alert count yesterday`,
        `alertsmanagementresources | where ${k.in(k.yesterday, started)} | count`,
      ],
      [
        `alerts per rule in the last 7 days`,
        `alert count by name last 7d`,
        `alertsmanagementresources | where ${k.in(k.last(d(7)), started)} | summarize count() by name`,
      ],
      [
        `sev2 alerts that are still firing`,
        `open sev2 alerts (fired)`,
        `alertsmanagementresources | where ${severity} == "Sev2" and tostring(properties.essentials.monitorCondition) == "Fired" | project name`,
      ],
      [
        `which resources are in northeurope`,
        `resources located in northeurope`,
        `resources | where location =~ "northeurope" | project name`,
      ],
      [
        `how many policies are violated per definition`,
        `non compliant count by policy definition`,
        `policyresources | where tostring(properties.complianceState) == "NonCompliant" | summarize count() by tostring(properties.policyDefinitionName)`,
      ],
    ]),
    ...of('metrics', rows, [
      [
        `maximum dtu of ${n.databases[0]} in the last 12 hours`,
        `${n.databases[0]} dtu max last 12h`,
        ['max(Maximum)', 'max(Average)'].map(
          (measure) =>
            `AzureMetrics | where MetricName == "dtu_consumption_percent" and _ResourceId endswith "/${n.databases[0]}" and ${k.in(k.last(h(12)))} | summarize ${measure}`,
        ),
      ],
      [
        `lowest available memory per vm in the last 12 hours`,
        `min available mb by computer last 12h`,
        `Perf | where ${k.in(k.last(h(12)))} and CounterName == "Available MBytes" | summarize min(CounterValue) by Computer`,
      ],
      [
        `p95 cpu of ${n.hosts[0]} over the last 24 hours`,
        `${n.hosts[0]} cpu p95 last day`,
        `Perf | where ${k.in(k.last(h(24)))} and Computer == "${n.hosts[0]}" and ${cpu} | summarize percentile(CounterValue, 95)`,
      ],
    ]),
    ...of('time', rows, [
      [
        `how many failed requests around 3 am`,
        `failed reqs around 3am, how many`,
        `AppRequests | where ${k.in(k.around('03:00'))} and Success == false | summarize sum(ItemCount)`,
      ],
      [
        `how many exceptions yesterday between 14:00 and 16:00`,
        `exceptions yesterday 2pm-4pm count`,
        `AppExceptions | where ${k.in(k.clock('14:00', '16:00', 1))} | summarize sum(ItemCount)`,
      ],
      [
        `how many requests in total over the past 10 days`,
        `requests in the past ten days, total`,
        `AppRequests | where ${k.in(k.last(d(10)))} | summarize sum(ItemCount)`,
      ],
    ]),
  ];
};
