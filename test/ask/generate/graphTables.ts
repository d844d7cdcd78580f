import { DAY, HOUR, MINUTE, toIso } from '../../../src/model/time';
import { localTime, type Maker, type Names, type Row, type Rows } from './names';

interface Thing {
  readonly group: keyof Names['groups'];
  readonly type: string;
  readonly name: string;
  readonly kind?: string;
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly sku?: Readonly<Record<string, string>>;
  readonly properties?: object;
}

/** Resource Graph: inventory, alerts, advice, policy, security, changes, health. */
export function graphTables(maker: Maker): Rows {
  const things = inventory(maker);
  return {
    resources: things.map((thing) => resourceRow(maker, thing)),
    resourcecontainers: containers(maker),
    alertsmanagementresources: alerts(maker),
    advisorresources: advice(maker),
    policyresources: policies(maker),
    securityresources: assessments(maker),
    resourcechanges: changes(maker),
    healthresources: health(maker),
    patchassessmentresources: [],
  };
}

function machine(name: string, size: string, power: string, os: string): Thing {
  return {
    group: 'app',
    type: 'microsoft.compute/virtualmachines',
    name,
    tags: { env: 'prod', owner: 'platform' },
    properties: {
      hardwareProfile: { vmSize: size },
      storageProfile: { osDisk: { osType: os } },
      extended: { instanceView: { powerState: { code: `PowerState/${power}`, displayStatus: `VM ${power}` } } },
    },
  };
}

function inventory({ names }: Maker): readonly Thing[] {
  const [first, second, third] = names.hosts;
  const site = (name: string, kind: string): Thing => ({
    group: 'app',
    type: 'microsoft.web/sites',
    name,
    kind,
    tags: { env: 'prod' },
    properties: { state: 'Running', httpsOnly: kind === 'app', defaultHostName: `${name}.azurewebsites.net` },
  });
  return [
    machine(first, 'Standard_D4s_v5', 'running', 'Windows'),
    machine(second, 'Standard_D4s_v5', 'running', 'Windows'),
    machine(third, 'Standard_B2ms', 'deallocated', 'Windows'),
    machine(names.linuxHost, 'Standard_D2s_v5', 'running', 'Linux'),
    site(names.portal, 'app'),
    site(names.functionApp, 'functionapp'),
    { group: 'app', type: 'microsoft.web/serverfarms', name: `${names.portal}-plan`, sku: { name: 'P1v3', tier: 'PremiumV3' } },
    { group: 'app', type: 'microsoft.containerservice/managedclusters', name: names.cluster, tags: { env: 'prod' } },
    { group: 'app', type: 'microsoft.insights/components', name: names.component },
    { group: 'data', type: 'microsoft.sql/servers', name: names.sqlServer },
    ...names.databases.map((database): Thing => ({
      group: 'data',
      type: 'microsoft.sql/servers/databases',
      name: database,
      sku: { name: 'S3', tier: 'Standard' },
    })),
    {
      group: 'data',
      type: 'microsoft.storage/storageaccounts',
      name: names.storage,
      tags: { env: 'prod' },
      properties: { allowBlobPublicAccess: true, minimumTlsVersion: 'TLS1_0', supportsHttpsTrafficOnly: true },
    },
    {
      group: 'data',
      type: 'microsoft.storage/storageaccounts',
      name: `${names.storage}test`,
      location: 'northeurope',
      tags: { env: 'test' },
      properties: { allowBlobPublicAccess: false, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true },
    },
    { group: 'data', type: 'microsoft.keyvault/vaults', name: names.vault },
    { group: 'net', type: 'microsoft.network/applicationgateways', name: names.gateway },
    {
      group: 'net',
      type: 'microsoft.network/publicipaddresses',
      name: `${names.gateway}-ip`,
      properties: { ipConfiguration: { id: 'x' } },
    },
    { group: 'net', type: 'microsoft.network/publicipaddresses', name: 'old-vpn-ip', properties: {} },
    {
      group: 'app',
      type: 'microsoft.compute/disks',
      name: `${first}-os`,
      sku: { name: 'Premium_LRS' },
      properties: { diskState: 'Attached', diskSizeGB: 128 },
    },
    {
      group: 'app',
      type: 'microsoft.compute/disks',
      name: 'migration-copy',
      location: 'northeurope',
      sku: { name: 'Premium_LRS' },
      properties: { diskState: 'Unattached', diskSizeGB: 512 },
    },
    {
      group: 'app',
      type: 'microsoft.compute/disks',
      name: 'old-backup',
      sku: { name: 'Standard_LRS' },
      properties: { diskState: 'Unattached', diskSizeGB: 256 },
    },
  ];
}

