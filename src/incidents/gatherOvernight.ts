import { indexRules, joinRules } from '../alerts/rules';
import { requireTimeZone } from '../documents/clock';
import { plural } from '../documents/format';
import type { Alert, AlertRule, Severity } from '../model/alert';
import type { Provenance } from '../model/fact';
import type { Failure } from '../model/failure';
import type { GroupingOverrides, Incident } from '../model/incident';
import type { AlertReading, OvernightSummary } from '../model/overnight';
import type { Change, Resource, Subscription, Topology, TopologyEdge } from '../model/resource';
import type { Stores } from '../model/stores';
import { DAY, HOUR, type Instant, type TimeWindow } from '../model/time';
import { CHANGE_LOOKBACK } from './changes';
import { drainCooperatively } from './cooperative';
import { distinctAlerts } from './episodes';
import { groupSteps, type GroupingInput } from './grouping';
import { overnightDocument } from './overnightDocument';
import { readAlert } from './readAlert';
import { distinctFailures, mapBounded, readSource, type SourceReading } from './readSource';

export type OvernightStores = Pick<Stores, 'alerts' | 'rules' | 'metrics' | 'activity' | 'resources'>;

export interface OvernightOptions {
  readonly now: Instant;
  /** From `overnightWindow`. */
  readonly window: TimeWindow;
  /** IANA name, for clock labels only: no fact depends on it. */
  readonly timeZone: string;
  /** The environment's name, as shown. */
  readonly environment: string;
  readonly demo: boolean;
  /** Severities from 0 up to this one are critical; 1 when absent. */
  readonly criticalUpTo?: Severity;
  readonly overrides?: GroupingOverrides;
  readonly published?: NonNullable<GroupingInput['published']>;
  /** Hears in a few words what is being read. */
  readonly onProgress?: (text: string) => void;
  /** Lets everything else run while many alerts are grouped; `setImmediate` when absent. */
  readonly pause?: () => Promise<void>;
}

/** The service keeps alerts this long. */
const RETENTION = 30 * DAY;
/** Read before the window, so that an incident that began just before it keeps its seed while the window moves. */
const LEAD_IN = HOUR;
const PARALLEL = 6;

/**
 * Answers "did any critical alerts trigger overnight?" from the stores. Every source may fail on its own: the summary
 * then names it and is not complete. Rejects only when `signal` aborts or the time zone is invalid.
 */
