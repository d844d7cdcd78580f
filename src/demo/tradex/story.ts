import { tradexExchange } from '../stories';
import { episodesOf, makeActivity } from '../story/build';
import { guid } from '../story/random';
import { line } from '../story/rhythm';
import { telemetry } from '../story/telemetry';
import type { Story, StoryActivity, StorySeries } from '../story/types';
import { alerts, firings, rules } from './alerts';
import { clusters } from './cluster';
import { tradexLogs } from './logs';
import {
  archive,
  at,
  gateway,
  gatewayPlan,
  insights,
  ledger,
  matching,
  matchingPlan,
  orders,
  reportingPlan,
  reportsVm,
  resources,
  settlement,
  span,
  subscriptions,
} from './resources';

const { plain, requests, dependencies } = telemetry(span);

/** The market is closed at weekends. */
const market = { weekend: 0.05, peak: 740 } as const;
/** Three times the load of the morning, from the opening of the market until it is shed. */
const rush = (usual: number): { readonly at: number; readonly values: number[] } => ({
  at: at(0, '09:15'),
  values: line([0, usual * 2.6], [3, usual * 3.05], [70, usual * 2.9], [139, usual * 2.4], [140, usual * 1.1]).map(Math.round),
});
const slow = episodesOf(firings.latency).map(({ at: from, values }) => ({
  at: from,
  values: values.map((seconds) => Math.round(seconds * 1000)),
}));
const none = { low: 0, high: 0 };

const series: readonly StorySeries[] = [
  plain(matching, 'HttpResponseTime', 'gauge', {
    low: 0.031,
    high: 0.042,
    noise: 0.05,
    ceiling: 0.2,
    episodes: episodesOf(firings.latency),
  }),
  plain(matching, 'Requests', 'counter', { ...market, low: 240, high: 5200, whole: true, episodes: [rush(3900)] }),
  plain(matching, 'Http5xx', 'counter', { low: 0, high: 0.6, noise: 0.9, ceiling: 3, whole: true }),
  plain(gateway, 'HttpResponseTime', 'gauge', {
    low: 0.06,
    high: 0.09,
    noise: 0.05,
    episodes: episodesOf(firings.latency).map(({ at: from, values }) => ({
      at: from,
      values: values.map((value) => value + 0.05),
    })),
  }),
  plain(gateway, 'Requests', 'counter', { ...market, low: 300, high: 6100, whole: true, episodes: [rush(4600)] }),
  plain(gateway, 'Http5xx', 'counter', {
    low: 0,
    high: 1.2,
    noise: 0.9,
    ceiling: 5,
    whole: true,
    episodes: wholeEpisodes('logins'),
  }),
  plain(settlement, 'HttpResponseTime', 'gauge', { low: 0.2, high: 0.31 }),
  plain(settlement, 'Requests', 'counter', { low: 8, high: 60, whole: true }),
  plain(settlement, 'Http5xx', 'counter', { ...none }),
  plain(matchingPlan, 'CpuPercentage', 'gauge', {
    ...market,
    low: 9,
    high: 46,
    ceiling: 60,
    episodes: [{ at: at(0, '09:15'), values: line([0, 62], [4, 83], [100, 81], [139, 66], [140, 44]) }],
  }),
  plain(matchingPlan, 'MemoryPercentage', 'gauge', { low: 44, high: 55, noise: 0.03 }),
  plain(gatewayPlan, 'CpuPercentage', 'gauge', { ...market, low: 8, high: 38 }),
  plain(gatewayPlan, 'MemoryPercentage', 'gauge', { low: 40, high: 48, noise: 0.03 }),
  plain(reportingPlan, 'CpuPercentage', 'gauge', { low: 12, high: 27 }),
  plain(reportingPlan, 'MemoryPercentage', 'gauge', {
    low: 63,
    high: 72,
    noise: 0.03,
    ceiling: 82,
    episodes: episodesOf(firings.planMemory),
  }),
  plain(orders, 'ActiveMessages', 'gauge', {
    ...market,
    low: 20,
    high: 640,
    ceiling: 1900,
    whole: true,
    episodes: wholeEpisodes('queueDepth'),
  }),
  plain(orders, 'IncomingMessages', 'counter', { ...market, low: 200, high: 4900, whole: true, episodes: [rush(3700)] }),
  plain(orders, 'OutgoingMessages', 'counter', { ...market, low: 200, high: 4900, whole: true }),
  plain(ledger, 'cpu_percent', 'gauge', {
    ...market,
    low: 11,
    high: 52,
    ceiling: 70,
    daily: { minute: 1380, values: line([0, 55], [5, 84], [25, 30]) },
  }),
  plain(ledger, 'storage_percent', 'gauge', { low: 71, high: 71.3, noise: 0.002 }),
  plain(ledger, 'workers_percent', 'gauge', { low: 3, high: 14 }),
  plain(archive, 'Availability', 'gauge', { low: 100, high: 100, noise: 0 }),
  plain(archive, 'Transactions', 'counter', { low: 30, high: 240, whole: true }),
  plain(reportsVm, 'Percentage CPU', 'gauge', { low: 21, high: 48, ceiling: 75, episodes: episodesOf(firings.reportsCpu) }),
  plain(reportsVm, 'Available Memory Bytes', 'gauge', { low: 1.2e10, high: 1.5e10, noise: 0.02, whole: true }),
  ...requests(insights, [
    {
      role: 'tradex-gateway',
      operation: 'POST /login',
      count: { ...market, low: 20, high: 400, episodes: [rush(310)] },
      failed: { ...none, episodes: wholeEpisodes('logins') },
      duration: { low: 60, high: 90, episodes: slow },
    },
    {
      role: 'tradex-gateway',
      operation: 'POST /orders',
      count: { ...market, low: 210, high: 4700, episodes: [rush(3600)] },
      failed: none,
      duration: { low: 50, high: 80, episodes: slow },
    },
    {
      role: 'tradex-matching',
      operation: 'POST /match',
      count: { ...market, low: 210, high: 4800, episodes: [rush(3700)] },
      failed: none,
      duration: { low: 31, high: 42, episodes: slow },
    },
    {
      role: 'tradex-settlement',
      operation: 'GET /settlements',
      count: { low: 8, high: 60 },
      failed: none,
      duration: { low: 200, high: 310 },
    },
  ]),
  ...dependencies(insights, [
    {
      role: 'tradex-gateway',
      target: 'tradex-matching.azurewebsites.net',
      type: 'HTTP',
      count: { ...market, low: 230, high: 5100, episodes: [rush(3900)] },
      failed: { ...none, episodes: wholeEpisodes('logins') },
      duration: { low: 32, high: 45, episodes: slow },
    },
    {
      role: 'tradex-gateway',
      target: 'tradex-orders.servicebus.windows.net',
      type: 'Azure Service Bus',
      count: { ...market, low: 200, high: 4900, episodes: [rush(3700)] },
      failed: none,
      duration: { low: 4, high: 7 },
    },
    {
      role: 'tradex-matching',
      target: 'tradex-sql.database.windows.net | tradex-ledger',
      type: 'SQL',
      count: { ...market, low: 210, high: 4800, episodes: [rush(3700)] },
      failed: none,
      duration: { low: 3, high: 6 },
    },
    {
      role: 'tradex-settlement',
      target: 'tradexarchive.blob.core.windows.net',
      type: 'Azure blob',
      count: { low: 4, high: 30 },
      failed: none,
      duration: { low: 11, high: 18 },
    },
  ]),
];

