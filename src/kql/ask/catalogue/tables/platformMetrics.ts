import { is, measure, oneOf } from '../build';
import type { Measure } from '../types';

/** One metric under the names that kinds of resources have for it. */
const metric = (...names: readonly string[]): NonNullable<Measure['only']> =>
  names.length === 1 ? is('MetricName', names[0] ?? '') : oneOf('MetricName', ...names);

/** Platform metrics as diagnostic settings write them; a metric that counts has its sum in `Total`, a level its mean in `Average`. */
export const platformMeasures: readonly Measure[] = [
  measure('cpu', 'Average', {
    unit: '%',
    only: metric('Percentage CPU', 'CpuPercentage', 'cpu_percent', 'percentProcessorTime', 'node_cpu_usage_percentage'),
  }),
  measure('memory', 'Average', {
    unit: '%',
    only: metric('MemoryPercentage', 'memory_percent', 'usedmemorypercentage', 'node_memory_working_set_percentage'),
  }),
  measure('memoryFree', 'Average', { unit: 'bytes', only: metric('Available Memory Bytes'), bad: 'low' }),
  measure('workingSet', 'Average', {
    unit: 'bytes',
    only: metric('MemoryWorkingSet', 'AverageMemoryWorkingSet'),
    words: 'working set, memory working set, app memory',
  }),
  measure('diskUsed', 'Average', {
    unit: '%',
    only: metric('storage_percent', 'node_disk_usage_percentage'),
    words: 'storage percent, storage usage, storage used, data space used',
  }),
  measure('diskReadBytes', 'Total', { unit: 'bytes', only: metric('Disk Read Bytes'), usual: 'sum' }),
  measure('diskWriteBytes', 'Total', { unit: 'bytes', only: metric('Disk Write Bytes'), usual: 'sum' }),
  measure('diskReads', 'Average', { unit: 'count/s', only: metric('Disk Read Operations/Sec') }),
  measure('diskWrites', 'Average', { unit: 'count/s', only: metric('Disk Write Operations/Sec') }),
  measure('networkIn', 'Total', {
    unit: 'bytes',
    only: metric('Network In Total', 'BytesReceived', 'Ingress', 'network_bytes_ingress'),
    usual: 'sum',
  }),
  measure('networkOut', 'Total', {
    unit: 'bytes',
    only: metric('Network Out Total', 'BytesSent', 'Egress', 'network_bytes_egress'),
    usual: 'sum',
  }),
  measure('duration', 'Average', { unit: 's', only: metric('HttpResponseTime', 'AverageResponseTime') }),
  measure('storageLatency', 'Average', {
    unit: 'ms',
    only: metric('SuccessE2ELatency'),
    words: 'end to end latency, e2e latency, storage latency',
  }),
  measure('serverLatency', 'Average', { unit: 'ms', only: metric('SuccessServerLatency'), words: 'server latency' }),
  measure('requests', 'Total', {
    unit: 'count',
    only: metric('Requests', 'TotalRequests', 'RequestCount'),
    words: 'total requests, request count, request metric',
    usual: 'sum',
  }),
  measure('serverErrors', 'Total', {
    unit: 'count',
    only: metric('Http5xx', 'ServerErrors'),
    words: '5xx, http 5xx, server errors, http server errors',
    usual: 'sum',
  }),
  measure('clientErrors', 'Total', {
    unit: 'count',
    only: metric('Http4xx', 'UserErrors'),
    words: '4xx, http 4xx, client errors, user errors',
    usual: 'sum',
  }),
  measure('failedRequests', 'Total', { unit: 'count', only: metric('FailedRequests'), words: 'failed requests', usual: 'sum' }),
  measure('bitsIn', 'Average', {
    unit: 'count/s',
    only: metric('BitsInPerSecond'),
    words: 'bits in per second, bitsinpersecond, bits in',
  }),
  measure('bitsOut', 'Average', {
    unit: 'count/s',
    only: metric('BitsOutPerSecond'),
    words: 'bits out per second, bitsoutpersecond, bits out',
  }),
  measure('arpAvailability', 'Average', {
    unit: '%',
    only: metric('ArpAvailability'),
    words: 'arp availability, arpavailability',
    bad: 'low',
  }),
  measure('bgpAvailability', 'Average', {
    unit: '%',
    only: metric('BgpAvailability'),
    words: 'bgp availability, bgpavailability, bgp peer status',
    bad: 'low',
  }),
  measure('dtu', 'Average', {
    unit: '%',
    only: metric('dtu_consumption_percent'),
    words: 'dtu, dtu percentage, dtu consumption, dtu usage',
  }),
  measure('workers', 'Average', { unit: '%', only: metric('workers_percent'), words: 'workers, workers percentage' }),
  measure('sessions', 'Average', { unit: '%', only: metric('sessions_percent'), words: 'sessions percentage, sessions' }),
  measure('dataIo', 'Average', { unit: '%', only: metric('physical_data_read_percent'), words: 'data io, data io percentage' }),
  measure('logIo', 'Average', { unit: '%', only: metric('log_write_percent'), words: 'log io, log write, log io percentage' }),
  measure('deadlocks', 'Total', { unit: 'count', only: metric('deadlock'), words: 'deadlocks, deadlock', usual: 'sum' }),
  measure('connectionsFailed', 'Total', {
    unit: 'count',
    only: metric('connection_failed', 'connections_failed'),
    words: 'failed connections, connection failures',
    usual: 'sum',
  }),
  measure('connectionsMade', 'Total', {
    unit: 'count',
    only: metric('connection_successful'),
    words: 'successful connections',
    usual: 'sum',
  }),
  measure('connections', 'Average', {
    unit: 'count',
    only: metric('active_connections', 'connectedclients'),
    words: 'active connections, open connections, connected clients, connections',
  }),
  measure('availability', 'Average', { unit: '%', only: metric('Availability'), words: 'availability', bad: 'low' }),
  measure('transactions', 'Total', {
    unit: 'count',
    only: metric('Transactions'),
    words: 'transactions, storage transactions',
    usual: 'sum',
  }),
  measure('capacityUsed', 'Average', { unit: 'bytes', only: metric('UsedCapacity'), words: 'used capacity, capacity used' }),
  measure('serverLoad', 'Average', { unit: '%', only: metric('serverLoad'), words: 'server load, redis load' }),
  measure('cacheHits', 'Total', { unit: 'count', only: metric('cachehits'), words: 'cache hits', usual: 'sum', bad: 'low' }),
  measure('cacheMisses', 'Total', { unit: 'count', only: metric('cachemisses'), words: 'cache misses', usual: 'sum' }),
  measure('activeMessages', 'Average', {
    unit: 'count',
    only: metric('ActiveMessages'),
    words: 'active messages, queue length, queue depth, backlog, messages in the queue',
  }),
  measure('deadLetters', 'Average', {
    unit: 'count',
    only: metric('DeadletteredMessages'),
    words: 'dead letters, dead-lettered messages, deadlettered messages, dead letter messages, dead letter queue',
  }),
  measure('incomingMessages', 'Total', {
    unit: 'count',
    only: metric('IncomingMessages'),
    words: 'incoming messages, messages received',
    usual: 'sum',
    bad: 'low',
  }),
  measure('outgoingMessages', 'Total', {
    unit: 'count',
    only: metric('OutgoingMessages'),
    words: 'outgoing messages, messages sent',
    usual: 'sum',
    bad: 'low',
  }),
  measure('throttledRequests', 'Total', {
    unit: 'count',
    only: metric('ThrottledRequests'),
    words: 'throttled requests',
    usual: 'sum',
  }),
  measure('unhealthyHosts', 'Average', {
    unit: 'count',
    only: metric('UnhealthyHostCount'),
    words: 'unhealthy hosts, unhealthy host count, unhealthy backends',
    usual: 'max',
  }),
  measure('healthyHosts', 'Average', {
    unit: 'count',
    only: metric('HealthyHostCount'),
    words: 'healthy hosts, healthy host count, healthy backends',
    usual: 'min',
    bad: 'low',
  }),
  measure('requestUnits', 'Total', {
    unit: 'count',
    only: metric('TotalRequestUnits'),
    words: 'request units, ru, rus, ru consumption, request unit consumption',
    usual: 'sum',
  }),
  measure('ruConsumption', 'Maximum', {
    unit: '%',
    only: metric('NormalizedRUConsumption'),
    words: 'normalized ru consumption, ru percentage',
    usual: 'max',
  }),
  measure('cpuCredits', 'Average', {
    unit: 'credits',
    only: metric('CPU Credits Remaining'),
    words: 'cpu credits, cpu credits remaining, remaining cpu credits',
    usual: 'min',
    bad: 'low',
  }),
  measure('httpQueue', 'Average', {
    unit: 'count',
    only: metric('HttpQueueLength'),
    words: 'http queue length, http queue',
    usual: 'max',
  }),
  measure('functionExecutions', 'Total', {
    unit: 'count',
    only: metric('FunctionExecutionCount'),
    words: 'function executions, function execution count',
    usual: 'sum',
    bad: 'low',
  }),
];
