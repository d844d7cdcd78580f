import { listOf } from './build';
import type { RoleWords } from './types';

/** A kind of resources, as questions name it. */
export interface ResourceKind extends RoleWords {
  readonly id: string;
  /** True for what is asked for in an inventory alone: "CPU and disk of the VM" names no disk. */
  readonly isPart?: boolean;
  /** True when only its name tells that a resource is one: a backend. */
  readonly isNamedFor?: boolean;
}

type Flag = 'isUse' | 'isPart' | 'isNamedFor';

const role = (id: string, words: string, types: string, ...flags: readonly Flag[]): ResourceKind => ({
  id,
  words: listOf(words),
  resourceTypes: listOf(types),
  ...Object.fromEntries(flags.map((flag) => [flag, true])),
});

const serving =
  'microsoft.web/sites, microsoft.app/containerapps, microsoft.containerservice/managedclusters, microsoft.compute/virtualmachines, microsoft.compute/virtualmachinescalesets';
const databases =
  'microsoft.sql/servers/databases, microsoft.sql/servers, microsoft.sql/managedinstances, microsoft.dbforpostgresql/flexibleservers, microsoft.dbforpostgresql/servers, microsoft.dbformysql/flexibleservers, microsoft.dbformysql/servers, microsoft.documentdb/databaseaccounts';

/**
 * What people call kinds of resources. Those with `isUse` say what a resource is for, and may be part of its name: "the backend" is the
 * site or the machine whose name has `backend` or `api`.
 */
