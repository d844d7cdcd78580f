import type { Instant } from '../../model/time';

/** Whose rows a log query sees. `resources` are lower-case ARM ids: rows of each and of what is below it. */
export type LogView =
  | { readonly kind: 'workspace' }
  | { readonly kind: 'resources'; readonly ids: readonly string[] }
  /** An Application Insights component, under the classic table names as well. */
  | { readonly kind: 'app'; readonly id: string };

/** What a fault leaves of an answer that would have been good. */
export type Spoilt = 'partial' | 'empty';

export interface LogJob {
  readonly kind: 'logs';
  readonly text: string;
  readonly now: Instant;
  readonly view: LogView;
  /** Rows outside of it are not seen; both ends belong to it. */
  readonly window?: { readonly from?: Instant; readonly to?: Instant };
  readonly milliseconds: number;
  readonly statistics: boolean;
  readonly render: boolean;
  readonly spoilt?: Spoilt;
}

/** What of the environment may have changed since it opened, in the words of the services. */
export interface GraphState {
  readonly now: Instant;
  readonly alerts: readonly {
    readonly id: string;
    readonly name: string;
    readonly essentials: Readonly<Record<string, unknown>>;
  }[];
}

export interface GraphJob {
  readonly kind: 'resourceGraph';
  readonly text: string;
  readonly now: Instant;
  /** Ids, lower case. */
  readonly subscriptions: readonly string[];
  readonly state: GraphState;
  readonly format: 'table' | 'objectArray';
  readonly top: number;
  readonly skip: number;
  readonly spoilt?: Spoilt;
}

/** A query to a database of a cluster. */
export interface ClusterJob {
  readonly kind: 'cluster';
  readonly text: string;
  readonly now: Instant;
  /** The origin of the cluster, as the story names it. */
  readonly cluster: string;
  readonly database: string;
  readonly milliseconds: number;
  /** Stands in the answer. */
  readonly clientRequestId: string;
  readonly spoilt?: Spoilt;
}

export type QueryJob = LogJob | GraphJob | ClusterJob;

/** The answer as it goes over the wire: JSON text, so that no other thread has to write it. */
export interface QueryAnswer {
  readonly status: number;
  readonly body: string;
}

/** Answers queries one after the other. Rejects with an AbortError once `left` aborts. */
export interface QueryService {
  /** Loads what queries need, unless that has begun: somebody is about to ask. */
  warm(): void;
  answer(job: QueryJob, left: AbortSignal): Promise<QueryAnswer>;
  close(): Promise<void>;
}
