import { MINUTE, HOUR } from '../../model/time';
import { breach, groupId, makeAlerts, makeRule, type Firing } from '../story/build';
import type { StateChange, StoryAlert, StoryRule } from '../story/types';
import {
  aks,
  at,
  backend,
  bookings,
  exportsStorage,
  hotels,
  insights,
  loyaltyGroup,
  logs,
  messages,
  onCall,
  plan,
  platform,
  reporting,
  reports,
  vault,
  web,
} from './resources';

const marta = 'marta.ruiz@contosohotels.example';
const answered = (to: StateChange['to'], when: number, comment: string): StateChange => ({ to, at: when, by: marta, comment });
const minutes = 5 * MINUTE;
const tells = [onCall.id];
const productionScope = groupId(hotels).split('/resourceGroups/')[0] ?? '';

/** What each metric does when its rule fires; the series are built from the same numbers. */
export const firings = {
  backendCpu: [
    breach(at(-9, '11:30'), 14, [64, 81, 88.4, 91.2, 90.6, 89.9, 88.1, 87.4, 87.9, 88.8, 86.9, 86.2, 68.3], 2, [
      answered('Closed', at(-9, '12:05'), 'Load test of the partner team, announced.'),
    ]),
    breach(at(0, '02:45'), 13, [57.4, 73.8, 90, 88.9, 89.4, 88.2, 87.6, 88.7, 89.1, 87.3, 86.8, 86.1, 71.3, 52.2, 40.1], 2),
  ],
  webResponse: [
    breach(at(-6, '18:10'), 10, [0.9, 3.4, 4.4, 5.2, 4.1, 3.3, 0.8], 1, [
      answered('Closed', at(-6, '19:00'), 'Slow deployment slot warm-up.'),
    ]),
    breach(at(0, '02:50'), 9, [0.6, 0.9, 1.4, 1.9, 3.6, 6.9, 8.4, 6.6, 4.2, 0.9, 0.5], 4),
  ],
  queueLength: flaps(
    ['22:40', '22:52'].map((time) => at(-1, time)),
    ['00:10', '00:21', '01:35', '03:30', '04:15', '04:26', '05:05'].map((time) => at(0, time)),
    [at(-2, '23:10'), at(-5, '01:20')],
  ),
  storageAvailability: [breach(at(0, '00:40'), 9, [97.2, 96.8, 96.4, 97.1, 98.2])],
  bookingErrors: [breach(at(0, '09:20'), 25, [...Array.from({ length: 20 }, (_, index) => 9 + (index % 4)), 4, 1])],
  planMemory: [breach(at(0, '09:40'), 15, [91.2, 92.4, 93.1, 93.3, 92.7, 92.1, 91.8, 91.1, 90.8, 90.4, 84])],
  aksCpu: [breach(at(-3, '15:20'), 14, [76, 82, 86, 88, 87, 85, 84, 83, 82, 81, 81, 74], 1)],
} as const satisfies Record<string, readonly Firing[]>;

function flaps(...times: readonly (readonly number[])[]): Firing[] {
  return times.flat().map((time, index) => breach(time, 4, [430, 540 + 15 * (index % 5), 410], 1));
}

const metric = {
  kind: 'metric',
  actionGroups: tells,
  aggregation: 'Average',
  operator: 'GreaterThan',
  windowSize: minutes,
} as const;