function wholeEpisodes(of: 'logins' | 'queueDepth'): { readonly at: number; readonly values: number[] }[] {
  return episodesOf(firings[of]).map(({ at: from, values }) => ({ at: from, values: values.map(Math.round) }));
}

const arjun = 'arjun.mehta@tradex.example';
const activity: readonly StoryActivity[] = [
  makeActivity({
    at: at(-1, '23:50'),
    resource: matching,
    operation: 'Microsoft.Web/sites/config/write',
    label: 'Update Web App Configuration',
    caller: arjun,
    description: 'Setting Matching:WorkerThreads changed from 64 to 8',
    properties: { setting: 'Matching:WorkerThreads', oldValue: '64', newValue: '8' },
  }),
  makeActivity({
    at: at(-1, '20:40'),
    resource: settlement,
    operation: 'Microsoft.Resources/deployments/write',
    label: 'Create Deployment',
    caller: '51f0b6a7-0c0d-4b7c-9f52-1f4c4e0a9b31',
    description: 'Deployment of tradex-settlement 3.2.1',
    properties: { version: '3.2.1' },
  }),
  makeActivity({
    at: at(-5, '21:00'),
    resource: matchingPlan,
    operation: 'Microsoft.Web/serverfarms/write',
    label: 'Update hosting plan',
    caller: arjun,
    description: 'Scaled out from 3 to 4 instances',
    properties: { oldValue: '3', newValue: '4' },
  }),
  makeActivity({
    at: at(0, '11:28'),
    resource: matching,
    operation: 'Microsoft.Web/sites/restart/Action',
    label: 'Restart Web App',
    caller: arjun,
  }),
];

export const tradexStory: Story = {
  info: tradexExchange,
  tenant: { id: tradexExchange.tenantId, name: 'TradeX Exchange', domain: 'tradex.example' },
  subscriptions,
  user: { name: 'you@tradex.example', objectId: 'a3f6f3f4-5a2c-4d1e-8b7a-40c2b0e1d9a2' },
  from: span.from,
  to: span.to,
  resources,
  rules,
  alerts,
  activity,
  series,
  health: [],
  serviceEvents: [
    {
      trackingId: 'QK7M-3V8',
      subscriptionId: matching.subscriptionId,
      eventType: 'PlannedMaintenance',
      title: 'Planned maintenance: storage stamps in Central India',
      summary: 'Storage was updated; no impact is expected.',
      service: 'Storage',
      region: 'Central India',
      level: 'Informational',
      start: at(-1, '19:00'),
      end: at(-1, '21:10'),
    },
  ],
  advice: [
    {
      id: guid('advice|tradex-reporting-plan'),
      subscriptionId: reportingPlan.subscriptionId,
      resourceId: reportingPlan.id,
      category: 'Performance',
      impact: 'Medium',
      typeId: '39ae5a2d-3f6a-4e5d-9f3c-7f6a0f3b5d11',
      problem: 'Consider scaling up your App Service plan',
      solution: 'Move the plan to a larger size',
      extended: { recommendedSku: 'P2v3' },
    },
    {
      id: guid('advice|tradexarchive'),
      subscriptionId: archive.subscriptionId,
      resourceId: archive.id,
      category: 'Cost',
      impact: 'Low',
      typeId: '9d1a0f36-7c44-43a2-8d02-6a7b5d4d7c22',
      problem: 'Use lifecycle management for blobs that are seldom read',
      solution: 'Configure lifecycle management',
      extended: { savingsAmount: '38', savingsCurrency: 'INR' },
    },
  ],
  logs: tradexLogs,
  clusters,
};
