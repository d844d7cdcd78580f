import { d, blindGroup as group, h, percent, rows, type Writer } from './question';

const failedShare = 'summarize 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount)';

/** Of requests and the like, a percentile of durations with and without the weight of sampling. */
export const percentiles = (share: number): readonly string[] => [
  `percentile(DurationMs, ${share})`,
  `percentilew(DurationMs, ItemCount, ${share})`,
];

/** Percentiles, rates, ratios and shares; written without sight of what answers them. */
export const blindShares: Writer = (k) => {
  const { n } = k;
  const q = k.query.bind(k);
  const shareOf = (inner: string, key: string): string =>
    `${inner} | as T | extend total = toscalar(T | summarize sum(c)) | project ${key}, 100.0 * c / total`;
  return [
    ...group('percentile', rows, [
      [
        `give me p50, p95 and p99 latency for ${n.api}, last 3 hours`,
        `${n.api} p50 p95 p99 3h`,
        [
          'percentile(DurationMs, 50), percentile(DurationMs, 95), percentile(DurationMs, 99)',
          'percentilew(DurationMs, ItemCount, 50), percentilew(DurationMs, ItemCount, 95), percentilew(DurationMs, ItemCount, 99)',
        ].map((measures) => q('AppRequests', k.last(h(3)), `AppRoleName == "${n.api}"`, `summarize ${measures}`)),
      ],
      [
        `95th percentile response time per role since 7am`,
        `p95 by app since 7am`,
        percentiles(95).map((measure) => q('AppRequests', k.since('07:00'), '', `summarize ${measure} by AppRoleName`)),
      ],
      [
        `p90 of sql dependency duration since yesterday`,
        `sql calls p90 duration since yesterday`,
        percentiles(90).map((measure) =>
          q('AppDependencies', k.since('00:00', 1), `DependencyType == "SQL"`, `summarize ${measure}`),
        ),
      ],
      [
        `p99 server latency of GetBlob, 24h`,
        `GetBlob 99th percentile latency last day`,
        ['ServerLatencyMs', 'DurationMs'].map((column) =>
          q('StorageBlobLogs', k.last(h(24)), `OperationName == "GetBlob"`, `summarize percentile(${column}, 99)`),
        ),
      ],
      [
        `median response of POST /login over the past 6h`,
        `POST /login p50 6h`,
        percentiles(50).map((measure) => q('AppRequests', k.last(h(6)), `Name == "POST /login"`, `summarize ${measure}`)),
      ],
      [
        `p75 page load by country last 3 days`,
        `75th percentile page view duration per country 3d`,
        q('AppPageViews', k.last(d(3)), '', 'summarize percentile(DurationMs, 75) by ClientCountryOrRegion'),
      ],
      [
        `iis p99 time taken for /export yesterday`,
        `/export p99 iis yesterday`,
        q('W3CIISLog', k.yesterday, `csUriStem == "/export"`, 'summarize percentile(TimeTaken, 99)'),
      ],
      [
        `p95 cpu per server over the past 2 days`,
        `cpu 95th percentile by computer 2d`,
        q(
          'Perf',
          k.last(d(2)),
          `ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total"`,
          'summarize percentile(CounterValue, 95) by Computer',
        ),
      ],
      [
        `p90 duration of the availability tests per location today`,
        `availability test p90 by location since midnight`,
        q('AppAvailabilityResults', k.today, '', 'summarize percentile(DurationMs, 90) by Location'),
      ],
    ]),
    ...group('rate', percent, [
      [
        `what % of ${n.portal} requests failed since 2am`,
        `${n.portal} failure % since 2am`,
        [
          q('AppRequests', k.since('02:00'), `AppRoleName == "${n.portal}"`, failedShare),
          ...[400, 500].map((code) =>
            q('AppServiceHTTPLogs', k.since('02:00'), '', `summarize 100.0 * countif(ScStatus >= ${code}) / count()`),
          ),
        ],
      ],
      [
        `failed requests per minute for ${n.api} between 2:30 and 3:10 am on average`,
        `${n.api} failed req/min avg 02:30-03:10`,
        q(
          'AppRequests',
          k.clock('02:30', '03:10'),
          `AppRoleName == "${n.api}" and Success == false`,
          'summarize sum(ItemCount) / 40.0',
        ),
        { kind: 'rows', tolerance: 0.02 },
      ],
      [
        `success rate of calls to ${n.carrier} overnight`,
        `${n.carrier} success % overnight`,
        q(
          'AppDependencies',
          k.overnight,
          `Target == "${n.carrier}"`,
          'summarize 100.0 * sumif(ItemCount, Success == true) / sum(ItemCount)',
        ),
      ],
      [
        `blob error rate by operation last 2 days`,
        `% failed blob requests per operation last 2d`,
        [400, 500].map((code) =>
          q(
            'StorageBlobLogs',
            k.last(d(2)),
            '',
            `summarize 100.0 * countif(toint(StatusCode) >= ${code}) / count() by OperationName`,
          ),
        ),
      ],
      [
        `uptime of ping-home over the last 3 days`,
        `availability % ping-home 3d`,
        q('AppAvailabilityResults', k.last(d(3)), `Name == "ping-home"`, 'summarize 100.0 * countif(Success == true) / count()'),
      ],
      [
        `misread rate per depot since yesterday`,
        `${n.customTable} % misread by depot since yesterday`,
        q(n.customTable, k.since('00:00', 1), '', 'summarize 100.0 * countif(Outcome_s == "Misread") / count() by Depot_s'),
      ],
      [
        `average requests per minute on the app gateway, last hour`,
        `appgw avg rpm last 60 min`,
        q('AGWAccessLogs', k.last(h(1)), '', 'summarize count() / 60.0'),
        { kind: 'rows', tolerance: 0.02 },
      ],
      [
        `4xx rate of ${n.portal} in the http logs today`,
        `http logs ${n.portal} % 4xx today`,
        q('AppServiceHTTPLogs', k.today, '', 'summarize 100.0 * countif(ScStatus >= 400 and ScStatus < 500) / count()'),
      ],
      [
        `denial rate of ${n.vault} in the last 24h`,
        `% forbidden in ${n.vault} audit logs 24h`,
        q('AZKVAuditLogs', k.last(h(24)), '', 'summarize 100.0 * countif(HttpStatusCode == 403) / count()'),
      ],
    ]),
    ...group('ratio', percent, [
      [
        `warnings to errors ratio in the function app logs today`,
        `function app warning:error ratio today`,
        q('FunctionAppLogs', k.today, '', 'summarize 100.0 * countif(Level == "Warning") / countif(Level == "Error")'),
      ],
      [
        `ratio of GET to POST on iis since yesterday`,
        `iis get vs post ratio since yesterday`,
        q('W3CIISLog', k.since('00:00', 1), '', 'summarize 100.0 * countif(csMethod == "GET") / countif(csMethod == "POST")'),
      ],
      [
        `misread to ok ratio in ${n.customTable} last 3d`,
        `ratio of misreads to ok scans last 3 days`,
        q(n.customTable, k.last(d(3)), '', 'summarize 100.0 * countif(Outcome_s == "Misread") / countif(Outcome_s == "Ok")'),
      ],
      [
        `ratio of 5xx to all requests on the app gateway last 12h`,
        `appgw 5xx to total ratio 12h`,
        q('AGWAccessLogs', k.last(h(12)), '', 'summarize 100.0 * countif(HttpStatus >= 500) / count()'),
      ],
    ]),
    ...group('share', percent, [
      [
        `split of page views by browser over 3 days, in percent`,
        `browser share page views last 3d`,
        shareOf(q('AppPageViews', k.last(d(3)), '', 'summarize c = sum(ItemCount) by ClientBrowser'), 'ClientBrowser'),
      ],
      [
        `what share of exceptions today are timeouts`,
        `% of today's exceptions that are TimeoutException`,
        ['ExceptionType has "TimeoutException"', 'ExceptionType has "TimeoutException" or OuterMessage has "timeout"'].map(
          (test) => q('AppExceptions', k.today, '', `summarize 100.0 * sumif(ItemCount, ${test}) / sum(ItemCount)`),
        ),
      ],
      [
        `how much of the ingested data is ContainerLogV2, last 7 days, in percent`,
        `% of ingestion from ContainerLogV2 last 7d`,
        q('Usage', k.last(d(7)), '', 'summarize 100.0 * sumif(Quantity, DataType == "ContainerLogV2") / sum(Quantity)'),
      ],
      [
        `percentage breakdown of k8s events by reason last 2d`,
        `k8s event reason share % last 2 days`,
        ['count()', 'sum(Count)'].map((measure) =>
          shareOf(q('KubeEvents', k.last(d(2)), '', `summarize c = ${measure} by Reason`), 'Reason'),
        ),
      ],
      [
        `portion of sign-ins with location NO, last 3 days`,
        `% sign ins from NO last 3d`,
        q('SigninLogs', k.last(d(3)), '', 'summarize 100.0 * countif(Location == "NO") / count()'),
      ],
      [
        `what part of ${n.pricing} requests ran longer than half a second since 7am`,
        `% ${n.pricing} reqs > 500 ms since 7am`,
        q(
          'AppRequests',
          k.since('07:00'),
          `AppRoleName == "${n.pricing}"`,
          'summarize 100.0 * sumif(ItemCount, DurationMs > 500) / sum(ItemCount)',
        ),
      ],
    ]),
  ];
};