/** ARM id; a database lies below its server. */
function idOf(maker: Maker, group: keyof Names['groups'], type: string, name: string): string {
  return type === 'microsoft.sql/servers/databases'
    ? maker.id(group, 'microsoft.sql/servers', `${maker.names.sqlServer}/databases/${name}`)
    : maker.id(group, type, name);
}

/** ARM id of something by its name alone; of something that is gone when the inventory has none. */
function idOfName(maker: Maker, group: keyof Names['groups'], name: string): { readonly id: string; readonly type: string } {
  const type = inventory(maker).find((thing) => thing.name === name)?.type ?? 'microsoft.network/virtualnetworkgateways';
  return { id: idOf(maker, group, type, name), type };
}

function resourceRow(maker: Maker, thing: Thing): Row {
  const id = idOf(maker, thing.group, thing.type, thing.name);
  return {
    ...place(maker, thing.group),
    id,
    name: thing.name,
    type: thing.type,
    kind: thing.kind ?? '',
    location: thing.location ?? 'westeurope',
    tags: thing.tags ?? null,
    sku: thing.sku ?? null,
    properties: thing.properties ?? {},
  };
}

const place = ({ names }: Maker, group: keyof Names['groups']): Row => ({
  tenantId: '00000000-1111-2222-3333-444444444444',
  subscriptionId: names.subscription,
  resourceGroup: names.groups[group],
});

function containers(maker: Maker): readonly Row[] {
  const { names } = maker;
  return [
    {
      ...place(maker, 'app'),
      resourceGroup: '',
      id: `/subscriptions/${names.subscription}`,
      name: `${names.company} production`,
      type: 'microsoft.resources/subscriptions',
    },
    ...(['app', 'data', 'net'] as const).map((group) => ({
      ...place(maker, group),
      id: `/subscriptions/${names.subscription}/resourceGroups/${names.groups[group]}`,
      name: names.groups[group],
      type: 'microsoft.resources/subscriptions/resourcegroups',
      location: 'westeurope',
      tags: { team: group },
    })),
  ];
}

type AlertLine = readonly [
  rule: string,
  severity: string,
  condition: string,
  state: string,
  at: number,
  minutes: number,
  group: keyof Names['groups'],
  type: string,
  target: string,
];

