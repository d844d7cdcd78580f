import type { ScanPart } from '../answer';
import type { Entity } from '../catalogue/types';
import type { Aggregation } from '../interpret/frame';

/** Something that is worth comparing with what is usual, where a connection has the table. */
export interface ScanTemplate {
  readonly id: string;
  readonly title: string;
  /** The first of these that has rows. */
  readonly tables: readonly string[];
  /** Id of a condition of the table: only such rows. */
  readonly condition?: string;
  /** Id of a measure of the table; rows are counted when absent. */
  readonly measure?: string;
  readonly how?: Aggregation;
  readonly by: readonly Entity[];
  readonly bad: ScanPart['bad'];
  /** Ids of other templates: where they have rows, no row of this one is no event, and not missing data. */
  readonly coveredBy?: readonly string[];
}

const p95 = { percentile: 95 } as const;

export const scanTemplates: readonly ScanTemplate[] = [
  {
    id: 'requests',
    title: 'Requests by role',
    tables: ['AppRequests'],
    by: ['role'],
    bad: 'both',
  },
  {
    id: 'webRequests',
    title: 'Requests of web apps',
    tables: ['AppServiceHTTPLogs', 'W3CIISLog'],
    by: ['resource'],
    bad: 'both',
  },
  {
    id: 'requestFailures',
    title: 'Failed requests by role',
    tables: ['AppRequests'],
    condition: 'failed',
    by: ['role'],
    bad: 'high',
    coveredBy: ['requests'],
  },
  {
    id: 'requestDuration',
    title: 'Response time by role, percentile 95',
    tables: ['AppRequests'],
    measure: 'duration',
    how: p95,
    by: ['role'],
    bad: 'high',
  },
  { id: 'requestsByOperation', title: 'Requests by operation', tables: ['AppRequests'], by: ['operation'], bad: 'high' },
  {
    id: 'serverErrors',
    title: 'Server errors of web apps',
    tables: ['AppServiceHTTPLogs', 'W3CIISLog'],
    condition: 'serverError',
    by: ['resource'],
    bad: 'high',
    coveredBy: ['webRequests'],
  },
  {
    id: 'dependencyFailures',
    title: 'Dependency failures by target',
    tables: ['AppDependencies'],
    condition: 'failed',
    by: ['target'],
    bad: 'high',
    coveredBy: ['dependencyDuration'],
  },
  {
    id: 'dependencyTimeouts',
    title: 'Dependency timeouts by target',
    tables: ['AppDependencies'],
    condition: 'timeout',
    by: ['target'],
    bad: 'high',
    coveredBy: ['dependencyDuration'],
  },
  {
    id: 'dependencyDuration',
    title: 'Duration of dependency calls by target, percentile 95',
    tables: ['AppDependencies'],
    measure: 'duration',
    how: p95,
    by: ['target'],
    bad: 'high',
  },
  {
    id: 'exceptions',
    title: 'Exceptions by type',
    tables: ['AppExceptions'],
    by: ['type'],
    bad: 'high',
    coveredBy: ['requests', 'logs'],
  },
  { id: 'logs', title: 'Application logs by role', tables: ['AppTraces'], by: ['role'], bad: 'both' },
  {
    id: 'errors',
    title: 'Error logs by role',
    tables: ['AppTraces'],
    condition: 'error',
    by: ['role'],
    bad: 'high',
    coveredBy: ['requests', 'logs'],
  },
  { id: 'containerLogs', title: 'Logs of containers by namespace', tables: ['ContainerLogV2'], by: ['namespace'], bad: 'both' },
  {
    id: 'containerErrors',
    title: 'Error logs of containers',
    tables: ['ContainerLogV2'],
    condition: 'error',
    by: ['pod'],
    bad: 'high',
    coveredBy: ['containerLogs'],
  },
  {
    id: 'kubernetesWarnings',
    title: 'Kubernetes warnings',
    tables: ['KubeEvents'],
    condition: 'warning',
    by: ['namespace'],
    bad: 'high',
    coveredBy: ['containerLogs', 'heartbeats'],
  },
  {
    id: 'cpu',
    title: 'CPU by computer',
    tables: ['Perf', 'InsightsMetrics'],
    measure: 'cpu',
    how: 'max',
    by: ['host'],
    bad: 'high',
  },
  {
    id: 'memoryFree',
    title: 'Available memory by computer',
    tables: ['Perf', 'InsightsMetrics'],
    measure: 'memoryFree',
    how: 'min',
    by: ['host'],
    bad: 'low',
  },
  {
    id: 'metricCpu',
    title: 'CPU by resource (platform metrics)',
    tables: ['AzureMetrics'],
    measure: 'cpu',
    how: 'max',
    by: ['resource'],
    bad: 'high',
  },
  {
    id: 'metricMemory',
    title: 'Memory of databases, plans and other services',
    tables: ['AzureMetrics'],
    measure: 'memory',
    how: 'max',
    by: ['resource'],
    bad: 'high',
  },
  { id: 'heartbeats', title: 'Heartbeats by computer', tables: ['Heartbeat'], by: ['host'], bad: 'low' },
  {
    id: 'syslogErrors',
    title: 'Syslog errors by computer',
    tables: ['Syslog'],
    condition: 'error',
    by: ['host'],
    bad: 'high',
    coveredBy: ['heartbeats'],
  },
  {
    id: 'eventErrors',
    title: 'Windows event errors by computer',
    tables: ['Event', 'WindowsEvent'],
    condition: 'error',
    by: ['host'],
    bad: 'high',
    coveredBy: ['heartbeats'],
  },
];
