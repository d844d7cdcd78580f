import { binary, column, contains, is, isText, measure, oneOfTexts, over, quantity, table, when } from '../build';
import { httpConditions } from '../http';
import type { TableKnowledge } from '../types';

/** Tables that a workspace and its surroundings write of themselves. */
export const workspaceTables: readonly TableKnowledge[] = [
  table('Usage', {
    words:
      'usage, data usage, log analytics usage, workspace usage, usage record, billable, noisiest table, largest table, biggest table, table size',
    row: 'How much data a table took in within an hour.',
    of: 'microsoft.operationalinsights/workspaces',
    entities: { type: 'DataType', resource: 'ResourceUri', host: 'Computer' },
    conditions: [
      when('billable', is('IsBillable', true), { only: 'billable, billed, charged, paid' }),
      when('free', is('IsBillable', false), { only: 'free, not billable, non-billable' }),
    ],
    measures: [
      measure('ingestion', 'Quantity', {
        unit: 'MB',
        words: 'data ingestion, ingest, ingest the most, ingest most, quantity, volume, size, data, mb, megabytes',
        usual: 'sum',
      }),
      measure('ingestionGb', binary('/', 'Quantity', 1000), {
        unit: 'GB',
        words: 'gb, gigabytes, volume in gb, gb ingested',
        usual: 'sum',
      }),
    ],
    columns: {
      DataType: 'table, data type, log type, type',
      Solution: 'solution',
      Quantity: quantity('quantity, volume, size', 'MB'),
      IsBillable: 'billable',
    },
    shown: 'TimeGenerated DataType Quantity QuantityUnit IsBillable Solution',
  }),
  table('Operation', {
    words:
      'workspace operation, workspace health, data collection problem, ingestion problem, ingestion issue, daily cap, workspace issue, data collection issue',
    row: 'What the workspace reports of itself, such as a reached daily cap.',
    of: 'microsoft.operationalinsights/workspaces',
    entities: {
      host: 'Computer',
      type: 'OperationCategory',
      level: 'OperationStatus',
      operation: 'OperationKey',
      message: 'Detail',
    },
    conditions: [
      when('error', isText('OperationStatus', 'Error')),
      when('warning', isText('OperationStatus', 'Warning')),
      when('failed', isText('OperationStatus', 'Failed')),
      when('cap', contains('Detail', 'OverQuota'), { only: 'daily cap reached, over quota, cap reached, quota exceeded' }),
    ],
    columns: {
      OperationCategory: 'category',
      OperationStatus: 'status',
      Detail: 'detail, message, description',
      Solution: 'solution',
    },
    shown: 'TimeGenerated OperationCategory OperationStatus OperationKey Detail Computer',
  }),
  table('Alert', {
    words: 'log analytics alert, legacy alert, workspace alert, scom alert, operations manager alert, nagios alert, zabbix alert',
    row: 'An alert of the older kind, of System Center, Nagios or Zabbix. Alerts of Azure Monitor are in Resource Graph.',
    entities: {
      host: 'Computer',
      resource: 'ResourceId',
      operation: 'AlertName',
      level: 'AlertSeverity',
      code: 'AlertState',
      message: 'AlertDescription',
    },
    conditions: [
      when('critical', oneOfTexts('AlertSeverity', 'Critical', '0')),
      when('error', oneOfTexts('AlertSeverity', 'Error', '1', '2')),
      when('warning', isText('AlertSeverity', 'Warning')),
    ],
    columns: {
      AlertName: 'alert, alert name, name',
      AlertSeverity: 'severity',
      AlertState: 'state, status',
      AlertDescription: 'description',
      Computer: 'computer, machine, host',
    },
    shown: 'TimeGenerated AlertName AlertSeverity AlertState Computer AlertDescription',
  }),
  table('LAQueryLogs', {
    words:
      'log query, query log, log analytics query, kql query, workspace query, query, query execution, query audit log, query run',
    row: 'A query that ran over the workspace, with its cost.',
    of: 'microsoft.operationalinsights/workspaces',
    entities: {
      resource: '_ResourceId',
      user: 'AADEmail',
      role: 'RequestClientApp',
      code: 'ResponseCode',
      message: 'QueryText',
      operation: 'QueryText',
    },
    conditions: [
      when('failed', over('ResponseCode', 399), { words: 'error' }),
      when('succeeded', is('ResponseCode', 200)),
      when('slow', over('ResponseDurationMs', 10_000), { words: 'slower than ten seconds, expensive, inefficient, heavy' }),
      ...httpConditions('ResponseCode'),
    ],
    measures: [
      measure('duration', 'ResponseDurationMs', { unit: 'ms', words: 'query duration, query time, run time' }),
      measure('cpuTime', 'StatsCPUTimeMs', { unit: 'ms', words: 'cpu time, cpu, query cpu, total cpu', usual: 'sum' }),
      measure('rows', 'ResponseRowCount', {
        unit: 'count',
        words: 'rows, row count, returned rows, number of rows',
        usual: 'sum',
      }),
      measure('scanned', 'ScannedGB', { unit: 'GB', words: 'scanned data, data scanned, gb scanned, scanned gb', usual: 'sum' }),
      measure('workspaces', 'StatsWorkspaceCount', {
        unit: 'count',
        words: 'queried workspaces, number of workspaces, workspace count',
        usual: 'max',
      }),
    ],
    columns: {
      AADEmail: 'user, email, who, caller, user name',
      RequestClientApp: 'client app, application, app, tool, client',
      QueryText: 'query, query text, text',
      ResponseCode: 'response code, status, status code, result code',
      ResponseDurationMs: quantity('duration, response duration', 'ms'),
      RequestTarget: 'target',
    },
    shown: 'TimeGenerated AADEmail RequestClientApp ResponseCode ResponseDurationMs StatsCPUTimeMs ResponseRowCount QueryText',
  }),
  table('AutoscaleEvaluationsLog', {
    words: 'autoscale evaluation, autoscale rule evaluation, scaling evaluation, autoscale metric evaluation',
    row: 'What autoscale measured and concluded at an evaluation.',
    of: 'microsoft.insights/autoscalesettings',
    entities: { resource: 'TargetResourceId', operation: 'OperationName', type: 'AutoscaleMetricName', code: 'EvaluationResult' },
    measures: [
      measure('observed', 'ObservedValue', { unit: '', words: 'observed value, metric value' }),
      measure('instances', 'CurrentInstanceCount', {
        unit: 'count',
        words: 'instances, instance count, current instances',
        usual: 'max',
      }),
    ],
    columns: {
      AutoscaleMetricName: 'metric, metric name',
      EvaluationResult: 'result, evaluation result',
      Threshold: 'threshold',
      Profile: 'profile',
    },
    shown:
      'TimeGenerated TargetResourceId AutoscaleMetricName ObservedValue Operator Threshold EvaluationResult CurrentInstanceCount NewInstanceCount',
  }),
  table('AutoscaleScaleActionsLog', {
    words:
      'scale action, autoscale action, autoscale, scale out, scale in, scaling, scaling event, autoscale event, scale event, autoscale operation',
    row: 'A change of capacity by autoscale, with its outcome.',
    of: 'microsoft.insights/autoscalesettings',
    entities: {
      resource: 'TargetResourceId',
      operation: 'OperationName',
      code: 'ResultType',
      type: 'ScaleDirection',
      message: 'ScaleActionMessage',
    },
    conditions: [
      when('failed', oneOfTexts('ResultType', 'Failed', 'Failure'), { words: 'error' }),
      when('succeeded', oneOfTexts('ResultType', 'Succeeded', 'Success')),
      when('up', binary('>', 'NewInstanceCount', column('CurrentInstanceCount')), {
        only: 'scale out, scaled out, scale up, scaled up, increase, added instance',
      }),
      when('down', binary('<', 'NewInstanceCount', column('CurrentInstanceCount')), {
        only: 'scale in, scaled in, scale down, scaled down, decrease, removed instance',
      }),
    ],
    measures: [
      measure('instances', 'NewInstanceCount', {
        unit: 'count',
        words: 'instances, instance count, new instance count',
        usual: 'max',
      }),
    ],
    columns: {
      ScaleDirection: 'direction, scale direction',
      ResultType: 'result, outcome, status',
      ScaleActionMessage: 'message',
    },
    shown: 'TimeGenerated TargetResourceId ScaleDirection CurrentInstanceCount NewInstanceCount ResultType ScaleActionMessage',
  }),
  table('AppSystemEvents', {
    words: 'application insights smart detection, smart detection, app system event, proactive detection',
    row: 'What smart detection of Application Insights found.',
    of: 'microsoft.insights/components',
    entities: { resource: '_ResourceId', type: 'EventType', operation: 'Name' },
    columns: { EventType: 'event type, type', Name: 'name' },
    shown: 'TimeGenerated EventType Name Properties',
  }),
];
