import { bin, both, d, group, h, percent, rows, top, type Bins, type Writer } from './question';

const started = 'todatetime(properties.essentials.startDateTime)';
const severity = 'tostring(properties.essentials.severity)';

/** What Resource Graph knows (inventory, alerts, advice, policy, security, changes), and platform metrics. */
export const resourcesAndMetrics: Writer = (k) => {
  const { n } = k;
  const alerts = 'alertsmanagementresources';
  const metric = (name: string, resource: string) =>
    `AzureMetrics | where MetricName == "${name}" and _ResourceId endswith "/${resource}"`;
  return [
    ...group('inventory', rows, [
      [
        `did any critical alerts trigger overnight?`,
        `critical alerts overnight`,
        [
          `${alerts} | where ${k.in(k.overnight, started)} and ${severity} in ("Sev0", "Sev1") | project name, s = ${started}`,
          `${alerts} | where ${k.in(k.overnight, started)} and ${severity} == "Sev0" | project name, s = ${started}`,
        ],
      ],
      [
        `which alerts are still firing`,
        `alerts currently fired`,
        [
          `${alerts} | where tostring(properties.essentials.monitorCondition) == "Fired" | project name`,
          `${alerts} | where tostring(properties.essentials.monitorCondition) == "Fired" and ${k.in(k.last(h(24)), started)} | project name`,
        ],
      ],
      [
        `how many alerts per severity in the last 7 days`,
        `alert count by severity last 7d`,
        `${alerts} | where ${k.in(k.last(d(7)), started)} | summarize count() by ${severity}`,
      ],
      [
        `show sev1 alerts of the last 24 hours`,
        `sev 1 alerts last 24h`,
        `${alerts} | where ${k.in(k.last(h(24)), started)} and ${severity} == "Sev1" | project name, s = ${started}`,
      ],
      [
        `which alerts has nobody acknowledged yet, last 7 days`,
        `alerts in state new last 7 days`,
        `${alerts} | where ${k.in(k.last(d(7)), started)} and tostring(properties.essentials.alertState) == "New" | project name`,
      ],
      [
        `alerts on ${n.hosts[0]} in the last 7 days`,
        `what alerts fired for ${n.hosts[0]} last 7 days`,
        `${alerts} | where ${k.in(k.last(d(7)), started)} and tostring(properties.essentials.targetResourceName) == "${n.hosts[0]}" | project name, s = ${started}`,
      ],
      [
        `which VMs do we have`,
        `list all virtual machines`,
        `resources | where type =~ "microsoft.compute/virtualmachines" | project name`,
      ],
      [`how many resources of each type are there`, `resource count by type`, `resources | summarize count() by type`],
      [
        `which vms are deallocated`,
        `stopped vms`,
        `resources | where type =~ "microsoft.compute/virtualmachines" and tostring(properties.extended.instanceView.powerState.code) has "deallocated" | project name`,
      ],
      [
        `unattached disks`,
        `which disks are not attached to any vm`,
        `resources | where type =~ "microsoft.compute/disks" and tostring(properties.diskState) == "Unattached" | project name`,
      ],
      [
        `list the storage accounts that allow public blob access`,
        `storage accounts w public blob access`,
        `resources | where type =~ "microsoft.storage/storageaccounts" and tobool(properties.allowBlobPublicAccess) == true | project name`,
      ],
      [
        `which resources are in resource group ${n.groups.net}`,
        `resources in ${n.groups.net}`,
        `resources | where resourceGroup =~ "${n.groups.net}" | project name`,
      ],
      [
        `which resources are tagged env prod`,
        `resources with tag env=prod`,
        `resources | where tostring(tags.env) == "prod" | project name`,
      ],
      [
        `what does advisor recommend to save cost`,
        `advisor cost recommendations`,
        `advisorresources | where tostring(properties.category) == "Cost" | project tostring(properties.shortDescription.problem)`,
      ],
      [
        `high impact advisor recommendations by category`,
        `how many high impact advisor recs per category`,
        `advisorresources | where tostring(properties.impact) == "High" | summarize count() by tostring(properties.category)`,
      ],
      [
        `which resources violate a policy`,
        `non compliant resources policy`,
        [
          `policyresources | where tostring(properties.complianceState) == "NonCompliant" | project tostring(properties.resourceId)`,
          `policyresources | where tostring(properties.complianceState) == "NonCompliant" | distinct tostring(properties.resourceId)`,
        ],
      ],
      [
        `unhealthy security assessments with high severity`,
        `high severity unhealthy defender findings`,
        `securityresources | where type == "microsoft.security/assessments" and tostring(properties.status.code) == "Unhealthy" and tostring(properties.metadata.severity) == "High" | project tostring(properties.displayName)`,
      ],
      [
        `what changed on ${n.portal} in the last 2 days`,
        `changes to ${n.portal} last 2 days`,
        [
          `resourcechanges | where ${k.in(k.last(d(2)), 'todatetime(properties.changeAttributes.timestamp)')} and tostring(properties.targetResourceId) endswith "/${n.portal}" | project t = todatetime(properties.changeAttributes.timestamp)`,
          `AzureActivity | where ${k.in(k.last(d(2)))} and _ResourceId endswith "/${n.portal}" and CategoryValue == "Administrative" | project TimeGenerated, OperationNameValue`,
          `AzureActivity | where ${k.in(k.last(d(2)))} and _ResourceId endswith "/${n.portal}" and CategoryValue == "Administrative" and ActivityStatusValue == "Success" | project TimeGenerated, OperationNameValue`,
        ],
      ],
      [
        `which machines are unavailable according to resource health`,
        `resource health unavailable`,
        `healthresources | where tostring(properties.availabilityState) == "Unavailable" | project tostring(properties.targetResourceId)`,
      ],
      [
        `how many vms per size`,
        `vm count by size`,
        `resources | where type =~ "microsoft.compute/virtualmachines" | summarize count() by tostring(properties.hardwareProfile.vmSize)`,
      ],
      [
        `who restarted ${n.hosts[1]} in the last 2 days`,
        `restart of ${n.hosts[1]} by whom, last 2 days`,
        [
          `AzureActivity | where ${k.in(k.last(d(2)))} and _ResourceId endswith "/${n.hosts[1]}" and OperationNameValue has "restart" | project TimeGenerated, Caller`,
          `AzureActivity | where ${k.in(k.last(d(2)))} and _ResourceId endswith "/${n.hosts[1]}" and OperationNameValue has "restart" and ActivityStatusValue == "Success" | project TimeGenerated, Caller`,
          `AzureActivity | where ${k.in(k.last(d(2)))} and _ResourceId endswith "/${n.hosts[1]}" and OperationNameValue has "restart" | distinct Caller`,
        ],
      ],
      [
        `failed operations in the activity log in the last 3 days`,
        `activity log failures last 3 days`,
        `AzureActivity | where ${k.in(k.last(d(3)))} and ActivityStatusValue in ("Failure", "Failed") | project TimeGenerated, OperationNameValue`,
      ],
    ]),
    ...group('metrics', rows, [
      [
        `average cpu of database ${n.databases[0]} in the last 24 hours`,
        `db ${n.databases[0]} avg cpu last 24h`,
        `${metric('cpu_percent', n.databases[0])} and ${k.in(k.last(h(24)))} | summarize avg(Average)`,
      ],
      [
        `max cpu of database ${n.databases[0]} between 1:30 and 2:30 am`,
        `${n.databases[0]} db cpu peak 1:30-2:30am`,
        [
          `${metric('cpu_percent', n.databases[0])} and ${k.in(k.clock('01:30', '02:30'))} | summarize max(Maximum)`,
          `${metric('cpu_percent', n.databases[0])} and ${k.in(k.clock('01:30', '02:30'))} | summarize max(Average)`,
        ],
      ],
      [
        `average cpu per vm in the last 6 hours`,
        `avg cpu by computer last 6h`,
        `Perf | where ${k.in(k.last(h(6)))} and ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total" | summarize avg(CounterValue) by Computer`,
      ],
      [
        `what was the highest cpu on ${n.hosts[0]} overnight`,
        `max cpu ${n.hosts[0]} overnight`,
        `Perf | where ${k.in(k.overnight)} and Computer == "${n.hosts[0]}" and ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total" | summarize max(CounterValue)`,
      ],
      [
        `available memory on ${n.hosts[1]} over the last 4 hours, average`,
        `avg free memory ${n.hosts[1]} last 4h`,
        `Perf | where ${k.in(k.last(h(4)))} and Computer == "${n.hosts[1]}" and CounterName == "Available MBytes" | summarize avg(CounterValue)`,
      ],
      [
        `which vms had less than 15% free disk space in the last hour`,
        `vms with free disk < 15 % last hour`,
        [`Perf | where ${k.in(k.last(h(1)))} and CounterName == "% Free Space" and CounterValue < 15 | distinct Computer`],
      ],
      [
        `dtu consumption of ${n.databases[0]} per hour in the last 12 hours`,
        `${n.databases[0]} dtu % hourly last 12h`,
        (b: Bins) =>
          `${metric('dtu_consumption_percent', n.databases[0])} and ${k.in(k.last(h(12)))} | summarize avg(Average) by ${bin(b)}`,
        { kind: 'trend', window: k.last(h(12)), step: h(1) },
      ],
      [
        `total transactions of storage account ${n.storage} in the last 12 hours`,
        `${n.storage} transactions last 12h total`,
        `${metric('Transactions', n.storage)} and ${k.in(k.last(h(12)))} | summarize sum(Total)`,
      ],
      [
        `cpu of ${n.hosts[1]} in the last 2 hours compared with yesterday`,
        `${n.hosts[1]} avg cpu last 2h vs yesterday same time`,
        `print a = toscalar(Perf | where ${k.in(k.last(h(2)))} and Computer == "${n.hosts[1]}" and ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total" | summarize avg(CounterValue)), b = toscalar(Perf | where ${k.in(k.shifted(k.last(h(2)), d(1)))} and Computer == "${n.hosts[1]}" and ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total" | summarize avg(CounterValue))`,
        both(),
      ],
      [
        `top 2 vms by cpu in the last hour`,
        `2 busiest vms cpu last hour`,
        [
          `Perf | where ${k.in(k.last(h(1)))} and ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total" | summarize m = avg(CounterValue) by Computer`,
          `Perf | where ${k.in(k.last(h(1)))} and ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total" | summarize m = max(CounterValue) by Computer`,
        ],
        top(2),
      ],
      [
        `memory usage of ${n.linuxHost} in the last 3 hours in percent`,
        `avg memory % used ${n.linuxHost} last 3h`,
        `Perf | where ${k.in(k.last(h(3)))} and Computer == "${n.linuxHost}" and CounterName == "% Used Memory" | summarize avg(CounterValue)`,
      ],
      [
        `how much data did we ingest per table in the last 7 days`,
        `ingested volume by data type last 7d`,
        [
          `Usage | where ${k.in(k.last(d(7)))} | summarize sum(Quantity) by DataType`,
          `Usage | where ${k.in(k.last(d(7)))} | summarize sum(Quantity) / 1024 by DataType`,
          `Usage | where ${k.in(k.last(d(7)))} | summarize sum(Quantity) / 1000 by DataType`,
        ],
      ],
      [
        `what percentage of the time was cpu of ${n.hosts[1]} above 60 in the last 6 hours`,
        `${n.hosts[1]} % of time cpu > 60 last 6h`,
        `Perf | where ${k.in(k.last(h(6)))} and Computer == "${n.hosts[1]}" and ObjectName == "Processor" and CounterName == "% Processor Time" and InstanceName == "_Total" | summarize 100.0 * countif(CounterValue > 60) / count()`,
        percent,
      ],
    ]),
  ];
};
