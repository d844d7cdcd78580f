import { both, d, blindGroup as group, h, list, rows, top, type Writer } from './question';

const total = 'summarize sum(ItemCount)';
const cpu = 'ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total"';

/** Comparisons, the latest rows, and words for times; written without sight of what answers them. */
export const blindMoments: Writer = (k) => {
  const { n } = k;
  const q = k.query.bind(k);
  const day = k.last(h(24));
  /** Two windows side by side. */
  const pair = (...queries: readonly [string, string]): string =>
    `print a = toscalar(${queries[0]}), b = toscalar(${queries[1]})`;
  const keyed = (key: string, now: string, then: string): string =>
    `${now} | join kind=fullouter (${then}) on ${key} | project coalesce(${key}, ${key}1), a, b`;
  return [
    ...group('compare', both(), [
      [
        `is ${n.api} failing more than yesterday? failed requests of the last 3 hours`,
        `${n.api} failed reqs last 3h vs yesterday`,
        pair(
          ...([k.last(h(3)), k.shifted(k.last(h(3)), d(1))].map((window) =>
            q('AppRequests', window, `AppRoleName == "${n.api}" and Success == false`, total),
          ) as [string, string]),
        ),
      ],
      [
        `page views yesterday vs the day before`,
        `pageviews yesterday compared with the day before yesterday`,
        pair(q('AppPageViews', k.yesterday, '', total), q('AppPageViews', k.shifted(k.yesterday, d(1)), '', total)),
      ],
      [
        `p95 of ${n.pricing} in the last 2 hours vs the same time yesterday`,
        `${n.pricing} p95 2h vs yesterday`,
        ['percentile(DurationMs, 95)', 'percentilew(DurationMs, ItemCount, 95)'].map((measure) =>
          pair(
            q('AppRequests', k.last(h(2)), `AppRoleName == "${n.pricing}"`, `summarize ${measure}`),
            q('AppRequests', k.shifted(k.last(h(2)), d(1)), `AppRoleName == "${n.pricing}"`, `summarize ${measure}`),
          ),
        ),
      ],
      [
        `errors per function today vs yesterday`,
        `function errors by function, today against yesterday`,
        [k.yesterday, k.shifted(k.today, d(1))].map((then) =>
          keyed(
            'FunctionName',
            q('FunctionAppLogs', k.today, `Level == "Error"`, 'summarize a = count() by FunctionName'),
            q('FunctionAppLogs', then, `Level == "Error"`, 'summarize b = count() by FunctionName'),
          ),
        ),
        both(1),
      ],
      [
        `avg cpu per host in the last hour vs the same hour last week`,
        `cpu by computer last 1h vs last week`,
        keyed(
          'Computer',
          q('Perf', k.last(h(1)), cpu, 'summarize a = avg(CounterValue) by Computer'),
          q('Perf', k.shifted(k.last(h(1)), d(7)), cpu, 'summarize b = avg(CounterValue) by Computer'),
        ),
        both(1),
      ],
      [
        `blob 503s today against yesterday`,
        `503 count in the blob logs today vs yesterday`,
        [k.yesterday, k.shifted(k.today, d(1))].map((then) =>
          pair(
            q('StorageBlobLogs', k.today, `StatusCode == "503"`, 'count'),
            q('StorageBlobLogs', then, `StatusCode == "503"`, 'count'),
          ),
        ),
      ],
      [
        `gateway traffic of the last 3h compared to the 3h before`,
        `appgw requests last 3h vs previous 3h`,
        pair(q('AGWAccessLogs', k.last(h(3)), '', 'count'), q('AGWAccessLogs', k.shifted(k.last(h(3)), h(3)), '', 'count')),
      ],
      [
        `did orders drop vs yesterday? OrderPlaced in the last 6h`,
        `OrderPlaced last 6h vs same time yesterday`,
        pair(
          q('AppEvents', k.last(h(6)), `Name == "OrderPlaced"`, total),
          q('AppEvents', k.shifted(k.last(h(6)), d(1)), `Name == "OrderPlaced"`, total),
        ),
      ],
    ]),
    ...group('latest', list, [
      [
        `tail the last 15 lines of ${n.workloads[0]}`,
        `${n.workloads[0]} last 15 log lines`,
        q('ContainerLogV2', day, `ContainerName == "${n.workloads[0]}"`, 'project LogMessage, TimeGenerated'),
        top(15),
      ],
      [
        `newest 5 failed dependency calls`,
        `5 most recent dependency failures`,
        q('AppDependencies', day, 'Success == false', 'project Target, TimeGenerated'),
        top(5),
      ],
      [
        `what did ${n.functions[2]} log last`,
        `latest log message of ${n.functions[2]}`,
        q('FunctionAppLogs', day, `FunctionName == "${n.functions[2]}"`, 'project Message, TimeGenerated'),
        top(1),
      ],
      [
        `current cpu of every machine`,
        `latest cpu per computer`,
        [h(24), h(1)].map((span) =>
          q(
            'Perf',
            k.last(span),
            cpu,
            'summarize arg_max(TimeGenerated, CounterValue) by Computer | project Computer, CounterValue',
          ),
        ),
        rows,
      ],
      [
        `last 3 entries in the activity log`,
        `3 latest azure activity records`,
        [
          q('AzureActivity', day, '', 'project OperationNameValue, TimeGenerated'),
          q('AzureActivity', day, `ActivityStatusValue != "Start"`, 'project OperationNameValue, TimeGenerated'),
        ],
        top(3),
      ],
      [
        `most recent alert`,
        `latest alert that fired`,
        `alertsmanagementresources | project name, s = todatetime(properties.essentials.startDateTime)`,
        top(1),
      ],
      [
        `last 5 sign-in failures with user`,
        `latest 5 failed logins`,
        q('SigninLogs', day, `ResultType != "0"`, 'project UserPrincipalName, TimeGenerated'),
        top(5),
      ],
      [
        `latest version each role runs`,
        `current app version by role`,
        q(
          'AppRequests',
          day,
          '',
          'summarize arg_max(TimeGenerated, AppVersion) by AppRoleName | project AppRoleName, AppVersion',
        ),
        rows,
      ],
    ]),
    ...group('time', rows, [
      [
        `how many requests failed from 2 until half past 3 this morning`,
        `failed reqs 2-3:30am count`,
        q('AppRequests', k.clock('02:00', '03:30'), 'Success == false', total),
      ],
      [
        `requests yesterday from noon to 6pm, how many`,
        `nr of requests yesterday 12:00-18:00`,
        q('AppRequests', k.clock('12:00', '18:00', 1), '', total),
      ],
      [
        `how many exceptions in the 30 minutes after 02:30`,
        `exception count 02:30 to 03:00`,
        q('AppExceptions', k.clock('02:30', '03:00'), '', total),
      ],
      [
        `how many requests last sunday`,
        `request count on sunday`,
        q('AppRequests', { from: k.weekend.to - d(1), to: k.weekend.to }, '', total),
      ],
      [
        `how many failed requests the day before yesterday`,
        `failed requests day before yesterday, count`,
        q('AppRequests', k.shifted(k.yesterday, d(1)), 'Success == false', total),
      ],
      [
        `how many requests on monday between 6 and 8 am`,
        `monday 06:00-08:00 request count`,
        q('AppRequests', { from: k.thisWeek.from + h(6), to: k.thisWeek.from + h(8) }, '', total),
      ],
      [
        `how many container errors within the last couple of hours`,
        `container errors last couple hours, count`,
        q('ContainerLogV2', k.last(h(2)), `LogLevel == "error"`, 'count'),
      ],
      [
        `how many requests last week`,
        `count requests of last week`,
        [k.shifted({ from: k.thisWeek.from, to: k.thisWeek.from + d(7) }, d(7)), k.last(d(7))].map((window) =>
          q('AppRequests', window, '', total),
        ),
      ],
      [
        `how many exceptions since it all began at 2:30 am`,
        `exceptions since 0230, count`,
        q('AppExceptions', k.since('02:30'), '', total),
      ],
      [
        `how many requests from 22:00 yesterday to 01:00 today`,
        `request count 10pm yesterday till 1am`,
        q('AppRequests', { from: k.since('22:00', 1).from, to: k.since('01:00').from }, '', total),
      ],
      [
        `failed requests in the first hour after midnight, how many`,
        `failed reqs 0:00-1:00 count`,
        q('AppRequests', k.clock('00:00', '01:00'), 'Success == false', total),
      ],
      [`how many signins in the past 36 hours`, `sign-ins last 36h count`, q('SigninLogs', k.last(h(36)), '', 'count')],
      [
        `requests today before 7am, total`,
        `how many requests until 7 this morning`,
        q('AppRequests', k.clock('00:00', '07:00'), '', total),
      ],
      [
        `how many page views on ${k.local.minus({ days: 1 }).toFormat('yyyy-LL-dd')}`,
        `pageviews on ${k.local.minus({ days: 1 }).toFormat('LLL d')}, count`,
        q('AppPageViews', k.yesterday, '', total),
      ],
    ]),
  ];
};
