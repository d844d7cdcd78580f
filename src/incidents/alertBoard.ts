import { indexRules, joinRules } from '../alerts/rules';
import type { Alert, AlertRule } from '../model/alert';
import type { Provenance, SourceName } from '../model/fact';
import { isAbort, SourceError, type Failure } from '../model/failure';
import type { GroupingOverrides, Incident } from '../model/incident';
import type { Change, Topology } from '../model/resource';
import type { Sourced, Stores } from '../model/stores';
import { DAY, HOUR, type Instant, type TimeWindow } from '../model/time';
import { drainCooperatively } from './cooperative';
import { groupSteps } from './grouping';

/** Azure keeps alerts for 30 days; one that still fires may be as old. */
const RETENTION = 30 * DAY;
/** Changes are looked for this long before the oldest alert shown. */
const CHANGE_LOOKBACK = 24 * HOUR;

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
  const failures: Failure[] = [];
  const provenance: Partial<Record<SourceName, readonly Provenance[]>> = {};
  const keep = <T>(source: SourceName, sourced: Sourced<T>): T => {
    failures.push(...sourced.failures);
    provenance[source] = [...(provenance[source] ?? []), ...sourced.provenance];
    return sourced.value;
  };
  const optional = async <T>(source: SourceName, read: Promise<Sourced<T>>, fallback: T): Promise<T> => {
    try {
      return keep(source, await read);
    } catch (error) {
      if (isAbort(error) || !(error instanceof SourceError)) throw error;
      failures.push(error.failure);
      return fallback;
    }
  };
  const arrived: Alert[] = [];
  const older = { from: Math.max(window.from - RETENTION, now - RETENTION), to: window.from };
  const changesWindow = { from: window.from - CHANGE_LOOKBACK, to: window.to };
  const [recent, firing, rules, subscriptions, resources, changes] = await Promise.all([
    stores.alerts
      .list({ window }, signal, (page) => {
        arrived.push(...page);
        onAlerts?.(arrived);
      })
      .then((sourced) => keep('alerts', sourced)),
    older.from < older.to ? optional('alerts', stores.alerts.list({ window: older, monitorCondition: 'Fired' }, signal), []) : [],
    optional('alertRules', stores.rules.list(signal), []),
    optional('subscriptions', stores.resources.subscriptions(signal), []),
    optional('resources', stores.resources.list(signal), []),
    optional('activityLog', stores.activity.list(changesWindow, signal), []),
  ]);
  const edges = resources.length === 0 ? [] : await optional('dependencies', stores.resources.edges(resources, window, signal), []);
  const byId = new Map([...firing, ...recent].map((alert) => [alert.id.toLowerCase(), alert]));
  const alerts = joinRules([...byId.values()], indexRules(rules)).toSorted((a, b) => b.firedAt - a.firedAt || (a.id < b.id ? -1 : 1));
  const topology: Topology = { resources, edges };
  const incidents = await drainCooperatively(groupSteps({ alerts, topology, changes, overrides: options.overrides }), {
    sliceMs: 10,
    pause: options.pause,
    now: () => performance.now(),
    ...(signal === undefined ? {} : { signal }),
  });
  return {
    window,
    loadedAt: now,
    alerts,
    incidents,
    rules,
    topology,
    changes,
    subscriptions: subscriptions.length,
    failures: distinct(failures),
    complete: failures.every(({ source }) => source !== 'alerts' && source !== 'subscriptions'),
    provenance,
  };
}

/** The same failure of the same source is told once, however many requests met it. */
function distinct(failures: readonly Failure[]): readonly Failure[] {
  const seen = new Map(failures.map((failure) => [`${failure.source} ${failure.kind} ${failure.resource ?? ''} ${failure.message}`, failure]));
  return [...seen.values()];
}
