import type { Expr } from '../../compose/ast';
import {
  any,
  atLeast,
  call,
  column,
  contains,
  is,
  isText,
  kind,
  measure,
  oneFrom,
  oneOf,
  oneOfTexts,
  quantity,
  table,
  when,
  within,
} from '../build';
import type { Condition, TableKnowledge } from '../types';

/** Rows of one service; the provider is written in capitals. */
const provider = (name: string): Expr => is('ResourceProvider', `MICROSOFT.${name}`);
const resourceType = (name: string): Expr => is('ResourceType', name);
const category = (...names: readonly string[]): Expr =>
  names.length === 1 ? is('Category', names[0] ?? '') : oneOf('Category', ...names);

/** Services that write to this table, and the logs of theirs that people ask for by name. */
const kinds: readonly Condition[] = [
  kind('keyVaults', 'key vault, keyvault, vault', provider('KEYVAULT')),
  kind('managedHsm', 'managed hsm, hsm', resourceType('MANAGEDHSMS')),
  kind('streamAnalytics', 'stream analytics, streaming job, stream analytics job', provider('STREAMANALYTICS')),
  kind('postgres', 'postgresql, postgres, postgresql server, postgres server', provider('DBFORPOSTGRESQL')),
  kind('mysql', 'mysql, mysql server', provider('DBFORMYSQL')),
  kind('mysqlSlow', 'mysql slow query, mysql slow log', category('MySqlSlowLogs')),
  kind('sql', 'sql, sql database, azure sql, sql server, managed instance, sql managed instance', provider('SQL')),
  kind('sqlInsights', 'intelligent insight, sql insight', category('SQLInsights')),
  kind('sqlDeadlocks', 'deadlock, sql deadlock', category('Deadlocks')),
  kind('sqlBlocks', 'blocked process, sql blocking, blocking session', category('Blocks')),
  kind('sqlTimeouts', 'sql timeout, database timeout', category('Timeouts')),
  kind('sqlErrors', 'sql error, database error', category('Errors')),
  kind('queryStore', 'query store, query store runtime', category('QueryStoreRuntimeStatistics')),
  kind('queryWaits', 'query wait, wait statistic, query store wait', category('QueryStoreWaitStatistics')),
  kind('databaseWaits', 'database wait', category('DatabaseWaitStatistics')),
  kind('applicationGateways', 'application gateway, app gateway, appgw', resourceType('APPLICATIONGATEWAYS')),
  kind(
    'gatewayAccess',
    'application gateway access log, gateway access log, application gateway request',
    category('ApplicationGatewayAccessLog'),
  ),
  kind(
    'gatewayFirewall',
    'application gateway firewall log, waf log, waf, web application firewall',
    category('ApplicationGatewayFirewallLog', 'FrontDoorWebApplicationFirewallLog', 'FrontdoorWebApplicationFirewallLog'),
  ),
  kind(
    'frontDoorAccess',
    'front door access log, front door request, front door, cdn',
    category('FrontDoorAccessLog', 'FrontdoorAccessLog', 'AzureCdnAccessLog'),
  ),
  kind('frontDoorHealth', 'front door health probe, health probe log', category('FrontDoorHealthProbeLog')),
  kind(
    'firewalls',
    'azure firewall, firewall, firewall log',
    category('AzureFirewallNetworkRule', 'AzureFirewallApplicationRule'),
  ),
  kind('firewallNetwork', 'firewall network rule, network rule', category('AzureFirewallNetworkRule')),
  kind('firewallApplication', 'firewall application rule, application rule', category('AzureFirewallApplicationRule')),
  kind('firewallDns', 'firewall dns proxy, dns proxy', category('AzureFirewallDnsProxy')),
  kind(
    'nsgEvents',
    'network security group event, nsg event, network security group, nsg',
    category('NetworkSecurityGroupEvent'),
  ),
  kind('nsgCounters', 'nsg rule counter, nsg rule hit', category('NetworkSecurityGroupRuleCounter')),
  kind('expressRoute', 'expressroute, express route, expressroute circuit', resourceType('EXPRESSROUTECIRCUITS')),
  kind(
    'vpnTunnels',
    'vpn tunnel, tunnel log, vpn, vpn gateway',
    category('TunnelDiagnosticLog', 'IKEDiagnosticLog', 'GatewayDiagnosticLog', 'RouteDiagnosticLog'),
  ),
  kind(
    'loadBalancers',
    'load balancer event, load balancer probe, load balancer',
    category('LoadBalancerAlertEvent', 'LoadBalancerProbeHealthStatus'),
  ),
  kind('iotHubs', 'iot hub, iothub, iot device, iot', provider('DEVICES')),
  kind('iotConnections', 'device connection, iot connection, iot hub connection', category('Connections')),
  kind('serviceBuses', 'service bus, servicebus', provider('SERVICEBUS')),
  kind('eventHubs', 'event hub, eventhub', provider('EVENTHUB')),
  kind('cosmosAccounts', 'cosmos db, cosmos, cosmosdb', provider('DOCUMENTDB')),
  kind('cosmosRequests', 'cosmos db request, data plane request, cosmos request', category('DataPlaneRequests')),
  kind('automationAccounts', 'automation, automation account, runbook', provider('AUTOMATION')),
  kind('automationJobs', 'automation job, runbook job', category('JobLogs')),
  kind('automationStreams', 'job stream, runbook output, automation job stream', category('JobStreams')),
  kind('logicApps', 'logic app, logic app run, workflow, workflow run', category('WorkflowRuntime')),
  kind('apim', 'api management, api management request, apim', category('GatewayLogs')),
  kind('kubeApiServer', 'api server log, kube-apiserver', category('kube-apiserver')),
  kind('kubeAudit', 'kubernetes audit log, kube-audit', category('kube-audit', 'kube-audit-admin')),
  kind('kubeControllers', 'controller manager log, kube-controller-manager', category('kube-controller-manager')),
  kind('kubeScheduler', 'kube-scheduler, scheduler log', category('kube-scheduler')),
  kind('clusterAutoscaler', 'cluster autoscaler, cluster-autoscaler', category('cluster-autoscaler')),
  kind('backups', 'backup, backup report, backup job', category('AzureBackupReport')),
  kind('siteRecovery', 'site recovery job, site recovery', category('AzureSiteRecoveryJobs')),
  kind('batch', 'batch account, batch job', provider('BATCH')),
  kind('searchServices', 'search service, search request', provider('SEARCH')),
  kind('recoveryVaults', 'recovery services vault', provider('RECOVERYSERVICES')),
];

