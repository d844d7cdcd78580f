import { atLeast, contains, is, isText, measure, oneOfTexts, over, quantity, table, when } from '../build';
import { httpConditions } from '../http';
import type { TableKnowledge } from '../types';

export const dataTables: readonly TableKnowledge[] = [
  table('CDBDataPlaneRequests', {
    words:
      'cosmos db request, cosmos request, cosmos db operation, cosmos operation, cosmos query, cosmos db query, cosmos db, cosmos',
    row: 'A request to Azure Cosmos DB with its charge.',
    of: 'microsoft.documentdb/databaseaccounts',
    entities: {
      resource: '_ResourceId',
      role: 'AccountName',
      database: 'DatabaseName',
      container: 'CollectionName',
      operation: 'OperationName',
      client: 'ClientIpAddress',
      code: 'StatusCode',
    },
    conditions: [
      when('failed', atLeast('StatusCode', 400), { words: 'error, errored' }),
      when('slow', over('DurationMs', 100), { words: 'slower than 100 ms' }),
      ...httpConditions('StatusCode'),
      when('conflict', is('StatusCode', 409), { only: 'conflict' }),
    ],
    measures: [
      measure('duration', 'DurationMs', { unit: 'ms' }),
      measure('charge', 'RequestCharge', {
        unit: '',
        words: 'request charge, ru, rus, request units, ru consumption, request unit consumption, ru charge, cost',
        usual: 'sum',
      }),
      measure('requestSize', 'RequestLength', { unit: 'bytes', usual: 'sum' }),
      measure('responseSize', 'ResponseLength', { unit: 'bytes', usual: 'sum' }),
    ],
    columns: {
      DatabaseName: 'database, database name',
      CollectionName: 'collection, container, collection name',
      OperationName: 'operation, operation name',
      StatusCode: 'status, status code, response code',
      ClientIpAddress: 'ip, ip address, client ip',
      RegionName: 'region',
      PartitionId: 'partition',
      DurationMs: quantity('duration, latency', 'ms'),
    },
    shown:
      'TimeGenerated AccountName DatabaseName CollectionName OperationName StatusCode DurationMs RequestCharge ClientIpAddress',
  }),
  table('CDBPartitionKeyRUConsumption', {
    words: 'partition key ru consumption, hot partition, partition key consumption, ru by partition, cosmos partition',
    row: 'Request units that a partition key of Azure Cosmos DB consumed.',
    of: 'microsoft.documentdb/databaseaccounts',
    entities: {
      resource: '_ResourceId',
      role: 'AccountName',
      database: 'DatabaseName',
      container: 'CollectionName',
      operation: 'OperationName',
    },
    measures: [
      measure('charge', 'RequestCharge', {
        unit: '',
        words: 'request charge, ru, rus, request units, ru consumption, consumption',
        usual: 'sum',
      }),
    ],
    columns: {
      PartitionKey: 'partition key',
      PartitionKeyRangeId: 'partition, partition key range, physical partition',
      DatabaseName: 'database',
      CollectionName: 'collection, container',
    },
    shown: 'TimeGenerated DatabaseName CollectionName PartitionKey PartitionKeyRangeId RequestCharge OperationName',
  }),
  table('SQLSecurityAuditEvents', {
    words: 'sql audit, sql audit event, database audit, sql audit log, sql login, sql statement, database audit event',
    row: 'An event of the audit of an SQL database.',
    of: 'microsoft.sql/servers/databases, microsoft.sql/servers, microsoft.sql/managedinstances',
    entities: {
      resource: '_ResourceId',
      database: 'DatabaseName',
      host: 'LogicalServerName',
      user: 'ServerPrincipalName',
      client: 'ClientIp',
      operation: 'ActionName',
      role: 'ApplicationName',
      message: 'Statement',
    },
    conditions: [
      when('failed', is('Succeeded', false), { words: 'error' }),
      when('succeeded', is('Succeeded', true)),
      when('failedLogin', contains('ActionName', 'AUTHENTICATION FAILED'), {
        only: 'failed login, failed logon, login failure, failed sign-in, authentication failure',
      }),
      when('login', contains('ActionName', 'AUTHENTICATION SUCCEEDED'), { only: 'successful login, login succeeded' }),
    ],
    measures: [
      measure('duration', 'DurationMs', { unit: 'ms' }),
      measure('affectedRows', 'AffectedRows', { unit: 'count', words: 'affected rows, rows affected', usual: 'sum' }),
    ],
    columns: {
      DatabaseName: 'database, database name',
      ServerPrincipalName: 'user, login, principal, who, user name',
      ClientIp: 'ip, ip address, client ip',
      ApplicationName: 'application, app',
      Statement: 'statement, query, sql, query text',
      ActionName: 'action, action name',
      ObjectName: 'object, table',
    },
    shown: 'TimeGenerated DatabaseName ServerPrincipalName ClientIp ActionName Succeeded Statement DurationMs',
  }),
  table('AZMSOperationalLogs', {
    words:
      'service bus operation, event hub operation, messaging operation, namespace operation, event hubs management operation, service bus management operation, service bus log, event hub log',
    row: 'A management operation of Service Bus or Event Hubs.',
    of: 'microsoft.servicebus/namespaces, microsoft.eventhub/namespaces',
    entities: { resource: '_ResourceId', operation: 'EventName', user: 'Caller', code: 'Status', type: 'Provider' },
    conditions: [
      when('failed', oneOfTexts('Status', 'Failed', 'Failure'), { words: 'error' }),
      when('succeeded', oneOfTexts('Status', 'Succeeded', 'Success')),
      when('created', contains('EventName', 'Create')),
      when('deleted', contains('EventName', 'Delete')),
    ],
    columns: {
      EventName: 'event, operation, event name',
      Caller: 'caller, user, who',
      Status: 'status, outcome',
      Provider: 'provider, service',
    },
    shown: 'TimeGenerated Provider EventName Status Caller EventProperties _ResourceId',
  }),
  table('AZMSRunTimeAuditLogs', {
    words:
      'service bus access, event hub access, messaging access, service bus connection, event hub connection, service bus runtime audit, event hub runtime audit, messaging audit log',
    row: 'Accesses of a client to Service Bus or Event Hubs, summed up.',
    of: 'microsoft.servicebus/namespaces, microsoft.eventhub/namespaces',
    entities: {
      resource: '_ResourceId',
      operation: 'ActivityName',
      client: 'ClientIp',
      user: 'AuthKey',
      code: 'Status',
      type: 'Protocol',
    },
    weight: 'Count',
    conditions: [
      when('failed', oneOfTexts('Status', 'Failure', 'Failed'), { words: 'error' }),
      when('succeeded', oneOfTexts('Status', 'Success', 'Succeeded')),
    ],
    columns: {
      ActivityName: 'activity, operation',
      ClientIp: 'ip, ip address, client ip',
      AuthKey: 'key, authorization rule, auth key',
      AuthType: 'authentication, auth type',
      NetworkType: 'network type',
      Protocol: 'protocol',
      Status: 'status',
    },
    shown: 'TimeGenerated ActivityName Status Protocol AuthType AuthKey ClientIp Count _ResourceId',
  }),
  table('AZMSDiagnosticErrorLogs', {
    words:
      'service bus error, event hub error, messaging error, service bus diagnostic error, event hub diagnostic error, queue error, topic error',
    row: 'Errors of clients of Service Bus or Event Hubs, summed up.',
    of: 'microsoft.servicebus/namespaces, microsoft.eventhub/namespaces',
    entities: {
      resource: '_ResourceId',
      operation: 'ActivityName',
      role: 'EntityName',
      code: 'OperationResult',
      message: 'ErrorMessage',
      type: 'EntityType',
      namespace: 'NamespaceName',
    },
    weight: 'ErrorCount',
    conditions: [
      when('clientError', isText('OperationResult', 'ClientError')),
      when('serverError', oneOfTexts('OperationResult', 'ServerError', 'InternalServerError', 'ServerBusy')),
      when('throttled', isText('OperationResult', 'ServerBusy'), { words: 'server busy' }),
      when('quota', isText('OperationResult', 'QuotaExceeded'), { only: 'quota exceeded, over quota' }),
    ],
    columns: {
      EntityName: 'queue, topic, entity, event hub, queue name',
      EntityType: 'entity type',
      ErrorMessage: 'error message, error, message',
      NamespaceName: 'namespace',
      OperationResult: 'result, operation result',
    },
    shown: 'TimeGenerated NamespaceName EntityType EntityName ActivityName OperationResult ErrorMessage ErrorCount',
  }),
  table('REDConnectionEvents', {
    words:
      'redis connection, redis client connection, redis connection event, redis login, redis authentication, cache connection',
    row: 'A connection of a client to Redis, opened, closed or authenticated.',
    of: 'microsoft.cache/redisenterprise',
    entities: { resource: '_ResourceId', client: 'ClientIp', type: 'EventType', code: 'EventStatus' },
    columns: { ClientIp: 'ip, ip address, client ip', EventType: 'event type, type', EventStatus: 'status, event status' },
    shown: 'TimeGenerated EventType EventStatus ClientIp ConnectionId _ResourceId',
  }),
];
