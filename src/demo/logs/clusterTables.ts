import type { Table } from '../../kql/engine/chunk';
import { unixEpochTicks } from '../../kql/engine/ticks';
import type { Value } from '../../kql/engine/types';
import { MINUTE } from '../../model/time';
import type { ClusterLogs, PodLogs } from '../story/logTypes';
import { guid, hash, unit } from '../story/random';
import { moments } from './failureTables';
import { always } from './fills';
import type { LogStory } from './logStory';
import { toldTable, type ToldRow } from './workspaceTable';

const ticks = (at: number): bigint => BigInt(Math.floor(at)) * 10_000n + unixEpochTicks;

interface Placed {
  readonly cluster: ClusterLogs;
  readonly clusterName: string;
  readonly pod: PodLogs;
  readonly node: string;
}

function podsOf(log: LogStory): Placed[] {
  return log.logs.clusters.flatMap((cluster) => {
    const clusterName = log.resource(cluster.resource).name;
    return cluster.pods.map((pod) => ({ cluster, clusterName, pod, node: nodeName(clusterName, pod.node) }));
  });
}

const nodeName = (cluster: string, node: number): string => `${cluster}-nodepool1-vmss${String(node).padStart(6, '0')}`;
const containerId = (pod: PodLogs): string => guid(`${pod.name}|${pod.container}`).replaceAll('-', '').repeat(2);

export function containerLogV2(log: LogStory): Table {
  const rows = podsOf(log).flatMap(({ cluster, pod, node }): ToldRow[] => {
    const tell = (at: number, level: string, message: string): ToldRow => ({
      at,
      resource: cluster.resource,
      values: {
        Computer: node,
        ContainerId: containerId(pod),
        ContainerName: pod.container,
        PodName: pod.name,
        PodNamespace: pod.namespace,
        LogMessage: message,
        LogSource: level === 'error' ? 'stderr' : 'stdout',
        LogLevel: level,
      },
    });
    return [
      ...pod.lines.flatMap(({ level, message, perDay }) =>
        moments(log, `${pod.name}|${message}`, perDay).map((at) => tell(at, level, message)),
      ),
      ...pod.crashes.map(({ at, message }) => tell(at, 'error', message)),
    ];
  });
  return toldTable(log, 'ContainerLogV2', rows, { SourceSystem: always('Containers') });
}

export function kubeEvents(log: LogStory): Table {
  const rows = podsOf(log).flatMap(({ cluster, clusterName, pod, node }) =>
    pod.crashes.flatMap(({ at }, index): ToldRow[] => {
      const tell = (after: number, reason: string, type: string, message: string): ToldRow => ({
        at: at + after,
        resource: cluster.resource,
        values: {
          ClusterName: clusterName,
          ClusterId: cluster.resource,
          Computer: node,
          ObjectKind: 'Pod',
          Namespace: pod.namespace,
          Name: pod.name,
          Reason: reason,
          KubeEventType: type,
          Message: message,
          Count: index + 1,
          FirstSeen: ticks(pod.crashes[0]?.at ?? at),
          LastSeen: ticks(at + after),
          SourceComponent: 'kubelet',
        },
      });
      return [
        tell(2000, 'BackOff', 'Warning', `Back-off restarting failed container ${pod.container} in pod ${pod.name}`),
        tell(40_000, 'Pulled', 'Normal', `Container image for ${pod.container} already present on machine`),
        tell(41_000, 'Started', 'Normal', `Started container ${pod.container}`),
      ];
    }),
  );
  return toldTable(log, 'KubeEvents', rows, { SourceSystem: always('Containers') });
}

/** The pods, told every five minutes in the detailed part and every hour before. */
export function kubePodInventory(log: LogStory): Table {
  const rows: ToldRow[] = [];
  const born = log.from - 3 * 1440 * MINUTE;
  for (const { cluster, clusterName, pod, node } of podsOf(log)) {
    const address = `10.244.${pod.node}.${10 + (hash(pod.name) % 200)}`;
    const fixed: Record<string, Value> = {
      ClusterName: clusterName,
      ClusterId: cluster.resource,
      Computer: node,
      Namespace: pod.namespace,
      Name: pod.name,
      PodUid: guid(`pod|${pod.name}`),
      PodIp: address,
      ContainerName: `${guid(`pod|${pod.name}`)}/${pod.container}`,
      ContainerID: containerId(pod),
      ControllerKind: 'ReplicaSet',
      ControllerName: pod.controller,
      PodLabel: JSON.stringify([{ app: pod.container }]),
      PodCreationTimeStamp: ticks(born),
      PodStartTime: ticks(born),
    };
    for (let minute = 0; minute < log.minutes; minute += minute < log.detailFrom ? 60 : 5) {
      const at = log.at(minute) + 1000 * Math.floor(20 * unit(hash(pod.name), minute));
      const restarts = pod.crashes.filter((crash) => crash.at <= at);
      const last = restarts.at(-1)?.at;
      const waiting = last !== undefined && at - last < 40_000;
      rows.push({
        at,
        resource: cluster.resource,
        values: {
          ...fixed,
          PodStatus: 'Running',
          PodRestartCount: restarts.length,
          ContainerRestartCount: restarts.length,
          ContainerStatus: waiting ? 'waiting' : 'running',
          ContainerStatusReason: waiting ? 'CrashLoopBackOff' : '',
          ContainerLastStatus: last === undefined ? '' : 'terminated',
          ContainerCreationTimeStamp: ticks(last ?? born),
          ContainerStartTime: ticks(last ?? born),
        },
      });
    }
  }
  return toldTable(log, 'KubePodInventory', rows, { SourceSystem: always('Containers') });
}

/** The system logs of the clusters' nodes. */
export function syslog(log: LogStory): Table {
  const rows = log.logs.clusters.flatMap((cluster) => {
    const clusterName = log.resource(cluster.resource).name;
    return Array.from({ length: cluster.nodes }, (_, node) => nodeName(clusterName, node)).flatMap((computer, node) =>
      cluster.syslog.flatMap((entry) =>
        moments(log, `${computer}|${entry.message}`, entry.perDay).map((at): ToldRow => ({
          at,
          resource: cluster.resource,
          values: {
            Computer: computer,
            HostName: computer,
            HostIP: `10.30.0.${4 + node}`,
            CollectorHostName: computer,
            Facility: entry.facility,
            SeverityLevel: entry.level,
            ProcessName: entry.process,
            ProcessID: 300 + (hash(entry.process) % 4000),
            SyslogMessage: entry.message,
            EventTime: ticks(at),
          },
        })),
      ),
    );
  });
  return toldTable(log, 'Syslog', rows, { SourceSystem: always('Linux') });
}