export async function gatherOvernight(
  stores: OvernightStores,
  options: OvernightOptions,
  signal?: AbortSignal,
): Promise<OvernightSummary> {
  requireTimeZone(options.timeZone);
  const { now, window } = options;
  const criticalUpTo = options.criticalUpTo ?? 1;
  const progress = options.onProgress ?? (() => undefined);
  signal?.throwIfAborted();

  progress('Reading alerts, rules, resources and changes');
  const lead = { from: window.from - LEAD_IN, to: window.to };
  const [subscriptions, listed, earlier, rules, topology, changes] = await Promise.all([
    readSource<readonly Subscription[]>('subscriptions', [], () => stores.resources.subscriptions(signal)),
    readSource<readonly Alert[]>('alerts', [], () => stores.alerts.list({ window: lead }, signal)),
    readSource<readonly Alert[]>('alerts', [], () =>
      stores.alerts.list(
        { window: { from: Math.min(now - RETENTION, lead.from), to: lead.from }, monitorCondition: 'Fired' },
        signal,
      ),
    ),
    readSource<readonly AlertRule[]>('alertRules', [], () => stores.rules.list(signal)),
    readTopology(stores, lead, signal),
    readSource<readonly Change[]>('activityLog', [], () =>
      stores.activity.list({ from: lead.from - CHANGE_LOOKBACK, to: window.to }, signal),
    ),
  ]);
  signal?.throwIfAborted();

  const index = indexRules(rules.value);
  const near = distinctAlerts(joinRules(listed.value, index)).filter((alert) => alert.firedAt < window.to);
  const inWindow = near.filter((alert) => alert.firedAt >= window.from);
  const before = [...near, ...joinRules(earlier.value, index)].filter(
    (alert) => alert.firedAt < window.from && alert.monitorCondition === 'Fired',
  );
  const isCritical = (alert: Alert): boolean => alert.severity <= criticalUpTo;
  const told = [
    ...inWindow.filter(isCritical),
    ...inWindow.filter((alert) => !isCritical(alert) && alert.monitorCondition === 'Fired'),
    ...distinctAlerts(before),
  ];

  progress(`Reading metrics of ${told.length} alerts`);
  const readings = await mapBounded(told, PARALLEL, (alert) => readOne(alert, stores, rules, now, isCritical(alert), signal));
  signal?.throwIfAborted();

  const withContext = new Map(readings.map(({ reading }) => [reading.alert.id, reading.alert]));
  progress(`Grouping ${near.length} alerts`);
  const incidents = await drainCooperatively(
    groupSteps({
      alerts: near.map((alert) => withContext.get(alert.id) ?? alert),
      topology: topology.value,
      changes: changes.value,
      ...(options.overrides === undefined ? {} : { overrides: options.overrides }),
      ...(options.published === undefined ? {} : { published: options.published }),
    }),
    {
      sliceMs: 15,
      pause: options.pause ?? (() => new Promise((resolve) => setImmediate(resolve))),
      now: () => performance.now(),
      ...(signal === undefined ? {} : { signal }),
    },
  );

  const allReadings = readings.map(({ reading }) => reading);
  const critical = allReadings.filter(({ alert }) => isCritical(alert) && alert.firedAt >= window.from);
  const ongoing = allReadings.filter((reading) => !critical.includes(reading)).sort(bySeverityThenTime);
  const criticalIds = new Set(critical.map(({ alert }) => alert.id));
  const toldIds = new Set(allReadings.map(({ alert }) => alert.id));
  const failures = distinctFailures(
    [subscriptions, listed, earlier, rules, topology, changes, ...readings].flatMap(
      (source: { readonly failures: readonly Failure[] }) => source.failures,
    ),
  );
  const summary = {
    window,
    timeZone: options.timeZone,
    environment: options.environment,
    demo: options.demo,
    criticalUpTo,
    critical,
    incidents: incidents.filter((incident) => incident.alerts.some((alert) => criticalIds.has(alert.id))).sort(mostSevereFirst),
    ongoing,
    folded: fold(inWindow.filter((alert) => !toldIds.has(alert.id))),
    failures,
    complete: failures.length === 0,
  };
  const document = overnightDocument(summary, {
    now,
    alerts: listed.state,
    earlier: earlier.state,
    rules: rules.state,
    topology: topology.state,
    changes: changes.state,
    silent: silentSources(subscriptions, listed, rules, topology, changes),
    acknowledgedBy: new Map(readings.flatMap((one) => (one.by === undefined ? [] : [[one.reading.alert.id, one.by] as const]))),
    provenance: {
      alerts: listed.provenance,
      earlier: earlier.provenance,
      rules: rules.provenance,
      topology: topology.provenance,
      changes: changes.provenance,
    },
  });
  return { ...summary, document };
}

/** What was read whole and is empty, with what follows for the answer. */
function silentSources(
  subscriptions: SourceReading<readonly Subscription[]>,
  alerts: SourceReading<readonly Alert[]>,
  rules: SourceReading<readonly AlertRule[]>,
  topology: SourceReading<Topology>,
  changes: SourceReading<readonly Change[]>,
): readonly string[] {
  const empty = (source: SourceReading<readonly unknown[]>): boolean => source.state === 'whole' && source.value.length === 0;
  const enabled = rules.value.filter((rule) => rule.enabled).length;
  return [
    ...(empty(subscriptions) ? ['The account sees no subscription in this scope.'] : []),
    ...(empty(alerts)
      ? [
          `The alert service listed no alert of any severity, although ${enabled} enabled ${plural(enabled, 'rule is', 'rules are')} visible.`,
        ]
      : []),
    ...(empty(rules)
      ? ['No alert rule is visible: conditions come from the alerts themselves, and nothing may be watching the rest.']
      : []),
    ...(topology.state === 'whole' && topology.value.resources.length === 0
      ? ['No resource is visible in this scope, so dependencies are not known.']
      : topology.state === 'whole' && topology.value.edges.length === 0
        ? ['No dependency between resources is known: grouping rests on time, application tags and resource groups.']
        : []),
    ...(empty(changes)
      ? ['The activity log has no entry for this time: either nothing was changed, or it is kept elsewhere.']
      : []),
  ];
}

