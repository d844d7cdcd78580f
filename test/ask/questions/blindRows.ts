import { d, blindGroup as group, h, list, min, rows, type Writer } from './question';

const total = 'summarize sum(ItemCount)';

/** Rows, and how many there are; written without sight of what answers them. */
export const blindRows: Writer = (k) => {
  const { n } = k;
  const q = k.query.bind(k);
  return [
    ...group('list', list, [
      [
        `which requests hit ${n.api} and came back 5xx in the past 8 hours`,
        `${n.api} 5xx last 8h`,
        q('AppRequests', k.last(h(8)), `AppRoleName == "${n.api}" and toint(ResultCode) >= 500`, 'project TimeGenerated, Name'),
      ],
      [
        `pull up the warning level traces for ${n.portal} since 7 am`,
        `${n.portal} trace warnings since 7am`,
        ['==', '>='].map((sign) =>
          q(
            'AppTraces',
            k.since('07:00'),
            `AppRoleName == "${n.portal}" and SeverityLevel ${sign} 2`,
            'project TimeGenerated, Message',
          ),
        ),
      ],
      [
        `need the exceptions thrown by POST /quote since yesterday noon`,
        `exeptions operation POST /quote since 12:00 yesterday`,
        q('AppExceptions', k.since('12:00', 1), `OperationName == "POST /quote"`, 'project TimeGenerated, ExceptionType'),
      ],
      [
        `grep traces for "out of memory" today`,
        `apptraces w/ "out of memory" in the msg since midnight`,
        q('AppTraces', k.today, `Message has "out of memory"`, 'project TimeGenerated, AppRoleName'),
      ],
      [
        `show me blob calls with SAS auth that got a 403 in the last 48h`,
        `blob 403s authenticationtype SAS last 48h`,
        q('StorageBlobLogs', k.last(h(48)), `AuthenticationType == "SAS" and StatusCode == "403"`, 'project TimeGenerated, Uri'),
      ],
      [
        `sudo lines in syslog on ${n.linuxHost} today`,
        `syslog of process sudo, ${n.linuxHost}, since midnight`,
        q('Syslog', k.today, `Computer == "${n.linuxHost}" and ProcessName == "sudo"`, 'project TimeGenerated, SyslogMessage'),
      ],
      [
        `app gateway hits on /login that returned 403 in the last 24 hours`,
        `appgw 403 /login 24h`,
        q('AGWAccessLogs', k.last(h(24)), `RequestUri == "/login" and HttpStatus == 403`, 'project TimeGenerated, ClientIp'),
      ],
      [
        `errors in ${n.functions[1]} yesterday, full list please`,
        `yesterday's ${n.functions[1]} errors`,
        q(
          'FunctionAppLogs',
          k.yesterday,
          `FunctionName == "${n.functions[1]}" and Level in ("Error", "Critical")`,
          'project TimeGenerated, Message',
        ),
      ],
      [
        `console log errors of ${n.portal} in the last 12 hrs`,
        `app service console errors last 12h`,
        q('AppServiceConsoleLogs', k.last(h(12)), `Level == "Error"`, 'project TimeGenerated, ResultDescription'),
      ],
      [
        `event id 1000 on ${n.hosts[0]} this week`,
        `"Application Error" events ${n.hosts[0]} since monday`,
        q('Event', k.thisWeek, `Computer == "${n.hosts[0]}" and EventID == 1000`, 'project TimeGenerated, RenderedDescription'),
      ],
      [
        `${n.workloads[1]} container logs saying panic, last day`,
        `grep panic in ${n.workloads[1]} logs 24h`,
        q(
          'ContainerLogV2',
          k.last(h(24)),
          `ContainerName == "${n.workloads[1]}" and LogMessage has "panic"`,
          'project TimeGenerated, PodName',
        ),
      ],
      [
        `signins from the US in the last 3 days`,
        `list logins with location US past 3d`,
        q('SigninLogs', k.last(d(3)), `Location == "US"`, 'project TimeGenerated, UserPrincipalName'),
      ],
      [
        `keyvault SecretList calls today`,
        `audit entries for SecretList on ${n.vault} today`,
        q('AZKVAuditLogs', k.today, `OperationName == "SecretList"`, 'project TimeGenerated, CallerIpAddress'),
      ],
      [
        `nodes that were NotReady since 2am, every row`,
        `kubenodeinventory status NotReady since 2am`,
        [
          q('KubeNodeInventory', k.since('02:00'), `Status == "NotReady"`, 'project TimeGenerated, Computer'),
          q('KubeNodeInventory', k.since('02:00'), `Status == "NotReady"`, 'distinct Computer'),
        ],
      ],
      [
        `show every 504 that ${n.api} sent back between half past two and ten past three this morning`,
        `${n.api} 504s 2:30-3:10am`,
        q(
          'AppRequests',
          k.clock('02:30', '03:10'),
          `AppRoleName == "${n.api}" and ResultCode == "504"`,
          'project TimeGenerated, Name',
        ),
      ],
      [
        `outbound connections to port 1433 that had failed links in the last 6 hours`,
        `vmconnection port 1433 linksfailed > 0 last 6h`,
        q('VMConnection', k.last(h(6)), `DestinationPort == 1433 and LinksFailed > 0`, 'project TimeGenerated, Computer'),
      ],
      [
        `dependency calls to ${n.maps} that took over 100 ms in the last hr`,
        `${n.maps} calls slower than 100ms past hour`,
        q('AppDependencies', k.last(h(1)), `Target == "${n.maps}" and DurationMs > 100`, 'project TimeGenerated, DurationMs'),
      ],
      [
        `gimme the stdout of the ${n.namespaces[0]} namespace, last 15 minutes`,
        `stdout logs ns ${n.namespaces[0]} last 15 min`,
        q(
          'ContainerLogV2',
          k.last(min(15)),
          `PodNamespace == "${n.namespaces[0]}" and LogSource == "stdout"`,
          'project TimeGenerated, LogMessage',
        ),
      ],
    ]),
    ...group('count', rows, [
      [
        `how many calls to ${n.carrier} failed since 2 this morning`,
        `# failed ${n.carrier} calls since 2am`,
        q('AppDependencies', k.since('02:00'), `Target == "${n.carrier}" and Success == false`, total),
      ],
      [`how many exceptions so far today?`, `nr of exeptions today`, q('AppExceptions', k.today, '', total)],
      [
        `requests per country for ${n.portal}, last 12 hrs`,
        `${n.portal} reqs by country 12h`,
        q('AppRequests', k.last(h(12)), `AppRoleName == "${n.portal}"`, `${total} by ClientCountryOrRegion`),
      ],
      [
        `count of custom events by name since yesterday`,
        `appevents per name since yesterday`,
        q('AppEvents', k.since('00:00', 1), '', `${total} by Name`),
      ],
      [
        `how many CheckoutAbandoned did we get yesterday`,
        `checkoutabandoned count yesterday`,
        q('AppEvents', k.yesterday, `Name == "CheckoutAbandoned"`, total),
      ],
      [
        `iis hits per path today`,
        `how many iis requests per uri stem since midnight`,
        q('W3CIISLog', k.today, '', 'summarize count() by csUriStem'),
      ],
      [
        `how many bytes did the app gateway send in the last 4 hours`,
        `sum of sent bytes appgw last 4h`,
        q('AGWAccessLogs', k.last(h(4)), '', 'summarize sum(SentBytes)'),
      ],
      [
        `how many error lines did ${n.workloads[0]} write in the past 24h`,
        `${n.workloads[0]} error lines last 24h count`,
        q('ContainerLogV2', k.last(h(24)), `ContainerName == "${n.workloads[0]}" and LogLevel == "error"`, 'count'),
      ],
      [
        `how many misreads did each scanner have in the last 3 days`,
        `${n.customTable.toLowerCase()} misread count by scanner last 3d`,
        q(n.customTable, k.last(d(3)), `Outcome_s == "Misread"`, 'summarize count() by Scanner_s'),
      ],
      [
        `how many updates are still needed per machine`,
        `needed updates by computer`,
        q('Update', k.last(h(24)), `UpdateState == "Needed"`, 'summarize count() by Computer'),
      ],
      [
        `how many risky sign-ins in the last 3 days`,
        `risky logins past 3 days, number`,
        q('SigninLogs', k.last(d(3)), `IsRisky == true`, 'count'),
      ],
      [
        `number of heartbeats per os in the last 6 hours`,
        `heartbeat count by ostype 6h`,
        q('Heartbeat', k.last(h(6)), '', 'summarize count() by OSType'),
      ],
      [
        `how many requests does each version of ${n.pricing} have since 5am`,
        `${n.pricing} reqs per version since 5am`,
        q('AppRequests', k.since('05:00'), `AppRoleName == "${n.pricing}"`, `${total} by AppVersion`),
      ],
      [
        `dependency calls with result code 504 by role since midnight`,
        `504 deps per role since midnight`,
        q('AppDependencies', k.today, `ResultCode == "504"`, `${total} by AppRoleName`),
      ],
      [
        `kube warnings by namespace last 2 days`,
        `how many k8s warning events per namespace, last 2d`,
        ['count()', 'sum(Count)'].map((measure) =>
          q('KubeEvents', k.last(d(2)), `KubeEventType == "Warning"`, `summarize ${measure} by Namespace`),
        ),
      ],
      [
        `how many logins failed with 50126 in the last 3 days`,
        `count signin code 50126 last 3d`,
        q('SigninLogs', k.last(d(3)), `ResultType == "50126"`, 'count'),
      ],
      [
        `total weight scanned per depot today`,
        `sum of weight by depot ${n.customTable} today`,
        q(n.customTable, k.today, '', 'summarize sum(Weight_d) by Depot_s'),
      ],
      [
        `how many requests came from firefox on ${n.portal} today`,
        `${n.portal} firefox requests today, how many`,
        q('AppRequests', k.today, `AppRoleName == "${n.portal}" and ClientBrowser has "Firefox"`, total),
      ],
      [
        `events per level on each windows box, last 2 days`,
        `eventlog count by computer and level last 2d`,
        q('Event', k.last(d(2)), '', 'summarize count() by Computer, EventLevelName'),
      ],
      [
        `how many "Login failed" errors did the databases report since yesterday`,
        `login failed errors sql diagnostics since yesterday, count`,
        q('AzureDiagnostics', k.since('00:00', 1), `Message has "Login failed"`, 'count'),
      ],
    ]),
  ];
};
