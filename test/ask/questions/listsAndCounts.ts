import { d, group, h, list, min, rows, type Writer } from './question';

/** Rows, and how many there are. */
export const listsAndCounts: Writer = (k) => {
  const { n } = k;
  return [
    ...group('list', list, [
      [
        `show me the failed requests of ${n.api} in the last 3 hours`,
        `${n.api} failed reqs last 3h`,
        `AppRequests | where ${k.in(k.last(h(3)))} and AppRoleName == "${n.api}" and Success == false | project TimeGenerated, Name`,
      ],
      [
        `list all exceptions in ${n.pricing} since midnight`,
        `exceptions ${n.pricing} since midnite`,
        `AppExceptions | where ${k.in(k.today)} and AppRoleName == "${n.pricing}" | project TimeGenerated, ExceptionType`,
      ],
      [
        `show all error traces from ${n.portal} in the last 6 hours`,
        `error traces ${n.portal} past 6 hours pls`,
        `AppTraces | where ${k.in(k.last(h(6)))} and AppRoleName == "${n.portal}" and SeverityLevel >= 3 | project TimeGenerated, Message`,
      ],
      [
        `show requests slower than 10 seconds around 2:45 am`,
        `requests > 10s around 2:45am`,
        `AppRequests | where ${k.in(k.around('02:45'))} and DurationMs > 10000 | project TimeGenerated, Name`,
      ],
      [
        `give me the function app errors from the last 12 hours`,
        `function app errors last 12h`,
        `FunctionAppLogs | where ${k.in(k.last(h(12)))} and Level in ("Error", "Critical") | project TimeGenerated, Message`,
      ],
      [
        `show syslog errors on ${n.linuxHost} since yesterday 6pm`,
        `syslog errs on ${n.linuxHost} since 6pm yesterday`,
        [
          `Syslog | where ${k.in(k.since('18:00', 1))} and Computer == "${n.linuxHost}" and SeverityLevel in ("err", "error", "crit", "alert", "emerg") | project TimeGenerated, SyslogMessage`,
          `Syslog | where ${k.in(k.since('18:00', 1))} and Computer == "${n.linuxHost}" and SeverityLevel in ("err", "error") | project TimeGenerated, SyslogMessage`,
        ],
      ],
      [
        `show windows error events on ${n.hosts[0]} in the last 24 hours`,
        `event log errors ${n.hosts[0]} last 24h`,
        `Event | where ${k.in(k.last(h(24)))} and Computer == "${n.hosts[0]}" and EventLevelName in ("Error", "Critical") | project TimeGenerated, RenderedDescription`,
      ],
      [
        `list the container error logs in the ${n.namespaces[1]} namespace for the past 6 hours`,
        `container errors namespace ${n.namespaces[1]} last 6h`,
        `ContainerLogV2 | where ${k.in(k.last(h(6)))} and PodNamespace == "${n.namespaces[1]}" and LogLevel == "error" | project TimeGenerated, PodName`,
      ],
      [
        `show me kubernetes warning events from the last 12 hours`,
        `k8s warning events last 12 hours`,
        `KubeEvents | where ${k.in(k.last(h(12)))} and KubeEventType == "Warning" | project TimeGenerated, Name`,
      ],
      [
        `show the 5xx responses in the app service http logs for ${n.portal} over the last 4 hours`,
        `5xx http logs ${n.portal} last 4h`,
        `AppServiceHTTPLogs | where ${k.in(k.last(h(4)))} and _ResourceId has "${n.portal}" and ScStatus >= 500 and ScStatus < 600 | project TimeGenerated, ScStatus`,
      ],
      [
        `which calls to ${n.carrier} failed between 2 and 4 am`,
        `failed dependency calls to ${n.carrier} between 2am and 4am`,
        `AppDependencies | where ${k.in(k.clock('02:00', '04:00'))} and Target == "${n.carrier}" and Success == false | project TimeGenerated, Name`,
      ],
      [
        `show failed availability tests overnight`,
        `availability test failures over night`,
        `AppAvailabilityResults | where ${k.in(k.overnight)} and Success == false | project TimeGenerated, Name`,
      ],
      [
        `who got denied by the key vault in the last day? show the entries`,
        `key vault forbidden requests last 24h`,
        `AZKVAuditLogs | where ${k.in(k.last(h(24)))} and HttpStatusCode == 403 | project TimeGenerated, CallerIpAddress`,
      ],
      [
        `show failed sign-ins from the last 2 days`,
        `failed signins past 2 days`,
        `SigninLogs | where ${k.in(k.last(d(2)))} and ResultType != "0" | project TimeGenerated, UserPrincipalName`,
      ],
      [
        `show misread scans in ${n.customTable} at ${n.depots[0]} in the last 12 hours`,
        `${n.customTable} where outcome misread depot ${n.depots[0]} last 12h`,
        `${n.customTable} | where ${k.in(k.last(h(12)))} and Depot_s == "${n.depots[0]}" and Outcome_s == "Misread" | project TimeGenerated, Scanner_s`,
      ],
      [
        `show me timeout exceptions from ${n.api} last night between 02:00 and 03:30`,
        `TimeoutException in ${n.api} 02:00-03:30`,
        ['ExceptionType has "TimeoutException"', 'ExceptionType has "TimeoutException" or OuterMessage has "timeout"'].map(
          (test) =>
            `AppExceptions | where ${k.in(k.clock('02:00', '03:30'))} and AppRoleName == "${n.api}" and (${test}) | project TimeGenerated, OuterMessage`,
        ),
      ],
      [
        `storage requests that were throttled (503) in the past 24 hours`,
        `blob logs with status 503 last 24 hours`,
        `StorageBlobLogs | where ${k.in(k.last(h(24)))} and StatusCode == "503" | project TimeGenerated, OperationName`,
      ],
      [
        `which pods are in pending state in the last 2 hours`,
        `pending pods last 2h`,
        [
          `KubePodInventory | where ${k.in(k.last(h(2)))} and PodStatus == "Pending" | project TimeGenerated, Name`,
          `KubePodInventory | where ${k.in(k.last(h(2)))} and PodStatus == "Pending" | distinct Name`,
        ],
      ],
      [
        `show iis requests with status 500 on ${n.hosts[0]} today`,
        `iis 500s on ${n.hosts[0]} today`,
        `W3CIISLog | where ${k.in(k.today)} and Computer == "${n.hosts[0]}" and scStatus == "500" | project TimeGenerated, csUriStem`,
      ],
      [
        `show traces that contain "deadlock" from the last 24 hours`,
        `traces with deadlock in message last 24h`,
        `AppTraces | where ${k.in(k.last(h(24)))} and Message contains "deadlock" | project TimeGenerated, Message`,
      ],
    ]),
    ...group('count', rows, [
      [
        `how many requests did ${n.portal} get in the last hour`,
        `request count ${n.portal} last hr`,
        `AppRequests | where ${k.in(k.last(h(1)))} and AppRoleName == "${n.portal}" | summarize sum(ItemCount)`,
      ],
      [
        `how many requests failed overnight`,
        `nr of failed requests overnight?`,
        `AppRequests | where ${k.in(k.overnight)} and Success == false | summarize sum(ItemCount)`,
      ],
      [
        `count of exceptions by type today`,
        `exceptions per type today`,
        `AppExceptions | where ${k.in(k.today)} | summarize sum(ItemCount) by ExceptionType`,
      ],
      [
        `how many requests per result code in the last 2 hours`,
        `requests by result code last 2h`,
        `AppRequests | where ${k.in(k.last(h(2)))} | summarize sum(ItemCount) by ResultCode`,
      ],
      [
        `number of 404s on ${n.portal} since 6 am`,
        `how many 404 did ${n.portal} return since 6am`,
        [
          `AppServiceHTTPLogs | where ${k.in(k.since('06:00'))} and _ResourceId has "${n.portal}" and ScStatus == 404 | count`,
          `AppRequests | where ${k.in(k.since('06:00'))} and AppRoleName == "${n.portal}" and ResultCode == "404" | summarize sum(ItemCount)`,
        ],
      ],
      [
        `how many container errors per namespace in the last 6 hours`,
        `container error count by namespace past 6h`,
        `ContainerLogV2 | where ${k.in(k.last(h(6)))} and LogLevel == "error" | summarize count() by PodNamespace`,
      ],
      [
        `how many times did function ${n.functions[1]} fail in the last 2 days`,
        `${n.functions[1]} failures last 2 days count`,
        `FunctionAppLogs | where ${k.in(k.last(d(2)))} and FunctionName == "${n.functions[1]}" and Level == "Error" | count`,
      ],
      [
        `number of failed dependency calls by target between 02:00 and 03:30`,
        `failed dependencies per target 2:00 to 3:30 am`,
        `AppDependencies | where ${k.in(k.clock('02:00', '03:30'))} and Success == false | summarize sum(ItemCount) by Target`,
      ],
      [
        `how many warnings and errors did each function log in the last 24 hours`,
        `warnings + errors per function last 24h`,
        `FunctionAppLogs | where ${k.in(k.last(h(24)))} and Level in ("Warning", "Error", "Critical") | summarize count() by FunctionName`,
      ],
      [
        `how many page views per country in the last 3 days`,
        `pageviews by country last 3 days`,
        `AppPageViews | where ${k.in(k.last(d(3)))} | summarize sum(ItemCount) by ClientCountryOrRegion`,
      ],
      [
        `count syslog messages by severity in the last day`,
        `syslog by severity last 24h`,
        `Syslog | where ${k.in(k.last(h(24)))} | summarize count() by SeverityLevel`,
      ],
      [
        `how many OrderPlaced events since midnight`,
        `OrderPlaced events today, how many`,
        `AppEvents | where ${k.in(k.today)} and Name == "OrderPlaced" | summarize sum(ItemCount)`,
      ],
      [
        `how many restarts did ${n.workloads[1]} pods have in the last 24 hours`,
        `pod restarts ${n.workloads[1]} last 24h`,
        [
          `KubePodInventory | where ${k.in(k.last(h(24)))} and Name has "${n.workloads[1]}" | summarize max(PodRestartCount) - min(PodRestartCount)`,
          `KubePodInventory | where ${k.in(k.last(h(24)))} and Name has "${n.workloads[1]}" | summarize r = max(PodRestartCount) - min(PodRestartCount) by Name | summarize sum(r)`,
          `KubePodInventory | where ${k.in(k.last(h(24)))} and Name has "${n.workloads[1]}" | summarize r = max(PodRestartCount) - min(PodRestartCount) by Name`,
          `KubePodInventory | where ${k.in(k.last(h(24)))} and Name has "${n.workloads[1]}" | summarize r = max(PodRestartCount) by Name`,
          `KubePodInventory | where ${k.in(k.last(h(24)))} and Name has "${n.workloads[1]}" | summarize r = max(PodRestartCount) - min(PodRestartCount) by Name | where r > 0`,
        ],
      ],
      [
        `how many failed logins per user in the past 3 days`,
        `failed sign ins by user last 3 days`,
        `SigninLogs | where ${k.in(k.last(d(3)))} and ResultType != "0" | summarize count() by UserPrincipalName`,
      ],
      [
        `how many scans per depot did we have today in ${n.customTable}`,
        `${n.customTable} count by depot today`,
        `${n.customTable} | where ${k.in(k.today)} | summarize count() by Depot_s`,
      ],
      [
        `how many deadlocks were there in the last 2 days`,
        `deadlock count last 2 days sql`,
        `AzureDiagnostics | where ${k.in(k.last(d(2)))} and Category == "Deadlocks" | count`,
      ],
      [
        `how many requests took longer than 1 second on ${n.pricing} in the last 30 minutes`,
        `${n.pricing} requests over 1 sec last 30 min, count`,
        `AppRequests | where ${k.in(k.last(min(30)))} and AppRoleName == "${n.pricing}" and DurationMs > 1000 | summarize sum(ItemCount)`,
      ],
      [
        `count blob operations by operation name for the last 2 days`,
        `blob ops per operation last 2 days`,
        `StorageBlobLogs | where ${k.in(k.last(d(2)))} | summarize count() by OperationName`,
      ],
    ]),
  ];
};
