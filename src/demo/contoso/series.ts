import { episodesOf } from '../story/build';
import { line } from '../story/rhythm';
import { following, telemetry } from '../story/telemetry';
import type { StorySeries } from '../story/types';
import { firings } from './alerts';
import {
  aks,
  at,
  backend,
  bookings,
  exportsStorage,
  insights,
  loyalty,
  messages,
  plan,
  reports,
  span,
  vault,
  web,
} from './resources';

const { plain, requests, dependencies } = telemetry(span);

/** The partner's surge: two minutes to build up, ten at the top. */
const surge = { at: at(0, '02:43'), values: [96, 171, 238, 244, 231, 240, 236, 229, 242, 235, 228, 219, 61, 12] };
const surgeTimes = {
  at: at(0, '02:43'),
  values: line([0, 900], [2, 4200], [7, 9400], [9, 11800], [11, 7600], [12, 1400], [13, 600]),
};
const webSlow = { at: at(0, '02:46'), values: [600, 900, 1400, 1900, 3600, 6900, 8400, 6600, 4200, 900, 500] };
const never = { low: 0, high: 0 };

const backendCpu = plain(backend, 'Percentage CPU', 'gauge', {
  low: 19,
  high: 47,
  ceiling: 72,
  episodes: episodesOf(firings.backendCpu),
});
/** Low on average, high once an hour of the working day: a host that only looks idle. */
const reportsCpu = plain(reports, 'Percentage CPU', 'gauge', {
  low: 3,
  high: 5,
  ceiling: 9,
  daily: { minute: 420, values: line([0, 5], [5, 78], [25, 82], [32, 5]) },
});

