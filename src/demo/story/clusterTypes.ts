import type { Instant } from '../../model/time';

/** A cluster of Azure Data Explorer: what is kept for longer than the logs, and what never was a log. */
export interface StoryCluster {
  /** ARM id. */
  readonly resource: string;
  /** As in the story's info. */
  readonly origin: string;
  readonly databases: readonly StoryDatabase[];
}

export interface StoryDatabase {
  readonly name: string;
  readonly tables: readonly StoryClusterTable[];
}

export type StoryClusterTable = EventTable | HistoryTable | ReleaseTable;

/** A row for each request of an operation that the story's series count: what was done, told in the words of the business. */
export interface EventTable {
  readonly kind: 'events';
  readonly name: string;
  readonly description: string;
  readonly role: string;
  readonly operation: string;
  /** The column with the number of the event. */
  readonly id: string;
  /** The column that says how it ended. */
  readonly outcome: { readonly name: string; readonly success: string; readonly failure: string };
  readonly values: readonly EventColumn[];
}

/** A value that each event has: one of some texts, the first of them most often, or a number. */
export type EventColumn =
  | { readonly name: string; readonly description: string; readonly texts: readonly string[] }
  | {
      readonly name: string;
      readonly description: string;
      readonly from: number;
      readonly to: number;
      readonly type: 'int' | 'real';
    };

/** Requests by operation and span of time, out of the story's series. */
export interface HistoryTable {
  readonly kind: 'history';
  readonly name: string;
  readonly description: string;
  /** Length of a span. */
  readonly minutes: number;
}

/** What was released when: the deployments of the activity log, and those that it no longer holds. */
export interface ReleaseTable {
  readonly kind: 'releases';
  readonly name: string;
  readonly description: string;
  readonly older: readonly {
    readonly at: Instant;
    readonly application: string;
    readonly version: string;
    readonly by: string;
    readonly outcome: 'Succeeded' | 'Failed' | 'RolledBack';
  }[];
}
