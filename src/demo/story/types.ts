import type { ComparisonOperator, MetricAggregation, Severity, UserResponse } from '../../model/alert';
import type { Tenant } from '../../model/resource';
import type { Instant } from '../../model/time';
import type { StoryInfo } from '../handle';
import type { StoryCluster } from './clusterTypes';
import type { StoryLogs } from './logTypes';

/** Everything that an embedded environment knows: plain data, and series that are computed on first ask. */
export interface Story {
  readonly info: StoryInfo;
  readonly tenant: Tenant;
  readonly subscriptions: readonly { readonly id: string; readonly name: string }[];
  /** The person that the bearer token stands for. */
  readonly user: { readonly name: string; readonly objectId: string };
  /** Telemetry exists in `[from, to)`. */
  readonly from: Instant;
  readonly to: Instant;
  readonly resources: readonly StoryResource[];
  readonly rules: readonly StoryRule[];
  readonly alerts: readonly StoryAlert[];
  readonly activity: readonly StoryActivity[];
  readonly series: readonly StorySeries[];
  readonly health: readonly StoryHealth[];
  readonly serviceEvents: readonly StoryServiceEvent[];
  readonly advice: readonly StoryAdvice[];
  /** Absent in a story without logs: its tables are there and empty. */
  readonly logs?: StoryLogs;
  /** Clusters of Azure Data Explorer, those that `info` names. */
  readonly clusters?: readonly StoryCluster[];
}

export interface StoryResource {
  /** Full ARM id. */
  readonly id: string;
  readonly name: string;
  /** As Azure spells it, such as `Microsoft.Compute/virtualMachines`. */
  readonly type: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly kind?: string;
  readonly sku?: Readonly<Record<string, string | number>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface RuleBase {
  /** Full ARM id. */
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  readonly severity: Severity;
  readonly description: string;
  readonly enabled: boolean;
  /** ARM ids. */
  readonly scopes: readonly string[];
  /** ARM ids; empty for a rule that tells nobody. */
  readonly actionGroups: readonly string[];
}

export interface MetricRule extends RuleBase {
  readonly kind: 'metric';
  readonly metricNamespace: string;
  readonly metricName: string;
  readonly aggregation: MetricAggregation;
  readonly operator: ComparisonOperator;
  readonly threshold: number;
  /** Milliseconds. */
  readonly windowSize: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface LogRule extends RuleBase {
  readonly kind: 'log';
  readonly query: string;
  readonly operator: ComparisonOperator;
  readonly threshold: number;
  /** Milliseconds. */
  readonly windowSize: number;
}

export interface EventRule extends RuleBase {
  readonly kind: 'activityLog' | 'serviceHealth' | 'resourceHealth';
  readonly allOf: readonly { readonly field: string; readonly equals: string }[];
}

export interface SmartDetectorRule extends RuleBase {
  readonly kind: 'smartDetection';
  readonly detector: string;
}

export interface PrometheusRule extends RuleBase {
  readonly kind: 'prometheus';
  readonly group: string;
  readonly expression: string;
  readonly labels: Readonly<Record<string, string>>;
}

export type StoryRule = MetricRule | LogRule | EventRule | SmartDetectorRule | PrometheusRule;

export interface StateChange {
  readonly to: UserResponse;
  readonly at: Instant;
  readonly by: string;
  readonly comment: string;
}

export interface StoryAlert {
  /** GUID. */
  readonly id: string;
  /** ARM id of its rule. */
  readonly rule: string;
  /** ARM id of its target. */
  readonly target: string;
  readonly firedAt: Instant;
  /** Absent while the rule has not resolved it within the data. */
  readonly resolvedAt?: Instant;
  readonly severity: Severity;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly states: readonly StateChange[];
  /** What the context carries for rules that no series stands behind: a result count, event fields, labels. */
  readonly value?: number;
  readonly fields?: Readonly<Record<string, string>>;
}

export interface StoryActivity {
  readonly id: string;
  readonly at: Instant;
  readonly resourceId: string;
  readonly resourceGroup: string;
  readonly resourceType: string;
  readonly subscriptionId: string;
  /** Such as `Microsoft.Web/sites/config/write`. */
  readonly operation: string;
  readonly operationLabel: string;
  readonly caller: string;
  readonly category:
    'Administrative' | 'ServiceHealth' | 'ResourceHealth' | 'Alert' | 'Autoscale' | 'Policy' | 'Recommendation' | 'Security';
  readonly level: 'Informational' | 'Warning' | 'Error' | 'Critical';
  readonly status: 'Started' | 'Accepted' | 'Succeeded' | 'Failed' | 'Active' | 'Resolved';
  readonly correlationId: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * One metric of one resource. A cell is one combination of dimension values; without dimensions there is one cell.
 * A `counter` counts per minute; a `gauge` is sampled, weighted by `weight` where the metric describes single requests.
 */
export interface StorySeries {
  readonly resourceId: string;
  /** As the metrics API names it, such as `Microsoft.Compute/virtualMachines`. */
  readonly namespace: string;
  readonly metric: string;
  readonly kind: 'gauge' | 'counter';
  readonly cells: readonly SeriesCell[];
}

export interface SeriesCell {
  readonly dimensions: Readonly<Record<string, string>>;
  /** One value per minute from `Story.from`; the same array at every call. */
  values(): Float64Array;
  weights?(): Float64Array;
}

/** From `at` on, until the next entry of the same resource. Resources without entry are available. */
export interface StoryHealth {
  readonly resourceId: string;
  readonly at: Instant;
  readonly availability: 'Available' | 'Unavailable' | 'Degraded' | 'Unknown';
  readonly summary: string;
  readonly reasonType: string;
}

export interface StoryServiceEvent {
  readonly trackingId: string;
  readonly subscriptionId: string;
  readonly eventType: 'ServiceIssue' | 'PlannedMaintenance' | 'HealthAdvisory';
  readonly title: string;
  readonly summary: string;
  readonly service: string;
  readonly region: string;
  readonly level: 'Critical' | 'Warning' | 'Informational';
  readonly start: Instant;
  readonly end: Instant;
}

export interface StoryAdvice {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceId: string;
  readonly category: 'Cost' | 'HighAvailability' | 'OperationalExcellence' | 'Performance' | 'Security';
  readonly impact: 'High' | 'Medium' | 'Low';
  readonly typeId: string;
  readonly problem: string;
  readonly solution: string;
  readonly extended: Readonly<Record<string, string>>;
}