export const resourceKinds: readonly ResourceKind[] = [
  role('webApp', 'web app, webapp, app service, web site, website, web application, site', 'microsoft.web/sites'),
  role('functionApp', 'function app, functionapp, azure function, functions app', 'microsoft.web/sites'),
  role('appServicePlan', 'app service plan, hosting plan, server farm', 'microsoft.web/serverfarms'),
  role('logicApp', 'logic app, logicapp, workflow', 'microsoft.logic/workflows, microsoft.web/sites'),
  role('containerApp', 'container app, containerapp, aca', 'microsoft.app/containerapps'),
  role('containerAppEnvironment', 'container app environment, managed environment', 'microsoft.app/managedenvironments'),
  role(
    'cluster',
    'kubernetes cluster, aks cluster, aks, cluster, kubernetes, k8s, k8s cluster, managed cluster',
    'microsoft.containerservice/managedclusters',
  ),
  role('containerInstance', 'container instance, container group, aci', 'microsoft.containerinstance/containergroups'),
  role('containerRegistry', 'container registry, acr, registry', 'microsoft.containerregistry/registries'),
  role('vm', 'vm, virtual machine, machine, box', 'microsoft.compute/virtualmachines'),
  role('arcMachine', 'arc machine, arc server, arc-enabled server, hybrid machine', 'microsoft.hybridcompute/machines'),
  role('scaleSet', 'scale set, vmss, virtual machine scale set, vm scale set', 'microsoft.compute/virtualmachinescalesets'),
  role('disk', 'disk, managed disk', 'microsoft.compute/disks', 'isPart'),
  role('snapshot', 'snapshot, disk snapshot', 'microsoft.compute/snapshots', 'isPart'),
  role('vmImage', 'vm image, machine image', 'microsoft.compute/images', 'isPart'),
  role('availabilitySet', 'availability set', 'microsoft.compute/availabilitysets', 'isPart'),
  role('sqlDatabase', 'sql database, azure sql, sql db, azure sql database', 'microsoft.sql/servers/databases'),
  role('sqlServer', 'sql server', 'microsoft.sql/servers'),
  role('sqlInstance', 'managed instance, sql managed instance', 'microsoft.sql/managedinstances'),
  role('elasticPool', 'elastic pool', 'microsoft.sql/servers/elasticpools'),
  role(
    'postgres',
    'postgres, postgresql, postgres server, postgresql server',
    'microsoft.dbforpostgresql/flexibleservers, microsoft.dbforpostgresql/servers',
  ),
  role('mysql', 'mysql, mysql server', 'microsoft.dbformysql/flexibleservers, microsoft.dbformysql/servers'),
  role('cosmos', 'cosmos, cosmos db, cosmosdb, cosmos account, document db', 'microsoft.documentdb/databaseaccounts'),
  role('redis', 'redis, redis cache, azure cache', 'microsoft.cache/redis, microsoft.cache/redisenterprise'),
  role('serviceBus', 'service bus, servicebus, service bus namespace', 'microsoft.servicebus/namespaces'),
  role('eventHub', 'event hub, eventhub, event hubs namespace', 'microsoft.eventhub/namespaces'),
  role(
    'eventGrid',
    'event grid, event grid topic',
    'microsoft.eventgrid/topics, microsoft.eventgrid/systemtopics, microsoft.eventgrid/domains',
  ),
  role('storageAccount', 'storage account, storage, blob storage', 'microsoft.storage/storageaccounts'),
  role('keyVault', 'key vault, keyvault, vault', 'microsoft.keyvault/vaults'),
  role('managedHsm', 'managed hsm, hsm, mhsm', 'microsoft.keyvault/managedhsms'),
  role('appConfiguration', 'app configuration, configuration store', 'microsoft.appconfiguration/configurationstores'),
  role('apim', 'api management, apim, api gateway, api management service', 'microsoft.apimanagement/service'),
  role('applicationGateway', 'application gateway, app gateway, appgw', 'microsoft.network/applicationgateways'),
  role('frontDoor', 'front door, frontdoor, cdn, cdn profile', 'microsoft.cdn/profiles, microsoft.network/frontdoors'),
  role('loadBalancer', 'load balancer, lb', 'microsoft.network/loadbalancers'),
  role('trafficManager', 'traffic manager, traffic manager profile', 'microsoft.network/trafficmanagerprofiles'),
  role('firewall', 'azure firewall, firewall', 'microsoft.network/azurefirewalls'),
  role(
    'wafPolicy',
    'waf policy',
    'microsoft.network/applicationgatewaywebapplicationfirewallpolicies, microsoft.network/frontdoorwebapplicationfirewallpolicies',
    'isPart',
  ),
  role('virtualNetwork', 'virtual network, vnet', 'microsoft.network/virtualnetworks'),
  role('nsg', 'network security group, nsg', 'microsoft.network/networksecuritygroups'),
  role('routeTable', 'route table', 'microsoft.network/routetables', 'isPart'),
  role('publicIp', 'public ip, public ip address, pip', 'microsoft.network/publicipaddresses', 'isPart'),
  role('networkInterface', 'network interface, nic, network card', 'microsoft.network/networkinterfaces', 'isPart'),
  role('privateEndpoint', 'private endpoint', 'microsoft.network/privateendpoints', 'isPart'),
  role('natGateway', 'nat gateway', 'microsoft.network/natgateways'),
  role('vpnGateway', 'vpn gateway, virtual network gateway', 'microsoft.network/virtualnetworkgateways'),
  role('expressRoute', 'express route, expressroute, expressroute circuit', 'microsoft.network/expressroutecircuits'),
  role('bastion', 'bastion, bastion host', 'microsoft.network/bastionhosts'),
  role('dnsZone', 'dns zone', 'microsoft.network/dnszones, microsoft.network/privatednszones', 'isPart'),
  role('logWorkspace', 'log analytics workspace, workspace, log workspace', 'microsoft.operationalinsights/workspaces', 'isPart'),
  role(
    'applicationInsights',
    'application insights, app insights, application insights component',
    'microsoft.insights/components',
    'isPart',
  ),
  role('metricAlertRule', 'metric alert rule', 'microsoft.insights/metricalerts', 'isPart'),
  role(
    'logAlertRule',
    'log alert rule, log search alert rule, scheduled query rule',
    'microsoft.insights/scheduledqueryrules',
    'isPart',
  ),
  role(
    'alertRule',
    'alert rule',
    'microsoft.insights/metricalerts, microsoft.insights/scheduledqueryrules, microsoft.insights/activitylogalerts',
    'isPart',
  ),
  role('actionGroup', 'action group', 'microsoft.insights/actiongroups', 'isPart'),
  role(
    'managedIdentity',
    'managed identity, user assigned identity',
    'microsoft.managedidentity/userassignedidentities',
    'isPart',
  ),
  role(
    'recoveryVault',
    'recovery services vault, recovery vault, backup vault',
    'microsoft.recoveryservices/vaults, microsoft.dataprotection/backupvaults',
  ),
  role('automation', 'automation account', 'microsoft.automation/automationaccounts'),
  role('dataFactory', 'data factory, adf', 'microsoft.datafactory/factories'),
  role('synapse', 'synapse, synapse workspace', 'microsoft.synapse/workspaces'),
  role('databricks', 'databricks, databricks workspace', 'microsoft.databricks/workspaces'),
  role('searchService', 'search service, cognitive search, ai search', 'microsoft.search/searchservices'),
  role('openAi', 'openai, azure openai, cognitive service, ai service', 'microsoft.cognitiveservices/accounts'),
  role('machineLearning', 'machine learning, machine learning workspace', 'microsoft.machinelearningservices/workspaces'),
  role('iotHub', 'iot hub', 'microsoft.devices/iothubs'),
  role('streamAnalytics', 'stream analytics, stream analytics job, streaming job', 'microsoft.streamanalytics/streamingjobs'),
  role('hdInsight', 'hdinsight, hdinsight cluster', 'microsoft.hdinsight/clusters'),
  role('domainServices', 'azure ad domain service, entra domain service', 'microsoft.aad/domainservices'),
  role('signalR', 'signalr, signalr service', 'microsoft.signalrservice/signalr'),
  role(
    'backend',
    'backend, back end, back-end, backend service, api, api service, backend api, web api',
    serving,
    'isUse',
    'isNamedFor',
  ),
  role(
    'frontend',
    'frontend, front end, front-end, ui, web ui, web front end, portal',
    `${serving}, microsoft.web/staticsites, microsoft.cdn/profiles`,
    'isUse',
    'isNamedFor',
  ),
  role(
    'server',
    'server',
    'microsoft.compute/virtualmachines, microsoft.hybridcompute/machines, microsoft.compute/virtualmachinescalesets',
    'isUse',
  ),
  role('database', 'database, db, data base, database server, sql', databases, 'isUse'),
  role('cache', 'cache', 'microsoft.cache/redis, microsoft.cache/redisenterprise', 'isUse'),
  role(
    'queue',
    'queue, message queue, message broker, bus, messaging',
    'microsoft.servicebus/namespaces, microsoft.eventhub/namespaces, microsoft.storage/storageaccounts',
    'isUse',
  ),
  role(
    'gateway',
    'gateway',
    'microsoft.network/applicationgateways, microsoft.apimanagement/service, microsoft.network/virtualnetworkgateways',
    'isUse',
  ),
  role('app', 'app, application', `${serving}, microsoft.insights/components`, 'isUse', 'isNamedFor'),
];

/** What a question may call a resource that it asks about: all kinds but parts of others. */
export const roleWords: readonly ResourceKind[] = resourceKinds.filter(({ isPart }) => isPart !== true);