async function readTopology(
  stores: OvernightStores,
  window: TimeWindow,
  signal: AbortSignal | undefined,
): Promise<SourceReading<{ readonly resources: readonly Resource[]; readonly edges: readonly TopologyEdge[] }>> {
  const resources = await readSource<readonly Resource[]>('resources', [], () => stores.resources.list(signal));
  if (resources.state === 'unread') return { ...resources, value: { resources: [], edges: [] } };
  const edges = await readSource<readonly TopologyEdge[]>('dependencies', [], () =>
    stores.resources.edges(resources.value, window, signal),
  );
  return {
    state: resources.state === 'whole' ? edges.state : 'partial',
    value: { resources: resources.value, edges: edges.value },
    provenance: [...resources.provenance, ...edges.provenance],
    failures: [...resources.failures, ...edges.failures],
  };
}

interface ReadOne {
  readonly reading: AlertReading;
  readonly failures: readonly Failure[];
  /** Who acknowledged or closed it, where that is known. */
  readonly by?: string;
}

async function readOne(
  listed: Alert,
  stores: OvernightStores,
  rules: SourceReading<readonly AlertRule[]>,
  now: Instant,
  critical: boolean,
  signal: AbortSignal | undefined,
): Promise<ReadOne> {
  const needsContext = critical && listed.condition === undefined;
  const context = needsContext ? await readSource('alerts', listed, () => stores.alerts.get(listed.id, signal)) : undefined;
  const alert = context === undefined ? listed : { ...listed, ...context.value, id: listed.id };
  const conditionFrom: readonly Provenance[] = context?.provenance ?? rules.provenance;
  const [{ reading, failures }, by] = await Promise.all([
    readAlert(alert, stores.metrics, conditionFrom, now, signal),
    alert.userResponse === 'New' ? undefined : whoResponded(alert, stores, signal),
  ]);
  return {
    reading,
    failures: [...(context?.failures ?? []), ...failures, ...(by?.failures ?? [])],
    ...(by?.value === undefined ? {} : { by: by.value }),
  };
}

async function whoResponded(
  alert: Alert,
  stores: OvernightStores,
  signal: AbortSignal | undefined,
): Promise<SourceReading<string | undefined>> {
  const history = await readSource('alertHistory', [], () => stores.alerts.history(alert.id, signal));
  const said = history.value.find((modification) => modification.newValue === alert.userResponse);
  return { ...history, value: said?.by };
}

function fold(alerts: readonly Alert[]): OvernightSummary['folded'] {
  const rules = new Map<string, { rule: string; name: string; severity: Severity; count: number }>();
  for (const alert of alerts) {
    const key = `${alert.severity} ${(alert.rule === '' ? alert.name : alert.rule).toLowerCase()}`;
    const known = rules.get(key);
    if (known === undefined) rules.set(key, { rule: alert.rule, name: alert.name, severity: alert.severity, count: 1 });
    else known.count += 1;
  }
  return [...rules.values()].sort((a, b) => b.count - a.count || a.severity - b.severity || (a.name < b.name ? -1 : 1));
}

function bySeverityThenTime(a: AlertReading, b: AlertReading): number {
  return a.alert.severity - b.alert.severity || a.alert.firedAt - b.alert.firedAt;
}

function mostSevereFirst(a: Incident, b: Incident): number {
  return a.severity - b.severity || b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1);
}