export const series: readonly StorySeries[] = [
  backendCpu,
  following(backendCpu, backend, 'Available Memory Bytes', (cpu) => Math.round(16e9 - 9e9 * (0.35 + cpu / 200))),
  following(backendCpu, backend, 'VmAvailabilityMetric', () => 1),
  plain(backend, 'Network In Total', 'counter', { low: 2.1e6, high: 9.5e6, whole: true }),
  plain(backend, 'Network Out Total', 'counter', {
    low: 3.4e6,
    high: 1.6e7,
    whole: true,
    episodes: [{ at: surge.at, values: surge.values.map((count) => count * 1.9e6) }],
  }),
  reportsCpu,
  following(reportsCpu, reports, 'Available Memory Bytes', (cpu) => Math.round(32e9 - 1.2e8 * cpu)),
  following(reportsCpu, reports, 'VmAvailabilityMetric', () => 1),
  plain(web, 'HttpResponseTime', 'gauge', { low: 0.24, high: 0.46, ceiling: 1.2, episodes: episodesOf(firings.webResponse) }),
  plain(web, 'Requests', 'counter', { low: 62, high: 940, whole: true }),
  plain(web, 'Http5xx', 'counter', {
    low: 0,
    high: 0.9,
    noise: 0.9,
    ceiling: 3,
    whole: true,
    episodes: episodesOf(firings.bookingErrors),
  }),
  plain(web, 'Http4xx', 'counter', { low: 1, high: 14, noise: 0.5, whole: true }),
  plain(web, 'MemoryWorkingSet', 'gauge', { low: 4.1e8, high: 5.6e8, whole: true }),
  plain(loyalty, 'HttpResponseTime', 'gauge', { low: 0.11, high: 0.19, ceiling: 0.5 }),
  plain(loyalty, 'Requests', 'counter', { low: 11, high: 160, whole: true }),
  plain(loyalty, 'Http5xx', 'counter', { low: 0, high: 0.5, noise: 0.9, whole: true }),
  plain(plan, 'CpuPercentage', 'gauge', { low: 14, high: 41, ceiling: 70 }),
  plain(plan, 'MemoryPercentage', 'gauge', {
    low: 58,
    high: 69,
    noise: 0.03,
    ceiling: 84,
    episodes: episodesOf(firings.planMemory),
  }),
  plain(plan, 'HttpQueueLength', 'gauge', { low: 0, high: 0.4, noise: 0.9, whole: true }),
  plain(bookings, 'cpu_percent', 'gauge', {
    low: 12,
    high: 38,
    ceiling: 60,
    daily: { minute: 120, values: line([0, 62], [4, 89.4], [10, 90], [16, 88.4], [20, 34]) },
  }),
  plain(bookings, 'storage_percent', 'gauge', { low: 61, high: 61.4, noise: 0.002 }),
  plain(bookings, 'workers_percent', 'gauge', { low: 2, high: 9 }),
  plain(messages, 'ActiveMessages', 'gauge', {
    low: 40,
    high: 210,
    noise: 0.3,
    ceiling: 440,
    whole: true,
    episodes: episodesOf(firings.queueLength),
  }),
  plain(messages, 'IncomingMessages', 'counter', { low: 30, high: 220, whole: true }),
  plain(messages, 'OutgoingMessages', 'counter', { low: 30, high: 220, whole: true }),
  plain(exportsStorage, 'Availability', 'gauge', {
    low: 100,
    high: 100,
    noise: 0,
    episodes: episodesOf(firings.storageAvailability),
  }),
  plain(exportsStorage, 'Transactions', 'counter', { low: 40, high: 310, whole: true }),
  plain(exportsStorage, 'SuccessE2ELatency', 'gauge', { low: 6, high: 11 }),
  plain(aks, 'node_cpu_usage_percentage', 'gauge', { low: 28, high: 55, ceiling: 74, episodes: episodesOf(firings.aksCpu) }),
  plain(aks, 'node_memory_working_set_percentage', 'gauge', { low: 51, high: 63, noise: 0.03 }),
  plain(vault, 'Availability', 'gauge', { low: 100, high: 100, noise: 0 }),
  plain(vault, 'ServiceApiHit', 'counter', { low: 2, high: 9, whole: true }),
  ...requests(insights, [
    {
      role: 'contoso-backend',
      operation: 'GET /exportData',
      count: { low: 1, high: 4, episodes: [surge] },
      failed: never,
      duration: { low: 340, high: 420, episodes: [surgeTimes] },
    },
    {
      role: 'contoso-backend',
      operation: 'GET /availability',
      count: { low: 34, high: 520 },
      failed: never,
      duration: { low: 22, high: 41, episodes: [webSlow] },
    },
    {
      role: 'contoso-backend',
      operation: 'POST /bookings',
      count: { low: 2, high: 38 },
      failed: { low: 0, high: 0.6, noise: 0.9 },
      duration: { low: 85, high: 130 },
    },
    { role: 'contoso-web', operation: 'GET /', count: { low: 21, high: 310 }, failed: never, duration: { low: 120, high: 210 } },
    {
      role: 'contoso-web',
      operation: 'GET /rooms',
      count: { low: 33, high: 500 },
      failed: { low: 0, high: 0.8, noise: 0.9 },
      duration: { low: 260, high: 480, episodes: [webSlow] },
    },
    {
      role: 'contoso-web',
      operation: 'POST /checkout',
      count: { low: 3, high: 42 },
      failed: { low: 0, high: 0.5, noise: 0.9, episodes: episodesOf(firings.bookingErrors) },
      // Those whose payment timed out waited for it; the others did not.
      duration: { low: 310, high: 520, episodes: [{ at: at(0, '02:41'), values: [3525, 1928, 3525] }] },
    },
    {
      role: 'contoso-loyalty',
      operation: 'GET /points',
      count: { low: 9, high: 150 },
      failed: never,
      duration: { low: 90, high: 150 },
    },
  ]),
  ...dependencies(insights, [
    {
      role: 'contoso-web',
      target: 'contoso-backend',
      type: 'HTTP',
      count: { low: 36, high: 560 },
      failed: never,
      duration: { low: 35, high: 70, episodes: [webSlow] },
    },
    {
      role: 'contoso-web',
      target: 'api.payments.example',
      type: 'HTTP',
      count: { low: 3, high: 44 },
      failed: { ...never, episodes: [{ at: at(0, '02:41'), values: [2, 1, 2] }] },
      duration: { low: 210, high: 290 },
      failedDuration: { low: 5003, high: 5003, noise: 0 },
    },
    {
      role: 'contoso-backend',
      target: 'contoso-sql.database.windows.net | contoso-bookings',
      type: 'SQL',
      count: { low: 70, high: 1100, episodes: [{ at: surge.at, values: surge.values.map((count) => count * 3) }] },
      failed: never,
      duration: { low: 6, high: 11 },
    },
    {
      role: 'contoso-backend',
      target: 'contosoexports.blob.core.windows.net',
      type: 'Azure blob',
      count: { low: 1, high: 4, episodes: [surge] },
      failed: never,
      duration: { low: 14, high: 22 },
    },
    {
      role: 'contoso-loyalty',
      target: 'contoso-messages.servicebus.windows.net',
      type: 'Azure Service Bus',
      count: { low: 9, high: 140 },
      failed: never,
      duration: { low: 8, high: 14 },
    },
  ]),
];
