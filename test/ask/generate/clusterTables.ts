import { DAY, HOUR, MINUTE } from '../../../src/model/time';
import type { Maker, Row, Rows } from './names';

interface Pod {
  readonly namespace: string;
  readonly workload: string;
  readonly pod: string;
  readonly node: string;
  /** Starts again and again. */
  readonly isRestless: boolean;
}

/** Containers: logs, events, inventory. */
export function clusterTables(maker: Maker): Rows {
  const pods = podsOf(maker);
  return {
    ContainerLogV2: logs(maker, pods),
    ContainerLog: [],
    KubeEvents: kubeEvents(maker, pods),
    KubePodInventory: inventory(maker, pods),
    KubeNodeInventory: nodes(maker),
  };
}

const clusterId = (maker: Maker): string => maker.id('app', 'Microsoft.ContainerService/managedClusters', maker.names.cluster);

function podsOf(maker: Maker): readonly Pod[] {
  const { namespaces, workloads, api, pricing } = maker.names;
  const homes = [
    ...namespaces.map((namespace, i) => ({ namespace, workload: workloads[i] ?? '' })),
    { namespace: 'default', workload: api },
    { namespace: 'default', workload: pricing },
    { namespace: 'kube-system', workload: 'coredns' },
  ];
  return homes.flatMap(({ namespace, workload }) =>
    [0, 1].map((index) => ({
      namespace,
      workload,
      pod: `${workload}-7d9f${'bcdf'[index] ?? 'x'}-${workload.length}k${index}z`,
      node: `aks-pool-${index}`,
      isRestless: workload === workloads[1] && index === 0,
    })),
  );
}

function logs(maker: Maker, pods: readonly Pod[]): readonly Row[] {
  const { now } = maker.moments;
  return pods.flatMap((pod) =>
    [...maker.times(now - DAY, now, 6 * MINUTE)].map((at) => {
      const isLate = maker.isOutage(at) || pod.isRestless;
      const level = maker.chance(isLate ? 0.3 : 0.03) ? 'error' : maker.chance(0.08) ? 'warning' : 'info';
      const texts: Record<string, readonly string[]> = {
        error: ['connection refused by upstream', 'panic: runtime error: index out of range', 'deadline exceeded'],
        warning: ['queue length above 100', 'retry 2 of 5'],
        info: ['handled message', 'ready', 'checkpoint written'],
      };
      return {
        TimeGenerated: at,
        Computer: pod.node,
        ContainerId: `${pod.pod}-id`,
        ContainerName: pod.workload,
        PodName: pod.pod,
        PodNamespace: pod.namespace,
        LogLevel: level,
        LogSource: level === 'error' ? 'stderr' : 'stdout',
        LogMessage: maker.pick(texts[level] ?? ['']),
        _ResourceId: clusterId(maker),
      };
    }),
  );
}

function kubeEvents(maker: Maker, pods: readonly Pod[]): readonly Row[] {
  const { now } = maker.moments;
  const reasons: readonly (readonly [string, string, string])[] = [
    ['Normal', 'Pulled', 'Container image already present'],
    ['Normal', 'Scheduled', 'Successfully assigned pod'],
    ['Warning', 'FailedScheduling', '0/2 nodes are available: insufficient memory'],
    ['Warning', 'Unhealthy', 'Readiness probe failed'],
  ];
  return [...maker.times(now - 2 * DAY, now, 14 * MINUTE)].map((at) => {
    const pod = maker.pick(pods);
    const [type, reason, message] = pod.isRestless
      ? (['Warning', 'BackOff', 'Back-off restarting failed container'] as const)
      : maker.pick(reasons);
    return {
      TimeGenerated: at,
      FirstSeen: at - MINUTE,
      LastSeen: at,
      Count: maker.whole(1, 6),
      KubeEventType: type,
      Reason: reason,
      Message: message,
      Name: pod.pod,
      Namespace: pod.namespace,
      ObjectKind: 'Pod',
      SourceComponent: 'kubelet',
      Computer: pod.node,
      ClusterName: maker.names.cluster,
      ClusterId: clusterId(maker),
      _ResourceId: clusterId(maker),
    };
  });
}

/** Every 15 minutes a row per pod; the counter of restarts of the restless one grows hourly. */
function inventory(maker: Maker, pods: readonly Pod[]): readonly Row[] {
  const { now } = maker.moments;
  return pods.flatMap((pod) =>
    [...maker.times(now - DAY, now, 15 * MINUTE)].map((at) => {
      const restarts = pod.isRestless ? 3 + Math.floor((at - (now - DAY)) / HOUR) : pod.namespace === 'default' ? 1 : 0;
      return {
        TimeGenerated: at,
        Name: pod.pod,
        Namespace: pod.namespace,
        ContainerName: `${pod.pod}/${pod.workload}`,
        ControllerName: `${pod.workload}-7d9f`,
        ControllerKind: 'ReplicaSet',
        ServiceName: pod.workload,
        Computer: pod.node,
        PodStatus: pod.isRestless && Math.floor(at / (15 * MINUTE)) % 2 === 0 ? 'Pending' : 'Running',
        PodRestartCount: restarts,
        ContainerRestartCount: restarts,
        ContainerStatus: pod.isRestless ? 'waiting' : 'running',
        ContainerStatusReason: pod.isRestless ? 'CrashLoopBackOff' : '',
        PodUid: `${pod.pod}-uid`,
        PodStartTime: now - 5 * DAY,
        ClusterName: maker.names.cluster,
        ClusterId: clusterId(maker),
        _ResourceId: clusterId(maker),
      };
    }),
  );
}

function nodes(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  return ['aks-pool-0', 'aks-pool-1'].flatMap((node, index) =>
    [...maker.times(now - DAY, now, 15 * MINUTE)].map((at) => ({
      TimeGenerated: at,
      Computer: node,
      ClusterName: maker.names.cluster,
      ClusterId: clusterId(maker),
      Status: index === 1 && maker.isOutage(at) ? 'NotReady' : 'Ready',
      KubeletVersion: 'v1.31.2',
      OperatingSystem: 'Ubuntu 22.04',
      _ResourceId: clusterId(maker),
    })),
  );
}