function alerts(maker: Maker): readonly Row[] {
  const { names, moments } = maker;
  const vm = 'microsoft.compute/virtualmachines';
  const site = 'microsoft.web/sites';
  const lines: readonly AlertLine[] = [
    ['High CPU on route planner', 'Sev1', 'Resolved', 'Closed', localTime(names, '01:58'), 35, 'app', vm, names.hosts[0]],
    [
      'API failures above 5 %',
      'Sev0',
      'Resolved',
      'New',
      localTime(names, '02:36'),
      41,
      'app',
      'microsoft.insights/components',
      names.component,
    ],
    ['Login test fails', 'Sev1', 'Resolved', 'Acknowledged', localTime(names, '02:48'), 25, 'app', site, names.portal],
    ['No heartbeat', 'Sev2', 'Fired', 'New', localTime(names, '04:22'), 0, 'app', vm, names.hosts[2]],
    [
      'Slow quotes',
      'Sev2',
      'Fired',
      'New',
      localTime(names, '06:55'),
      0,
      'app',
      'microsoft.insights/components',
      names.component,
    ],
    ['Disk almost full', 'Sev3', 'Fired', 'Acknowledged', moments.now - 3 * DAY + 71_000, 0, 'app', vm, names.hosts[0]],
    [
      'Database CPU',
      'Sev2',
      'Resolved',
      'Closed',
      localTime(names, '01:50'),
      25,
      'data',
      'microsoft.sql/servers/databases',
      names.databases[0],
    ],
    [
      'Blob throttling',
      'Sev3',
      'Resolved',
      'New',
      moments.now - 30 * HOUR + 13_000,
      15,
      'data',
      'microsoft.storage/storageaccounts',
      names.storage,
    ],
    ['High CPU on route planner', 'Sev1', 'Resolved', 'Closed', moments.now - 6 * DAY + 19_000, 30, 'app', vm, names.hosts[0]],
    [
      'Certificate expires soon',
      'Sev4',
      'Fired',
      'New',
      moments.now - 5 * DAY + 23_000,
      0,
      'data',
      'microsoft.keyvault/vaults',
      names.vault,
    ],
  ];
  return lines.map(([rule, severity, condition, state, at, minutes, group, type, target]) => {
    const id = maker.guid();
    return {
      ...place(maker, group),
      id: `/subscriptions/${names.subscription}/providers/Microsoft.AlertsManagement/alerts/${id}`,
      name: rule,
      type: 'microsoft.alertsmanagement/alerts',
      location: 'global',
      properties: {
        essentials: {
          severity,
          monitorCondition: condition,
          alertState: state,
          startDateTime: toIso(at + 7_000),
          lastModifiedDateTime: toIso(at + (minutes + 1) * MINUTE),
          ...(condition === 'Resolved' && { monitorConditionResolvedDateTime: toIso(at + minutes * MINUTE) }),
          alertRule: `/subscriptions/${names.subscription}/resourceGroups/${names.groups[group]}/providers/microsoft.insights/metricalerts/${rule}`,
          targetResource: idOf(maker, group, type, target).toLowerCase(),
          targetResourceName: target,
          targetResourceType: type,
          targetResourceGroup: names.groups[group],
          monitorService: type === 'microsoft.insights/components' ? 'Log Alerts V2' : 'Platform',
          signalType: type === 'microsoft.insights/components' ? 'Log' : 'Metric',
          description: '',
        },
      },
    };
  });
}

function advice(maker: Maker): readonly Row[] {
  const { names } = maker;
  const lines: readonly (readonly [string, string, string, string, keyof Names['groups']])[] = [
    ['Cost', 'High', 'Right-size or shut down underutilized virtual machines', names.hosts[2], 'app'],
    ['Cost', 'Medium', 'Delete unattached disks', 'migration-copy', 'app'],
    ['Security', 'High', 'Secure transfer and TLS 1.2 should be required', names.storage, 'data'],
    ['HighAvailability', 'High', 'Use availability zones for the gateway', names.gateway, 'net'],
    ['HighAvailability', 'Medium', 'Enable backup of virtual machines', names.hosts[0], 'app'],
    ['Performance', 'Low', 'Upgrade the plan of the database', names.databases[0], 'data'],
    ['OperationalExcellence', 'Low', 'Create service health alerts', names.cluster, 'app'],
  ];
  return lines.map(([category, impact, problem, target, group]) => ({
    ...place(maker, group),
    id: `${idOfName(maker, group, target).id}/providers/Microsoft.Advisor/recommendations/${maker.guid()}`,
    name: maker.guid(),
    type: 'microsoft.advisor/recommendations',
    properties: {
      category,
      impact,
      impactedField: idOfName(maker, group, target).type,
      impactedValue: target,
      shortDescription: { problem, solution: problem },
      lastUpdated: toIso(maker.moments.now - 7 * HOUR),
    },
  }));
}

