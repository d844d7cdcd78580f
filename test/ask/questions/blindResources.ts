import { d, blindGroup as group, h, rows, type Writer } from './question';

const started = 'todatetime(properties.essentials.startDateTime)';
const essential = (name: string): string => `tostring(properties.essentials.${name})`;
const cpu = 'ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total"';

/** Resource Graph and platform metrics; written without sight of what answers them. */
export const blindResources: Writer = (k) => {
  const { n } = k;
  const q = k.query.bind(k);
  const alerts = (window: { from: number; to: number } | undefined, tests: string, rest: string): string =>
    [
      'alertsmanagementresources',
      ...(window === undefined ? [] : [`where ${k.in(window, started)}`]),
      ...(tests === '' ? [] : [`where ${tests}`]),
      rest,
    ].join(' | ');
  const named = (type: string, tests = 'true'): string => `resources | where type =~ "${type}" and ${tests} | project name`;
  const metric = (name: string, resource: string, window: { from: number; to: number }, rest: string): string =>
    q('AzureMetrics', window, `MetricName == "${name}" and _ResourceId endswith "/${resource}"`, rest);
  return [
    ...group('inventory', rows, [
      [
        `any sev0 in the last 12 hours?`,
        `sev0 alerts 12h`,
        alerts(k.last(h(12)), `${essential('severity')} == "Sev0"`, `project name, s = ${started}`),
      ],
      [
        `alerts of the last 7 days that are acknowledged`,
        `acknowledged alerts last 7d`,
        alerts(k.last(d(7)), `${essential('alertState')} == "Acknowledged"`, 'project name'),
      ],
      [
        `which alerts fired on ${n.portal} this week`,
        `alerts for ${n.portal} since monday`,
        alerts(k.thisWeek, `${essential('targetResourceName')} == "${n.portal}"`, 'project name'),
      ],
      [
        `how many alerts fired overnight by severity`,
        `overnight alert count per sev`,
        alerts(k.overnight, '', `summarize count() by ${essential('severity')}`),
      ],
      [
        `what's in ${n.groups.data}`,
        `list everything in ${n.groups.data}`,
        `resources | where resourceGroup =~ "${n.groups.data}" | project name`,
      ],
      [`list our sql servers`, `sql servers we have`, named('microsoft.sql/servers')],
      [`which function apps do we run`, `list function apps`, named('microsoft.web/sites', 'kind has "functionapp"')],
      [
        `disks with sku Premium_LRS`,
        `premium_lrs disks`,
        named('microsoft.compute/disks', 'tostring(sku.name) == "Premium_LRS"'),
      ],
      [
        `public ips not attached to anything`,
        `unassociated public ips`,
        named('microsoft.network/publicipaddresses', 'isnull(properties.ipConfiguration)'),
      ],
      [
        `storage accounts still on tls 1.0`,
        `storage accts with minimum tls version TLS1_0`,
        named('microsoft.storage/storageaccounts', 'tostring(properties.minimumTlsVersion) == "TLS1_0"'),
      ],
      [`disks larger than 200 gb`, `disks > 200GB`, named('microsoft.compute/disks', 'toint(properties.diskSizeGB) > 200')],
      [`how many resources per resource group`, `resource count by rg`, `resources | summarize count() by resourceGroup`],
      [
        `resources without tags`,
        `untagged resources`,
        `resources | where isnull(tags) or tostring(tags) in ("", "{}") | project name`,
      ],
      [
        `security recommendations from advisor`,
        `advisor security findings`,
        `advisorresources | where tostring(properties.category) == "Security" | project tostring(properties.shortDescription.problem)`,
      ],
      [
        `defender assessments that are healthy`,
        `healthy security assessments`,
        `securityresources | where tostring(properties.status.code) == "Healthy" | project tostring(properties.displayName)`,
      ],
      [
        `what was deleted in the last 7 days`,
        `deleted resources last 7d`,
        [
          `resourcechanges | where ${k.in(k.last(d(7)), 'todatetime(properties.changeAttributes.timestamp)')} and tostring(properties.changeType) == "Delete" | project tostring(properties.targetResourceId)`,
          q('AzureActivity', k.last(d(7)), 'OperationNameValue endswith "/delete"', 'project TimeGenerated, OperationNameValue'),
          q(
            'AzureActivity',
            k.last(d(7)),
            'OperationNameValue endswith "/delete" and ActivityStatusValue == "Start"',
            'project TimeGenerated, OperationNameValue',
          ),
        ],
      ],
      [
        `who deployed today`,
        `deployments today by whom`,
        ['true', 'ActivityStatusValue == "Success"', 'ActivityStatusValue == "Start"']
          .map((test) =>
            q('AzureActivity', k.today, `OperationNameValue has "deployments" and ${test}`, 'project TimeGenerated, Caller'),
          )
          .concat(
            q('AzureActivity', k.today, `OperationNameValue has "deployments"`, 'distinct Caller'),
            q('AzureActivity', k.today, `OperationNameValue has "deployments"`, 'summarize count() by Caller'),
          ),
      ],
      [
        `activity log entries for ${n.vault} today`,
        `azure activity on ${n.vault} today`,
        q('AzureActivity', k.today, `_ResourceId endswith "/${n.vault}"`, 'project TimeGenerated, OperationNameValue'),
      ],
      [
        `list all resource groups`,
        `resource groups`,
        `resourcecontainers | where type =~ "microsoft.resources/subscriptions/resourcegroups" | project name`,
      ],
      [
        `list vms with their size`,
        `vm sizes of our machines`,
        [
          `resources | where type =~ "microsoft.compute/virtualmachines" | project name, tostring(properties.hardwareProfile.vmSize)`,
          `resources | where type =~ "microsoft.compute/virtualmachines" | summarize count() by tostring(properties.hardwareProfile.vmSize)`,
          `resources | where type =~ "microsoft.compute/virtualmachines" | distinct tostring(properties.hardwareProfile.vmSize)`,
        ],
      ],
      [`which kubernetes clusters exist`, `list aks clusters`, named('microsoft.containerservice/managedclusters')],
      [
        `how many vms are running`,
        `running vm count`,
        `resources | where type =~ "microsoft.compute/virtualmachines" and tostring(properties.extended.instanceView.powerState.code) has "running" | count`,
      ],
      [
        `advisor recommendations with low impact`,
        `low impact advisor recs`,
        `advisorresources | where tostring(properties.impact) == "Low" | project tostring(properties.shortDescription.problem)`,
      ],
    ]),
    ...group('metrics', rows, [
      [
        `peak dtu on ${n.databases[0]} since midnight`,
        `${n.databases[0]} max dtu % today`,
        ['max(Maximum)', 'max(Average)'].map((measure) =>
          metric('dtu_consumption_percent', n.databases[0], k.today, `summarize ${measure}`),
        ),
      ],
      [
        `total cpu time of ${n.portal} over the last 6h from the platform metrics`,
        `metric CpuTime ${n.portal} total 6h`,
        metric('CpuTime', n.portal, k.last(h(6)), 'summarize sum(Total)'),
      ],
      [
        `average free space on C: per server in the last 6 hours`,
        `avg free space % C: by computer 6h`,
        q(
          'Perf',
          k.last(h(6)),
          'CounterName == "% Free Space" and InstanceName == "C:"',
          'summarize avg(CounterValue) by Computer',
        ),
      ],
      [
        `used capacity of ${n.storage}`,
        `how full is ${n.storage}`,
        [
          ...['avg(Average)', 'max(Maximum)', 'max(Average)', 'arg_max(TimeGenerated, Average) | project Average'].map(
            (measure) => metric('UsedCapacity', n.storage, k.last(h(24)), `summarize ${measure}`),
          ),
          metric('UsedCapacity', n.storage, k.last(h(24)), 'project TimeGenerated, Average'),
        ],
      ],
      [
        `failed connections to ${n.databases[0]} since 1am`,
        `connection_failed of ${n.databases[0]} since 1am total`,
        metric('connection_failed', n.databases[0], k.since('01:00'), 'summarize sum(Total)'),
      ],
      [
        `lowest free memory on ${n.hosts[0]} today in MB`,
        `min available mbytes ${n.hosts[0]} today`,
        q('Perf', k.today, `Computer == "${n.hosts[0]}" and CounterName == "Available MBytes"`, 'summarize min(CounterValue)'),
      ],
      [
        `avg and max cpu of ${n.hosts[1]} since 7am`,
        `${n.hosts[1]} cpu avg + max since 7am`,
        q('Perf', k.since('07:00'), `Computer == "${n.hosts[1]}" and ${cpu}`, 'summarize avg(CounterValue), max(CounterValue)'),
      ],
      [
        `average response time metric of ${n.portal} for the last 3h`,
        `AverageResponseTime ${n.portal} avg 3h`,
        metric('AverageResponseTime', n.portal, k.last(h(3)), 'summarize avg(Average)'),
      ],
      [
        `average used disk space on ${n.linuxHost} over 24h in %`,
        `avg % used space ${n.linuxHost} last 24h`,
        q('Perf', k.last(h(24)), `Computer == "${n.linuxHost}" and CounterName == "% Used Space"`, 'summarize avg(CounterValue)'),
      ],
      [
        `avg cpu of process ${n.processes[0]} on ${n.hosts[0]} around 2am`,
        `${n.processes[0]} process cpu ${n.hosts[0]} 1:45-2:15am avg`,
        q(
          'Perf',
          k.around('02:00'),
          `Computer == "${n.hosts[0]}" and ObjectName == "Process" and CounterName == "% Processor Time" and InstanceName == "${n.processes[0]}"`,
          'summarize avg(CounterValue)',
        ),
      ],
      [
        `max cpu per database overnight`,
        `db cpu peak by database overnight`,
        ['Resource', '_ResourceId', 'ResourceId'].flatMap((key) =>
          ['max(Maximum)', 'max(Average)'].map((measure) =>
            q('AzureMetrics', k.overnight, `MetricName == "cpu_percent"`, `summarize ${measure} by ${key}`),
          ),
        ),
      ],
    ]),
  ];
};