/** Kinds of resources that write to it, unless they are told to write to tables of their own. */
const sources =
  'microsoft.network/applicationgateways, microsoft.keyvault/vaults, microsoft.sql/servers/databases, microsoft.sql/managedinstances, microsoft.dbforpostgresql/flexibleservers, microsoft.dbformysql/flexibleservers, microsoft.documentdb/databaseaccounts, microsoft.automation/automationaccounts, microsoft.logic/workflows, microsoft.devices/iothubs, microsoft.streamanalytics/streamingjobs, microsoft.servicebus/namespaces, microsoft.eventhub/namespaces, microsoft.network/azurefirewalls, microsoft.network/networksecuritygroups, microsoft.cdn/profiles, microsoft.containerservice/managedclusters';

const status = (low: number, high: number): Expr => any(within('httpStatus_d', low, high), within('httpStatusCode_d', low, high));

export const diagnosticsTables: readonly TableKnowledge[] = [
  table('AzureDiagnostics', {
    words:
      'resource log, diagnostic log, azure diagnostic, diagnostics, stream analytics, postgresql log, iot hub, managed hsm, automation job, runbook, query store, nsg event, expressroute log, key vault log, application gateway log, application gateway request, sql database log, azure firewall log, cosmos db log, service bus log, event hub log',
    row: 'A resource log of a service that has no table of its own.',
    of: sources,
    entities: {
      resource: '_ResourceId',
      operation: 'OperationName',
      client: 'CallerIPAddress',
      code: 'ResultType',
      level: 'Level',
      type: 'Category',
      message: 'ResultDescription',
      host: 'Resource',
      database: 'DatabaseName_s',
    },
    conditions: [
      when('error', oneOfTexts('Level', 'Error', 'Critical')),
      when('warning', oneOfTexts('Level', 'Warning')),
      when('critical', oneOfTexts('Level', 'Critical')),
      when('informational', oneOfTexts('Level', 'Informational', 'Information')),
      when('failed', oneOfTexts('ResultType', 'Failed', 'Failure')),
      when('succeeded', oneOfTexts('ResultType', 'Success', 'Succeeded', 'Completed')),
      when('serverError', any(atLeast('httpStatus_d', 500), atLeast('httpStatusCode_d', 500))),
      when('clientError', status(400, 499)),
      when('httpError', any(atLeast('httpStatus_d', 400), atLeast('httpStatusCode_d', 400))),
      when('unauthorized', status(401, 401)),
      when('forbidden', status(403, 403)),
      when('notFound', status(404, 404)),
      when('throttled', status(429, 429)),
      when('denied', any(isText('action_s', 'Blocked'), contains('msg_s', 'Action: Deny')), {
        only: 'denied, blocked, deny, block',
      }),
      ...kinds,
    ],
    measures: [
      measure('duration', 'DurationMs', { unit: 'ms' }),
      measure('requestCharge', call('todouble', column('requestCharge_s')), {
        unit: '',
        words: 'request charge, ru, rus, request units',
        usual: 'sum',
      }),
      measure('sent', 'sentBytes_d', { unit: 'bytes', words: 'sent bytes, bytes sent', usual: 'sum' }),
      measure('received', 'receivedBytes_d', { unit: 'bytes', words: 'received bytes, bytes received', usual: 'sum' }),
    ],
    columns: {
      Category: 'category, log category, log type',
      OperationName: 'operation, operation name, action',
      Resource: 'resource, resource name',
      ResourceGroup: 'resource group',
      ResourceProvider: 'resource provider, provider, service',
      ResourceType: 'resource type, type',
      ResultType: 'result, result type, status, outcome',
      ResultDescription: 'result description, reason, message',
      CallerIPAddress: 'ip, ip address, caller ip, client ip',
      Level: oneFrom(
        'level, severity',
        ['Error', 'error'],
        ['Warning', 'warning'],
        ['Informational', 'informational, information'],
        ['Critical', 'critical'],
      ),
      CorrelationId: 'correlation id',
      httpStatus_d: 'http status, status code, response code',
      httpStatusCode_d: 'http status code',
      requestUri_s: 'url, uri, request uri, path',
      clientIP_s: 'client ip address, source ip',
      RunbookName_s: 'runbook, runbook name',
      DatabaseName_s: 'database, database name',
      errorLevel_s: 'error level, log level',
      DurationMs: quantity('duration', 'ms'),
    },
    shown: 'TimeGenerated Resource Category OperationName ResultType ResultDescription Level CallerIPAddress',
  }),
];
