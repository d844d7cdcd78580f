import { DAY, HOUR, MINUTE, type TimeWindow } from '../../../src/model/time';
import { bin, d, blindGroup as group, h, rows, top, type Bins, type Writer } from './question';
import { percentiles } from './blindShares';

const total = 'summarize sum(ItemCount)';
const failedShare = 'summarize 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount)';

/** Trends and rankings; written without sight of what answers them. */
export const blindShapes: Writer = (k) => {
  const { n } = k;
  const q = k.query.bind(k);
  const trend = (window: TimeWindow, step?: number) => ({ kind: 'trend', window, ...(step !== undefined && { step }) }) as const;
  return [
    ...group('trend', rows, [
      [
        `exceptions every 5 minutes from 2:15 to 3:30 am please`,
        `exceptions per 5m 02:15-03:30`,
        (b: Bins) => q('AppExceptions', k.clock('02:15', '03:30'), '', `${total} by ${bin(b)}`),
        trend(k.clock('02:15', '03:30'), 5 * MINUTE),
      ],
      [
        `${n.portal} traffic by the hour since 6am yesterday`,
        `hourly reqs ${n.portal} since yesterday 6am`,
        [
          (b: Bins) => q('AppRequests', k.since('06:00', 1), `AppRoleName == "${n.portal}"`, `${total} by ${bin(b)}`),
          (b: Bins) => q('AppServiceHTTPLogs', k.since('06:00', 1), '', `summarize count() by ${bin(b)}`),
        ],
        trend(k.since('06:00', 1), HOUR),
      ],
      [
        `graph free memory on ${n.hosts[0]} over the past 12h`,
        `${n.hosts[0]} available memory trend 12h`,
        (b: Bins) =>
          q(
            'Perf',
            k.last(h(12)),
            `Computer == "${n.hosts[0]}" and CounterName == "Available MBytes"`,
            `summarize avg(CounterValue) by ${bin(b)}`,
          ),
        trend(k.last(h(12))),
      ],
      [
        `how did the error rate of ${n.api} develop between 1 and 5 am`,
        `${n.api} failure % over time 1am-5am`,
        (b: Bins) => q('AppRequests', k.clock('01:00', '05:00'), `AppRoleName == "${n.api}"`, `${failedShare} by ${bin(b)}`),
        trend(k.clock('01:00', '05:00')),
      ],
      [
        `average blob server latency per hour, last 2 days`,
        `avg ServerLatencyMs blobs hourly last 2d`,
        (b: Bins) => q('StorageBlobLogs', k.last(d(2)), '', `summarize avg(ServerLatencyMs) by ${bin(b)}`),
        trend(k.last(d(2)), HOUR),
      ],
      [
        `daily request volume for the last 10 days`,
        `reqs per day past 10 days`,
        (b: Bins) => q('AppRequests', k.last(d(10)), '', `${total} by ${bin(b)}`),
        trend(k.last(d(10)), DAY),
      ],
      [
        `failed sign-ins per 6 hours over the last 3 days`,
        `login failures each 6h last 3d`,
        (b: Bins) => q('SigninLogs', k.last(d(3)), `ResultType != "0"`, `summarize count() by ${bin(b)}`),
        trend(k.last(d(3)), h(6)),
      ],
      [
        `chart gateway 502s per quarter of an hour since midnight`,
        `appgw 502 count by 15m since midnight`,
        (b: Bins) => q('AGWAccessLogs', k.today, `HttpStatus == 502`, `summarize count() by ${bin(b)}`),
        trend(k.today, 15 * MINUTE),
      ],
      [
        `p99 of ${n.pricing} over time since 5 am`,
        `${n.pricing} p99 trend since 5am`,
        percentiles(99).map(
          (measure) => (b: Bins) =>
            q('AppRequests', k.since('05:00'), `AppRoleName == "${n.pricing}"`, `summarize ${measure} by ${bin(b)}`),
        ),
        trend(k.since('05:00')),
      ],
      [
        `chart the cpu percent of database ${n.databases[0]} over the night`,
        `cpu trend db ${n.databases[0]} overnight`,
        ['avg(Average)', 'max(Maximum)'].map(
          (measure) => (b: Bins) =>
            q(
              'AzureMetrics',
              k.overnight,
              `MetricName == "cpu_percent" and _ResourceId endswith "/${n.databases[0]}"`,
              `summarize ${measure} by ${bin(b)}`,
            ),
        ),
        trend(k.overnight),
      ],
      [
        `number of misreads per hour, last 12h`,
        `${n.customTable} misreads hourly last 12h`,
        (b: Bins) => q(n.customTable, k.last(h(12)), `Outcome_s == "Misread"`, `summarize count() by ${bin(b)}`),
        trend(k.last(h(12)), HOUR),
      ],
      [
        `ingested MB of ContainerLogV2 per hour over the last 24h`,
        `usage of datatype ContainerLogV2 hourly 24h`,
        (b: Bins) => q('Usage', k.last(h(24)), `DataType == "ContainerLogV2"`, `summarize sum(Quantity) by ${bin(b)}`),
        trend(k.last(h(24)), HOUR),
      ],
    ]),
    ...group('top', top(1), [
      [
        `worst offender for exceptions today - which app`,
        `app with the most exceptions today`,
        q('AppExceptions', k.today, '', 'summarize m = sum(ItemCount) by AppRoleName'),
      ],
      [
        `5 chattiest ips on iis in the last 2 days`,
        `top 5 client ips iis 2d`,
        q('W3CIISLog', k.last(d(2)), '', 'summarize m = count() by cIP'),
        top(5),
      ],
      [
        `who signs in the most, last 3 days`,
        `user with most sign-ins last 3d`,
        q('SigninLogs', k.last(d(3)), '', 'summarize m = count() by UserPrincipalName'),
      ],
      [
        `top 3 messages among error traces since midnight`,
        `3 most frequent error trace messages since midnight`,
        q('AppTraces', k.today, `SeverityLevel >= 3`, 'summarize m = sum(ItemCount) by Message'),
        top(3),
      ],
      [
        `which page is slowest on average, page views of the last 3 days`,
        `slowest page by avg load time last 3d`,
        q('AppPageViews', k.last(d(3)), '', 'summarize m = avg(DurationMs) by Name'),
      ],
      [
        `top 3 blob operations by total response size last 2 days`,
        `3 blob ops with the most response bytes last 2d`,
        q('StorageBlobLogs', k.last(d(2)), '', 'summarize m = sum(ResponseBodySize) by OperationName'),
        top(3),
      ],
      [
        `top 4 k8s event reasons last 24h`,
        `4 most common kube event reasons last day`,
        ['count()', 'sum(Count)'].map((measure) => q('KubeEvents', k.last(h(24)), '', `summarize m = ${measure} by Reason`)),
        top(4),
      ],
      [
        `slowest operation of ${n.pricing} since 7am by p95`,
        `${n.pricing} op with highest p95 since 7am`,
        percentiles(95).map((measure) =>
          q('AppRequests', k.since('07:00'), `AppRoleName == "${n.pricing}"`, `summarize m = ${measure} by Name`),
        ),
      ],
      [
        `noisiest 2 event log sources on ${n.hosts[2]} this week`,
        `top 2 event sources ${n.hosts[2]} since monday`,
        q('Event', k.thisWeek, `Computer == "${n.hosts[2]}"`, 'summarize m = count() by Source'),
        top(2),
      ],
      [
        `depot with the highest average weight in ${n.customTable} today`,
        `which depot has the heaviest scans on average today`,
        q(n.customTable, k.today, '', 'summarize m = avg(Weight_d) by Depot_s'),
      ],
      [
        `2 dependency types with the most failures since 2am`,
        `top 2 failing dependency types since 2am`,
        q('AppDependencies', k.since('02:00'), `Success == false`, 'summarize m = sum(ItemCount) by DependencyType'),
        top(2),
      ],
      [
        `most restarted pod in the last 24h`,
        `which pod restarts the most, 24h`,
        ['max(PodRestartCount)', 'max(PodRestartCount) - min(PodRestartCount)', 'max(ContainerRestartCount)'].map((measure) =>
          q('KubePodInventory', k.last(h(24)), '', `summarize m = ${measure} by Name`),
        ),
      ],
    ]),
  ];
};
