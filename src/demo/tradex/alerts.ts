import { HOUR, MINUTE } from '../../model/time';
import { breach, groupId, makeAlerts, makeRule, type Firing } from '../story/build';
import { line } from '../story/rhythm';
import type { StoryAlert, StoryRule } from '../story/types';
import {
  archive,
  at,
  gateway,
  ledger,
  matching,
  onCall,
  orders,
  reporting,
  reportingPlan,
  reportsVm,
  tradingGroup,
} from './resources';

const priya = 'priya.nair@tradex.example';
const tells = [onCall.id];

/** What each metric does when its rule fires; the series are built from the same numbers. */
export const firings = {
  latency: [
    breach(
      at(0, '09:15'),
      143,
      line([0, 1.62], [3, 3.41], [8, 4], [60, 3.72], [100, 3.9], [139, 1.84], [140, 0.09], [143, 0.046]),
      0,
      [{ to: 'Acknowledged', at: at(0, '09:24'), by: priya, comment: 'Looking at it.' }],
    ),
    breach(at(-7, '15:05'), 9, [0.7, 1.4, 1.9, 2.2, 1.7, 1.2, 0.3], 1, [
      { to: 'Closed', at: at(-7, '15:40'), by: priya, comment: 'Index expiry.' },
    ]),
  ],
  logins: [
    breach(at(0, '09:18'), 141, line([0, 6], [1, 14], [2, 15], [3, 34], [12, 61], [90, 48], [139, 27], [140, 4], [142, 1]), 3),
  ],
  queueDepth: [
    breach(
      at(0, '09:21'),
      138,
      line([0, 900], [4, 4300], [5, 4800], [6, 5600], [30, 24800], [110, 21000], [139, 6100], [140, 2400], [150, 310]),
      6,
    ),
  ],
  reportsCpu: ['02:10', '03:05', '04:40'].map((time) => breach(at(0, time), 4, [78, 93, 81], 1)),
  planMemory: [{ firedAt: at(0, '08:05'), episode: { at: at(0, '08:05'), values: line([0, 86.4], [60, 89.2], [600, 91.6]) } }],
} as const satisfies Record<string, readonly Firing[]>;

const metric = {
  kind: 'metric',
  actionGroups: tells,
  aggregation: 'Average',
  operator: 'GreaterThan',
  windowSize: MINUTE,
} as const;

const latency = makeRule(tradingGroup, {
  ...metric,
  name: 'Order latency',
  severity: 0,
  description: 'Orders take more than one second.',
  scopes: [matching.id],
  metricNamespace: matching.type,
  metricName: 'HttpResponseTime',
  threshold: 1,
  windowSize: 5 * MINUTE,
});
const logins = makeRule(tradingGroup, {
  ...metric,
  name: 'Broker logins failing',
  severity: 1,
  description: 'More than 20 server errors in a minute.',
  scopes: [gateway.id],
  metricNamespace: gateway.type,
  metricName: 'Http5xx',
  aggregation: 'Total',
  threshold: 20,
});
const queueDepth = makeRule(tradingGroup, {
  ...metric,
  name: 'Order queue depth',
  severity: 1,
  description: 'More than 5,000 orders wait.',
  scopes: [orders.id],
  metricNamespace: orders.type,
  metricName: 'ActiveMessages',
  threshold: 5000,
});
const ledgerCpu = makeRule(tradingGroup, {
  ...metric,
  name: 'Ledger CPU',
  severity: 2,
  description: 'CPU of the ledger is above 90 %.',
  scopes: [ledger.id],
  metricNamespace: ledger.type,
  metricName: 'cpu_percent',
  threshold: 90,
  windowSize: 5 * MINUTE,
});
const reportsCpu = makeRule(reporting, {
  ...metric,
  name: 'Reports host CPU',
  severity: 3,
  description: 'CPU of the reports host is above 90 %.',
  scopes: [reportsVm.id],
  actionGroups: [],
  metricNamespace: reportsVm.type,
  metricName: 'Percentage CPU',
  threshold: 90,
});
const planMemory = makeRule(reporting, {
  ...metric,
  name: 'Reporting plan memory',
  severity: 3,
  description: 'Memory of the reporting plan is above 85 %.',
  scopes: [reportingPlan.id],
  metricNamespace: reportingPlan.type,
  metricName: 'MemoryPercentage',
  threshold: 85,
  windowSize: 5 * MINUTE,
});
const retries = makeRule(reporting, {
  kind: 'log',
  name: 'Settlement retries',
  severity: 3,
  description: 'The settlement job tried again.',
  scopes: [archive.id],
  actionGroups: [],
  query: 'StorageBlobLogs | where StatusCode == 503 | summarize Retries = count()',
  operator: 'GreaterThan',
  threshold: 10,
  windowSize: HOUR,
});
const maintenance = makeRule(tradingGroup, {
  kind: 'serviceHealth',
  name: 'Azure maintenance',
  severity: 4,
  description: 'Azure plans maintenance in our region.',
  scopes: [groupId(tradingGroup).split('/resourceGroups/')[0] ?? ''],
  actionGroups: tells,
  allOf: [
    { field: 'category', equals: 'ServiceHealth' },
    { field: 'properties.incidentType', equals: 'Maintenance' },
  ],
});

export const rules: readonly StoryRule[] = [latency, logins, queueDepth, ledgerCpu, reportsCpu, planMemory, retries, maintenance];

export const alerts: readonly StoryAlert[] = [
  ...makeAlerts(latency, firings.latency),
  ...makeAlerts(logins, firings.logins),
  ...makeAlerts(queueDepth, firings.queueDepth),
  ...makeAlerts(reportsCpu, firings.reportsCpu),
  ...makeAlerts(planMemory, firings.planMemory),
  ...makeAlerts(retries, [
    { firedAt: at(0, '01:20'), resolvedAt: at(0, '02:20'), value: 14 },
    { firedAt: at(-4, '01:20'), resolvedAt: at(-4, '02:20'), value: 12 },
  ]),
  ...makeAlerts(maintenance, [
    {
      firedAt: at(-1, '19:00'),
      resolvedAt: at(-1, '21:10'),
      fields: {
        category: 'ServiceHealth',
        incidentType: 'Maintenance',
        title: 'Planned maintenance: storage stamps in Central India',
        service: 'Storage',
        region: 'Central India',
        trackingId: 'QK7M-3V8',
        status: 'Complete',
        level: 'Informational',
      },
    },
  ]),
];
