import type { ClusterLogs } from '../story/logTypes';
import { aks, at } from './resources';

const quiet = [
  { level: 'info', message: 'GET /healthz 200', perDay: 288 },
  { level: 'info', message: 'refreshed the search index', perDay: 24 },
];
const crash = 'panic: index file is truncated: unexpected end of file';
const minutes = (from: number, count: number, step: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index * step * 60_000);

/** The cluster belongs to another team; a pod of its tour search falls over now and then. */
export const clusters: readonly ClusterLogs[] = [
  {
    resource: aks.id,
    nodes: 3,
    pods: [
      {
        namespace: 'tours',
        name: 'tours-search-6c9f7d5b8-x2v4k',
        container: 'tours-search',
        controller: 'tours-search-6c9f7d5b8',
        node: 1,
        lines: [...quiet, { level: 'warning', message: 'slow query: 1840 ms', perDay: 12 }],
        crashes: minutes(at(-1, '19:30'), 5, 4).map((when) => ({ at: when, message: crash })),
      },
      {
        namespace: 'tours',
        name: 'tours-search-58f4c9b77-q9d2m',
        container: 'tours-search',
        controller: 'tours-search-58f4c9b77',
        node: 0,
        lines: quiet,
        crashes: minutes(at(-8, '07:57'), 4, 5).map((when) => ({ at: when, message: crash })),
      },
      {
        namespace: 'tours',
        name: 'tours-api-7d4b9c6f5-k8s2p',
        container: 'tours-api',
        controller: 'tours-api-7d4b9c6f5',
        node: 2,
        lines: [
          ...quiet,
          { level: 'error', message: 'upstream tours-search answered 503', perDay: 6 },
          { level: 'warning', message: 'cache miss rate above 30 %', perDay: 9 },
        ],
        crashes: [],
      },
      {
        namespace: 'kube-system',
        name: 'coredns-6f776c8fb5-2rj7w',
        container: 'coredns',
        controller: 'coredns-6f776c8fb5',
        node: 0,
        lines: [{ level: 'info', message: '[INFO] plugin/reload: running configuration', perDay: 4 }],
        crashes: [],
      },
    ],
    syslog: [
      {
        facility: 'daemon',
        level: 'info',
        process: 'systemd',
        message: 'Started daily cleanup of temporary directories.',
        perDay: 1,
      },
      {
        facility: 'cron',
        level: 'info',
        process: 'CRON',
        message: '(root) CMD (run-parts --report /etc/cron.hourly)',
        perDay: 24,
      },
      {
        facility: 'kern',
        level: 'warning',
        process: 'kernel',
        message: 'TCP: request_sock_TCP: Possible SYN flooding on port 10250.',
        perDay: 0.6,
      },
      {
        facility: 'daemon',
        level: 'err',
        process: 'kubelet',
        message: 'Failed to get node resource usage: context deadline exceeded',
        perDay: 1.5,
      },
      {
        facility: 'auth',
        level: 'notice',
        process: 'sshd',
        message: 'Connection closed by 10.30.0.2 port 51022 [preauth]',
        perDay: 3,
      },
    ],
  },
];
