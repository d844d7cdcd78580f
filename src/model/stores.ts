/**
 * What pure code may ask of the outside. `src/azure` implements these over the Azure SDK; the same implementation
 * serves the embedded environments. Every method rejects with `SourceError`, or `AbortError` once `signal` aborts.
 */
import type { Alert, AlertModification, AlertRule, MonitorCondition, Severity, UserResponse } from './alert';
import type { Provenance } from './fact';
import type { Failure } from './failure';
import type { ClusterQuery, GraphAnswer, GraphQuery, LogAnswer, LogQuery, LogTarget, TableSchema } from './query';
import type { AdvisorItem, Change, HealthStatus, Resource, Subscription, TopologyEdge } from './resource';
import type { MetricQuery, MetricSeries } from './series';
import type { TimeWindow } from './time';

/** A value, the requests it came from, and what of it could not be read (empty when complete). */
export interface Sourced<T> {
  readonly value: T;
  readonly provenance: readonly Provenance[];
  readonly failures: readonly Failure[];
}

export interface AlertFilter {
  readonly window: TimeWindow;
  readonly severities?: readonly Severity[];
  readonly userResponse?: UserResponse;
  readonly monitorCondition?: MonitorCondition;
  readonly resourceGroup?: string;
}

export interface AlertStore {
  /** All alerts that fired in the window, over every subscription of the scope; `onPage` hears of each page as it arrives. */
  list(
    filter: AlertFilter,
    signal?: AbortSignal,
    onPage?: (alerts: readonly Alert[]) => void,
  ): Promise<Sourced<readonly Alert[]>>;
  /** One instance with its context (condition, value, dimensions). */
  get(alertId: string, signal?: AbortSignal): Promise<Sourced<Alert>>;
  history(alertId: string, signal?: AbortSignal): Promise<Sourced<readonly AlertModification[]>>;
}

/** The only write of this release. Never retried; the caller verifies by `AlertStore.get`. */
export interface AlertWriter {
  changeState(
    alertId: string,
    newState: UserResponse,
    comment: string,
    signal?: AbortSignal,
  ): Promise<{ readonly correlationId: string }>;
}

export interface RuleStore {
  list(signal?: AbortSignal): Promise<Sourced<readonly AlertRule[]>>;
}

export interface MetricStore {
  query(query: MetricQuery, signal?: AbortSignal): Promise<Sourced<readonly MetricSeries[]>>;
}

export interface ActivityStore {
  list(window: TimeWindow, signal?: AbortSignal): Promise<Sourced<readonly Change[]>>;
}

export interface HealthStore {
  list(signal?: AbortSignal): Promise<Sourced<readonly HealthStatus[]>>;
}

export interface ResourceStore {
  subscriptions(signal?: AbortSignal): Promise<Sourced<readonly Subscription[]>>;
  list(signal?: AbortSignal): Promise<Sourced<readonly Resource[]>>;
  /** Calls and hosting as the platform knows them. */
  edges(resources: readonly Resource[], window: TimeWindow, signal?: AbortSignal): Promise<Sourced<readonly TopologyEdge[]>>;
}

export interface AdvisorStore {
  list(signal?: AbortSignal): Promise<Sourced<readonly AdvisorItem[]>>;
}

/** Queries of the logs. Rejects when there is no answer; what of an answer is missing is among the failures. */
export interface LogStore {
  query(query: LogQuery, signal?: AbortSignal): Promise<Sourced<LogAnswer>>;
  /** The tables of a workspace or resource with the columns they have there; of the workspaces of the scope without a target. */
  tables(target?: LogTarget, signal?: AbortSignal): Promise<Sourced<readonly TableSchema[]>>;
}

/** Queries to Azure Data Explorer clusters. Cancelling tells the cluster to stop. */
export interface ClusterStore {
  query(query: ClusterQuery, signal?: AbortSignal): Promise<Sourced<LogAnswer>>;
  databases(cluster: string, signal?: AbortSignal): Promise<Sourced<readonly string[]>>;
  tables(cluster: string, database: string, signal?: AbortSignal): Promise<Sourced<readonly TableSchema[]>>;
}

/** Queries over the resources of the scope and what is known of them. */
export interface ResourceGraphStore {
  query(query: GraphQuery, signal?: AbortSignal): Promise<Sourced<GraphAnswer>>;
}

/** Sends one recorded request again, for "where does this number come from". */
export interface RequestReplayer {
  replay(provenance: Provenance, signal?: AbortSignal): Promise<{ readonly status: number; readonly body: string }>;
}

export interface Stores {
  readonly alerts: AlertStore;
  readonly alertWriter: AlertWriter;
  readonly rules: RuleStore;
  readonly metrics: MetricStore;
  readonly activity: ActivityStore;
  readonly health: HealthStore;
  readonly resources: ResourceStore;
  readonly advisor: AdvisorStore;
  readonly logs: LogStore;
  readonly resourceGraph: ResourceGraphStore;
  readonly clusters: ClusterStore;
  readonly replayer: RequestReplayer;
}
