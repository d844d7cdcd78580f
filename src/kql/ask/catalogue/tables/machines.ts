import { filled, is, isText, measure, namedAs, oneFrom, over, quantity, table, when } from '../build';
import type { TableKnowledge } from '../types';
import { insightsMeasures, perfMeasures } from './machineCounters';
import { computerWords, machineTypes } from './machineWords';

export const machineTables: readonly TableKnowledge[] = [
  table('Perf', {
    words:
      'performance counter, perf counter, performance, machine metric, vm metric, server metric, counter, guest metric, perf, cpu usage, cpu, memory usage, memory, free memory, free disk space, disk space, disk usage, processor, network traffic',
    row: 'A sample of a performance counter of a machine.',
    of: `${machineTypes}, microsoft.containerservice/managedclusters`,
    entities: { host: 'Computer', resource: '_ResourceId', process: 'InstanceName', type: 'CounterName' },
    measures: perfMeasures,
    columns: {
      Computer: computerWords,
      ObjectName: 'object, object name, performance object',
      CounterName: 'counter, counter name, metric',
      InstanceName: 'instance, instance name, disk, drive, volume, process',
      CounterValue: 'value, counter value',
    },
    shown: 'TimeGenerated Computer ObjectName CounterName InstanceName CounterValue',
    twins: 'InsightsMetrics',
  }),
  table('InsightsMetrics', {
    words:
      'vm insights metric, insights metric, guest metric, machine metric, vm metric, server metric, cpu usage, cpu, memory usage, memory, free memory, free disk space, disk space, disk usage, network traffic',
    row: 'A metric of VM insights or of container insights.',
    of: `${machineTypes}, microsoft.containerservice/managedclusters`,
    entities: { host: 'Computer', resource: '_ResourceId', type: 'Name' },
    measures: insightsMeasures,
    columns: {
      Computer: computerWords,
      Namespace: 'namespace, metric namespace',
      Name: 'metric, metric name, name',
      Val: 'value',
      Tags: 'tags',
    },
    shown: 'TimeGenerated Computer Namespace Name Val Tags',
    twins: 'Perf',
  }),
  table('Heartbeat', {
    words:
      'heartbeat, agent, agent heartbeat, sign of life, reporting, reporting machine, connected machine, monitored machine, machine availability, online machine, offline machine, computer, machine, last seen machine, get data from, received data from, heard from, hear from',
    row: 'A sign of life of a machine, once a minute.',
    of: machineTypes,
    entities: { host: 'Computer', resource: '_ResourceId', client: 'ComputerIP', type: 'OSType' },
    conditions: [
      when('windows', is('OSType', 'Windows'), { only: 'windows' }),
      when('linux', is('OSType', 'Linux'), { only: 'linux' }),
      when('inAzure', is('ComputerEnvironment', 'Azure'), { only: 'azure vm, azure machine, in azure' }),
      when('nonAzure', is('ComputerEnvironment', 'Non-Azure'), {
        only: 'non-azure, non azure, on premises, on-premises, on-prem, outside azure',
      }),
    ],
    columns: {
      Computer: computerWords,
      OSType: namedAs('os, os type, operating system, platform', 'Windows', 'Linux'),
      OSName: 'os name, distribution, operating system name',
      Version: 'agent version, version',
      Category: oneFrom(
        'agent type, category, agent kind',
        ['Azure Monitor Agent', 'azure monitor agent, ama'],
        ['Direct Agent', 'direct agent, mma'],
      ),
      ComputerEnvironment: 'environment, computer environment',
      ComputerIP: 'ip, ip address, computer ip',
      ResourceGroup: 'resource group',
      RemoteIPCountry: 'country',
      Solutions: 'solutions',
    },
    shown: 'TimeGenerated Computer OSType OSName Category Version ComputerIP ResourceGroup',
  }),
  table('VMProcess', {
    words: 'process, running process, vm process, executable, running software',
    row: 'A process that runs on a machine.',
    of: machineTypes,
    entities: { host: 'Computer', resource: '_ResourceId', process: 'ExecutableName', user: 'UserName', role: 'Role' },
    columns: {
      Computer: computerWords,
      ExecutableName: 'process, process name, executable, program',
      DisplayName: 'display name',
      CommandLine: 'command line, command',
      ExecutablePath: 'path, executable path',
      UserName: 'user, user name, account',
      StartTime: 'start time, started',
      CompanyName: 'company, vendor, publisher',
      ProductName: 'product',
      ProductVersion: 'product version, version',
    },
    shown: 'TimeGenerated Computer ExecutableName DisplayName CommandLine UserName StartTime',
  }),
  table('VMConnection', {
    words:
      'connection, network connection, vm connection, machine connection, tcp connection, network traffic, outbound connection, inbound connection',
    row: 'Connections of a process of a machine with one address and port, summed up per minute.',
    of: machineTypes,
    entities: {
      host: 'Computer',
      resource: '_ResourceId',
      process: 'ProcessName',
      target: 'DestinationIp',
      client: 'SourceIp',
      type: 'Protocol',
    },
    conditions: [
      when('failed', over('LinksFailed', 0), {
        words: 'refused, rejected, broken',
      }),
      when('inbound', is('Direction', 'inbound'), { only: 'inbound, incoming, ingress' }),
      when('outbound', is('Direction', 'outbound'), { only: 'outbound, outgoing, egress' }),
      when('malicious', filled('MaliciousIp'), { only: 'malicious, suspicious, threat' }),
    ],
    measures: [
      measure('networkOut', 'BytesSent', { unit: 'bytes', usual: 'sum' }),
      measure('networkIn', 'BytesReceived', { unit: 'bytes', usual: 'sum' }),
      measure('duration', 'ResponseTimeMax', { unit: 'ms', words: 'max response time', usual: 'max' }),
      measure('linksFailed', 'LinksFailed', {
        unit: 'count',
        words: 'failed connections, failed links, links failed',
        usual: 'sum',
      }),
      measure('linksLive', 'LinksLive', {
        unit: 'count',
        words: 'open connections, live connections, active connections, links live',
        usual: 'max',
      }),
      measure('linksEstablished', 'LinksEstablished', {
        unit: 'count',
        words: 'established connections, new connections',
        usual: 'sum',
      }),
    ],
    columns: {
      Computer: computerWords,
      ProcessName: 'process, process name, program',
      DestinationIp: 'destination, destination ip, target ip, ip',
      DestinationPort: 'destination port, port',
      SourceIp: 'source, source ip',
      RemoteIp: 'remote ip, remote address',
      RemoteCountry: 'country, remote country',
      Direction: namedAs('direction', 'inbound', 'outbound'),
      Protocol: 'protocol',
      BytesSent: quantity('bytes sent, sent bytes', 'bytes'),
      BytesReceived: quantity('bytes received, received bytes', 'bytes'),
    },
    shown:
      'TimeGenerated Computer ProcessName Direction SourceIp DestinationIp DestinationPort BytesSent BytesReceived LinksFailed',
  }),
  table('VMComputer', {
    words: 'vm inventory, machine inventory, computer inventory, vm size, machine size, vm computer, machine detail',
    row: 'A machine that VM insights knows, with its size and system.',
    of: machineTypes,
    entities: { host: 'Computer', resource: '_ResourceId', type: 'OperatingSystemFamily' },
    conditions: [
      when('windows', isText('OperatingSystemFamily', 'windows'), { only: 'windows' }),
      when('linux', isText('OperatingSystemFamily', 'linux'), { only: 'linux' }),
    ],
    measures: [
      measure('cores', 'Cpus', { unit: 'count', words: 'cores, cpus, cpu count, number of cpus, vcpus', usual: 'max' }),
      measure('memorySize', 'PhysicalMemoryMB', {
        unit: 'MB',
        words: 'physical memory, memory size, installed memory, total memory',
        usual: 'max',
      }),
    ],
    columns: {
      Computer: computerWords,
      OperatingSystemFamily: 'os, operating system, os family',
      OperatingSystemFullName: 'os name, operating system name, os version',
      AzureSize: 'size, vm size, sku',
      AzureLocation: 'region, location',
      BootTime: 'boot time, last boot, last restart, uptime',
      Cpus: 'cpus, cores',
      PhysicalMemoryMB: quantity('memory, physical memory', 'MB'),
    },
    shown: 'TimeGenerated Computer OperatingSystemFullName AzureSize Cpus PhysicalMemoryMB BootTime',
  }),
  table('VMBoundPort', {
    words: 'open port, listening port, bound port, port',
    row: 'A port that a process of a machine listens on.',
    of: machineTypes,
    entities: { host: 'Computer', resource: '_ResourceId', process: 'ProcessName', type: 'Protocol' },
    columns: {
      Computer: computerWords,
      Port: 'port, port number',
      ProcessName: 'process, process name',
      Ip: 'ip, ip address',
      Protocol: 'protocol',
    },
    shown: 'TimeGenerated Computer ProcessName Ip Port Protocol LinksLive',
  }),
];
