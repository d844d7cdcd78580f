import { HOUR, MINUTE } from '../../../src/model/time';
import { bin, d, group, h, min, percent, rows, top, type Bins, type Writer } from './question';

/** Trends, rankings, percentiles, rates, ratios and shares. */
export const shapes: Writer = (k) => {
  const { n } = k;
  const trend = (window: { from: number; to: number }, step?: number) =>
    ({ kind: 'trend', window, ...(step !== undefined && { step }) }) as const;
  return [
    ...group('trend', rows, [
      [
        `plot requests per hour for the last 24 hours`,
        `requests per hr last 24h chart`,
        (b: Bins) => `AppRequests | where ${k.in(k.last(h(24)))} | summarize sum(ItemCount) by ${bin(b)}`,
        trend(k.last(h(24)), HOUR),
      ],
      [
        `trend of failed requests over the last 12 hours`,
        `failed requests over time last 12h`,
        (b: Bins) => `AppRequests | where ${k.in(k.last(h(12)))} and Success == false | summarize sum(ItemCount) by ${bin(b)}`,
        trend(k.last(h(12))),
      ],
      [
        `average response time of ${n.api} every 15 minutes since midnight`,
        `avg resp time ${n.api} by 15 min since midnight`,
        ['avg(DurationMs)', 'sum(DurationMs * ItemCount) / sum(ItemCount)'].map(
          (measure) => (b: Bins) =>
            `AppRequests | where ${k.in(k.today)} and AppRoleName == "${n.api}" | summarize ${measure} by ${bin(b)}`,
        ),
        trend(k.today, 15 * MINUTE),
      ],
      [
        `cpu of ${n.hosts[0]} over the last 12 hours as a chart`,
        `${n.hosts[0]} cpu trend 12h`,
        (b: Bins) =>
          `Perf | where ${k.in(k.last(h(12)))} and Computer == "${n.hosts[0]}" and ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total" | summarize avg(CounterValue) by ${bin(b)}`,
        trend(k.last(h(12))),
      ],
      [
        `exceptions over time by type since 2 am`,
        `exception trend by type since 2am`,
        (b: Bins) => `AppExceptions | where ${k.in(k.since('02:00'))} | summarize sum(ItemCount) by ${bin(b)}, ExceptionType`,
        trend(k.since('02:00')),
      ],
      [
        `5xx on the application gateway per hour during the last 24 hours`,
        `app gateway 5xx per hour last day`,
        (b: Bins) => `AGWAccessLogs | where ${k.in(k.last(h(24)))} and HttpStatus >= 500 | summarize count() by ${bin(b)}`,
        trend(k.last(h(24)), HOUR),
      ],
      [
        `container errors per 30 minutes by namespace, last 6 hours`,
        `container errors by namespace every 30m past 6 hours`,
        (b: Bins) =>
          `ContainerLogV2 | where ${k.in(k.last(h(6)))} and LogLevel == "error" | summarize count() by ${bin(b)}, PodNamespace`,
        trend(k.last(h(6)), 30 * MINUTE),
      ],
      [
        `graph the database calls' average duration per hour since yesterday`,
        `avg sql dependency duration per hour since yesterday`,
        (b: Bins) =>
          `AppDependencies | where ${k.in(k.since('00:00', 1))} and DependencyType == "SQL" | summarize avg(DurationMs) by ${bin(b)}`,
        trend(k.since('00:00', 1), HOUR),
      ],
    ]),
    ...group('top', top(5), [
      [
        `top 5 slowest operations in the last 24 hours by average duration`,
        `5 slowest operations on average last 24h`,
        [
          `AppRequests | where ${k.in(k.last(h(24)))} | summarize m = avg(DurationMs) by Name`,
          `AppRequests | where ${k.in(k.last(h(24)))} | summarize m = avg(DurationMs) by OperationName`,
          `AppRequests | where ${k.in(k.last(h(24)))} | summarize m = sum(DurationMs * ItemCount) / sum(ItemCount) by Name`,
        ],
      ],
      [
        `top 3 exceptions today`,
        `3 most frequent exceptions today`,
        `AppExceptions | where ${k.in(k.today)} | summarize m = sum(ItemCount) by ExceptionType`,
        top(3),
      ],
      [
        `which 3 operations fail the most overnight`,
        `top 3 failing operations overnight`,
        `AppRequests | where ${k.in(k.overnight)} and Success == false | summarize m = sum(ItemCount) by Name`,
        top(3),
      ],
      [
        `top 5 client ips in the app gateway access logs over the last 24 hours`,
        `busiest 5 client ips app gateway last 24h`,
        `AGWAccessLogs | where ${k.in(k.last(h(24)))} | summarize m = count() by ClientIp`,
      ],
      [
        `top 3 targets with the most failed calls between 2 and 4 am`,
        `3 worst failing dependency targets 2am-4am`,
        `AppDependencies | where ${k.in(k.clock('02:00', '04:00'))} and Success == false | summarize m = sum(ItemCount) by Target`,
        top(3),
      ],
      [
        `which 2 processes used the most cpu on ${n.hosts[0]} in the last 6 hours`,
        `top 2 processes by cpu ${n.hosts[0]} last 6h`,
        [
          `Perf | where ${k.in(k.last(h(6)))} and Computer == "${n.hosts[0]}" and ObjectName == "Process" and CounterName == "% Processor Time" | summarize m = avg(CounterValue) by InstanceName`,
          `Perf | where ${k.in(k.last(h(6)))} and Computer == "${n.hosts[0]}" and ObjectName == "Process" and CounterName == "% Processor Time" | summarize m = max(CounterValue) by InstanceName`,
        ],
        top(2),
      ],
      [
        `5 slowest urls on ${n.portal} from the http logs in the last 2 days`,
        `slowest 5 paths ${n.portal} http logs last 2d`,
        [
          `AppServiceHTTPLogs | where ${k.in(k.last(d(2)))} and _ResourceId has "${n.portal}" | summarize m = avg(TimeTaken) by CsUriStem`,
          `AppServiceHTTPLogs | where ${k.in(k.last(d(2)))} and _ResourceId has "${n.portal}" | summarize m = max(TimeTaken) by CsUriStem`,
          `AppServiceHTTPLogs | where ${k.in(k.last(d(2)))} and _ResourceId has "${n.portal}" | summarize m = percentile(TimeTaken, 95) by CsUriStem`,
        ],
      ],
      [
        `top 3 tables by ingested data volume in the last 7 days`,
        `which 3 tables ingest the most last 7d`,
        `Usage | where ${k.in(k.last(d(7)))} | summarize m = sum(Quantity) by DataType`,
        top(3),
      ],
      [
        `top 3 pods by number of error logs in the last 24 hours`,
        `3 noisiest pods errors last 24h`,
        `ContainerLogV2 | where ${k.in(k.last(h(24)))} and LogLevel == "error" | summarize m = count() by PodName`,
        top(3),
      ],
      [
        `top 3 pages by views in the past 2 days`,
        `most viewed 3 pages last 2 days`,
        `AppPageViews | where ${k.in(k.last(d(2)))} | summarize m = sum(ItemCount) by Name`,
        top(3),
      ],
    ]),
    ...group('percentile', rows, [
      [
        `p95 response time of ${n.api} in the last hour`,
        `${n.api} p95 latency last 1h`,
        [
          `AppRequests | where ${k.in(k.last(h(1)))} and AppRoleName == "${n.api}" | summarize percentile(DurationMs, 95)`,
          `AppRequests | where ${k.in(k.last(h(1)))} and AppRoleName == "${n.api}" | summarize percentilew(DurationMs, ItemCount, 95)`,
        ],
      ],
      [
        `what's the 99th percentile duration per operation since midnight`,
        `p99 by operation since midnight`,
        ['percentile(DurationMs, 99)', 'percentilew(DurationMs, ItemCount, 99)'].map(
          (measure) => `AppRequests | where ${k.in(k.today)} | summarize ${measure} by Name`,
        ),
      ],
      [
        `median request duration for each app in the last 6 hours`,
        `median duration per role last 6h`,
        ['percentile(DurationMs, 50)', 'percentilew(DurationMs, ItemCount, 50)'].map(
          (measure) => `AppRequests | where ${k.in(k.last(h(6)))} | summarize ${measure} by AppRoleName`,
        ),
      ],
      [
        `p50, p95 and p99 of request duration for ${n.pricing} since 7 am`,
        `p50 p95 p99 ${n.pricing} since 7am`,
        ['percentiles(DurationMs, 50, 95, 99)', 'percentilesw(DurationMs, ItemCount, 50, 95, 99)'].map(
          (measure) => `AppRequests | where ${k.in(k.since('07:00'))} and AppRoleName == "${n.pricing}" | summarize ${measure}`,
        ),
      ],
      [
        `p90 of the server latency in the blob logs for the last 2 days`,
        `blob server latency p90 last 2 days`,
        `StorageBlobLogs | where ${k.in(k.last(d(2)))} | summarize percentile(ServerLatencyMs, 90)`,
      ],
      [
        `95th percentile of dependency duration by target in the last 12 hours`,
        `p95 dependency duration per target past 12h`,
        ['percentile(DurationMs, 95)', 'percentilew(DurationMs, ItemCount, 95)'].map(
          (measure) => `AppDependencies | where ${k.in(k.last(h(12)))} | summarize ${measure} by Target`,
        ),
      ],
    ]),
    ...group('rate', percent, [
      [
        `error rate of ${n.api} between 2:30 and 3:10 am`,
        `${n.api} failure rate 2:30am-3:10am`,
        `AppRequests | where ${k.in(k.clock('02:30', '03:10'))} and AppRoleName == "${n.api}" | summarize 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount)`,
      ],
      [
        `failure rate by operation in the last 24 hours`,
        `% failed per operation last 24h`,
        `AppRequests | where ${k.in(k.last(h(24)))} | summarize 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount) by Name`,
      ],
      [
        `what is the success rate of the availability tests in the last 2 days`,
        `availability % last 2 days`,
        `AppAvailabilityResults | where ${k.in(k.last(d(2)))} | summarize 100.0 * countif(Success == true) / count()`,
      ],
      [
        `error rate per app since midnight`,
        `error rate by role since midnight`,
        `AppRequests | where ${k.in(k.today)} | summarize 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount) by AppRoleName`,
      ],
      [
        `requests per second on ${n.portal} in the last 30 minutes`,
        `${n.portal} rps last 30 min`,
        `AppRequests | where ${k.in(k.last(min(30)))} and AppRoleName == "${n.portal}" | summarize sum(ItemCount) / 1800.0`,
        { kind: 'rows', tolerance: 0.02 },
      ],
      [
        `dependency failure rate by target overnight`,
        `failed dependency percentage per target overnight`,
        `AppDependencies | where ${k.in(k.overnight)} | summarize 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount) by Target`,
      ],
      [
        `misread rate per depot in ${n.customTable} over the last 3 days`,
        `% misread by depot ${n.customTable} last 3 days`,
        `${n.customTable} | where ${k.in(k.last(d(3)))} | summarize 100.0 * countif(Outcome_s == "Misread") / count() by Depot_s`,
      ],
    ]),
    ...group('ratio', percent, [
      [
        `ratio of failed to successful requests today`,
        `failed vs successful requests ratio today`,
        `AppRequests | where ${k.in(k.today)} | summarize 100.0 * sumif(ItemCount, Success == false) / sumif(ItemCount, Success == true)`,
      ],
      [
        `ratio of exceptions to requests per app in the last 24 hours`,
        `exceptions per request by role last 24h`,
        `AppExceptions | where ${k.in(k.last(h(24)))} | summarize e = sum(ItemCount) by AppRoleName | join kind=inner (AppRequests | where ${k.in(k.last(h(24)))} | summarize r = sum(ItemCount) by AppRoleName) on AppRoleName | project AppRoleName, 100.0 * e / r`,
      ],
      [
        `ratio of warnings to errors in the function logs for the last 2 days`,
        `function logs warning to error ratio last 2 days`,
        `FunctionAppLogs | where ${k.in(k.last(d(2)))} | summarize 100.0 * countif(Level == "Warning") / countif(Level == "Error")`,
      ],
      [
        `ratio of 4xx to 5xx on the app gateway in the last 24 hours`,
        `app gateway 4xx to 5xx ratio last 24h`,
        `AGWAccessLogs | where ${k.in(k.last(h(24)))} | summarize 100.0 * countif(HttpStatus >= 400 and HttpStatus < 500) / countif(HttpStatus >= 500)`,
      ],
    ]),
    ...group('share', percent, [
      [
        `share of requests by app in the last 24 hours`,
        `what % of requests goes to each role last 24h`,
        `AppRequests | where ${k.in(k.last(h(24)))} | summarize c = sum(ItemCount) by AppRoleName | as T | extend total = toscalar(T | summarize sum(c)) | project AppRoleName, 100.0 * c / total`,
      ],
      [
        `what percentage of requests took more than 1 second since 7 am on ${n.pricing}`,
        `% of ${n.pricing} requests over 1s since 7am`,
        `AppRequests | where ${k.in(k.since('07:00'))} and AppRoleName == "${n.pricing}" | summarize 100.0 * sumif(ItemCount, DurationMs > 1000) / sum(ItemCount)`,
      ],
      [
        `share of page views by browser over the last 3 days`,
        `browser share of page views last 3d`,
        `AppPageViews | where ${k.in(k.last(d(3)))} | summarize c = sum(ItemCount) by ClientBrowser | as T | extend total = toscalar(T | summarize sum(c)) | project ClientBrowser, 100.0 * c / total`,
      ],
      [
        `what share of syslog messages are errors, last 3 days`,
        `percentage of syslog errors last 3 days`,
        [
          `Syslog | where ${k.in(k.last(d(3)))} | summarize 100.0 * countif(SeverityLevel in ("err", "error", "crit", "alert", "emerg")) / count()`,
          `Syslog | where ${k.in(k.last(d(3)))} | summarize 100.0 * countif(SeverityLevel in ("err", "error")) / count()`,
        ],
      ],
    ]),
  ];
};
