import type { MetricAggregation } from '../../model/alert';

/** What the service says of one metric, as its definitions list it. */
export interface MetricDefinition {
  readonly name: string;
  readonly label: string;
  readonly unit: 'Percent' | 'Count' | 'Seconds' | 'MilliSeconds' | 'Bytes' | 'BytesPerSecond';
  readonly aggregations: readonly MetricAggregation[];
  readonly dimensions: readonly string[];
}

const gauge: readonly MetricAggregation[] = ['Average', 'Minimum', 'Maximum', 'Total', 'Count'];
const counter: readonly MetricAggregation[] = ['Total', 'Average', 'Minimum', 'Maximum', 'Count'];
const events: readonly MetricAggregation[] = ['Count'];

const define = (
  name: string,
  label: string,
  unit: MetricDefinition['unit'],
  aggregations: readonly MetricAggregation[],
  ...dimensions: string[]
): MetricDefinition => ({ name, label, unit, aggregations, dimensions });

const request = ['request/success', 'operation/name', 'cloud/roleName'];
const dependency = ['dependency/type', 'dependency/success', 'dependency/target', 'cloud/roleName'];

/** By metric namespace, which for these types is the resource type. The first aggregation is the primary one. */
export const metricCatalog: Readonly<Record<string, readonly MetricDefinition[]>> = {
  'Microsoft.Compute/virtualMachines': [
    define('Percentage CPU', 'Percentage CPU', 'Percent', gauge),
    define('Available Memory Bytes', 'Available Memory Bytes (Preview)', 'Bytes', gauge),
    define('Network In Total', 'Network In Total', 'Bytes', counter),
    define('Network Out Total', 'Network Out Total', 'Bytes', counter),
    define('OS Disk Bandwidth Consumed Percentage', 'OS Disk Bandwidth Consumed Percentage', 'Percent', gauge, 'LUN'),
    define('Data Disk Bandwidth Consumed Percentage', 'Data Disk Bandwidth Consumed Percentage', 'Percent', gauge, 'LUN'),
    define('VmAvailabilityMetric', 'VM Availability Metric (Preview)', 'Count', gauge),
  ],
  'Microsoft.Web/sites': [
    define('HttpResponseTime', 'Response Time', 'Seconds', gauge, 'Instance'),
    define('Requests', 'Requests', 'Count', counter, 'Instance'),
    define('Http5xx', 'Http Server Errors', 'Count', counter, 'Instance'),
    define('Http4xx', 'Http 4xx', 'Count', counter, 'Instance'),
    define('MemoryWorkingSet', 'Memory working set', 'Bytes', gauge, 'Instance'),
  ],
  'Microsoft.Web/serverfarms': [
    define('CpuPercentage', 'CPU Percentage', 'Percent', gauge, 'Instance'),
    define('MemoryPercentage', 'Memory Percentage', 'Percent', gauge, 'Instance'),
    define('HttpQueueLength', 'Http Queue Length', 'Count', gauge, 'Instance'),
  ],
  'Microsoft.Sql/servers/databases': [
    define('cpu_percent', 'CPU percentage', 'Percent', gauge),
    define('storage_percent', 'Data space used percent', 'Percent', gauge),
    define('workers_percent', 'Workers percentage', 'Percent', gauge),
  ],
  'Microsoft.Insights/components': [
    define('requests/count', 'Server requests', 'Count', events, ...request),
    define('requests/failed', 'Failed requests', 'Count', events, ...request),
    define('requests/duration', 'Server response time', 'MilliSeconds', gauge, ...request),
    define('dependencies/count', 'Dependency calls', 'Count', events, ...dependency),
    define('dependencies/failed', 'Dependency call failures', 'Count', events, ...dependency),
    define('dependencies/duration', 'Dependency duration', 'MilliSeconds', gauge, ...dependency),
  ],
  'Microsoft.ServiceBus/namespaces': [
    define('ActiveMessages', 'Count of active messages in a Queue/Topic.', 'Count', gauge, 'EntityName'),
    define('IncomingMessages', 'Incoming Messages', 'Count', counter, 'EntityName'),
    define('OutgoingMessages', 'Outgoing Messages', 'Count', counter, 'EntityName'),
  ],
  'Microsoft.Storage/storageAccounts': [
    define('Availability', 'Availability', 'Percent', gauge),
    define('Transactions', 'Transactions', 'Count', counter),
    define('SuccessE2ELatency', 'Success E2E Latency', 'MilliSeconds', gauge),
  ],
  'Microsoft.ContainerService/managedClusters': [
    define('node_cpu_usage_percentage', 'CPU Usage Percentage', 'Percent', gauge, 'node'),
    define('node_memory_working_set_percentage', 'Memory Working Set Percentage', 'Percent', gauge, 'node'),
  ],
  'Microsoft.KeyVault/vaults': [
    define('Availability', 'Overall Vault Availability', 'Percent', gauge),
    define('ServiceApiHit', 'Total Service Api Hits', 'Count', events),
  ],
};

/** The entry for a resource type or namespace, whatever its case. */
export function metricsOf(
  namespace: string,
): { readonly namespace: string; readonly metrics: readonly MetricDefinition[] } | undefined {
  const found = Object.entries(metricCatalog).find(([name]) => name.toLowerCase() === namespace.toLowerCase());
  return found && { namespace: found[0], metrics: found[1] };
}
