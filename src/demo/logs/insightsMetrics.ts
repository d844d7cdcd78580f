import type { Table } from '../../kql/engine/chunk';
import type { HostLogs } from '../story/logTypes';
import { always, reals, texts, type Fill } from './fills';
import { hostFigures, type Figure } from './hostFigures';
import type { LogStory } from './logStory';
import { sampled } from './perf';
import { workspaceTable } from './workspaceTable';

interface Metric {
  readonly host: HostLogs;
  readonly namespace: string;
  readonly name: string;
  readonly value: Figure;
  readonly tags: Readonly<Record<string, string | number>>;
}

/** What the agent of VM insights measures, in step with `Perf`. */
export function insightsMetrics(log: LogStory): Table {
  const metrics = log.logs.hosts.flatMap((host) => metricsOf(log, host));
  const rows = sampled(
    log,
    metrics.map(({ host: { resource }, value }) => ({ resource, value })),
  );
  const of = (pick: (metric: Metric) => string): Fill => texts(rows.kind, metrics.map(pick));
  return workspaceTable(
    log,
    'InsightsMetrics',
    rows,
    { kinds: rows.kind, ids: metrics.map(({ host }) => host.resource) },
    {
      Computer: of(({ host }) => log.resource(host.resource).name),
      Origin: always('vm.azm.ms'),
      Namespace: of(({ namespace }) => namespace),
      Name: of(({ name }) => name),
      Val: reals(rows.a),
      Tags: of(({ tags }) => JSON.stringify(tags)),
      SourceSystem: always('Insights'),
    },
  );
}

function metricsOf(log: LogStory, host: HostLogs): Metric[] {
  const figures = hostFigures(log, host);
  const metric = (namespace: string, name: string, value: Figure, tags: Metric['tags'] = {}): Metric => ({
    host,
    namespace,
    name,
    value,
    tags,
  });
  const device = { 'vm.azm.ms/networkDeviceId': 'eth0' };
  return [
    metric('Processor', 'UtilizationPercentage', figures.cpu, { 'vm.azm.ms/totalCpus': host.cores }),
    metric('Memory', 'AvailableMB', figures.availableMb, { 'vm.azm.ms/memorySizeMB': host.memoryMb }),
    metric('Network', 'ReadBytesPerSecond', figures.received, device),
    metric('Network', 'WriteBytesPerSecond', figures.sent, device),
    metric('Computer', 'Heartbeat', () => 1),
    ...host.disks.flatMap(({ mount, sizeMb }) => {
      const free = figures.freeSpace.get(mount) ?? ((): number => 0);
      const tags = { 'vm.azm.ms/mountId': mount, 'vm.azm.ms/diskSizeMB': sizeMb };
      return [
        metric('LogicalDisk', 'FreeSpacePercentage', free, tags),
        metric('LogicalDisk', 'FreeSpaceMB', (minute) => (free(minute) * sizeMb) / 100, tags),
        metric('LogicalDisk', 'TransfersPerSecond', figures.steady(`${mount}transfers`, 42, 0.4), tags),
        metric('LogicalDisk', 'ReadBytesPerSecond', figures.steady(`${mount}read`, 640_000, 0.4), tags),
        metric('LogicalDisk', 'WriteBytesPerSecond', figures.steady(`${mount}write`, 910_000, 0.4), tags),
        metric('LogicalDisk', 'WriteLatencyMs', figures.steady(`${mount}latency`, 4, 0.4), tags),
      ];
    }),
  ];
}
