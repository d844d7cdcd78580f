import type { Expr } from '../../compose/ast';
import { all, binary, call, column, is, literal, measure, noneOfTexts, oneOf, oneOfTexts } from '../build';
import type { Measure } from '../types';

const exactly = (name: string, values: readonly string[]): Expr =>
  values.length === 1 ? is(name, values[0] ?? '') : oneOf(name, ...values);

/** A counter by the names that agents give it: on Windows, then on Linux. */
const counter = (objects: readonly string[], names: readonly string[]): Expr =>
  all(exactly('ObjectName', objects), exactly('CounterName', names));

const allInstances = oneOfTexts('InstanceName', '_Total', 'total');
const volumes = ['LogicalDisk', 'Logical Disk'] as const;
const adapters = ['Network Adapter', 'Network Interface', 'Network'] as const;
/** Of each process alone; the sum of all and what is left over are instances too. */
const processes = (name: string): Expr => all(counter(['Process'], [name]), noneOfTexts('InstanceName', '_Total', 'Idle'));

/** The value as a share of the other kind where an agent reports `other`: Linux has used space where Windows has free space. */
const orComplement = (other: string): Expr =>
  call('iff', is('CounterName', other), binary('-', literal(100), column('CounterValue')), column('CounterValue'));

/** Counters that data collection rules gather by default, and those of processes and of container insights. */
export const perfMeasures: readonly Measure[] = [
  measure('cpu', 'CounterValue', {
    unit: '%',
    only: all(counter(['Processor', 'Processor Information'], ['% Processor Time']), allInstances),
  }),
  measure('memory', 'CounterValue', { unit: '%', only: counter(['Memory'], ['% Committed Bytes In Use', '% Used Memory']) }),
  measure('memoryFree', 'CounterValue', {
    unit: 'MB',
    only: counter(['Memory'], ['Available MBytes', 'Available MBytes Memory']),
    usual: 'avg',
    bad: 'low',
  }),
  measure('diskFree', orComplement('% Used Space'), {
    unit: '%',
    only: counter(volumes, ['% Free Space', '% Used Space']),
    usual: 'min',
    bad: 'low',
  }),
  measure('diskUsed', orComplement('% Free Space'), {
    unit: '%',
    only: counter(volumes, ['% Used Space', '% Free Space']),
    usual: 'max',
  }),
  measure('diskFreeSize', 'CounterValue', { unit: 'MB', only: counter(volumes, ['Free Megabytes']), usual: 'min', bad: 'low' }),
  measure('inodesUsed', 'CounterValue', {
    unit: '%',
    only: counter(volumes, ['% Used Inodes']),
    words: 'inodes, used inodes',
    usual: 'max',
  }),
  measure('diskReads', 'CounterValue', { unit: 'count/s', only: counter([...volumes, 'PhysicalDisk'], ['Disk Reads/sec']) }),
  measure('diskWrites', 'CounterValue', { unit: 'count/s', only: counter([...volumes, 'PhysicalDisk'], ['Disk Writes/sec']) }),
  measure('diskOperations', 'CounterValue', {
    unit: 'count/s',
    only: counter([...volumes, 'PhysicalDisk'], ['Disk Transfers/sec']),
  }),
  measure('diskBytes', 'CounterValue', { unit: 'bytes', only: counter([...volumes, 'PhysicalDisk'], ['Disk Bytes/sec']) }),
  measure('diskReadBytes', 'CounterValue', {
    unit: 'bytes',
    only: counter([...volumes, 'PhysicalDisk'], ['Disk Read Bytes/sec']),
  }),
  measure('diskWriteBytes', 'CounterValue', {
    unit: 'bytes',
    only: counter([...volumes, 'PhysicalDisk'], ['Disk Write Bytes/sec']),
  }),
  measure('diskLatency', 'CounterValue', { unit: 's', only: counter([...volumes, 'PhysicalDisk'], ['Avg. Disk sec/Transfer']) }),
  measure('diskReadLatency', 'CounterValue', { unit: 's', only: counter([...volumes, 'PhysicalDisk'], ['Avg. Disk sec/Read']) }),
  measure('diskWriteLatency', 'CounterValue', {
    unit: 's',
    only: counter([...volumes, 'PhysicalDisk'], ['Avg. Disk sec/Write']),
  }),
  measure('diskQueue', 'CounterValue', {
    unit: 'count',
    only: counter([...volumes, 'PhysicalDisk'], ['Current Disk Queue Length', 'Avg. Disk Queue Length']),
  }),
  measure('networkIn', 'CounterValue', { unit: 'bytes', only: counter(adapters, ['Bytes Received/sec']) }),
  measure('networkOut', 'CounterValue', { unit: 'bytes', only: counter(adapters, ['Bytes Sent/sec']) }),
  measure('network', 'CounterValue', { unit: 'bytes', only: counter(adapters, ['Bytes Total/sec']) }),
  measure('processCpu', 'CounterValue', {
    unit: '%',
    only: processes('% Processor Time'),
    words:
      'process cpu, cpu of the process, process by cpu, process by cpu usage, process using the most cpu, process use the most cpu, process with the highest cpu, cpu by process, cpu per process, process cpu usage, process cpu time',
  }),
  measure('processMemory', 'CounterValue', {
    unit: 'bytes',
    only: processes('Working Set'),
    words:
      'process memory, memory of the process, process by memory, process by memory usage, process using the most memory, process use the most memory, process with the highest memory, memory by process, memory per process, working set',
  }),
  measure('systemUptime', 'CounterValue', {
    unit: 's',
    only: counter(['System'], ['System Up Time', 'Uptime']),
    words: 'uptime, system uptime, up time',
    usual: 'max',
    bad: 'low',
  }),
  measure('nodeCpu', 'CounterValue', {
    unit: '',
    only: counter(['K8SNode'], ['cpuUsageNanoCores']),
    words: 'node cpu, cpu of the node, node cpu usage, nanocores',
  }),
  measure('nodeMemory', 'CounterValue', {
    unit: 'bytes',
    only: counter(['K8SNode'], ['memoryWorkingSetBytes']),
    words: 'node memory, memory of the node, node memory usage',
  }),
  measure('containerCpu', 'CounterValue', {
    unit: '',
    only: counter(['K8SContainer'], ['cpuUsageNanoCores']),
    words: 'container cpu, cpu of the container, container cpu usage, pod cpu',
  }),
  measure('containerMemory', 'CounterValue', {
    unit: 'bytes',
    only: counter(['K8SContainer'], ['memoryWorkingSetBytes']),
    words: 'container memory, memory of the container, container memory usage, pod memory',
  }),
];

