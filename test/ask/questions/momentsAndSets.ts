import { DAY } from '../../../src/model/time';
import { both, d, group, h, list, min, rows, top, type Writer } from './question';

/** Distinct values, first and last moments, what is missing, comparisons, the latest rows, words for times. */
export const momentsAndSets: Writer = (k) => {
  const { n } = k;
  const yesterday = (window: { from: number; to: number }) => k.shifted(window, DAY);
  return [
    ...group('distinct', rows, [
      [
        `how many distinct users hit ${n.portal} in the last 24 hours`,
        `unique users ${n.portal} last 24h`,
        [
          `AppRequests | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.portal}" | summarize dcount(UserId)`,
          `AppPageViews | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.portal}" | summarize dcount(UserId)`,
        ],
      ],
      [
        `which exception types did we see overnight`,
        `distinct exception types overnight`,
        `AppExceptions | where ${k.in(k.overnight)} | distinct ExceptionType`,
      ],
      [
        `list the distinct dependency targets of ${n.pricing} today`,
        `what targets does ${n.pricing} call, today`,
        `AppDependencies | where ${k.in(k.today)} and AppRoleName == "${n.pricing}" | distinct Target`,
      ],
      [
        `which computers sent heartbeats in the last hour`,
        `computers w/ heartbeat last hour`,
        `Heartbeat | where ${k.in(k.last(h(1)))} | distinct Computer`,
      ],
      [
        `how many unique client ips called the app gateway today`,
        `distinct client ips app gateway today`,
        [
          `AGWAccessLogs | where ${k.in(k.today)} | summarize dcount(ClientIp)`,
          `AGWAccessLogs | where ${k.in(k.today)} | distinct ClientIp`,
        ],
      ],
      [
        `what namespaces logged errors in the last 6 hours`,
        `namespaces with container errors last 6h`,
        [`ContainerLogV2 | where ${k.in(k.last(h(6)))} and LogLevel == "error" | distinct PodNamespace`],
      ],
      [
        `number of sessions per browser in the last 3 days of page views`,
        `distinct sessions by browser page views last 3 days`,
        `AppPageViews | where ${k.in(k.last(d(3)))} | summarize dcount(SessionId) by ClientBrowser`,
        { kind: 'rows', tolerance: 0.03 },
      ],
    ]),
    ...group('last-seen', rows, [
      [
        `when did each computer last send a heartbeat`,
        `last heartbeat per computer`,
        `Heartbeat | where ${k.in(k.last(h(24)))} | summarize max(TimeGenerated) by Computer`,
      ],
      [
        `when was the last timeout exception in ${n.api}`,
        `last TimeoutException ${n.api} when`,
        ['ExceptionType has "TimeoutException"', 'ExceptionType has "TimeoutException" or OuterMessage has "timeout"'].map(
          (test) =>
            `AppExceptions | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.api}" and (${test}) | summarize max(TimeGenerated)`,
        ),
      ],
      [
        `when did we last get data from ${n.hosts[2]}`,
        `last seen ${n.hosts[2]}`,
        `Heartbeat | where ${k.in(k.last(h(24)))} and Computer == "${n.hosts[2]}" | summarize max(TimeGenerated)`,
      ],
      [
        `when did each function run last in the past 2 days`,
        `last log per function last 2 days`,
        `FunctionAppLogs | where ${k.in(k.last(d(2)))} | summarize max(TimeGenerated) by FunctionName`,
      ],
      [
        `when was the last failed sign-in of ${n.people[0]} in the last 3 days`,
        `last failed login ${n.people[0]} past 3 days`,
        `SigninLogs | where ${k.in(k.last(d(3)))} and ResultType != "0" and UserPrincipalName == "${n.people[0]}" | summarize max(TimeGenerated)`,
      ],
    ]),
    ...group('first-seen', rows, [
      [
        `when did the calls to ${n.carrier} start failing after 2 am`,
        `first failed call to ${n.carrier} since 2am`,
        `AppDependencies | where ${k.in(k.since('02:00'))} and Target == "${n.carrier}" and Success == false | summarize min(TimeGenerated)`,
      ],
      [
        `when was each exception type first seen today`,
        `first seen per exception type today`,
        `AppExceptions | where ${k.in(k.today)} | summarize min(TimeGenerated) by ExceptionType`,
      ],
      [
        `when did version 3.2.0 of ${n.pricing} first take requests in the last 24 hours`,
        `first request on version 3.2.0 ${n.pricing} last 24h`,
        `AppRequests | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.pricing}" and AppVersion == "3.2.0" | summarize min(TimeGenerated)`,
      ],
      [
        `first 503 from ${n.api} since 2 am`,
        `when was the first 503 on ${n.api} since 2am`,
        `AppRequests | where ${k.in(k.since('02:00'))} and AppRoleName == "${n.api}" and ResultCode == "503" | summarize min(TimeGenerated)`,
      ],
    ]),
    ...group('missing', rows, [
      [
        `which machines stopped sending heartbeats`,
        `vms without heartbeat`,
        `Heartbeat | where ${k.in(k.last(h(24)))} | summarize seen = max(TimeGenerated) by Computer | where seen < datetime(${new Date(k.now - min(30)).toISOString()}) | project Computer`,
      ],
      [
        `which computers have not reported in the last 30 minutes`,
        `computers silent for 30 min`,
        `Heartbeat | where ${k.in(k.last(h(24)))} | summarize seen = max(TimeGenerated) by Computer | where seen < datetime(${new Date(k.now - min(30)).toISOString()}) | project Computer`,
      ],
      [
        `which hosts send no perf data for the past 2 hours`,
        `hosts missing perf data last 2h`,
        `Perf | where ${k.in(k.last(h(24)))} | summarize seen = max(TimeGenerated) by Computer | where seen < datetime(${new Date(k.now - h(2)).toISOString()}) | project Computer`,
      ],
    ]),
    ...group('compare', both(), [
      [
        `compare failed requests today with yesterday at the same time`,
        `failed requests today vs yesterday same time`,
        `print sumNow = toscalar(AppRequests | where ${k.in(k.today)} and Success == false | summarize sum(ItemCount)), sumThen = toscalar(AppRequests | where ${k.in(yesterday(k.today))} and Success == false | summarize sum(ItemCount))`,
      ],
      [
        `requests of ${n.portal} in the last hour compared to the same hour last week`,
        `${n.portal} requests last hour vs last week`,
        `print a = toscalar(AppRequests | where ${k.in(k.last(h(1)))} and AppRoleName == "${n.portal}" | summarize sum(ItemCount)), b = toscalar(AppRequests | where ${k.in(k.shifted(k.last(h(1)), d(7)))} and AppRoleName == "${n.portal}" | summarize sum(ItemCount))`,
      ],
      [
        `average duration per app in the last 3 hours compared with the 3 hours before`,
        `avg duration by role last 3h vs previous 3h`,
        ['avg(DurationMs)', 'sum(DurationMs * ItemCount) / sum(ItemCount)'].map(
          (measure) =>
            `AppRequests | where ${k.in(k.last(h(3)))} | summarize a = ${measure} by AppRoleName | join kind=leftouter (AppRequests | where ${k.in(k.shifted(k.last(h(3)), h(3)))} | summarize b = ${measure} by AppRoleName) on AppRoleName | project AppRoleName, a, b`,
        ),
        both(1),
      ],
      [
        `exceptions in the last 6 hours vs the same time yesterday by type`,
        `exceptions by type last 6h compared to yesterday`,
        `AppExceptions | where ${k.in(k.last(h(6)))} | summarize a = sum(ItemCount) by ExceptionType | join kind=fullouter (AppExceptions | where ${k.in(yesterday(k.last(h(6))))} | summarize b = sum(ItemCount) by ExceptionType) on ExceptionType | project coalesce(ExceptionType, ExceptionType1), a, b`,
        both(1),
      ],
      [
        `is ${n.pricing} slower than yesterday? average response time in the last 2 hours`,
        `${n.pricing} avg response time last 2h vs yesterday`,
        `print a = toscalar(AppRequests | where ${k.in(k.last(h(2)))} and AppRoleName == "${n.pricing}" | summarize avg(DurationMs)), b = toscalar(AppRequests | where ${k.in(yesterday(k.last(h(2))))} and AppRoleName == "${n.pricing}" | summarize avg(DurationMs))`,
      ],
    ]),
    ...group('latest', list, [
      [
        `show the latest 10 exceptions`,
        `last 10 exceptions`,
        `AppExceptions | where ${k.in(k.last(h(24)))} | project ExceptionType, TimeGenerated`,
        top(10),
      ],
      [
        `latest status of each node in the cluster`,
        `current node status per node`,
        `KubeNodeInventory | where ${k.in(k.last(h(24)))} | summarize arg_max(TimeGenerated, Status) by Computer | project Computer, Status`,
        rows,
      ],
      [
        `the 5 most recent failed requests of ${n.api}`,
        `5 latest failed reqs ${n.api}`,
        `AppRequests | where ${k.in(k.last(h(24)))} and AppRoleName == "${n.api}" and Success == false | project Name, TimeGenerated`,
        top(5),
      ],
      [
        `what is the latest free disk space of each drive on ${n.hosts[0]}`,
        `${n.hosts[0]} current free disk % per drive`,
        `Perf | where ${k.in(k.last(h(24)))} and Computer == "${n.hosts[0]}" and CounterName == "% Free Space" | summarize arg_max(TimeGenerated, CounterValue) by InstanceName | project InstanceName, CounterValue`,
        rows,
      ],
      [
        `last 20 function errors`,
        `latest 20 errors in function app logs`,
        `FunctionAppLogs | where ${k.in(k.last(h(24)))} and Level in ("Error", "Critical") | project Message, TimeGenerated`,
        top(20),
      ],
    ]),
    ...group('time', rows, [
      [
        `how many requests between 2:30 and 3:10 this morning`,
        `request count 02:30-03:10 today`,
        `AppRequests | where ${k.in(k.clock('02:30', '03:10'))} | summarize sum(ItemCount)`,
      ],
      [
        `how many exceptions around 2:45 AM`,
        `exceptions around 2:45am, count`,
        `AppExceptions | where ${k.in(k.around('02:45'))} | summarize sum(ItemCount)`,
      ],
      [
        `number of requests yesterday`,
        `how many requests yesterday`,
        `AppRequests | where ${k.in(k.yesterday)} | summarize sum(ItemCount)`,
      ],
      [
        `how many requests did we have over the weekend`,
        `request count last weekend`,
        `AppRequests | where ${k.in(k.weekend)} | summarize sum(ItemCount)`,
      ],
      [
        `how many requests this week`,
        `count of requests since monday`,
        `AppRequests | where ${k.in(k.thisWeek)} | summarize sum(ItemCount)`,
      ],
      [
        `failed requests of ${n.pricing} since the deployment this morning, how many`,
        `how many failed reqs on ${n.pricing} since the deploy`,
        `AppRequests | where ${k.in({ from: k.moments.deploy, to: k.now })} and AppRoleName == "${n.pricing}" and Success == false | summarize sum(ItemCount)`,
      ],
      [
        `how many exceptions in the last shift`,
        `exception count last shift`,
        `AppExceptions | where ${k.in(k.clock('00:00', '08:00'))} | summarize sum(ItemCount)`,
      ],
      [
        `how many container errors in the last hour and a half`,
        `container errors past 90 minutes count`,
        `ContainerLogV2 | where ${k.in(k.last(min(90)))} and LogLevel == "error" | count`,
      ],
      [
        `how many requests hit the app gateway in the past 45 min`,
        `app gateway access log count last 45 minutes`,
        `AGWAccessLogs | where ${k.in(k.last(min(45)))} | count`,
      ],
      [
        `how many requests 2 days ago`,
        `requests count on ${k.local.minus({ days: 2 }).toFormat('d LLLL')}`,
        `AppRequests | where ${k.in({ from: k.yesterday.from - d(1), to: k.yesterday.from })} | summarize sum(ItemCount)`,
      ],
    ]),
  ];
};
