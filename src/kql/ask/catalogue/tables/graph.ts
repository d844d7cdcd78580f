import {
  any,
  call,
  column,
  contains,
  has,
  is,
  isText,
  kind,
  namedAs,
  oneFrom,
  oneOf,
  pathOf,
  quantity,
  table,
  when,
} from '../build';
import type { Condition, TableKnowledge } from '../types';
import { inventoryConditions } from './inventory';

const graph = { store: 'graph', time: null } as const;
const ofType = (type: string): Condition['test'] => isText('type', type);
const place = {
  resourceGroup: 'resource group, group',
  subscriptionId: 'subscription',
  location: 'region, location, azure region',
} as const;

/** Priorities of alert rules: 0 is the worst. */
const severities = oneFrom(
  'severity, alert severity, priority, sev',
  ['Sev0', 'critical, sev0, sev 0, severity 0'],
  ['Sev1', 'error, sev1, sev 1, severity 1'],
  ['Sev2', 'warning, sev2, sev 2, severity 2'],
  ['Sev3', 'informational, sev3, sev 3, severity 3'],
  ['Sev4', 'verbose, sev4, sev 4, severity 4'],
);
const impact = namedAs('impact, severity, importance', 'High', 'Medium', 'Low');

export const graphTables: readonly TableKnowledge[] = [
  table('resources', {
    ...graph,
    words:
      'resource, azure resource, inventory, asset, deployed resource, cloud resource, untagged resource, without tags, no tags, without a tag, do we have, in resource group, in the resource group, unattached disk, orphaned disk, unused disk, unused public ip, stopped vm, deallocated vm, running vm, public access, resource type',
    row: 'A resource as it is now.',
    entities: { resource: 'id', type: 'type', role: 'name' },
    conditions: inventoryConditions,
    columns: {
      ...place,
      name: 'name, resource name',
      type: 'type, resource type, kind of resource',
      kind: 'kind',
      tags: 'tag, tags, label',
      'sku.name': 'sku, tier, plan, sku name',
      'sku.tier': 'pricing tier, sku tier',
      'properties.provisioningState': 'provisioning state, state',
      'properties.hardwareProfile.vmSize': 'size, vm size, machine size',
      'properties.storageProfile.osDisk.osType': namedAs('os, os type, operating system', 'Windows', 'Linux'),
      'properties.extended.instanceView.powerState.code': oneFrom(
        'power state, vm state, running state',
        ['PowerState/running', 'running'],
        ['PowerState/deallocated', 'deallocated'],
        ['PowerState/stopped', 'stopped'],
      ),
      'properties.diskSizeGB': { ...quantity('disk size, size in gb', 'GB'), as: 'tolong' },
      'properties.diskState': 'disk state',
      'properties.ipAddress': 'ip, ip address, public ip address',
    },
    shown: 'name type location resourceGroup subscriptionId id',
  }),
  table('resourcecontainers', {
    ...graph,
    words: 'subscription, management group, resource container, resource group',
    row: 'A management group, a subscription or a resource group.',
    entities: { resource: 'id', type: 'type', role: 'name' },
    conditions: [
      kind('resourceGroup', 'resource group', ofType('microsoft.resources/subscriptions/resourcegroups')),
      kind('subscription', 'subscription', ofType('microsoft.resources/subscriptions')),
      kind('managementGroup', 'management group', ofType('microsoft.management/managementgroups')),
      when('untagged', call('isempty', call('tostring', column('tags'))), {
        only: 'untagged, without tags, without a tag, no tags',
      }),
    ],
    columns: { ...place, name: 'name', tags: 'tag, tags' },
    shown: 'name type location subscriptionId tags id',
  }),
  table('resourcechanges', {
    store: 'graph',
    words:
      'resource change, configuration change, change, property change, change history, what changed, changed resource, modification',
    row: 'A change of a resource, with the values before and after, of the last 14 days.',
    time: 'properties.changeAttributes.timestamp',
    entities: {
      resource: 'properties.targetResourceId',
      type: 'properties.targetResourceType',
      user: 'properties.changeAttributes.changedBy',
      operation: 'properties.changeAttributes.operation',
      code: 'properties.changeType',
    },
    conditions: [
      when('created', is('properties.changeType', 'Create')),
      when('updated', is('properties.changeType', 'Update'), { only: 'updated, update, modified, edited, property change' }),
      when('deleted', is('properties.changeType', 'Delete')),
      when('byUser', is('properties.changeAttributes.changedByType', 'User'), {
        only: 'by a user, by a person, by users, by people, manual, manually',
      }),
      when('byApplication', is('properties.changeAttributes.changedByType', 'Application'), {
        only: 'by an application, by automation, by a service principal, automated, automatic',
      }),
    ],
    columns: {
      ...place,
      'properties.targetResourceId': 'resource, target resource, changed resource',
      'properties.targetResourceType': 'resource type, type',
      'properties.changeType': namedAs('change type, kind of change', 'Create', 'Update', 'Delete'),
      'properties.changeAttributes.changedBy': 'changed by, caller, user, who, actor, initiator',
      'properties.changeAttributes.changedByType': 'changed by type',
      'properties.changeAttributes.clientType': 'client, client type, tool',
      'properties.changeAttributes.operation': 'operation',
      'properties.changeAttributes.correlationId': 'correlation id',
      'properties.changeAttributes.changesCount': {
        ...quantity('changes count, number of changed properties', 'count'),
        as: 'tolong',
      },
    },
    shown:
      'properties.changeAttributes.timestamp properties.changeType properties.targetResourceId properties.targetResourceType properties.changeAttributes.changedBy properties.changeAttributes.operation properties.changes',
  }),
  table('alertsmanagementresources', {
    store: 'graph',
    words:
      'alert, fired alert, azure alert, alarm, triggered alert, monitor alert, page, notification, incident alert, firing alert',
    row: 'An alert that fired, of the last 30 days.',
    time: 'properties.essentials.startDateTime',
    entities: {
      resource: 'properties.essentials.targetResource',
      host: 'properties.essentials.targetResourceName',
      role: 'properties.essentials.targetResourceName',
      type: 'properties.essentials.targetResourceType',
      level: 'properties.essentials.severity',
      operation: 'name',
      code: 'properties.essentials.monitorCondition',
      message: 'properties.essentials.description',
    },
    conditions: [
      when('critical', oneOf('properties.essentials.severity', 'Sev0', 'Sev1'), {
        words: 'critical or error, critical and error',
      }),
      when('sev0', is('properties.essentials.severity', 'Sev0'), { only: 'sev0, sev 0, severity 0, p0, highest severity' }),
      when('error', is('properties.essentials.severity', 'Sev1'), { words: 'sev1, sev 1, severity 1' }),
      when('warning', is('properties.essentials.severity', 'Sev2'), { words: 'sev2, sev 2, severity 2' }),
      when('informational', is('properties.essentials.severity', 'Sev3'), { words: 'sev3, sev 3, severity 3' }),
      when('verbose', is('properties.essentials.severity', 'Sev4'), { words: 'sev4, sev 4, severity 4' }),
      when('severe', oneOf('properties.essentials.severity', 'Sev0', 'Sev1'), {
        only: 'severe, high severity, important, serious',
      }),
      when('unresolved', is('properties.essentials.monitorCondition', 'Fired'), {
        only: 'still firing, currently firing, now firing, is firing, are firing, active, open, still active, still open, unresolved, ongoing, current, not resolved',
      }),
      when('resolved', is('properties.essentials.monitorCondition', 'Resolved'), {
        only: 'resolved, recovered, cleared, auto-resolved, no longer firing',
      }),
      when('unacknowledged', is('properties.essentials.alertState', 'New'), {
        only: 'unacknowledged, not acknowledged, nobody acknowledged, nobody has acknowledged, no one acknowledged, no one has acknowledged, not yet acknowledged, not been acknowledged, nobody looked at, new, untouched',
      }),
      when('acknowledged', is('properties.essentials.alertState', 'Acknowledged'), { only: 'acknowledged, acked' }),
      when('closed', is('properties.essentials.alertState', 'Closed'), { only: 'closed' }),
      when('metricAlert', is('properties.essentials.signalType', 'Metric'), { only: 'metric alert, metric based' }),
      when('logAlert', is('properties.essentials.signalType', 'Log'), { only: 'log alert, log search alert, log based' }),
    ],
    columns: {
      ...place,
      name: 'alert, alert name, name, title, rule, alert rule name',
      'properties.essentials.severity': severities,
      // `Fired` has no words: an alert that fired at some time may be resolved by now.
      'properties.essentials.monitorCondition': oneFrom('monitor condition, condition, fired or resolved', [
        'Resolved',
        'resolved',
      ]),
      'properties.essentials.alertState': namedAs('alert state, state, user response', 'New', 'Acknowledged', 'Closed'),
      'properties.essentials.signalType': namedAs('signal type, signal', 'Metric', 'Log'),
      'properties.essentials.monitorService': 'monitor service, monitoring service',
      'properties.essentials.targetResource': 'target resource, affected resource, resource id',
      'properties.essentials.targetResourceName': 'target, resource, resource name, affected resource name',
      'properties.essentials.targetResourceGroup': 'target resource group',
      'properties.essentials.targetResourceType': 'target type, resource type, type',
      'properties.essentials.alertRule': 'alert rule, rule',
      'properties.essentials.description': 'description',
      'properties.essentials.startDateTime': {
        words: ['start', 'fired', 'fired at', 'fired time', 'start time', 'time'],
        as: 'todatetime',
      },
      'properties.essentials.monitorConditionResolvedDateTime': {
        words: ['resolved at', 'resolved time', 'end time', 'end'],
        as: 'todatetime',
      },
    },
    shown:
      'properties.essentials.startDateTime name properties.essentials.severity properties.essentials.monitorCondition properties.essentials.alertState properties.essentials.targetResourceName properties.essentials.targetResourceType id',
  }),
  table('advisorresources', {
    ...graph,
    words: 'advisor recommendation, recommendation, advice, azure advisor, advisor, improvement, suggestion',
    row: 'A recommendation of Azure Advisor.',
    base: ofType('microsoft.advisor/recommendations'),
    entities: {
      resource: 'properties.resourceMetadata.resourceId',
      type: 'properties.category',
      level: 'properties.impact',
      message: 'properties.shortDescription.problem',
      role: 'properties.impactedValue',
    },
    conditions: [
      when('severe', is('properties.impact', 'High'), { only: 'high impact, important, severe, critical, high' }),
      when('cost', is('properties.category', 'Cost'), { only: 'cost, saving, save money, savings, spend, money' }),
      when('security', is('properties.category', 'Security'), { only: 'security' }),
      when('reliability', is('properties.category', 'HighAvailability'), {
        only: 'reliability, high availability, availability, resilience, resiliency',
      }),
      when('performance', is('properties.category', 'Performance'), { only: 'performance' }),
      when('operational', is('properties.category', 'OperationalExcellence'), { only: 'operational excellence, operations' }),
    ],
    columns: {
      ...place,
      'properties.category': oneFrom(
        'category, pillar',
        ['Cost', 'cost'],
        ['Security', 'security'],
        ['HighAvailability', 'high availability, reliability'],
        ['Performance', 'performance'],
        ['OperationalExcellence', 'operational excellence'],
      ),
      'properties.impact': impact,
      'properties.shortDescription.problem': 'problem, description, recommendation',
      'properties.shortDescription.solution': 'solution, fix',
      'properties.impactedField': 'impacted type, resource type, type',
      'properties.impactedValue': 'impacted resource, resource, resource name, affected resource',
      'properties.lastUpdated': { words: ['last updated', 'updated'], as: 'todatetime' },
    },
    shown:
      'properties.category properties.impact properties.shortDescription.problem properties.shortDescription.solution properties.impactedValue resourceGroup id',
  }),
  table('policyresources', {
    ...graph,
    words:
      'policy state, policy compliance, compliance, policy, azure policy, policy violation, compliance state, policy assignment, policy result',
    row: 'Whether a resource complies with a policy, where its type is microsoft.policyinsights/policystates.',
    base: ofType('microsoft.policyinsights/policystates'),
    entities: {
      resource: 'properties.resourceId',
      type: 'properties.resourceType',
      level: 'properties.complianceState',
      operation: 'properties.policyDefinitionName',
      role: 'properties.policyAssignmentName',
    },
    conditions: [
      when('failed', is('properties.complianceState', 'NonCompliant'), {
        words: 'non-compliant, noncompliant, non compliant, not compliant, out of compliance, violating, violation',
      }),
      when('succeeded', is('properties.complianceState', 'Compliant'), { words: 'compliant, in compliance' }),
      when('exempt', is('properties.complianceState', 'Exempt'), { only: 'exempt, exempted' }),
    ],
    columns: {
      ...place,
      'properties.complianceState': oneFrom(
        'compliance, compliance state, state',
        ['Compliant', 'compliant'],
        ['NonCompliant', 'non-compliant, noncompliant'],
        ['Exempt', 'exempt'],
      ),
      'properties.resourceId': 'resource',
      'properties.resourceType': 'resource type, type',
      'properties.policyDefinitionName': 'policy, policy name, policy definition',
      'properties.policyAssignmentName': 'assignment, policy assignment',
      'properties.policyDefinitionAction': 'effect, action',
      'properties.timestamp': { words: ['evaluated', 'evaluation time'], as: 'todatetime' },
    },
    shown:
      'properties.timestamp properties.complianceState properties.resourceId properties.resourceType properties.policyDefinitionName properties.policyAssignmentName properties.policyDefinitionAction',
  }),
  table('securityresources', {
    ...graph,
    words:
      'security assessment, security finding, security recommendation, defender recommendation, security posture, vulnerability, defender for cloud, assessment, secure score, secure score control',
    row: 'A finding of Microsoft Defender for Cloud, where its type is microsoft.security/assessments.',
    base: ofType('microsoft.security/assessments'),
    entities: {
      resource: 'properties.resourceDetails.Id',
      level: 'properties.metadata.severity',
      message: 'properties.displayName',
      code: 'properties.status.code',
    },
    conditions: [
      when('unhealthy', is('properties.status.code', 'Unhealthy'), { words: 'failed, failing, open' }),
      when('healthy', is('properties.status.code', 'Healthy'), { words: 'passed, passing' }),
      when('notApplicable', is('properties.status.code', 'NotApplicable'), { only: 'not applicable' }),
      when('severe', is('properties.metadata.severity', 'High'), { only: 'high severity, severe, critical, important' }),
    ],
    columns: {
      ...place,
      'properties.displayName': 'name, title, finding, recommendation, assessment',
      'properties.status.code': oneFrom(
        'status, state',
        ['Healthy', 'healthy'],
        ['Unhealthy', 'unhealthy'],
        ['NotApplicable', 'not applicable'],
      ),
      'properties.metadata.severity': namedAs('severity', 'High', 'Medium', 'Low'),
      'properties.resourceDetails.Id': 'resource',
    },
    shown:
      'properties.displayName properties.metadata.severity properties.status.code properties.resourceDetails.Id resourceGroup id',
  }),
  table('healthresources', {
    ...graph,
    words:
      'resource health, health, health status, availability state, health state, resource availability, unhealthy resource, degraded resource, unavailable resource',
    row: 'The availability of a resource as Azure sees it, where its type is microsoft.resourcehealth/availabilitystatuses.',
    base: ofType('microsoft.resourcehealth/availabilitystatuses'),
    entities: {
      resource: 'properties.targetResourceId',
      type: 'properties.targetResourceType',
      level: 'properties.availabilityState',
      message: 'properties.reasonType',
    },
    conditions: [
      when('unavailable', is('properties.availabilityState', 'Unavailable'), { words: 'down, not available' }),
      when('degraded', is('properties.availabilityState', 'Degraded'), { only: 'degraded, impaired' }),
      when('healthy', is('properties.availabilityState', 'Available'), { words: 'available, up' }),
      when('unhealthy', oneOf('properties.availabilityState', 'Unavailable', 'Degraded'), {
        words: 'with problems, with issues',
      }),
      when('unknown', is('properties.availabilityState', 'Unknown'), { only: 'unknown' }),
    ],
    columns: {
      ...place,
      'properties.availabilityState': namedAs(
        'availability state, state, status, health',
        'Available',
        'Unavailable',
        'Degraded',
        'Unknown',
      ),
      'properties.targetResourceId': 'resource, target resource',
      'properties.targetResourceType': 'resource type, type',
      'properties.reasonType': 'reason, reason type',
    },
    shown:
      'properties.availabilityState properties.targetResourceId properties.targetResourceType properties.reasonType resourceGroup',
  }),
  table('servicehealthresources', {
    ...graph,
    words:
      'service health, service health event, service issue, azure outage, azure incident, planned maintenance, health advisory, azure service issue',
    row: 'A service issue, planned maintenance or advisory of Azure.',
    base: ofType('microsoft.resourcehealth/events'),
    entities: {
      type: 'properties.EventType',
      level: 'properties.EventLevel',
      message: 'properties.Title',
      code: 'properties.Status',
    },
    conditions: [
      when('issue', is('properties.EventType', 'ServiceIssue'), { only: 'service issue, outage, incident, issue' }),
      when('maintenance', is('properties.EventType', 'PlannedMaintenance'), { only: 'planned maintenance, maintenance' }),
      when('advisory', is('properties.EventType', 'HealthAdvisory'), { only: 'health advisory, advisory' }),
      when('active', is('properties.Status', 'Active'), { only: 'active, ongoing, open, current' }),
      when('resolved', is('properties.Status', 'Resolved'), { only: 'resolved, closed' }),
    ],
    columns: {
      'properties.EventType': oneFrom(
        'event type, type',
        ['ServiceIssue', 'service issue'],
        ['PlannedMaintenance', 'planned maintenance'],
        ['HealthAdvisory', 'health advisory'],
        ['SecurityAdvisory', 'security advisory'],
      ),
      'properties.Status': namedAs('status, state', 'Active', 'Resolved'),
      'properties.Title': 'title, name',
      'properties.TrackingId': 'tracking id, id',
    },
    shown:
      'properties.TrackingId properties.EventType properties.Status properties.Title properties.Level properties.ImpactStartTime',
  }),
  table('patchassessmentresources', {
    ...graph,
    words:
      'patch assessment, missing patch, missing update, pending update, available update, update assessment, patch, os update',
    row: 'What an assessment of updates found on a machine, or one update that it lacks.',
    entities: { resource: 'id', type: 'type', level: 'properties.status', message: 'properties.patchName' },
    conditions: [
      kind(
        'assessmentResult',
        'assessment result, patch assessment summary',
        any(
          ofType('microsoft.compute/virtualmachines/patchassessmentresults'),
          ofType('microsoft.hybridcompute/machines/patchassessmentresults'),
        ),
      ),
      kind(
        'missingPatch',
        'missing patch, missing update, pending update, available update, software patch',
        any(
          ofType('microsoft.compute/virtualmachines/patchassessmentresults/softwarepatches'),
          ofType('microsoft.hybridcompute/machines/patchassessmentresults/softwarepatches'),
        ),
      ),
      when('restart', is(pathOf('properties.rebootPending', 'tobool'), true), {
        only: 'reboot pending, restart pending, pending reboot, pending restart, needs a reboot',
      }),
      when('critical', has('properties.classifications', 'Critical')),
      when('security', has('properties.classifications', 'Security'), { only: 'security, security update' }),
    ],
    columns: {
      ...place,
      'properties.patchName': 'patch, update, patch name, update name, title',
      'properties.kbId': 'kb, kb id',
      'properties.status': 'status',
      'properties.osType': namedAs('os, os type', 'Windows', 'Linux'),
      'properties.lastModifiedDateTime': { words: ['last assessed', 'assessed', 'last modified'], as: 'todatetime' },
    },
    shown: 'properties.lastModifiedDateTime id type properties.patchName properties.classifications properties.rebootPending',
  }),
  table('recoveryservicesresources', {
    ...graph,
    words:
      'backup, backup item, protected item, backup job, recovery services, site recovery, backup policy, backup vault item, backed up item',
    row: 'A protected item, a policy or a job of backup and site recovery.',
    entities: {
      resource: 'properties.sourceResourceId',
      type: 'type',
      level: 'properties.protectionState',
      role: 'properties.friendlyName',
      code: 'properties.lastBackupStatus',
    },
    conditions: [
      kind('protectedItem', 'protected item, backup item, backed up item', contains('type', '/protecteditems')),
      kind('backupJob', 'backup job', contains('type', '/backupjobs')),
      kind('backupPolicy', 'backup policy', contains('type', '/backuppolicies')),
      when('failed', any(isText('properties.lastBackupStatus', 'Failed'), isText('properties.status', 'Failed')), {
        words: 'error',
      }),
      when('succeeded', any(isText('properties.lastBackupStatus', 'Completed'), isText('properties.status', 'Completed')), {
        words: 'completed',
      }),
      when('running', isText('properties.status', 'InProgress'), { only: 'running, in progress' }),
      when('stopped', isText('properties.protectionState', 'ProtectionStopped'), { words: 'protection stopped' }),
    ],
    columns: {
      ...place,
      'properties.friendlyName': 'name, item, machine',
      'properties.sourceResourceId': 'resource, protected resource',
      'properties.protectionState': 'protection state, state',
      'properties.lastBackupStatus': 'last backup status, backup status, status',
      'properties.lastBackupTime': { words: ['last backup', 'last backup time'], as: 'todatetime' },
      'properties.workloadType': 'workload, workload type',
      'properties.policyName': 'policy, backup policy',
    },
    shown:
      'name type properties.friendlyName properties.lastBackupStatus properties.lastBackupTime properties.protectionState resourceGroup',
  }),
];
