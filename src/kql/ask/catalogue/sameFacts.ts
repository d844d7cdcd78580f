/**
 * Tables that tell the same of the same things; a connection usually has one of them. The first is what a setup writes that nobody has
 * changed.
 */
const groups: readonly (readonly string[])[] = [
  ['Perf', 'InsightsMetrics'],
  ['AppRequests', 'AppServiceHTTPLogs', 'W3CIISLog'],
  ['SecurityEvent', 'Event', 'WindowsEvent'],
  ['ContainerLogV2', 'ContainerLog'],
  ['AKSAudit', 'AKSAuditAdmin'],
  ['Update', 'UpdateSummary'],
  ['AppMetrics', 'AppPerformanceCounters'],
  ['VMConnection', 'WireData'],
  ['AddonAzureBackupJobs', 'CoreAzureBackup'],
];

/** The tables that tell what this one tells, itself among them, the usual one first; undefined when there are none. */
export const sameFacts = (table: string): readonly string[] | undefined => groups.find((group) => group.includes(table));
