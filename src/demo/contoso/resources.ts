import { contosoHotels } from '../stories';
import { makeResource, type Place } from '../story/build';
import { localTimes, type Span } from '../story/rhythm';
import { reach } from '../story/build';

const [production = '', shared = ''] = contosoHotels.subscriptions;

/** Madrid in November: one hour east of UTC. */
export const span: Span = { ...reach(contosoHotels.opensAt), utcOffset: 60 };
/** Local time; day 0 is the day on which the story opens. */
export const at = localTimes(contosoHotels.opensAt, span.utcOffset);

const place = (subscriptionId: string, resourceGroup: string, application: string): Place => ({
  subscriptionId,
  resourceGroup,
  location: 'spaincentral',
  tags: { application, environment: 'production' },
});
export const hotels = place(production, 'contoso-hotels-rg', 'contoso-hotels');
export const loyaltyGroup = place(production, 'contoso-loyalty-rg', 'contoso-loyalty');
export const reporting = place(production, 'contoso-reports-rg', 'contoso-reports');
export const platform = place(shared, 'contoso-platform-rg', 'contoso-platform');

const vm = (size: string, computerName: string): { readonly properties: Readonly<Record<string, unknown>> } => ({
  properties: {
    hardwareProfile: { vmSize: size },
    storageProfile: { osDisk: { osType: 'Windows', name: `${computerName}-os`, createOption: 'FromImage' }, dataDisks: [] },
    osProfile: { computerName, adminUsername: 'azureuser' },
    networkProfile: { networkInterfaces: [] },
  },
});

export const backend = makeResource(
  hotels,
  'Microsoft.Compute/virtualMachines',
  'contoso-backend',
  vm('Standard_D4s_v5', 'contoso-backend'),
);
export const plan = makeResource(hotels, 'Microsoft.Web/serverfarms', 'contoso-plan', {
  kind: 'linux',
  sku: { name: 'P1v3', tier: 'PremiumV3', size: 'P1v3', family: 'Pv3', capacity: 2 },
  properties: { status: 'Ready', numberOfSites: 2, reserved: true },
});
const site = (host: string): { readonly kind: string; readonly properties: Readonly<Record<string, unknown>> } => ({
  kind: 'app,linux',
  properties: {
    state: 'Running',
    enabled: true,
    hostNames: [`${host}.azurewebsites.net`],
    enabledHostNames: [`${host}.azurewebsites.net`, `${host}.scm.azurewebsites.net`],
    defaultHostName: `${host}.azurewebsites.net`,
    serverFarmId: plan.id,
    reserved: true,
    httpsOnly: true,
    availabilityState: 'Normal',
    usageState: 'Normal',
  },
});
export const web = makeResource(hotels, 'Microsoft.Web/sites', 'contoso-web', site('contoso-web'));
export const loyalty = makeResource(loyaltyGroup, 'Microsoft.Web/sites', 'contoso-loyalty', site('contoso-loyalty'));
export const sql = makeResource(hotels, 'Microsoft.Sql/servers', 'contoso-sql', {
  kind: 'v12.0',
  properties: { version: '12.0', state: 'Ready', fullyQualifiedDomainName: 'contoso-sql.database.windows.net' },
});
export const bookings = makeResource(hotels, 'Microsoft.Sql/servers/databases', 'contoso-sql/contoso-bookings', {
  kind: 'v12.0,user,vcore',
  sku: { name: 'GP_Gen5', tier: 'GeneralPurpose', family: 'Gen5', capacity: 4 },
  properties: { status: 'Online', collation: 'SQL_Latin1_General_CP1_CI_AS' },
});
export const exportsStorage = makeResource(hotels, 'Microsoft.Storage/storageAccounts', 'contosoexports', {
  kind: 'StorageV2',
  sku: { name: 'Standard_LRS', tier: 'Standard' },
  properties: { accessTier: 'Hot', publicNetworkAccess: 'Enabled', privateEndpointConnections: [] },
});
export const insights = makeResource(hotels, 'Microsoft.Insights/components', 'contoso-insights', {
  kind: 'web',
  properties: { Application_Type: 'web', AppId: '5f0d8c2e-61b7-4a9c-8f6d-2f7f5b6f0a11', IngestionMode: 'LogAnalytics' },
});
export const logs = makeResource(hotels, 'Microsoft.OperationalInsights/workspaces', 'contoso-logs', {
  properties: { customerId: '0c9be1a4-5b0f-4d59-a7f1-7b1f5f1c2d22', retentionInDays: 30, sku: { name: 'PerGB2018' } },
});
export const vault = makeResource(hotels, 'Microsoft.KeyVault/vaults', 'contoso-vault', {
  properties: { enableSoftDelete: true },
});
export const messages = makeResource(loyaltyGroup, 'Microsoft.ServiceBus/namespaces', 'contoso-messages', {
  sku: { name: 'Standard', tier: 'Standard' },
  properties: { status: 'Active' },
});
export const reports = makeResource(
  reporting,
  'Microsoft.Compute/virtualMachines',
  'contoso-reports',
  vm('Standard_D8s_v5', 'contoso-reports'),
);
const oldDisk = makeResource(reporting, 'Microsoft.Compute/disks', 'contoso-reports-data-old', {
  sku: { name: 'Premium_LRS', tier: 'Premium' },
  properties: { diskState: 'Unattached', diskSizeGB: 512 },
});
export const aks = makeResource(platform, 'Microsoft.ContainerService/managedClusters', 'contoso-aks', {
  sku: { name: 'Base', tier: 'Standard' },
  properties: { kubernetesVersion: '1.31.2', powerState: { code: 'Running' } },
});
export const cdn = makeResource(platform, 'Microsoft.Cdn/profiles', 'contoso-cdn', {
  location: 'global',
  sku: { name: 'Standard_AzureFrontDoor' },
  properties: { resourceState: 'Active' },
});
export const telemetryCluster = makeResource(platform, 'Microsoft.Kusto/clusters', 'contosotelemetry', {
  sku: { name: 'Standard_E2ads_v5', tier: 'Standard', capacity: 2 },
  properties: { state: 'Running', uri: contosoHotels.clusters?.[0]?.origin },
});
export const onCall = makeResource(hotels, 'Microsoft.Insights/actionGroups', 'contoso-oncall', {
  location: 'global',
  properties: {
    groupShortName: 'oncall',
    enabled: true,
    emailReceivers: [
      { name: 'on call', emailAddress: 'oncall@contosohotels.example', useCommonAlertSchema: true, status: 'Enabled' },
    ],
  },
});

export const resources = [
  backend,
  plan,
  web,
  loyalty,
  sql,
  bookings,
  exportsStorage,
  insights,
  logs,
  vault,
  messages,
  reports,
  oldDisk,
  aks,
  cdn,
  telemetryCluster,
  onCall,
];

export const subscriptions = [
  { id: production, name: 'Contoso Hotels Production' },
  { id: shared, name: 'Contoso Hotels Shared' },
];
