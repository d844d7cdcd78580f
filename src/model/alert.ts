import type { Instant } from './time';

/** Azure Monitor's alert severity: 0 critical, 1 error, 2 warning, 3 informational, 4 verbose. */
export type Severity = 0 | 1 | 2 | 3 | 4;

/** What the rule says of the condition. "Resolved" lags behind the metric: see `Recovery`. */
export type MonitorCondition = 'Fired' | 'Resolved';

/** What a person has said. */
export type UserResponse = 'New' | 'Acknowledged' | 'Closed';

export type AlertKind =
  'metric' | 'log' | 'activityLog' | 'serviceHealth' | 'resourceHealth' | 'smartDetection' | 'prometheus' | 'other';

export interface TargetResource {
  /** Full ARM id, as the service wrote it (compare without regard to case). */
  readonly id: string;
  readonly name: string;
  /** Lower-case provider type, such as `microsoft.compute/virtualmachines`. */
  readonly type: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
}

export type ComparisonOperator = 'GreaterThan' | 'GreaterThanOrEqual' | 'LessThan' | 'LessThanOrEqual' | 'Equals';

/** The test that a rule makes. Only `metric` conditions can be recomputed from platform metrics. */
export type AlertCondition =
  | {
      readonly kind: 'metric';
      readonly metricNamespace: string;
      readonly metricName: string;
      readonly aggregation: MetricAggregation;
      readonly operator: ComparisonOperator;
      /** Absent for dynamic thresholds. */
      readonly threshold?: number;
      /** Milliseconds. */
      readonly windowSize: number;
      readonly dimensions: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'query';
      readonly language: 'kql' | 'promql';
      readonly query: string;
      readonly operator?: ComparisonOperator;
      readonly threshold?: number;
      readonly windowSize?: number;
    }
  | { readonly kind: 'event'; readonly fields: Readonly<Record<string, string>> };

export type MetricAggregation = 'Average' | 'Minimum' | 'Maximum' | 'Total' | 'Count';

/** One Azure Monitor alert instance. */
export interface Alert {
  /** Full ARM id of the instance. */
  readonly id: string;
  /** The rule's display name. */
  readonly name: string;
  /** ARM id of the rule where the service gave one, else its name or address. */
  readonly rule: string;
  readonly severity: Severity;
  readonly kind: AlertKind;
  readonly monitorService: string;
  readonly signalType: string;
  readonly monitorCondition: MonitorCondition;
  readonly userResponse: UserResponse;
  readonly suppressed: boolean;
  readonly firedAt: Instant;
  readonly resolvedAt?: Instant;
  readonly modifiedAt: Instant;
  readonly modifiedBy: string;
  readonly target: TargetResource;
  readonly description: string;
  /** Discriminating dimensions (operation, instance, deployment …), keys as the service names them. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** The value at the moment of firing where the service's context carries it. */
  readonly firedValue?: number;
  readonly condition?: AlertCondition;
}

/** An alert rule joined to its instances by ARM id. */
export interface AlertRule {
  readonly id: string;
  readonly name: string;
  readonly kind: AlertKind;
  readonly enabled: boolean;
  readonly severity?: Severity;
  readonly description: string;
  readonly scopes: readonly string[];
  readonly condition?: AlertCondition;
  readonly actionGroups: readonly string[];
  /** Milliseconds between evaluations. */
  readonly evaluationFrequency?: number;
  readonly autoResolves: boolean;
}

/** One line of an alert's history, newest first as the service gives them. */
export interface AlertModification {
  readonly event: string;
  readonly at: Instant;
  readonly by: string;
  readonly oldValue: string;
  readonly newValue: string;
  readonly comments: string;
}

/** What the metric itself says after an alert fired: a fact apart from the rule's own "Resolved". */
export type Recovery =
  | { readonly state: 'recovered'; readonly at: Instant }
  | { readonly state: 'breaching' }
  | { readonly state: 'unknown'; readonly reason: string };
