import { any, endsWith, is, kind, namedAs, oneFrom, oneOf, oneOfTexts, startsWith, table, when } from '../build';
import type { TableKnowledge } from '../types';
import { platformMeasures } from './platformMetrics';

/** Kinds of resources whose platform metrics are commonly kept in logs. */
const metered =
  'microsoft.sql/servers/databases, microsoft.dbforpostgresql/flexibleservers, microsoft.dbformysql/flexibleservers, microsoft.documentdb/databaseaccounts, microsoft.cache/redis, microsoft.web/sites, microsoft.web/serverfarms, microsoft.servicebus/namespaces, microsoft.eventhub/namespaces, microsoft.storage/storageaccounts, microsoft.network/applicationgateways, microsoft.network/loadbalancers, microsoft.containerservice/managedclusters, microsoft.apimanagement/service';

export const platformTables: readonly TableKnowledge[] = [
  table('AzureActivity', {
    words:
      'activity log, azure activity, who restarted, who changed, who deleted, who created, who stopped, who started, who modified, by whom, activity, administrative operation, management operation, control plane operation, change, deleted resource, resource deletion, deployment, audit log of azure, subscription event',
    row: 'What somebody did to resources of a subscription, or what Azure reports of its services; an operation has a row for each step.',
    entities: {
      resource: '_ResourceId',
      user: 'Caller',
      client: 'CallerIpAddress',
      operation: 'OperationNameValue',
      level: 'Level',
      code: 'ActivityStatusValue',
      type: 'CategoryValue',
    },
    conditions: [
      when('failed', oneOfTexts('ActivityStatusValue', 'Failure', 'Failed')),
      when('succeeded', oneOfTexts('ActivityStatusValue', 'Success', 'Succeeded')),
      when('begun', oneOfTexts('ActivityStatusValue', 'Start', 'Started'), { only: 'begun, initiated' }),
      when('error', oneOf('Level', 'Error', 'Critical')),
      when('warning', is('Level', 'Warning')),
      when('critical', is('Level', 'Critical')),
      when('informational', oneOf('Level', 'Informational', 'Information')),
      when('created', endsWith('OperationNameValue', '/write'), { words: 'written, create or update' }),
      when('deleted', endsWith('OperationNameValue', '/delete')),
      when('restart', endsWith('OperationNameValue', '/restart/action')),
      when('started', endsWith('OperationNameValue', '/start/action')),
      when(
        'stopped',
        any(
          endsWith('OperationNameValue', '/deallocate/action'),
          endsWith('OperationNameValue', '/powerOff/action'),
          endsWith('OperationNameValue', '/stop/action'),
        ),
        { words: 'deallocated, powered off, deallocate' },
      ),
      kind(
        'deployed',
        'deployed, deployment, deploy, arm deployment, template deployment',
        startsWith('OperationNameValue', 'Microsoft.Resources/deployments/'),
      ),
      kind(
        'roleAssignments',
        'role assignment, permission change, access change, rbac change, role granted',
        startsWith('OperationNameValue', 'Microsoft.Authorization/roleAssignments/'),
      ),
      kind(
        'securityRules',
        'nsg change, security rule change, network security group change, firewall rule change',
        startsWith('OperationNameValue', 'Microsoft.Network/networkSecurityGroups/'),
      ),
      kind('administrative', 'administrative, administrative operation', is('CategoryValue', 'Administrative')),
      kind(
        'serviceHealth',
        'service health, service issue, service health event, azure outage',
        is('CategoryValue', 'ServiceHealth'),
      ),
      kind('resourceHealth', 'resource health, resource health event', is('CategoryValue', 'ResourceHealth')),
      kind('autoscale', 'autoscale, autoscale operation, autoscaling', is('CategoryValue', 'Autoscale')),
      kind('policy', 'policy, policy event, policy operation', is('CategoryValue', 'Policy')),
      kind('alertActivation', 'alert activation, alert activity', is('CategoryValue', 'Alert')),
    ],
    columns: {
      Caller: 'caller, user, who, whom, by whom, person, initiator, account, identity',
      CallerIpAddress: 'ip, ip address, caller ip, source ip',
      OperationNameValue: 'operation, operation name, action',
      OperationName: 'operation display name',
      ActivityStatusValue: oneFrom(
        'status, activity status, outcome, result',
        ['Start', 'start, started'],
        ['Accept', 'accept, accepted'],
        ['Success', 'success, succeeded'],
        ['Failure', 'failure, failed'],
      ),
      ActivitySubstatusValue: 'substatus',
      CategoryValue: oneFrom(
        'category',
        ['Administrative', 'administrative'],
        ['ServiceHealth', 'service health'],
        ['ResourceHealth', 'resource health'],
        ['Alert', 'alert'],
        ['Autoscale', 'autoscale'],
        ['Recommendation', 'recommendation'],
        ['Security', 'security'],
        ['Policy', 'policy'],
      ),
      Level: namedAs('level, severity', 'Critical', 'Error', 'Warning', 'Informational', 'Verbose'),
      ResourceGroup: 'resource group',
      ResourceProviderValue: 'resource provider, provider',
      SubscriptionId: 'subscription',
      CorrelationId: 'correlation id',
    },
    shown: 'TimeGenerated Caller OperationNameValue ActivityStatusValue Level ResourceGroup _ResourceId',
  }),
  table('AzureMetrics', {
    words: 'platform metric, azure metric, resource metric, metric, dtu, cpu credits, storage percentage, server load',
    row: 'A platform metric of a resource over a minute.',
    of: metered,
    entities: { resource: '_ResourceId', type: 'MetricName' },
    measures: platformMeasures,
    columns: {
      MetricName: 'metric, metric name, name',
      Resource: 'resource, resource name, database, db',
      ResourceGroup: 'resource group',
      ResourceProvider: 'resource provider, provider',
      UnitName: 'unit',
      Average: 'average value, average',
      Total: 'total value, total',
      Maximum: 'maximum value, maximum, peak',
      Minimum: 'minimum value, minimum',
    },
    shown: 'TimeGenerated Resource MetricName Average Minimum Maximum Total UnitName',
  }),
];