const highCpu = makeRule(hotels, {
  ...metric,
  name: 'High CPU usage',
  severity: 1,
  description: 'CPU of the backend is above 85 %.',
  scopes: [backend.id],
  metricNamespace: backend.type,
  metricName: 'Percentage CPU',
  threshold: 85,
});
const responseTime = makeRule(hotels, {
  ...metric,
  name: 'App Service response time',
  severity: 1,
  description: 'The web site takes more than 3 seconds on average.',
  scopes: [web.id],
  metricNamespace: web.type,
  metricName: 'HttpResponseTime',
  threshold: 3,
});
const bookingErrors = makeRule(hotels, {
  ...metric,
  name: 'Booking errors',
  severity: 1,
  description: 'More than 25 server errors in five minutes.',
  scopes: [web.id],
  metricNamespace: web.type,
  metricName: 'Http5xx',
  aggregation: 'Total',
  threshold: 25,
});
const queueLength = makeRule(loyaltyGroup, {
  ...metric,
  name: 'Queue length',
  severity: 3,
  description: 'More than 500 messages wait.',
  scopes: [messages.id],
  actionGroups: [],
  metricNamespace: messages.type,
  metricName: 'ActiveMessages',
  threshold: 500,
  windowSize: MINUTE,
});
const storageDip = makeRule(hotels, {
  ...metric,
  name: 'Storage availability dip',
  severity: 2,
  description: 'Availability of the export storage is below 99 %.',
  scopes: [exportsStorage.id],
  metricNamespace: exportsStorage.type,
  metricName: 'Availability',
  operator: 'LessThan',
  threshold: 99,
});
const planMemory = makeRule(hotels, {
  ...metric,
  name: 'Plan memory high',
  severity: 3,
  description: 'Memory of the App Service plan is above 90 %.',
  scopes: [plan.id],
  metricNamespace: plan.type,
  metricName: 'MemoryPercentage',
  threshold: 90,
});
const databaseCpu = makeRule(hotels, {
  ...metric,
  name: 'Database CPU',
  severity: 2,
  description: 'CPU of the bookings database is above 95 %.',
  scopes: [bookings.id],
  metricNamespace: bookings.type,
  metricName: 'cpu_percent',
  threshold: 95,
});
const nodeCpu = makeRule(platform, {
  ...metric,
  name: 'Cluster node CPU',
  severity: 3,
  description: 'CPU of the cluster nodes is above 80 %.',
  scopes: [aks.id],
  metricNamespace: aks.type,
  metricName: 'node_cpu_usage_percentage',
  threshold: 80,
});
const certificate = makeRule(hotels, {
  kind: 'log',
  name: 'Certificate expires soon',
  severity: 3,
  description: 'A certificate of the vault expires within 30 days.',
  scopes: [vault.id],
  actionGroups: tells,
  query: 'AzureDiagnostics | where Category == "AuditEvent" and OperationName == "CertificateNearExpiryEventGridNotification"',
  operator: 'GreaterThan',
  threshold: 0,
  windowSize: HOUR,
});
const diskSpace = makeRule(reporting, {
  kind: 'log',
  name: 'Disk space low',
  severity: 3,
  description: 'Less than 10 % of the data disk is free.',
  scopes: [reports.id],
  actionGroups: tells,
  query:
    'InsightsMetrics | where Namespace == "LogicalDisk" and Name == "FreeSpacePercentage" | summarize Free = avg(Val) by bin(TimeGenerated, 5m), _ResourceId | where Free < 10',
  operator: 'GreaterThan',
  threshold: 0,
  windowSize: 15 * MINUTE,
});
const ingestion = makeRule(hotels, {
  kind: 'log',
  name: 'Log ingestion above budget',
  severity: 4,
  description: 'The workspace took in more than 20 GB in a day.',
  scopes: [logs.id],
  actionGroups: [],
  query: 'Usage | where IsBillable | summarize GB = sum(Quantity) / 1000 | where GB > 20',
  operator: 'GreaterThan',
  threshold: 0,
  windowSize: 24 * HOUR,
});
const configuration = makeRule(hotels, {
  kind: 'activityLog',
  name: 'Backend configuration changed',
  severity: 4,
  description: 'Somebody wrote the configuration of the backend.',
  scopes: [backend.id],
  actionGroups: [],
  allOf: [
    { field: 'category', equals: 'Administrative' },
    { field: 'operationName', equals: 'Microsoft.Compute/virtualMachines/write' },
  ],
});
const serviceHealth = makeRule(hotels, {
  kind: 'serviceHealth',
  name: 'Azure service issue',
  severity: 4,
  description: 'Azure reports an issue in our region.',
  scopes: [productionScope],
  actionGroups: tells,
  allOf: [
    { field: 'category', equals: 'ServiceHealth' },
    { field: 'properties.incidentType', equals: 'Incident' },
  ],
});
const resourceHealth = makeRule(reporting, {
  kind: 'resourceHealth',
  name: 'Reports host unhealthy',
  severity: 4,
  description: 'The platform says that the reports host is not available.',
  scopes: [reports.id],
  actionGroups: tells,
  allOf: [{ field: 'category', equals: 'ResourceHealth' }],
});
const anomalies = makeRule(hotels, {
  kind: 'smartDetection',
  name: 'Failure Anomalies - contoso-insights',
  severity: 3,
  description: 'An unusual rise in the rate of failed requests.',
  scopes: [insights.id],
  actionGroups: tells,
  detector: 'FailureAnomaliesDetector',
});
const crashLoop = makeRule(platform, {
  kind: 'prometheus',
  name: 'KubePodCrashLooping',
  group: 'contoso-aks-pods',
  severity: 3,
  description: 'A pod restarts again and again.',
  scopes: [aks.id],
  actionGroups: tells,
  expression: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
  labels: { severity: 'warning', team: 'platform' },
});