const insights = (namespace: string, ...names: readonly string[]): Expr =>
  all(is('Namespace', namespace), exactly('Name', names));

/** The memory that the machine has, in MB: VM insights adds it to its rows as a tag. */
const memorySize = call(
  'todouble',
  call('extract', literal('"vm.azm.ms/memorySizeMB":\\s*"?([0-9.]+)'), literal(1), column('Tags')),
);

/** Metrics of VM insights, and of the add-on of container insights for disks of nodes. */
export const insightsMeasures: readonly Measure[] = [
  measure('cpu', 'Val', { unit: '%', only: insights('Processor', 'UtilizationPercentage') }),
  measure('memory', binary('-', literal(100), binary('/', binary('*', column('Val'), 100), memorySize)), {
    unit: '%',
    only: insights('Memory', 'AvailableMB'),
  }),
  measure('memoryFree', 'Val', { unit: 'MB', only: insights('Memory', 'AvailableMB'), bad: 'low' }),
  measure('diskFree', 'Val', { unit: '%', only: insights('LogicalDisk', 'FreeSpacePercentage'), usual: 'min', bad: 'low' }),
  measure('diskUsed', binary('-', literal(100), column('Val')), {
    unit: '%',
    only: insights('LogicalDisk', 'FreeSpacePercentage'),
    usual: 'max',
  }),
  measure('diskFreeSize', 'Val', { unit: 'MB', only: insights('LogicalDisk', 'FreeSpaceMB'), usual: 'min', bad: 'low' }),
  measure('diskReads', 'Val', { unit: 'count/s', only: insights('LogicalDisk', 'ReadsPerSecond') }),
  measure('diskWrites', 'Val', { unit: 'count/s', only: insights('LogicalDisk', 'WritesPerSecond') }),
  measure('diskOperations', 'Val', { unit: 'count/s', only: insights('LogicalDisk', 'TransfersPerSecond') }),
  measure('diskBytes', 'Val', { unit: 'bytes', only: insights('LogicalDisk', 'BytesPerSecond') }),
  measure('diskReadBytes', 'Val', { unit: 'bytes', only: insights('LogicalDisk', 'ReadBytesPerSecond') }),
  measure('diskWriteBytes', 'Val', { unit: 'bytes', only: insights('LogicalDisk', 'WriteBytesPerSecond') }),
  measure('diskLatency', 'Val', { unit: 'ms', only: insights('LogicalDisk', 'TransferLatencyMs') }),
  measure('diskReadLatency', 'Val', { unit: 'ms', only: insights('LogicalDisk', 'ReadLatencyMs') }),
  measure('diskWriteLatency', 'Val', { unit: 'ms', only: insights('LogicalDisk', 'WriteLatencyMs') }),
  measure('networkIn', 'Val', { unit: 'bytes', only: insights('Network', 'ReadBytesPerSecond') }),
  measure('networkOut', 'Val', { unit: 'bytes', only: insights('Network', 'WriteBytesPerSecond') }),
  measure('nodeDiskUsed', 'Val', {
    unit: '%',
    only: insights('container.azm.ms/disk', 'used_percent'),
    words: 'node disk usage, node disk used, disk usage of the node',
    usual: 'max',
  }),
];
