import type { Alert, Severity } from './alert';
import type { Change } from './resource';
import type { Instant } from './time';

/** Firings of one rule on one resource with the same dimensions, no more than 15 minutes apart. */
export interface Episode {
  readonly id: string;
  /** Oldest first; never empty. */
  readonly alerts: readonly Alert[];
  readonly firedAt: Instant;
  readonly lastFiredAt: Instant;
  readonly severity: Severity;
  /** How often it fired again after the first time. */
  readonly flaps: number;
}

/** The reason one episode belongs to another, with the parts of its score. */
export interface GroupingEdge {
  /** Episode ids: `joined` came into the group through `member`. */
  readonly joined: string;
  readonly member: string;
  /** All in 0..1; `shared` is absent when the two have no dimension in common. */
  readonly score: number;
  readonly time: number;
  readonly proximity: number;
  readonly shared?: number;
  /** Milliseconds apart. */
  readonly apart: number;
  /** Hops; absent without any relation. */
  readonly hops?: number;
  readonly via?: string;
  /** Dimensions on which the two agree, as `name = value`. */
  readonly sharedDimensions: readonly string[];
  /** True when a person put the two together; the score is then whatever the data say. */
  readonly byHand?: true;
}

export interface AttachedChange {
  readonly change: Change;
  /** 0..1: topology x recency x kind. */
  readonly rank: number;
  readonly hops: number;
}

/** Alerts that share a cause, with the reason for every member. */
export interface Incident {
  /** Hash of the seed episode; stable across reloads, order and teammates. */
  readonly id: string;
  /** Ids that earlier led to this incident (merges). */
  readonly aliases: readonly string[];
  readonly title: string;
  /** Oldest first; the first is the seed. */
  readonly episodes: readonly Episode[];
  readonly alerts: readonly Alert[];
  readonly severity: Severity;
  readonly startedAt: Instant;
  /** ARM id of the resource that most members depend on, else the earliest. */
  readonly origin: string;
  readonly originReason: string;
  readonly edges: readonly GroupingEdge[];
  /** Other incidents that scored within 0.05 of this one, per joined episode. */
  readonly alsoPossible: readonly { readonly episode: string; readonly incident: string; readonly score: number }[];
  readonly changes: readonly AttachedChange[];
  /** True when a person merged or split it. */
  readonly edited: boolean;
}

/** Hand-made corrections, kept in a file of the workspace folder. Episode ids on both sides. */
export interface GroupingOverrides {
  readonly mustLink: readonly (readonly [string, string])[];
  readonly cannotLink: readonly (readonly [string, string])[];
}