export const rules: readonly StoryRule[] = [
  highCpu,
  responseTime,
  bookingErrors,
  queueLength,
  storageDip,
  planMemory,
  databaseCpu,
  nodeCpu,
  certificate,
  diskSpace,
  ingestion,
  configuration,
  serviceHealth,
  resourceHealth,
  anomalies,
  crashLoop,
];

const during = (firedAt: number, resolvedAt: number, more: Omit<Firing, 'firedAt' | 'resolvedAt'> = {}): Firing => ({
  firedAt,
  resolvedAt,
  ...more,
});
const pod = (name: string): Readonly<Record<string, string>> => ({ namespace: 'tours', pod: name, cluster: aks.name });

export const alerts: readonly StoryAlert[] = [
  ...makeAlerts(highCpu, firings.backendCpu),
  ...makeAlerts(responseTime, firings.webResponse),
  ...makeAlerts(bookingErrors, firings.bookingErrors),
  ...makeAlerts(queueLength, firings.queueLength),
  ...makeAlerts(storageDip, firings.storageAvailability),
  ...makeAlerts(planMemory, firings.planMemory),
  ...makeAlerts(nodeCpu, firings.aksCpu),
  ...makeAlerts(certificate, [during(at(0, '04:00'), at(0, '05:00'), { value: 1 })]),
  ...makeAlerts(diskSpace, [
    during(at(-4, '16:20'), at(-4, '17:30'), { value: 3 }),
    during(at(0, '06:10'), at(0, '10:10'), { value: 3 }),
  ]),
  ...makeAlerts(ingestion, [
    during(at(-7, '00:05'), at(-6, '00:05'), { value: 1, states: [answered('Closed', at(-7, '09:15'), 'Month-end export.')] }),
  ]),
  ...makeAlerts(configuration, [
    during(at(-1, '17:21'), at(-1, '17:26'), {
      states: [answered('Closed', at(-1, '17:40'), 'Planned change.')],
      fields: {
        operationName: 'Microsoft.Compute/virtualMachines/write',
        caller: 'diego.santos@contosohotels.example',
        status: 'Succeeded',
        category: 'Administrative',
        level: 'Informational',
      },
    }),
  ]),
  ...makeAlerts(serviceHealth, [
    during(at(-1, '15:10'), at(-1, '17:05'), {
      fields: {
        category: 'ServiceHealth',
        incidentType: 'Incident',
        title: 'Azure Front Door: intermittent latency',
        service: 'Azure Front Door',
        region: 'Global',
        trackingId: 'LN4T-9P0',
        status: 'Active',
        level: 'Warning',
      },
    }),
  ]),
  ...makeAlerts(resourceHealth, [
    during(at(-1, '13:05'), at(-1, '13:22'), {
      fields: {
        category: 'ResourceHealth',
        currentHealthStatus: 'Degraded',
        previousHealthStatus: 'Available',
        cause: 'PlatformInitiated',
        type: 'Downtime',
        level: 'Warning',
      },
    }),
  ]),
  ...makeAlerts(anomalies, [
    during(at(-2, '10:40'), at(-2, '12:00'), { fields: { detectedFailureRate: '4.2', normalFailureRate: '0.3' } }),
    during(at(-1, '10:12'), at(-1, '11:05'), { fields: { detectedFailureRate: '3.1', normalFailureRate: '0.4' } }),
  ]),
  ...makeAlerts(crashLoop, [
    during(at(-1, '19:35'), at(-1, '19:52'), { dimensions: pod('tours-search-6c9f7d5b8-x2v4k'), value: 1 }),
    during(at(-8, '08:02'), at(-8, '08:20'), { dimensions: pod('tours-search-58f4c9b77-q9d2m'), value: 1 }),
  ]),
];
