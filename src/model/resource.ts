import type { Instant } from './time';

export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  readonly state: string;
}

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface Resource {
  readonly id: string;
  readonly name: string;
  /** Lower-case. */
  readonly type: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** `from` needs `to`: a caller and its callee, a site and its plan, a database and its server. */
export interface TopologyEdge {
  readonly from: string;
  readonly to: string;
  /** Hops that the edge counts for: 1 for a call, 0.5 for hosting. */
  readonly weight: number;
  readonly reason: string;
}

/** Resources (lower-case ARM ids as keys) and what needs what. */
export interface Topology {
  readonly resources: readonly Resource[];
  readonly edges: readonly TopologyEdge[];
}

/** One entry of the activity log or of the resource change feed. */
export interface Change {
  readonly id: string;
  readonly at: Instant;
  readonly resourceId: string;
  readonly operation: string;
  readonly caller: string;
  readonly status: string;
  readonly category: string;
  readonly summary: string;
  /** Changed properties where the source gives them. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface HealthStatus {
  readonly resourceId: string;
  readonly availability: 'Available' | 'Unavailable' | 'Degraded' | 'Unknown';
  readonly summary: string;
  readonly reasonType: string;
  readonly occurredAt?: Instant;
}

/** An Advisor recommendation, as the service words it. */
export interface AdvisorItem {
  readonly id: string;
  readonly resourceId: string;
  readonly category: string;
  readonly impact: string;
  readonly problem: string;
  readonly solution: string;
}
