import type { TableKnowledge } from '../types';
import { binary, column, is, isNot, isText, measure, namedAs, oneFrom, oneOf, oneOfTexts, table, when } from '../build';

const factories = 'microsoft.datafactory/factories, microsoft.synapse/workspaces';
const runs = [
  when('failed', is('Status', 'Failed'), { words: 'error' }),
  when('succeeded', is('Status', 'Succeeded')),
  when('running', oneOf('Status', 'InProgress', 'Queued'), { only: 'running, in progress, queued' }),
  when('cancelled', oneOf('Status', 'Cancelled', 'Cancelling'), { only: 'cancelled, canceled' }),
];
const runStatus = oneFrom(
  'status, state, outcome, result',
  ['Succeeded', 'succeeded'],
  ['Failed', 'failed'],
  ['InProgress', 'in progress'],
  ['Queued', 'queued'],
  ['Cancelled', 'cancelled'],
);
const runDuration = measure(
  'duration',
  binary('/', binary('-', column('End'), column('Start')), { kind: 'duration', milliseconds: 1000 }),
  { unit: 's', words: 'run time, runtime' },
);

export const jobTables: readonly TableKnowledge[] = [
  table('ADFPipelineRun', {
    words: 'pipeline run, data factory pipeline, pipeline, adf pipeline, data factory run, pipeline execution, data pipeline',
    row: 'A run of a pipeline of Data Factory; a run has a row for each of its states.',
    of: factories,
    entities: {
      resource: '_ResourceId',
      operation: 'PipelineName',
      code: 'Status',
      message: 'ErrorMessage',
      type: 'FailureType',
    },
    conditions: runs,
    measures: [runDuration],
    columns: {
      PipelineName: 'pipeline, pipeline name, name',
      RunId: 'run, run id',
      Status: runStatus,
      ErrorMessage: 'error message, error, message',
      ErrorCode: 'error code',
      FailureType: 'failure type',
    },
    shown: 'TimeGenerated PipelineName Status Start End FailureType ErrorMessage RunId',
  }),
  table('ADFActivityRun', {
    words: 'activity run, pipeline activity, data factory activity, adf activity, activity of a pipeline, activity execution',
    row: 'A run of an activity of a pipeline; a run has a row for each of its states.',
    of: factories,
    entities: {
      resource: '_ResourceId',
      operation: 'ActivityName',
      role: 'PipelineName',
      code: 'Status',
      message: 'ErrorMessage',
      type: 'ActivityType',
    },
    conditions: runs,
    measures: [runDuration],
    columns: {
      ActivityName: 'activity, activity name, name',
      ActivityType: 'activity type, type',
      PipelineName: 'pipeline, pipeline name',
      Status: runStatus,
      ErrorMessage: 'error message, error, message',
      ErrorCode: 'error code',
      FailureType: 'failure type',
      EffectiveIntegrationRuntime: 'integration runtime',
    },
    shown: 'TimeGenerated PipelineName ActivityName ActivityType Status Start End ErrorMessage',
  }),
  table('ADFTriggerRun', {
    words: 'trigger run, data factory trigger, adf trigger, pipeline trigger, trigger',
    row: 'A run of a trigger of Data Factory.',
    of: factories,
    entities: { resource: '_ResourceId', operation: 'TriggerName', code: 'Status', message: 'ErrorMessage', type: 'TriggerType' },
    conditions: runs,
    columns: {
      TriggerName: 'trigger, trigger name, name',
      TriggerType: 'trigger type, type',
      Status: runStatus,
      ErrorMessage: 'error message, error, message',
      TriggerFailureType: 'failure type',
    },
    shown: 'TimeGenerated TriggerName TriggerType Status TriggerEvent ErrorMessage',
  }),
  table('LogicAppWorkflowRuntime', {
    words:
      'logic app run, workflow run, logic app, workflow, logic app workflow, workflow action, logic app action, workflow execution',
    row: 'A run, a trigger or an action of a workflow of Logic Apps.',
    of: 'microsoft.web/sites, microsoft.logic/workflows',
    entities: {
      resource: '_ResourceId',
      role: 'WorkflowName',
      operation: 'ActionName',
      code: 'Status',
      message: 'Error',
      type: 'OperationName',
    },
    conditions: [
      when('failed', isText('Status', 'Failed'), { words: 'error' }),
      when('succeeded', isText('Status', 'Succeeded')),
      when('skipped', isText('Status', 'Skipped'), { only: 'skipped' }),
      when('cancelled', isText('Status', 'Cancelled'), { only: 'cancelled, canceled' }),
      when('timeout', oneOfTexts('Status', 'TimedOut')),
      when('throttled', is('Code', '429')),
    ],
    columns: {
      WorkflowName: 'workflow, workflow name, logic app',
      ActionName: 'action, action name',
      TriggerName: 'trigger, trigger name',
      Status: namedAs('status, state, outcome', 'Succeeded', 'Failed', 'Skipped', 'Cancelled', 'Running'),
      Error: 'error',
      RunId: 'run, run id',
    },
    shown: 'TimeGenerated WorkflowName OperationName ActionName TriggerName Status Code Error RunId',
  }),
  table('AddonAzureBackupJobs', {
    words: 'backup job, backup, restore job, backup run, restore, azure backup job, backup job history',
    row: 'A job of Azure Backup; a job has a row for each of its states.',
    of: 'microsoft.recoveryservices/vaults, microsoft.dataprotection/backupvaults',
    entities: {
      resource: '_ResourceId',
      role: 'BackupItemFriendlyName',
      operation: 'JobOperation',
      code: 'JobStatus',
      message: 'JobFailureCode',
      type: 'BackupManagementType',
    },
    conditions: [
      when('failed', is('JobStatus', 'Failed'), { words: 'error' }),
      when('succeeded', is('JobStatus', 'Completed'), { words: 'completed' }),
      when('restore', is('JobOperation', 'Restore'), { only: 'restore, restored' }),
      when('scheduled', is('AdHocOrScheduledJob', 'Scheduled'), { only: 'scheduled' }),
      when('adHoc', isNot('AdHocOrScheduledJob', 'Scheduled'), { only: 'ad hoc, ad-hoc, on demand' }),
    ],
    measures: [
      measure('duration', 'JobDurationInSecs', { unit: 's', words: 'job duration, run time' }),
      measure('transferred', 'DataTransferredInMB', {
        unit: 'MB',
        words: 'transferred data, data transferred, backup size',
        usual: 'sum',
      }),
    ],
    columns: {
      BackupItemFriendlyName: 'item, backup item, machine, vm',
      JobStatus: namedAs('status, job status, outcome', 'Completed', 'Failed', 'InProgress'),
      JobOperation: namedAs('operation, job operation', 'Backup', 'Restore'),
      JobFailureCode: 'failure code, error code, reason',
      VaultName: 'vault',
      BackupManagementType: 'backup type, management type',
    },
    shown:
      'TimeGenerated BackupItemFriendlyName JobOperation JobStatus JobFailureCode JobStartDateTime JobDurationInSecs VaultName',
  }),
  table('CoreAzureBackup', {
    words: 'backup item, protected item, recovery point, backup storage, backup policy of items',
    row: 'An item that Azure Backup protects, as it was once a day.',
    of: 'microsoft.recoveryservices/vaults, microsoft.dataprotection/backupvaults',
    entities: {
      resource: '_ResourceId',
      role: 'BackupItemFriendlyName',
      operation: 'OperationName',
      code: 'BackupItemProtectionState',
      type: 'BackupManagementType',
    },
    measures: [
      measure('storage', 'StorageConsumedInMBs', {
        unit: 'MB',
        words: 'storage consumed, backup size, consumed storage',
        usual: 'max',
      }),
    ],
    columns: {
      BackupItemFriendlyName: 'item, backup item, machine, vm',
      BackupItemProtectionState: 'protection state, state',
      PolicyName: 'policy, policy name',
      VaultName: 'vault',
      BackupManagementType: 'backup type, management type',
    },
    shown:
      'TimeGenerated BackupItemFriendlyName BackupItemProtectionState LatestRecoveryPointTime PolicyName StorageConsumedInMBs VaultName',
  }),
  table('ASRJobs', {
    words: 'site recovery job, replication job, failover, failover job, disaster recovery job, test failover',
    row: 'A job of Site Recovery.',
    of: 'microsoft.recoveryservices/vaults',
    entities: {
      resource: '_ResourceId',
      role: 'ReplicatedItemFriendlyName',
      operation: 'OperationName',
      code: 'Status',
      message: 'ResultDescription',
    },
    conditions: [
      when('failed', is('Status', 'Failed'), { words: 'error' }),
      when('succeeded', oneOf('Status', 'Succeeded', 'Completed')),
    ],
    measures: [measure('duration', 'DurationMs', { unit: 'ms' })],
    columns: {
      ReplicatedItemFriendlyName: 'item, replicated item, machine',
      OperationName: 'operation, job',
      Status: 'status',
      VaultName: 'vault',
    },
    shown: 'TimeGenerated ReplicatedItemFriendlyName OperationName Status ResultDescription DurationMs VaultName',
  }),
];
