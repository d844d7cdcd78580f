import { HOUR } from '../../../src/model/time';
import { bin, both, d, group, h, list, min, percent, rows, top, type Bins, type Writer } from './question';

const started = 'todatetime(properties.essentials.startDateTime)';
const severity = 'tostring(properties.essentials.severity)';

/** Scored in aggregate only, so that nobody tunes for them. */
export const heldOut: Writer = (k) => {
  const { n } = k;
  const cpu = 'ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total"';
  const of = (...args: Parameters<typeof group>) => group(args[0], args[1], args[2], 'held-');
  return [
    ...of('list', list, [
      [
        `which requests of ${n.portal} returned a 404 in the past 90 minutes`,
        `404 requests ${n.portal} last 1.5 hours list`,
        [
          `AppRequests | where ${k.in(k.last(min(90)))} and AppRoleName == "${n.portal}" and ResultCode == "404" | project TimeGenerated`,
          `AppServiceHTTPLogs | where ${k.in(k.last(min(90)))} and _ResourceId has "${n.portal}" and ScStatus == 404 | project TimeGenerated`,
        ],
      ],
      [
        `list the null reference exceptions since yesterday`,
        `NullReferenceException since yesterday list them`,
        `AppExceptions | where ${k.in(k.since('00:00', 1))} and ExceptionType has "NullReferenceException" | project TimeGenerated, AppRoleName`,
      ],
      [
        `show the stderr output of ${n.workloads[1]} for the last 3 hours`,
        `${n.workloads[1]} stderr logs past 3h`,
        `ContainerLogV2 | where ${k.in(k.last(h(3)))} and ContainerName == "${n.workloads[1]}" and LogSource == "stderr" | project TimeGenerated, LogMessage`,
      ],
      [
        `I want to see slow dependency calls above 20 seconds between 02:30 and 03:10`,
        `dependency calls > 20s 02:30 to 03:10`,
        `AppDependencies | where ${k.in(k.clock('02:30', '03:10'))} and DurationMs > 20000 | project TimeGenerated, Target`,
      ],
      [
        `delete operations on blobs that failed in the last 2 days`,
        `failed DeleteBlob calls last 2 days`,
        `StorageBlobLogs | where ${k.in(k.last(d(2)))} and OperationName == "DeleteBlob" and StatusCode != "200" | project TimeGenerated, StatusText`,
      ],
      [
        `unhealthy readiness probes in the cluster since yesterday`,
        `k8s events with reason Unhealthy since yesterday`,
        `KubeEvents | where ${k.in(k.since('00:00', 1))} and Reason == "Unhealthy" | project TimeGenerated, Name`,
      ],
    ]),
    ...of('count', rows, [
      [
        `how often did the login test fail in the last 3 days`,
        `ping-login failures last 3 days, how many`,
        `AppAvailabilityResults | where ${k.in(k.last(d(3)))} and Name == "ping-login" and Success == false | summarize sum(ItemCount)`,
      ],
      [
        `total number of dependency calls by type in the last 4 hours`,
        `dependency count per type last 4h`,
        `AppDependencies | where ${k.in(k.last(h(4)))} | summarize sum(ItemCount) by DependencyType`,
      ],
      [
        `how many gateway requests per backend pool today`,
        `app gateway requests by backend pool today`,
        `AGWAccessLogs | where ${k.in(k.today)} | summarize count() by BackendPoolName`,
      ],
      [
        `number of orders cancelled in the last 48 hours (OrderCancelled)`,
        `how many OrderCancelled events last 48h`,
        `AppEvents | where ${k.in(k.last(h(48)))} and Name == "OrderCancelled" | summarize sum(ItemCount)`,
      ],
      [
        `how many event log entries with id 7031 per computer in the last 7 days`,
        `event id 7031 count by computer last 7 days`,
        `Event | where ${k.in(k.last(d(7)))} and EventID == 7031 | summarize count() by Computer`,
      ],
      [
        `how many 5xx did iis on ${n.hosts[0]} answer yesterday`,
        `iis 5xx count ${n.hosts[0]} yesterday`,
        `W3CIISLog | where ${k.in(k.yesterday)} and Computer == "${n.hosts[0]}" and toint(scStatus) >= 500 | count`,
      ],
      [
        `how many log lines did each container write in the last 12 hours`,
        `container log lines per container last 12h`,
        `ContainerLogV2 | where ${k.in(k.last(h(12)))} | summarize count() by ContainerName`,
      ],
    ]),
    ...of('trend', rows, [
      [
        `show me how the number of exceptions developed per hour since yesterday 18:00`,
        `exceptions per hour since 6pm yesterday graph`,
        (b: Bins) => `AppExceptions | where ${k.in(k.since('18:00', 1))} | summarize sum(ItemCount) by ${bin(b)}`,
        { kind: 'trend', window: k.since('18:00', 1), step: HOUR },
      ],
      [
        `max cpu of ${n.hosts[1]} in 30 minute steps over the last 8 hours`,
        `${n.hosts[1]} max cpu every 30 min last 8h`,
        (b: Bins) =>
          `Perf | where ${k.in(k.last(h(8)))} and Computer == "${n.hosts[1]}" and ${cpu} | summarize max(CounterValue) by ${bin(b)}`,
        { kind: 'trend', window: k.last(h(8)), step: min(30) },
      ],
      [
        `p95 latency of ${n.api} per 10 minutes from 2 to 4 am`,
        `${n.api} p95 by 10m 2am-4am`,
        (b: Bins) =>
          `AppRequests | where ${k.in(k.clock('02:00', '04:00'))} and AppRoleName == "${n.api}" | summarize percentile(DurationMs, 95) by ${bin(b)}`,
        { kind: 'trend', window: k.clock('02:00', '04:00'), step: min(10) },
      ],
    ]),
    ...of('top', top(3), [
      [
        `what are the 3 most common status codes in the http logs of ${n.portal} today`,
        `top 3 status codes http logs ${n.portal} today`,
        `AppServiceHTTPLogs | where ${k.in(k.today)} and _ResourceId has "${n.portal}" | summarize m = count() by ScStatus`,
      ],
      [
        `which 3 callers hit the key vault most in the last day`,
        `top 3 key vault caller ips last 24h`,
        `AZKVAuditLogs | where ${k.in(k.last(h(24)))} | summarize m = count() by CallerIpAddress`,
      ],
      [
        `which namespace has the most container errors in the last 24 hours`,
        `namespace with most container errors last 24h`,
        `ContainerLogV2 | where ${k.in(k.last(h(24)))} and LogLevel == "error" | summarize m = count() by PodNamespace`,
        top(1),
      ],
      [
        `3 operations with the highest p95 since midnight`,
        `top 3 operations by p95 duration since midnight`,
        ['percentile(DurationMs, 95)', 'percentilew(DurationMs, ItemCount, 95)'].map(
          (measure) => `AppRequests | where ${k.in(k.today)} | summarize m = ${measure} by Name`,
        ),
      ],
    ]),
    ...of('percentile', rows, [
      [
        `90th percentile of time taken on iis today by path`,
        `iis p90 time taken per uri today`,
        `W3CIISLog | where ${k.in(k.today)} | summarize percentile(TimeTaken, 90) by csUriStem`,
      ],
      [
        `median gateway time taken per backend pool in the last 12 hours`,
        `app gateway p50 time taken by backend pool last 12h`,
        `AGWAccessLogs | where ${k.in(k.last(h(12)))} | summarize percentile(TimeTaken, 50) by BackendPoolName`,
      ],
    ]),
    ...of('rate', percent, [
      [
        `percentage of failed sign-ins per user in the last 3 days`,
        `sign in failure rate by user last 3d`,
        `SigninLogs | where ${k.in(k.last(d(3)))} | summarize 100.0 * countif(ResultType != "0") / count() by UserPrincipalName`,
      ],
      [
        `server error rate of the app gateway since 2 am`,
        `app gateway 5xx rate since 2am`,
        `AGWAccessLogs | where ${k.in(k.since('02:00'))} | summarize 100.0 * countif(HttpStatus >= 500) / count()`,
      ],
      [
        `how many requests per minute did ${n.api} handle on average in the last 2 hours`,
        `${n.api} req/min avg last 2h`,
        `AppRequests | where ${k.in(k.last(h(2)))} and AppRoleName == "${n.api}" | summarize sum(ItemCount) / 120.0`,
        { kind: 'rows', tolerance: 0.02 },
      ],
    ]),
    ...of('share', percent, [
      [
        `which share of dependency calls goes to each target, last 6 hours`,
        `dependency share by target last 6h`,
        `AppDependencies | where ${k.in(k.last(h(6)))} | summarize c = sum(ItemCount) by Target | as T | extend total = toscalar(T | summarize sum(c)) | project Target, 100.0 * c / total`,
      ],
      [
        `what percent of blob requests used account keys in the last 2 days`,
        `% of blob logs with AccountKey authentication last 2 days`,
        `StorageBlobLogs | where ${k.in(k.last(d(2)))} | summarize 100.0 * countif(AuthenticationType == "AccountKey") / count()`,
      ],
    ]),
    ...of('distinct', rows, [
      [
        `what versions of ${n.pricing} served requests in the last 24 hours`,
        `distinct versions ${n.pricing} requests last 24h`,
        `AppRequests | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.pricing}" | distinct AppVersion`,
      ],
      [
        `how many different pods logged errors since midnight`,
        `count of distinct pods with error logs since midnight`,
        `ContainerLogV2 | where ${k.in(k.today)} and LogLevel == "error" | summarize dcount(PodName)`,
      ],
    ]),
    ...of('last-seen', rows, [
      [
        `when did each depot last scan something in ${n.customTable}`,
        `last scan per depot ${n.customTable}`,
        `${n.customTable} | where ${k.in(k.last(h(24)))} | summarize max(TimeGenerated) by Depot_s`,
      ],
      [
        `when was the last 503 in the blob logs in the past 2 days`,
        `last 503 blob logs past 2 days when`,
        `StorageBlobLogs | where ${k.in(k.last(d(2)))} and StatusCode == "503" | summarize max(TimeGenerated)`,
      ],
    ]),
    ...of('first-seen', rows, [
      [
        `at what time did the first sql error occur today on ${n.databases[0]}`,
        `first database error ${n.databases[0]} today time`,
        `AzureDiagnostics | where ${k.in(k.today)} and Category == "Errors" and Resource =~ "${n.databases[0]}" | summarize min(TimeGenerated)`,
      ],
    ]),
    ...of('missing', rows, [
      [
        `is any machine not reporting heartbeats for more than an hour`,
        `machines without heartbeat for over 1 hour`,
        `Heartbeat | where ${k.in(k.last(h(24)))} | summarize seen = max(TimeGenerated) by Computer | where seen < datetime(${new Date(k.now - h(1)).toISOString()}) | project Computer`,
      ],
    ]),
    ...of('compare', both(), [
      [
        `compare page views of the last 12 hours with the 12 hours before`,
        `page views last 12h vs previous 12h`,
        `print a = toscalar(AppPageViews | where ${k.in(k.last(h(12)))} | summarize sum(ItemCount)), b = toscalar(AppPageViews | where ${k.in(k.shifted(k.last(h(12)), h(12)))} | summarize sum(ItemCount))`,
      ],
      [
        `failed dependency calls by target in the last 4 hours vs yesterday`,
        `dependency failures per target last 4h compared with yesterday`,
        `AppDependencies | where ${k.in(k.last(h(4)))} and Success == false | summarize a = sum(ItemCount) by Target | join kind=fullouter (AppDependencies | where ${k.in(k.shifted(k.last(h(4)), d(1)))} and Success == false | summarize b = sum(ItemCount) by Target) on Target | project iff(isempty(Target), Target1, Target), a, b`,
        both(1),
      ],
    ]),
    ...of('latest', list, [
      [
        `show the 3 most recent sev1 alerts of the last 7 days`,
        `latest 3 sev1 alerts last 7 days`,
        `alertsmanagementresources | where ${k.in(k.last(d(7)), started)} and ${severity} == "Sev1" | project name, s = ${started}`,
        top(3),
      ],
      [
        `what is the current pod status of ${n.workloads[1]}`,
        `latest status per pod of ${n.workloads[1]}`,
        `KubePodInventory | where ${k.in(k.last(h(24)))} and Name has "${n.workloads[1]}" | summarize arg_max(TimeGenerated, PodStatus) by Name | project Name, PodStatus`,
        rows,
      ],
    ]),
    ...of('inventory', rows, [
      [
        `list all key vaults`,
        `which key vaults do we have`,
        `resources | where type =~ "microsoft.keyvault/vaults" | project name`,
      ],
      [
        `how many vms per os type`,
        `vm count by os type inventory`,
        `resources | where type =~ "microsoft.compute/virtualmachines" | summarize count() by tostring(properties.storageProfile.osDisk.osType)`,
      ],
      [
        `which alerts are closed, last 7 days`,
        `closed alerts last 7d`,
        `alertsmanagementresources | where ${k.in(k.last(d(7)), started)} and tostring(properties.essentials.alertState) == "Closed" | project name`,
      ],
      [`how many resources per location`, `resource count by region`, `resources | summarize count() by location`],
      [
        `which reliability recommendations does advisor have`,
        `advisor high availability recommendations`,
        `advisorresources | where tostring(properties.category) == "HighAvailability" | project tostring(properties.shortDescription.problem)`,
      ],
      [
        `who changed role assignments in the last 7 days`,
        `role assignment changes by whom last 7 days`,
        [
          `AzureActivity | where ${k.in(k.last(d(7)))} and OperationNameValue has "roleAssignments" | project TimeGenerated, Caller`,
          `AzureActivity | where ${k.in(k.last(d(7)))} and OperationNameValue has "roleAssignments" and ActivityStatusValue == "Success" | project TimeGenerated, Caller`,
          `AzureActivity | where ${k.in(k.last(d(7)))} and OperationNameValue has "roleAssignments" | distinct Caller`,
        ],
      ],
    ]),
    ...of('metrics', rows, [
      [
        `used storage percent of database ${n.databases[0]}, average of the last 6 hours`,
        `${n.databases[0]} db storage % avg last 6h`,
        `AzureMetrics | where MetricName == "storage_percent" and _ResourceId endswith "/${n.databases[0]}" and ${k.in(k.last(h(6)))} | summarize avg(Average)`,
      ],
      [
        `how many http 5xx did ${n.portal} have according to platform metrics in the last 6 hours`,
        `platform metric Http5xx ${n.portal} total last 6h`,
        `AzureMetrics | where MetricName == "Http5xx" and _ResourceId endswith "/${n.portal}" and ${k.in(k.last(h(6)))} | summarize sum(Total)`,
      ],
      [
        `minimum free disk space on drive D: per computer in the last 24 hours`,
        `min free space D: by computer last 24h`,
        `Perf | where ${k.in(k.last(h(24)))} and CounterName == "% Free Space" and InstanceName == "D:" | summarize min(CounterValue) by Computer`,
      ],
    ]),
    ...of('time', rows, [
      [
        `how many requests came in during the 2 hours before the deployment`,
        `request count 04:40 to 06:40 today`,
        `AppRequests | where ${k.in({ from: k.moments.deploy - h(2), to: k.moments.deploy })} | summarize sum(ItemCount)`,
      ],
      [
        `how many exceptions on monday`,
        `exception count monday`,
        `AppExceptions | where ${k.in({ from: k.thisWeek.from, to: k.thisWeek.from + d(1) })} | summarize sum(ItemCount)`,
      ],
      [
        `number of failed requests between midnight and 6`,
        `failed requests 0:00-6:00, how many`,
        `AppRequests | where ${k.in(k.clock('00:00', '06:00'))} and Success == false | summarize sum(ItemCount)`,
      ],
      [
        `how many requests in the last quarter of an hour`,
        `requests past 15 min total`,
        `AppRequests | where ${k.in(k.last(min(15)))} | summarize sum(ItemCount)`,
      ],
    ]),
  ];
};
