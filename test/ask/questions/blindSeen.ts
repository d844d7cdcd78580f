import { toIso } from '../../../src/model/time';
import { d, blindGroup as group, h, min, rows, type Writer } from './question';

const total = 'summarize sum(ItemCount)';
const cpu = 'ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total"';

/** Distinct values, first and last moments, and what is missing; written without sight of what answers them. */
export const blindSeen: Writer = (k) => {
  const { n } = k;
  const q = k.query.bind(k);
  const day = k.last(h(24));
  const silentSince = (at: number): string =>
    q(
      'Heartbeat',
      day,
      '',
      `summarize seen = max(TimeGenerated) by Computer | where seen < datetime(${toIso(at)}) | project Computer`,
    );
  return [
    ...group('distinct', rows, [
      [
        `which ips called ${n.vault} today`,
        `unique caller ips of ${n.vault} today`,
        q('AZKVAuditLogs', k.today, '', 'distinct CallerIpAddress'),
      ],
      [
        `how many individual users placed orders yesterday (OrderPlaced)`,
        `unique users OrderPlaced yesterday, how many`,
        q('AppEvents', k.yesterday, `Name == "OrderPlaced"`, 'summarize dcount(UserId)'),
        { kind: 'rows', tolerance: 0.03 },
      ],
      [
        `what kubelet versions are on the nodes`,
        `kubelet versions in use`,
        q('KubeNodeInventory', day, '', 'distinct KubeletVersion'),
      ],
      [`which agent versions send heartbeats`, `distinct agent versions heartbeat`, q('Heartbeat', day, '', 'distinct Version')],
      [
        `what result codes did ${n.api} return around 2:45 am`,
        `distinct result codes ${n.api} around 2:45am`,
        ['distinct ResultCode', `${total} by ResultCode`].map((rest) =>
          q('AppRequests', k.around('02:45'), `AppRoleName == "${n.api}"`, rest),
        ),
      ],
      [
        `names of all pods in namespace ${n.namespaces[0]}`,
        `distinct pods ns ${n.namespaces[0]}`,
        [
          q('KubePodInventory', day, `Namespace == "${n.namespaces[0]}"`, 'distinct Name'),
          q('ContainerLogV2', day, `PodNamespace == "${n.namespaces[0]}"`, 'distinct PodName'),
        ],
      ],
      [
        `which hosts talk to port 1433`,
        `distinct computers connecting to destination port 1433 last 24h`,
        q('VMConnection', day, `DestinationPort == 1433`, 'distinct Computer'),
      ],
      [
        `what processes run on ${n.hosts[1]}`,
        `distinct executables ${n.hosts[1]}`,
        [
          q('VMProcess', day, `Computer == "${n.hosts[1]}"`, 'distinct ExecutableName'),
          q('Perf', day, `Computer == "${n.hosts[1]}" and ObjectName == "Process"`, 'distinct InstanceName'),
        ],
      ],
      [
        `how many different browsers visited ${n.portal} today`,
        `number of distinct browsers on ${n.portal} today`,
        ['AppRequests', 'AppPageViews'].map((table) =>
          q(table, k.today, `AppRoleName == "${n.portal}"`, 'summarize dcount(ClientBrowser)'),
        ),
      ],
    ]),
    ...group('last-seen', rows, [
      [
        `when did ping-login fail the last time`,
        `last time ping-login failed`,
        q('AppAvailabilityResults', day, `Name == "ping-login" and Success == false`, 'summarize max(TimeGenerated)'),
      ],
      [
        `when did ${n.people[1]} last sign in`,
        `last login of ${n.people[1]}`,
        [
          q('SigninLogs', day, `UserPrincipalName == "${n.people[1]}"`, 'summarize max(TimeGenerated)'),
          q('SigninLogs', day, `UserPrincipalName == "${n.people[1]}" and ResultType == "0"`, 'summarize max(TimeGenerated)'),
        ],
      ],
      [
        `when was the last "Out of memory" on ${n.linuxHost}`,
        `last out of memory in syslog ${n.linuxHost}`,
        q('Syslog', day, `Computer == "${n.linuxHost}" and SyslogMessage has "out of memory"`, 'summarize max(TimeGenerated)'),
      ],
      [
        `last deployment, when was it`,
        `when was the last deploy`,
        [
          `OperationNameValue has "deployments"`,
          `OperationNameValue has "deployments" and ActivityStatusValue == "Success"`,
          `OperationNameValue has "deployments" and ActivityStatusValue == "Start"`,
        ].map((test) => q('AzureActivity', k.last(d(3)), test, 'summarize max(TimeGenerated)')),
      ],
      [
        `last BackOff event per pod`,
        `when did each pod last have a BackOff`,
        q('KubeEvents', day, `Reason == "BackOff"`, 'summarize max(TimeGenerated) by Name'),
      ],
      [
        `when did ${n.hosts[2]} last report cpu`,
        `last cpu sample of ${n.hosts[2]}, time`,
        [cpu, 'CounterName == "% Processor Time"', 'true'].map((test) =>
          q('Perf', day, `Computer == "${n.hosts[2]}" and ${test}`, 'summarize max(TimeGenerated)'),
        ),
      ],
      [
        `when was the last 5xx in the iis logs`,
        `iis most recent 5xx, what time`,
        q('W3CIISLog', day, 'toint(scStatus) >= 500', 'summarize max(TimeGenerated)'),
      ],
    ]),
    ...group('first-seen', rows, [
      [
        `when did ${n.api} first return a 504 today`,
        `first 504 of ${n.api} since midnight, time`,
        q('AppRequests', k.today, `AppRoleName == "${n.api}" and ResultCode == "504"`, 'summarize min(TimeGenerated)'),
      ],
      [
        `when was the first misread at ${n.depots[1]} since yesterday`,
        `first misread ${n.depots[1]} since yesterday`,
        q(
          n.customTable,
          k.since('00:00', 1),
          `Depot_s == "${n.depots[1]}" and Outcome_s == "Misread"`,
          'summarize min(TimeGenerated)',
        ),
      ],
      [
        `when did cpu on ${n.hosts[0]} first go over 90 overnight`,
        `${n.hosts[0]} first cpu > 90 overnight`,
        q('Perf', k.overnight, `Computer == "${n.hosts[0]}" and ${cpu} and CounterValue > 90`, 'summarize min(TimeGenerated)'),
      ],
      [
        `earliest deadlock in the last 2 days`,
        `first deadlock past 2d, time`,
        q('AzureDiagnostics', k.last(d(2)), `Category == "Deadlocks"`, 'summarize min(TimeGenerated)'),
      ],
      [
        `when did we first see CrashLoopBackOff in the last 24 hours`,
        `first CrashLoopBackOff last 24h when`,
        [
          q('KubePodInventory', day, `ContainerStatusReason == "CrashLoopBackOff"`, 'summarize min(TimeGenerated)'),
          q('KubeEvents', day, `Reason == "BackOff"`, 'summarize min(TimeGenerated)'),
        ],
      ],
    ]),
    ...group('missing', rows, [
      [`any vm gone dark?`, `which box went quiet`, silentSince(k.now - min(30))],
      [`who hasn't sent a heartbeat in 2 hours`, `computers no heartbeat > 2h`, silentSince(k.now - h(2))],
      [
        `which servers stopped writing windows events for 3 hours`,
        `servers w/o windows event log entries in the last 3h`,
        q(
          'Event',
          day,
          '',
          `summarize seen = max(TimeGenerated) by Computer | where seen < datetime(${toIso(k.now - h(3))}) | project Computer`,
        ),
      ],
      [`which machines have been silent since 5 am`, `no heartbeat since 5am, which hosts`, silentSince(k.since('05:00').from)],
    ]),
  ];
};
