import type { SourceName } from '../model/fact';
import type { Instant } from '../model/time';

/** What can be made to go wrong in the embedded environment, per service. */
export const faultKinds = [
  'forbidden',
  'throttled',
  'throttledWithoutRetryAfter',
  'serverError',
  'slow',
  'partial',
  'empty',
  'staleEtag',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** The services that faults can be set for. */
export const faultServices: readonly SourceName[] = [
  'subscriptions',
  'alerts',
  'alertHistory',
  'alertRules',
  'actionGroups',
  'metrics',
  'activityLog',
  'resourceHealth',
  'serviceHealth',
  'resources',
  'dependencies',
  'advisor',
  'logs',
  'resourceGraph',
  'clusters',
];

export interface Fault {
  readonly service: SourceName;
  readonly fault: FaultKind;
}

export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** 499 when the client went away before there was an answer. */
  readonly status: number;
  /** When the emulator noticed that the client gave the request up, or was told so: milliseconds since 1970 of the machine's clock. */
  readonly cancelled?: number;
}

/** A cluster of Azure Data Explorer that can be asked. */
export interface ClusterInfo {
  /** Its https origin. */
  readonly origin: string;
  /** Names; empty when they are not known before asking. */
  readonly databases: readonly string[];
}

export interface StoryInfo {
  /** Stable id, such as `contoso-hotels`. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** IANA time zone of the people on call. */
  readonly timeZone: string;
  /** The frozen moment at which the story opens. */
  readonly opensAt: Instant;
  readonly tenantId: string;
  readonly subscriptions: readonly string[];
  /** Folder below `samples/` with the source of the story's applications. */
  readonly sample: string;
  /** None when absent. */
  readonly clusters?: readonly ClusterInfo[];
}

/** A running embedded environment. All methods speak HTTP to the emulator with its token. */
export interface DemoHandle {
  readonly story: StoryInfo;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly token: string;
  /** The emulator's clock, as last read or set through this handle. */
  now(): Instant;
  moveClock(to: Instant): Promise<void>;
  readonly faults: readonly Fault[];
  setFaults(faults: readonly Fault[]): Promise<void>;
  /** Adds that many synthetic alerts over the last 24 hours, for load tests. */
  addAlerts(count: number): Promise<void>;
  requestLog(): Promise<readonly LoggedRequest[]>;
  /** Back to the opening moment, without faults, load, or anything written. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
