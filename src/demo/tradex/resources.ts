import { tradexExchange } from '../stories';
import { makeResource, reach, type Place } from '../story/build';
import { localTimes, type Span } from '../story/rhythm';

const [trading = ''] = tradexExchange.subscriptions;

/** Kolkata: five and a half hours east of UTC. */
export const span: Span = { ...reach(tradexExchange.opensAt), utcOffset: 330 };
/** Local time; day 0 is the day on which the story opens. */
export const at = localTimes(tradexExchange.opensAt, span.utcOffset);

const place = (resourceGroup: string, application: string): Place => ({
  subscriptionId: trading,
  resourceGroup,
  location: 'centralindia',
  tags: { application, environment: 'production' },
});
export const tradingGroup = place('tradex-trading-rg', 'tradex-trading');
export const reporting = place('tradex-reporting-rg', 'tradex-reporting');

const farm = (group: Place, name: string, sku: string, capacity: number): ReturnType<typeof makeResource> =>
  makeResource(group, 'Microsoft.Web/serverfarms', name, {
    kind: 'linux',
    sku: { name: sku, tier: 'PremiumV3', size: sku, family: 'Pv3', capacity },
    properties: { status: 'Ready', numberOfSites: 1, reserved: true },
  });
const app = (group: Place, name: string, serverFarmId: string): ReturnType<typeof makeResource> =>
  makeResource(group, 'Microsoft.Web/sites', name, {
    kind: 'app,linux',
    properties: {
      state: 'Running',
      enabled: true,
      hostNames: [`${name}.azurewebsites.net`],
      enabledHostNames: [`${name}.azurewebsites.net`, `${name}.scm.azurewebsites.net`],
      defaultHostName: `${name}.azurewebsites.net`,
      serverFarmId,
      reserved: true,
      httpsOnly: true,
      availabilityState: 'Normal',
      usageState: 'Normal',
    },
  });

export const matchingPlan = farm(tradingGroup, 'tradex-matching-plan', 'P3v3', 4);
export const gatewayPlan = farm(tradingGroup, 'tradex-gateway-plan', 'P2v3', 3);
export const reportingPlan = farm(reporting, 'tradex-reporting-plan', 'P1v3', 1);
export const matching = app(tradingGroup, 'tradex-matching', matchingPlan.id);
export const gateway = app(tradingGroup, 'tradex-gateway', gatewayPlan.id);
export const settlement = app(reporting, 'tradex-settlement', reportingPlan.id);
export const orders = makeResource(tradingGroup, 'Microsoft.ServiceBus/namespaces', 'tradex-orders', {
  sku: { name: 'Premium', tier: 'Premium', capacity: 2 },
  properties: { status: 'Active' },
});
const sql = makeResource(tradingGroup, 'Microsoft.Sql/servers', 'tradex-sql', {
  kind: 'v12.0',
  properties: { version: '12.0', state: 'Ready', fullyQualifiedDomainName: 'tradex-sql.database.windows.net' },
});
export const ledger = makeResource(tradingGroup, 'Microsoft.Sql/servers/databases', 'tradex-sql/tradex-ledger', {
  kind: 'v12.0,user,vcore',
  sku: { name: 'BC_Gen5', tier: 'BusinessCritical', family: 'Gen5', capacity: 16 },
  properties: { status: 'Online' },
});
export const insights = makeResource(tradingGroup, 'Microsoft.Insights/components', 'tradex-insights', {
  kind: 'web',
  properties: { Application_Type: 'web', AppId: '7a0be0b1-9b2f-4b0c-8c67-1d7c0f6c5e33', IngestionMode: 'LogAnalytics' },
});
export const logs = makeResource(tradingGroup, 'Microsoft.OperationalInsights/workspaces', 'tradex-logs', {
  properties: { customerId: '6d2b6c5f-1f7e-4f0c-93c8-5b0a6c1b7e44', retentionInDays: 90, sku: { name: 'PerGB2018' } },
});
export const archive = makeResource(reporting, 'Microsoft.Storage/storageAccounts', 'tradexarchive', {
  kind: 'StorageV2',
  sku: { name: 'Standard_ZRS', tier: 'Standard' },
  properties: { accessTier: 'Cool' },
});
export const reportsVm = makeResource(reporting, 'Microsoft.Compute/virtualMachines', 'tradex-reports', {
  properties: {
    hardwareProfile: { vmSize: 'Standard_E4s_v5' },
    storageProfile: { osDisk: { osType: 'Windows', name: 'tradex-reports-os', createOption: 'FromImage' }, dataDisks: [] },
    osProfile: { computerName: 'tradex-reports', adminUsername: 'azureuser' },
    networkProfile: { networkInterfaces: [] },
  },
});
export const telemetryCluster = makeResource(reporting, 'Microsoft.Kusto/clusters', 'tradextelemetry', {
  sku: { name: 'Standard_E8ads_v5', tier: 'Standard', capacity: 2 },
  properties: { state: 'Running', uri: tradexExchange.clusters?.[0]?.origin },
});
export const onCall = makeResource(tradingGroup, 'Microsoft.Insights/actionGroups', 'tradex-oncall', {
  location: 'global',
  properties: {
    groupShortName: 'oncall',
    enabled: true,
    emailReceivers: [{ name: 'on call', emailAddress: 'oncall@tradex.example', useCommonAlertSchema: true, status: 'Enabled' }],
  },
});

export const resources = [
  matchingPlan,
  gatewayPlan,
  reportingPlan,
  matching,
  gateway,
  settlement,
  orders,
  sql,
  ledger,
  insights,
  logs,
  archive,
  reportsVm,
  telemetryCluster,
  onCall,
];

export const subscriptions = [{ id: trading, name: 'TradeX Trading' }];
