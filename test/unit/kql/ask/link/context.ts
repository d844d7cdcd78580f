import type { AskContext, AskResource, AskTable, ColumnValues } from '../../../../../src/kql/ask/answer';
import { knownTables } from '../../../../../src/kql/schema/knownTables';

const now = Date.UTC(2026, 10, 17, 9);

/** Every documented table: those of a workspace, and of Resource Graph. */
export const workspaceTables: readonly AskTable[] = knownTables('logs')
  .filter(({ name }) => /^[A-Z]/.test(name))
  .map((table) => ({ ...table, store: 'logs', flavour: 'workspace' }));
export const graphTables: readonly AskTable[] = knownTables('graph').map((table) => ({
  ...table,
  store: 'graph',
  flavour: 'graph',
}));
export const classicTables: readonly AskTable[] = knownTables('logs')
  .filter(({ name }) => /^[a-z]/.test(name))
  .map((table) => ({ ...table, store: 'logs', flavour: 'classic' }));

export const customTable: AskTable = {
  name: 'ParcelScans_CL',
  store: 'logs',
  flavour: 'workspace',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'DepotName_s', type: 'string' },
    { name: 'ScannerId_s', type: 'string' },
    { name: 'Weight_d', type: 'real' },
    { name: 'Outcome_s', type: 'string' },
  ],
};

const resource = (
  name: string,
  type: string,
  resourceGroup = 'rg-fernhill-prod',
  tags: Record<string, string> = {},
): AskResource => ({
  id: `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/${resourceGroup}/providers/${type}/${name}`,
  name,
  type,
  resourceGroup,
  tags,
});

export const resources: readonly AskResource[] = [
  resource('fernhill-shop', 'microsoft.web/sites', 'rg-fernhill-prod', { team: 'storefront', env: 'prod' }),
  resource('fernhill-shop-staging', 'microsoft.web/sites', 'rg-fernhill-test', { team: 'storefront', env: 'test' }),
  resource('fernhill-routing-vm', 'microsoft.compute/virtualmachines', 'rg-fernhill-prod', { team: 'logistics' }),
  resource('vm-depot-01', 'microsoft.compute/virtualmachines'),
  resource('vm-depot-02', 'microsoft.compute/virtualmachines'),
  resource('fernhill-parcels', 'microsoft.sql/servers/databases', 'rg-fernhill-data'),
  resource('fernhillkv', 'microsoft.keyvault/vaults'),
  resource('aks-fernhill', 'microsoft.containerservice/managedclusters'),
  resource('fernhill-cache', 'microsoft.cache/redis', 'rg-fernhill-data'),
  resource('plan-fernhill', 'microsoft.web/serverfarms'),
];

const values = (table: string, column: string, isComplete: boolean, ...seen: (string | number)[]): ColumnValues => ({
  table,
  column,
  isComplete,
  sampledAt: now,
  values: seen.map((value, at) => ({ value, count: 1000 - at })),
});

export const columnValues: readonly ColumnValues[] = [
  values('AppRequests', 'ResultCode', true, '200', '404', '500', '503'),
  values('AppRequests', 'Name', false, 'GET /parcels/{id}', 'POST /parcels', 'GET /exportLabels', 'GET /'),
  values('AppRequests', 'AppRoleName', true, 'fernhill-shop', 'label-service', 'tracking-api'),
  values('AppRequests', 'ClientCountryOrRegion', true, 'United Kingdom', 'Ireland', 'Germany'),
  values('AppDependencies', 'Target', false, 'fernhill-parcels', 'carrier.example.net', 'api.rates.example.org'),
  values('AppDependencies', 'DependencyType', true, 'SQL', 'HTTP', 'Redis'),
  values('Syslog', 'SeverityLevel', true, 'info', 'warning', 'err', 'crit'),
  values('Syslog', 'Computer', true, 'vm-depot-01', 'vm-depot-02'),
  values('Syslog', 'Facility', true, 'auth', 'cron', 'daemon', 'kern'),
  values('ContainerLogV2', 'PodNamespace', true, 'default', 'kube-system', 'parcels'),
  values('ContainerLogV2', 'LogLevel', true, 'info', 'error'),
  values('resources', 'location', true, 'westeurope', 'northeurope', 'uksouth'),
  values('ParcelScans_CL', 'DepotName_s', true, 'Leeds North', 'Cork', "O'Brien's Yard"),
  values('ParcelScans_CL', 'Outcome_s', true, 'Delivered', 'Damaged', 'Lost In Transit'),
];

/** A made-up parcel carrier with every documented table. */
export const context: AskContext = {
  environment: 'Fernhill Parcels',
  now,
  timeZone: 'Europe/London',
  tables: [...workspaceTables, ...graphTables, customTable],
  resources,
  values: columnValues,
  events: [],
};
