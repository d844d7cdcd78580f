/**
 * Where a value came from, precise enough to ask again: the request as it would be sent to real Azure.
 * `derivation` says in a sentence how the value follows from the response.
 */
export interface Provenance {
  readonly service: SourceName;
  readonly request: RequestRef;
  readonly derivation?: string;
}

/** A replayable read of a management or data plane. `url` always names the real Azure host. */
export interface RequestRef {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: string;
}

/** The sources an answer may draw on; each is reported apart when it cannot be read. */
export type SourceName =
  | 'subscriptions'
  | 'alerts'
  | 'alertHistory'
  | 'alertRules'
  | 'actionGroups'
  | 'metrics'
  | 'activityLog'
  | 'resourceHealth'
  | 'serviceHealth'
  | 'resources'
  | 'dependencies'
  | 'advisor'
  | 'logs'
  | 'resourceGraph'
  | 'clusters';

export type Unit =
  'count' | 'percent' | 'seconds' | 'milliseconds' | 'bytes' | 'bytesPerSecond' | 'instant' | 'duration' | 'text';

/** One computed value with its unit and its origin. `value` of unit `instant` is an Instant, of `duration` milliseconds. */
export interface Fact {
  /** Unique and stable within one document, for links and re-verification. */
  readonly id: string;
  readonly label: string;
  readonly value: number | string;
  readonly unit: Unit;
  readonly provenance: readonly Provenance[];
}
