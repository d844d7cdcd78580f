import { knowledgeOf } from './catalogue';

/** Beginnings of table names and the ARM types of what writes them, for tables that the catalogue does not have. */
const prefixes: readonly (readonly [RegExp, string])[] = [
  [/^AppService/, 'microsoft.web/sites'],
  [/^FunctionAppLogs$/, 'microsoft.web/sites'],
  [/^AppEnv(?:Spring|Session)/, 'microsoft.app/managedenvironments'],
  [/^ContainerApp/, 'microsoft.app/containerapps'],
  [/^App(?:Platform|Spring)/, 'microsoft.appplatform/spring'],
  [/^AGW/, 'microsoft.network/applicationgateways'],
  [/^AZFW/, 'microsoft.network/azurefirewalls'],
  [/^AZKV/, 'microsoft.keyvault/vaults'],
  [/^CDB/, 'microsoft.documentdb/databaseaccounts'],
  [/^VCore/, 'microsoft.documentdb/mongoclusters'],
  [/^AZMS/, 'microsoft.servicebus/namespaces microsoft.eventhub/namespaces'],
  [/^PGSQL/, 'microsoft.dbforpostgresql/flexibleservers'],
  [/^MySql/i, 'microsoft.dbformysql/flexibleservers'],
  [/^SQL/, 'microsoft.sql/servers/databases microsoft.sql/managedinstances'],
  [/^(?:ADF|SSIS)/, 'microsoft.datafactory/factories'],
  [/^Synapse/, 'microsoft.synapse/workspaces'],
  [/^Databricks/, 'microsoft.databricks/workspaces'],
  [/^HDInsight/, 'microsoft.hdinsight/clusters'],
  [/^Aml/, 'microsoft.machinelearningservices/workspaces'],
  [/^ADX/, 'microsoft.kusto/clusters'],
  [/^ApiManagement|^APIM/, 'microsoft.apimanagement/service'],
  [/^AKS/, 'microsoft.containerservice/managedclusters'],
  [/^(?:Kube|Container(?:Log|Inventory|Node|Image|Service|Network))/, 'microsoft.containerservice/managedclusters'],
  [/^Container(?:Instance|Event)/, 'microsoft.containerinstance/containergroups'],
  [/^ContainerRegistry/, 'microsoft.containerregistry/registries'],
  [/^Storage(?:Blob|File|Queue|Table)Logs$/, 'microsoft.storage/storageaccounts'],
  [/^(?:AddonAzureBackup|CoreAzureBackup|ASR)/, 'microsoft.recoveryservices/vaults'],
  [/^LogicApp/, 'microsoft.logic/workflows'],
  [/^(?:EGN|Aeg)/, 'microsoft.eventgrid/topics microsoft.eventgrid/domains microsoft.eventgrid/systemtopics'],
  [/^(?:RED|ACRConnected)/, 'microsoft.cache/redis microsoft.cache/redisenterprise'],
  [/^SignalR/, 'microsoft.signalrservice/signalr'],
  [/^WebPubSub/, 'microsoft.signalrservice/webpubsub'],
  [/^ACS/, 'microsoft.communication/communicationservices'],
  [/^AADDomainServices/, 'microsoft.aad/domainservices'],
  [/^(?:LA|Usage$|Operation$)/, 'microsoft.operationalinsights/workspaces'],
  [/^WVD/, 'microsoft.desktopvirtualization/hostpools'],
  [/^(?:VM|WireData|Protection|Update|ConfigurationD)/, 'microsoft.compute/virtualmachines'],
  [/^(?:NTA|NWConnection)/, 'microsoft.network/networkwatchers'],
  [/^AVS/, 'microsoft.avs/privateclouds'],
];

/** ARM types, lower-case, whose resources write a table of the logs; empty when nothing is known or all kinds do. */
export function writersOf(table: string): readonly string[] {
  const known = knowledgeOf(table);
  if (known !== undefined) return known.resourceTypes;
  return prefixes.find(([start]) => start.test(table))?.[1].split(' ') ?? [];
}

/**
 * Tables of services whose diagnostic settings write to AzureDiagnostics unless they say "resource specific" (`logAnalyticsDestinationType`
 * is `Dedicated`): learn.microsoft.com/azure/azure-monitor/essentials/resource-logs. Services that send to tables of their own alone, or
 * that are set up so by their documentation, are none.
 */
const optional = /^(?:AGW|AZFW|AZKV|CDB|AZMS|PGSQL|SQL|AKS|EGN|LogicAppWorkflow)/;

/** True for a table that a service writes only when its diagnostic settings ask for it; AzureDiagnostics has its rows otherwise. */
export const isOptional = (table: string): boolean => optional.test(table);

/** Tables that resources of every kind write. */
export const sharedTables: ReadonlySet<string> = new Set(['AzureDiagnostics', 'AzureMetrics', 'AzureActivity']);
