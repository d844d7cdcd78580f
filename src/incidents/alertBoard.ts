import { indexRules, joinRules } from '../alerts/rules';
import type { Alert, AlertRule } from '../model/alert';
import type { Provenance, SourceName } from '../model/fact';
import type { Failure } from '../model/failure';
import type { GroupingOverrides, Incident } from '../model/incident';
import type { Change, Resource, Subscription, Topology, TopologyEdge } from '../model/resource';
import type { Stores } from '../model/stores';
import { DAY, type Instant, type TimeWindow } from '../model/time';
import { CHANGE_LOOKBACK } from './changes';
import { drainCooperatively } from './cooperative';
import { distinctAlerts } from './episodes';
import { groupSteps } from './grouping';
import { distinctFailures, readSource } from './readSource';

/** Azure keeps alerts for 30 days; one that still fires may be as old. */
const RETENTION = 30 * DAY;

/** Everything that is known of the alerts of a window, read once and grouped. */
export interface AlertBoard {
  readonly window: TimeWindow;
  readonly loadedAt: Instant;
  /** Alerts that fired in the window, and older ones that still fire; with their rules' conditions; newest first. */
  readonly alerts: readonly Alert[];
  readonly incidents: readonly Incident[];
  readonly rules: readonly AlertRule[];
  readonly topology: Topology;
  readonly changes: readonly Change[];
  /** How many subscriptions the scope has. */
  readonly subscriptions: number;
  readonly failures: readonly Failure[];
  /** False as soon as any alert may be missing. */
  readonly complete: boolean;
  /** The requests behind each source, for facts. */
  readonly provenance: Readonly<Partial<Record<SourceName, readonly Provenance[]>>>;
}

export interface BoardOptions {
  readonly window: TimeWindow;
  readonly now: Instant;
  readonly overrides: GroupingOverrides;
  /** Lets the rest of the process run between slices of grouping. */
  readonly pause: () => Promise<void>;
}

/**
 * Reads the sources side by side and groups the alerts. A source that fails is named in `failures` and leaves its part
 * empty; only when no alerts can be read at all does it reject, with that failure.
 */
export async function loadBoard(
  stores: Stores,
  options: BoardOptions,
  signal?: AbortSignal,
  onAlerts?: (alerts: readonly Alert[]) => void,
): Promise<AlertBoard> {
  const { window, now } = options;
  const arrived: Alert[] = [];
  const older = { from: Math.min(now - RETENTION, window.from), to: window.from };
  const [recent, firing, rules, subscriptions, resources, changes] = await Promise.all([
    stores.alerts.list({ window }, signal, (page) => {
      arrived.push(...page);
      onAlerts?.(arrived);
    }),
    readSource<readonly Alert[]>('alerts', [], () => stores.alerts.list({ window: older, monitorCondition: 'Fired' }, signal)),
    readSource<readonly AlertRule[]>('alertRules', [], () => stores.rules.list(signal)),
    readSource<readonly Subscription[]>('subscriptions', [], () => stores.resources.subscriptions(signal)),
    readSource<readonly Resource[]>('resources', [], () => stores.resources.list(signal)),
    readSource<readonly Change[]>('activityLog', [], () =>
      stores.activity.list({ from: window.from - CHANGE_LOOKBACK, to: window.to }, signal),
    ),
  ]);
  const edges = await readSource<readonly TopologyEdge[]>('dependencies', [], () =>
    stores.resources.edges(resources.value, window, signal),
  );
  const failures = distinctFailures(
    [recent, firing, rules, subscriptions, resources, changes, edges].flatMap(
      (source: { readonly failures: readonly Failure[] }) => source.failures,
    ),
  );
  const alerts = joinRules(distinctAlerts([...firing.value, ...recent.value]), indexRules(rules.value)).toReversed();
  const topology: Topology = { resources: resources.value, edges: edges.value };
  const incidents = await drainCooperatively(
    groupSteps({ alerts, topology, changes: changes.value, overrides: options.overrides }),
    {
      sliceMs: 10,
      pause: options.pause,
      now: () => performance.now(),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return {
    window,
    loadedAt: now,
    alerts,
    incidents,
    rules: rules.value,
    topology,
    changes: changes.value,
    subscriptions: subscriptions.value.length,
    failures,
    complete: failures.every(({ source }) => source !== 'alerts' && source !== 'subscriptions'),
    provenance: {
      alerts: recent.provenance,
      alertRules: rules.provenance,
      activityLog: changes.provenance,
      resources: resources.provenance,
    },
  };
}