function policies(maker: Maker): readonly Row[] {
  const { names } = maker;
  const lines: readonly (readonly [string, string, string, keyof Names['groups']])[] = [
    ['require-tls12', 'NonCompliant', names.storage, 'data'],
    ['require-tls12', 'Compliant', `${names.storage}test`, 'data'],
    ['no-public-blob', 'NonCompliant', names.storage, 'data'],
    ['https-only', 'NonCompliant', names.functionApp, 'app'],
    ['https-only', 'Compliant', names.portal, 'app'],
    ['tag-env', 'NonCompliant', names.vault, 'data'],
    ['tag-env', 'Compliant', names.cluster, 'app'],
  ];
  return lines.map(([policy, state, target, group]) => ({
    ...place(maker, group),
    id: maker.guid(),
    name: maker.guid(),
    type: 'microsoft.policyinsights/policystates',
    properties: {
      complianceState: state,
      policyDefinitionName: policy,
      policyAssignmentName: 'baseline',
      resourceId: idOfName(maker, group, target).id,
      resourceType: idOfName(maker, group, target).type,
      timestamp: toIso(maker.moments.now - 5 * HOUR),
    },
  }));
}

function assessments(maker: Maker): readonly Row[] {
  const { names } = maker;
  const lines: readonly (readonly [string, string, string, string, keyof Names['groups']])[] = [
    ['MFA should be enabled on accounts with owner permissions', 'Unhealthy', 'High', names.portal, 'app'],
    ['Storage accounts should restrict network access', 'Unhealthy', 'Medium', names.storage, 'data'],
    ['Machines should have vulnerability findings resolved', 'Unhealthy', 'Low', names.hosts[0], 'app'],
    ['Disk encryption should be applied', 'Healthy', 'High', names.hosts[1], 'app'],
    ['Key vaults should have purge protection', 'Healthy', 'Medium', names.vault, 'data'],
  ];
  return lines.map(([displayName, code, severity, target, group]) => ({
    ...place(maker, group),
    id: maker.guid(),
    name: maker.guid(),
    type: 'microsoft.security/assessments',
    properties: {
      displayName,
      status: { code },
      metadata: { severity },
      resourceDetails: { Id: idOfName(maker, group, target).id, Source: 'Azure' },
    },
  }));
}

function changes(maker: Maker): readonly Row[] {
  const { names, moments } = maker;
  const lines: readonly (readonly [number, string, string, keyof Names['groups'], string])[] = [
    [localTime(names, '17:20', 1) + 9_000, 'Update', names.portal, 'app', 'properties.siteConfig'],
    [moments.deploy + 30_000, 'Update', names.cluster, 'app', 'properties.agentPoolProfiles'],
    [moments.now - 26 * HOUR, 'Create', 'migration-copy', 'app', 'properties'],
    [moments.now - 4 * DAY, 'Update', names.gateway, 'net', 'properties.sku'],
    [moments.now - 5 * DAY, 'Delete', 'old-vpn-gw', 'net', 'properties'],
  ];
  return lines.map(([at, changeType, target, group, property]) => ({
    ...place(maker, group),
    id: maker.guid(),
    name: maker.guid(),
    type: 'microsoft.resources/changes',
    properties: {
      changeType,
      targetResourceId: idOfName(maker, group, target).id,
      targetResourceType: idOfName(maker, group, target).type,
      changeAttributes: { timestamp: toIso(at), changedBy: maker.pick(names.people), changesCount: 1 },
      changes: { [property]: { previousValue: '1', newValue: '2' } },
    },
  }));
}

function health(maker: Maker): readonly Row[] {
  const { names } = maker;
  return [...names.hosts, names.linuxHost, names.portal].map((name, index) => ({
    ...place(maker, 'app'),
    id: maker.guid(),
    name: 'current',
    type: 'microsoft.resourcehealth/availabilitystatuses',
    properties: {
      targetResourceId: idOfName(maker, 'app', name).id,
      targetResourceType: idOfName(maker, 'app', name).type,
      availabilityState: index === 2 ? 'Unavailable' : 'Available',
      occurredTime: toIso(maker.moments.now - HOUR),
    },
  }));
}
